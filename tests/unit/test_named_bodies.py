"""Short texts by authorities that the gazetteer does not list: who decides is read, and nobody else is."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from corpus.documents import Description, Source
from corpus.gazetteer import Gazetteer, initials
from corpus.matters import EventKind
from ingest.extract import extract
from ingest.parse import parse
from ingest.preparing.describe import describe

GAZETTEER = Gazetteer.load()
RETRIEVED = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
TEXTS = tomllib.loads((Path(__file__).parents[1] / "evaluation" / "bodies_read.toml").read_text("utf-8"))["text"]
READ, READ_HALF = 54, 25
"""Texts whose body is read, of all 60 and of the 30 that the rules were not written for."""
PADMA = (
    "BSEC fines Padma Spinning Mills\n\n4 March 2025. The Bangladesh Securities and Exchange Commission (BSEC) fined "
    "Padma Spinning Mills Ltd €300,000 for manipulating the price of its shares. It may appeal within thirty days."
)


def described(text: str) -> Description:
    parsed = parse(text.strip().encode(), name="text.txt", media_type="text/plain")
    return describe(parsed, source=Source("text.txt", "0" * 64, "text/plain", RETRIEVED), gazetteer=GAZETTEER)


def unlisted(text: str) -> str | None:
    regulator = described(text).regulator
    return None if GAZETTEER.authority(regulator or "") else regulator


def test_most_bodies_are_read_and_never_another() -> None:
    """A wrong authority is worse than none: of the texts by somebody all read right, of those by nobody none read."""
    told = [(unlisted(each["text"]), each["names"]) for each in TEXTS]
    assert [name for name, names in told if name and name not in names] == []
    assert sum(bool(name) for name, _ in told) >= READ
    assert sum(bool(name) for name, _ in told[1::2]) >= READ_HALF


def test_a_name_is_kept_as_written_with_its_place_in_the_text() -> None:
    """The id of an unlisted body is its name; the value detected has a span and a confidence as any other."""
    about = described(PADMA)
    found = next(each for each in about.detected if each.field == "regulator")
    assert about.regulator == found.value == "Bangladesh Securities and Exchange Commission"
    assert found.span is not None
    assert found.span.of(PADMA) == about.regulator
    assert 0.5 <= found.confidence < 0.9


def test_its_matter_its_steps_and_its_sums_exist() -> None:
    """What an unlisted body decides is a matter as any other, with the step that it took."""
    about = described(PADMA)
    parsed = parse(PADMA.encode(), name="text.txt", media_type="text/plain")
    records, matter = extract(parsed, about, GAZETTEER.with_unlisted((about.regulator,)))
    assert about.matter == "bangladesh-securities-and-exchange-commission-padma-spinning-mills-2025-03-04"
    assert [str(each.money) for each in records.penalties] == ["EUR 300,000"]
    assert matter is not None
    assert [(each.kind, each.body) for each in matter.events] == [(EventKind.ANNOUNCED, about.regulator)]


@pytest.mark.parametrize(
    ("text", "regulator"),
    [
        (
            "The Securities and Exchange Commission fined Acme Corp. $3 million on 4 March 2025 for misleading them.",
            "sec",
        ),
        ("The Information Commissioner's Office has fined Acme Ltd £300,000. The Fees Board fined nobody.", "ico"),
    ],
)
def test_a_listed_body_wins(text: str, regulator: str) -> None:
    """Whatever else a text names."""
    assert described(text).regulator == regulator


@pytest.mark.parametrize(
    "text",
    [
        "The Fisheries Licensing Agency has fined Acme Ltd £3,000. The Harbour Safety Board fined Acme Ltd £2,000.",
        "Acme Ltd sued the Fisheries Licensing Agency on Monday over a levy of £3,000.",
        "Jonathan Whitley fined Acme Ltd £3,000 for parking on his lawn, he said on Monday.",
    ],
)
def test_a_doubtful_reading_stays_unknown(text: str) -> None:
    """Two that decide, a party, a person."""
    assert described(text).regulator is None


def test_a_name_tells_its_place() -> None:
    """A jurisdiction is known where the name tells it, and from the language where one country speaks that."""
    assert described("The Railroad Commission of Texas fined Acme LLC $3,000 on 4 March 2025.").jurisdiction == "US-TX"
    assert described(PADMA).jurisdiction is None


def test_initials_are_of_the_words_that_count() -> None:
    """They are what a text calls a body after its first mention."""
    assert initials("Securities and Exchange Commission of Pakistan") == "SECP"
    assert initials("Commission de régulation de l'énergie") == "CRÉ"


def test_an_authority_and_its_organs_are_no_respondents() -> None:
    """Neither by the name nor by the initials."""
    about = described("The Board of the Bank of Lithuania has imposed a fine of €370,000 on Baltic Wallet UAB.")
    assert (about.regulator, about.respondents) == ("Bank of Lithuania", ("Baltic Wallet UAB",))
