"""Whether documents tell that a decision was challenged: most only tell how it may be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.matters import EventKind
from service.answering.held.dossier import Dossier, Sentence
from service.answering.question import Query

_MEANS = r"(?:appeal|objection|action|application|petition|challenge|complaint|claim|suit|proceedings|opposition)s?"
_TAKEN = r"(?:lodg|fil|br(?:ing|ought)|submit|enter|institut|commenc|initiat|s(?:eek|ought)|rais)\w*"
_DONE = re.compile(
    r"\b(?:appealed|challenged|contested|appellants?|now appeals?|sued|"
    r"(?:went|gone|going|goes|taken?|took) (?:[\w’'-]+ ){0,4}?to court|"
    r"(?:is|are) (?:now )?(?:challenging|appealing|contesting|fighting))\b"
    rf"|\b{_TAKEN}\b[^.;]{{0,50}}\b{_MEANS}\b"
    rf"|\b{_MEANS}\b[^.;]{{0,50}}\b(?:was|were|is|has been|have been)\b[^.;]{{0,20}}"
    r"\b(?:lodged|filed|brought|submitted|made|dismissed|allowed|upheld|rejected|pending|granted|refused|admitted)\b"
    r"|\bon (?:the |an |its |his |her |their )?appeals?\b"
    r"|\b(?:this|the) (?:is an )?appeals? (?:is|of|by|from|against)\b"
    r"|\bappeals? (?:from|by|of)\b|\bpermission\b[^.;]{0,40}\b(?:granted|refused|given)\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:has|have|had|did|was|were)(?: not|n['’]t)\b[^.;]{0,40}\b(?:appeal|challeng|contest|object)"
    r"|\bno (?:appeal|objection|challenge)\b[^.;]{0,20}\b(?:was|were|has|have|is|are) ",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:may|might|can|could|should|shall|must|will|would|if|whether|unless|until|right (?:of|to)|entitled|"
    r"within \S+ (?:\w+ )?(?:days|weeks|months)|not|no|never|nobody)\b",
    re.IGNORECASE,
)
"""How there may be a challenge."""
_ASKED = re.compile(r"\b(?:appeal|challeng|contest)\w*\b(?P<where>[^?,;]*)", re.IGNORECASE)
_HEIGHT = re.compile(
    r"\b(?:supreme|high(?:er|est)?|upper|division|federal|circuit|constitutional|cassation|administrative|regional|"
    r"district|first-tier|court of appeals?|council of state)\b",
    re.IGNORECASE,
)
"""What tells one court from another."""
_OF_LEAVE = re.compile(
    r"\b(?:further )?(?:appeal|revision|cassation|challenge)\b[^?]{0,60}?\b(?:let through|allowed|permitted|admitted|"
    r"admissible|possible|excluded|ruled out|declared)\b|\bleave to appeal\b",
    re.IGNORECASE,
)
"""Whether there may be a challenge, which the decision itself says."""


def asks_if_challenged(query: Query) -> bool:
    """Whether it is asked, for yes or no, if a decision was challenged."""
    events = {kind for one in query.asked for kind in one.events}
    asked = query.yes_no and EventKind.APPEALED in events and bool(_ASKED.search(query.text))
    return asked and not _OF_LEAVE.search(query.text)


def tells_of_challenge(query: Query, dossier: Dossier, sentences: Iterable[Sentence]) -> bool:
    """Whether a record or a sentence says that a challenge was brought, or that none was.

    If a court is asked about, before that; any step of a court shows that somebody went there.
    """
    asked = _ASKED.search(query.text)
    where = asked["where"] if asked else ""
    heights = frozenset(found.casefold() for found in _HEIGHT.findall(where))
    bodies = [event.body.casefold() for event in dossier.events() if event.kind is not EventKind.ISSUED]
    if any(all(height in body for height in heights) for body in bodies):
        return True
    return any(_tells(one.english, heights) for one in sentences)


@lru_cache(maxsize=50_000)
def _tells(english: str, heights: frozenset[str]) -> bool:
    folded = english.casefold()
    done = _NOT_DONE.search(english) or (_DONE.search(english) and not _OPEN.search(english))
    return bool(done) and all(one in folded for one in heights)
