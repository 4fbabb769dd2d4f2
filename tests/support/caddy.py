"""The proxy that is shipped, as it is shipped: Caddy over deploy/Caddyfile."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.ports import free_port, wait_until_open

CADDYFILE = Path(__file__).parents[2] / "deploy" / "Caddyfile"
PATIENCE = 20.0


@contextmanager
def proxying(ports: Sequence[int], home: Path) -> Iterator[str]:
    """Stand before these replicas until the block ends; gives the address. Skips the test where Caddy is missing."""
    program = shutil.which("caddy")
    if program is None:
        pytest.skip("Caddy is not installed (Debian: apt install caddy; `make system-packages` does)")
    port = free_port()
    environment = {
        **os.environ,
        "SITE_ADDRESS": f"http://127.0.0.1:{port}",
        "REPLICAS": " ".join(f"127.0.0.1:{each}" for each in ports),
        "CADDY_ADMIN": f"127.0.0.1:{free_port()}",
        "HOME": str(home),
    }
    command = [program, "run", "--adapter", "caddyfile", "--config", str(CADDYFILE)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_open(port, process, "caddy", PATIENCE)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()
