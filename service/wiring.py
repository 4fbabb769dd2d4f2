"""The composition root: opens what a program needs, from settings, inside functions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from threading import Event

import structlog

from corpus.database import migration_due
from corpus.errors import CorpusError, StoreUnreachable
from corpus.store import Corpus
from corpus.tokens import Tokens
from ingest.keeping.archive import Archive
from service.answering.answer import Answerer
from service.answering.generative.endpoint import Endpoint
from service.answering.generative.link import Link
from service.answering.generative.writing import Writer
from service.errors import NotReady
from service.handover.local_token import remove_token, write_token
from service.jobs.desk import IngestDesk
from service.jobs.runs import runs
from service.observing.counted import Answering, Counted
from service.observing.metrics import Metrics
from service.observing.tracing import open_tracing
from service.perimeter.keys import KeyRing
from service.running.gate import Gate
from service.running.readiness import Part, Parts, State
from service.running.tending import Tending
from service.settings import Settings
from service.stores import store_settings

log = structlog.get_logger()

TRIES_EVERY = 3.0
"""Seconds between two tries to open a part whose server does not answer."""

Opener = Callable[[Settings], Corpus]
Builder = Callable[[Corpus, Settings], Answering]


def build_answerer(corpus: Corpus, settings: Settings) -> Answering:
    """The one function behind every door, over an open corpus."""
    return Answerer(corpus, settings.base_url, writer=open_writer(settings))


def open_writer(settings: Settings) -> Writer | None:
    """The language model of the settings; nothing is asked of it yet. None where none is set up."""
    if not settings.llm_url:
        return None
    endpoint = Endpoint(
        settings.llm_url,
        settings.llm_model,
        settings.llm_key,
        connect_seconds=settings.llm_connect_seconds,
        read_seconds=settings.llm_read_seconds,
        total_seconds=settings.llm_seconds,
        attempts=settings.llm_attempts,
    )
    tokens = Tokens(settings.models_dir)
    return Writer(Link(endpoint), tokens, settings.llm_prompt_tokens, settings.llm_output_tokens)


class Services:
    """What the doors share. `open` may run in a thread while the doors already answer with `NotReady`."""

    def __init__(
        self, settings: Settings, open_library: Opener, build_answering: Builder, *, announced: bool = False
    ) -> None:
        self.settings = settings
        self.parts = Parts(("corpus", "answering", "search"))
        self.gate = Gate(settings.threads, settings.queue)
        self.metrics = Metrics()
        self.tracing = open_tracing(settings.otlp_endpoint)
        self.ring = KeyRing(lambda: self.corpus.keys)
        self._announced = announced
        self._open_corpus = open_library
        self._build_answering = build_answering
        self._corpus: Corpus | None = None
        self._desk: IngestDesk | None = None
        self._answering: Answering | None = None
        self._writer: Writer | None = None
        self._tending: Tending | None = None
        self._closing = Event()

    def seen(self) -> tuple[Part, ...]:
        """Every part as it is now: one that was opened fails while its server does not answer."""
        parts = tuple(self._looked_at(part) for part in self.parts)
        return (*parts, self.model) if self.model else parts

    @property
    def model(self) -> Part | None:
        """The language model as it was last seen; None where none is set up. It is never what makes a door wait."""
        if self._writer is None:
            return None
        seen = self._writer.link.health()
        state: State = "waiting" if seen.ok is None else "ready" if seen.ok else "degraded"
        return Part("language model", state, message=seen.message, remedy=seen.remedy)

    @property
    def corpus(self) -> Corpus:
        """The corpus. Raises `NotReady` until it is open."""
        if self._corpus is None:
            raise self._not_ready("corpus")
        return self._corpus

    @property
    def desk(self) -> IngestDesk:
        """Where ingest jobs are handed in. Raises `NotReady`."""
        if self._desk is None:
            raise self._not_ready("corpus")
        return self._desk

    @cached_property
    def archive(self) -> Archive:
        """The bytes of documents as they came."""
        return Archive(self.settings.archive_address)

    @property
    def answering(self) -> Answering:
        """The answerer. Raises `NotReady` until it is built; the first question may have to wait for the models."""
        if self._answering is None:
            raise self._not_ready("answering")
        return self._answering

    def through(self, door: str) -> Answering:
        """The answerer for one door, whose answers are counted. Raises `NotReady`."""
        return Counted(self.answering, self.metrics, self.tracing, door)

    def open(self) -> None:
        """Open every part, one after the other, models last. Raises what the first part that failed raised.

        A server that does not answer is waited for.
        """
        self._reached("corpus", self._open_library, lambda: migration_due(store_settings(self.settings).registry_url))
        with self.parts.opening("answering"):
            self._answering = self._build_answering(self.corpus, self.settings)
            self._writer = self._answering.writer if isinstance(self._answering, Answerer) else None
        self._reached("search", self.corpus.warm)
        self._tending = Tending(self.corpus)
        log.info("ready", **{part.name: part.seconds for part in self.parts})

    def stop(self) -> None:
        """Wait for no server any more."""
        self._closing.set()

    def close(self) -> None:
        """Let what runs finish, then close the corpus."""
        self.stop()
        self.gate.close()
        if self._tending is not None:
            self._tending.close()
        if self._desk is not None:
            self._desk.close()
        if self._writer is not None:
            self._writer.link.close()
        if self.ring.local_token:
            remove_token(self.settings.home)
        if self._corpus is not None:
            self._corpus.close()
        self.tracing.close()

    def _open_library(self) -> None:
        corpus = self._corpus = self._open_corpus(self.settings)
        self._desk = IngestDesk(corpus, runs(corpus, self.settings, lambda: self.archive))
        if self._announced:
            self._announce(corpus)
        self._watch(corpus, self._desk)

    def _reached(self, name: str, open_part: Callable[[], None], ahead: Callable[[], str] = str) -> None:
        """Open a part as soon as its server answers; `ahead` says what takes long about it."""
        while True:
            try:
                with self.parts.opening(name, ahead()):
                    open_part()
                    return
            except StoreUnreachable as error:
                log.warning("waiting_for_server", part=name, problem=str(error))
                if self._closing.wait(TRIES_EVERY):
                    raise

    def _looked_at(self, part: Part) -> Part:
        if part.state != "ready":
            return part
        try:
            if part.name == "corpus":
                self.corpus.registry.version()
            elif part.name == "search":
                self.corpus.indexes.probe()
        except CorpusError as error:
            return replace(part, state="failed", message=error.message, remedy=error.remedy)
        return part

    def _announce(self, corpus: Corpus) -> None:
        """Tell other processes on this machine where the owner of the store takes work, and how to prove who asks."""
        if corpus.ownership:
            self.ring.local_token = write_token(self.settings.home)
            corpus.ownership.announce(self.settings.local_url)

    def _watch(self, corpus: Corpus, desk: IngestDesk) -> None:
        """Figures that are read when the metrics are asked for."""
        watch = self.metrics.watch
        watch("standing_gate_inside", "Questions that run or wait.", lambda: self.gate.inside)
        watch("standing_ingest_jobs_waiting", "Ingest jobs that run or wait.", lambda: desk.waiting)
        watch("standing_documents", "Documents held.", lambda: corpus.registry.coverage().documents)
        watch("standing_passages", "Passages held.", lambda: corpus.registry.coverage().passages)
        watch("standing_corpus_version", "Rises with every change.", corpus.registry.version)

    def _not_ready(self, name: str) -> NotReady:
        state = self.parts.state(name)
        if state == "failed":
            return NotReady(f"The {name} could not be opened.", remedy="GET /health/ready says why.")
        return NotReady("The service is still starting.", remedy="Try again in a few seconds.", retry_after=2)
