"""A real Chroma server on this machine, for the tests marked `server`."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.vector_index import ChromaServer
from tests.support.ports import free_port

PATIENCE = 60.0


class ChromaProcess:
    """A server on one folder and port, which may be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = ChromaServer("127.0.0.1", free_port())
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server, and wait until it takes connections."""
        program = Path(sys.executable).with_name("chroma")
        place = ["--host", self.server.host, "--port", str(self.server.port)]
        command = [str(program), "run", "--path", str(self.folder), *place]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _wait(self.server.port)

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


def _wait(port: int) -> None:
    for _ in range(int(PATIENCE / 0.1)):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the Chroma server did not come up on port {port}")
