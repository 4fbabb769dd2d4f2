"""Whether an embedded Chroma folder can be opened at all: a damaged graph ends the process that walks it.

Chroma reads its graph files unchecked, and one whose bytes were lost crashes the process with a segmentation fault
instead of an error. So files that are not those we left are first opened by a process of its own, which may crash.
Looking at sizes and times costs nothing on every other opening.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import msgspec

SEAL = "sealed.json"
GRAPH = "*/*.bin"
PROBE_SECONDS = 300.0
"""How long the trial may take; of 1,500 passages it took 2.7 s on two shared cores, nearly all of it imports."""

ROOT = Path(__file__).parents[1]


def seal(folder: Path) -> None:
    """Note the graph's files as they are now, after a client has closed them."""
    written = folder / f"{SEAL}.tmp"
    # without a seal, for want of room, the next opening tries the folder elsewhere first
    with suppress(OSError):
        written.write_bytes(msgspec.json.encode(_files(folder)))
        written.replace(folder / SEAL)


def survives(folder: Path) -> bool:
    """Whether the folder can be opened and searched. Tries it elsewhere unless its files are as they were left."""
    files = _files(folder)
    if not files or files == _sealed(folder):
        return True
    command = [sys.executable, "-m", "corpus.chroma_trial", str(folder.absolute())]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    try:
        ended = subprocess.run(  # noqa: S603 - our own module and folder
            command,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=PROBE_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0


def _files(folder: Path) -> dict[str, list[int]]:
    found = {str(path.relative_to(folder)): path.stat() for path in sorted(folder.glob(GRAPH))}
    return {name: [seen.st_size, seen.st_mtime_ns] for name, seen in found.items()}


def _sealed(folder: Path) -> object:
    try:
        return msgspec.json.decode((folder / SEAL).read_bytes())
    except (OSError, msgspec.DecodeError):
        return None
