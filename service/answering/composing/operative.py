"""What a decision orders in its operative part, beyond the orders that records hold: each point in its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.documents import SourceRank
from service.answering.composing.endings import endings
from service.answering.composing.findings import unrepeated
from service.answering.composing.outcomes import is_late, is_where_decided, where_decided
from service.answering.composing.reading import Line, Reading
from service.answering.held.dossier import Sentence
from service.answering.question.verbs import verbs_of
from service.answering.weighing.evidence import is_silent
from service.answering.wording import facts

MOST = 5
"""Points told; an operative part that orders more is told by its last, which stand nearest to where it ends."""
LONGEST = 700
"""Characters of a point; what is longer is a paragraph that weighs."""
_ORDERS = re.compile(
    r"\b(?:hereby |therefore |further |also )*(?:orders|instructs|enjoins|directs|obliges)\b (?!(?:of|for|in|by|no)\b)"
    r"[^.;]{0,160}?\bto\b"
    r"|^\W*(?:\d+[.)] |[a-z][.)] )?(?:to )?(?:order|instruct|enjoin|oblige|injunct)s?\b[^.;]{0,160}?\bto\b"
    r"|\b(?:issues?|gives?|imposes?|notif(?:y|ies)|informs?|announces?|addresses?|pronounces?)\b[^.;]{0,80}"
    r"\b(?:an? |the )?(?<!in )(?:order|injunction|instruction)\b[^.;]{0,80}?\bto\b"
    r"|\b(?:commissioner|authority|agency|board|court|tribunal|we|I) (?:hereby |therefore )?requires? "
    r"[^.;]{0,80}?\bto\b"
    r"|\b(?:formal notice|injunction)\b[^.;]{0,100}?\bto\b"
    r"|\b(?:is|are) (?:hereby |therefore )?(?:ordered|instructed|enjoined) to\b"
    r"|^\W*(?-i:[A-ZÀ-Ý])[\w.&’'-]*(?: (?-i:[A-ZÀ-Ý])[\w.&’'-]*){0,4} (?:is|are) (?:hereby |therefore |also )?"
    r"(?:required|obliged|directed) to\b",
    re.IGNORECASE,
)
_MUST = re.compile(r"\b(?:must|shall|has to|have to)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:may|might|can|could|whether|should|would|powers? to|request(?:s|ed) (?:the|that|to)|any person|propos\w+|"
    r"draft|each supervisory|shall have|controller or (?:the )?processor|infringements?\s+referred|"
    r"in any other case)\b",
    re.IGNORECASE,
)
_WISHES = frozenset({"argument", "proposal", "allegation"})


def operative_lines(reading: Reading) -> list[Line]:
    """The points of a decision that order something, in the order of the text; of a judgment what it decides too.

    Where it orders at its end, what stands before that is what was proposed, asked for or ordered by others.
    """
    obliging = [one for one in endings(reading) if _MUST.search(one.english)]
    where = where_decided(reading)
    found = [one for one in where if one in obliging or _is_order(reading, one)]
    late = [one for one in found if is_late(reading, one)]
    kept = unrepeated(reversed(late or found), MOST)
    verbs = set(reading.query.verbs)
    told = [one for one in kept[::-1] if not verbs or verbs & set(verbs_of(one.english))]
    return reading.quoting(dict.fromkeys(point for one in told for point in _with_its_list(one, where)))


def _with_its_list(sentence: Sentence, where: Sequence[Sentence]) -> list[Sentence]:
    """A point, and what follows it where it only leads on: "... within four months, in particular:"."""
    after = where[where.index(sentence) + 1 :][:1] if sentence.text.endswith(":") else []
    return [sentence, *after]


def _is_order(reading: Reading, sentence: Sentence) -> bool:
    text = sentence.english
    if sentence.rank is SourceRank.DIGEST or is_silent(sentence) or len(text) > LONGEST:
        return False
    ordering = _ORDERS.search(text)
    if ordering is None or _OPEN.search(text[: ordering.end()]) or facts.stances(text) & _WISHES:
        return False
    document = reading.document(sentence.proof.document_id)
    of_court = document is not None and bool(document.description.court)
    return is_late(reading, sentence) if of_court else is_where_decided(reading, sentence)
