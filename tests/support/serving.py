"""The service over a small corpus, on a real socket."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from corpus.store import Corpus
from service.app import create_app
from service.observing.counted import Answering
from service.settings import Settings
from service.wiring import Services
from tests.support.library import QuotingAnswerer, filled
from tests.support.ports import free_port

LOOP_THREAD = "event loop"
Build = Callable[[Corpus], Answering]


def small_services(settings: Settings, build: Build | None = None, *, announced: bool = False) -> Services:
    """Services over the three documents of `tests.support.library`."""

    def build_answering(corpus: Corpus, given: Settings) -> Answering:
        return build(corpus) if build else QuotingAnswerer(corpus, given.base_url)

    return Services(settings, lambda given: filled(given.home), build_answering, announced=announced)


@contextmanager
def serving(services: Services, port: int = 0) -> Iterator[str]:
    """Serve until the block ends; gives the address once every part is ready."""
    server = uvicorn.Server(uvicorn.Config(create_app(services), log_config=None, timeout_graceful_shutdown=5))
    listening = socket.create_server(("127.0.0.1", port))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    thread = threading.Thread(target=server.run, name=LOOP_THREAD, kwargs={"sockets": [listening]})
    thread.start()
    try:
        wait_until_ready(address)
        yield address
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@contextmanager
def standing(home: Path, **variables: str) -> Iterator[str]:
    """`standing serve` in a process of its own, as it is in use, until the block ends; gives the address once ready."""
    port = free_port()
    environment = {**os.environ, "STANDING_HOME": str(home), "STANDING_PORT": str(port), **variables}
    service = subprocess.Popen([sys.executable, "-m", "service.cli", "serve"], env=environment)
    try:
        wait_until_ready(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        service.terminate()
        service.wait()


def wait_until_ready(address: str) -> None:
    wait_for(address, "/health/ready")


def wait_until_live(address: str) -> None:
    wait_for(address, "/health/live")


def wait_for(address: str, path: str) -> None:
    with httpx.Client(base_url=address, trust_env=False) as client:
        for _ in range(2400):
            try:
                if client.get(path).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.05)
    raise AssertionError(f"{address}{path} did not answer 200")


def settings_in(folder: Path, **more: object) -> Settings:
    """Settings without a limit of requests, which a test that polls on a slow machine would reach; limits are given."""
    return Settings(**{"home": folder / "home", "rate_per_minute": 0, **more})  # type: ignore[arg-type]
