"""What an index says about a passage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage and how well it matches: higher is better, comparable within one search only."""

    passage_id: str
    score: float


@dataclass(frozen=True, slots=True)
class Scope:
    """The documents a search may look in, and how many passages they have together."""

    documents: frozenset[str]
    passages: int


def document_of(passage_id: str) -> str:
    """The document a passage belongs to: its identifier begins with it."""
    return passage_id.partition(".")[0]
