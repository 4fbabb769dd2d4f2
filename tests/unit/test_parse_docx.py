"""Word documents: numbers as printed, insertions, footnotes, tables, bombs."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from corpus.documents import BlockKind
from ingest.errors import ParseFailed, Reason
from ingest.parse import ParseLimits, parse
from ingest.parse.formats.docx_numbering import shaped
from tests.support.bombs import docx_with, entity_bomb
from tests.support.parsed_documents import check_canonical

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def body(inside: str) -> bytes:
    return docx_with(f"<w:document {W}><w:body>{inside}</w:body></w:document>")


def with_broken_packing(whole: bytes) -> bytes:
    """The same file, of which one part cannot be unpacked."""
    at = whole.index(b"word/document.xml") + 25
    return whole[:at] + b"\xff" * 40 + whole[at + 40 :]


def test_what_stands_in_tables_within_tables_is_read_once() -> None:
    """A thousand bytes of eighty tables around each other became 58 million letters."""
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    inner = "<w:p><w:r><w:t>EUR 5,000</w:t></w:r></w:p>"
    parsed = parse(
        body(f"{opened}<w:p><w:r><w:t>The fine</w:t></w:r></w:p>{opened * 80}{inner}{closed * 81}"), name="a.docx"
    )
    assert parsed.text == "The fine EUR 5,000"


def test_a_file_outside_is_not_read_into_a_document() -> None:
    """An entity that names a file on this machine gives nothing of it."""
    entity = '<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    parsed = parse(
        docx_with(f"{entity}<w:document {W}><w:body><w:p><w:r><w:t>Words &f;</w:t></w:r></w:p></w:body></w:document>"),
        name="a.docx",
    )
    assert parsed.text.strip() == "Words"


def test_a_document_of_more_letters_than_are_read_is_refused() -> None:
    """The limit of characters holds for Word too."""
    with pytest.raises(ParseFailed) as failed:
        parse(body("<w:p><w:r><w:t>Words</w:t></w:r></w:p>" * 50), name="a.docx", limits=ParseLimits(characters=200))
    assert failed.value.reason is Reason.TOO_LARGE


def test_a_written_document_keeps_its_structure() -> None:
    """Title, headings, numbered and bulleted lists, text and table in their order."""
    document = docx.Document()
    document.core_properties.title = "Decision 12/2024"
    document.add_heading("Decision", 0)
    document.add_heading("Facts", 2)
    document.add_paragraph("The company sent messages.", style="List Number")
    document.add_paragraph("It kept no record.", style="List Number")
    document.add_paragraph("by telephone", style="List Bullet")
    document.add_paragraph("A fine of EUR 5,000 is imposed.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Art. 5", "EUR 5,000"
    parsed = parse(saved(document), name="decision.docx")
    check_canonical(parsed)
    assert parsed.title == "Decision 12/2024"
    assert parsed.text.split("\n\n") == [
        "Decision",
        "Facts",
        "1. The company sent messages.\n2. It kept no record.\n• by telephone",
        "A fine of EUR 5,000 is imposed.",
        "Art. 5 | EUR 5,000",
    ]
    assert [block.level for block in parsed.blocks if block.kind is BlockKind.HEADING] == [1, 2]


def test_inserted_text_is_read_and_deleted_text_is_not() -> None:
    """A document with tracked changes reads as if they were accepted."""
    parsed = parse(
        body(
            "<w:p><w:r><w:t>The fine is </w:t></w:r><w:del><w:r><w:delText>EUR 9</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>EUR 5</w:t></w:r></w:ins></w:p>"
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a content control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
        name="a.docx",
    )
    assert parsed.text == "The fine is EUR 5\n\nIn a content control."


@pytest.mark.parametrize(
    ("count", "shape", "printed"),
    [
        (3, "decimal", "3"),
        (3, "lowerLetter", "c"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (7, "decimalZero", "07"),
    ],
)
def test_counts_take_the_shape_that_word_prints(count: int, shape: str, printed: str) -> None:
    """Letters, Roman numerals and digits."""
    assert shaped(count, shape) == printed


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (entity_bomb(), Reason.DAMAGED),
        (docx_with(b"0" * 60_000_000), Reason.TOO_LARGE),
        (docx_with("<w:document>"), Reason.DAMAGED),
        (body("<w:p/>"), Reason.NO_TEXT),
        (body("<w:sdt>" * 5000), Reason.DAMAGED),
        (with_broken_packing(body("<w:p><w:r><w:t>Words of it.</w:t></w:r></w:p>")), Reason.DAMAGED),
    ],
)
def test_hostile_and_empty_documents_end_with_a_reason(data: bytes, reason: Reason) -> None:
    """Entities that multiply, archives that swell, broken XML and empty pages are refused."""
    with pytest.raises(ParseFailed) as failed:
        parse(data, name="a.docx")
    assert failed.value.reason is reason


def test_a_zip_that_is_no_document_is_refused() -> None:
    """Another archive is named for what it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "words")
    with pytest.raises(ParseFailed, match="not a Word document"):
        parse(out.getvalue(), name="a.docx")
