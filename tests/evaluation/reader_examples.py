"""What the reader is fitted to, as windows of tokens: questions on one text, and questions across texts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from tokenizers import Tokenizer

from service.answering.weighing.reader import reader
from service.answering.weighing.reader.reader import FIRST, LAST, OF_QUESTION, OF_SENTENCE, windows
from tests.evaluation.reading import Across, Question, ReadText

PART, OTHER = 0.5, 0.3
"""How often a text is read in part, and a window that does not answer beside the one that does."""
FEWEST = 4
"""Sentences of a part."""
HARD, FEWEST_OTHERS = 12, 3
"""Texts that share most words with a question across texts, from which half of those are drawn that do not belong; and
how many are drawn at least."""


@dataclass(frozen=True)
class Example:
    """A window with its marks, the sentences at these, and which of them bear the answer.

    `asked` says how many tokens the question takes.
    """

    question: Question
    asked: int
    ids: Sequence[int]
    marks: Sequence[int]
    sentences: Sequence[int]

    @property
    def bears(self) -> list[bool]:
        """Of each sentence of the window."""
        return [one in self.question.bears for one in self.sentences]


class Windows:
    """Questions and texts as windows of tokens."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer.from_file(str(reader.FOLDER / "tokens.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def of(self, text: ReadText, question: Question, places: Sequence[int]) -> list[Example]:
        """The windows of some sentences of a text, by their places."""
        asked = [FIRST, *self._tokens(question.q)[:OF_QUESTION], LAST]
        said = [self._tokens(text.sentences[place])[:OF_SENTENCE] for place in places]
        found, at = [], 0
        for ids, marks in windows(asked, said):
            found.append(Example(question, len(asked), ids, marks, places[at : at + len(marks)]))
            at += len(marks)
        return found

    def drawn(self, texts: Sequence[ReadText], dice: random.Random) -> Iterator[Example]:
        """Those of one epoch: texts whole or in part, and of long ones not every window that does not answer."""
        for text in texts:
            for question in text.questions:
                yield from self._some(text, question, dice)

    def across(self, asked: Sequence[Across], near: Near, dice: random.Random) -> Iterator[Example]:
        """Those of one epoch: of each question the texts that belong, and as many others, half of them near."""
        for one in asked:
            for text, question in near.drawn(one, dice):
                yield from self._some(text, question, dice)

    def _some(self, text: ReadText, question: Question, dice: random.Random) -> Iterator[Example]:
        first, last = 0, len(text.sentences)
        if last > FEWEST and dice.random() < PART:
            length = dice.randint(FEWEST, last)
            first = dice.randint(0, last - length)
            last = first + length
        found = self.of(text, question, range(first, last))
        bearing = [one for one in found if any(one.bears)]
        others = [one for one in found if not any(one.bears)]
        yield from bearing
        if others and (not bearing or dice.random() < OTHER):
            yield dice.choice(others)

    def _tokens(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids


class Near:
    """Which texts share most words with a question across texts."""

    def __init__(self, texts: Mapping[str, ReadText]) -> None:
        self._texts = texts
        self._ids = list(texts)
        self._words = TfidfVectorizer(sublinear_tf=True, stop_words="english")
        self._held = self._words.fit_transform(" ".join((one.title, *one.sentences)) for one in texts.values())

    def others(self, asked: Across) -> list[ReadText]:
        """The texts read for the question that do not belong, those that share most of its words first."""
        alike = (self._held @ self._words.transform([asked.q]).T).toarray()[:, 0]
        order = [self._ids[place] for place in np.argsort(-alike, kind="stable")]
        return [self._texts[one] for one in order if one.startswith(tuple(asked.among)) and one not in asked.matters]

    def belonging(self, asked: Across) -> list[tuple[ReadText, Question]]:
        """The texts that belong, each with the question as it is put to it."""
        return [(self._texts[one], _put(asked, bears)) for one, bears in asked.matters.items()]

    def drawn(self, asked: Across, dice: random.Random) -> list[tuple[ReadText, Question]]:
        """The texts that belong, and others."""
        belonging, others = self.belonging(asked), self.others(asked)
        half = max(FEWEST_OTHERS, len(belonging)) // 2 + 1
        found = [*dice.sample(others[:HARD], min(half, HARD)), *dice.sample(others[HARD:], half)]
        return [*belonging, *((one, _put(asked, ())) for one in found)]


def _put(asked: Across, bears: Sequence[int]) -> Question:
    return Question(asked.q, "open", "" if bears else "silent", tuple(bears))
