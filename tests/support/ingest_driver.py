"""Ingests a folder with the hashing embedder, in a process of its own that a test may kill."""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.pipeline import ingest
from ingest.sources import folder
from tests.support.stores import open_store


def say(word: str) -> None:
    """One line, at once."""
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def main(home: str, *paths: str) -> None:
    """Says "opened" when it has the store, begins when a line or the end of its input says so, and says "done" last."""
    with open_store(Path(home)) as corpus:
        say("opened")
        sys.stdin.readline()
        ingest(corpus, folder.items([Path(path) for path in paths]))
    say("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
