"""Printed lines back into paragraphs.

The chief rule is a reader's: a line ended by choice, not by need, when the next line's first word would still have
fitted on it. Gaps, indents, marks ("14.", "(a)") and changes of type settle what that leaves open.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.sentences import ends_in_abbreviation
from ingest.parse.layout.lines import Line, most_common
from ingest.parse.layout.numbering import MarkKind, bare_number, follows, mark_of

CLOSERS = r"['\"”’»)\]]*"
# A note's number may follow the full stop ("law.12"), but not where the stop stands within a number ("article 65.4").
SENTENCE_END = re.compile(rf"(?:[!?…;]|(?<!\d)\.){CLOSERS}[\d¹²³⁰-⁹]{{0,3}}$|\.{CLOSERS}[¹²³⁰-⁹]*$")
TERMINAL = re.compile(rf"{SENTENCE_END.pattern}|[;:·]{CLOSERS}[¹²³⁰-⁹]*$")
LOWER_START = re.compile(r"['\"“‘«„(\[]*[^\W\d_]", re.UNICODE)
HYPHENS = "\u00ad"
DASHES = "-–—*"
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{0,4}\s*$|…{2,}\s*\d{0,4}\s*$|_{4,}\s*\d{1,4}\s*$")
STOPS = ".!?…;:·"
AFTER_STOP = "'\"”’»)]0123456789¹²³⁰⁴⁵⁶⁷⁸⁹"  # what may stand between the last stop of a line and its end
FEWEST_LEADERS = 4
TAIL = 60  # characters that hold any leaders; looking through whole paragraphs took a fifth of reading a text
# Shares measured on the sample PDFs and decisions by reading the splits and joins each value causes.
GAP = 1.3  # of the usual leading
SLACK = 1.2  # sizes that must stay free beside the fitted word: ragged lines end within one
SHORT = 0.6  # of the measure: a line this short was ended by choice even where lines are ragged
INDENT = 0.8  # sizes
FLUSH = 0.4  # of the measure: a line that starts further right is set flush right (dates, addresses) and never full
BROKEN = 0.4  # of the letters: where fewer stand in lines that end within a sentence, an empty line is a gap
FEW = 5  # gaps between lines: fewer tell nothing of the usual leading
OVERLONG = 1.25  # of the margin: a line this long was never broken to it
OTHER_SIZE, MUCH = 1.12, 1.3
ALMOST = 0.75  # of the measure: a line this long that ends no sentence runs on, though another word had fitted


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, joined.

    `turns` are (offset, page) where it runs on to another page, `number` the bare number it opens with.
    """

    lines: tuple[Line, ...]
    text: str
    turns: tuple[tuple[int, int], ...] = ()
    note: bool = False
    number: int | None = None

    @property
    def first(self) -> Line:
        """The line it opens with."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Measure:
    """The usual margins of a column and the usual leading."""

    left: float
    right: float
    leading: float

    @property
    def width(self) -> float:
        """Between the margins."""
        return max(self.right - self.left, 1.0)


def paragraphs(lines: Sequence[Line], *, loose: bool = False, widest: float = math.inf) -> list[Paragraph]:
    """Join lines in reading order into paragraphs.

    `loose` is for text whose line ends and empty lines are unreliable (machine translations, extracted text): there a
    line that does not end a sentence runs on across an empty line. Lines beyond `widest` tell nothing of the margins.
    """
    measures = _measures(lines, widest)
    margins = _local_margins(lines, measures)
    groups: list[list[Line]] = []
    numbers: list[int | None] = []
    count = 0
    for index, line in enumerate(lines):
        number = bare_number(line.text)
        numbered = number == count + 1 and not line.row
        setting = _Setting(measures[line.column], margins[index - 1], loose=loose, numbered=numbered)
        if groups and not _breaks(groups[-1], line, setting):
            groups[-1].append(line)
            continue
        counts = numbered and (line.tab or count > 0)
        count = number if counts and number else count
        numbers.append(number if counts else None)
        groups.append([line])
    return [joined(group, number) for group, number in zip(groups, numbers, strict=True)]


def joined(lines: Sequence[Line], number: int | None = None) -> Paragraph:
    """One paragraph of these lines, words broken at line ends made whole; `number` is the bare one it opens with."""
    text, turns = lines[0].text, []
    for before, line in pairwise(lines):
        text = join(text, line.text)
        if line.page is not None and line.page != before.page:
            turns.append((len(text) - len(line.text), line.page))
    return Paragraph(tuple(lines), text.replace(HYPHENS, "-"), tuple(turns), number=number)


def join(text: str, following: str) -> str:
    """Two lines of one paragraph as running text.

    A hyphen between two lower-case letters at a line end was put there by the typesetter; before a capital or a digit
    it belongs to the word ("GDPR-" and "Konformität", "2016-" and "679").
    """
    if not text.endswith(("-", HYPHENS, "‐")) or text.endswith((" -", "--")) or text == text[-1:]:
        return f"{text} {following}"
    stem = text[:-1]
    if stem[-1].islower() and following[:1].islower():
        return stem + following
    if stem[-1].isalnum():
        return f"{stem}-{following}"
    return f"{text} {following}"


def ends_sentence(text: str) -> bool:
    """Whether a line closes a sentence."""
    return _closes(text, SENTENCE_END)


def ends_clause(text: str) -> bool:
    """Whether a line closes a sentence or a part of one."""
    return _closes(text, TERMINAL)


def ends_in_leaders(text: str) -> bool:
    """Whether a line ends in the dots of a table of contents, or in its page number after them."""
    tail = text[-TAIL:]
    leads = tail.count(".") >= FEWEST_LEADERS or "…" in tail or "_" in tail
    return leads and LEADERS.search(tail) is not None


def _closes(text: str, ending: re.Pattern[str]) -> bool:
    # tried only where it can begin: a quarter of the time of searching the end of each line
    stop = len(text.rstrip(AFTER_STOP)) - 1
    return stop >= 0 and text[stop] in STOPS and ending.match(text, stop) is not None


def _measures(lines: Sequence[Line], widest: float) -> dict[int, Measure]:
    columns: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.column].append(line)
    texts = {
        column: [line for line in members if not line.row and line.right <= widest]
        for column, members in columns.items()
    }
    return {column: _measure(texts[column] or members) for column, members in columns.items()}


def _measure(lines: Sequence[Line]) -> Measure:
    rights = sorted(line.right for line in lines)
    gaps = [
        after.top - before.top
        for before, after in pairwise(lines)
        if before.page == after.page and after.top > before.top
    ]
    size = most_common((line.size for line in lines), 1.0)
    usual = most_common((gap for gap in gaps if gap < 4 * size), 0.0)
    letters = sum(len(line.text) for line in lines)
    broken = sum(len(line.text) for line in lines if not ends_clause(line.text)) > BROKEN * letters
    return Measure(
        left=most_common((line.left for line in lines), 0.0),
        right=rights[int(0.95 * (len(rights) - 1))],
        leading=usual if len(gaps) >= FEW and broken else 1.2 * size,
    )


def _local_margins(lines: Sequence[Line], measures: dict[int, Measure]) -> list[float]:
    """The right margin that each line was set to: its run's own where the run is indented, else its column's."""
    margins: list[float] = []
    for run in _runs(lines):
        measure = measures[run[0].column]
        widest = max((line.right for line in run if line.right <= OVERLONG * measure.right), default=measure.right)
        indented = abs(run[0].left - measure.left) > INDENT * run[0].size
        margins += [widest if indented and len(run) > 1 else max(widest, measure.right)] * len(run)
    return margins


def _runs(lines: Sequence[Line]) -> Iterable[list[Line]]:
    run: list[Line] = []
    for line in lines:
        if run and (line.column != run[-1].column or abs(line.left - run[-1].left) > 0.3 * line.size):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is known about the place of a line: its column, the margin of the line before, whether its number is due."""

    measure: Measure
    margin: float
    loose: bool
    numbered: bool


def _breaks(group: Sequence[Line], line: Line, setting: _Setting) -> bool:
    """Whether a new paragraph starts with `line` after the lines of `group`."""
    before, measure = group[-1], setting.measure
    if before.row or line.row or (_lists_page(before) and _lists_page(line)):
        return True
    if _hyphenated(before.text, line.text):
        return False
    flush = before.left > measure.left + FLUSH * measure.width
    full = not flush and before.right + SLACK * before.size + line.lead > setting.margin
    runs_on = not ends_clause(before.text) or ends_in_abbreviation(before.text)
    if _opens(group, line, full=full and runs_on) or (setting.numbered and (line.tab or not runs_on)):
        return True
    if max(before.right, line.right) - measure.left > OVERLONG * (setting.margin - measure.left):
        return not (runs_on and _lower(line.text))
    near = line.top - before.top <= GAP * measure.leading
    goes_on = runs_on and (_lower(line.text) or _long(before, measure, loose=setting.loose, near=near))
    if _parted(before, line):
        return not (runs_on and (full or _lower(line.text)) and not _other_type(before, line, full=full))
    return not (goes_on or (full and near))


def _lists_page(line: Line) -> bool:
    """Whether a line ends like one of a table of contents: in leaders, or a page number set apart."""
    return ends_in_leaders(line.text) or (len(line.cells) > 1 and line.cells[-1].text.isdigit())


def _parted(before: Line, line: Line) -> bool:
    """Whether page, column, type or indent change between two lines."""
    indented = line.left - before.left > INDENT * line.size and not mark_of(before.text)
    elsewhere = before.page != line.page or before.column != line.column
    return elsewhere or indented or before.bold != line.bold or _other_size(before, line)


def _other_type(before: Line, line: Line, *, full: bool) -> bool:
    """Whether a change of type parts what the words alone would join."""
    if _other_size(before, line):
        return not (full and _lower(line.text)) or _other_size(before, line, MUCH)
    return before.bold != line.bold and before.page != line.page


def _long(line: Line, measure: Measure, *, loose: bool, near: bool) -> bool:
    """Whether a line is so long that only the width of the page ended it."""
    least = SHORT if loose else ALMOST
    return (loose or near) and line.right - measure.left > least * measure.width


def _hyphenated(before: str, line: str) -> bool:
    return before.endswith(HYPHENS) or (before.endswith("-") and not before.endswith(" -") and line[:1].islower())


def _lower(text: str) -> bool:
    found = LOWER_START.match(text)
    return found is not None and text[found.end() - 1].islower()


def _other_size(before: Line, line: Line, times: float = OTHER_SIZE) -> bool:
    return max(before.size, line.size) > times * min(before.size, line.size)


def _opens(group: Sequence[Line], line: Line, *, full: bool) -> bool:
    """Whether a mark at the start of a line opens something, rather than being a number within a sentence.

    `full` says that the line before was full and ended no sentence, so that the text may well run on.
    """
    mark = mark_of(line.text)
    if mark is None:
        return False
    opener = mark_of(group[0].text)
    if mark.kind is MarkKind.BULLET:
        listed = opener is not None and opener.kind is MarkKind.BULLET and abs(line.left - group[0].left) < line.size
        return listed or not full or line.text[:1] not in DASHES
    return line.tab or not full or (opener is not None and follows(opener.number, mark.number))
