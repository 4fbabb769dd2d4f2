"""A backup that is damaged, cut short, of another version or killed on the way: a clear error, nothing half done."""

from __future__ import annotations

import io
import json
import os
import random
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from corpus.database import look_into_database, sqlite_url
from corpus.errors import StoreOutdated
from corpus.rows import sealed
from corpus.store import StoreSettings
from corpus.tables import REVISION
from corpus.vector_index import ChromaServer
from ingest.errors import BackupDamaged
from ingest.keeping.archive import Archive
from ingest.keeping.backup import back_up
from ingest.keeping.backup_file import BackupFile
from ingest.keeping.restoring import restore
from tests.support.furnishing import embedded, furnish, originals, seals
from tests.support.postgres_server import PostgresServer
from tests.support.schemas import connected, made_at
from tests.support.stores import on_servers

ROOT = Path(__file__).parents[2]
FIRST, LAST = "first", "last"
STAGES = ("originals", "table texts", "tables", "index of words", "index of vectors", "vectors compared")


def quiet(part: str, done: int, total: int) -> None:
    del part, done, total


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> StoreSettings:
    home = tmp_path_factory.mktemp("furnished")
    settings = embedded(home)
    furnish(settings, Archive(home / "archive"))
    return settings


@pytest.fixture(scope="module")
def whole(furnished: StoreSettings) -> bytes:
    """The bytes of a good backup."""
    file = furnished.home / "whole.zip"
    database = look_into_database(furnished.registry_url)
    back_up(database, Archive(furnished.home / "archive"), furnished.home / "sites", file, quiet)
    database.close()
    return file.read_bytes()


def restored(file: Path, home: Path) -> None:
    with BackupFile(file) as backup:
        restore(backup, embedded(home), Archive(home / "archive"), home / "sites", quiet)


def refused(data: bytes, folder: Path) -> None:
    (folder / "b.zip").write_bytes(data)
    with pytest.raises(BackupDamaged) as told:
        restored(folder / "b.zip", folder / "home")
    assert "b.zip" in told.value.message
    assert not (folder / "home").exists()


@pytest.mark.parametrize("kept", [0, 1, 21, 1000, -1, -22, -3000])
def test_a_backup_cut_short_is_refused(whole: bytes, tmp_path: Path, kept: int) -> None:
    """Wherever it ends; nothing is created."""
    refused(whole[:kept] if kept else b"", tmp_path)


def test_a_changed_byte_is_noticed_or_changes_nothing(whole: bytes, tmp_path: Path) -> None:
    """Each of 150 bytes anywhere in the file: no error but ours, and what passes is word for word what was written."""
    choose = random.Random(7)
    places = [choose.randrange(len(whole)) for _ in range(100)]
    # the directory at the end, where most of what a zip says of itself stands
    places += [len(whole) - 1 - choose.randrange(4000) for _ in range(50)]
    noticed = 0
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << choose.randrange(8)
        (tmp_path / "b.zip").write_bytes(changed)
        try:
            with BackupFile(tmp_path / "b.zip") as backup:
                backup.verify(quiet)
                lines = {shape.table: sealed(backup.lines(shape)) for shape in backup.shapes}
                assert lines == {table.shape.table: table.seal for table in backup.manifest.tables}
        except BackupDamaged:
            noticed += 1
    assert noticed > len(places) / 2


def rewritten(whole: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same zip with some members changed or left out: what a careful forger would make."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as sink:
        for name in source.namelist():
            data = change(name, source.read(name))
            if data is not None:
                sink.writestr(name, data)
    return out.getvalue()


def edited_manifest(whole: bytes, **changes: object) -> bytes:
    return rewritten(
        whole, lambda name, data: json.dumps(json.loads(data) | changes).encode() if name == "manifest.json" else data
    )


@pytest.mark.parametrize(
    ("member", "change"),
    [
        *((name, "left out") for name in ("tables/penalties.jsonl", "archive/", "files.sha256", "manifest.json")),
        *((name, "changed") for name in ("tables/penalties.jsonl", "archive/", "files.sha256")),
    ],
)
def test_a_member_that_was_changed_or_left_out_is_named(whole: bytes, tmp_path: Path, member: str, change: str) -> None:
    """A zip that is well formed is compared with its manifest, member by member."""

    def altered(name: str, data: bytes) -> bytes | None:
        if not name.startswith(member):
            return data
        return None if change == "left out" else data + b" "

    refused(rewritten(whole, altered), tmp_path)


def test_other_files_are_no_backups(tmp_path: Path) -> None:
    """Text, another zip, a folder, nothing."""
    refused(b"Dear Sir or Madam", tmp_path)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("manifest.json", "[]")
    refused(out.getvalue(), tmp_path)
    for path, words in ((tmp_path, "cannot be read"), (tmp_path / "nowhere.zip", "no file")):
        with pytest.raises(BackupDamaged, match=words):
            restored(path, tmp_path / "home")


def test_a_path_out_of_the_archive_is_refused(whole: bytes, tmp_path: Path) -> None:
    """By the check of the backup, and by the archive itself."""
    out = io.BytesIO(whole)
    with zipfile.ZipFile(out, "a") as sink:
        sink.writestr("archive/../../evil", b"x")
    refused(out.getvalue(), tmp_path)
    assert not (tmp_path / "evil").exists()
    with pytest.raises(ValueError, match="not where an archive"):
        Archive(tmp_path / "archive").write_file("../../evil", b"x")


@pytest.mark.parametrize(("changes", "words"), [({"format": 2}, "format 2"), ({"revision": "9999"}, "9999")])
def test_a_backup_from_the_future_is_refused(
    whole: bytes, tmp_path: Path, changes: dict[str, object], words: str
) -> None:
    """With what to install."""
    (tmp_path / "b.zip").write_bytes(edited_manifest(whole, **changes))
    with pytest.raises((BackupDamaged, StoreOutdated), match=rf"{words}.*ersion of Standing"):
        restored(tmp_path / "b.zip", tmp_path / "home")


def test_a_backup_of_an_older_schema_is_brought_up_to_date(
    whole: bytes, furnished: StoreSettings, tmp_path: Path
) -> None:
    """Its rows are checked in the schema that they were written in, and then migrated."""
    manifest = json.loads(zipfile.ZipFile(io.BytesIO(whole)).read("manifest.json"))
    made_at(sqlite_url(tmp_path / "older.sqlite3"), "0002")
    with connected(sqlite_url(tmp_path / "older.sqlite3")) as connection:
        there = sa.inspect(connection)
        held = {name: {column["name"] for column in there.get_columns(name)} for name in there.get_table_names()}
    manifest["tables"] = [table for table in manifest["tables"] if table["shape"]["table"] in held]
    tables = {f"tables/{table['shape']['table']}.jsonl": table for table in manifest["tables"]}

    def older(name: str, data: bytes) -> bytes | None:
        if name == "manifest.json":
            return json.dumps(manifest | {"revision": "0002"}).encode()
        if not name.startswith("tables/"):
            return data
        return as_of(tables[name], held, data) if name in tables else None

    (tmp_path / "b.zip").write_bytes(rewritten(whole, older))
    home = tmp_path / "home"
    restored(tmp_path / "b.zip", home)
    before, after = seals(furnished), seals(embedded(home))
    newer = {name for name in before if name not in held}
    assert newer
    assert {name for name in before if before[name] != after[name]} == {"jobs", "documents"} | newer
    database = look_into_database(embedded(home).registry_url)
    with database.read() as connection:
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == REVISION
        assert connection.execute(sa.text("SELECT worker, attempts FROM jobs")).all() == [(None, 0)]
    database.close()


def as_of(table: dict[str, Any], held: dict[str, set[str]], data: bytes) -> bytes:
    """The lines without the columns that the older schema has not; the manifest's table is made to say so."""
    shape = table["shape"]
    kept = [n for n, column in enumerate(shape["columns"]) if column["name"] in held[shape["table"]]]
    lines = [msgspec.json.encode([json.loads(line)[n] for n in kept]) + b"\n" for line in data.splitlines()]
    shape["columns"] = [shape["columns"][n] for n in kept]
    table["seal"] = msgspec.to_builtins(sealed(lines))
    return b"".join(lines)


def killed(kind: str, source: Path, environment: dict[str, str], part: str, when: str) -> int:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("STANDING_")}
    command = [sys.executable, "-m", "tests.support.copy_driver", kind, str(source), part, when]
    ended = subprocess.run(command, cwd=ROOT, env=bare | environment, capture_output=True, text=True, check=False)
    assert ended.stderr == ""
    return ended.returncode


def test_a_backup_killed_on_the_way_leaves_no_backup(furnished: StoreSettings, tmp_path: Path) -> None:
    """What is left has another name, and the next one is not in its way."""
    given = {"STANDING_HOME": str(furnished.home)}
    for part in ("tables", "originals", "tables checked"):
        assert killed("backup", tmp_path / "b.zip", given, part, FIRST) == -9
        assert not (tmp_path / "b.zip").exists()
    assert killed("backup", tmp_path / "b.zip", given, "never", FIRST) == 0
    restored(tmp_path / "b.zip", tmp_path / "home")


@pytest.mark.parametrize(
    "part",
    STAGES,
)
def test_a_restore_killed_on_the_way_is_finished_by_the_next(
    whole: bytes, furnished: StoreSettings, tmp_path: Path, part: str
) -> None:
    """Before the rows are in it begins again; after, it goes on."""
    (tmp_path / "b.zip").write_bytes(whole)
    home = tmp_path / "home"
    assert killed("restore", tmp_path / "b.zip", {"STANDING_HOME": str(home)}, part, LAST) == -9
    restored(tmp_path / "b.zip", home)
    assert seals(embedded(home)) == seals(furnished)
    assert originals(Archive(home / "archive")) == originals(Archive(furnished.home / "archive"))


@pytest.mark.server
def test_a_move_killed_on_the_way_is_finished_by_the_next(
    furnished: StoreSettings, tmp_path: Path, postgres: PostgresServer, chroma: ChromaServer
) -> None:
    """Killed again and again, each time further on; the home that it comes from is as it was."""
    before = seals(furnished)
    place = on_servers(tmp_path / "replica", postgres, chroma)
    assert place.chroma
    environment = {
        "STANDING_HOME": str(tmp_path / "replica"),
        "STANDING_DATABASE_URL": str(place.database_url),
        "STANDING_CHROMA_URL": place.chroma.address,
        "STANDING_CHROMA_DATABASE": place.chroma.database,
        "STANDING_ARCHIVE": str(tmp_path / "there"),
    }
    for part in STAGES:
        assert killed("move", furnished.home, environment, part, LAST) == -9, part
    assert killed("move", furnished.home, environment, "never", LAST) == 0
    assert seals(place) == before == seals(furnished)
    assert originals(Archive(tmp_path / "there")) == originals(Archive(furnished.home / "archive"))
    postgres.drop(str(place.database_url))


def test_a_full_disk_leaves_nothing(furnished: StoreSettings, tmp_path: Path) -> None:
    """The backup is refused with the system's words, and its beginning is removed."""
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000));"
        "from service.cli import main; main(['backup', sys.argv[1]])"
    )
    given = {name: value for name, value in os.environ.items() if not name.startswith("STANDING_")}
    ended = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "b.zip")],
        cwd=ROOT,
        env=given | {"STANDING_HOME": str(furnished.home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "cannot be written" in ended.stderr
    assert list(tmp_path.iterdir()) == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 50_000
