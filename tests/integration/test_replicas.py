"""Two replicas without a file in common but the archive, on real PostgreSQL and Chroma, behind a balancer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from corpus.vector_index import ChromaServer
from tests.support.balancer import balancing
from tests.support.ports import free_port
from tests.support.postgres_server import PostgresServer
from tests.support.serving import wait_until_ready
from tests.support.stores import on_servers

pytestmark = pytest.mark.server

ROOT = Path(__file__).parents[2]
DECISION = "# Decision on {0}\n\nThe authority fined {0} EUR {1},000 for sending advertisements without consent.\n"


@dataclass
class Replica:
    """One process and the address it serves under."""

    process: subprocess.Popen[bytes]
    address: str

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1])


def started(environment: dict[str, str], home: Path) -> Replica:
    port = free_port()
    mine = {**environment, "STANDING_HOME": str(home), "STANDING_PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.replica"],
        env=mine,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return Replica(process, f"http://127.0.0.1:{port}")


@pytest.fixture(scope="module")
def replicas(
    tmp_path_factory: pytest.TempPathFactory, postgres: PostgresServer, chroma: ChromaServer
) -> Iterator[list[Replica]]:
    """Started once: the test that kills one of them comes last."""
    folder = tmp_path_factory.mktemp("replicas")
    place = on_servers(folder, postgres, chroma)
    assert place.chroma is not None
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STANDING_")}
    environment |= {
        "STANDING_DATABASE_URL": str(place.database_url),
        "STANDING_CHROMA_URL": place.chroma.address,
        "STANDING_CHROMA_DATABASE": place.chroma.database,
        "STANDING_ARCHIVE": str(folder / "archive"),
        "STANDING_RATE_PER_MINUTE": "0",
    }
    # both at once: they also have the schema to make
    running = [started(environment, folder / name) for name in ("one", "two")]
    try:
        for replica in running:
            wait_until_ready(replica.address)
        yield running
    finally:
        for replica in running:
            replica.process.send_signal(signal.SIGTERM)
        for replica in running:
            replica.process.wait()


def finished(client: httpx.Client, job_id: str) -> dict[str, object]:
    while (job := client.get(f"/v1/jobs/{job_id}").json())["state"] in ("queued", "running"):
        time.sleep(0.1)
    return dict(job)


def upload(client: httpx.Client, name: str, number: int) -> str:
    files = {"file": (f"{name}.md", DECISION.format(name, number).encode())}
    return str(client.post("/v1/documents", files=files).raise_for_status().json()["id"])


def test_what_one_replica_takes_in_both_answer_from(replicas: list[Replica]) -> None:
    """Documents, originals, jobs, answers and their links are the same wherever one asks."""
    with (
        httpx.Client(base_url=replicas[0].address, trust_env=False, timeout=30) as one,
        httpx.Client(base_url=replicas[1].address, trust_env=False, timeout=30) as two,
    ):
        job = finished(two, upload(one, "Gamma", 300))
        assert job["state"] == "done", job
        said = [client.post("/v1/answers", json={"question": "Who was fined: Gamma?"}).json() for client in (one, two)]
        assert [answer["refused"] for answer in said] == [False, False]
        assert said[0]["text"] == said[1]["text"]
        for asked, other in zip(said, (two, one), strict=True):
            assert other.get(f"/v1/answers/{asked['id']}").json()["text"] == asked["text"]
            assert other.get(f"/answers/{asked['id']}").status_code == 200
        document_id = said[0]["citations"][0]["document_id"]
        assert two.get(f"/v1/documents/{document_id}/original").content == DECISION.format("Gamma", 300).encode()
        two.delete(f"/v1/documents/{document_id}").raise_for_status()
        assert one.get(f"/v1/documents/{document_id}").status_code == 404


def test_answers_stream_through_the_balancer(replicas: list[Replica]) -> None:
    """Events come through as they are sent, and the whole answer ends them."""
    with (
        balancing([replica.port for replica in replicas]) as address,
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
    ):
        finished(client, upload(client, "Delta", 400))
        asked = {"question": "Who was fined: Delta?", "stream": True}
        with client.stream("POST", "/v1/answers", json=asked) as response:
            assert response.headers["content-type"].startswith("text/event-stream")
            events = [line for line in response.iter_lines() if line.startswith("event:")]
    assert len(events) > 2


def test_a_killed_replica_costs_no_answer_but_those_on_its_connections(replicas: list[Replica]) -> None:
    """Under load and while it ingests: each answer that was given is kept, and the other one finishes the jobs."""
    given: list[str] = []
    broken: list[str] = []
    stop = threading.Event()
    with (
        balancing([replica.port for replica in replicas]) as address,
        httpx.Client(base_url=replicas[1].address, trust_env=False, timeout=30) as survivor,
    ):
        finished(survivor, upload(survivor, "Acme", 100))

        def ask() -> None:
            while not stop.is_set():
                try:
                    # a connection of its own each time, as different people have
                    said = httpx.post(
                        f"{address}/v1/answers", json={"question": "Who: Acme?"}, trust_env=False, timeout=30
                    )
                    given.append(said.raise_for_status().json()["id"])
                except httpx.TransportError as error:
                    broken.append(repr(error))

        askers = [threading.Thread(target=ask) for _ in range(4)]
        for asker in askers:
            asker.start()
        with httpx.Client(base_url=replicas[0].address, trust_env=False, timeout=30) as doomed:
            jobs = [upload(doomed, f"Company{n}", n + 1) for n in range(6)]
        replicas[0].process.kill()
        before = len(given)
        while len(given) < before + 40:
            time.sleep(0.05)
        stop.set()
        for asker in askers:
            asker.join()
        assert len(broken) <= len(askers), broken
        assert {survivor.get(f"/v1/answers/{answer}").status_code for answer in given} == {200}
        assert {finished(survivor, job)["state"] for job in jobs} == {"done"}
        titles = [document["title"] for document in survivor.get("/v1/documents").json()["items"]]
        assert all(titles.count(f"Decision on Company{n}") == 1 for n in range(6)), titles
