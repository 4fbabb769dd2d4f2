"""A real Chroma server on this machine, for the tests marked `server`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.vector_index import ChromaServer
from tests.support.ports import free_port, wait_until_open

PATIENCE = 60.0
PROGRAM = "import sys; from chromadb_rust_bindings import cli; cli(['chroma', *sys.argv[1:]])"
"""The server as `chroma` starts it, without the client that `chroma` imports before: two seconds of processor time."""


class ChromaProcess:
    """A server on one folder and port, which may be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = ChromaServer("127.0.0.1", free_port())
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server, and wait until it takes connections."""
        place = ["--host", self.server.host, "--port", str(self.server.port)]
        command = [sys.executable, "-c", PROGRAM, "run", "--path", str(self.folder), *place]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until_open(self.server.port, self._process, "the Chroma server", PATIENCE)

    def kill(self) -> None:
        """Send SIGKILL."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Ask it to end."""
        assert self._process is not None
        self._process.terminate()
        self._process.wait()


@contextmanager
def process(folder: Path) -> Iterator[ChromaProcess]:
    """Serve until the block ends, by a server that the test may kill."""
    made = ChromaProcess(folder)
    made.start()
    try:
        yield made
    finally:
        made.stop()


@contextmanager
def running(folder: Path) -> Iterator[ChromaServer]:
    """Serve until the block ends."""
    with process(folder) as made:
        yield made.server
