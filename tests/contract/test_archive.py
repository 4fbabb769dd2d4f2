"""One contract for the archive, on a folder and on an object store."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
import uuid
from pathlib import Path

import fsspec
import pytest

from corpus.errors import MissingExtra
from ingest.archive import Archive, Retrieval
from ingest.errors import ArchiveDamaged

MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
TUESDAY = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)
DECISION = b"%PDF-1.7 the decision"
SHA256 = hashlib.sha256(DECISION).hexdigest()


@pytest.fixture(params=["folder", "object store"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "archive") if request.param == "folder" else f"memory://{uuid.uuid4().hex}/archive"


def test_bytes_are_read_by_their_sha256(address: str) -> None:
    """What was put in comes out, also for one who opens the archive later."""
    assert Archive(address).put(DECISION, url="https://a.example/1", retrieved_at=MONDAY) == SHA256
    assert Archive(address).holds(SHA256)
    assert Archive(address).read(SHA256) == DECISION


def test_the_same_bytes_are_kept_once_with_every_address(address: str) -> None:
    """Two sites with one press release share its bytes; each address keeps the time it first gave them."""
    archive = Archive(address)
    archive.put(DECISION, url="https://b.example/1", retrieved_at=TUESDAY, media_type="application/pdf")
    archive.put(DECISION, url="https://a.example/1", retrieved_at=MONDAY)
    archive.put(DECISION, url="https://a.example/1", retrieved_at=TUESDAY)
    assert archive.retrievals(SHA256) == (
        Retrieval("https://a.example/1", MONDAY),
        Retrieval("https://b.example/1", TUESDAY, "application/pdf"),
    )
    files, root = fsspec.core.url_to_fs(address)
    assert sum(not path.endswith(".json") for path in files.find(root)) == 1


def test_bytes_that_are_not_there_are_said_to_be_missing(address: str) -> None:
    """An unknown sha256 is a clear error that says how to get the bytes again."""
    archive = Archive(address)
    assert not archive.holds(SHA256)
    assert archive.retrievals(SHA256) == ()
    with pytest.raises(ArchiveDamaged, match="sync --full"):
        archive.read(SHA256)


def test_other_bytes_under_a_sha256_are_never_given(address: str) -> None:
    """Bytes that were changed in the archive are not passed off as the originals, and are mended when put again."""
    archive = Archive(address)
    archive.put(DECISION, url="https://a.example/1", retrieved_at=MONDAY)
    files, root = fsspec.core.url_to_fs(address)
    files.pipe_file(f"{root}/{SHA256[:2]}/{SHA256}", b"half")
    with pytest.raises(ArchiveDamaged, match="other bytes"):
        archive.read(SHA256)
    archive.put(DECISION, url="https://a.example/1", retrieved_at=TUESDAY)
    assert archive.read(SHA256) == DECISION


def test_many_may_put_the_same_bytes_at_once(address: str) -> None:
    """Writers do not disturb each other and leave no parts behind."""
    archive = Archive(address)
    threads = [
        threading.Thread(
            target=archive.put, args=(DECISION,), kwargs={"url": f"https://{n}.example", "retrieved_at": MONDAY}
        )
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert archive.read(SHA256) == DECISION
    assert len(archive.retrievals(SHA256)) == 8
    files, root = fsspec.core.url_to_fs(address)
    assert not [path for path in files.find(root) if "/." in path]


def test_removed_bytes_are_gone_with_their_notes(address: str) -> None:
    """What was removed is not held, knows no address, and can be removed again."""
    archive = Archive(address)
    archive.put(DECISION, url="https://a.example/1", retrieved_at=MONDAY)
    archive.remove(SHA256)
    archive.remove(SHA256)
    assert not archive.holds(SHA256)
    assert archive.retrievals(SHA256) == ()


def test_an_unknown_kind_of_store_is_refused() -> None:
    """A store that nothing installed can reach is an error that says what to install or use."""
    with pytest.raises(MissingExtra):
        Archive("nostore://bucket/archive")
