"""Lines with their places: what the layout modules pass on to each other.

Lengths are points for PDFs, character cells for plain text and pixels at a nominal scale for scans; all rules work in
multiples of the line's own size. `top` counts downwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Sizes. Justified text in the 28 sample PDFs stretches a space to 1.4 at most, table columns start at 2.2.
CELL_GAP = 1.9
TAB = 0.6  # sizes
WORD_GAP = 1.7  # times the usual gap of the line
SPACED = 4  # single letters in a row; three may be initials


@dataclass(frozen=True, slots=True)
class Word:
    """A run of glyphs without a space. `bottom` is its baseline."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    bold: bool = False
    italic: bool = False


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

    `tab` says that its first word is set off from the rest, as a paragraph number is. A `row` is a line of a table,
    which may have been several printed lines.
    """

    cells: tuple[Cell, ...]
    top: float
    size: float
    lead: float
    bold: bool = False
    italic: bool = False
    tab: bool = False
    page: int | None = None
    column: int = 0
    row: bool = False
    text: str = field(init=False, compare=False)
    """The words, single-spaced; the cells of a table row parted by bars. Asked for ten times of each line."""

    def __post_init__(self) -> None:
        words = (" | " if self.row else " ").join(cell.text for cell in self.cells if cell.text)
        object.__setattr__(self, "text", words)

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
    words = closed_up(words)
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
        italic=all(word.italic for word in words if any(map(str.isalnum, word.text))),
        tab=_is_tabbed(words),
    )


def closed_up(words: Sequence[Word]) -> Sequence[Word]:
    """Letter-spaced words ("B E S C H E I D") without the spaces between their letters."""
    single = sum(len(word.text.rstrip(":.,")) == 1 and word.text[0].isalpha() for word in words)
    if single < SPACED or single < len(words):
        return words
    gaps = [after.left - before.right for before, after in pairwise(words)]
    apart = WORD_GAP * median(gaps)
    closed = [words[0]]
    for gap, word in zip(gaps, words[1:], strict=True):
        if gap > apart:
            closed.append(word)
        else:
            closed[-1] = replace(closed[-1], text=closed[-1].text + word.text, right=word.right)
    return closed


def _is_tabbed(words: Sequence[Word]) -> bool:
    """Whether the first gap of a line is wider than its spaces are."""
    gaps = [(after.left - before.right) / max(after.size, 0.1) for before, after in pairwise(words)]
    return bool(gaps) and gaps[0] > max(TAB, WORD_GAP * (median(gaps[1:]) if gaps[1:] else 0.0))


def most_common(values: Iterable[float], default: float) -> float:
    """The mode of measured lengths."""
    counted = Counter(round(value, 1) for value in values)
    return counted.most_common(1)[0][0] if counted else default
