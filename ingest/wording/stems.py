"""Where any of many short strings stands in a text, found without a regular expression.

`str.find` runs some fifty times faster than an alternation of the same strings does, so patterns are tried only where
one of their stems stands: 2.5 ms for 10,000 characters became 0.05 ms for the vocabulary of events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def folded(text: str) -> str:
    """The text in lower case, each character in its old place: "İ", whose lower case is two characters, is kept."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


def occurrences(text: str, stems: Iterable[str], start: int = 0, end: int | None = None) -> list[int]:
    """Every place where one of the stems begins, in order, each once."""
    limit = len(text) if end is None else end
    return sorted({place for stem in stems for place in _each(text, stem, start, limit)})


def holds(text: str, stems: Iterable[str]) -> bool:
    """Whether any of the stems stands in the text."""
    return any(stem in text for stem in stems)


def _each(text: str, stem: str, start: int, end: int) -> Iterator[int]:
    place = text.find(stem, start, end)
    while place >= 0:
        yield place
        place = text.find(stem, place + 1, end)
