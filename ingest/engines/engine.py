"""Where an ingest does its work: by default in threads of this process; `ray_engine` spreads it over machines."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Protocol

from corpus.publication import Vectors
from corpus.store import Corpus
from ingest.engines.desk import Desk, Notes, Result
from ingest.engines.parsers import OpenParser, Parsers
from ingest.engines.workers import Idle, worked_through
from ingest.parse.apart.sandbox import Sandbox
from ingest.preparing.stages import Knowledge, Prepared, Window
from ingest.sources.item import Item

GROUP_PASSAGES = 256
"""Passages that each embedder gets in one call: ten seconds of work, which is the most that a kill can lose."""

AHEAD = 2 * GROUP_PASSAGES
"""Passages of prepared documents that may wait for each embedder: with fewer than a group's it would wait for them."""

PATIENCE = 0.5
"""Seconds that the embedder waits for more documents before it takes a group that is not full."""


class Embeds(Protocol):
    """The part of an embedder that makes vectors of passages."""

    @property
    def identity(self) -> str:
        """Name and weights of the model."""

    @property
    def dimensions(self) -> int:
        """The length of every vector."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages, shape (n, d), in their order."""


def weight(result: Result) -> int:
    """What a result that waits for the embedder weighs, in passages; at least 1."""
    return max(1, len(result.passages)) if isinstance(result, Prepared) else 1


@dataclass(frozen=True, slots=True)
class Line:
    """What is being prepared, one result a file in whatever order; and what embeds it, `embedders` groups at once."""

    results: Iterator[Result | Idle]
    embedder: Embeds
    embedders: int = 1


class Engine(Protocol):
    """Prepares files, and embeds passages."""

    def at_work(self, corpus: Corpus, notes: Notes, items: Sequence[Item]) -> AbstractContextManager[Line]:
        """The work on the items; leaving the block ends it, done or not."""


@dataclass(frozen=True, slots=True)
class Threads:
    """Worker threads prepare documents, with as many parsers as they need; the corpus's embedder embeds."""

    workers: int = 2
    open_parser: OpenParser = Sandbox

    @contextmanager
    def at_work(self, corpus: Corpus, notes: Notes, items: Sequence[Item]) -> Iterator[Line]:
        """See `Engine`."""
        desk = Desk(
            notes,
            Knowledge(corpus.listed, corpus.records.matters),
            Window(corpus.embedder.count_tokens, corpus.embedder.max_tokens),
        )
        with closing(self._worked_through(items, desk)) as results:
            yield Line(results, corpus.embedder)

    def _worked_through(self, items: Sequence[Item], desk: Desk) -> Generator[Result | Idle, None, None]:
        """Every result; the parsers end with the last of them, while the embedder has still to do."""
        with Parsers(self.open_parser) as parsers:
            yield from worked_through(
                items,
                desk.work,
                lambda: nullcontext(parsers),
                workers=self.workers,
                ahead=AHEAD,
                weigh=weight,
                patience=PATIENCE,
            )
