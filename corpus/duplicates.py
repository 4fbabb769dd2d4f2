"""Which of several documents that say the same stands for the others. Pure code.

A document is a duplicate when one that is no duplicate itself says all that it says, and is not of a lower rank. Of two
that say the same the higher in rank stands for both, then the earlier, then the first by its source key: whatever order
they came in, the outcome is the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from corpus import likeness
from corpus.documents import SourceRank
from corpus.likeness import Reading

Edges = Mapping[str, Collection[str]]
"""Documents, and those that say all that they say."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be known of a document besides its text. References and respondents are folded."""

    id: str
    key: str
    sha256: str
    rank: SourceRank
    decided_on: dt.date | None
    published_on: dt.date | None
    reference: str | None
    respondents: frozenset[str]
    needs_ocr: bool

    @property
    def preference(self) -> tuple[object, ...]:
        """The least of several stands for the others."""
        on = self.decided_on or self.published_on
        return (-self.rank.weight, on is None, on or dt.date.min, self.key)


def comparable(one: Told, other: Told) -> bool:
    """Whether nothing that is known of two documents tells them apart, whatever their texts say."""
    for ours, theirs in ((one.reference, other.reference), (one.decided_on, other.decided_on)):
        if ours and theirs and ours != theirs:
            return False
    return not (one.respondents and other.respondents) or bool(one.respondents & other.respondents)


def one_picture(one: Told, other: Told) -> bool:
    """Whether two scans that nobody has read yet are the same file."""
    return one.needs_ocr and other.needs_ocr and one.sha256 == other.sha256


def ways(one: Told, other: Told) -> list[tuple[Told, Told]]:
    """Which of the two may repeat the other: not the one of higher rank."""
    return [(a, b) for a, b in ((one, other), (other, one)) if a.rank.weight <= b.rank.weight]


def repeating(one: tuple[Told, Reading], other: tuple[Told, Reading]) -> list[tuple[str, str]]:
    """Each way in which one of two documents says again all that the other says: none, one or both."""
    told, readings = (one[0], other[0]), {one[0].id: one[1], other[0].id: other[1]}
    if not comparable(*told):
        return []
    if one_picture(*told):
        return [(a.id, b.id) for a, b in ways(*told)]
    if not all(reading.telling for reading in readings.values()):
        return []
    if likeness.resemblance(one[1], other[1]) < likeness.ALIKE:
        return []
    return [(a.id, b.id) for a, b in ways(*told) if likeness.repeats(readings[a.id], readings[b.id])]


def settled(told: Mapping[str, Told], edges: Edges) -> dict[str, str | None]:
    """Every document, and the one that stands for it; None where it stands for itself."""
    links: dict[str, str | None] = {}

    def stands(document_id: str, asking: frozenset[str]) -> bool:
        if document_id not in links:
            able = (
                other
                for other in _by_preference(told, edges.get(document_id, ()))
                if other not in asking and not _yields(told[other], told[document_id], edges)
            )
            links[document_id] = next((other for other in able if stands(other, asking | {document_id})), None)
        return links[document_id] is None

    for document_id in _by_preference(told, told):
        stands(document_id, frozenset({document_id}))
    return links


def _yields(other: Told, one: Told, edges: Edges) -> bool:
    """Whether the two say the same and `one` is the better to stand for both."""
    return one.id in edges.get(other.id, ()) and one.preference < other.preference


def _by_preference(told: Mapping[str, Told], ids: Iterable[str]) -> list[str]:
    return sorted((key for key in ids if key in told), key=lambda key: told[key].preference)
