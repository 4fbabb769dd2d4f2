"""Pages of lines into pieces: furniture off, footnotes apart, paragraphs joined across pages, roles named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.parse.canonical import Piece
from ingest.parse.layout import footnotes, furniture, structure
from ingest.parse.layout.lines import Line
from ingest.parse.layout.paragraphs import Paragraph, joined, paragraphs


@dataclass(frozen=True, slots=True)
class Assembled:
    """The pieces of a document, and the running heads taken off its pages."""

    pieces: tuple[Piece, ...]
    running_heads: tuple[str, ...]


def assemble(pages: Sequence[Sequence[Line]]) -> Assembled:
    """Make pieces of the lines of all pages, each page's lines in reading order."""
    cleared = furniture.clear(pages)
    size = body_size(line for page in cleared.pages for line in page)
    parted = [footnotes.split(page, size) for page in cleared.pages]
    flow = paragraphs([line for page in parted for line in page.body])
    notes = [replace(joined(note), note=True) for page in parted for note in page.notes]
    return Assembled(tuple(structure.pieces(woven(flow, notes))), cleared.taken)


def body_size(lines: Iterable[Line]) -> float:
    """The type size that most letters have."""
    weights = Counter[float]()
    for line in lines:
        weights[line.size] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 1.0


def woven(flow: Sequence[Paragraph], notes: Sequence[Paragraph]) -> list[Paragraph]:
    """Footnotes behind the last paragraph of their page, but before one that runs on to the next page.

    So the pages stay in order, and no paragraph is cut by a note.
    """
    waiting = list(notes)
    done: list[Paragraph] = []
    for paragraph in flow:
        last = paragraph.lines[-1].page or 0
        while waiting and (waiting[0].first.page or 0) < last:
            done.append(waiting.pop(0))
        done.append(paragraph)
    return done + waiting
