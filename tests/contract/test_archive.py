"""One contract for the archive: on a folder, on an object store in memory, and on a real S3-compatible server."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
import threading
import uuid
from pathlib import Path

import pytest

from corpus.errors import MissingExtra
from ingest.errors import ArchiveDamaged, ArchiveUnreachable
from ingest.keeping import object_stores
from ingest.keeping.archive import Archive, Retrieval
from tests.support.s3_server import S3Server

MONDAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
TUESDAY = dt.datetime(2026, 3, 3, 9, 0, tzinfo=dt.UTC)
DECISION = b"%PDF-1.7 the decision"
SHA256 = hashlib.sha256(DECISION).hexdigest()


@pytest.fixture
def bucket(s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an archive in an empty bucket of a real server, with the keys to it."""
    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    return s3.new_bucket(uuid.uuid4().hex)


@pytest.fixture(params=["folder", "memory", pytest.param("s3", marks=pytest.mark.server)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "s3":
        return str(request.getfixturevalue("bucket"))
    return str(tmp_path / "archive") if request.param == "folder" else f"memory://{uuid.uuid4().hex}/archive"


def stored(archive: Archive) -> list[str]:
    """Every file of the archive, its notes too."""
    return list(archive._files.find(archive._root))


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
    assert sum(not path.endswith(".json") for path in stored(archive)) == 1


def test_one_archive_is_copied_into_another(address: str, tmp_path: Path) -> None:
    """Bytes and notes, file by file; what is there is left alone, and what is wrong there is mended."""
    source, target = Archive(tmp_path / "source"), Archive(address)
    assert target.paths() == []
    source.put(DECISION, url="https://a.example/1", retrieved_at=MONDAY)
    source.put(b"another", url="https://a.example/2", retrieved_at=TUESDAY)
    (tmp_path / "source" / SHA256[:2] / f".{SHA256}.half").write_bytes(b"half")
    for _ in range(2):
        for path in source.paths():
            target.write_file(path, source.read_file(path))
        target._files.pipe_file(f"{target._root}/{SHA256[:2]}/{SHA256}", b"half")
        with pytest.raises(ArchiveDamaged, match="other bytes"):
            target.read_file(f"{SHA256[:2]}/{SHA256}")
        target.write_file(f"{SHA256[:2]}/{SHA256}", DECISION)
    assert len(target.paths()) == 4
    assert {path: target.read_file(path) for path in target.paths()} == {
        path: source.read_file(path) for path in source.paths()
    }
    assert target.retrievals(SHA256) == source.retrievals(SHA256)
    with pytest.raises(ArchiveDamaged, match="does not hold"):
        target.read_file(f"00/{'0' * 64}")


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
    archive._files.pipe_file(f"{archive._root}/{SHA256[:2]}/{SHA256}", b"half")
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
    assert not [path for path in stored(archive) if "/." in path]


def test_removed_bytes_are_gone_with_their_notes(address: str) -> None:
    """What was removed is not held, knows no address, and can be removed again."""
    archive = Archive(address)
    archive.put(DECISION, url="https://a.example/1", retrieved_at=MONDAY)
    archive.remove(SHA256)
    archive.remove(SHA256)
    assert not archive.holds(SHA256)
    assert archive.retrievals(SHA256) == ()
    assert stored(archive) == []


def test_an_archive_is_probed_without_a_change(address: str) -> None:
    """Looking at an archive that is empty, or was not made yet, is no error and makes nothing."""
    archive = Archive(address)
    archive.probe()
    assert stored(archive) == []
    archive.put(DECISION, url="https://a.example/1", retrieved_at=MONDAY)
    archive.probe()


@pytest.mark.server
def test_long_bytes_go_to_a_server_whole(bucket: str) -> None:
    """A document of many megabytes, as a scan is, comes back byte for byte."""
    scan = bytes(range(256)) * 100_000
    sha256 = Archive(bucket).put(scan, url="https://a.example/scan", retrieved_at=MONDAY)
    assert Archive(bucket).read(sha256) == scan


@pytest.mark.server
@pytest.mark.parametrize(
    ("changed", "address", "said", "remedy"),
    [
        ({}, "s3://no-such-bucket/archive", "no bucket 'no-such-bucket'", "Make the bucket"),
        ({"AWS_SECRET_ACCESS_KEY": "another"}, None, "SignatureDoesNotMatch|403", "AWS_SECRET_ACCESS_KEY"),
        ({"AWS_ACCESS_KEY_ID": "somebody-else"}, None, "InvalidAccessKeyId|403", "AWS_ACCESS_KEY_ID"),
        ({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, None, "no credentials", "AWS_ACCESS_KEY_ID"),
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, None, "cannot be reached", "AWS_ENDPOINT_URL"),
    ],
    ids=["bucket", "secret", "key", "no key", "dead"],
)
def test_what_stands_between_us_and_a_server_is_said(
    bucket: str, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], address: str | None, said: str, remedy: str
) -> None:
    """Nothing passes for absent that could not be asked after; each method says what is wrong and what to do."""
    Archive(bucket).put(DECISION, url="https://a.example/1", retrieved_at=MONDAY)
    for name, value in changed.items():
        monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name)
    monkeypatch.setitem(object_stores.RETRIES, "max_retries", 1)
    archive = Archive(address or bucket)
    for ask in (
        lambda: archive.put(DECISION, url="https://b.example/1", retrieved_at=MONDAY),
        lambda: archive.read(SHA256),
        lambda: archive.holds(SHA256),
        lambda: archive.retrievals(SHA256),
        lambda: archive.remove(SHA256),
        archive.probe,
    ):
        with pytest.raises(ArchiveUnreachable, match=said) as failed:
            ask()
        assert remedy in failed.value.remedy
        assert "a-secret-of-tests" not in str(failed.value)


def test_an_object_store_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named where obstore is not installed."""
    monkeypatch.setitem(sys.modules, "obstore.fsspec", None)
    with pytest.raises(MissingExtra, match=r"--editable '\.\[s3\]'"):
        Archive("s3://bucket/archive")


def test_an_unknown_kind_of_store_is_refused() -> None:
    """A store that nothing installed can reach is an error that says what to install or use."""
    with pytest.raises(MissingExtra):
        Archive("nostore://bucket/archive")
