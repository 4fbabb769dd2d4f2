"""PostgreSQL or Chroma is killed under a service at work: it says so, loses nothing, and goes on by itself."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import httpx
import pytest

from tests.support import chroma_server, postgres_server
from tests.support.chroma_server import ChromaProcess
from tests.support.postgres_server import PostgresServer
from tests.support.replicas import ROOT, environment_of, finished, started, upload
from tests.support.serving import wait_until_ready
from tests.support.stores import on_servers

pytestmark = pytest.mark.server
SERVED, DOWN = {200, 201, 202, 204}, {503}


@dataclass
class Installation:
    """A service and the two servers that it is on."""

    postgres: PostgresServer
    chroma: ChromaProcess
    environment: dict[str, str]
    home: Path
    client: httpx.Client

    def doctor(self) -> dict[str, dict[str, object]]:
        """What `standing doctor` finds, by part."""
        environment = {**self.environment, "STANDING_HOME": str(self.home)}
        command = [sys.executable, "-m", "service.cli", "doctor", "--json"]
        ended = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        return {found["part"]: found for found in map(json.loads, ended.stdout.splitlines())}

    def parts(self) -> dict[str, dict[str, str]]:
        """What the service says of its parts."""
        return {part["name"]: part for part in self.client.get("/health/ready").json()["parts"]}


@dataclass
class Load:
    """People who ask and search all the time, and what they were told."""

    client: httpx.Client
    statuses: list[tuple[int, str | None]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.threads = [threading.Thread(target=each) for each in (self._ask, self._ask, self._search)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()

    def _ask(self) -> None:
        while not self.stop.is_set():
            response = self.client.post("/v1/answers", json={"question": "Who was fined: Acme?"})
            self._seen(response)
            if response.status_code == 200:
                self.answers.append(response.json()["id"])

    def _search(self) -> None:
        while not self.stop.is_set():
            self._seen(self.client.get("/v1/search", params={"q": "advertisements"}))

    def _seen(self, response: httpx.Response) -> None:
        self.statuses.append((response.status_code, response.headers.get("retry-after")))
        time.sleep(0.1)


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Servers of its own, as they are killed."""
    with postgres_server.running() as postgres, chroma_server.process(tmp_path / "chroma") as chroma:
        environment = environment_of(on_servers(tmp_path / "home", postgres, chroma.server))
        replica = started(environment, tmp_path / "home")
        try:
            wait_until_ready(replica.address)
            with httpx.Client(base_url=replica.address, trust_env=False, timeout=60) as client:
                yield Installation(postgres, chroma, environment, tmp_path / "home", client)
        finally:
            replica.process.terminate()
            replica.process.wait()


def test_a_killed_database_costs_nothing_but_the_time_it_is_away(installation: Installation) -> None:
    """Requests get 503 with `Retry-After`, jobs wait, and what was answered before and after is kept."""
    client = installation.client
    finished(client, upload(client, "Acme", 100))
    with Load(client) as load:
        wait_for(lambda: len(load.statuses) > 20)
        jobs = [upload(client, f"Company{n}", n + 1) for n in range(4)]
        installation.postgres.kill()
        wait_for(lambda: client.get("/health/ready").status_code == 503)
        parts = installation.parts()
        assert parts["corpus"]["state"] == "failed"
        assert "database of the registry does not answer" in parts["corpus"]["message"]
        refused = client.post("/v1/answers", json={"question": "Who was fined: Acme?"})
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert refused.json()["type"] == "urn:standing:problem:store-unreachable"
        assert "all goes on by itself" in refused.json()["remedy"]
        assert client.get("/health/live").status_code == 200
        found = installation.doctor()["registry"]
        assert not found["ok"]
        assert "does not answer" in str(found["message"])
        installation.postgres.start()
        wait_for(lambda: client.get("/health/ready").status_code == 200)
        assert {finished(client, job)["state"] for job in jobs} == {"done"}
        before = len(load.answers)
        wait_for(lambda: len(load.answers) > before + 10)
    whole(installation, load, [f"Company{n}" for n in range(4)])


def test_a_killed_chroma_costs_nothing_but_the_time_it_is_away(installation: Installation) -> None:
    """What needs no vectors goes on; search and ingest say 503 and wait."""
    client = installation.client
    finished(client, upload(client, "Acme", 100))
    with Load(client) as load:
        wait_for(lambda: len(load.statuses) > 20)
        jobs = [upload(client, f"Company{n}", n + 1) for n in range(4)]
        installation.chroma.kill()
        wait_for(lambda: client.get("/health/ready").status_code == 503)
        parts = installation.parts()
        assert (parts["corpus"]["state"], parts["search"]["state"]) == ("ready", "failed")
        assert f"The Chroma server 127.0.0.1:{installation.chroma.server.port}" in parts["search"]["message"]
        refused = client.get("/v1/search", params={"q": "advertisements"})
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
        assert client.get("/v1/documents").status_code == 200
        jobs.append(upload(client, "Company4", 5))
        found = installation.doctor()
        assert (found["registry"]["ok"], found["vector index"]["ok"]) == (True, False)
        installation.chroma.start()
        wait_for(lambda: client.get("/health/ready").status_code == 200)
        assert {finished(client, job)["state"] for job in jobs} == {"done"}
    whole(installation, load, [f"Company{n}" for n in range(5)])


def test_a_service_that_starts_before_its_servers_waits_for_them(tmp_path: Path) -> None:
    """After a power cut all start at once: the service says what it waits for, and opens when it is there."""
    with postgres_server.running() as postgres, chroma_server.process(tmp_path / "chroma") as chroma:
        environment = environment_of(on_servers(tmp_path / "home", postgres, chroma.server))
        postgres.kill()
        chroma.kill()
        replica = started(environment, tmp_path / "home")
        try:
            with httpx.Client(base_url=replica.address, trust_env=False, timeout=60) as client:

                def part(name: str) -> str:
                    try:
                        seen = client.get("/health/ready").json()["parts"]
                    except httpx.TransportError:
                        return ""
                    return next(str(each["message"]) for each in seen if each["name"] == name)

                wait_for(lambda: "does not answer" in part("corpus"))
                postgres.start()
                wait_for(lambda: "Chroma" in part("search"))
                chroma.start()
                wait_until_ready(replica.address)
        finally:
            replica.process.terminate()
            replica.process.wait()


def whole(installation: Installation, load: Load, names: list[str]) -> None:
    """Every answer given is kept, every document is there once and found, and both indexes are in step."""
    client = installation.client
    assert {status for status, _ in load.statuses} <= SERVED | DOWN, set(load.statuses)
    assert {after for status, after in load.statuses if status in DOWN} <= {"5"}
    assert {client.get(f"/v1/answers/{answer}").status_code for answer in load.answers} == {200}
    titles = [document["title"] for document in client.get("/v1/documents").json()["items"]]
    assert sorted(titles) == sorted(f"Decision on {name}" for name in ("Acme", *names))
    for name in names:
        found = client.get("/v1/search", params={"q": name}).raise_for_status().json()
        assert name in json.dumps(found)
    doctor = installation.doctor()
    assert doctor["lexical index"]["ok"], doctor
    assert doctor["vector index"]["ok"], doctor


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.1)
