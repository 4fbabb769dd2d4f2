"""References and files of an answer."""

from __future__ import annotations

import csv
import datetime as dt

import msgspec
import pytest

from service.answering.wire import Answer, Citation, Claim, Row, Table
from service.export.bibtex import bibtex
from service.export.documents import markdown, plain, table_csv
from service.export.references import bluebook, oscola
from tests.support import wire_answers
from tests.support.wire_answers import NOTICE

NAMES = {"ico": "Information Commissioner's Office", "ftt": "First-tier Tribunal"}


def name_of(authority_id: str) -> str:
    return NAMES.get(authority_id, authority_id)


JUDGMENT = msgspec.structs.replace(
    NOTICE,
    n=2,
    document_id="d1111111111111111",
    title="Acme v Information Commissioner",
    regulator="ftt",
    kind="judgment",
    decided_on=dt.date(2023, 9, 17),
    page=None,
    paragraph="12",
    source_url=None,
)
BARE = msgspec.structs.replace(
    NOTICE, regulator=None, decided_on=None, page=None, paragraph=None, source_url=None, rank="digest", kind="digest"
)


def answer(**more: object) -> Answer:
    """The claim of the support, carried by the judgment too."""
    claim = Claim("It must delete.", (1, 2), "quote")
    given = {"text": "It must delete. [1][2]", "claims": (claim,), "citations": (NOTICE, JUDGMENT)}
    return wire_answers.answer(**given | more)


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (
            NOTICE,
            (
                "Information Commissioner's Office, ‘Enforcement notice: Acme & Sons’ (18 May 2022) para 4 p 2 "
                "<https://ico.example/acme> accessed 2 January 2026."
            ),
        ),
        (JUDGMENT, "Acme v Information Commissioner (First-tier Tribunal, 17 September 2023) [12]."),
        (BARE, "‘Enforcement notice: Acme & Sons’ (case digest)."),
    ],
)
def test_oscola(citation: Citation, expected: str) -> None:
    """A notice, a judgment with its paragraph in brackets, and a digest that says it is one."""
    assert oscola(citation, name_of) == expected


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        (
            NOTICE,
            (
                "Enforcement notice: Acme & Sons, ¶ 4, at 2 (Information Commissioner's Office May 18, 2022), "
                "https://ico.example/acme."
            ),
        ),
        (JUDGMENT, "Acme v Information Commissioner, ¶ 12 (First-tier Tribunal Sept. 17, 2023)."),
        (BARE, "Enforcement notice: Acme & Sons (case digest)."),
    ],
)
def test_bluebook(citation: Citation, expected: str) -> None:
    """Months are abbreviated as in table T12, and pinpoints come before the parenthesis."""
    assert bluebook(citation, name_of) == expected


def test_markdown_and_text_hold_every_citation_with_its_quote() -> None:
    """Each mark in the text has its reference, and a quote is on one line."""
    for text in (markdown(answer(), lambda c: c.title), plain(answer(), lambda c: c.title)):
        assert "What must Acme delete?" in text
        assert "[1][2]" in text
        assert "must delete" in text
        assert "Acme v Information Commissioner" in text
        assert "not legal advice" in text


def test_bibtex_has_one_entry_a_document_and_escapes() -> None:
    """Two citations of one document share an entry, whose note has both pinpoints."""
    again = msgspec.structs.replace(NOTICE, n=3, paragraph="9")
    entries = bibtex(answer(citations=(NOTICE, JUDGMENT, again)), name_of)
    assert entries.count("@misc{") == 2
    assert r"Acme \& Sons" in entries
    assert "para 4; para 9" in entries
    assert "@misc{ico-enforcementnotice-2022-012345," in entries


def test_csv_gives_tables_with_their_standing_and_sources() -> None:
    """A list answer keeps its columns; a prose answer gives a line a citation."""
    table = Table("Fines", ("Name", "Sum"), (Row(("Acme", "GBP 1"), (1,), "m", "final"),))
    rows = list(csv.reader(table_csv(answer(tables=(table,))).splitlines()))
    assert rows == [["Name", "Sum", "standing", "sources"], ["Acme", "GBP 1", "final", NOTICE.viewer_url]]
    told = Table("Fines", ("Name", "Standing"), (Row(("Acme", "final"), (1,), "m", "final"),))
    rows = list(csv.reader(table_csv(answer(tables=(told,))).splitlines()))
    assert rows == [["Name", "Standing", "sources"], ["Acme", "final", NOTICE.viewer_url]]
    assert len(list(csv.reader(table_csv(answer()).splitlines()))) == 3


def test_a_further_part_begins_a_paragraph_of_the_text() -> None:
    """As it does on the page."""
    parts = (Claim("It must delete.", (1,), "quote"), Claim("No. It did not appeal.", (2,), "record", opens=True))
    text = plain(answer(claims=parts), lambda citation: citation.title)
    assert "It must delete. [1]\n\nNo. It did not appeal. [2]" in text
