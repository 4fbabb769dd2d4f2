"""Duplicates in the whole store, embedded and on servers: kept, readable, told, and counted once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from corpus.documents import Document, ParsedDocument, SourceRank, Span, Voice
from corpus.errors import StoreError
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.records import Money, MoneyKind, MoneyStage, Penalty, Records
from corpus.store import Corpus
from ingest.pipeline import ingest
from ingest.report import Status
from ingest.sources.item import Item
from tests.support.publications import description, publication
from tests.support.stores import embedded_or_on_servers

RELEASE = (
    "Acme Ltd fined a million pounds.\n"
    "The Commissioner has fined Acme Ltd a million pounds for collecting the faces of people without asking them.\n"
    "The company must delete the photographs of all residents within six months of the notice."
)
MIRRORED = f"Latest news | Everywhere\n{RELEASE}\nShare this page"
UPDATED = f"{RELEASE}\nThe tribunal has since set the fine aside and sent the matter back to the Commissioner."
FINE = Penalty(Money(Decimal(1_000_000), "GBP"), MoneyKind.FINE, MoneyStage.IMPOSED, Span(0, 4), Voice.FINDING)


@pytest.fixture(params=["embedded", pytest.param("servers", marks=pytest.mark.server)])
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Corpus]:
    with embedded_or_on_servers(request, tmp_path) as opened:
        yield opened


def release(key: str, text: str = RELEASE, rank: SourceRank = SourceRank.PRESS_RELEASE, day: int = 1) -> Publication:
    about = description(key, rank=rank, published_on=dt.date(2024, 1, day), matter="m", respondents=("Acme Ltd",))
    return publication(key, text, about, Records((FINE,)))


def publish(corpus: Corpus, *given: Publication) -> list[Document]:
    """Each in a call of its own."""
    return [document for each in given for document in corpus.publish(each)]


def shown(corpus: Corpus) -> list[str]:
    """Titles of what is listed; what search finds is of the same documents, and the indexes are in step."""
    listed = sorted(document.description.title for document in corpus.registry.documents())
    hits = corpus.retriever.search("Acme must delete the photographs of residents", limit=50)
    assert sorted({hit.document.description.title for hit in hits}) == listed
    wanted = set(corpus.registry.current_passage_ids())
    assert corpus.lexical.ids() == wanted == corpus.vectors.ids()
    assert corpus.registry.coverage().passages == len(wanted)
    return listed


def test_a_copy_is_kept_and_read_and_counts_once(corpus: Corpus) -> None:
    """Lists, search, filters, records and totals know one document; the other names it and can be read."""
    first, second = publish(corpus, release("a"), release("b", MIRRORED, day=2))
    assert (first.duplicate_of, second.duplicate_of) == (None, first.id)
    assert shown(corpus) == ["a"]
    assert corpus.registry.coverage().documents == 1
    assert len(corpus.records.penalties()) == 1
    assert corpus.registry.document_ids(Filters(respondent=("Acme Ltd",))) == {first.id}
    assert corpus.registry.document(second.id).duplicate_of == first.id
    assert corpus.registry.text(second.id, 1) == MIRRORED
    assert corpus.registry.duplicates() == {second.id: first.id}
    assert [each.id for each in corpus.registry.duplicates_of(first.id)] == [second.id]
    assert len(corpus.registry.documents(duplicates=True)) == 2


def test_the_same_stands_for_the_others_whatever_came_first(corpus: Corpus) -> None:
    """The higher rank, then the earlier; one call or several, in any order."""
    given = {
        "press": release("press", rank=SourceRank.PRESS),
        "late": release("late", day=9),
        "early": release("early", day=2),
    }
    for order in permutations(given):
        publish(corpus, *(given[name] for name in order))
        assert shown(corpus) == ["early"]
        for document in corpus.registry.documents(duplicates=True):
            corpus.delete(document.id)
    corpus.publish(*given.values())
    assert shown(corpus) == ["early"]


def test_deleting_the_one_that_stood_for_others_promotes_the_next(corpus: Corpus) -> None:
    """It comes back into lists, search and totals; the last one deleted leaves nothing behind."""
    first, second, third = publish(corpus, release("a"), release("b", day=2), release("c", day=3))
    before = corpus.version
    corpus.delete(first.id)
    assert shown(corpus) == ["b"]
    assert corpus.registry.document(third.id).duplicate_of == second.id
    assert second.id in corpus.registry.changed_since(before)
    corpus.delete(third.id)
    assert shown(corpus) == ["b"]
    corpus.delete(second.id)
    assert shown(corpus) == []
    assert corpus.registry.duplicates() == {}


def test_a_document_that_changes_stands_for_itself_again(corpus: Corpus) -> None:
    """The copy with something new to say is shown, and takes the first one's place because it says more."""
    first, second = publish(corpus, release("a"), release("b", day=2))
    assert second.duplicate_of == first.id
    publish(corpus, release("b", UPDATED, day=2))
    assert shown(corpus) == ["b"]
    assert corpus.registry.document(first.id).duplicate_of == second.id
    publish(corpus, release("b", "Something else altogether is on this page now, and it is about other people.", day=2))
    assert shown(corpus) == ["a", "b"]
    assert len(corpus.registry.history(second.id)) == 3


def test_an_update_of_lower_rank_hides_nothing(corpus: Corpus) -> None:
    """A newspaper's longer text stands beside the authority's own, and for nobody."""
    publish(corpus, release("a"), release("press", UPDATED, SourceRank.PRESS, day=2))
    assert shown(corpus) == ["a", "press"]


def test_unread_scans_are_told_apart_by_their_bytes(corpus: Corpus) -> None:
    """Until OCR has read them two copies of one picture are one document, and two pictures are two."""

    def scan(key: str, data: str) -> Publication:
        unread = replace(publication(key, ""), parsed=ParsedDocument("", (), needs_ocr=True))
        return replace(unread, source=replace(unread.source, sha256=data))

    first, second, third = publish(corpus, scan("a", "one"), scan("b", "one"), scan("c", "two"))
    assert [each.duplicate_of for each in (first, second, third)] == [None, first.id, None]
    publish(corpus, release("a"))
    assert corpus.registry.duplicates() == {}


def test_a_publication_that_fails_promotes_nobody(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was made findable for it is taken back."""
    first, second = publish(corpus, release("a"), release("b", day=2))

    def refuse(*_: object) -> None:
        raise StoreError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr("corpus.repetition.write", refuse)
        for attempt in (
            lambda: corpus.delete(first.id),
            lambda: publish(corpus, release("a", "Something else altogether, about other people and another year.")),
        ):
            with pytest.raises(StoreError, match="disk full"):
                attempt()
    assert shown(corpus) == ["a"]
    assert corpus.registry.document(second.id).duplicate_of == first.id


def test_rebuilding_finds_the_same_duplicates_again(corpus: Corpus) -> None:
    """From the texts alone: also those of a registry that was written before duplicates were known."""
    first, second = publish(corpus, release("a"), release("b", day=2))
    with corpus.registry.database.write() as connection:
        for table in ("repetitions", "sketch_bands", "sketches"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("UPDATE documents SET duplicate_of = NULL")
    corpus.rebuild()
    assert corpus.registry.duplicates() == {second.id: first.id}
    assert shown(corpus) == ["a"]
    corpus.delete(first.id)
    assert shown(corpus) == ["b"]


def test_ingest_says_at_the_end_which_files_repeat_others(corpus: Corpus) -> None:
    """Also when the one that stands for a file came after it; a second run leaves all alone and says so again."""
    words = RELEASE.replace(".\n", ".\n\n")
    items = [Item(f"{name}.txt", f"{name}.txt", words.encode, trusted=True) for name in "cab"]
    (first,) = ingest(corpus, items[:1]).outcomes
    assert first.status is Status.NEW
    report = ingest(corpus, items[1:])
    kept = next(each.document_id for each in report.outcomes if each.key == "a.txt")
    assert {each.key: (each.status, each.reason) for each in report.outcomes} == {
        "a.txt": (Status.NEW, ""),
        "b.txt": (Status.DUPLICATE, f"repeats {kept}"),
    }
    again = ingest(corpus, items)
    assert again.counts[Status.UNCHANGED] == 3
    assert {each.key: each.reason for each in again.outcomes} == {
        "a.txt": "",
        "b.txt": f"repeats {kept}",
        "c.txt": f"repeats {kept}",
    }
