"""What is measured of every contender, round by round."""

from __future__ import annotations

import shutil
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import click

from corpus.embedding import Embedder
from corpus.store import Corpus, StoreSettings
from tests.benchmarks.contender import Contender, ContenderFailed, load_now, timed_ready
from tests.benchmarks.environments import CACHE, STANDING, Environment
from tests.benchmarks.kept_stores import Documents, kept, written
from tests.benchmarks.peer_figures import ASKERS, Asking, Contested, Quality, Taken
from tests.evaluation.known_items import KnownItem
from tests.evaluation.stores import key_of
from tests.support.models import MODELS

LIMIT = 10
"""Passages a query asks for while it is timed."""

DEPTH = 200
"""Passages a query asks for while it is judged: as many as Standing fuses."""

DEPTHS = (1, 5, 10, 20)

One = TypeVar("One")


@dataclass
class Rounds:
    """The contenders, what they are asked, and what was seen so far.

    `items` are the known-item queries, which may be none; `texts` is what is asked while it is timed, `questions` what
    Standing answers whole.
    """

    documents: Documents
    sample: Documents
    items: Sequence[KnownItem]
    texts: Sequence[str]
    questions: Sequence[str]
    rounds: int
    embedder: Embedder
    environments: dict[str, Environment]
    folders: dict[str, Path] = field(default_factory=dict)
    found: dict[str, Contested] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    answers: dict[str, list[Asking]] = field(default_factory=dict)
    passages_alone: list[Taken] = field(default_factory=list)
    query_alone: list[float] = field(default_factory=list)
    load_averages: list[float] = field(default_factory=list)

    def run(self) -> None:
        """All of it. Who cannot ingest is left out, with what it said."""
        self._build()
        for round_ in range(self.rounds):
            self._said(f"round {round_ + 1} of {self.rounds}: ingest, time to ready")
            self._ingest(round_)
            self._ready(round_)
        self._ask()

    def _build(self) -> None:
        for name, environment in list(self.environments.items()):
            try:
                folder, built = kept(environment, self.documents)
                with Contender(environment, folder) as contender:
                    versions = contender.versions()
            except ContenderFailed as failure:
                self._said(str(failure))
                self.left_out[name] = str(failure)
                del self.environments[name]
            else:
                self.folders[name] = folder
                self.found[name] = Contested(versions, built)

    def _ingest(self, round_: int) -> None:
        """The sample into new stores. Models are loaded before the time starts."""
        path = written(self.sample, "sample")
        for name, environment in in_turn(self.environments, round_):
            folder = CACHE / "sample" / name
            shutil.rmtree(folder, ignore_errors=True)
            with Contender(environment, folder) as contender:
                contender.load(to_ingest=True)
                took = contender.ingest(path)
                self.found[name].read = self.found[name].read or contender.read()
            self.found[name].sample_passages = took.passages
            self.found[name].ingest.append(Taken(took.seconds, took.processor))
            if name == STANDING:
                self.passages_alone.append(self._embedded(passages_in(folder)))

    def _ready(self, round_: int) -> None:
        for name, environment in in_turn(self.environments, round_):
            took = timed_ready(environment, self.folders[name], self.texts[0], LIMIT)
            self.found[name].ready.append(Taken(took.seconds, took.processor))

    def _ask(self) -> None:
        """By one asker and by sixteen, all stores open; then how good the found is."""
        with ExitStack() as stack:
            opened = {
                name: stack.enter_context(Contender(environment, self.folders[name]))
                for name, environment in self.environments.items()
            }
            for contender in opened.values():
                contender.load()
                contender.open()
                contender.search(self.texts[:5], limit=LIMIT)
            for round_ in range(self.rounds):
                self._said(f"round {round_ + 1} of {self.rounds}: queries")
                for name, contender in in_turn(opened, round_):
                    self._asked(name, contender)
                self.query_alone.append(statistics.median(map(self._query_embedded, self.texts)))
            for name, contender in opened.items() if self.items else ():
                self.found[name].quality = {
                    "unmasked": judged(contender, self.items, lambda item: item.text),
                    "masked": judged(contender, self.items, lambda item: item.masked),
                }

    def _asked(self, name: str, contender: Contender) -> None:
        held = self.found[name]
        for askers, rounds in ((1, held.one), (ASKERS, held.many)):
            asked = contender.search(self.texts, limit=LIMIT, askers=askers)
            rounds.append(Asking(asked.seconds, asked.processor, asked.each))
        if name == STANDING:
            for askers in (1, ASKERS):
                asked = contender.answer(self.questions, askers=askers)
                self.answers.setdefault(str(askers), []).append(Asking(asked.seconds, asked.processor, asked.each))

    def _embedded(self, texts: list[str]) -> Taken:
        """The passages alone, longest first, as one call."""
        clock, work = time.perf_counter(), time.process_time()
        self.embedder.embed_passages(texts)
        return Taken(time.perf_counter() - clock, time.process_time() - work)

    def _query_embedded(self, text: str) -> float:
        began = time.perf_counter()
        self.embedder.embed_query(text)
        return time.perf_counter() - began

    def _said(self, line: str) -> None:
        self.load_averages.append(load_now())
        click.echo(line, err=True)


def in_turn(among: Mapping[str, One], round_: int) -> Iterator[tuple[str, One]]:
    """All of them, another one first in each round."""
    names = list(among)
    first = round_ % len(names)
    for name in names[first:] + names[:first]:
        yield name, among[name]


def passages_in(folder: Path) -> list[str]:
    """What Standing made of the documents."""
    with Corpus.open(StoreSettings(home=folder, models=MODELS)) as corpus:
        held = corpus.registry.passages(corpus.registry.current_passage_ids()).values()
        return sorted((passage.text for passage in held), key=len, reverse=True)


def judged(contender: Contender, items: Sequence[KnownItem], form: Callable[[KnownItem], str]) -> Quality:
    """How far up each query's document was."""
    found = contender.search([form(item) for item in items], limit=DEPTH).found
    places = [place(each, key_of(item.document)) for item, each in zip(items, found, strict=True)]
    recalls = [sum(0 < at <= depth for at in places) / len(places) for depth in DEPTHS]
    return Quality(recalls, sum(1 / at for at in places if at) / len(places))


def place(found: Sequence[str], wanted: str) -> int:
    """Where a document stands among those found, from 1, each counted once; 0 where it was not found."""
    ordered = list(dict.fromkeys(found))
    return ordered.index(wanted) + 1 if wanted in ordered else 0
