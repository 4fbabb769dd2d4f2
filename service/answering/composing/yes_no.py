"""The word of a verdict, what it rests on, and the word for what no record holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.documents import Voice
from corpus.matters import State
from service.answering.composing import money, orders, outcomes, steps
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.voices import is_partys
from service.answering.held.dossier import Sentence, is_digested
from service.answering.verify import VERDICTS
from service.answering.weighing.evidence import Scored, covers, is_prose, rank, speaks_as
from service.answering.wording import facts
from service.answering.wording.words import stems

YES, NO, PARTLY, OPEN, UNSURE = VERDICTS
OF_STATE = {
    State.IN_FORCE: YES,
    State.FINAL: YES,
    State.UNDER_APPEAL: OPEN,
    State.UNDECIDED_AGAIN: OPEN,
    State.PARTLY_STANDING: PARTLY,
    State.ANNULLED: NO,
    State.STAYED: NO,
    State.ENDED: NO,
    State.PROPOSED: NO,
}
"""What a standing says of whether something stands."""
MOST_FOUND = 2
"""Findings told where nothing else was read; those at the end conclude."""
PRESENT = re.compile(r"^(?:so |and )?(?:does|do|must|is|are|has)\b|\b(?:now|still|today|currently)\b", re.IGNORECASE)
"""What asks for what is binding now and not for what was once ordered."""

_MEASURED = r"ordered|required|obliged|instructed|fined|sanctioned|penali[sz]ed|prohibited|banned|impos(?:e|es|ed|ing)"
_NO_MEASURE = re.compile(
    r"\b(?:not|never|nor|cannot)\b(?: (?:be|been|being|hereby|therefore|to|also|further)){0,3} "
    rf"(?:{_MEASURED}|order|oblige|sanction|fine)\b"
    r"|\bno (?:\w+ ){0,2}(?:order|fine|penalty|sanction|ban)s? (?:is|are|was|were|will|has|have|shall|need)\b"
    r"|\bno (?:basis|reason|grounds?) (?:for|to) (?:\w+ ){0,2}(?:impos|order|fin|sanction|issu)(?:e|ing|ning)?\b"
    r"|\b(?:fine|penalty|order|ban|sanction)s? (?:to [^.,;:]{1,60} )?(?:would|is|was|will|has|shall|need|does)"
    r"(?: therefore)? not\b",
    re.IGNORECASE,
)
_FINE = re.compile(r"\b(?:fines?|penalt(?:y|ies))\b", re.IGNORECASE)
_MAXIMUM = re.compile(r"\b(?:up to|maximum|not exceed\w*|at most|may|worldwide|turnover)\b", re.IGNORECASE)
"""What the law allows to impose is no sum of this matter."""
_ASIDE = re.compile(
    r"\bcosts?\b"
    r"|\baccording to the (?:plaintiff|appellant|claimant|complainant|defendant|applicant|company|data subject)"
    r"|\b(?:plaintiff|appellant|claimant|complainant|defendant|applicant|company|bank) "
    r"(?:believes|considers|states|submits|argues|claims)\b",
    re.IGNORECASE,
)
"""Costs of the proceedings, and what a party thinks."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word, what it rests on, and what became of that since. `absent` says that it rests on nothing being held."""

    word: str
    lines: tuple[Line, ...]
    absent: bool = False


def nothing_recorded(reading: Reading, words: Sequence[str]) -> Verdict:
    """Nothing of the kind is recorded: a sentence that denies it, where there is one, and what was done instead.

    A digest records all that it knows. That nothing was read in a decision's text is no proof: only a sentence that
    denies it, or another outcome, makes it no.
    """
    if is_digested(reading.dossier):
        denying = reading.quoting([one.sentence for one in denials(reading, words)[:1]])
        return Verdict(NO, tuple(unique([*denying, *_instead(reading)])), absent=True)
    ended = outcomes.outcome(reading)
    of_fines = "fine" in words
    found = [one for one in ended if _denies(reading, one) and (not of_fines or _FINE.search(one.english))]
    found += [one for one in _denied(reading, words) if of_fines or _is_of_topic(reading, one)]
    lines = tuple(unique([*reading.quoting(found[:1]), *_instead(reading)]))
    told = found or (outcomes.is_instead(reading) and not (of_fines and _speaks_of_a_sum(reading)))
    return Verdict(NO if told else "", lines, absent=True)


def _speaks_of_a_sum(reading: Reading) -> bool:
    """Whether a decision names a sum of a fine where it decides, though none was read as a record."""
    where = outcomes.where_decided(reading)
    return any(
        _FINE.search(one.english) and facts.read(one.english).amounts and not _MAXIMUM.search(one.english)
        for one in where
    )


def _denied(reading: Reading, words: Collection[str]) -> list[Sentence]:
    """Sentences that deny a measure named by one of these stems, before the negation or after it."""
    found = [one.sentence for one in denials(reading, words) if _denies(reading, one.sentence)]
    named = [one.sentence for one in rank(reading.query, reading.sentences) if _denies(reading, one.sentence)]
    return found or [one for one in named if _measure_denied(one) & set(words)]


def _measure_denied(sentence: Sentence) -> frozenset[str]:
    return frozenset(word for match in _NO_MEASURE.finditer(sentence.english) for word in stems(match.group()))


def _is_of_topic(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence speaks of what is asked about, and not of some other order."""
    topic = reading.query.topic
    return not topic or any(covers(sentence.stems, term) for term in topic)


def _denies(reading: Reading, sentence: Sentence) -> bool:
    """Whether a decision's own sentence says that no order was made or no fine imposed.

    "Without the required consent" and "no link with the effort required" deny something else.
    """
    aside = _ASIDE.search(sentence.english) or is_partys(reading, sentence)
    return bool(_NO_MEASURE.search(sentence.english)) and not aside


def denials(reading: Reading, words: Collection[str]) -> list[Scored]:
    """Sentences that deny something of one of these stems, the best first."""
    found = [one for one in rank(reading.query, reading.sentences) if facts.denied(one.sentence.english) & set(words)]
    return sorted(found, key=lambda one: -one.score)


def _instead(reading: Reading) -> list[Line]:
    """What was decided, ordered or set instead; else how the matter began, or what was found, in whole sentences."""
    ordered = unique([*outcomes.outcome_lines(reading, 1), *orders.order_lines(reading)[:2]])
    told = [*ordered, *money.money_lines(reading)[:1]]
    begun = steps.beginning_lines(reading)[:1]
    if told or (begun and is_prose(begun[0].sentences[0].english)):
        return told or begun
    found = [one for one in reading.sentences if is_prose(one.english) and speaks_as(one, Voice.FINDING)]
    return reading.quoting(found[-MOST_FOUND:]) or begun
