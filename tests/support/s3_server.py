"""A real S3-compatible server on this machine, for the tests marked `server`: `rclone serve s3` over a folder."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tests.support.ports import free_port, wait_until_open

PATIENCE = 30.0
KEY, SECRET = "standing-tests", "a-secret-of-tests"


@dataclass(frozen=True)
class S3Server:
    """A running server."""

    port: int

    @property
    def environment(self) -> Mapping[str, str]:
        """What a client is told; nobody asks the cloud for a role."""
        return MappingProxyType(
            {
                "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
                "AWS_REGION": "us-east-1",
                "AWS_ACCESS_KEY_ID": KEY,
                "AWS_SECRET_ACCESS_KEY": SECRET,
                "AWS_METADATA_ENDPOINT": "http://127.0.0.1:1",
            }
        )

    def new_bucket(self, name: str) -> str:
        """The address of an archive in an empty bucket."""
        remote = f":s3,provider=Rclone,endpoint='http://127.0.0.1:{self.port}',access_key_id={KEY},"
        # by its protocol: a folder made beside it is not seen at once
        _rclone("mkdir", f"{remote}secret_access_key={SECRET}:{name}").wait(PATIENCE)
        return f"s3://{name}/standing/archive"


@contextmanager
def running(folder: Path) -> Iterator[S3Server]:
    """Serve until the block ends."""
    port = free_port()
    process = _rclone("serve", "s3", "--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY},{SECRET}", str(folder))
    try:
        wait_until_open(port, process, "rclone", PATIENCE)
        yield S3Server(port)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _rclone(*arguments: str) -> subprocess.Popen[bytes]:
    # without a configuration: the user's own has no say
    command = [str(Path(sys.executable).with_name("rclone")), "--config", "", *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
