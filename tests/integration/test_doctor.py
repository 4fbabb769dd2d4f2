"""The doctor finds what is wrong with each part, changes nothing, and knows the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from corpus.doctor import Finding, examine
from corpus.store import StoreSettings
from tests.support.publications import publication
from tests.support.stores import open_store

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


def test_lost_vectors_are_noticed(filled: StoreSettings) -> None:
    """Without them a rebuild must embed."""
    with open_store(filled.home) as corpus, corpus.registry.database.write() as connection:
        connection.execute(sa.text("DELETE FROM vectors"))
    assert found(filled)["kept vectors"].message == "2 passages have no vector of hashing-64."


def test_a_store_in_use_is_examined_as_far_as_it_can_be(filled: StoreSettings) -> None:
    """Chroma's folder is left to its owner."""
    with open_store(filled.home):
        findings = found(filled)
    assert findings["vector index"].ok
    assert "Not examined" in findings["vector index"].message
    assert findings["lexical index"].ok
