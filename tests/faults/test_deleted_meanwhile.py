"""A document is deleted while an answer that read it is on its way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.held.knowledge import SourceText
from service.answering.wire import Ask
from tests.support.shelf import open_shelf, text_item

DECISION = "# Decision on {0} Ltd\n\nThe authority fined {0} Ltd EUR {1},000 for sending advertisements.\n"
QUESTION = "Who was fined for sending advertisements?"


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    decisions = (text_item("heron.md", DECISION.format("Heron", 3)), text_item("pond.md", DECISION.format("Pond", 4)))
    with open_shelf(tmp_path, names="nothing bundled", more=decisions) as held:
        yield held


@pytest.mark.parametrize("reads_before", [0, 1, 2, 5])
def test_the_answer_tells_what_is_still_held(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, reads_before: int
) -> None:
    """Whenever the deletion falls, the answer is one, and cites nothing that is gone once it began anew."""
    answerer = Answerer(corpus)
    heron = next(document for document in corpus.registry.documents() if "Heron" in document.description.title)
    source, reads = answerer.knowledge.source, 0

    def deleting(document_id: str, version: int) -> SourceText:
        nonlocal reads
        if reads == reads_before:
            corpus.delete(heron.id)
        reads += 1
        return source(document_id, version)

    monkeypatch.setattr(answerer.knowledge, "source", deleting)
    answer = answerer.answer(Ask(question=QUESTION))
    assert reads > reads_before
    assert not answer.refused
    assert "Pond Ltd" in answer.text
    (pond,) = corpus.registry.documents()
    again = answerer.answer(Ask(question=QUESTION))
    assert {citation.document_id for citation in again.citations} == {pond.id}
