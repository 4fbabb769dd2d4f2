"""Whether documents tell what a court decided that a question asks about: none that did not speak is answered for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.documents import InstrumentKind
from corpus.gazetteer import Gazetteer
from corpus.matters import BodyRank
from service.answering.held.dossier import Dossier, Sentence
from service.answering.question import Query

_COURT = r"(?:courts?|tribunals?|judges?|justices|jury|jurors)"
_DECIDE = (
    r"(?:decid(?:e|es|ed|ing)|rul(?:e|es|ed|ing)|h[eo]ld|find|found|say|said|uph[eo]ld|quash(?:ed)?|annul(?:led)?|"
    r"overturn(?:ed)?|revers(?:e|ed)|vacat(?:e|ed)|reduc(?:e|ed)|lower(?:ed)?|cut|impos(?:e|ed)|t[ao]ken? off|took off|"
    r"knock(?:ed)? off|order(?:ed)?|award(?:ed)?|dismiss(?:ed)?|reject(?:ed)?|conclud(?:e|ed)|confirm(?:ed)?|"
    r"str(?:ike|uck)(?: down)?|grant(?:ed)?|refus(?:e|ed)|set|give|gave|make|made|do|did|think|thought|reason(?:ed)?)"
)
_ASKED = re.compile(
    rf"\b(?:did|has|have|was|were)\b[^?]{{0,60}}?\b{_COURT}\b[^?]{{0,90}}?\b{_DECIDE}\b"
    rf"|\b(?:which|what|that|how many|whose) (?:\w+ ){{0,5}}?{_COURT}\b(?: (?:of|in|for) [\w ]{{1,40}}?)? "
    rf"(?:has |have |had )?{_DECIDE}\b"
    rf"|\b(?:by|before|from) (?:the |an? )?(?:\w+ ){{0,3}}{_COURT}\b",
    re.IGNORECASE,
)
"""A question for what a court did: "what did the Supreme Court decide", "that the Danish court imposed"."""
_RULED = re.compile(
    r"\b(?:decid\w+|rul(?:es?|ed|ing)|h[eo]ld|found|finds|uph[eo]lds?|quash\w*|annul\w*|overturn\w*|revers\w+|vacat\w+|"
    r"reduc\w+|lower(?:s|ed)|cut|impos\w+|order(?:s|ed)|award\w*|dismiss\w*|reject\w*|conclud\w+|confirm\w*|affirm\w*|"
    r"str(?:ikes?|uck)|grant(?:s|ed)|refus(?:es|ed)|set aside|sets|gave|gives|judgment|ruling|verdict|sentence[ds]?|"
    r"approv\w+|declar\w+|remit\w*|remand\w*|stay(?:s|ed)|suspend\w*|agree[ds]?|allow(?:s|ed)?|threw|throws|said|says|"
    r"accept(?:s|ed)|satisfied|paus(?:es|ed)|appoint\w*|review\w*|entered|heard|restor\w+|sent)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:may|might|can|could|would|should|will|if|whether|weigh(?:s|ing)|consider(?:s|ing)|plans?|intends?|pending|"
    r"on hold|not|no|never|possible|within \w+ (?:days|weeks|months)|similar|another|separate)\b",
    re.IGNORECASE,
)
"""What may come before a court, what is before it, and what it did in other cases."""
_ANY = re.compile(rf"\b{_COURT}\b|\bcouncil of state\b|\bchamber\b|\bboard\b|\bpanel\b|\bcircuit\b", re.IGNORECASE)

_CALLED = re.compile(r"\b(?:[A-Z][\w’'-]+ )+(?:Court|Tribunal)(?: of [A-Z]\w+)?\b")
"""A court by its whole name that the gazetteer does not know, or knows of several places: "the Supreme Court"."""
_BY_NAME = re.compile(rf"\b(?:did|has|have)\b[^?]*\b{_DECIDE}\b", re.IGNORECASE)


def courts_asked(query: Query, gazetteer: Gazetteer) -> frozenset[str] | None:
    """The names of the courts whose act a question asks about; empty for any court, None where it asks for none."""
    named = [body for one in query.regulators if (body := gazetteer.authority(one)) and body.reviews]
    if not _ASKED.search(query.text) and not (named and _BY_NAME.search(query.text)):
        return None
    names = {name for body in named for name in body.names} or set(_CALLED.findall(query.text))
    return frozenset(name.casefold() for name in names)


def tells_of_ruling(
    dossier: Dossier, sentences: Iterable[Sentence], courts: frozenset[str], gazetteer: Gazetteer
) -> bool:
    """Whether a record or a sentence says what one of the courts did; of no court in particular, what any did."""
    for document in dossier.documents:
        own = gazetteer.authority(document.description.court or "")
        # a judgment seldom names its court; of two courts of a country questions confuse all but the highest
        if document.description.kind is InstrumentKind.JUDGMENT and (
            own is None or own.body_rank is not BodyRank.SUPREME
        ):
            return True
        if own and (not courts or courts & {name.casefold() for name in own.names}):
            return True
    for event in dossier.events():
        of_court = event.body_rank not in (BodyRank.PARTY, BodyRank.REGULATOR)
        if of_court and (not courts or any(name in event.body.casefold() for name in courts)):
            return True
    return any(_tells(one.english, one.text, courts) for one in sentences)


@lru_cache(maxsize=50_000)
def _tells(english: str, text: str, courts: frozenset[str]) -> bool:
    folded = (text.casefold(), english.casefold())
    speaks = any(name in one for name in courts for one in folded) if courts else bool(_ANY.search(english))
    return speaks and bool(_RULED.search(english)) and not _OPEN.search(english)
