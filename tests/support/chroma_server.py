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


@contextmanager
def running(folder: Path) -> Iterator[ChromaServer]:
    """Serve until the block ends."""
    port = free_port()
    program = Path(sys.executable).with_name("chroma")
    command = [str(program), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield ChromaServer("127.0.0.1", port)
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _ in range(int(PATIENCE / 0.1)):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the Chroma server did not come up on port {port}")
