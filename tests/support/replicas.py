"""Replicas of the service as processes, and what a test asks of them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

from corpus.store import StoreSettings
from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
DECISION = "# Decision on {0}\n\nThe authority fined {0} EUR {1},000 for sending advertisements without consent.\n"
PATIENCE = 120.0
"""Seconds that a job may take on a busy machine."""


@dataclass
class Replica:
    """One process and the address it serves under."""

    process: subprocess.Popen[bytes]
    address: str

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1])


def environment_of(place: StoreSettings) -> dict[str, str]:
    """The settings of a replica whose store is on servers."""
    assert place.chroma is not None
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STANDING_")}
    return environment | {
        "STANDING_DATABASE_URL": str(place.database_url),
        "STANDING_CHROMA_URL": place.chroma.address,
        "STANDING_CHROMA_DATABASE": place.chroma.database,
        "STANDING_ARCHIVE": str(place.home / "archive"),
        "STANDING_RATE_PER_MINUTE": "0",
    }


def started(environment: dict[str, str], home: Path) -> Replica:
    """A replica that has begun to open; end its process after use."""
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


def finished(client: httpx.Client, job_id: str) -> dict[str, object]:
    """The job when it has ended, whatever it met on its way."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        seen = client.get(f"/v1/jobs/{job_id}")
        if seen.status_code == 200 and (job := dict(seen.json()))["state"] not in ("queued", "running"):
            return job
        time.sleep(0.1)
    raise AssertionError(f"job {job_id} has not ended")


def upload(client: httpx.Client, name: str, number: int) -> str:
    """Hand in one decision; the id of its job."""
    files = {"file": (f"{name}.md", DECISION.format(name, number).encode())}
    return str(client.post("/v1/documents", files=files).raise_for_status().json()["id"])
