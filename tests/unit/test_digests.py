"""Every bundled digest keeps the writing rules of docs/digests.md, and the catalogue is what the digests say."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.catalogue import DIGESTS, bundled_digests, official_pages
from corpus.digest import Digest, read_digest
from corpus.gazetteer import Gazetteer

PATHS = sorted(DIGESTS.glob("*.md"))
GAZETTEER = Gazetteer.load()
HEADINGS = [
    "What happened",
    "What was found",
    "What was ordered",
    "What was recommended",
    "The money",
    "What came after",
    "What is not stated",
    "About this digest",
]
LONGEST_SENTENCE = 60

every_digest = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def read(path: Path) -> Digest:
    return read_digest(path.read_text(encoding="utf-8"))


def sections(digest: Digest) -> dict[str, str]:
    parts = re.split(r"^## (.+)$", digest.body, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def sentences(text: str) -> list[str]:
    prose = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [sentence for line in prose for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z0-9\"“])", line)]


def quotes(digest: Digest) -> list[str]:
    head = digest.head
    records = [*head.penalties, *head.orders, *head.provisions, *head.events]
    return [record.quote for record in records]


@every_digest
def test_a_digest_reads_and_is_named_after_its_matter(path: Path) -> None:
    """The schema holds, and the file's name is the matter."""
    assert read(path).head.matter == path.stem


@every_digest
def test_a_digest_names_known_authorities_and_places(path: Path) -> None:
    """The regulator, the court and the jurisdiction are in the gazetteer, and all are of one country."""
    head = read(path).head
    regulator = GAZETTEER.authority(head.regulator)
    assert regulator is not None
    assert head.court is None or GAZETTEER.authority(head.court)
    assert head.jurisdiction in GAZETTEER.jurisdictions
    assert head.jurisdiction.split("-")[0] == regulator.jurisdiction.split("-")[0]


@every_digest
def test_a_digest_has_its_sections_in_order(path: Path) -> None:
    """The body opens with its title, then the known sections in their order, the last one about the digest."""
    digest = read(path)
    assert digest.body.lstrip().startswith("# ")
    found = list(sections(digest))
    assert found == [heading for heading in HEADINGS if heading in found]
    assert found[-1] == "About this digest"


@every_digest
def test_a_digest_says_that_it_is_one(path: Path) -> None:
    """The last section says whose digest it is, that it is no official text, and up to when it knows."""
    digest = read(path)
    about = sections(digest)["About this digest"]
    assert "digest by the Standing project" in about
    assert "not an official text" in about
    known_to = digest.head.known_to
    whole_year = (known_to.month, known_to.day) == (12, 31)
    assert known_to.strftime("%Y" if whole_year else "%B %Y") in about


@every_digest
def test_official_pages_come_first(path: Path) -> None:
    """A reader who follows the first address lands at the authority or the court wherever one is known."""
    kinds = [source.kind in ("official", "court") for source in read(path).head.sources]
    assert kinds == sorted(kinds, reverse=True)


@every_digest
def test_sentences_are_short_enough_to_be_shown_alone(path: Path) -> None:
    """No sentence is longer than sixty words."""
    assert [s for s in sentences(read(path).body) if len(s.split()) > LONGEST_SENTENCE] == []


@every_digest
def test_a_quote_is_a_whole_sentence_on_one_line(path: Path) -> None:
    """A record is proved by a sentence of the body, not by a piece of one."""
    digest = read(path)
    prose = digest.body.splitlines()
    for quote in quotes(digest):
        holding = [line for line in prose if quote in line]
        assert holding, quote
        before, after = holding[0].split(quote, 1)
        assert quote[-1] in ".!?"
        assert not before or before.endswith((". ", "! ", "? ", ": "))
        assert not after or after.startswith(" ")


@every_digest
def test_a_record_stands_in_its_quote(path: Path) -> None:
    """An event's quote holds its date, as precisely as it is known; a sum's quote holds its leading figures."""
    head = read(path).head
    for event in head.events:
        written = {"day": f"{event.date.day} {event.date:%B %Y}", "month": f"{event.date:%B %Y}"}
        assert written.get(event.precision, str(event.date.year)) in event.quote, event.quote
    for penalty in head.penalties:
        written = penalty.quote.replace(",", "").replace(".", "")
        assert penalty.amount.split(".")[0].rstrip("0") in written, penalty.quote


@every_digest
def test_an_instrument_is_issued_on_its_decided_date(path: Path) -> None:
    """Decided and announced are different days: an instrument's decided date is that of its issuing."""
    head = read(path).head
    decided = {instrument.id: instrument.decided_on for instrument in head.instruments}
    for event in head.events:
        for name in event.applies_to if event.kind == "issued" and event.precision == "day" else ():
            assert decided[name] in (None, event.date), (name, decided[name], event.date)


@every_digest
def test_nothing_is_newer_than_what_is_known(path: Path) -> None:
    """Events and instruments are not later than `known_to`, which is not later than the day of writing."""
    head = read(path).head
    dated = [event.date for event in head.events]
    for instrument in head.instruments:
        dated += [day for day in (instrument.decided_on, instrument.published_on) if day]
    assert max(dated) <= head.known_to <= head.compiled_on


@every_digest
def test_a_recommendation_is_not_told_as_an_order(path: Path) -> None:
    """Where the voice is a recommendation, its sentence recommends and does not order."""
    for order in read(path).head.orders:
        if order.voice == "recommendation":
            assert "recommend" in order.quote
            assert "ordered" not in order.quote


def test_matters_are_related_both_ways() -> None:
    """A matter named as related exists; nothing points into the void."""
    heads = {path.stem: digest.head for path, digest in bundled_digests()}
    assert [(name, other) for name, head in heads.items() for other in head.related if other not in heads] == []


def test_every_clearview_proceeding_has_its_digest() -> None:
    """Seventeen matters: twelve jurisdictions' regulators, two police forces, three cases in the United States."""
    about_clearview = [path.stem for path in PATHS if "clearview" in path.stem]
    assert len(about_clearview) == 17


def test_the_catalogue_holds_each_official_page_once() -> None:
    """Every official page of every digest is in the catalogue, once for its matter."""
    pages = official_pages()
    assert {(page.matter, page.url) for page in pages} == {
        (digest.head.matter, source.url)
        for _, digest in bundled_digests()
        for source in digest.head.sources
        if source.kind in ("official", "court")
    }
    assert [key for key, times in Counter((page.matter, page.url) for page in pages).items() if times > 1] == []


def test_a_digest_was_compiled_on_one_known_day() -> None:
    """The digests tell what was known on the day the facts were compiled."""
    assert {digest.head.compiled_on for _, digest in bundled_digests()} == {dt.date(2026, 11, 22)}
