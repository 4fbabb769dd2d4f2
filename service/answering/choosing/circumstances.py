"""What a list asks of how a matter came about and of whom: jointly, by a state's authority, before the highest court.

Each is told by words that say nothing of the subject of a matter, and is looked for in its records or sentences.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from corpus.documents import Span
from corpus.matters import BodyRank
from corpus.record_store import Held
from corpus.records import Order
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Intent, Premise, Query, Shape
from service.answering.question.durations import durations_of
from service.answering.weighing.evidence import is_silent

Holds = Callable[[Dossier], bool]

_DECISIONS = r"(?:decision|report|finding|order|determination|action|fine|penalt(?:y|ie))s?"
_TOGETHER = re.compile(
    r"\bjoint(?:ly)?\b(?! (?:controllers?|and several))(?: (?:\w+ )?(?:investigat|inquir|inspect|prob|examin)\w*)?"
    r"|\b(?:acted|worked|working|investigated|decided|act|work|joined|looked into \w+) (?:forces|together)\b"
    r"|\btogether (?:by|with other) (?:\w+ )*(?:authorit|regulator|commissioner)\w*",
    re.IGNORECASE,
)
_DECIDED_TOGETHER = re.compile(
    rf"\b{_DECISIONS} (?:\w+ ){{0,4}}?(?:jointly|together)\b|\bjoint {_DECISIONS}\b"
    r"|\b(?:issued|decided|taken|made|published) (?:jointly|together)\b",
    re.IGNORECASE,
)
_SAYS_TOGETHER = re.compile(
    rf"\bjoint (?:\w+ )?(?:{_DECISIONS}|investigations?|inquir(?:y|ies)|inspections?|probes?|statements?)\b"
    r"|\bjointly (?:investigat|decid|issu|examin|fin|found|publish|releas)\w*"
    r"|\b(?:together|jointly) with (?:the )?(?:[\w’'-]+ ){0,8}?(?:commissioner|authorit|regulator)"
    r"|\band (?:the )?(?:two|three|four|five|\d) (?:\w+ )?(?:authorities|commissioners|regulators)\b",
    re.IGNORECASE,
)
_INSOLVENCY = r"(?:bankrupt\w*|insolven\w*|liquidat(?:ion|ors?|ed)|receivership|wound up|chapter (?:7|11))"
_INSOLVENT = re.compile(
    rf"\b(?:(?:gone|went|go(?:es|ing)?|become|became|declared|filed (?:for)?) )?(?:(?:in|into|under) )?{_INSOLVENCY}"
    r"|\b(?:gone|went|going) (?:bust|under)\b",
    re.IGNORECASE,
)
_SAYS_INSOLVENT = re.compile(rf"\b{_INSOLVENCY}\b", re.IGNORECASE)
_BODY = r"(?:authorit|regulator|watchdog|agenc|commissioner|enforce|level)\w*"
_REGIONAL = re.compile(
    rf"\b(?:(?P<province>provincial)|(?P<state>(?:u\.?s\.? )?state)|regional|sub-?national)[ -]"
    rf"(?:(?:level|privacy|data protection)[ -])*{_BODY}",
    re.IGNORECASE,
)
_PROVINCES = ("CA-",)
"""Countries whose parts are provinces; elsewhere they are states."""
_HIGHEST = re.compile(
    r"\b(?:(?:go|goes|went|gone|got|came|reached|all the way|up) )*(?:(?:to|before|by|at|in) )?(?:the )?"
    r"(?:highest|top|supreme|apex) (?:administrative |national )?(?:courts?|judges?|instance|level)\b"
    r"|\bcourts? of (?:last resort|final instance)\b|\b(?:last|final) instance\b",
    re.IGNORECASE,
)
WORDED = (_TOGETHER, _DECIDED_TOGETHER, _INSOLVENT, _REGIONAL, _HIGHEST)
"""Words that say such a thing, and nothing of what a matter is about."""


def circumstances_of(query: Query, as_of: dt.date, knowledge: Knowledge) -> list[Holds]:
    """What the question asks of how each matter came about."""
    text = query.text
    found: list[Holds] = []
    added = query.shape is Shape.TOTAL
    if _DECIDED_TOGETHER.search(text) and not added:
        found.append(lambda one: any(_SAYS_TOGETHER.search(said) for said in _proofs(one, knowledge)))
    elif _TOGETHER.search(text) and not added:
        found.append(lambda one: _says(one, _SAYS_TOGETHER, knowledge))
    if _INSOLVENT.search(text):
        found.append(lambda one: _says(one, _SAYS_INSOLVENT, knowledge))
    if regional := _REGIONAL.search(text):
        found.append(lambda one: _is_regional(one, regional, knowledge))
    if _HIGHEST.search(text) and not query.regulators:
        found.append(lambda one: any(event.body_rank is BodyRank.SUPREME for event in one.events(as_of)))
    if lengths := lengths_asked(query):
        found.append(lambda one: any(lengths <= length_of(held, one, knowledge) for held in one.orders))
    return found


def lengths_asked(query: Query) -> frozenset[tuple[int, str]]:
    """The time that the orders of a list last or leave, where it names one: "bans for five years"."""
    ordered = any(one.premise in (Premise.ORDERED, Premise.BANNED) for one in query.asked)
    return durations_of(query.text) if ordered or query.asks(Intent.DEADLINE) or query.verbs else frozenset()


def length_of(held: Held[Order], dossier: Dossier, knowledge: Knowledge) -> frozenset[tuple[int, str]]:
    """The lengths of time that an order, or its deadline, writes."""
    deadline = held.record.deadline.text if held.record.deadline else ""
    return durations_of(
        f"{_at(dossier, held.document_id, held.record.span, knowledge)} {held.record.object} {deadline}"
    )


def _says(dossier: Dossier, pattern: re.Pattern[str], knowledge: Knowledge) -> bool:
    return any(pattern.search(one.english) and not is_silent(one) for one in knowledge.sentences_of(dossier))


def _proofs(dossier: Dossier, knowledge: Knowledge) -> list[str]:
    """The sentences in which the steps of a matter are told."""
    return [_at(dossier, event.document_id, event.span, knowledge) for event in dossier.events()]


def _at(dossier: Dossier, document_id: str, span: Span, knowledge: Knowledge) -> str:
    source = knowledge.source(document_id, dossier.versions[document_id])
    return source.text[span.start : span.end]


def _is_regional(dossier: Dossier, asked: re.Match[str], knowledge: Knowledge) -> bool:
    """Whether the authority of a part of a country decided it: places within countries have a code of two parts."""
    authority = knowledge.gazetteer.authority(dossier.regulator or "")
    if authority is None or authority.is_court or "-" not in authority.jurisdiction:
        return False
    in_province = authority.jurisdiction.startswith(_PROVINCES)
    return not (asked["province"] and not in_province) and not (asked["state"] and in_province)
