"""The service over a small corpus, on a real socket."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from service.app import create_app
from service.settings import Settings
from service.wiring import Answering, Library, Services
from tests.support.library import QuotingAnswerer, SmallLibrary, filled

Build = Callable[[Library], Answering]


def small_services(settings: Settings, build: Build | None = None) -> Services:
    """Services over the three documents of `tests.support.library`."""

    def open_library(given: Settings) -> Library:
        given.home.mkdir(exist_ok=True)
        return filled(given.home)

    def build_answering(library: Library, given: Settings) -> Answering:
        assert isinstance(library, SmallLibrary)
        return build(library) if build else QuotingAnswerer(library, given.base_url)

    return Services(settings, open_library, build_answering)


@contextmanager
def serving(services: Services) -> Iterator[str]:
    """Serve until the block ends; gives the address once every part is ready."""
    server = uvicorn.Server(uvicorn.Config(create_app(services), log_config=None, timeout_graceful_shutdown=5))
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        wait_until_ready(address)
        yield address
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def wait_until_ready(address: str) -> None:
    with httpx.Client(base_url=address, trust_env=False) as client:
        for _ in range(600):
            try:
                if client.get("/health/ready").status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.05)
    raise AssertionError("the service did not become ready")


def settings_in(folder: Path, **more: object) -> Settings:
    return Settings(home=folder / "home", **more)  # type: ignore[arg-type]
