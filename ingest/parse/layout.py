"""Lines with their places: what the layout modules pass on to each other.

Lengths are points for PDFs, character cells for plain text and pixels at a nominal scale for scans; all rules work in
multiples of the line's own size. `top` counts downwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Sizes. Justified text in the 28 sample PDFs stretches a space to 1.4 at most, table columns start at 2.2.
CELL_GAP = 1.9


@dataclass(frozen=True, slots=True)
class Word:
    """A run of glyphs without a space. `bottom` is its baseline."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, level or upright. `top` and `bottom` count downwards like `Word.bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it lies rather than stands."""
        return self.right - self.left > self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one line that stand together, parted from the next cell by a wide gap."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `lead` is the width of its first word, which shows whether the line before was full.

    A `row` is a line of a table, which may have been several printed lines.
    """

    cells: tuple[Cell, ...]
    top: float
    size: float
    lead: float
    bold: bool = False
    page: int | None = None
    column: int = 0
    row: bool = False

    @property
    def text(self) -> str:
        """The words, single-spaced; the cells of a table row parted by bars."""
        return (" | " if self.row else " ").join(cell.text for cell in self.cells if cell.text)

    @property
    def left(self) -> float:
        """Where the first word starts."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return self.cells[-1].right

    def moved(self, *, page: int | None, column: int) -> Line:
        """The same line in another place of the reading order."""
        return replace(self, page=page, column=column)


def line_of(words: Sequence[Word]) -> Line:
    """One line from its words in reading order."""
    cells: list[list[Word]] = [[words[0]]]
    for before, word in pairwise(words):
        if word.left - before.right > CELL_GAP * max(before.size, word.size):
            cells.append([])
        cells[-1].append(word)
    sizes = Counter[float]()
    for word in words:
        sizes[word.size] += len(word.text)
    return Line(
        cells=tuple(Cell(" ".join(word.text for word in cell), cell[0].left, cell[-1].right) for cell in cells),
        top=max(words, key=lambda word: word.size).bottom,
        size=sizes.most_common(1)[0][0],
        lead=words[0].right - words[0].left,
        bold=all(word.bold for word in words if any(map(str.isalnum, word.text))),
    )


def most_common(values: Iterable[float], default: float) -> float:
    """The mode of measured lengths."""
    counted = Counter(round(value, 1) for value in values)
    return counted.most_common(1)[0][0] if counted else default
