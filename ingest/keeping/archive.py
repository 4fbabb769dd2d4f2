"""The bytes as they came, by their sha256, each with where and when it was had. The only importer of fsspec.

A folder by default; any store that fsspec knows by its address, S3-compatible ones among them. Bytes are written once:
the same bytes from two addresses share one file, each address keeping its own note beside it.

```
ab/ab12...ef                    the bytes
ab/ab12...ef.from/<16 hex>.json where and when they were first had from one address
```
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

import fsspec
import msgspec

from corpus.errors import MissingExtra, full
from ingest.errors import ArchiveDamaged, ArchiveUnreachable
from ingest.keeping import object_stores


@dataclass(frozen=True, slots=True)
class Retrieval:
    """One address that gave the bytes, and when it first did."""

    url: str
    retrieved_at: dt.datetime
    media_type: str = ""


RETRIEVAL = msgspec.json.Decoder(Retrieval)

FILED = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}(\.from/[0-9a-f]{16}\.json)?")
"""Where the archive keeps bytes, and the notes beside them."""


class Archive:
    """Raw bytes that outlive the site they came from. Safe to share between threads and processes."""

    def __init__(self, address: str | Path) -> None:
        """Open a folder or a store by its address, as in `s3://bucket/standing`. Nothing is read or written yet.

        Raises `MissingExtra` when the store's own package is not installed. Every other method raises
        `ArchiveUnreachable` when an object store cannot be reached or refuses.
        """
        self._address = str(address)
        self._remote = self._address.startswith(object_stores.SCHEME)
        self._files, self._root = object_stores.open_store(self._address) if self._remote else _opened(self._address)
        protocol = self._files.protocol
        self._local = "file" in ((protocol,) if isinstance(protocol, str) else protocol)

    def put(self, data: bytes, *, url: str, retrieved_at: dt.datetime, media_type: str = "") -> str:
        """Keep bytes and where they came from; gives their sha256. What is there already is not written again."""
        sha256 = hashlib.sha256(data).hexdigest()
        place = self._place(sha256)
        with self._reaching():
            if self._size(place) != len(data):
                self._write(place, data)
            note = f"{place}.from/{hashlib.sha256(url.encode()).hexdigest()[:16]}.json"
            if self._size(note) is None:
                self._write(note, msgspec.json.encode(Retrieval(url, retrieved_at, media_type)))
        return sha256

    def read(self, sha256: str) -> bytes:
        """The bytes. Raises `ArchiveDamaged` when they are not there, or are others than were put in."""
        try:
            with self._reaching():
                data = bytes(self._files.cat_file(self._place(sha256)))
        except OSError as error:
            raise ArchiveDamaged(
                f"The archive does not hold {sha256}.", remedy="Run `standing sync --full` to read it again."
            ) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ArchiveDamaged(
                f"What the archive holds as {sha256} are other bytes.",
                remedy="Delete that file and run `standing sync --full`.",
            )
        return data

    def holds(self, sha256: str) -> bool:
        """Whether the bytes are there."""
        with self._reaching():
            return self._size(self._place(sha256)) is not None

    def remove(self, sha256: str) -> None:
        """Forget the bytes and where they came from; removing what is not there is no error."""
        place = self._place(sha256)
        with self._reaching():
            for path in (place, f"{place}.from"):
                with suppress(FileNotFoundError):
                    self._files.rm(path, recursive=True)

    def retrievals(self, sha256: str) -> tuple[Retrieval, ...]:
        """Every address that gave the bytes, the first one first."""
        with self._reaching():
            notes = [self._files.cat_file(path) for path in self._listed(f"{self._place(sha256)}.from")]
        found = [RETRIEVAL.decode(note) for note in notes]
        return tuple(sorted(found, key=lambda retrieval: (retrieval.retrieved_at, retrieval.url)))

    def probe(self) -> None:
        """Look at the archive and change nothing. Raises `ArchiveUnreachable` when it cannot be listed."""
        with self._reaching():
            self._listed(self._root)

    def paths(self) -> list[str]:
        """Every whole file of the archive, bytes and notes, by where it is within, in order."""
        # looking for files leaves out folders that cannot be listed, even the first
        self.probe()
        with self._answering():
            found = (path[len(self._root) + 1 :] for path in self._files.find(self._root))
            return sorted(path for path in found if FILED.fullmatch(path))

    def read_file(self, path: str) -> bytes:
        """One of `paths` as it is. Raises `ArchiveDamaged` when it is not there or is not the bytes of its name."""
        try:
            with self._answering():
                data = bytes(self._files.cat_file(f"{self._root}/{path}"))
        except FileNotFoundError as error:
            raise ArchiveDamaged(f"The archive does not hold {path}.") from error
        if not path.endswith(".json") and hashlib.sha256(data).hexdigest() != Path(path).name:
            raise ArchiveDamaged(f"What the archive holds as {path} are other bytes.")
        return data

    def write_file(self, path: str, data: bytes) -> None:
        """Put one of another archive's `paths` here and read it back; what is there as it should be is left alone.

        Raises `ArchiveDamaged` when other bytes come back.
        """
        if FILED.fullmatch(path) is None:
            raise ValueError(f"{path!r} is not where an archive keeps anything")
        place = f"{self._root}/{path}"
        with self._answering():
            if not self._gives(place, data):
                self._write(place, data)
            if self._gives(place, data):
                return
        raise ArchiveDamaged(f"The archive does not give back {path} as it was put in.", remedy="Examine its disk.")

    def _gives(self, place: str, data: bytes) -> bool:
        return self._size(place) == len(data) and self._files.cat_file(place) == data

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Errors of a folder as those of a store: what is not there is no such error."""
        with self._reaching():
            try:
                yield
            except FileNotFoundError:
                raise
            except OSError as error:
                raise ArchiveUnreachable(
                    f"The archive {self._address} failed: {error.strerror or error}.",
                    remedy="Check STANDING_ARCHIVE, its rights and its room; what was begun can be run again.",
                ) from error

    def _reaching(self) -> AbstractContextManager[None]:
        return object_stores.reaching(self._address) if self._remote else nullcontext()

    def _listed(self, folder: str) -> list[str]:
        try:
            return list(self._files.ls(folder, detail=False))
        except FileNotFoundError:
            return []

    def _place(self, sha256: str) -> str:
        return f"{self._root}/{sha256[:2]}/{sha256}"

    def _size(self, path: str) -> int | None:
        """None where nothing is. fsspec's own `exists` also says no where the store could not be asked."""
        try:
            return int(self._files.info(path)["size"])
        except FileNotFoundError:
            return None

    def _write(self, place: str, data: bytes) -> None:
        """Wholly or not at all: an object store puts objects so by itself, a folder by renaming."""
        if not self._local:
            self._files.pipe_file(place, data)
            return
        try:
            _write_file(Path(place), data)
        except OSError as error:
            raise full(error, f"The archive {self._root}") or error from error


def _write_file(final: Path, data: bytes) -> None:
    final.parent.mkdir(parents=True, exist_ok=True)
    part = final.with_name(f".{final.name}.{uuid.uuid4().hex}")
    try:
        with part.open("wb") as sink:
            sink.write(data)
            sink.flush()
            os.fsync(sink.fileno())
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)


def _opened(address: str) -> tuple[fsspec.AbstractFileSystem, str]:
    """A folder, or a store that fsspec knows by the scheme of its address."""
    try:
        files, root = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise MissingExtra(
            f"The archive {address} needs a package that is not installed: {error}.",
            remedy="Install that package, or keep the archive in a folder or on an S3-compatible store.",
        ) from error
    except ValueError as error:
        raise MissingExtra(
            f"The archive {address} is on no kind of store that is known: {error}.",
            remedy="Use a folder, or an address such as s3://bucket/folder.",
        ) from error
    return files, root
