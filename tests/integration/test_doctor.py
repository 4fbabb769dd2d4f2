"""The doctor finds what is wrong with each part, changes nothing, and knows the remedy."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa

from corpus.database import open_database
from corpus.doctor import Finding, examine
from corpus.store import Corpus, StoreSettings
from corpus.tables import REVISION
from corpus.vector_index import ChromaServer
from tests.support.embedders import HashingEmbedder
from tests.support.postgres_server import PostgresServer
from tests.support.publications import publication
from tests.support.schemas import held_rows, made_at
from tests.support.stores import on_servers, open_store

TEXT = "Acme must delete the faces.\nAcme was fined a million."


@pytest.fixture
def settings(tmp_path: Path) -> StoreSettings:
    return StoreSettings(home=tmp_path, models=tmp_path / "models")


@pytest.fixture
def filled(settings: StoreSettings) -> StoreSettings:
    with open_store(settings.home) as corpus:
        corpus.publish(publication("a", TEXT))
    return settings


def found(settings: StoreSettings) -> dict[str, Finding]:
    return {finding.part: finding for finding in examine(settings)}


def test_a_store_that_is_not_there_has_a_remedy(settings: StoreSettings) -> None:
    """A newcomer is told what to run first, and nothing is created by looking."""
    findings = found(settings)
    assert findings["registry"].remedy == "Run `standing ingest --bundled`."
    assert findings["models"].remedy == "Run `standing models fetch`."
    assert list(settings.home.iterdir()) == []


def test_a_healthy_store_has_no_findings_but_the_missing_models(filled: StoreSettings) -> None:
    """Each index is compared with the registry, passage by passage."""
    findings = found(filled)
    assert {part for part, finding in findings.items() if not finding.ok} == {"models", "embedding model"}
    assert findings["lexical index"].message == "2 passages, as in the registry."
    assert findings["vector index"].message == "2 passages, as in the registry."


def test_each_index_that_is_out_of_step_is_named(filled: StoreSettings) -> None:
    """Missing and spare passages are counted, and left for the remedy to mend."""
    with open_store(filled.home) as corpus:
        passage_id = corpus.registry.current_passage_ids()[0]
        corpus.lexical.remove([passage_id])
        corpus.vectors.remove([passage_id])
    for _ in range(2):
        findings = found(filled)
        assert findings["lexical index"].message == "1 passages missing, 0 too many."
        assert findings["vector index"].message == "1 passages missing, 0 too many."
        assert "standing index rebuild" in findings["vector index"].remedy


def test_vectors_of_another_model_are_noticed(filled: StoreSettings) -> None:
    """Those of the right passages, put there by something else, are counted; a rebuild mends them."""
    with open_store(filled.home) as corpus:
        passage_id = corpus.registry.current_passage_ids()[0]
        corpus.vectors.add([passage_id], np.full((1, 64), 64**-0.5, np.float32))
    for _ in range(2):
        finding = found(filled)["vector index"]
        assert not finding.ok
        assert finding.message == "1 of 2 vectors are not those that the registry keeps of hashing-64."
        assert finding.remedy == "Run `standing index rebuild`."
    with open_store(filled.home) as corpus:
        corpus.rebuild()
    assert found(filled)["vector index"].ok


@pytest.mark.parametrize(
    "kind",
    ["embedded", pytest.param("servers", marks=pytest.mark.server)],
)
def test_vectors_of_another_length_are_noticed(
    kind: str, filled: StoreSettings, request: pytest.FixtureRequest
) -> None:
    """A collection is of one length; a rebuild makes it anew."""
    if kind == "servers":
        filled = on_servers(filled.home / "apart", *map(request.getfixturevalue, ("postgres", "chroma")))
        with Corpus.open(filled, HashingEmbedder()) as corpus:
            corpus.publish(publication("a", TEXT))
    with Corpus.open(filled, HashingEmbedder()) as corpus:
        passage_ids = corpus.registry.current_passage_ids()
        corpus.vectors.clear()
        corpus.vectors.add(passage_ids, np.full((2, 16), 0.25, np.float32))
    finding = found(filled)["vector index"]
    assert not finding.ok
    assert finding.message == "2 of 2 vectors are not those that the registry keeps of hashing-64."
    with Corpus.open(filled, HashingEmbedder()) as corpus:
        corpus.rebuild()
    assert found(filled)["vector index"].ok


@pytest.mark.parametrize(
    ("part", "path"),
    [
        ("registry", "registry.sqlite3"),
        ("lexical index", "lexical.sqlite3"),
        ("vector index", "chroma/chroma.sqlite3"),
    ],
)
def test_a_damaged_file_is_a_finding_of_its_part(filled: StoreSettings, part: str, path: str) -> None:
    """The other parts are examined all the same."""
    (filled.home / path).write_bytes(b"broken" * 10_000)
    findings = found(filled)
    assert not findings[part].ok
    assert findings[part].remedy
    assert findings["disk"].ok


@pytest.mark.parametrize(("part", "path"), [("lexical index", "lexical.sqlite3"), ("vector index", "chroma")])
def test_an_absent_index_is_not_made_by_looking(filled: StoreSettings, part: str, path: str) -> None:
    """The doctor leaves everything as it lies."""
    (filled.home / path).rename(filled.home / "away")
    assert "is not there" in found(filled)[part].message
    assert not (filled.home / path).exists()


def test_an_index_of_words_of_another_layout_is_not_emptied_by_looking(filled: StoreSettings) -> None:
    """Opening the store makes it again; the doctor says so."""
    with sqlite3.connect(filled.words) as connection:
        connection.execute("PRAGMA user_version = 1")
    for _ in range(2):
        assert "older layout" in found(filled)["lexical index"].message
    with sqlite3.connect(filled.words) as connection:
        assert connection.execute("SELECT count(*) FROM entries").fetchone() == (2,)


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def test_an_older_schema_is_told_and_not_migrated(
    kind: str, settings: StoreSettings, request: pytest.FixtureRequest
) -> None:
    """The next start of the service does that."""
    if kind == "postgres":
        url = request.getfixturevalue("postgres").new_database()
        settings = dataclasses.replace(settings, database_url=url, chroma=ChromaServer("127.0.0.1", 1))
    made_at(settings.registry_url, "0001")
    for _ in range(2):
        finding = found(settings)["registry"]
        assert not finding.ok
        assert f"has schema 0001; this program's is {REVISION}" in finding.message
        assert "next start" in finding.remedy
    open_database(settings.registry_url).close()
    assert found(settings)["schema"].ok


def test_a_table_that_is_not_of_its_schema_is_named(filled: StoreSettings) -> None:
    """What a hand, or half a restore by other means, left behind."""
    with sqlite3.connect(filled.home / "registry.sqlite3") as connection:
        connection.execute("DROP TABLE leases")
        connection.execute("ALTER TABLE feedback ADD COLUMN more TEXT")
    finding = found(filled)["schema"]
    assert not finding.ok
    assert "feedback, leases" in finding.message


@pytest.mark.server
def test_looking_at_servers_makes_and_changes_nothing(
    tmp_path: Path, postgres: PostgresServer, chroma: ChromaServer
) -> None:
    """No table, row, tenant, database or collection: neither beside an empty place nor beside a filled one."""
    settings = on_servers(tmp_path / "home", postgres, chroma)
    assert found(settings)["registry"].message == "There is no store yet."
    assert held_rows(str(settings.database_url)) == {}
    open_database(str(settings.database_url)).close()
    before = held_rows(str(settings.database_url))
    findings = found(settings)
    assert "no tables for an index of words" in findings["lexical index"].message
    assert f"has no {settings.chroma.database}" in findings["vector index"].message  # type: ignore[union-attr]
    assert held_rows(str(settings.database_url)) == before
    with Corpus.open(settings, HashingEmbedder()) as corpus:
        corpus.publish(publication("a", TEXT))
    before = held_rows(str(settings.database_url))
    findings = found(settings)
    assert {part for part, finding in findings.items() if not finding.ok} == {"models", "embedding model"}
    assert findings["lexical index"].message == "2 passages, as in the registry."
    assert findings["vector index"].message == "2 passages, as in the registry."
    assert held_rows(str(settings.database_url)) == before
    assert not (tmp_path / "home").exists() or list((tmp_path / "home").iterdir()) == []


def test_lost_vectors_are_noticed(filled: StoreSettings) -> None:
    """Without them a rebuild must embed."""
    with open_store(filled.home) as corpus, corpus.registry.database.write() as connection:
        connection.execute(sa.text("DELETE FROM vectors"))
    assert found(filled)["kept vectors"].message == "2 passages have no vector of hashing-64."


def test_a_store_in_use_is_examined_as_far_as_it_can_be(filled: StoreSettings) -> None:
    """Chroma's folder is left to its owner, and nobody says that it is well."""
    with open_store(filled.home):
        findings = found(filled)
    assert findings["vector index"].ok is None
    assert "Not examined. The store" in findings["vector index"].message
    assert "Look again" in findings["vector index"].remedy
    assert findings["lexical index"].ok
