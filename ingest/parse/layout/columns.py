"""The order in which a page is read: whole-width lines, then a left column before a right one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from ingest.parse.layout.lines import SUPERSCRIPTS, Line, Word, line_of

RAISED = 0.5  # sizes: a footnote mark stands up to this far off its line
APART = 1.9  # sizes between words that begin another segment; see layout.CELL_GAP
ROWS = 6  # a column is at least this many rows high: shorter pairs of blocks are tables and letterheads
WIDE = 0.3  # of the text width: what is narrower is a table column or a margin note
SMALL = 0.8  # of the line's size
LIFT = 0.15  # sizes
TOUCHING = 0.3


def read(words: Sequence[Word], *, page: int) -> list[Line]:
    """The lines of one page in reading order; `column` is 0 for whole-width lines, 1 and 2 for columns."""
    segments = _segments(words)
    if not segments:
        return []
    gutter = _gutter(segments)
    if gutter is None:
        return [line.moved(page=page, column=0) for line in _rows(segments)]
    return _two_columns(segments, gutter, page)


def _segments(words: Sequence[Word]) -> list[list[Word]]:
    """Words of one baseline without a wide gap between them."""
    segments: list[list[Word]] = []
    for word in words:
        if segments and _continues(segments[-1], word):
            segments[-1].append(word)
        else:
            segments.append([word])
    return segments


def _continues(segment: Sequence[Word], word: Word) -> bool:
    before = segment[-1]
    size = max(before.size, word.size)
    level = abs(word.bottom - before.bottom) < RAISED * size
    return level and -0.3 * size < word.left - before.right < APART * size


def _gutter(segments: Sequence[Sequence[Word]]) -> float | None:
    """The middle of the white strip between two columns, if the page has two."""
    left = min(segment[0].left for segment in segments)
    right = max(segment[-1].right for segment in segments)
    width = right - left
    best: tuple[int, float] | None = None
    for x in _candidates(segments, left + 0.3 * width, left + 0.7 * width):
        before = [s for s in segments if s[-1].right <= x]
        after = [s for s in segments if s[0].left >= x]
        crossing = len(segments) - len(before) - len(after)
        if min(len(before), len(after)) < ROWS or crossing > 0.3 * len(segments):
            continue
        if min(_typical(before), _typical(after)) >= WIDE * width and (best is None or crossing < best[0]):
            best = (crossing, x)
    return best[1] if best else None


def _candidates(segments: Iterable[Sequence[Word]], low: float, high: float) -> list[float]:
    return sorted({round(s[0].left - 1.0, 0) for s in segments if low < s[0].left < high})


def _typical(segments: Sequence[Sequence[Word]]) -> float:
    return median(segment[-1].right - segment[0].left for segment in segments)


def _two_columns(segments: Sequence[Sequence[Word]], gutter: float, page: int) -> list[Line]:
    """Bands between whole-width lines; in each, the left column before the right."""
    rows = sorted(segments, key=lambda segment: (segment[0].bottom, segment[0].left))
    lines: list[Line] = []
    band: tuple[list[Sequence[Word]], list[Sequence[Word]]] = ([], [])

    def flush() -> None:
        for column, members in enumerate(band, start=1):
            lines.extend(line.moved(page=page, column=column) for line in _rows(members))
            members.clear()

    for segment in rows:
        if segment[-1].right <= gutter:
            band[0].append(segment)
        elif segment[0].left >= gutter - 1.5:
            band[1].append(segment)
        else:
            flush()
            lines.extend(line.moved(page=page, column=0) for line in _rows([segment]))
    flush()
    return lines


def _rows(segments: Sequence[Sequence[Word]]) -> list[Line]:
    """Segments of one height as one line, from left to right."""
    rows: list[list[Word]] = []
    level = 0.0
    for segment in sorted(segments, key=_baseline):
        base = _baseline(segment)
        if rows and abs(base - level) < RAISED * 0.8 * max(word.size for word in [*rows[-1], *segment]):
            rows[-1].extend(segment)
        else:
            rows.append(list(segment))
            level = base
    return [line_of(_raised(sorted(row, key=lambda word: word.left))) for row in rows]


def _baseline(segment: Sequence[Word]) -> float:
    return max(segment, key=lambda word: (word.size, len(word.text))).bottom


def _raised(words: Sequence[Word]) -> list[Word]:
    """Raised small words: footnote marks as superscript digits, ordinal endings ("2nd") closed up."""
    body = max(word.size for word in words)
    if min(word.size for word in words) >= SMALL * body:
        return list(words)
    base = _baseline(words)
    marked: list[Word] = []
    for word in words:
        small = word.size < SMALL * body and base - word.bottom > LIFT * body
        text = word.text.translate(SUPERSCRIPTS) if small else word.text
        if small and marked and word.left - marked[-1].right < TOUCHING * body:
            marked[-1] = replace(marked[-1], text=marked[-1].text + text, right=word.right)
        else:
            marked.append(replace(word, text=text) if small else word)
    return marked
