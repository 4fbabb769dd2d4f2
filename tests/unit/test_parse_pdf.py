"""PDFs with every word in a known place: order, repair, structure and pages."""

from __future__ import annotations

from itertools import pairwise

import pytest

from corpus.documents import BlockKind, ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse import ParseLimits, parse
from tests.support.parsed_documents import check_canonical
from tests.support.pdfs import Text, lines, pdf, ruled

BODY = (
    "The Commissioner finds that the company sent sixteen thousand messages\n"
    "without consent, and that it kept no record of how the numbers on which\n"
    "it relied had been obtained from the people who were called."
)
THIRD = (
    "The penalty takes account of the size of the company and of what it did\n"
    "once the Commissioner had written to it, which was very little, and the\n"
    "harm that was done to the people who were called at night."
)
OTHER = (
    "The company said that its supplier had given it an assurance, but could\n"
    "not show any contract in which such an assurance was to be found by the\n"
    "Commissioner when she asked for it."
)


def read(pages: list[list[Text]], **options: str) -> ParsedDocument:
    parsed = parse(pdf(pages, **options), name="a.pdf", ocr=False)
    check_canonical(parsed)
    return parsed


def texts(parsed: ParsedDocument, kind: BlockKind | None = None) -> list[str]:
    return [block.span.of(parsed.text) for block in parsed.blocks if kind in {None, block.kind}]


def test_broken_lines_become_one_paragraph() -> None:
    """The lines of a paragraph are joined, the next paragraph is another."""
    parsed = read([[*lines(BODY), *lines(OTHER, y=140)]])
    assert texts(parsed) == [BODY.replace("\n", " "), OTHER.replace("\n", " ")]


def test_a_paragraph_runs_on_over_the_page() -> None:
    """A sentence cut by a page is whole, and the page of each of its characters is right."""
    first, last = BODY.split("\n")[:2], BODY.split("\n")[2:]
    parsed = read([lines("\n".join(first), y=700), lines("\n".join(last))])
    assert texts(parsed) == [BODY.replace("\n", " ")]
    assert parsed.pages[1].span.of(parsed.text) == last[0]


def test_heads_feet_and_page_numbers_are_taken_off() -> None:
    """What stands at the same place of every page is no text; it is kept as metadata."""
    pages = [
        [Text("Penalty notice ICO/12", y=30), *lines(body, y=100), Text(f"- {number} -", x=290, y=800)]
        for number, body in enumerate((BODY, OTHER, THIRD), start=1)
    ]
    parsed = read(pages)
    assert "ICO/12" not in parsed.text
    assert len(texts(parsed)) == 3
    assert parsed.metadata["running_heads"] == ["Penalty notice ICO/12"]
    assert [page.span.start for page in parsed.pages] == [parsed.blocks[at].span.start for at in range(3)]


def test_two_columns_are_read_one_after_the_other() -> None:
    """The left column is read before the right one, under a title of full width."""
    left = "\n".join(f"left column line number {number:02d} goes on" for number in range(1, 11))
    right = "\n".join(f"right column line number {number:02d} too" for number in range(1, 11))
    title = Text("A title that stands across both of the columns of this page", size=16, bold=True, y=50)
    parsed = read([[title, *lines(left, y=100), *lines(right, x=320, y=100)]])
    assert texts(parsed)[0] == title.words
    assert parsed.text.index("line number 10 goes") < parsed.text.index("right column line number 01")


def test_marks_open_paragraphs_and_items() -> None:
    """Numbers as printed, with their blocks."""
    parsed = read(
        [
            lines(
                "14. The Commissioner orders the company to do these things at once:\n"
                "(a) stop the sending of messages;\n"
                "(b) delete the numbers it holds.\n"
                "15. The order takes effect on the day on which it is served upon it.\n",
                leading=16,
            )
        ]
    )
    assert [(block.kind, block.number) for block in parsed.blocks] == [
        (BlockKind.PARAGRAPH, "14"),
        (BlockKind.LIST_ITEM, "(a)"),
        (BlockKind.LIST_ITEM, "(b)"),
        (BlockKind.PARAGRAPH, "15"),
    ]


def test_bare_numbers_set_off_from_the_text_are_paragraph_numbers() -> None:
    """Numbers without a sign count when they stand apart and go up by one."""
    page = []
    for number in (1, 2, 3):
        y = 60 + number * 60
        page += [Text(str(number), y=y), *lines(BODY, x=110, y=y)]
    parsed = read([page])
    assert [block.number for block in parsed.blocks] == ["1", "2", "3"]


def test_headings_are_told_by_their_type() -> None:
    """Large, bold and capital lines are headings of falling level; a bold line with a date stays citable."""
    parsed = read(
        [
            [
                Text("DECISION", size=20, bold=True, y=60),
                Text("Legal framework", bold=True, y=100),
                *lines(BODY, y=130),
                Text("Dated the 22 September 2020", bold=True, y=200),
            ]
        ]
    )
    assert texts(parsed, BlockKind.HEADING) == ["DECISION", "Legal framework"]
    assert [block.level for block in parsed.blocks if block.level] == [1, 2]
    assert parsed.title == "DECISION"
    assert "Dated the 22 September 2020" in texts(parsed, BlockKind.PARAGRAPH)


def test_a_footnote_mark_never_joins_a_figure() -> None:
    """A raised digit is a superscript, and its note a footnote before the text that runs on."""
    first, second = BODY.split("\n")[:2], BODY.split("\n")[2:]
    page = [
        *lines("\n".join(first), y=660),
        Text("of the law 4624/2019", y=688),
        Text("1", x=72 + 103, y=684, size=7),
        Text("1 A law of the year.", y=760, size=8),
    ]
    parsed = read([page, lines("\n".join(second))])
    assert "4624/2019¹" in parsed.text
    assert texts(parsed, BlockKind.FOOTNOTE) == ["1 A law of the year."]
    assert texts(parsed)[-1].endswith(second[0])


def test_a_ruled_table_gives_its_rows() -> None:
    """Cells of more than one line stay whole, and a row is one line."""
    cells = [
        ["Infringement", "Amount"],
        ["Sending messages\nwithout consent", "EUR 40,000"],
        ["No record", "EUR 20,000"],
    ]
    page, strokes = ruled(cells, left=72, top=100, widths=(200, 120), height=40)
    parsed = parse(pdf([[*page, *lines(BODY, y=300)]], drawing=strokes), name="a.pdf", ocr=False)
    assert texts(parsed, BlockKind.TABLE_ROW) == [
        "Infringement | Amount",
        "Sending messages without consent | EUR 40,000",
        "No record | EUR 20,000",
    ]


def test_cells_under_each_other_are_a_table_without_rules() -> None:
    """Three lines with cells at the same places are rows."""
    rows = [("Company", "Fine", "Year"), ("Alpha", "EUR 100", "2020"), ("Beta", "EUR 200", "2021")]
    page = [
        Text(cell, x=x, y=100 + 20 * at)
        for at, row in enumerate(rows)
        for cell, x in zip(row, (72, 220, 340), strict=True)
    ]
    assert texts(read([page]), BlockKind.TABLE_ROW) == [
        "Company | Fine | Year",
        "Alpha | EUR 100 | 2020",
        "Beta | EUR 200 | 2021",
    ]


def test_a_table_of_contents_is_no_text_to_cite() -> None:
    """Lines with leaders and page numbers are contents."""
    page = lines(
        "1. Introduction .......................... 3\n2. Findings .............................. 7", leading=18
    )
    assert [block.kind for block in read([page]).blocks] == [BlockKind.CONTENTS, BlockKind.CONTENTS]


def test_letter_spaced_words_are_closed_up() -> None:
    """A word printed with spaces between its letters is found as a word."""
    assert texts(read([[Text("B E S C H E I D", size=14)], lines(BODY)]))[0] == "BESCHEID"


def test_a_wrong_declared_title_is_not_believed() -> None:
    """A title that the first page does not bear out was left by a template."""
    page = [Text("Decision against Alpha Limited", bold=True, size=16, y=50), *lines(BODY, y=100)]
    assert read([page], info="/Title (Athens, 6 October 2010)").title == "Decision against Alpha Limited"
    assert read([page], info="/Title (Microsoft Word - Decision Alpha Limited.doc)").title == "Decision Alpha Limited"


def test_what_the_file_declares_is_kept() -> None:
    """Author and dates of the file are metadata."""
    parsed = read([lines(BODY)], info="/Author (The Authority) /CreationDate (D:20200922082654)")
    assert parsed.metadata["author"] == "The Authority"
    assert parsed.metadata["created"] == "D:20200922082654"


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_a_page_set_sideways_is_read_as_it_is_held(quarter: int) -> None:
    """Text that runs down, upside down or up on the sheet is read in its own lines."""
    parsed = parse(pdf([[*lines(BODY), *lines(OTHER, y=140)]], quarter=quarter), name="a.pdf", ocr=False)
    assert texts(parsed) == [BODY.replace("\n", " "), OTHER.replace("\n", " ")]


def test_empty_pages_keep_their_place() -> None:
    """A page without text has an empty span, and the pages after it their right number."""
    parsed = read([lines(BODY), [], lines(OTHER)])
    assert [page.number for page in parsed.pages] == [1, 2, 3]
    assert parsed.pages[1].span.start == parsed.pages[1].span.end
    assert parsed.pages[2].span.of(parsed.text).startswith("The company said")
    assert all(before.span.end == after.span.start for before, after in pairwise(parsed.pages))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 and nothing", Reason.DAMAGED),
        (pdf([lines(BODY)])[:600], Reason.DAMAGED),
        (pdf([[]]), Reason.NO_TEXT),
        (pdf([lines(BODY)] * 3), Reason.TOO_LARGE),
    ],
)
def test_other_pdfs_end_with_a_reason(data: bytes, reason: Reason) -> None:
    """Broken, cut, blank and overlong PDFs are refused with the reason."""
    with pytest.raises(ParseFailed) as failed:
        parse(data, name="a.pdf", limits=ParseLimits(pages=2), ocr=False)
    assert failed.value.reason is reason
