"""What makes a step in a sentence of another language: acts, what they befall, and what must stand beside them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpus.matters import EventKind
from ingest.extract.steps.abroad.clauses import Said, stems_of

REACH = 12
"""Words between an act and what it befell."""
_APART = 10
"""Words between the parts of an act."""


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    acts: str
    objects: str
    beside: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    step: tuple[_Row, ...]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of abroad.toml, by stems: each act is a word and those that must stand near it."""

    kind: EventKind
    acts: tuple[tuple[frozenset[str], frozenset[str]], ...]
    objects: frozenset[str]
    beside: frozenset[str]

    @classmethod
    def of(cls, row: _Row) -> Rule:
        """Read a row."""
        acts = (
            (stems_of(first), stems_of(rest.replace("+", " ")))
            for first, _, rest in (a.partition("+") for a in row.acts.split())
        )
        return cls(EventKind(row.kind), tuple(acts), stems_of(row.objects), stems_of(row.beside))

    def is_told(self, said: Said, at: int, before: Said | None = None) -> bool:
        """Whether the word at a place is an act of this rule, with all that it needs near it.

        `before`: the sentence before it, to which a court's outcome may point back: "the court annulled it".
        """
        stems = said.words[at].stems
        done = any(
            stems & first and (not rest or said.nearest(at, rest, _APART) is not None) for first, rest in self.acts
        )
        near = range(max(0, at - REACH), min(len(said.words), at + REACH + 1))
        return (
            done
            and (
                not self.objects or said.nearest(at, self.objects, REACH) is not None or self._points_back(said, before)
            )
            and (not self.beside or any(said.words[place].stems & self.beside for place in near))
        )

    def _points_back(self, said: Said, before: Said | None) -> bool:
        if before is None or self.kind not in {EventKind.ANNULLED, EventKind.REDUCED}:
            return False
        named = said.any_of("decision") or said.any_of("judgment")
        return not named and any(word.stems & self.objects for word in before.words)


_FILE = msgspec.convert(tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8")), _File)
RULES = tuple(Rule.of(row) for row in _FILE.step)
ACTS = frozenset().union(*(first for rule in RULES for first, _ in rule.acts))
"""Every meaning that may be an act."""
