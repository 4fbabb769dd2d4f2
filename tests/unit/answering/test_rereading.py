"""Which sentences are read together with a question: the foremost, and in long decisions what stands around them."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.documents import SourceRank, Span
from service.answering.held.dossier import Proof, Sentence
from service.answering.weighing.bearing import Weighed
from service.answering.weighing.rereading import MOST, MOST_OF_LONG, read_foremost, reread, runs
from service.answering.wording.words import stems


def decision(order: Iterable[int], rank: SourceRank = SourceRank.PRIMARY) -> list[Weighed]:
    """Sentences that stand in the text in the order of their numbers, those first that are given first."""

    def sentence(number: int) -> Sentence:
        text = f"The authority found point {number} proven against the company."
        proof = Proof("d0", 1, Span(number * 100, number * 100 + len(text)))
        return Sentence(proof, text, f"d0.1.{number}", "", rank, frozenset(stems(text)), number, text)

    return [Weighed(sentence(number), 0.5 / (1 + place)) for place, number in enumerate(order)]


def numbers(weighed: list[Weighed], places: Iterable[int]) -> list[int]:
    return [weighed[place].sentence.proof.span.start // 100 for place in places]


def test_of_a_long_decision_what_stands_beside_the_foremost_is_read_with_it() -> None:
    foremost = list(range(0, MOST_OF_LONG * 4, 4))
    weighed = decision([*foremost, *(set(range(120)) - set(foremost))])
    stretches = [numbers(weighed, run) for run in runs(weighed)]
    assert stretches[0] == [0, 1]
    assert stretches[1:] == [[number - 1, number, number + 1] for number in foremost[1:]]


def test_stretches_that_touch_are_one_in_the_order_of_the_text() -> None:
    weighed = decision([*range(MOST_OF_LONG, 0, -1), *range(40, 80)])
    assert [numbers(weighed, run) for run in runs(weighed)] == [[*range(1, MOST_OF_LONG + 1), 40]]


def test_of_a_digest_the_foremost_alone_are_read() -> None:
    weighed = decision(range(MOST + 5), SourceRank.DIGEST)
    places, read = read_foremost("What was proven?", weighed)
    assert places == list(range(MOST))
    assert len(read) == MOST


def test_no_sentence_is_lost_or_doubled_by_reading() -> None:
    for rank in (SourceRank.DIGEST, SourceRank.PRIMARY):
        weighed = decision([*range(50, 0, -2), *range(1, 50, 2)], rank)
        again = reread("Which point was found proven?", weighed).weighed
        assert {one.sentence for one in again} == {one.sentence for one in weighed}
        assert len(again) == len(weighed)
