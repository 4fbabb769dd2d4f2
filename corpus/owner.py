"""One owner for an embedded store: Chroma's embedded client corrupts its files when two processes use them.

The lock is the operating system's, so it falls with its process however that ends. It is a POSIX record lock because a
forked child does not inherit it: a parser process that outlives a killed ingest must not keep the store closed.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import threading
from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpus.errors import StoreOwned, full

_held: set[Path] = set()
_guard = threading.Lock()


@dataclass(frozen=True, slots=True)
class Owner:
    """The process that has the store. `url` is set when it is a service that takes work."""

    pid: int
    started_at: dt.datetime
    url: str | None = None


OWNER = msgspec.json.Decoder(Owner)


class Ownership:
    """The lock, held until `release` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises `StoreOwned`, which names the owner and its address."""
        self._path = (folder / "owner.lock").resolve()
        self._card = self._path.with_name("owner.json")
        self._started_at = dt.datetime.now(dt.UTC)
        # closing any descriptor of the file would drop this process's lock, hence the look at our own set first
        with _guard:
            if self._path in _held:
                raise _owned(folder, read_owner(folder))
            self._file = self._path.open("a+b")
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                self._file.close()
                raise _owned(folder, read_owner(folder)) from error
            _held.add(self._path)
        try:
            self.announce(None)
        except OSError as error:
            self.release()
            raise full(error, f"The folder {folder}") or error from error

    def announce(self, url: str | None) -> None:
        """Tell other processes who owns the store and where it takes work."""
        written = self._card.with_suffix(".tmp")
        written.write_bytes(msgspec.json.encode(Owner(os.getpid(), self._started_at, url)))
        written.replace(self._card)

    def release(self) -> None:
        """Give the store free. Releasing twice is no error."""
        with _guard:
            if self._path not in _held:
                return
            self._card.unlink(missing_ok=True)
            _held.discard(self._path)
            self._file.close()


def read_owner(folder: Path) -> Owner | None:
    """Who last took the store and has not given it back; a killed process leaves its card behind."""
    try:
        return OWNER.decode((folder / "owner.json").read_bytes())
    except (OSError, msgspec.DecodeError):
        return None


def _owned(folder: Path, owner: Owner | None) -> StoreOwned:
    if owner is None:
        return StoreOwned(f"Another process owns the store {folder}.", remedy="Wait until it has finished.")
    since = f"process {owner.pid} since {owner.started_at:%Y-%m-%d %H:%M} UTC"
    if owner.url:
        return StoreOwned(
            f"The service at {owner.url} owns the store {folder} ({since}).",
            remedy="Send the work to the service, or stop it first.",
            owner_url=owner.url,
        )
    return StoreOwned(f"The store {folder} is in use by {since}.", remedy="Wait until it has finished, or stop it.")
