"""Windows of whole decisions, as the program reads them: what the reader of long decisions is fitted on to."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.publishing import document_id_of
from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.weighing.rereading import AROUND, runs
from tests.evaluation.considered import reading_of
from tests.evaluation.reader_examples import Example, Windows
from tests.evaluation.reading import Question, ReadText

OTHERS = 2
"""Windows that do not answer, of each question and epoch."""


@dataclass(frozen=True)
class Asked:
    """A question on a decision, with the stretches of sentences that the program reads for it, by their places."""

    text: ReadText
    question: Question
    stretches: Sequence[Sequence[int]]

    def windows(self, windows: Windows) -> list[Example]:
        """All that is read."""
        return [one for stretch in self.stretches for one in windows.of(self.text, self.question, stretch)]

    def drawn(self, windows: Windows, dice: random.Random) -> Iterator[Example]:
        """The windows that answer, read or not, and some of the others."""
        read = self.windows(windows)
        held = {place for stretch in self.stretches for place in stretch}
        for place in self.question.bears:
            if place not in held:
                around = range(max(0, place - AROUND), min(len(self.text.sentences), place + AROUND + 1))
                read += windows.of(self.text, self.question, around)
        yield from (one for one in read if any(one.bears))
        others = [one for one in read if not any(one.bears)]
        yield from dice.sample(others, min(OTHERS, len(others)))


def read_asked(corpus: Corpus, texts: Sequence[ReadText]) -> list[Asked]:
    """Every question on some of the decisions of a corpus."""
    corpus.warm()
    answerer = Answerer(corpus)
    return [
        Asked(text, question, _stretches(answerer, text, question)) for text in texts for question in text.questions
    ]


def _stretches(answerer: Answerer, text: ReadText, question: Question) -> list[list[int]]:
    """What the program reads of the decision for the question, without sentences of other documents of its matter."""
    id_, weighed = document_id_of(text.document), reading_of(answerer, question.q, text.document).weighed
    places = {start: place for place, (start, _) in enumerate(text.spans)}
    proofs = [one.sentence.proof for one in weighed]
    found = [
        [
            places[proofs[at].span.start]
            for at in run
            if proofs[at].document_id == id_ and proofs[at].span.start in places
        ]
        for run in runs(weighed)
    ]
    return [run for run in found if run]
