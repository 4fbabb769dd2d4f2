"""A real Ray cluster of one machine, started as an operator starts it, for the tests marked `server`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.ports import free_port, wait_until_open

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
AT_ONCE = {"RAY_GRACEFUL_SHUTDOWN_DRAIN_TIMEOUT_S": "0"}
"""What its tests left behind is not waited for, half a minute, when it ends."""


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Serve until the block ends; gives the address. The token that it asks for is that of the environment."""
    port = free_port()
    ports = {"port": port} | {
        f"{name}-port": free_port()
        for name in ("ray-client-server", "dashboard", "dashboard-agent-listen", "dashboard-agent-grpc")
    }
    command = [str(Path(sys.executable).with_name("ray")), "start", "--head", "--block", "--num-cpus=2"]
    command += ["--node-ip-address=127.0.0.1", "--include-dashboard=false", "--include-log-monitor=false"]
    command += [f"--{name}={each}" for name, each in ports.items()]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env=os.environ | AT_ONCE, cwd=ROOT, stdout=log, stderr=log)
    try:
        wait_until_open(port, process, "Ray", PATIENCE)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()
