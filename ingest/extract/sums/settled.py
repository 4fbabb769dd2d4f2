"""Of all the sums that a document names as penalties: each once, and what was imposed only from where it is decided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.documents import Span, Voice
from corpus.records import Money, MoneyKind, MoneyStage, Penalty
from ingest.extract.reading import Sentence

HEARD = frozenset({Voice.FINDING, Voice.ORDER, Voice.SETTLEMENT, Voice.BACKGROUND})
"""Voices in which a sum may have been imposed."""
_FINES = frozenset({MoneyKind.FINE, MoneyKind.CIVIL_PENALTY})
_UNTOLD = frozenset({MoneyStage.UNKNOWN, MoneyStage.IMPOSED})
"""Stages that tell nothing of a sum which was not chosen: of one whose stage another place tells, these are no news."""
_TOGETHER = 700
_FEWEST_PARTS = 2
_ITEM = re.compile(r"\s*\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sum that may be a penalty, and how much its place weighs."""

    penalty: Penalty
    operative: bool
    weight: int
    articles: frozenset[str]
    sentence: Sentence


def settled(candidates: list[Candidate], *, first: bool, undone: bool = False) -> Iterable[Penalty]:
    """Keep each sum once, and let only the strongest place that imposes say what was imposed.

    `undone`: the text tells that a decision was annulled; then a sum of which no verb says so was not imposed.
    """
    candidates = without_equal_parts(candidates)
    imposed = [c for c in candidates if c.penalty.stage is MoneyStage.IMPOSED]
    imposed = imposed or ([] if undone else _only_one(candidates))
    deciding = [c for c in imposed if c.operative] or imposed
    best = max((c.weight for c in deciding), default=0)
    counts = Counter(c.penalty.money for c in candidates)
    chosen = _together(_distinct([c for c in deciding if c.weight >= best - 1]), counts, first=first)
    yield from (replace(c.penalty, stage=MoneyStage.IMPOSED) for c in without_totals(chosen))
    taken = {c.penalty.money for c in chosen}
    known = {c.penalty.money for c in candidates if c.penalty.stage not in _UNTOLD}
    rest = [c for c in candidates if c.penalty.money not in (taken | known if c.penalty.stage in _UNTOLD else taken)]
    yield from (candidate.penalty for candidate in _distinct([_demoted(c) for c in rest]))


def _demoted(candidate: Candidate) -> Candidate:
    """What was imposed in a weaker place than where it is decided is not known to have been the result."""
    if candidate.penalty.stage is not MoneyStage.IMPOSED:
        return candidate
    return replace(candidate, penalty=replace(candidate.penalty, stage=MoneyStage.UNKNOWN))


def without_equal_parts(candidates: list[Candidate]) -> list[Candidate]:
    """Without the parts of a sum of the same sentence, some of them equal: told once each they would not make it."""
    gone: set[Span] = set()
    for whole in candidates:
        parts = [each for each in candidates if each is not whole and each.sentence == whole.sentence]
        sums = [each.penalty.money for each in parts]
        alike = all(each.currency == whole.penalty.money.currency for each in sums) and len(set(sums)) < len(sums)
        if alike and sum(each.amount for each in sums) == whole.penalty.money.amount:
            gone |= {each.penalty.span for each in parts}
    return [each for each in candidates if each.penalty.span not in gone]


def without_totals(chosen: list[Candidate]) -> list[Candidate]:
    """A sum and the parts it is made of are one fine: the parts are kept. With it they would be counted twice."""
    return [whole for whole in chosen if not _is_made_of(whole, chosen)]


def _is_made_of(whole: Candidate, candidates: list[Candidate]) -> bool:
    """Whether some that follow one another add up to it; of the items of a list none is made of the others."""
    money, item = whole.penalty.money, _ITEM.match(whole.sentence.text) is not None
    others = [
        each.penalty.money.amount
        for each in candidates
        if each is not whole
        and each.penalty.money.currency == money.currency
        and not (item and _ITEM.match(each.sentence.text))
    ]
    runs = (others[start:end] for end in range(len(others) + 1) for start in range(end - _FEWEST_PARTS + 1))
    return any(sum(run) == money.amount for run in runs)


def _together(candidates: list[Candidate], counts: Counter[Money], *, first: bool) -> list[Candidate]:
    """The parts of one decision, which stand close together: those around the place that weighs most.

    Where several places weigh the same, the sum that the document names most often leads, then the last: reasons come
    before results. A short announcement has it the other way round (`first`): its news comes first.
    """
    if not candidates:
        return []
    side = -1 if first else 1
    lead = max(
        candidates, key=lambda c: (c.weight, 0 if first else counts[c.penalty.money], side * c.penalty.span.start)
    )
    ordered = sorted(candidates, key=lambda c: c.penalty.span)
    at = ordered.index(lead)
    low = high = at
    while low > 0 and _gap(ordered[low - 1], ordered[low]) <= _TOGETHER:
        low -= 1
    while high + 1 < len(ordered) and _gap(ordered[high], ordered[high + 1]) <= _TOGETHER:
        high += 1
    return ordered[low : high + 1]


def _gap(one: Candidate, other: Candidate) -> int:
    return other.penalty.span.start - one.penalty.span.end


def _only_one(candidates: list[Candidate]) -> list[Candidate]:
    """Where no verb imposes anything, the one fine that the document keeps naming is the one it is about."""
    named = [
        c
        for c in candidates
        if c.penalty.stage is MoneyStage.UNKNOWN and c.penalty.voice in HEARD and c.penalty.kind in _FINES and c.weight
    ]
    settled = any(c.penalty.stage is not MoneyStage.UNKNOWN for c in candidates)
    return named if not settled and len({c.penalty.money for c in named}) == 1 else []


def _distinct(candidates: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in candidates:
        if not any(is_same(candidate, other) for other in kept):
            kept.append(candidate)
    return kept


def is_same(one: Candidate, other: Candidate) -> bool:
    """The same sum for different provisions is two fines; without provisions to tell them apart it is one."""
    if (one.penalty.money, one.penalty.stage) != (other.penalty.money, other.penalty.stage):
        return False
    if one.penalty.respondent != other.penalty.respondent and one.penalty.respondent and other.penalty.respondent:
        return False
    return not (one.operative and one.articles and other.articles and one.articles != other.articles)
