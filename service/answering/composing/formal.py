"""What every decision says at its end in the same few words: who bears the costs, and how it may be challenged."""

from __future__ import annotations

import re

from corpus.documents import SourceRank
from corpus.records import MoneyKind
from service.answering.composing import money
from service.answering.composing.findings import unrepeated
from service.answering.composing.outcomes import where_decided
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.remedies import asks_how_to_appeal, asks_only_how_to_appeal, remedies
from service.answering.held.dossier import Sentence
from service.answering.question import Query
from service.answering.weighing.evidence import is_silent
from service.answering.wording import facts

MOST = 3
"""Sentences told of who bears costs."""
_OF_COURTS = re.compile(
    r"\b(?:court|legal|litigation|procedural|lawyers?['’]?) (?:\w+ )?(?:costs?|fees?)\b"
    r"|\bcosts? (?:and expenses )?(?:of|in|for) (?:the |this |these |both |his |her |its |their )?(?:\w+ ){0,3}?"
    r"(?:case|proceedings?|dispute|action|appeal|court|lawsuit|litigation|procedure)\b"
    r"|\b(?:pay|pays|paid|bear|bears|bore|borne|reimburse\w*|order\w*) (?:\w+ ){0,3}?costs\b|\bcosts order\b"
    r"|\b(?:pay|pays|paid|owe|owes|bear|bears|bore|chip(?:s|ped)? in|contribut\w+|cover(?:s|ed)?|foot(?:s|ed)?|cost)\b"
    r"[^?]*\b(?:lawyers|attorneys|solicitors|barristers|counsel|legal (?:bills?|team|expenses))\b(?![- ]general)",
    re.IGNORECASE,
)
_COSTS = re.compile(r"\b(?:costs?|court fees?|legal fees?)\b", re.IGNORECASE)
_BEARS = re.compile(
    r"\b(?:bear|bears|borne|pay|pays|paid|reimburs\w+|order(?:s|ed)?|compensat\w+|award\w*|waived?|set at|impos\w+|"
    r"no (?:order|award|ruling)|without (?:imposition|an order)|own costs|charged|condemn\w*|recover\w*)\b",
    re.IGNORECASE,
)
_WISHES = frozenset({"argument", "allegation"})
_OF_A_PARTY = re.compile(
    r"\baccording to the (?:plaintiff|appellant|claimant|complainant|defendant|applicant|company)|"
    r"\b(?:requests?|requested|demands?|seeks?|sought|asks?|asked|claims?|submits?|proposes?) "
    r"(?:that|the court|to have)\b",
    re.IGNORECASE,
)
"""What a party wants decides nothing."""


def asks_for_costs(query: Query) -> bool:
    """Whether it is asked who bears the costs of proceedings."""
    return bool(_OF_COURTS.search(query.text))


def cost_lines(reading: Reading) -> list[Line]:
    """The costs of proceedings that records hold, where these are asked about."""
    if not asks_for_costs(reading.query):
        return []
    return unique(reading.record_line(held) for held in money.sums(reading) if held.record.kind is MoneyKind.COSTS)


def formal_lines(reading: Reading) -> list[Line]:
    """The sentences of a decision that say so, as it ends; nothing where neither is asked."""
    query = reading.query
    found: list[Sentence] = []
    if asks_for_costs(query) or asks_how_to_appeal(query):
        where = [one for one in where_decided(reading) if one.rank is SourceRank.PRIMARY and not is_silent(one)]
        where = [one for one in where if not (_argues(one) or _OF_A_PARTY.search(one.english))]
        if asks_for_costs(query):
            own = [one for one in where if not facts.stances(one.english) & _WISHES]
            found += _apart([one for one in own if _COSTS.search(one.english) and _BEARS.search(one.english)])
        if asks_how_to_appeal(query):
            found += remedies(reading, where) or remedies(reading, _elsewhere(reading, where))
    return reading.quoting(dict.fromkeys(found))


def _elsewhere(reading: Reading, where: list[Sentence]) -> list[Sentence]:
    """What a long decision itself says between its beginning and its end, where the way to challenge it is asked."""
    if not asks_only_how_to_appeal(reading.query):
        return []
    rest = [one for one in reading.whole if one not in where and not is_silent(one)]
    return [one for one in rest if not (_argues(one) or _OF_A_PARTY.search(one.english))]


def _argues(sentence: Sentence) -> bool:
    """Whether a party speaks; that a complaint may be lodged is no party's word."""
    return "argument" in facts.stances(sentence.english)


def _apart(found: list[Sentence]) -> list[Sentence]:
    """The last of them, in the order of the text, none saying what another says."""
    return unrepeated(reversed(found), MOST)[::-1]
