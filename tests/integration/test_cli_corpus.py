"""The commands that fill and tend a store, in a process of their own and in this one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import service.commands.corpus
import service.commands.documents
from corpus.store import Corpus, StoreSettings
from ingest.keeping import object_stores
from service.cli import cli
from service.settings import Settings
from tests.support.embedders import HashingEmbedder
from tests.support.stores import open_store


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "decisions"
    made.mkdir()
    (made / "acme.md").write_text("# Acme [fined]\n\nThe authority fined Acme.")
    (made / "empty.md").write_text("")
    return made


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own, opened with the hashing embedder instead of the one that needs model files."""
    folder = tmp_path / "store"
    monkeypatch.setenv("STANDING_HOME", str(folder))
    monkeypatch.delenv("STANDING_MODELS", raising=False)

    def open_small(settings: Settings) -> Corpus:
        return Corpus.open(StoreSettings(home=settings.home, models=settings.models_dir), HashingEmbedder())

    monkeypatch.setattr(service.commands.corpus, "open_corpus", open_small)
    monkeypatch.setattr(service.commands.documents, "open_corpus", open_small)
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.mark.usefixtures("home")
def test_ingest_reports_each_file_on_standard_error(root: Path) -> None:
    """Exit status 1 says that a file failed; a second run leaves the good one alone."""
    first = run("ingest", root)
    assert first.exit_code == 1
    assert first.stdout == ""
    assert "decisions/acme.md" in first.stderr
    assert "The file is empty" in first.stderr or "no text" in first.stderr
    assert "2 files: 1 new, 1 failed." in first.stderr
    (root / "empty.md").unlink()
    second = run("ingest", root)
    assert second.exit_code == 0
    assert "1 files: 1 unchanged. 0 passages embedded" in second.stderr


@pytest.mark.usefixtures("home")
def test_ingest_of_nothing_is_a_usage_error(root: Path) -> None:
    """A path that is not there is named."""
    assert run("ingest").exit_code == 2
    missing = run("ingest", root / "nowhere")
    assert missing.exit_code == 1
    assert "nowhere" in str(missing.exception)


@pytest.mark.usefixtures("home")
def test_documents_are_listed_shown_and_deleted(root: Path) -> None:
    """JSON for programs, rows for people, and deletion that lasts."""
    run("ingest", root)
    (listed,) = run("documents", "list", "--json").stdout.splitlines()
    document_id = json.loads(listed)["id"]
    assert "Acme [fined]" in run("documents", "list").stdout
    assert run("documents", "list", "--regulator", "ico").stdout == ""
    assert json.loads(run("documents", "show", document_id).stdout)["source"]["key"] == "decisions/acme.md"
    assert "The authority fined Acme." in run("documents", "show", document_id, "--text").stdout
    assert run("documents", "history", document_id).stdout.startswith("  1  ")
    assert run("documents", "delete", document_id).exit_code == 1
    assert "Acme [fined]" in run("documents", "list").stdout
    assert run("documents", "delete", document_id, "--yes").exit_code == 0
    assert run("documents", "list").stdout == ""
    assert "was deleted" in str(run("documents", "show", document_id).exception)


@pytest.mark.usefixtures("home")
def test_a_duplicate_is_told_wherever_documents_are(root: Path) -> None:
    """In the report of the run, in the list and beside the document that stands for it."""
    words = "# Beta [fined]\n\n" + "The authority fined Beta a million euros for its cameras in the street. " * 3
    for name in ("beta.md", "again.md"):
        (root / name).write_text(words)
    told = run("ingest", root / "beta.md", root / "again.md")
    assert "2 files: 1 new, 1 duplicate." in told.stderr
    held = [json.loads(line) for line in run("documents", "list", "--json").stdout.splitlines()]
    (kept,) = [each["id"] for each in held if not each["duplicate_of"]]
    (copy,) = [each["id"] for each in held if each["duplicate_of"] == kept]
    assert f"Beta [fined]  = {kept}" in run("documents", "list").stdout
    assert json.loads(run("documents", "show", copy).stdout)["duplicate_of"] == kept
    assert json.loads(run("documents", "show", kept).stdout)["duplicates"] == [copy]
    assert "unchanged" in run("ingest", root / "beta.md", root / "again.md").stderr
    assert run("documents", "delete", kept, "--yes").exit_code == 0
    (left,) = run("documents", "list", "--json").stdout.splitlines()
    assert json.loads(left)["duplicate_of"] is None


@pytest.mark.usefixtures("home")
def test_rebuild_and_doctor_run(root: Path) -> None:
    """The doctor's exit status says that something is wrong: here the model files are absent."""
    run("ingest", root)
    assert run("index", "rebuild").exit_code == 0
    doctor = run("doctor", "--json")
    findings = {finding["part"]: finding for finding in map(json.loads, doctor.stdout.splitlines())}
    assert doctor.exit_code == 1
    assert [part for part, finding in findings.items() if not finding["ok"]] == ["models", "embedding model"]
    assert "acme" not in findings["failed files"]["message"]
    assert "decisions/empty.md" in findings["failed files"]["message"]


def test_the_doctor_calls_nothing_well_that_it_has_not_seen(root: Path, home: Path) -> None:
    """The vectors of a store in use are their owner's: marked as neither well nor wrong."""
    run("ingest", root)
    with open_store(home):
        shown = run("doctor").stdout
        findings = {
            finding["part"]: finding for finding in map(json.loads, run("doctor", "--json").stdout.splitlines())
        }
    assert "?     vector index: Not examined. The store" in shown
    assert findings["vector index"]["ok"] is None


@pytest.mark.usefixtures("home")
def test_the_doctor_examines_the_archive(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An object store that cannot be reached is found before the first upload fails on it."""
    run("ingest", root)
    assert "ok    archive" in run("doctor").stdout
    environment = {
        "STANDING_ARCHIVE": "s3://bucket/archive",
        "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setitem(object_stores.RETRIES, "max_retries", 0)
    doctor = run("doctor")
    assert doctor.exit_code == 1
    assert "WRONG archive: The archive s3://bucket/archive cannot be reached." in doctor.stdout
