"""Plain text and Markdown: encodings, broken lines, page numbers, front matter, digests."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.digest import read_digest
from corpus.documents import BlockKind, ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse import parse
from ingest.parse.encoding import decode
from ingest.parse.formats.text_furniture import clear
from tests.support.parsed_documents import check_canonical, check_laws

DIGESTS = sorted((Path(__file__).parents[2] / "corpus" / "data" / "digests").glob("*.md"))
FINED = {
    "cp1253": "Η Αρχή επέβαλε στην εταιρεία πρόστιμο ύψους δέκα χιλιάδων ευρώ για την παράβαση του κανονισμού.",
    "iso8859_7": "Η Αρχή επέβαλε στην εταιρεία πρόστιμο για την παράβαση του κανονισμού.",
    "cp1251": "Комиссия наложила на компанию штраф за нарушение правил обработки персональных данных граждан.",
    "cp1250": "Prezes Urzędu Ochrony Danych nałożył na spółkę karę pieniężną za naruszenie przepisów i do tego.",
    "iso8859_2": "Úřad pro ochranu osobních údajů se rozhodl, že společnosti uloží pokutu za porušení povinností.",
    "cp1257": "Datu valsts inspekcija uzlika uzņēmumam naudas sodu par pārkāpumu, un tas ir no tiem, kas nav mazi.",
    "cp1252": "La Commission a prononcé à l'encontre de la société une amende pour manquement à ses obligations.",
    "latin-1": "La Agencia impuso a la compañía una sanción por la infracción del artículo y no por el otro.",
    "utf-8": "The Commissioner’s notice said “stop”, and a fine of £60,000 was imposed.",
    "utf-8-sig": "Die Behörde verhängte eine Geldbuße.",
    "utf-16": "De autoriteit legde een boete op.",
    "utf-32": "Η Αρχή επέβαλε πρόστιμο.",
}
PAGES = ("spring", "summer", "autumn", "winter", "harvest")


def texts(parsed: ParsedDocument) -> list[str]:
    return [block.span.of(parsed.text) for block in parsed.blocks]


@pytest.mark.parametrize("encoding", FINED)
def test_text_in_any_encoding_is_read(encoding: str) -> None:
    """With a byte order mark, as UTF-8, or by what is likely in the language."""
    assert decode(FINED[encoding].encode(encoding)) == FINED[encoding]


def test_page_numbers_go_and_sentences_close_over_them() -> None:
    """Numbers that count up at the edges of pages are no text, alone or glued to the next word."""
    rows: list[str] = []
    for number, season in enumerate(PAGES, start=1):
        rows += [f"It was {season} when the authority wrote to the company for the {word} time" for word in PAGES]
        rows += [f"and there was no answer in the {season} nor at any other time to the"]
        glued = number == len("two")
        rows += [
            "",
            " " * 60 + (f"{number}letter" if glued else f"{number}"),
            "",
            "" if glued else f"letter of {season}",
        ]
    parsed = parse("\n".join(rows).encode(), name="a.txt")
    assert parsed.text.count("to the letter") == len(PAGES)
    assert not any(map(str.isdigit, parsed.text))


def test_what_a_copied_page_leaves_of_its_line_ends_goes() -> None:
    """Carriage returns written out as in HTML."""
    parsed = parse(
        b"IN THE HIGH COURT&#13;\n&#13; &#13;\n29 October 2021&#x0D;\n", name="a.txt", media_type="text/plain"
    )
    assert parsed.text.split("\n\n") == ["IN THE HIGH COURT", "29 October 2021"]


def test_counters_take_the_address_line_before_them() -> None:
    """A foot with the count of pages goes wherever it stands, and the words glued behind it stay."""
    rows: list[str] = []
    for number in range(1, 5):
        rows += [f"a line of text that goes on number {letter}" for letter in "abcdefghij"]
        rows += [
            "",
            "1 Long Street, Capital City www.authority.example",
            f"28001 – City {number}/4 and the text runs on",
        ]
    kept = clear(rows)
    assert not any("Street" in row or "/4" in row for row in kept)
    assert kept.count("and the text runs on") == 4


def test_short_lines_between_paragraphs_are_headings() -> None:
    """Without type, a few words between full paragraphs name a part; a date, a sentence or an address does not."""
    said = "The company sent a great many messages to people who had asked it for none, and kept no record of it."
    text = f"{said}\n\nLegal Framework\n\n{said}\n\nIt must pay\n\n{said}\n\nLondon, 5 May 2021\n\n{said}\n"
    parsed = parse(text.encode(), name="a.txt")
    assert [block.span.of(parsed.text) for block in parsed.blocks if block.level] == ["Legal Framework"]


def test_a_text_whose_lines_were_never_broken_has_a_paragraph_a_line() -> None:
    """Captions, dates and headings there end without a full stop, and are not joined to what follows."""
    long = "The Tribunal finds that the bank kept the photographs of its former members for nine years " * 2
    text = (
        f"THE TRIBUNAL\n\nAcme Bank, Appellant\n\n{long.strip()}.\n\nDated this 11th day of May 2024\n\n{long.strip()}."
    )
    parsed = parse(text.encode(), name="a.txt")
    assert len(parsed.blocks) == 5
    assert parsed.text.split("\n")[0] == "THE TRIBUNAL"


def test_numbered_lists_are_no_page_numbers() -> None:
    """Numbers close together, or that do not count up, stay."""
    rows = ["1. one", "2. two", "3. three", "", "4", "2", "9", "The sum of 5/12 and 3/12"]
    assert clear(rows) == rows


def test_markdown_is_read_as_a_reader_reads_it() -> None:
    """Emphasis, links and escapes go; headings, lists, tables and quotations are blocks."""
    parsed = parse(
        b"---\ntitle: A case\ndecided_on: 2022-05-18\n---\n# The *case*\n\nA **fine** of [EUR 5](http://a.example) for"
        b"\nA\\*\\*\\*.\n\n1. first\n2. second\n\n- point\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quoted\n",
        name="case.md",
    )
    check_canonical(parsed)
    assert texts(parsed) == [
        "The case",
        "A fine of EUR 5 for A***.",
        "1. first",
        "2. second",
        "• point",
        "a | b",
        "1 | 2",
        "quoted",
    ]
    assert parsed.title == "A case"
    assert parsed.metadata["decided_on"] == dt.date(2022, 5, 18)


@pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
def test_a_digest_is_kept_to_the_letter(path: Path) -> None:
    """The canonical text of a bundled digest is its body, and every quote stands in one citable block."""
    text = path.read_text(encoding="utf-8")
    digest = read_digest(text)
    parsed = parse(text.encode(), name=path.name)
    check_laws(parsed)
    assert parsed.text == digest.body
    citable = [block.span.of(parsed.text) for block in parsed.blocks if block.kind is not BlockKind.HEADING]
    quotes = [penalty.quote for penalty in digest.head.penalties] + [event.quote for event in digest.head.events]
    assert all(any(quote in block for block in citable) for quote in quotes)


def test_broken_front_matter_ends_with_a_reason() -> None:
    """Front matter that is no YAML mapping is a damaged file, with the place of the fault."""
    with pytest.raises(ParseFailed, match="front matter") as failed:
        parse(b"---\n- a\n- b\n---\ntext\n", name="a.md")
    assert failed.value.reason is Reason.DAMAGED


@given(st.text(max_size=400))
def test_any_text_keeps_the_laws(text: str) -> None:
    """Whatever the text, its blocks and canonical form hold, or it is refused as empty."""
    with contextlib.suppress(ParseFailed):
        check_canonical(parse(text.encode("utf-8", "surrogatepass"), name="a.txt"))


@given(st.text(alphabet="#*-_`[]()>|!\\ ab12.\n\t<", max_size=200))
def test_any_markdown_keeps_the_laws(text: str) -> None:
    """Whatever the marks, its blocks and canonical form hold, or it is refused as empty."""
    with contextlib.suppress(ParseFailed):
        check_canonical(parse(text.encode(), name="a.md"))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_signs_that_nobody_sees_are_left_out(name: str) -> None:
    """Words that are turned around, hidden between letters or meant for a terminal are not in the text."""
    hidden = "The fine is \u202e000,54\u202c GBP\u200b \x1b[2Jand \u2066it\u2069 \x9bstands."
    wrapped = f"<html><body><article><p>{hidden}</p></article></body></html>" if name == "a.html" else hidden
    parsed = parse(wrapped.encode(), name=name)
    assert "The fine is 000,54 GBP [2Jand it stands." in parsed.text


def test_a_digest_has_no_unseen_signs() -> None:
    """Its body is kept as it stands, but for those; title and names are clean too."""
    digest = '---\nschema: standing/digest/1\ntitle: "A \\e[2J title"\n---\n# Head\n\nWords \x1b[2Jthat \u202estand.\n'
    parsed = parse(digest.encode(), name="a.md")
    assert parsed.title == "A [2J title"
    assert "Words [2Jthat stand." in parsed.text


@pytest.mark.parametrize("mark", ["#", "# ", "-", ">", "1."])
def test_a_digest_may_have_a_mark_without_words(mark: str) -> None:
    """Found by `make fuzz`: a heading of no words ended before it began."""
    parsed = parse(f"---\nschema: standing/digest/1\n---\nWords.\n\n{mark}\n\nMore words.\n".encode(), name="a.md")
    check_laws(parsed)
    assert "More words." in parsed.text
