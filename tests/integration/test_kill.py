"""kill -9 at any moment of an ingest loses nothing: the next run finishes the work and comes to the same counts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from corpus.tables import metadata
from ingest.pipeline import ingest
from ingest.sources import folder
from tests.support.stores import open_store

ROOT = Path(__file__).parents[2]
KILLS = 3
"""The long form is `make kill-ingest`."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred documents of different lengths, some passages shared."""
    made = tmp_path_factory.mktemp("kill") / "decisions"
    made.mkdir()
    for n in range(100):
        paragraphs = [f"Acme {n % 7} must delete record {n * k} of its customers." * 12 for k in range(n % 9 + 1)]
        (made / f"{n:03}.txt").write_text("\n\n".join(paragraphs))
    return made


def contents(home: Path) -> dict[str, object]:
    """What a reader could see of a store, with the state of its indexes."""
    with open_store(home) as corpus:
        assert corpus.repair() == 0
        wanted = set(corpus.registry.current_passage_ids())
        assert corpus.lexical.ids() == wanted == corpus.vectors.ids()
        assert corpus.kept_vectors.missing("hashing-64") == []
        documents = corpus.registry.documents()
        with corpus.registry.database.read() as connection:
            rows = {
                name: connection.execute(sa.select(sa.func.count()).select_from(metadata.tables[name])).scalar()
                for name in ("documents", "versions", "passages", "vectors")
            }
        return rows | {"documents held": {(d.source.key, d.source.sha256, d.version, d.passages) for d in documents}}


@pytest.fixture(scope="module")
def undisturbed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    home = tmp_path_factory.mktemp("undisturbed")
    with open_store(home) as corpus:
        ingest(corpus, folder.items([root]))
    return contents(home)


def started(home: Path, root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.support.ingest_driver", str(home), str(root)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_kills_at_random_moments_lose_nothing() -> None:
    """An ingest killed with all that it started, then finished, leaves what an undisturbed one leaves."""
    command = [sys.executable, "-m", "tests.benchmarks.kill_ingest", "--kills", str(KILLS), "--seed", "3"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"{KILLS} kills")


def test_two_ingests_of_one_folder_at_once_leave_one_set(
    root: Path, tmp_path: Path, undisturbed: dict[str, object]
) -> None:
    """The second process is refused while the first has the store, and nothing is doubled."""
    first = started(tmp_path, root)
    assert first.stdout is not None
    assert first.stdout.readline() == "opened\n"
    second = subprocess.run(
        [sys.executable, "-m", "tests.support.ingest_driver", str(tmp_path), str(root)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    out, _ = first.communicate("go on\n")
    assert out == "done\n"
    assert f"in use by process {first.pid}" in second.stderr
    assert contents(tmp_path) == undisturbed
