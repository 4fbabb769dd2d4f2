"""What every lexical index does, whichever engine is behind it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from corpus.database import Database
from corpus.errors import StoreDamaged
from corpus.lexical_index import LexicalEntry, LexicalIndex, LexicalQuery, Weights
from corpus.postgres_words import PostgresLexicalIndex
from corpus.sqlite_words import SqliteLexicalIndex


@pytest.fixture
def index(database: Database, tmp_path: Path) -> Iterator[LexicalIndex]:
    in_postgres = database.dialect == "postgresql"
    opened = PostgresLexicalIndex(database) if in_postgres else SqliteLexicalIndex(tmp_path / "lexical.sqlite3")
    yield opened
    opened.close()


def entry(passage_id: str, text: str, heading: str = "", names: str = "") -> LexicalEntry:
    return LexicalEntry(passage_id, passage_id.split(".", maxsplit=1)[0], text, heading, names)


def found(index: LexicalIndex, *terms: str, allowed: set[str] | None = None) -> list[str]:
    return [hit.passage_id for hit in index.search(LexicalQuery(terms), 10, allowed)]


def test_what_is_missing_of_some_passages_is_told(index: LexicalIndex) -> None:
    """Only of those asked about."""
    index.add([entry("a.1.0", "one"), entry("a.1.1", "two")])
    assert index.missing(["a.1.1", "a.2.1", "b.1.0"]) == {"a.2.1", "b.1.0"}
    assert index.missing([]) == set()


def test_words_are_found_by_stem_and_without_accents(index: LexicalIndex) -> None:
    """A question never has the document's own endings and accents."""
    index.add([entry("a.1.0", "The company must delete the data."), entry("b.1.0", "Décision: amende infligée")])
    assert found(index, "deleting", "companies") == ["a.1.0"]
    assert found(index, "decision") == ["b.1.0"]
    assert found(index, "DÉCISION") == ["b.1.0"]


def test_the_better_match_comes_first_with_the_higher_score(index: LexicalIndex) -> None:
    """More of the query's words, and rarer ones, win."""
    index.add([entry("a.1.0", "fine data"), entry("b.1.0", "fine biometric data"), entry("c.1.0", "data")])
    hits = index.search(LexicalQuery(("biometric", "fine", "data")), 10)
    assert [hit.passage_id for hit in hits] == ["b.1.0", "a.1.0", "c.1.0"]
    assert hits[0].score > hits[1].score > hits[2].score


def test_a_phrase_counts_beside_its_words(index: LexicalIndex) -> None:
    """Words in a row outweigh the same words apart."""
    index.add([entry("a.1.0", "notice of the enforcement"), entry("b.1.0", "the enforcement notice of")])
    hits = index.search(LexicalQuery(("enforcement", "notice"), ("enforcement notice",)), 10)
    assert hits[0].passage_id == "b.1.0"


@pytest.mark.parametrize(
    "text",
    ['"', "'; DROP TABLE entries; --", "NEAR(a b)", "a* OR b", "text: fine", "(", "-", "^x", "\0fine\0", "🙂", ""],
)
def test_any_text_may_be_searched_for(index: LexicalIndex, text: str) -> None:
    """Query syntax in a question is only words; a question without words finds nothing."""
    index.add([entry("a.1.0", "harmless")])
    assert found(index, text) == []
    assert index.search(LexicalQuery((), (text,)), 10) == []
    assert found(index, text, "harmless") == ["a.1.0"]


def test_numbers_with_punctuation_are_found(index: LexicalIndex) -> None:
    """Article numbers and amounts are words in a row."""
    index.add([entry("a.1.0", "infringed Article 5(1)(a) and owes 7,552,800"), entry("b.1.0", "Article 6(1)")])
    assert found(index, "5(1)(a)") == ["a.1.0"]
    assert found(index, "7,552,800") == ["a.1.0"]


def test_search_stays_within_the_allowed_documents(index: LexicalIndex) -> None:
    """An empty set allows nothing; None allows all."""
    index.add([entry("a.1.0", "data"), entry("b.1.0", "data data")])
    assert found(index, "data", allowed={"a"}) == ["a.1.0"]
    assert found(index, "data", allowed=set()) == []
    assert sorted(found(index, "data")) == ["a.1.0", "b.1.0"]


def test_weights_say_where_a_match_counts(index: LexicalIndex) -> None:
    """The same word in a title can outweigh one in the text, or not count at all."""
    index.add([entry("a.1.0", "acme acme", "", "zed"), entry("b.1.0", "zed other", "", "acme")])
    names = index.search(LexicalQuery(("acme",)), 10, weights=Weights(text=0.1, heading=0, names=5))
    text = index.search(LexicalQuery(("acme",)), 10, weights=Weights(text=5, heading=0, names=0.1))
    assert [hit.passage_id for hit in names] == ["b.1.0", "a.1.0"]
    assert [hit.passage_id for hit in text] == ["a.1.0", "b.1.0"]


def test_removed_passages_are_never_found(index: LexicalIndex) -> None:
    """Removing is exact, and removing again or what never was is no error."""
    index.add([entry("a.1.0", "data"), entry("a.1.1", "data")])
    index.remove(["a.1.0", "nothing"])
    index.remove(["a.1.0"])
    assert found(index, "data") == ["a.1.1"]
    assert (index.count(), index.ids()) == (1, {"a.1.1"})


def test_adding_again_replaces(index: LexicalIndex) -> None:
    """A repair may add what is there already."""
    index.add([entry("a.1.0", "old words")])
    index.add([entry("a.1.0", "new words"), entry("b.1.0", "more")])
    assert (found(index, "old"), found(index, "new"), index.count()) == ([], ["a.1.0"], 2)


def test_a_cleared_index_is_empty_and_usable(index: LexicalIndex) -> None:
    """A rebuild starts from nothing."""
    index.add([entry("a.1.0", "data")])
    index.clear()
    assert (index.count(), found(index, "data")) == (0, [])
    index.add([entry("a.1.0", "data")])
    assert found(index, "data") == ["a.1.0"]


def test_the_limit_holds(index: LexicalIndex) -> None:
    """No more than asked for, and nothing for zero."""
    index.add([entry(f"a.1.{n}", "data") for n in range(20)])
    assert len(index.search(LexicalQuery(("data",)), 7)) == 7
    assert index.search(LexicalQuery(("data",)), 0) == []


def test_threads_share_an_index(index: LexicalIndex) -> None:
    """Readers go on while a writer adds, and nothing is lost."""
    seen: list[int] = []
    readers = [Thread(target=lambda: seen.append(len(found(index, "data")))) for _ in range(8)]
    for n, reader in enumerate(readers):
        reader.start()
        index.add([entry(f"a.1.{n}", "data")])
    for reader in readers:
        reader.join()
    assert len(seen) == 8
    assert index.count() == 8


def test_an_index_is_checked_and_found_well(index: LexicalIndex) -> None:
    """After adding, replacing and removing, what is counted is what is held."""
    index.add([entry("a.1.0", "one two"), entry("a.1.1", "three"), entry("b.1.0", "four five six", "seven", "eight")])
    index.add([entry("a.1.1", "three and more")])
    index.remove(["a.1.0"])
    index.check()


def test_the_last_of_two_entries_with_one_id_counts(index: LexicalIndex) -> None:
    """A document may say one thing twice in a call."""
    index.add([entry("a.1.0", "old")])
    index.add([entry("a.1.0", "new")])
    index.add([])
    assert (found(index, "old"), found(index, "new"), index.count()) == ([], ["a.1.0"], 1)


def test_the_sqlite_index_survives_closing(tmp_path: Path) -> None:
    """What was added is there when the file is opened again."""
    first = SqliteLexicalIndex(tmp_path / "lexical.sqlite3")
    first.add([entry("a.1.0", "data")])
    first.close()
    second = SqliteLexicalIndex(tmp_path / "lexical.sqlite3")
    assert found(second, "data") == ["a.1.0"]
    second.close()


def test_a_damaged_file_is_named_with_its_remedy(tmp_path: Path) -> None:
    """The index is derived: the remedy is to rebuild it."""
    path = tmp_path / "lexical.sqlite3"
    path.write_bytes(b"no database at all" * 300)
    with pytest.raises(StoreDamaged, match="standing index rebuild"):
        SqliteLexicalIndex(path)


def wholes(index: LexicalIndex, *terms: str, allowed: set[str] | None = None, limit: int = 10) -> list[str]:
    return list(index.search_wholes(LexicalQuery(terms), limit, allowed))


def test_a_document_is_found_by_words_of_different_passages(index: LexicalIndex) -> None:
    """Two words that stand in no passage together speak for the document that has both."""
    index.add([entry("a.1.0", "a fine for the hospital"), entry("a.1.1", "two-factor authentication was missing")])
    index.add([entry("b.1.0", "the hospital"), entry("c.1.0", "authentication of documents")])
    assert wholes(index, "hospital", "authentication")[0] == "a"


def test_whole_documents_stay_within_the_allowed_ones(index: LexicalIndex) -> None:
    """As passages do; and the limit holds."""
    index.add([entry("a.1.0", "data"), entry("b.1.0", "data")])
    assert wholes(index, "data", allowed={"b"}) == ["b"]
    assert wholes(index, "data", allowed=set()) == []
    assert len(wholes(index, "data", limit=1)) == 1
    assert wholes(index, "data", limit=0) == []


def test_a_whole_document_follows_its_passages(index: LexicalIndex) -> None:
    """What is added, replaced and removed passage by passage is added, replaced and removed in the document."""
    index.add([entry("a.1.0", "erasure")])
    index.add([entry("a.1.1", "portability")])
    assert wholes(index, "erasure", "portability") == ["a"]
    index.add([entry("a.1.0", "rectification")])
    assert (wholes(index, "erasure"), wholes(index, "rectification")) == ([], ["a"])
    index.remove(["a.1.0"])
    assert (wholes(index, "rectification"), wholes(index, "portability")) == ([], ["a"])
    index.remove(["a.1.1"])
    assert wholes(index, "portability") == []
    index.add([entry("a.2.0", "erasure")])
    assert wholes(index, "erasure") == ["a"]
    index.clear()
    assert wholes(index, "erasure") == []


def test_an_older_layout_is_emptied_to_be_filled_again(tmp_path: Path) -> None:
    """A file of an earlier program has no whole documents; the registry fills it again."""
    path = tmp_path / "lexical.sqlite3"
    first = SqliteLexicalIndex(path)
    first.add([entry("a.1.0", "data")])
    first.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    second = SqliteLexicalIndex(path)
    assert (second.count(), wholes(second, "data")) == (0, [])
    second.add([entry("a.1.0", "data")])
    second.check()
    assert wholes(second, "data") == ["a"]
    second.close()
