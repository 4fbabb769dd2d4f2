"""What a language model proposes to say, read while it writes: JSON objects out of text that may hold anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

MOST_CHARACTERS = 4000
"""A claim with its quotes is some hundred characters; an object that goes on beyond this is given up."""
MOST_PROPOSALS = 12
"""Further claims are not looked at: an answer of a dozen sentences is long enough to read."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim as the model words it, and the places it points to: (passage label, quote)."""

    text: str
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that looked like a claim and was none."""

    text: str
    why: str


@dataclass(slots=True)
class ProposalReader:
    """Takes characters as they come and gives each claim as soon as its object is closed.

    Whatever stands around and between the objects is passed over: a list, an object that holds it, a fence, chatter.
    """

    _held: str = ""
    _at: int = 0
    _opened: list[int] = field(default_factory=list)
    _in_string: bool = False
    _escaped: bool = False

    def feed(self, text: str) -> Iterator[Proposal | Unreadable]:
        """The claims that are whole now."""
        self._held += text
        while self._at < len(self._held):
            found = self._step(self._held[self._at])
            self._at += 1
            if found is not None:
                self._forget()
                yield found
            elif self._at > MOST_CHARACTERS:
                yield from self.end("it has no end")

    def end(self, why: str = "the model broke off in the middle of it") -> Iterator[Unreadable]:
        """What was begun and never closed."""
        rest = self._held[self._opened[-1] : self._at] if self._opened else ""
        self._forget()
        if _looks_like_claim(rest):
            yield Unreadable(_shown(rest), why)

    def _forget(self) -> None:
        self._held, self._at = self._held[self._at :], 0
        self._opened, self._in_string, self._escaped = [], False, False

    def _step(self, character: str) -> Proposal | Unreadable | None:
        if self._in_string and not (character == "{" and self._begins_a_line()):
            self._within_string(character)
        elif character == "{":
            # JSON holds no line break within a string: a line that opens an object is the next claim.
            self._opened = [self._at] if self._in_string else [*self._opened, self._at]
            self._in_string = False
        elif character == "}" and self._opened:
            return _read(self._held[self._opened.pop() : self._at + 1])
        elif character == '"' and self._opened:
            self._in_string = True
        return None

    def _within_string(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == '"':
            self._in_string = False

    def _begins_a_line(self) -> bool:
        before, line_break, since = self._held[: self._at].rpartition("\n")
        return bool(line_break) and bool(before) and not since.strip()


def _read(text: str) -> Proposal | Unreadable | None:
    try:
        found = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return Unreadable(_shown(text), "it is not JSON") if _looks_like_claim(text) else None
    said = _first(found, "claim", "text")
    if not isinstance(said, str):
        return None
    places = tuple(_places(found))
    if not said.strip() or not places:
        return Unreadable(_shown(text), "it names no passage or quotes nothing")
    return Proposal(" ".join(said.split()), places)


def _places(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    passages = _list(_first(found, "passage", "passages", "passage_id", "passage_ids", "id"))
    for number, quote in enumerate(_list(_first(found, "quote", "quotes"))):
        if isinstance(quote, dict):
            passage, quote = _first(quote, "passage", "passage_id", "id"), _first(quote, "quote", "text")  # noqa: PLW2901
        else:
            passage = passages[min(number, len(passages) - 1)] if passages else None
        if isinstance(quote, str) and isinstance(passage, str | int) and quote.strip():
            yield _label(passage), quote.strip()


def _label(passage: str | int) -> str:
    """`P3` for "P3", "[p3]", "3" and 3."""
    digits = re.search(r"\d+", str(passage))
    return f"P{int(digits.group())}" if digits else str(passage)


def _first(found: dict[str, Any], *names: str) -> Any:
    return next((found[name] for name in names if name in found), None)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _looks_like_claim(text: str) -> bool:
    return '"claim"' in text or '"quote"' in text


def _shown(text: str) -> str:
    return " ".join(text.split())[:200]
