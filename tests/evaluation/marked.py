"""The sentences of whole decisions that bear the answer to a question, marked one by one by who wrote the question.

Tuning questions only say which facts an answer must hold: their sentences are found by the words of these. Of whole
decisions and long texts (`tests/evaluation/reading`, `tests/evaluation/long_texts`) each bearing sentence is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.publishing import document_id_of
from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.held.dossier import Sentence
from service.answering.weighing import bearing
from tests.evaluation.considered import reading_of
from tests.evaluation.logistic import Array
from tests.evaluation.long_texts import is_held_out, read_texts
from tests.evaluation.reading import Question, ReadText, read_whole
from tests.evaluation.stores import DECISIONS, LONG, open_kept, open_store


@dataclass(frozen=True)
class Marked:
    """The sentences of one decision for one question: their features, and which of them bear the answer."""

    matter: str
    features: Array
    bears: Array


def marked() -> list[Marked]:
    """All questions that long decisions answer, but those of the long texts that are held out."""
    embedder = open_kept()
    with open_store(DECISIONS, embedder) as corpus:
        found = list(_of_texts(corpus, read_whole(corpus)))
    with open_store(LONG, embedder) as corpus:
        texts = [one.read_from(corpus) for one in read_texts() if not is_held_out(one)]
        found += _of_texts(corpus, texts)
    return found


def _of_texts(corpus: Corpus, texts: Sequence[ReadText]) -> Iterator[Marked]:
    corpus.warm()
    answerer = Answerer(corpus)
    for text in texts:
        for question in text.questions:
            reading = reading_of(answerer, question.q, text.document)
            stating, features = bearing.features(reading.query, reading.pool)
            bears = np.array([_bears(one, text, question) for one in stating])
            if bears.any() and bearing.is_long(stating):
                yield Marked(reading.dossier.id, np.array(features), bears)


def _bears(sentence: Sentence, text: ReadText, question: Question) -> bool:
    span = sentence.proof.span
    spans = (text.spans[place] for place in question.bears)
    return sentence.proof.document_id == document_id_of(text.document) and any(
        start < span.end and span.start < end for start, end in spans
    )
