"""The laws of a parsed document, and ways to make one for a test."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from corpus.documents import BlockKind, ParsedDocument
from ingest.parse.canonical import Particulars, Piece, compose, tidy


def check_laws(parsed: ParsedDocument) -> None:
    """Assert what the docstring of `ParsedDocument` promises."""
    text = parsed.text
    assert "\r" not in text
    assert "\x00" not in text
    end = 0
    for block in parsed.blocks:
        assert end <= block.span.start <= block.span.end <= len(text)
        assert (block.level > 0) == (block.kind is BlockKind.HEADING)
        end = block.span.end
    end = 0
    for number, page in enumerate(parsed.pages, start=1):
        assert page.number == number
        assert page.span.start == end
        end = page.span.end
    if parsed.pages:
        assert end == len(text)


def check_canonical(parsed: ParsedDocument) -> None:
    """Assert the stricter form that every parser but the verbatim one of digests gives."""
    check_laws(parsed)
    assert unicodedata.is_normalized("NFC", parsed.text)
    end = 0
    for block in parsed.blocks:
        words = block.span.of(parsed.text)
        assert words == tidy(words) != ""
        assert parsed.text[end : block.span.start].strip("\n") == ""
        end = block.span.end
    assert end == len(parsed.text)


def words_as_tokens(texts: list[str]) -> list[int]:
    """A tokenizer for tests: one token for every four characters of a word, at least one."""
    return [sum(-(-len(word) // 4) for word in text.split()) for text in texts]


KINDS = st.sampled_from(list(BlockKind))
SENTENCE = st.text(st.characters(codec="utf-8"), max_size=80)


@st.composite
def documents(draw: st.DrawFn) -> ParsedDocument:
    """Parsed documents of any shape, some with pages."""
    paged = draw(st.booleans())
    page = 1
    pieces = []
    for kind in draw(st.lists(KINDS, max_size=12)):
        text = tidy(". ".join(draw(st.lists(SENTENCE, max_size=8))))
        page += draw(st.integers(0, 2))
        turns = ((len(text) // 2, page + 1),) if text and draw(st.booleans()) else ()
        level = draw(st.integers(1, 4)) if kind is BlockKind.HEADING else 0
        pieces.append(Piece(kind, text, level, page=page if paged else None, turns=turns if paged else ()))
        page += len(turns)
    return compose(pieces, Particulars("text/plain", title=draw(st.none() | SENTENCE)), pages=page + 1 if paged else 0)
