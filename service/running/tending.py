"""A thread that looks now and then whether the indexes are still as the registry says, and mends them when not.

A server of vectors that lost what it had written, or was put back to an older state, would otherwise find less than is
held until the next start.
"""

from __future__ import annotations

import time
from threading import Event, Thread

import structlog

from corpus.errors import CorpusError
from corpus.store import Corpus

LOOKS_EVERY = 20.0
"""Seconds between two looks; each is two counts and a look for some fifty passages: 5 ms, measured on servers."""

log = structlog.get_logger()


class Tending:
    """Until it is closed."""

    def __init__(self, corpus: Corpus, every: float = LOOKS_EVERY) -> None:
        self._corpus = corpus
        self._every = every
        self._ended = Event()
        self._thread = Thread(target=self._tend, name="tending", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()

    def _tend(self) -> None:
        while not self._ended.wait(self._every):
            began = time.monotonic()
            try:
                wrong = self._corpus.tend()
            except CorpusError as error:
                log.warning("tending", problem=str(error))
            except Exception as error:
                log.exception("tending_failed", exc_info=error)
            else:
                if wrong:
                    log.warning("indexes_mended", entries=wrong, seconds=round(time.monotonic() - began, 1))
