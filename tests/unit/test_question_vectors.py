"""Questions are embedded beside what is done before, and once."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from corpus.publication import Vector
from corpus.question_vectors import QuestionVectors


class Embedding:
    """Embeds once it is let, and remembers the threads in which it was asked."""

    def __init__(self) -> None:
        self.let = threading.Event()
        self.asked: list[str] = []
        self.failing = False

    def __call__(self, text: str) -> Vector:
        self.asked.append(threading.current_thread().name)
        assert self.let.wait(10)
        if self.failing:
            raise OSError(text)
        return np.full(2, len(text), np.float32)


@pytest.fixture
def embedding() -> Embedding:
    return Embedding()


@pytest.fixture
def questions(embedding: Embedding) -> Iterator[QuestionVectors]:
    made = QuestionVectors(embedding, threads=1)
    yield made
    embedding.let.set()
    made.close()


def test_a_question_that_was_begun_is_embedded_beside_its_caller_and_once(
    embedding: Embedding, questions: QuestionVectors
) -> None:
    questions.begin("who")
    questions.begin("who")
    embedding.let.set()
    assert questions.of("who").tolist() == [3.0, 3.0]
    assert questions.of("who").tolist() == [3.0, 3.0]
    assert [name.startswith("question") for name in embedding.asked] == [True]


def test_a_question_that_nobody_began_is_embedded_where_it_is_needed(
    embedding: Embedding, questions: QuestionVectors
) -> None:
    embedding.let.set()
    assert questions.of("when").tolist() == [4.0, 4.0]
    assert embedding.asked == [threading.current_thread().name]


def test_what_fails_beside_fails_for_who_needs_it_and_is_tried_again(
    embedding: Embedding, questions: QuestionVectors
) -> None:
    embedding.failing = True
    embedding.let.set()
    questions.begin("why")
    with pytest.raises(OSError, match="why"):
        questions.of("why")
    embedding.failing = False
    assert questions.of("why").tolist() == [3.0, 3.0]
