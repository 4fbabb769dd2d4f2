"""BM25 over passages: the port. `sqlite_words.py` is SQLite FTS5 behind it, `postgres_words.py` the same on PostgreSQL.

Derived from the registry and rebuilt from it at any time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.scored import Scored


@dataclass(frozen=True, slots=True)
class LexicalEntry:
    """One passage as the index sees it. `names` holds the title and the respondents of its document."""

    passage_id: str
    document_id: str
    text: str
    heading: str
    names: str


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """Words and phrases of which any may match; each adds to the score. Any text is safe in them."""

    terms: tuple[str, ...]
    phrases: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is looked for and has a letter or digit in it."""
        return tuple(text for text in (*self.terms, *self.phrases) if any(map(str.isalnum, text)))


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a match counts by where it stands."""

    text: float = 1.0
    heading: float = 1.0
    names: float = 1.0


EVEN = Weights()


class LexicalIndex(Protocol):
    """What search by words needs. Safe to share between threads."""

    def add(self, entries: Iterable[LexicalEntry]) -> None:
        """Make passages findable; one that is there already is replaced."""

    def remove(self, passage_ids: Collection[str]) -> None:
        """Make passages unfindable; ids that are not there are ignored."""

    def search(
        self, query: LexicalQuery, limit: int, allowed: Collection[str] | None = None, weights: Weights = EVEN
    ) -> list[Scored]:
        """The best passages first, of the allowed documents only (None allows all)."""

    def search_wholes(
        self, query: LexicalQuery, limit: int, allowed: Collection[str] | None = None, weights: Weights = EVEN
    ) -> dict[str, float]:
        """The best documents by all that they say, best first, with their scores; headings have no weight here."""

    def check(self) -> None:
        """Compare the index with the entries it was made from. Raises `StoreDamaged`."""

    def ids(self) -> set[str]:
        """Every passage that can be found."""

    def missing(self, passage_ids: Sequence[str]) -> set[str]:
        """Those of a few passages that cannot be found."""

    def count(self) -> int:
        """How many passages can be found."""

    def clear(self) -> None:
        """Forget everything."""

    def close(self) -> None:
        """Let go of the file or connection."""
