"""A canonical text with one span marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Block, BlockKind, Page, ParsedDocument, Span
from service.web.marked_text import page_at, pieces, shown

TEXT = "Title\n1. First 🙂 words.\nPage two begins.\nLoose end"
PARSED = ParsedDocument(
    TEXT,
    (
        Block(BlockKind.HEADING, Span(0, 5), 1),
        Block(BlockKind.PARAGRAPH, Span(6, 23), number="1"),
        Block(BlockKind.PARAGRAPH, Span(24, 40), number="1"),
    ),
    (Page(1, Span(0, 24)), Page(2, Span(24, len(TEXT)))),
)


def test_the_cited_words_alone_are_marked() -> None:
    """The mark covers the span to the letter, counts an emoji as one, and bears the anchor that links point to."""
    start = TEXT.index("🙂")
    (block,) = [b for b in shown(PARSED, Span(start, start + 7)) if any(piece.cited for piece in b.pieces)]
    marked = [piece for piece in block.pieces if piece.cited]
    assert [piece.text for piece in marked] == ["🙂 words"]
    assert marked[0].anchor == f"c{start}-{start + 7}"


def test_a_span_over_two_blocks_is_marked_in_both_and_anchored_once() -> None:
    """Only the first stretch bears the anchor."""
    marked = [piece for block in shown(PARSED, Span(10, 30)) for piece in block.pieces if piece.cited]
    assert [bool(piece.anchor) for piece in marked] == [True, False]


def test_no_word_is_hidden() -> None:
    """Text that lies outside every block is shown too."""
    assert "Loose end" in "".join(piece.text for block in shown(PARSED) for piece in block.pieces)


def test_pages_are_announced_where_they_begin() -> None:
    """The first block of each page carries its number, the others none."""
    assert [block.page for block in shown(PARSED)] == [1, None, 2, None]


def test_headings_never_skip_a_rank() -> None:
    """A document that goes from level 1 to level 4 and back is outlined in whole steps; its title is not repeated."""
    text = "T\nA\nB\nC"
    levels = (1, 2, 4, 2)
    blocks = tuple(Block(BlockKind.HEADING, Span(2 * n, 2 * n + 1), level) for n, level in enumerate(levels))
    parsed = ParsedDocument(text, blocks)
    assert [block.depth for block in shown(parsed)] == [2, 3, 4, 3]
    assert [block.depth for block in shown(parsed, title="T")] == [2, 3, 2]


def test_anchors_are_unique() -> None:
    """Two paragraphs that print the same number do not share an anchor."""
    anchors = [block.anchor for block in shown(PARSED)]
    assert anchors[1] == "p-1"
    assert len(set(anchors)) == len(anchors)


def test_a_character_stands_on_one_page() -> None:
    """The page is that of the character; beyond the text there is none."""
    assert [page_at(PARSED.pages, at) for at in (0, 24, 999)] == [1, 2, None]


@given(st.text(), st.data())
def test_pieces_rejoin(text: str, data: st.DataObject) -> None:
    """Whatever is cited, the pieces joined are the text again."""
    ends = st.integers(0, len(text))
    low, high = sorted((data.draw(ends), data.draw(ends)))
    cited = Span(low, high)
    assert "".join(piece.text for piece in pieces(text, Span(0, len(text)), cited)) == text
