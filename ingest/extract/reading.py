"""A parsed document, read where something was found: the sentence around a place, cut out only when asked for.

Cutting a whole decision into sentences costs more than finding all that it orders (2.8 ms against 2 ms for 10,000
characters), and most sentences hold nothing to record.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import BlockKind, ParsedDocument, Span
from corpus.sentences import sentences
from ingest.wording.stems import folded

_LONGEST = 2400
_ITEM = re.compile(r"\s*(?:[-–•▪●*·]|\(?[a-zivx]{1,4}[).]|\(?\d{1,2}[).]|[a-zà-ÿα-ω])")
# How the words that open a list end: "the following:", "the Commissioner hereby requires".
_LEADS = re.compile(r"(?::|\b(?:requires?|orders?|ordered|directs?|directed|decides?|that|to|shall|must))\s*$")
_ITEMS = 8
_CELLS = "|"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or heading; `text` is exactly `span.of(canonical)`."""

    span: Span
    text: str


class Reading:
    """Gives the sentence around any place of a document; a table of contents has none.

    `folded` is the text in lower case, character by character.
    """

    def __init__(self, parsed: ParsedDocument) -> None:
        self.text = parsed.text
        self.folded = folded(parsed.text)
        self._contents = [block.span for block in parsed.blocks if block.kind is BlockKind.CONTENTS]
        self._starts = [span.start for span in self._contents]
        self._lines: dict[int, tuple[list[int], list[Sentence]]] = {}

    def around(self, position: int) -> Sentence | None:
        """The sentence that holds `position`, None in a table of contents.

        A sentence of more than 2,400 characters, as in a text without full stops, is cut to that length around it.
        """
        if self._in_contents(position):
            return None
        starts, found = self._line(position)
        at = bisect_right(starts, position) - 1
        if at < 0 or position >= found[at].span.end:
            return None
        span = found[at].span
        if span.end - span.start <= _LONGEST:
            return found[at]
        start = max(span.start, position - _LONGEST // 2)
        span = Span(start, min(span.end, start + _LONGEST))
        return Sentence(span, span.of(self.text))

    def sentences(self, end: int | None = None) -> Iterator[Sentence]:
        """Every sentence that begins before `end`, in order; none of a table of contents."""
        position, end = 0, len(self.text) if end is None else min(end, len(self.text))
        while position < end:
            sentence = None if self.text[position].isspace() else self.around(position)
            position = max(position + 1, sentence.span.end) if sentence else position + 1
            if sentence:
                yield sentence

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before this one, in the same line or the nearest line above."""
        position = sentence.span.start - 1
        while position >= 0 and self.text[position].isspace():
            position -= 1
        return self.around(position) if position >= 0 else None

    def after(self, sentence: Sentence) -> Sentence | None:
        """The sentence behind this one in the same line; None where the line ends."""
        position = sentence.span.end
        while position < len(self.text) and self.text[position] in " \t":
            position += 1
        return self.around(position) if position < len(self.text) and self.text[position] != "\n" else None

    def lead(self, sentence: Sentence) -> str:
        """The words that open the list in which this sentence is an item ("was sanctioned:"), "" where it is none."""
        each: Sentence | None = sentence
        for _ in range(_ITEMS):
            if each is None or not _ITEM.match(each.text):
                return ""
            each = self.before(each)
            if each and _LEADS.search(each.text):
                return each.text
        return ""

    def over(self, position: int) -> str:
        """What stands over a cell: the line above its table and the head of its column; "" where there is no table."""
        start, end = self._line_at(position)
        if _CELLS not in self.text[start:end]:
            return ""
        column = self.text.count(_CELLS, start, position)
        head = above = ""
        while start > 0:
            start, end = self._line_at(start - 1)
            line = self.text[start:end].strip()
            if line and _CELLS not in line:
                above = line
                break
            head = line or head
        cells = head.split(_CELLS)
        return f"{above} {cells[column].strip()}".strip() if head and column < len(cells) else ""

    def _line_at(self, position: int) -> tuple[int, int]:
        start = self.text.rfind("\n", 0, position) + 1
        end = self.text.find("\n", position)
        return start, end if end >= 0 else len(self.text)

    def _in_contents(self, position: int) -> bool:
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and position < self._contents[at].end

    def _line(self, position: int) -> tuple[list[int], list[Sentence]]:
        """The sentences of the line, and where each begins."""
        start, end = self._line_at(position)
        if start not in self._lines:
            spans = sentences(self.text, Span(start, end))
            self._lines[start] = [span.start for span in spans], [Sentence(span, span.of(self.text)) for span in spans]
        return self._lines[start]
