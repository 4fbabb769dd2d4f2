"""Web pages: content without furniture, with its lists, tables, headings and date."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import BlockKind, ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse import parse
from ingest.parse.canonical import Piece
from ingest.parse.formats.html import merged
from tests.support.parsed_documents import check_canonical

STORY = (
    "The Attorney General announced today a settlement with Alpha Limited over its sale of location data. "
    "The company will pay ten million dollars and delete what it has collected from the telephones of children. "
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Settlement with Alpha Limited | Office of the Attorney General</title>
<meta property="article:published_time" content="2024-09-17T10:00:00Z">
<script>var secret = "never shown";</script><style>.x {{ color: red }}</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<main><article><h1>Settlement with Alpha Limited</h1>
<p>{STORY}</p><p>{STORY}Three others have settled before:</p>
<ul><li>On May 27, 2023, Beta Limited agreed to pay five million dollars.</li>
<li>On June 6, 2023, Gamma Limited agreed to pay six million dollars.</li></ul>
<h2>What the company must do</h2><p>{STORY}</p>
<table><tr><th>Company</th><th>Sum</th></tr><tr><td>Alpha</td><td>$10,000,000</td></tr></table>
<p>{STORY}</p></article></main>
<footer><a href="/privacy">Privacy policy</a> <a href="/contact">Contact us</a></footer></body></html>"""


def read(page: str) -> ParsedDocument:
    parsed = parse(page.encode(), name="page.html")
    check_canonical(parsed)
    return parsed


def texts(parsed: ParsedDocument, kind: BlockKind) -> list[str]:
    return [block.span.of(parsed.text) for block in parsed.blocks if block.kind is kind]


def test_content_is_kept_and_furniture_is_not() -> None:
    """Story, lists of facts, headings and tables stay; menus, scripts and the foot go."""
    parsed = read(PAGE)
    assert texts(parsed, BlockKind.HEADING) == ["Settlement with Alpha Limited", "What the company must do"]
    assert len(texts(parsed, BlockKind.LIST_ITEM)) == 2
    assert texts(parsed, BlockKind.TABLE_ROW) == ["Company | Sum", "Alpha | $10,000,000"]
    assert not any(word in parsed.text for word in ("Home", "secret", "color", "Privacy policy"))


def test_title_and_date_are_read_from_the_head() -> None:
    """The title comes without the name of the site, the date as the page declares it."""
    parsed = read(PAGE)
    assert parsed.title == "Settlement with Alpha Limited"
    assert parsed.metadata["date"] == "2024-09-17"


def test_a_title_that_the_text_lacks_is_put_in_front() -> None:
    """A page whose headline stands outside its content still opens with it."""
    parsed = read(PAGE.replace("<h1>Settlement with Alpha Limited</h1>", ""))
    assert parsed.text.startswith("Settlement with Alpha Limited")


def test_no_date_is_made_up() -> None:
    """A year in the foot of the page is no date of publication."""
    page = PAGE.replace('<meta property="article:published_time" content="2024-09-17T10:00:00Z">', "")
    page = page.replace("Contact us</a>", "Contact us</a> Copyright 2019").replace("2023", "last year")
    assert "date" not in read(page).metadata


def test_a_page_in_an_old_encoding_is_read() -> None:
    """Windows-1253 Greek without a declaration keeps its letters."""
    greek = "Η Αρχή Προστασίας Δεδομένων επέβαλε πρόστιμο στην εταιρεία για παράβαση του Γενικού Κανονισμού. " * 4
    page = f"<html><body><article><p>{greek}</p><p>{greek}</p></article></body></html>"
    assert "πρόστιμο" in parse(page.encode("cp1253"), name="page.html").text


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><script>alert(1)</script></html>"])
def test_a_page_without_content_is_refused(page: str) -> None:
    """Nothing is made of nothing."""
    with pytest.raises(ParseFailed) as failed:
        parse(page.encode(), name="page.html")
    assert failed.value.reason is Reason.NO_TEXT


def test_a_deeply_nested_page_ends_with_a_reason() -> None:
    """Ten thousand open elements neither hang nor crash the reader."""
    page = "<html><body>" + "<div>" * 10_000 + "words" + "</div>" * 10_000
    with pytest.raises(ParseFailed):
        parse(page.encode(), name="page.html")


def piece(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Piece:
    return Piece(kind, text)


def test_what_recall_finds_between_sure_blocks_is_kept() -> None:
    """Lists between and sentences right after the sure blocks belong to the text; menus around them do not."""
    sure = [piece("First."), piece("Last.")]
    menu, date, item, after = piece("Menu"), piece("Tuesday, 17 September 2024"), piece("• fact"), piece("More text.")
    contact = piece("Contact", BlockKind.HEADING)
    wide = [menu, date, sure[0], item, sure[1], after, contact, piece("Phone us.")]
    assert merged(sure, wide) == [date, sure[0], item, sure[1], after]


WORDS = st.lists(st.sampled_from(["a.", "b", "c:", "• d", "e 2024"]).map(piece), max_size=8)


@given(WORDS, WORDS)
def test_merging_never_loses_a_sure_block(sure: list[Piece], wide: list[Piece]) -> None:
    """Whatever the wide reading holds, it only adds or replaces a shorter run by a longer one."""
    assert len(merged(sure, wide)) >= len(sure)


@given(st.text(alphabet='<>/="! abpdivtrhlui123&;\n-', max_size=300))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    """Broken markup raises nothing but `ParseFailed`."""
    with contextlib.suppress(ParseFailed):
        check_canonical(parse(f"<html><body>{markup}".encode(), name="page.html"))
