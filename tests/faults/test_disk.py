"""A full disk: what was being written is not there at all, the error says so, and with room the rest follows."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from corpus.errors import StoreFull
from ingest.pipeline import ingest
from ingest.sources import folder
from service.wiring import Services
from tests.support.library import QuotingAnswerer
from tests.support.replicas import DECISION, finished, upload
from tests.support.serving import serving, settings_in
from tests.support.stores import open_store

SMALL, ROOMY = "4m", "200m"
WORDS = "The authority fined Acme {0} EUR {1},000 for sending advertisements without consent to {2} people. "


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(place)], check=False)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def enlarge(disk: Path) -> None:
    subprocess.run(["mount", "-o", f"remount,size={ROOMY}", str(disk)], check=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "decisions"
    made.mkdir()
    for n in range(60):
        (made / f"{n:02}.txt").write_text("\n\n".join(WORDS.format(n, k, n * k) * 6 for k in range(20)))
    return made


def test_an_ingest_onto_a_full_disk_leaves_nothing_half(disk: Path, root: Path) -> None:
    """What was published before stays whole; with room the next run takes up the rest."""
    items = folder.items([root])
    with open_store(disk / "home") as corpus:
        with pytest.raises(StoreFull, match=r"no room left: .*Make room on the disk"):
            ingest(corpus, items)
        published = {document.id: document for document in corpus.registry.documents()}
        assert 0 < len(published) < 60
        for key, document in published.items():
            assert len(corpus.registry.passages_of(key, document.version)) == document.passages
        assert corpus.failures.all() == ()
        assert corpus.retriever.search("advertisements", limit=1)
    enlarge(disk)
    with open_store(disk / "home") as corpus:
        report = ingest(corpus, items)
        assert (len(report.failed), len(corpus.registry.documents())) == (0, 60)
        wanted = set(corpus.registry.current_passage_ids())
        assert corpus.lexical.ids() == wanted == corpus.vectors.ids()
        assert published.keys() <= {document.id for document in corpus.registry.documents()}


def test_a_service_on_a_full_disk_says_so_and_goes_on_once_there_is_room(disk: Path) -> None:
    """Uploads and answers that cannot be kept are refused as 503; what is held can still be read."""
    given = settings_in(disk)
    services = Services(
        given, lambda chosen: open_store(chosen.home), lambda corpus, chosen: QuotingAnswerer(corpus, chosen.base_url)
    )
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        assert finished(client, upload(client, "Acme", 100))["state"] == "done"
        filler = fill(disk)
        refused = client.post("/v1/documents", files={"file": ("big.md", DECISION.format("B", 1).encode() * 3000)})
        assert refused.status_code == 503, refused.text
        assert "no room left" in refused.json()["detail"]
        assert "Make room" in refused.json()["remedy"]
        assert client.get("/v1/documents").json()["total"] == 1
        assert client.get("/health/live").status_code == 200
        filler.unlink()
        assert finished(client, upload(client, "Beta", 200))["state"] == "done"
        asked = client.post("/v1/answers", json={"question": "Who was fined: Beta?"})
        assert (asked.status_code, asked.json()["refused"]) == (200, False)
        assert not list((disk / "home" / "archive").rglob(".*")), "nothing half is left in the archive"


def fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb") as file:
        try:
            while True:
                file.write(bytes(1 << 16))
                file.flush()
        except OSError:
            pass
    return filler
