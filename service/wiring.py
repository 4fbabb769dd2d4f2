"""The composition root: opens what a program needs, from settings, inside functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import structlog

from corpus.answer_store import AnswerStore
from corpus.gazetteer import Gazetteer
from corpus.job_store import JobStore
from corpus.record_store import RecordStore
from corpus.registry import Registry
from service.answering.wire import Answer, Ask, Event
from service.errors import NotReady
from service.gate import Gate
from service.readiness import Parts
from service.settings import Settings

log = structlog.get_logger()


class Library(Protocol):
    """What the doors read of a corpus; `corpus.store.Corpus` is one."""

    @property
    def registry(self) -> Registry:
        """Documents, versions, passages."""

    @property
    def records(self) -> RecordStore:
        """Penalties, orders, matters."""

    @property
    def answers(self) -> AnswerStore:
        """Answers and conversations."""

    @property
    def jobs(self) -> JobStore:
        """Ingest jobs."""

    @property
    def gazetteer(self) -> Gazetteer:
        """Authorities and jurisdictions."""

    def close(self) -> None:
        """Give everything back."""


class Answering(Protocol):
    """The one function behind every door."""

    def answer(self, ask: Ask) -> Answer:
        """A whole answer, verified and stored."""

    def stream(self, ask: Ask) -> Iterator[Event]:
        """The same answer, event by event, as claims pass the verifier."""


Opener = Callable[[Settings], Library]
Builder = Callable[[Library, Settings], Answering]


class Services:
    """What the doors share. `open` may run in a thread while the doors already answer with `NotReady`."""

    def __init__(self, settings: Settings, open_library: Opener, build_answering: Builder) -> None:
        self.settings = settings
        self.parts = Parts(("corpus", "answering"))
        self.gate = Gate(settings.threads, settings.queue)
        self._open_library = open_library
        self._build_answering = build_answering
        self._library: Library | None = None
        self._answering: Answering | None = None

    @property
    def library(self) -> Library:
        """The corpus. Raises `NotReady` until it is open."""
        if self._library is None:
            raise self._not_ready("corpus")
        return self._library

    @property
    def answering(self) -> Answering:
        """The answerer. Raises `NotReady` until its models are loaded."""
        if self._answering is None:
            raise self._not_ready("answering")
        return self._answering

    def open(self) -> None:
        """Open every part, one after the other. Raises what the first part that failed raised."""
        with self.parts.opening("corpus"):
            self._library = self._open_library(self.settings)
        with self.parts.opening("answering"):
            self._answering = self._build_answering(self._library, self.settings)
        log.info("ready", **{part.name: part.seconds for part in self.parts})

    def close(self) -> None:
        """Let what runs finish, then close the corpus."""
        self.gate.close()
        if self._library is not None:
            self._library.close()

    def _not_ready(self, name: str) -> NotReady:
        state = self.parts.state(name)
        if state == "failed":
            return NotReady(f"The {name} could not be opened.", remedy="GET /health/ready says why.")
        return NotReady("The service is still starting.", remedy="Try again in a few seconds.", retry_after=2)
