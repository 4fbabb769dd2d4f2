"""The sentences that likely bear on a question, read again together with it.

Words, places and kinds of things (`bearing.py`) choose what is worth reading; of these a small network (`reader/`)
tells which answer. One logistic model puts both together; it was fitted to the tuning questions, which the network had
never seen (`python -m tests.evaluation.fit`). The weights stand in `rereading.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from service.answering.weighing.bearing import Weighed, is_long
from service.answering.weighing.fitted import Fitted, odds
from service.answering.weighing.reader.reader import OF_LONG, OF_SHORT, Read, Reader

FEATURES = ("likelihood", "place", "bears", "bears beside the best", "affirms or denies", "answered")
REREAD = ("score", "best", "answered")
"""Of a question before its text: how likely it is answered without the network, and the two that the network adds."""
MOST = 16
"""Sentences that are read: two to four windows of the network, and nearly all of a digest."""
MOST_OF_LONG, AROUND = 24, 1
"""The same of a long decision, and how many before and after each are read with it: what decides a case often stands
alone ("The appeal must therefore be dismissed") and is understood by what stands beside it."""

_FITTED = Fitted.load(Path(__file__).with_name("rereading.toml"), FEATURES)
_OF_LONG = Fitted.load(Path(__file__).with_name("rereading_long.toml"), FEATURES)


@dataclass(frozen=True, slots=True)
class Reread:
    """Sentences in their new order, and what the network makes of them all.

    `best` and `answered` are logarithms of odds: that one of them bears the answer, that a window answers.
    """

    weighed: list[Weighed]
    best: float
    answered: float

    def likelihood(self, model: Fitted, score: float) -> float:
        """How likely the text answers, of a model of REREAD and of how likely it does without the network."""
        return model.likelihood((score, self.best, self.answered))


@cache
def reader() -> Reader:
    """The network, loaded when first asked for."""
    return Reader(OF_SHORT)


@cache
def reader_of_long() -> Reader:
    """The one that was fitted on to long decisions."""
    return Reader(OF_LONG)


def reread(question: str, weighed: Sequence[Weighed]) -> Reread:
    """Of sentences sorted by how likely they bear on a question, the foremost put in order anew."""
    fitted = _OF_LONG if is_long([one.sentence for one in weighed]) else _FITTED
    places, read = read_foremost(question, weighed)
    rows = features(weighed, places, read)
    found = [Weighed(weighed[place].sentence, fitted.likelihood(row)) for place, row in zip(places, rows, strict=True)]
    found.sort(key=lambda one: -one.likelihood)
    least = found[-1].likelihood if found else 0.0
    foremost = set(places)
    rest = (one for place, one in enumerate(weighed) if place not in foremost)
    behind = [Weighed(one.sentence, min(one.likelihood, least)) for one in rest]
    return Reread([*found, *behind], max(one.bears for one in read), max(one.answered for one in read))


def read_foremost(question: str, weighed: Sequence[Weighed]) -> tuple[list[int], list[Read]]:
    """Which sentences the network reads, by their places in `weighed`, and what it makes of each."""
    if is_long([one.sentence for one in weighed]):
        network, texts = reader_of_long(), runs(weighed)
    else:
        network, texts = reader(), [sorted(range(len(weighed[:MOST])), key=lambda place: _where(weighed[place]))]
    read = network.read_each(question, [[weighed[place].sentence.text for place in text] for text in texts])
    by_place = sorted(zip(chain.from_iterable(texts), chain.from_iterable(read), strict=True), key=lambda pair: pair[0])
    return [place for place, _ in by_place], [one for _, one in by_place]


def runs(weighed: Sequence[Weighed]) -> list[list[int]]:
    """The foremost sentences of a long decision and those around them, as stretches of the text without a gap.

    Each is told by its place in `weighed`.
    """
    order = sorted(range(len(weighed)), key=lambda place: _where(weighed[place]))
    near = {
        beside
        for at, place in enumerate(order)
        if place < MOST_OF_LONG
        for beside in range(max(0, at - AROUND), min(len(order), at + AROUND + 1))
    }
    found: list[list[int]] = []
    for at in sorted(near):
        if at - 1 in near:
            found[-1].append(order[at])
        else:
            found.append([order[at]])
    return found


def features(weighed: Sequence[Weighed], places: Sequence[int], read: Sequence[Read]) -> list[tuple[float, ...]]:
    """A row for each sentence read, in the order of FEATURES."""
    best = max((one.bears for one in read), default=0.0)
    return [
        (
            odds(weighed[place].likelihood),
            1.0 / (1 + place),
            found.bears,
            found.bears - best,
            max(found.affirms, found.denies),
            found.answered,
        )
        for place, found in zip(places, read, strict=True)
    ]


def _where(one: Weighed) -> tuple[str, int]:
    return one.sentence.proof.document_id, one.sentence.proof.span.start
