"""Parsers that several threads share: another is opened only when none has come free for a while.

Starting a parsing program costs a tenth of a second of processor time, as much as reading ten decisions, and most texts
are read in a few milliseconds: then one program serves all threads.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Self

from corpus.documents import ParsedDocument
from ingest.preparing.stages import Parser

OpenParser = Callable[[], AbstractContextManager[Parser]]

PATIENCE = 0.25
"""Seconds to wait for a parser before another is opened: the first starts its program and reads a text in 0.1."""


class Parsers:
    """A parser for any number of threads. All that were opened are closed with the block."""

    def __init__(self, open_parser: OpenParser) -> None:
        self._open = open_parser
        self._idle: queue.LifoQueue[Parser] = queue.LifoQueue()
        self._opened = ExitStack()
        self._lock = threading.Lock()
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def parse(self, data: bytes, *, name: str, media_type: str | None = None) -> ParsedDocument:
        """See `Parser`."""
        parser = self._first() or self._free()
        try:
            return parser.parse(data, name=name, media_type=media_type)
        finally:
            self._idle.put(parser)

    def _first(self) -> Parser | None:
        with self._lock:
            return None if self._count else self._another()

    def _free(self) -> Parser:
        try:
            return self._idle.get(timeout=PATIENCE)
        except queue.Empty:
            with self._lock:
                return self._another()

    def _another(self) -> Parser:
        self._count += 1
        return self._opened.enter_context(self._open())
