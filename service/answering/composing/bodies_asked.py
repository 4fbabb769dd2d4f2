"""Which courts and other bodies a decision has been before, and what each made of it."""

from __future__ import annotations

from corpus.matters import BodyRank
from service.answering.composing.reading import Line, Reading, unique

_OF_THE_PARTIES = frozenset({BodyRank.REGULATOR, BodyRank.PARTY})


def body_lines(reading: Reading) -> list[Line]:
    """The steps of all bodies other than the authority and the parties, oldest first."""
    return unique(reading.event_line(event) for event in reading.events if event.body_rank not in _OF_THE_PARTIES)
