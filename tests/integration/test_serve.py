"""`standing serve` as a person meets it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from corpus.owner import read_owner
from tests.support.ports import free_port
from tests.support.serving import wait_until_live

ROOT = Path(__file__).parents[2]


def start(home: Path, port: int) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STANDING_")}
    environment |= {"STANDING_HOME": str(home), "STANDING_PORT": str(port), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "service.cli", "serve"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_service_announces_itself_and_ends_gracefully(tmp_path: Path) -> None:
    """It owns the store under its address, logs structured lines with request ids, and SIGTERM ends it with 0."""
    port = free_port()
    process = start(tmp_path, port)
    try:
        wait_until_live(f"http://127.0.0.1:{port}")
        assert httpx.get(f"http://127.0.0.1:{port}/v1/nowhere", trust_env=False).status_code == 404
        told = httpx.get(f"http://127.0.0.1:{port}/health/ready", trust_env=False).json()
        assert {part["name"] for part in told["parts"]} == {"corpus", "answering", "search"}
        owner = read_owner(tmp_path)
        assert owner is None or owner.pid == process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        out, logged = process.communicate(timeout=60)
    assert process.returncode == 0, logged
    lines = [json.loads(line) for line in logged.splitlines() if line.startswith("{")]
    assert any(line["event"] == "request" and line["request_id"] for line in lines)
    assert read_owner(tmp_path) is None
    assert "Traceback" not in out


def test_a_taken_port_is_told_at_once(tmp_path: Path) -> None:
    """Another program on the port is one clear error, and the store is not opened."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = start(tmp_path, taken.getsockname()[1])
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Cannot listen" in said
    assert "STANDING_PORT" in said
    assert not (tmp_path / "registry.sqlite3").exists()


def test_a_second_service_on_one_store_is_refused(tmp_path: Path) -> None:
    """The store has one owner; a second service ends with an error that names the first."""
    first = free_port()
    one = start(tmp_path, first)
    try:
        wait_until_live(f"http://127.0.0.1:{first}")
        wait_until_owned(tmp_path)
        two = start(tmp_path, free_port())
        _, said = two.communicate(timeout=60)
    finally:
        one.send_signal(signal.SIGTERM)
        one.communicate(timeout=60)
    assert two.returncode == 1
    assert str(first) in said


def wait_until_owned(home: Path) -> None:
    for _ in range(600):
        owner = read_owner(home)
        if owner and owner.url:
            return
        time.sleep(0.05)
    raise AssertionError("the service did not announce itself")
