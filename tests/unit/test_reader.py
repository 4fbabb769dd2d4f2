"""What the reader makes of a question and sentences, and how it cuts them into windows."""

from __future__ import annotations

import pytest

from service.answering.weighing.reader.reader import FIRST, LAST, MARK, OF_LONG, OF_SHORT, WINDOW, Reader, windows

TEXT = (
    "The authority fined Harbourside Gyms Ltd 250,000 pounds on 3 March 2025.",
    "It had scanned the fingerprints of its trainers to open the doors since 2019.",
    "A trainer who had refused was told to look for another job.",
    "The company says that it will appeal to the tribunal.",
)


@pytest.fixture(scope="module", params=[OF_SHORT, OF_LONG], ids=lambda network: network.stem)
def reader(request: pytest.FixtureRequest) -> Reader:
    return Reader(request.param)


@pytest.mark.parametrize(
    ("question", "bearing"),
    [
        ("How much must the gym operator pay?", 0),
        ("What happened to the employee who would not take part?", 2),
        ("Where will the company challenge the fine?", 3),
    ],
)
def test_the_sentence_that_answers_is_the_likeliest(reader: Reader, question: str, bearing: int) -> None:
    read = reader.read(question, TEXT)
    assert max(range(len(TEXT)), key=lambda place: read[place].bears) == bearing


def test_what_a_text_leaves_open_is_less_likely_answered(reader: Reader) -> None:
    told = reader.read("How were trainers identified at Harbourside Gyms?", TEXT)[0].answered
    untold = reader.read("What is the name of the director of Harbourside Gyms?", TEXT)[0].answered
    assert untold < told


def test_of_no_sentence_nothing_is_read(reader: Reader) -> None:
    assert reader.read("How much?", ()) == []


def test_several_texts_are_read_as_each_is_alone(reader: Reader) -> None:
    """Whatever their windows share threads with."""
    texts = (TEXT, (), TEXT[2:], TEXT * 5)
    assert reader.read_each("How much?", texts) == [reader.read("How much?", one) for one in texts]


def test_a_sentence_without_end_and_a_question_without_end_are_cut(reader: Reader) -> None:
    assert len(reader.read("how much " * 500, ["pay " * 5000, "no"])) == 2


def test_each_window_is_full_but_no_longer_and_holds_every_sentence_once() -> None:
    asked = [FIRST, 2054, LAST]
    sentences = [[5000 + place] * length for place, length in enumerate((100, 100, 100, 20, 5))]
    cut = list(windows(asked, sentences))
    assert [len(marks) for _, marks in cut] == [2, 3]
    for ids, marks in cut:
        assert len(ids) <= WINDOW
        assert ids[: len(asked)] == asked
        assert ids[-1] == LAST
        assert [ids[mark] for mark in marks] == [MARK] * len(marks)
    assert [ids[mark + 1] for ids, marks in cut for mark in marks] == [5000, 5001, 5002, 5003, 5004]
