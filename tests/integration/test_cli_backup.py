"""`standing backup`, `restore` and `migrate` as a person runs them, beside a service that serves and ingests."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from corpus.vector_index import ChromaServer
from ingest.keeping.archive import Archive
from tests.support.furnishing import embedded, originals, seals
from tests.support.postgres_server import PostgresServer
from tests.support.replicas import started
from tests.support.serving import wait_until_ready
from tests.support.stores import on_servers

ROOT = Path(__file__).parents[2]
DECISION = "# Decision on {0}\n\nThe authority fined {0} EUR {1},000 for sending advertisements without consent.\n"
NAMES = ("Alpha", "Beta", "Gamma")


class Taken(NamedTuple):
    """A home, a backup of it, and what its service had answered."""

    home: Path
    file: Path
    said: list[tuple[str, list[str]]]


def environment(home: Path, **more: str) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("STANDING_")}
    return bare | {"STANDING_HOME": str(home), "STANDING_RATE_PER_MINUTE": "0", **more}


def standing(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "service.cli", *arguments]
    given = environment(home, **more)
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)


@contextmanager
def serving(home: Path, **more: str) -> Iterator[httpx.Client]:
    replica = started(environment(home, **more), home)
    try:
        wait_until_ready(replica.address)
        with httpx.Client(base_url=replica.address, trust_env=False, timeout=60) as client:
            yield client
    finally:
        replica.process.terminate()
        replica.process.wait()


def uploaded(client: httpx.Client, name: str, amount: int) -> None:
    files = {"file": (f"{name}.md", DECISION.format(name, amount).encode())}
    job = client.post("/v1/documents", files=files).raise_for_status().json()["id"]
    for _ in range(600):
        if client.get(f"/v1/jobs/{job}").json()["state"] == "done":
            return
        threading.Event().wait(0.1)
    raise AssertionError(f"{name} was not read")


def asked(client: httpx.Client) -> list[tuple[str, list[str]]]:
    """The words of each answer, and of what it cites."""
    given = [client.post("/v1/answers", json={"question": f"Who was fined: {name}?"}).json() for name in NAMES]
    return [(answer["text"], [citation["quote"] for citation in answer["citations"]]) for answer in given]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """The backup is made while the service takes documents in."""
    folder = tmp_path_factory.mktemp("taken")
    home, file = folder / "home", folder / "standing.zip"
    with serving(home) as client:
        for number, name in enumerate(NAMES):
            uploaded(client, name, 100 + number)
        said = asked(client)
        stop = threading.Event()

        def go_on() -> None:
            number = 0
            while not stop.is_set():
                number += 1
                uploaded(client, f"Other{number}", number)

        writer = threading.Thread(target=go_on)
        writer.start()
        try:
            ended = standing(home, "backup", str(file))
        finally:
            stop.set()
            writer.join()
        assert ended.returncode == 0, ended.stderr
        assert "read back and checked" in ended.stderr
        assert client.get("/health/ready").status_code == 200
    return Taken(home, file, said)


def test_what_was_restored_answers_as_before(taken: Taken, tmp_path: Path) -> None:
    """Word for word, with the same quotes and originals, by a service over the restored home."""
    _, file, said = taken
    assert file.stat().st_mode & 0o777 == 0o600
    checked = standing(tmp_path / "new", "restore", "--check", str(file))
    assert (checked.returncode, "is whole" in checked.stderr) == (0, True)
    assert not (tmp_path / "new").exists()
    ended = standing(tmp_path / "new", "restore", str(file))
    assert ended.returncode == 0, ended.stderr
    with serving(tmp_path / "new") as client:
        assert asked(client) == said
        document = client.post("/v1/answers", json={"question": "Who was fined: Alpha?"}).json()["citations"][0]
        original = client.get(f"/v1/documents/{document['document_id']}/original")
        assert original.content == DECISION.format("Alpha", 100).encode()
        # and it goes on taking documents in
        uploaded(client, "Omega", 9)


def test_errors_are_one_line_and_a_remedy(taken: Taken, tmp_path: Path) -> None:
    """A place that is not empty, a file that is no backup, a place that is none: exit status 1 and what to do."""
    home, file, _ = taken
    (tmp_path / "letter.zip").write_text("Dear Sir or Madam")
    cases = {
        ("restore", str(file)): "is not empty",
        ("restore", str(tmp_path / "letter.zip")): "is no whole backup",
        ("restore", "--check", str(tmp_path / "nothing.zip")): "There is no file",
        ("backup", str(file)): "is there already",
        ("migrate", "embedded-to-server"): "STANDING_CHROMA_URL",
    }
    for arguments, words in cases.items():
        ended = standing(home, *arguments)
        assert (ended.returncode, ended.stdout) == (1, "")
        assert words in ended.stderr
        assert "Traceback" not in ended.stderr
    ended = standing(tmp_path / "empty", "backup", str(tmp_path / "b.zip"))
    assert "There is no registry" in ended.stderr
    assert not (tmp_path / "empty").exists()


@pytest.mark.server
def test_a_home_is_moved_to_servers(
    taken: Taken,
    tmp_path: Path,
    postgres: PostgresServer,
    chroma: ChromaServer,
) -> None:
    """By the settings that are to serve it; refused while its service runs; the home is left as it was."""
    home, _, said = taken
    place = on_servers(tmp_path / "replica", postgres, chroma)
    assert place.chroma
    to = {
        "STANDING_DATABASE_URL": str(place.database_url),
        "STANDING_CHROMA_URL": place.chroma.address,
        "STANDING_CHROMA_DATABASE": place.chroma.database,
        "STANDING_ARCHIVE": str(tmp_path / "there"),
    }
    with serving(home):
        ended = standing(home, "migrate", "embedded-to-server", **to)
        assert ended.returncode == 1
        assert "owns the store" in ended.stderr
    before = seals(embedded(home))
    for words in ("rows, ", "rows that an earlier run had copied"):
        ended = standing(place.home, "migrate", "embedded-to-server", "--from", str(home), **to)
        assert ended.returncode == 0, ended.stderr
        assert words in ended.stderr
    assert seals(place) == before == seals(embedded(home))
    assert originals(Archive(tmp_path / "there")) == originals(Archive(home / "archive"))
    with serving(tmp_path / "replica", **to) as client:
        assert asked(client) == said
    postgres.drop(str(place.database_url))
