"""An ingest on Ray leaves what an ingest in threads leaves: on two cores of this machine, and on a cluster."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from corpus.column_types import UtcDateTime
from corpus.embedding import Embedder
from corpus.errors import MissingExtra, ModelChanged
from corpus.store import Corpus
from corpus.tables import metadata
from corpus.vector_index import ChromaServer
from ingest.engines.engine import Engine
from ingest.engines.ray_engine import ALONE, QUIET, Ray
from ingest.errors import ClusterFailed
from ingest.pipeline import ingest
from ingest.report import IngestReport, Progress, Status
from ingest.sources import folder
from tests.support import ray_cluster
from tests.support.embedders import HashingEmbedder
from tests.support.models import MODELS, needs
from tests.support.postgres_server import PostgresServer
from tests.support.stores import on_servers, open_store

ROOT = Path(__file__).parents[2]
NOTICE = """INFORMATION COMMISSIONER

MONETARY PENALTY NOTICE

To: Acme Parcels Limited

1. The Information Commissioner has decided to issue Acme Parcels Limited with a penalty of £140,000.

Dated the 4th day of March 2024
"""
JUDGMENT = """FIRST-TIER TRIBUNAL
GENERAL REGULATORY CHAMBER

Between

Acme Parcels Limited
Appellant

and

The Information Commissioner
Respondent

DECISION

1. The appeal is allowed in part. The monetary penalty notice of 4 March 2024 is varied.

Promulgated on 9 January 2025
"""
TOLD = ("documents", "versions", "texts", "passages", "vectors", "penalties", "orders", "events", "failures")
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning:ray.*"),
    # Ray starts some processes for each ingest, which took a minute on a machine with seven times more work than cores
    pytest.mark.timeout(900),
]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a cluster that runs for all these tests: to start Ray takes a core for ten seconds."""
    with pytest.MonkeyPatch.context() as patched:
        for name, value in (QUIET | ALONE).items():
            patched.setenv(name, value)
        with ray_cluster.running(tmp_path_factory.mktemp("ray")) as address:
            yield address


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Forty decisions, some passages shared; one file that is empty and one that is no document."""
    made = tmp_path / "decisions"
    made.mkdir()
    for n in range(40):
        paragraphs = [
            f"The authority fined Acme {n % 7} EUR {n * k + 1},000 for {k} letters." for k in range(n % 5 + 1)
        ]
        (made / f"{n:02}.md").write_text(f"# Decision {n}\n\n" + "\n\n".join(paragraphs))
    (made / "notice.txt").write_text(NOTICE)
    (made / "empty.md").write_text("")
    (made / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing of a PDF")
    return made


def kept(corpus: Corpus) -> dict[str, list[tuple[object, ...]]]:
    """Every row that an ingest writes, without the moments at which it did."""
    rows = {}
    with corpus.registry.database.read() as connection:
        for name in TOLD:
            columns = [each for each in metadata.tables[name].columns if not isinstance(each.type, UtcDateTime)]
            # the order in which documents came differs from run to run
            columns = [each for each in columns if each.name != "changed_in"]
            rows[name] = sorted((tuple(row) for row in connection.execute(sa.select(*columns))), key=repr)
    return rows


def read(corpus: Corpus, root: Path, engine: Engine | None = None) -> tuple[IngestReport, list[Progress]]:
    seen: list[Progress] = []
    return ingest(corpus, folder.items([root]), engine=engine, on_progress=seen.append), seen


def outcomes(report: IngestReport) -> set[object]:
    return set(report.outcomes)


class OtherEmbedder(HashingEmbedder):
    """Another model under the same name of a class."""

    def __init__(self) -> None:
        super().__init__(32)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Corpus, Corpus]]:
    with open_store(tmp_path / "one") as one, open_store(tmp_path / "other") as other:
        yield one, other


@pytest.mark.server
def test_ray_leaves_what_threads_leave(pair: tuple[Corpus, Corpus], root: Path, cluster: str) -> None:
    """Same documents, passages, vectors, records and failures; same report, and as many notes of progress."""
    on_threads, on_ray = pair
    expected, _ = read(on_threads, root)
    report, seen = read(on_ray, root, Ray(HashingEmbedder, workers=2, embedders=2))
    assert outcomes(report) == outcomes(expected)
    assert {outcome.key for outcome in report.failed} == {"decisions/empty.md", "decisions/broken.pdf"}
    assert report.embedded == expected.embedded
    assert kept(on_ray) == kept(on_threads)
    assert [step.done for step in seen] == list(range(1, 44))
    assert {step.total for step in seen} == {43}
    assert on_ray.repair() == 0

    (root / "judgment.txt").write_text(JUDGMENT)
    (root / "07.md").write_text("# Decision 7\n\nThe authority withdrew the fine.")
    expected, _ = read(on_threads, root)
    report, _ = read(on_ray, root, Ray(HashingEmbedder, address=cluster))
    assert outcomes(report) == outcomes(expected)
    assert report.counts[Status.UNCHANGED] == 40
    assert (report.embedded, len(report.failed)) == (expected.embedded, 2)
    assert kept(on_ray) == kept(on_threads)
    notice, judgment = (on_ray.registry.sources()[f"decisions/{name}.txt"] for name in ("notice", "judgment"))
    matters = {on_ray.registry.document(each.document_id).description.matter for each in (notice, judgment)}
    assert len(matters) == 1, "a judgment joins the matter that it is about"


@pytest.mark.server
def test_ray_fills_a_store_on_servers(
    tmp_path: Path, root: Path, postgres: PostgresServer, chroma: ChromaServer, cluster: str
) -> None:
    """The driver publishes to PostgreSQL and the Chroma server under the same turn as any other ingest."""
    settings = on_servers(tmp_path / "home", postgres, chroma)
    with Corpus.open(settings, HashingEmbedder()) as corpus, corpus.ingest_turn() as turn:
        assert turn.taken
        report, _ = read(corpus, root, Ray(HashingEmbedder, address=cluster))
        assert report.counts[Status.NEW] == 41
        assert corpus.repair() == 0
        assert corpus.retriever.search("letters", limit=1)


@pytest.mark.server
def test_machines_with_another_model_are_refused(pair: tuple[Corpus, Corpus], root: Path, cluster: str) -> None:
    """Vectors of two models must not meet in one index."""
    with pytest.raises(ModelChanged, match="Ray's machines embed with hashing-32, this one with hashing-64"):
        read(pair[0], root, Ray(OtherEmbedder, address=cluster))
    assert kept(pair[0])["documents"] == []


@pytest.mark.server
@pytest.mark.parametrize("how", [lambda: (_ for _ in ()).throw(RuntimeError("no model")), partial(os._exit, 3)])
def test_what_ray_cannot_do_is_said_once(
    pair: tuple[Corpus, Corpus], root: Path, how: Callable[[], Embedder], cluster: str
) -> None:
    """A process of Ray's that fails or dies for ever ends the ingest with what to do, and leaves nothing half there."""
    with pytest.raises(ClusterFailed, match=r"Ray failed: .*Run it again"):
        read(pair[0], root, Ray(how, address=cluster))
    assert kept(pair[0])["documents"] == []


def test_without_the_extra_it_is_named(
    pair: tuple[Corpus, Corpus], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clear error, before anything is read."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtra, match=r"Ray is not installed. In the folder of Standing's code run .*'\.\[ray\]'"):
        read(pair[0], root, Ray(HashingEmbedder))


def command(home: Path, *arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "STANDING_HOME": str(home), "STANDING_MODELS": str(MODELS), **variables}
    given = [sys.executable, "-m", "service.cli", "ingest", *map(str, arguments)]
    return subprocess.run(given, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=200)


@needs("bge-small-en-v1.5/model_quantized.onnx")
@pytest.mark.server
def test_the_command_makes_the_same_vectors_on_ray(tmp_path: Path, root: Path, cluster: str) -> None:
    """With the real model, each in a process of its own, as a person runs it."""
    for home, more in ((tmp_path / "one", ()), (tmp_path / "other", ("--engine", "ray"))):
        ended = command(home, root, "--quiet", *more, STANDING_RAY_ADDRESS=cluster)
        assert ended.returncode == 1
        assert "43 files: 41 new, 2 failed." in ended.stderr, ended.stderr
    with open_store(tmp_path / "one") as one, open_store(tmp_path / "other") as other:
        assert kept(other) == kept(one)


@pytest.mark.server
def test_a_cluster_that_is_not_there_is_named(tmp_path: Path, root: Path) -> None:
    """The command ends with one line and what to do; it needs the address in a process of its own."""
    ended = command(tmp_path / "home", root, "--engine", "ray", STANDING_RAY_ADDRESS="127.0.0.1:1")
    assert ended.returncode == 1
    assert "Ray at 127.0.0.1:1 cannot be used" in ended.stderr, ended.stderr
