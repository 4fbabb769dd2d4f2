"""Groups on their way through the embedder into the store: nothing waits that need not, nothing is done twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.publication import Vectors
from corpus.store import Corpus, StoreSettings
from ingest.engines import embedding, intake
from ingest.pipeline import ingest
from ingest.sources.item import Item
from tests.support.embedders import HashingEmbedder

PATIENCE = 20.0  # seconds after which a wait that should have ended fails a test


class Watched(HashingEmbedder):
    """Waits in its first calls, where it is told to, until another has begun."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[list[str]] = []
        self.wait_for = 0
        self.failing = False
        self._lock = threading.Condition()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """As in `HashingEmbedder`."""
        with self._lock:
            self.calls.append(list(texts))
            self._lock.notify_all()
            assert self._lock.wait_for(lambda: len(self.calls) >= self.wait_for, PATIENCE), "no second call came"
        if self.failing:
            raise MemoryError("no room for a vector")
        return super().embed_passages(texts)


@pytest.fixture
def embedder(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Small groups and calls, so that a few documents make several."""
    monkeypatch.setattr(intake, "FIRST_GROUP", 4)
    monkeypatch.setattr(intake, "GROUP_PASSAGES", 4)
    monkeypatch.setattr(embedding, "SLICE", 2)
    return Watched()


@pytest.fixture
def corpus(embedder: Watched, tmp_path: Path) -> Iterator[Corpus]:
    """An empty store."""
    with Corpus.open(StoreSettings(home=tmp_path, models=tmp_path), embedder) as opened:
        yield opened


def files(count: int, *, text: str = "") -> list[Item]:
    """Documents of one passage each; `text` stands in all of them alike, in a passage of its own."""
    return [_file(f"Vans {n} ", text, n) for n in range(count)]


def _file(words: str, text: str, number: int) -> Item:
    said = f"# Notice {number}\n\n{words * 30}\n" + (f"\n# Law\n\n{text}\n" if text else "")
    return Item(f"notices/{number}.md", f"{number}.md", said.encode)


def test_the_next_call_begins_before_the_first_has_ended(corpus: Corpus, embedder: Watched) -> None:
    """The embedder always has the next passages at hand."""
    embedder.wait_for = 2
    report = ingest(corpus, files(12))
    assert (len(report.outcomes), report.failed) == (12, ())


def test_a_text_that_two_groups_hold_is_embedded_once(corpus: Corpus, embedder: Watched) -> None:
    """Also where the first of them is not published yet."""
    report = ingest(corpus, files(12, text="Everybody has the right to know what is kept. " * 8))
    given = [text for call in embedder.calls for text in call]
    assert len(given) == len(set(given)) == report.embedded == 13


def test_every_passage_has_its_own_vector(corpus: Corpus, embedder: Watched) -> None:
    """Whichever call made it."""
    ingest(corpus, files(12))
    held = corpus.registry.passages(corpus.registry.current_passage_ids())
    vectors = corpus.vectors.read(list(held))
    for key, passage in held.items():
        np.testing.assert_allclose(vectors[key], embedder.embed_query(passage.text), atol=1e-6)


def test_an_embedder_that_gives_way_ends_the_run_and_the_next_makes_it_good(corpus: Corpus, embedder: Watched) -> None:
    """What was not embedded is not published."""
    embedder.failing = True
    with pytest.raises(MemoryError):
        ingest(corpus, files(12))
    assert corpus.registry.current_passage_ids() == []
    embedder.failing = False
    assert len(ingest(corpus, files(12)).outcomes) == len(corpus.registry.documents()) == 12


def test_an_interruption_drops_what_has_not_begun(corpus: Corpus, embedder: Watched) -> None:
    """No more is embedded than was under way."""

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(corpus, files(40), on_progress=interrupt)
    assert sum(map(len, embedder.calls)) < 20
