"""Two replicas without a file in common but the archive, on real PostgreSQL and Chroma, behind a balancer."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from corpus.vector_index import ChromaServer
from tests.support.balancer import balancing
from tests.support.postgres_server import PostgresServer
from tests.support.replicas import DECISION, Replica, environment_of, finished, started, upload
from tests.support.serving import wait_until_ready
from tests.support.stores import on_servers

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def replicas(
    tmp_path_factory: pytest.TempPathFactory, postgres: PostgresServer, chroma: ChromaServer
) -> Iterator[list[Replica]]:
    """Started once: the test that kills one of them comes last."""
    folder = tmp_path_factory.mktemp("replicas")
    environment = environment_of(on_servers(folder, postgres, chroma))
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
