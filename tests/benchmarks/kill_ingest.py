"""kill -9 at random moments of an ingest: a second run finishes it, and the store is as if nothing had happened.

`python -m tests.benchmarks.kill_ingest [--kills N] [--seed N] [--from N]`. Each time a store that holds the first
versions of a folder is copied, an ingest of the second versions (half of the files changed, as many new) is killed with
every process it started, another ingest finishes the work, and then all that a reader could see is compared with an
ingest that nobody disturbed: every row of the registry (moments aside), both indexes, the kept vectors; `standing
doctor` finds nothing. Stops at the first difference. Victims and finishers are forked from a process that has imported
everything and opened nothing, so that a hundred kills take minutes. The embedder is the hashing one: real vectors would
only make the moments between the steps rarer.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import chromadb
import click
import msgspec
import psutil
import sqlalchemy as sa

from corpus.doctor import examine
from corpus.store import Corpus, StoreSettings
from corpus.tables import metadata
from ingest.parse.apart import zygote
from ingest.pipeline import ingest
from ingest.report import Status
from ingest.sources import folder
from tests.support.embedders import HashingEmbedder
from tests.support.pdfs import lines, pdf

assert chromadb, zygote  # imported here so that victims need not
FILES = 40
COPIES = {3: 1, 6: 2}
"""The last digit of a file that says what the one so many before it says."""

MOMENTS = {"retrieved_at", "stored_at", "changed_in", "created_at", "updated_at", "started_at", "finished_at"}
TABLES = [table for table in metadata.sorted_tables if table.name not in {"counters", "jobs"}]
NOT_OURS = {"models", "embedding model", "disk"}
"""What `standing doctor` says of a machine without the pinned model, or with little space."""


def documents(root: Path, version: int) -> None:
    """Text, pages and PDFs of different lengths; version 2 changes half and adds half as many.

    Some passages are shared, and two files of ten repeat others: of those one has something of its own in version 2.
    """
    root.mkdir(exist_ok=True)
    for n in range(FILES + FILES // 2 * (version - 1)):
        said = version if n % 2 else 1
        told = n - COPIES.get(n % 10, 0)
        paragraphs = [
            f"Acme {told % 7} must delete record {told * k} of issue {said}. " * 8 for k in range(told % 9 + 1)
        ]
        if n % 8 == 0:
            (root / f"{n:03}.pdf").write_bytes(pdf([lines("\n".join(text[:90] for text in paragraphs))]))
        elif n % 8 == 1:
            body = "".join(f"<p>{text}</p>" for text in paragraphs)
            (root / f"{n:03}.html").write_text(
                f"<html><body><article><h1>Notice {n}</h1>{body}</article></body></html>"
            )
        else:
            (root / f"{n:03}.txt").write_text("\n\n".join(paragraphs))


def opened(home: Path) -> Corpus:
    return Corpus.open(StoreSettings(home=home, models=home / "models"), HashingEmbedder())


def read(home: Path, root: Path) -> None:
    """One ingest, to its end."""
    with opened(home) as corpus:
        report = ingest(corpus, folder.items([root]))
        assert not report.failed, report.failed
        assert report.counts[Status.NEEDS_OCR] == 0


def contents(home: Path) -> dict[str, object]:
    """All that a reader could see, hashed by table, and what is wrong by `standing doctor`."""
    with opened(home) as corpus:
        repaired = corpus.repair()
        assert repaired == 0, f"{repaired} passages were still to be repaired"
        wanted = set(corpus.registry.current_passage_ids())
        for name, held in (("words", corpus.lexical.ids()), ("vectors", corpus.vectors.ids())):
            assert held == wanted, f"{name}: {len(wanted - held)} passages are missing, {len(held - wanted)} too many"
        missing = corpus.kept_vectors.missing(corpus.embedder.identity)
        assert missing == [], f"{len(missing)} vectors are not kept"
        with corpus.registry.database.read() as connection:
            seen: dict[str, object] = {table.name: _rows(connection, table) for table in TABLES}
    findings = examine(StoreSettings(home=home, models=home / "models"))
    wrong = [finding.message for finding in findings if not finding.ok and finding.part not in NOT_OURS]
    return seen | {"wrong": wrong}


def _rows(connection: sa.Connection, table: sa.Table) -> tuple[int, str]:
    columns = [column for column in table.columns if column.name not in MOMENTS]
    rows = sorted(map(repr, connection.execute(sa.select(*columns)).all()))
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


def forked(work: Callable[[], None], out: Path) -> int:
    """A child in a group of its own that does the work; what it says goes to a file. Gives its process id."""
    child = os.fork()
    if child == 0:
        _run(work, out)
    return child


def _run(work: Callable[[], None], out: Path) -> NoReturn:
    status = 1
    try:
        os.setsid()
        os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), sys.stderr.fileno())
        work()
        status = 0
    except BaseException as error:  # noqa: BLE001 - said to whoever waits, who gives the work up
        os.write(sys.stderr.fileno(), f"{type(error).__name__}: {error}".encode())
    finally:
        os._exit(status)


def finished(work: Callable[[], None], out: Path) -> None:
    """Do the work in a child, to its end. Raises `click.ClickException` with its words when it fails."""
    _, status = os.waitpid(forked(work, out), 0)
    if status != 0:
        raise click.ClickException(out.read_text())


def killed(work: Callable[[], None], out: Path, after: float) -> bool:
    """Start the work and kill it with all that it started; whether it was still at it."""
    child = forked(work, out)
    time.sleep(after)
    victims = [psutil.Process(child), *psutil.Process(child).children(recursive=True)]
    running = os.waitpid(child, os.WNOHANG) == (0, 0)
    for victim in victims:
        with suppress(psutil.NoSuchProcess):
            victim.send_signal(signal.SIGKILL)
    if running:
        os.waitpid(child, 0)
    return running


class Trial:
    """The folder, the store that every trial begins with, and what an undisturbed ingest makes of it."""

    def __init__(self, work: Path) -> None:
        self._work, self._root = work, work / "decisions"
        documents(self._root, 1)
        finished(lambda: read(work / "base", self._root), work / "out")
        documents(self._root, 2)
        home = self._copied("undisturbed")
        began = time.monotonic()
        finished(lambda: read(home, self._root), work / "out")
        self.seconds = time.monotonic() - began
        self.undisturbed = self._contents(home)

    def disturbed(self, after: float) -> tuple[bool, dict[str, object]]:
        """Kill an ingest, finish it, and say whether the kill fell in its midst and what is there now."""
        home = self._copied("killed")
        fell = killed(lambda: read(home, self._root), self._work / "out", after)
        finished(lambda: read(home, self._root), self._work / "out")
        return fell, self._contents(home)

    def _copied(self, name: str) -> Path:
        home = self._work / name
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self._work / "base", home)
        return home

    def _contents(self, home: Path) -> dict[str, object]:
        told = self._work / "contents.json"
        finished(lambda: _tell(told, contents(home)), self._work / "out")
        seen: dict[str, object] = msgspec.json.decode(told.read_bytes())
        return seen


def _tell(path: Path, seen: dict[str, object]) -> None:
    path.write_bytes(msgspec.json.encode(seen))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--from", type=int, default=0, dest="first", help="skip so many of the seed's moments")
    options = parser.parse_args()
    moments = random.Random(options.seed)
    shares = [moments.random() for _ in range(options.first + options.kills)][options.first :]
    fallen = 0
    with tempfile.TemporaryDirectory(prefix="standing-kills-") as work:
        trial = Trial(Path(work))
        assert trial.undisturbed["wrong"] == [], trial.undisturbed
        for number, share in enumerate(shares, start=1):
            fell, seen = trial.disturbed(share * trial.seconds)
            fallen += fell
            wrong = {name: (seen[name], value) for name, value in trial.undisturbed.items() if seen[name] != value}
            if wrong:
                raise click.ClickException(f"kill {number}, after {share * trial.seconds:.3f} s: {wrong}")
    counted = {name: trial.undisturbed[name][0] for name in ("versions", "passages", "vectors")}  # type: ignore[index]
    click.echo(
        f"{len(shares)} kills within {trial.seconds:.1f} s, {fallen} in the midst of the work: each time the same"
    )
    click.echo(", ".join(f"{count} {name}" for name, count in counted.items()) + ", and nothing for the doctor")


if __name__ == "__main__":
    main()
