"""The registry: what is published is read back, and nothing else is."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import alembic.autogenerate
import alembic.migration
import pytest
import sqlalchemy as sa

from corpus.database import Database, open_database, sqlite_url
from corpus.documents import Detected, InstrumentKind, Span
from corpus.errors import InvalidFilter, NotFound, StoreDamaged, StoreError, StoreOutdated
from corpus.filters import Filters
from corpus.publishing import document_id_of, plan, write_deletion, write_publications
from corpus.registry import Registry
from corpus.tables import REVISION, counters, metadata, vectors, versions
from tests.support.publications import description, parsed, publication

ROOT = Path(__file__).parents[2]
NOW = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)


@pytest.fixture
def registry(database: Database) -> Registry:
    return Registry(database)


def publish(database: Database, key: str, text: str, **more: object) -> str:
    with database.write() as connection:
        planned = plan(connection, [publication(key, text, **more)])  # type: ignore[arg-type]
        (change,) = write_publications(connection, planned, NOW)
        return change.document_id


def test_the_migrations_make_the_schema_that_the_tables_describe(database: Database) -> None:
    """No column or index of the tables is missing from the migrated database, and none is left over."""
    with database.read() as connection:
        context = alembic.migration.MigrationContext.configure(connection)
        assert alembic.autogenerate.compare_metadata(context, metadata) == []


def test_the_revision_is_the_newest_migration() -> None:
    """The program opens a store without alembic only because this constant is right."""
    versions = Path(__file__).parents[2] / "corpus" / "migrations" / "versions"
    assert max(path.name[:4] for path in versions.glob("0*.py")) == REVISION


def test_a_registry_from_the_future_is_refused(database_url: str) -> None:
    """An older program must not write into a newer schema."""
    database = open_database(database_url)
    with database.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreOutdated, match="9999"):
        open_database(database_url)


def test_processes_that_start_at_once_migrate_once(database_url: str) -> None:
    """Each waits for the schema and finds it made; none fails and none makes it a second time."""
    script = "import sys; from corpus.database import open_database; open_database(sys.argv[1]).close()"
    started = [subprocess.Popen([sys.executable, "-c", script, database_url], cwd=ROOT) for _ in range(4)]
    assert [process.wait() for process in started] == [0, 0, 0, 0]
    database = open_database(database_url)
    with database.read() as connection:
        assert connection.execute(sa.select(counters)).all() == [("corpus_version", 0)]
    database.close()


def test_an_address_of_no_database_is_refused() -> None:
    """The error says how to write one."""
    for address in ("mysql://root@127.0.0.1/x", "not an address"):
        with pytest.raises(StoreError, match="postgresql://"):
            open_database(address)


def test_a_server_that_does_not_answer_is_an_error_of_ours(unused_tcp_port: int) -> None:
    """Nothing of the driver's own leaves the registry."""
    with pytest.raises(StoreError, match="refused"):
        open_database(f"postgresql://postgres@127.0.0.1:{unused_tcp_port}/x")


def test_text_with_nul_is_kept_with_its_offsets(database: Database, registry: Registry) -> None:
    """PostgreSQL has no NUL: another sign stands in its place, on every database, so that spans stay true."""
    key = publish(database, "a.md", "One\0two.\nThree.")
    assert registry.text(key, 1) == "One\ufffdtwo.\nThree."
    assert [passage.text for passage in registry.passages_of(key, 1)] == ["One\ufffdtwo.", "Three."]


def test_titles_are_in_one_order_everywhere(database: Database, registry: Registry) -> None:
    """By code points, whatever language the server of the database was set up for."""
    for title in ("éa", "b", "A", "a", "Z"):
        publish(database, title, title, about=description(title))
    assert [document.description.title for document in registry.documents()] == ["A", "Z", "a", "b", "éa"]


def test_a_reader_has_one_view(database: Database, registry: Registry) -> None:
    """What another connection commits meanwhile does not change what a block of reads sees."""
    query = sa.select(sa.func.count()).select_from(versions)
    with database.read() as connection:
        before = connection.execute(query).scalar_one()
        publish(database, "a.md", "Words.")
        assert connection.execute(query).scalar_one() == before
    assert len(registry.documents()) == before + 1


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    """The error names the damage and the remedy."""
    path = tmp_path / "registry.sqlite3"
    path.write_bytes(b"this is not a database, however long it is" * 50)
    with pytest.raises(StoreDamaged, match="ingest again"):
        open_database(sqlite_url(path))


def test_a_document_comes_back_as_it_was_published(database: Database, registry: Registry) -> None:
    """Description, source, structure, passages and evidence survive the way through SQL."""
    about = description(
        "Acme fined",
        regulator="ico",
        jurisdiction="GB",
        respondents=("Acme Ltd", "Zed plc"),
        decided_on=dt.date(2024, 5, 6),
        detected=(Detected("regulator", "ico", "text", 0.9, Span(0, 4)),),
    )
    key = publish(database, "a.md", "Acme was fined.\nIt must stop.", about=about)
    document = registry.document(key)
    assert document.description == about
    assert document.source == publication("a.md", "Acme was fined.\nIt must stop.").source
    assert (document.version, document.passages) == (1, 2)
    assert registry.parsed(key, 1).blocks == parsed("Acme was fined.\nIt must stop.").blocks
    assert registry.parsed(key, 1).pages == parsed("Acme was fined.\nIt must stop.").pages
    assert [passage.text for passage in registry.passages_of(key, 1)] == ["Acme was fined.", "It must stop."]
    assert registry.passage(f"{key}.1.1").heading_path == ("Title",)


def test_a_changed_document_is_a_new_version_and_the_old_text_stays(database: Database, registry: Registry) -> None:
    """Old answers can still show what they cited; lists and search know the new text alone."""
    key = publish(database, "a.md", "Old words.")
    assert publish(database, "a.md", "New words.\nAnd more.") == key
    assert [document.version for document in registry.history(key)] == [2, 1]
    assert (registry.text(key, 1), registry.text(key, 2)) == ("Old words.", "New words.\nAnd more.")
    assert registry.current_passage_ids() == [f"{key}.2.0", f"{key}.2.1"]
    assert [document.version for document in registry.documents()] == [2]
    assert registry.document(key, 1).version == 1


def test_each_change_raises_the_corpus_version(database: Database, registry: Registry) -> None:
    """Caches in every process hang on this number."""
    before = registry.version()
    key = publish(database, "a.md", "Words.")
    with database.write() as connection:
        write_deletion(connection, key, NOW)
    assert registry.version() == before + 2
    assert registry.changed_since(before + 1) == [key]
    assert registry.changed_since(before + 2) == []


def test_a_deleted_document_leaves_only_a_tombstone(database: Database, registry: Registry) -> None:
    """Text, passages and vectors are gone from the database; its title and the day remain."""
    key = publish(database, "a.md", "Secret words.\nShared words.", about=description("The title"))
    other = publish(database, "b.md", "Shared words.")
    with database.write() as connection:
        change = write_deletion(connection, key, NOW)
    registry.forget(key)
    assert change.removed == (f"{key}.1.0", f"{key}.1.1")
    with pytest.raises(NotFound, match="'The title' was deleted on 2026-03-04"):
        registry.document(key)
    with pytest.raises(NotFound):
        registry.text(key, 1)
    assert registry.passages([f"{key}.1.0", f"{other}.1.0"]).keys() == {f"{other}.1.0"}
    tombstone = registry.tombstone(key)
    assert tombstone is not None
    assert tombstone.title == "The title"
    with database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(vectors)).scalar() == 1


def test_a_document_published_again_after_deletion_lives(database: Database, registry: Registry) -> None:
    """Its version goes on counting, so that no old citation can point into the new text."""
    key = publish(database, "a.md", "Words.")
    with database.write() as connection:
        write_deletion(connection, key, NOW)
    publish(database, "a.md", "Words.")
    assert registry.document(key).version == 2
    assert registry.tombstone(key) is None


def test_a_publication_that_fails_leaves_no_trace(database: Database, registry: Registry) -> None:
    """A crash inside the transaction undoes all of it."""
    before = registry.version()

    def crash() -> None:
        with database.write() as connection:
            write_publications(connection, plan(connection, [publication("a.md", "Words.")]), NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        crash()
    assert (registry.version(), registry.documents(), registry.sources()) == (before, (), {})


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (Filters(), ["new", "old", "undated"]),
        (Filters(regulator=("ico", "cnil")), ["new", "old"]),
        (Filters(regulator=("ico",), jurisdiction=("FR",)), []),
        (Filters(respondent=("ACME  ltd",)), ["old"]),
        (Filters(kind=("reprimand",)), ["undated"]),
        (Filters(decided_from=dt.date(2021, 1, 1)), ["new"]),
        (Filters(decided_to=dt.date(2020, 1, 1)), ["old"]),
        (Filters(matter=("m",), language=("en",)), ["undated"]),
    ],
)
def test_filters_narrow_the_list(database: Database, registry: Registry, filters: Filters, titles: list[str]) -> None:
    """Values of a field are alternatives, fields are all required; newest first, undated last."""
    old = description("old", regulator="ico", respondents=("Acme Ltd",), decided_on=dt.date(2020, 1, 1))
    new = description("new", regulator="cnil", jurisdiction="FR", decided_on=dt.date(2024, 1, 1))
    publish(database, "a", "One.", about=old)
    publish(database, "b", "Two.", about=new)
    publish(database, "c", "Three.", about=description("undated", kind=InstrumentKind.REPRIMAND, matter="m"))
    found = registry.documents(filters)
    assert [document.description.title for document in found] == titles
    assert registry.document_ids(filters) == {document.id for document in found}


def test_a_filter_of_an_unknown_kind_is_an_error(registry: Registry) -> None:
    """A misspelt kind would silently find nothing."""
    with pytest.raises(InvalidFilter, match="reprimnd"):
        registry.documents(Filters(kind=("reprimnd",)))
    with pytest.raises(InvalidFilter, match="backwards"):
        registry.documents(Filters(decided_from=dt.date(2024, 1, 1), decided_to=dt.date(2023, 1, 1)))


def test_another_process_sees_a_change_at_its_next_read(registry: Registry, database_url: str) -> None:
    """Caches follow the corpus version, whoever raised it."""
    key = document_id_of("a.md")
    assert registry.documents_by_id([key]) == {}
    other = open_database(database_url)
    publish(other, "a.md", "Words.")
    assert registry.documents_by_id([key])[key].version == 1
    publish(other, "a.md", "Other words.")
    assert registry.documents_by_id([key])[key].version == 2
    other.close()
