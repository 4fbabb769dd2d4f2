"""Laws of passages, over documents of any shape."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import CITABLE, ParsedDocument
from ingest.preparing.chunking import SPECIAL_TOKENS, chunk
from tests.support.parsed_documents import check_canonical, documents, words_as_tokens


@given(documents())
def test_composed_documents_keep_the_laws(parsed: ParsedDocument) -> None:
    """Whatever pieces are composed, blocks and pages are ordered, apart and cover the text."""
    check_canonical(parsed)


@given(documents(), st.integers(3, 60), st.integers(1, 60))
def test_passages_and_gaps_rejoin_to_the_text(parsed: ParsedDocument, most: int, target: int) -> None:
    """Passages are ordered and apart, and with the gaps between them give the canonical text back."""
    passages = chunk(parsed, count_tokens=words_as_tokens, max_tokens=most, target_tokens=target)
    rejoined, end = [], 0
    for ordinal, passage in enumerate(passages):
        assert passage.ordinal == ordinal
        assert end <= passage.span.start < passage.span.end
        rejoined += [parsed.text[end : passage.span.start], passage.text]
        end = passage.span.end
    assert "".join([*rejoined, parsed.text[end:]]) == parsed.text


@given(documents(), st.integers(3, 60), st.integers(1, 60))
def test_every_citable_word_is_in_one_passage(parsed: ParsedDocument, most: int, target: int) -> None:
    """Nothing but headings, contents and white space stands outside the passages, and neither stands inside."""
    passages = chunk(parsed, count_tokens=words_as_tokens, max_tokens=most, target_tokens=target)
    inside = {place for passage in passages for place in range(passage.span.start, passage.span.end)}
    for block in parsed.blocks:
        places = [p for p in range(block.span.start, block.span.end) if not parsed.text[p].isspace()]
        if block.kind in CITABLE:
            assert inside.issuperset(places)
        else:
            assert inside.isdisjoint(places)


@given(documents(), st.integers(10, 60), st.integers(1, 60))
def test_no_passage_is_longer_than_the_window(parsed: ParsedDocument, most: int, target: int) -> None:
    """A passage with its special tokens fits the window, and says its true length."""
    for passage in chunk(parsed, count_tokens=words_as_tokens, max_tokens=most, target_tokens=target):
        assert passage.tokens == words_as_tokens([passage.text])[0]
        assert passage.tokens + SPECIAL_TOKENS <= most
