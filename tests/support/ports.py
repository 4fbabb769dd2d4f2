"""Free ports on this machine, and servers that come up on them."""

from __future__ import annotations

import socket
import subprocess
import time


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def wait_until_open(port: int, process: subprocess.Popen[bytes], name: str, patience: float) -> None:
    """Until the process listens. Raises `AssertionError` when it ends before, or after `patience` seconds."""
    for _ in range(int(patience / 0.1)):
        assert process.poll() is None, f"{name} ended with {process.returncode}"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{name} did not come up on port {port}")
