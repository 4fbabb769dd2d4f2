"""How a sum came about: the most that could have been imposed, and the parts that it is made up of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from corpus.documents import Span
from ingest.extract.sums.money import find_amounts
from service.answering.composing import money
from service.answering.composing.findings import unrepeated
from service.answering.composing.outcomes import is_late
from service.answering.composing.reading import Line, Reading
from service.answering.held.dossier import Sentence, is_digested
from service.answering.question import Intent, Query
from service.answering.weighing.evidence import is_silent

MOST = 2
"""Sentences told of the highest possible sum."""
SUMS_NEAR = 8
"""Sums in a row that may be parts of one."""
CLOSE, SHORT = 4, 40
"""Characters between two lines that are cited together, and of a line that is cited with those beside it."""
_SUM = r"(?:fines?|penalt(?:y|ies)|sanctions?|sums?|amounts?|fees?)"
_IMPOSED = r"(?:fined?|penali[sz]ed|sanctioned|charged|imposed|set|demanded|paid|asked for|levied|gone)"
_MOST_ASKED = re.compile(
    rf"\b(?:highest|maximum|max|heaviest|biggest|largest|top|greatest|most)\b[^?]*\b{_SUM}\b[^?]*"
    r"\b(?:could|might|can|possible|possibly|fac(?:e|ed|ing)|risk(?:ed|s)?|allow(?:s|ed)|threaten\w*|law)\b"
    rf"|\b(?:could|might)\b[^?]*\b(?:at (?:the )?most|maximum|highest|up to)\b"
    rf"|\b(?:the (?:very )?most|as much as|how much)\b[^?]*\b(?:could|might)\b[^?]*\bhave (?:been )?{_IMPOSED}"
    rf"|\bhow (?:high|much|large|big|heavy)\b[^?]*\b(?:could|might)\b[^?]*\b{_SUM}?[^?]*\b(?:have been|be|become|go)\b"
    rf"|\b(?:maximum|ceiling|upper limit|cap)\b[^?]*\b(?:for|of|on|to) (?:the |such an? |an? )?(?:\w+ )?{_SUM}\b",
    re.IGNORECASE,
)
_PARTS_ASKED = re.compile(
    r"\bmade up\b|\b(?:composed|consist(?:s|ed)?) of\b|\bbr(?:eak|oken?) ?down\b|\bsplit\b|\bdivided\b|\badds? up\b"
    r"|\bhow much (?:\w+ ){0,3}?(?:for|per) (?:each|which|every)\b|\bfor each\b|\beach of the\b|\bcomponents?\b",
    re.IGNORECASE,
)
_CEILING = re.compile(
    r"\b(?:maximum|up to|at most|not exceed\w*|highest|upper limit|ceiling|no more than|maximal\w*)\b", re.IGNORECASE
)
_HERE = re.compile(
    r"\b(?:in this case|in the present case|here|the maximum (?:amount|fine|penalty|sum)|maximum (?:applicable|legal|"
    r"statutory)|in the specific case)\b",
    re.IGNORECASE,
)


def asks_for_most(query: Query) -> bool:
    """Whether the highest sum is asked that could have been imposed, and not one that was."""
    return not query.yes_no and bool(_MOST_ASKED.search(query.text))


def asks_for_parts(query: Query) -> bool:
    """Whether it is asked of what parts a sum is made up."""
    return not query.yes_no and bool(_PARTS_ASKED.search(query.text))


def is_ceiling(text: str) -> bool:
    """Whether a text gives a sum only as the most that there may be."""
    amounts = find_amounts(text)
    return bool(amounts) and all(_CEILING.search(text[max(0, one.span.start - 60) : one.span.start]) for one in amounts)


def tells_only_the_most(query: Query, text: str) -> bool:
    """Whether a text gives no sum but the most that there may be, where it is asked what was to be paid."""
    return query.main is Intent.MONEY and not asks_for_most(query) and is_ceiling(text)


def most_lines(reading: Reading) -> list[Line]:
    """The sentences of a decision that give the highest possible sum, those first that speak of this very case."""
    if not asks_for_most(reading.query):
        return []
    found = [one for one in _told(reading) if _CEILING.search(one.english) and find_amounts(one.text)]
    found = [one for one in found if not is_silent(one)]
    best = sorted(found, key=lambda one: (-_speaks_of_case(reading, one), not is_late(reading, one)))
    return reading.quoting(unrepeated(best, MOST))


def part_lines(reading: Reading) -> list[Line]:
    """The sentences whose sums, one after the other, add up to the sum that is asked about."""
    if not asks_for_parts(reading.query):
        return []
    totals = {one.amount for one in reading.query.amounts} | set(map(Decimal, reading.query.figures))
    totals |= {held.record.money.amount for held in money.effective(reading)}
    stated = [(one, amount.money.amount) for one in _told(reading) for amount in find_amounts(one.text)]
    parts = list(dict.fromkeys(_adding_up(stated, totals)))
    return reading.quoting([_as_one(reading, parts)] if _stand_together(parts) else parts)


def _told(reading: Reading) -> Sequence[Sentence]:
    """All that the decisions themselves say; of a digest its sentences."""
    return reading.sentences if is_digested(reading.dossier) else reading.whole


def _stand_together(parts: Sequence[Sentence]) -> bool:
    """Whether the parts are lines of one passage, too short to be cited one by one."""
    apart = [after.proof.span.start - one.proof.span.end for one, after in pairwise(parts)]
    together = len({one.passage_id for one in parts}) == 1 and all(gap <= CLOSE for gap in apart)
    return together and any(len(one.text) < SHORT for one in parts)


def _as_one(reading: Reading, parts: Sequence[Sentence]) -> Sentence:
    """Lines that follow each other, as one quote."""
    first, last = parts[0], parts[-1]
    whole = Span(first.proof.span.start, last.proof.span.end)
    proof = replace(first.proof, span=whole)
    text = whole.of(reading.knowledge.source(proof.document_id, proof.version).text)
    stems = frozenset().union(*(one.stems for one in parts))
    return replace(first, proof=proof, text=text, english=" ".join(one.english for one in parts), stems=stems)


def _speaks_of_case(reading: Reading, sentence: Sentence) -> int:
    return 2 * bool(_HERE.search(sentence.english)) + bool(reading.own_stems & sentence.stems)


def _adding_up(stated: Sequence[tuple[Sentence, Decimal]], totals: set[Decimal]) -> list[Sentence]:
    """The first run of two or more sums that add up to one of the totals, largest total first."""
    for total in sorted(totals, reverse=True):
        for first in range(len(stated)):
            sum_ = Decimal(0)
            for count, (_, amount) in enumerate(stated[first : first + SUMS_NEAR], start=1):
                sum_ += amount
                if sum_ >= total:
                    if sum_ == total and count > 1:
                        return [one for one, _ in stated[first : first + count]]
                    break
    return []
