"""Documents of one matter that contradict each other about a sum or a date: shown, never settled in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from corpus.documents import SourceRank
from corpus.matters import Event, EventKind
from corpus.record_store import Held
from corpus.records import MoneyStage, Penalty
from service.answering.composing.phrasing import money_kind
from service.answering.composing.reading import Reading
from service.answering.drafting import Drafter
from service.answering.held.dossier import Sentence
from service.answering.wire import Conflict, Side
from service.answering.wording.facts import written

NEAR_DAYS = 62
"""Dates of one step further apart than two months are two steps, not two reports of one."""
_WHY = {
    SourceRank.PRIMARY: "The authority's own text outranks every report of it.",
    SourceRank.PRESS_RELEASE: "The authority's press release outranks press reports and digests.",
    SourceRank.PRESS: "The report outranks a digest.",
    SourceRank.DIGEST: "Both are of one rank; the one kept up to the later date is followed.",
}


def conflicts(readings: Iterable[Reading], drafter: Drafter) -> tuple[Conflict, ...]:
    """Every contradiction in the matters of an answer, each side with its citation."""
    found = []
    for reading in readings:
        found += [*_sums(reading, drafter), *_dates(reading, drafter)]
    return tuple(found)


def _sums(reading: Reading, drafter: Drafter) -> Iterable[Conflict]:
    grouped: dict[tuple[object, ...], dict[str, list[Held[Penalty]]]] = defaultdict(lambda: defaultdict(list))
    for held in reading.dossier.penalties:
        if held.record.stage is MoneyStage.IMPOSED and not held.record.approximate:
            grouped[held.record.kind, held.record.respondent or ""][held.document_id].append(held)
    for (kind, _), documents in grouped.items():
        single = [found[0] for found in documents.values() if len({one.record.money for one in found}) == 1]
        ranked = sorted(single, key=lambda held: -held.rank.weight)
        for other in ranked[1:]:
            first = ranked[0]
            if other.record.money != first.record.money and other.rank is not first.rank:
                conflict = _conflict(
                    reading,
                    drafter,
                    f"the {money_kind(kind)}",  # type: ignore[arg-type]
                    (first.document_id, first.record.span, first.rank, str(first.record.money)),
                    (other.document_id, other.record.span, other.rank, str(other.record.money)),
                )
                yield from [conflict] if conflict else []


def _dates(reading: Reading, drafter: Drafter) -> Iterable[Conflict]:
    for kind in EventKind:
        events = [e for e in reading.events if e.kind is kind and e.precision == "day"]
        for one, other in _pairs(events):
            first, second = sorted((one, other), key=lambda e: -e.rank.weight)
            conflict = _conflict(
                reading,
                drafter,
                f"the date ({kind.value})",
                (first.document_id, first.span, first.rank, written(first.on)),
                (second.document_id, second.span, second.rank, written(second.on)),
            )
            yield from [conflict] if conflict else []


def _pairs(events: Sequence[Event]) -> Iterable[tuple[Event, Event]]:
    for place, one in enumerate(events):
        for other in events[place + 1 :]:
            apart = abs((one.on - other.on).days)
            same = one.applies_to == other.applies_to and one.body.casefold() == other.body.casefold()
            if same and one.document_id != other.document_id and one.rank is not other.rank and 0 < apart <= NEAR_DAYS:
                yield one, other


def _conflict(
    reading: Reading, drafter: Drafter, about: str, followed: tuple[object, ...], other: tuple[object, ...]
) -> Conflict | None:
    sides = [_side(reading, drafter, *side) for side in (followed, other)]  # type: ignore[arg-type]
    if sides[0] is None or sides[1] is None:
        return None
    return Conflict(about, sides[0], sides[1], _WHY[followed[2]])  # type: ignore[index]


def _side(
    reading: Reading, drafter: Drafter, document_id: str, span: object, rank: SourceRank, text: str
) -> Side | None:
    sentence: Sentence | None = reading.sentence(document_id, span)  # type: ignore[arg-type]
    cited = drafter.cite([sentence]) if sentence else ()
    return Side(text, rank.value, cited) if cited else None
