"""A real PostgreSQL server on this machine, with a cluster of its own, for the tests marked `server`.

PostgreSQL refuses to run as root; there it runs as the user `postgres` that Debian's package makes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import sqlalchemy as sa

from tests.support.ports import free_port

ACCOUNT = "postgres"
# seconds that the system has to end what was killed
PATIENCE = 20.0
DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    # a crash of the machine is not tested here, and a killed server loses nothing by this
    "fsync": "off",
}


@dataclass
class PostgresServer:
    """A running cluster, which may be killed and started again."""

    folder: Path
    port: int

    def url(self, database: str = "postgres") -> str:
        """The address of one of its databases."""
        return f"postgresql://{ACCOUNT}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"t{uuid.uuid4().hex[:12]}"
        self._do(f"CREATE DATABASE {name}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._do(f"DROP DATABASE {sa.make_url(url).database} WITH (FORCE)")

    def start(self) -> None:
        """Start the server, and wait until it takes connections."""
        log = self.folder / "log"
        try:
            _as_account("pg_ctl", "start", "-w", "-D", str(self.folder / "data"), "-l", str(log), "-o", self._options())
        except subprocess.CalledProcessError as failed:
            raise AssertionError(f"PostgreSQL did not start; its log ends: {log.read_text()[-2000:]}") from failed

    def stop(self) -> None:
        """Stop at once: its data goes with it, so nothing is written down that is only in memory."""
        _as_account("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(self.folder / "data"))

    def kill(self) -> None:
        """Send SIGKILL to the server and to each of its workers, and wait until their shared memory is released.

        It is held still before its workers are counted: a worker that came up after would outlive it, and no server
        starts on its data while one does. Nor does one while the lock names a process of the system's table, be it
        dead and only not collected yet; so the lock goes too.
        """
        lock = self.folder / "data" / "postmaster.pid"
        first = psutil.Process(int(lock.read_text().split("\n", maxsplit=1)[0]))
        first.suspend()
        killed = [*first.children(recursive=True), first]
        for process in killed:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        deadline = time.monotonic() + PATIENCE
        while any(_lives(process) for process in killed):
            assert time.monotonic() < deadline, "PostgreSQL outlived SIGKILL"
            time.sleep(0.01)
        lock.unlink()

    def _options(self) -> str:
        given = {**SETTINGS, "port": str(self.port)}
        return " ".join(f"-c {name}={value}" for name, value in given.items())

    def _do(self, statement: str) -> None:
        # a driver name of its own, so that this helper needs nothing of what is tested
        engine = sa.create_engine(self.url().replace("postgresql:", "postgresql+psycopg:"), poolclass=sa.NullPool)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(statement)


@contextmanager
def running() -> Iterator[PostgresServer]:
    """Serve until the block ends; skips the test where PostgreSQL is not installed."""
    if _program("initdb") is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql; `make system-packages` does)")
    folder = Path(tempfile.mkdtemp(prefix="standing-postgres-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT)
        _as_account(
            "initdb", "-D", str(folder / "data"), "-U", ACCOUNT, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
        )
        server = PostgresServer(folder, free_port())
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lives(process: psutil.Process) -> bool:
    # what is dead and not yet collected by its parent holds nothing
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _program(name: str) -> Path | None:
    newest_first = sorted(DEBIAN.glob(f"*/bin/{name}"), reverse=True)
    on_path = shutil.which(name)
    return newest_first[0] if newest_first else Path(on_path) if on_path else None


def _as_account(name: str, *arguments: str) -> None:
    command = [str(_program(name)), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", ACCOUNT, "--", *command]
    # not a pipe: the server inherits the output and would keep it open
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, cwd="/")
