"""The sentences that likely bear on a question, read again together with it.

Words, places and kinds of things (`bearing.py`) choose what is worth reading; of these a small network (`reader/`)
tells which answer. One logistic model puts both together; it was fitted to the tuning questions, which the network had
never seen (`python -m tests.evaluation.fit`). The weights stand in `rereading.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from service.answering.weighing.bearing import Weighed, is_long
from service.answering.weighing.fitted import Fitted, odds
from service.answering.weighing.reader.reader import HALF, WHOLE, Read, Reader

FEATURES = ("likelihood", "place", "bears", "bears beside the best", "affirms or denies", "answered")
REREAD = ("score", "best", "answered")
"""Of a question before its text: how likely it is answered without the network, and the two that the network adds."""
MOST = 16
"""Sentences that are read: two to four windows of the network, and nearly all of a digest. With 12 of a long decision
three of 172 questions fewer are answered rightly; reading 24 to 64 finds no more."""

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
    return Reader(WHOLE)


@cache
def reader_of_long() -> Reader:
    """The one for long decisions, of which twelve layers find no more than six, in twice the time."""
    return Reader(HALF)


def reread(question: str, weighed: Sequence[Weighed]) -> Reread:
    """Of sentences sorted by how likely they bear on a question, the foremost put in order anew."""
    foremost, rest = weighed[:MOST], weighed[MOST:]
    long = is_long([one.sentence for one in weighed])
    read = read_in_order(question, foremost, long=long)
    rows, fitted = features(foremost, read), _OF_LONG if long else _FITTED
    found = [Weighed(one.sentence, fitted.likelihood(row)) for one, row in zip(foremost, rows, strict=True)]
    found.sort(key=lambda one: -one.likelihood)
    least = found[-1].likelihood if found else 0.0
    behind = [Weighed(one.sentence, min(one.likelihood, least)) for one in rest]
    return Reread([*found, *behind], max(one.bears for one in read), max(one.answered for one in read))


def read_in_order(question: str, weighed: Sequence[Weighed], *, long: bool) -> list[Read]:
    """What the network makes of each sentence, read in the order of the text; given back in the order of `weighed`.

    `long` says that they are of a long decision.
    """
    order = sorted(range(len(weighed)), key=lambda place: _where(weighed[place]))
    read = (reader_of_long() if long else reader()).read(question, [weighed[place].sentence.text for place in order])
    return [one for _, one in sorted(zip(order, read, strict=True), key=lambda pair: pair[0])]


def features(weighed: Sequence[Weighed], read: Sequence[Read]) -> list[tuple[float, ...]]:
    """A row for each sentence, in the order of FEATURES."""
    best = max((one.bears for one in read), default=0.0)
    return [
        (
            odds(one.likelihood),
            1.0 / (1 + place),
            found.bears,
            found.bears - best,
            max(found.affirms, found.denies),
            found.answered,
        )
        for place, (one, found) in enumerate(zip(weighed, read, strict=True))
    ]


def _where(one: Weighed) -> tuple[str, int]:
    return one.sentence.proof.document_id, one.sentence.proof.span.start
