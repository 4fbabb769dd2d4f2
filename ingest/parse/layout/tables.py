"""Tables as rows of text: by their drawn rules where they have them, else by cells that stand under each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.parse.layout.lines import Cell, Line, Rule, Word
from ingest.parse.layout.numbering import mark_of

MOST_RULES = 1_500  # on a page: a table of 60 rows and 6 columns drawn cell by cell has 1,440
TOUCH = 3.0  # points: rules this near meet, cells this near to one left edge are one column
CLOSE = 0.7  # sizes between words: a space
COVER = 0.6  # of a row: upright rules that reach less far part no cells of it
REACH = 0.5  # of the table's width: a level rule that is shorter parts cells, not rows
FEWEST_ROWS = 3  # of a table without rules, 2 with three cells each: two lines of two cells are a letterhead
WIDEST_CELL = 0.6  # of the line: wider "cells" are text with a number before it


@dataclass(frozen=True, slots=True)
class RuledRow:
    """One row of a ruled table: its upright rules from left to right, at least three, and its level rules."""

    columns: tuple[float, ...]
    top: float
    bottom: float

    def holds(self, word: Word) -> bool:
        """Whether a word stands within the row."""
        middle = (word.left + word.right) / 2
        return self.columns[0] < middle < self.columns[-1] and self.top < word.bottom - word.size / 4 <= self.bottom


def ruled_rows(rules: Sequence[Rule]) -> list[RuledRow]:
    """The rows of two cells and more that the rules of a page draw, from top to bottom.

    A frame around text, or a row whose cells are merged into one, is no row: its words are read like any others.
    """
    rows = []
    for group in _touching(rules):
        upright = [rule for rule in group if not rule.level]
        places = _places(rule.left for rule in upright)
        for top, bottom in pairwise(_levels(group, places)):
            columns = [place for place in places if _stands(place, upright, top, bottom)]
            if len(columns) > len("||"):
                rows.append(RuledRow(tuple(columns), top, bottom))
    return sorted(rows, key=lambda row: row.top)


def filled(row: RuledRow, words: Sequence[Word], *, page: int) -> Line | None:
    """A ruled row with its words, each cell's in reading order; None where fewer than two cells hold words."""
    columns = [place for place in row.columns if not _crossed(place, words)]
    cells = []
    for left, right in pairwise(columns):
        inside = [word for word in words if left < (word.left + word.right) / 2 <= right]
        if inside:
            cells.append(Cell(_flow(inside), left, right))
    if len(cells) <= 1:
        return None
    size = words[0].size
    return Line(tuple(cells), row.top + size, size, 0.0, all(word.bold for word in words), page=page, row=True)


def _crossed(place: float, words: Sequence[Word]) -> bool:
    """Whether running text crosses an upright rule, which is then ornament: a word on it, or two close about it."""
    for word, after in pairwise(sorted(words, key=lambda word: (round(word.bottom), word.left))):
        level = abs(word.bottom - after.bottom) < word.size / 2
        if level and word.left < place < after.right and after.left - word.right < CLOSE * word.size:
            return True
    return False


def aligned_rows(lines: Sequence[Line]) -> list[Line]:
    """Lines of one column, runs of three or more with cells under each other made into table rows."""
    done: list[Line] = []
    run: list[Line] = []
    for line in map(_unmarked, lines):
        if run and not _joins(run, line):
            done += _closed(run)
            run = []
        if len(line.cells) > 1 or run:
            run.append(line)
        else:
            done.append(line)
    return done + _closed(run)


def _levels(group: Sequence[Rule], places: Sequence[float]) -> list[float]:
    """Where level rules part the rows of a table."""
    level = [rule for rule in group if rule.level]
    tops = _places(rule.top for rule in level)
    reaches: dict[float, float] = defaultdict(float)
    for rule in level:
        reaches[min(tops, key=lambda top: abs(top - rule.top))] += rule.right - rule.left
    width = places[-1] - places[0] if places else 0.0
    return [top for top in tops if reaches[top] > REACH * width]


def _stands(place: float, upright: Sequence[Rule], top: float, bottom: float) -> bool:
    """Whether upright rules at a place part the row from top to bottom."""
    parts = [rule for rule in upright if abs(rule.left - place) <= TOUCH]
    covered = sum(max(0.0, min(bottom, rule.bottom) - max(top, rule.top)) for rule in parts)
    return covered > COVER * (bottom - top)


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that hang together; none where there are so many that they draw a map or a chart."""
    ordered = sorted(set(rules), key=lambda rule: rule.top)
    if len(ordered) > MOST_RULES:
        return []
    head = list(range(len(ordered)))

    def root(at: int) -> int:
        while head[at] != at:
            head[at] = head[head[at]]
            at = head[at]
        return at

    for at, rule in enumerate(ordered):
        for other in range(at + 1, len(ordered)):
            if ordered[other].top > rule.bottom + TOUCH:
                break
            if _meet(rule, ordered[other]):
                head[root(other)] = root(at)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for at, rule in enumerate(ordered):
        groups[root(at)].append(rule)
    return list(groups.values())


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one.left - TOUCH <= other.right
        and other.left - TOUCH <= one.right
        and one.top - TOUCH <= other.bottom
        and other.top - TOUCH <= one.bottom
    )


def _places(values: Iterable[float]) -> list[float]:
    """Distinct places, those that nearly coincide once."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > TOUCH:
            places.append(value)
    return places


def _flow(words: Sequence[Word]) -> str:
    """The words of one cell, line by line."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.bottom):
        if lines and word.bottom - lines[-1][0].bottom < word.size / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return " ".join(word.text for line in lines for word in sorted(line, key=lambda word: word.left))


def _unmarked(line: Line) -> Line:
    """A paragraph number or bullet is no cell of its own."""
    if len(line.cells) > 1:
        mark = mark_of(line.text)
        first, second = line.cells[0], line.cells[1]
        if mark and len(first.text) <= mark.length:
            whole = Cell(f"{first.text} {second.text}", first.left, second.right)
            return replace(line, cells=(whole, *line.cells[2:]))
    return line


def _joins(run: Sequence[Line], line: Line) -> bool:
    """Whether a line goes on with the table of the run: a row with a column in common, or the rest of a cell."""
    last = run[-1]
    if line.row or line.top - last.top > 3 * line.size or line.top <= last.top:
        return False
    edges = [cell.left for row in run for cell in row.cells[1:]]
    return any(abs(cell.left - edge) < TOUCH for edge in edges for cell in line.cells[len(line.cells) > 1 :])


def _closed(run: Sequence[Line]) -> list[Line]:
    """A run as table rows, or as it was when it is too short or too wordy for a table."""
    rows = [line for line in run if len(line.cells) > 1]
    wordy = [cell for line in rows for cell in line.cells if cell.right - cell.left > WIDEST_CELL * _width(run)]
    least = FEWEST_ROWS - (min(len(row.cells) for row in rows) > len("||")) if rows else FEWEST_ROWS
    if len(rows) < least or len(wordy) > len(rows) / 2:
        return list(run)
    table: list[Line] = []
    for line in run:
        if len(line.cells) > 1 or not table:
            table.append(replace(line, row=True))
        else:
            table[-1] = _continued(table[-1], line)
    return table


def _width(run: Sequence[Line]) -> float:
    return max(line.right for line in run) - min(line.left for line in run)


def _continued(row: Line, line: Line) -> Line:
    """The rest of a cell added to the cell it stands under."""
    rest = line.cells[0]
    at = min(range(len(row.cells)), key=lambda index: abs(row.cells[index].left - rest.left))
    cell = row.cells[at]
    longer = Cell(f"{cell.text} {rest.text}", cell.left, max(cell.right, rest.right))
    return replace(row, cells=(*row.cells[:at], longer, *row.cells[at + 1 :]), top=line.top)
