"""Footnotes at the foot of a page: told by their small type and number, and put before the text that runs on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.parse.layout.lines import SUPERSCRIPTS, Cell, Line

NUMBER = re.compile(r"(?:\d{1,3}|[¹²³⁰-⁹]{1,3}|\*{1,3})$")
OPENING = re.compile(r"(?:[¹²³⁰-⁹]{1,3}\s?|\d{1,3}\s+|\*{1,3}\s?)\S")
SMALLER = 0.95  # of the body size


@dataclass(frozen=True, slots=True)
class Notes:
    """A page's lines, and its footnotes, each note as its lines."""

    body: tuple[Line, ...]
    notes: tuple[tuple[Line, ...], ...]


def split(lines: Sequence[Line], body_size: float) -> Notes:
    """Part the footnotes from a page's lines.

    They are the last lines of the page in type smaller than the body, from the first that opens with a note's number.
    """
    start = len(lines)
    while start and _small(lines[start - 1], body_size):
        start -= 1
    while start < len(lines) and not _opens(lines, start):
        start += 1
    notes: list[list[Line]] = []
    for line in _with_numbers(lines[start:]):
        if not notes or OPENING.match(line.text):
            notes.append([])
        notes[-1].append(line)
    if not _counted(notes):
        return Notes(tuple(lines), ())
    return Notes(tuple(lines[:start]), tuple(map(tuple, notes)))


def _counted(notes: Sequence[Sequence[Line]]) -> bool:
    """Whether the notes count upwards, as the figures on a chart's axis do not."""
    numbers = [_number(note[0].text) for note in notes]
    return 0 not in numbers and all(after - before in {0, 1, 2} for before, after in pairwise(numbers))


def _number(text: str) -> int:
    """The number that opens a note; notes marked with stars all count as 1."""
    found = re.match(r"\d+", unicodedata.normalize("NFKC", text))
    return int(found.group()) if found else 1


def _small(line: Line, body_size: float) -> bool:
    return not line.row and (line.size < SMALLER * body_size or NUMBER.match(line.text) is not None)


def _opens(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    return bool(OPENING.match(text)) or (bool(NUMBER.match(text)) and at + 1 < len(lines))


def _with_numbers(lines: Sequence[Line]) -> list[Line]:
    """A number that stands raised on a line of its own joins the note it opens."""
    joined: list[Line] = []
    number: Line | None = None
    for line in lines:
        if NUMBER.match(line.text) and number is None:
            number = line
            continue
        if number is not None:
            first = line.cells[0]
            mark = number.text.translate(SUPERSCRIPTS)
            marked = Cell(f"{mark} {first.text}", number.left, first.right)
            joined.append(replace(line, cells=(marked, *line.cells[1:])))
            number = None
        else:
            joined.append(line)
    return joined if number is None else [*joined, number]
