"""Threads share parsers, and wait for none for long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from corpus.documents import ParsedDocument
from ingest.engines.parsers import Parsers
from ingest.parse import parse

TEXT = b"The authority fined Acme. It may appeal."


class Shelf:
    """Opens parsers and counts them; those of files called "slow" are busy until they are released."""

    def __init__(self) -> None:
        self.opened = self.closed = 0
        self.release = threading.Event()

    def parse(self, data: bytes, *, name: str, media_type: str | None = None) -> ParsedDocument:
        if name == "slow.txt":
            assert self.release.wait(10)
        return parse(data, name=name, media_type=media_type)

    @contextmanager
    def open(self) -> Iterator[Shelf]:
        self.opened += 1
        yield self
        self.closed += 1


def test_quick_files_are_read_by_one_parser() -> None:
    """However many threads come one after the other; it is closed in the end, and none is opened for nothing."""
    shelf = Shelf()
    with Parsers(shelf.open) as parsers, ThreadPoolExecutor(2) as pool:
        assert shelf.opened == 0
        for read in [pool.submit(parsers.parse, TEXT, name="a.txt") for _ in range(20)]:
            assert read.result().text.startswith("The authority")
        assert (shelf.opened, shelf.closed) == (1, 0)
    assert shelf.closed == 1


def test_a_busy_parser_gets_another_beside_it() -> None:
    """A long file keeps nobody waiting; a file that fails gives its parser back."""
    shelf = Shelf()
    with Parsers(shelf.open) as parsers, ThreadPoolExecutor(2) as pool:
        slow = pool.submit(parsers.parse, TEXT, name="slow.txt")
        while not shelf.opened:
            assert not slow.done()
        with pytest.raises(Exception, match="empty"):
            parsers.parse(b" ", name="empty.txt")
        assert parsers.parse(TEXT, name="b.txt").text
        assert not slow.done()
        shelf.release.set()
        assert slow.result().text
    assert (shelf.opened, shelf.closed) == (2, 2)
