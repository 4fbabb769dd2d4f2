"""Whether short real documents answer a question, or only share words with it.

Press releases, summaries of judgments and news are asked for details that they leave out, in words that they use. Two
logistic models, one for questions for yes or no and one for all others, tell these from what a text answers: how likely
its best sentence bears the answer (`bearing_out.py`), what of the question stands nowhere, or in different sentences,
whether a thing of the kind asked for stands beside its words, and what the rules made of it. They were fitted to
questions on texts written for that (`python -m tests.evaluation.fit_short`), which prints what each is worth.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.documents import SourceRank
from service.answering.held.dossier import Sentence
from service.answering.question import Intent, Premise, Query
from service.answering.weighing import lacking, wanted
from service.answering.weighing.bearing import Weighed
from service.answering.weighing.fitted import Fitted, odds
from service.answering.weighing.rereading import REREAD, Reread
from service.answering.weighing.short.bearing_out import Marked, mark, share
from service.answering.weighing.short.everyday import speaks
from service.answering.weighing.short.parts import Parts, parts_of
from service.answering.weighing.short.things import Kind, kinds_of, places_of

OPEN = (
    "best",
    "any",
    "lead",
    "words",
    "subject words",
    "no words",
    "words for the thing",
    "predicates unspoken",
    "the thing unspoken",
    "unknown words",
    "subject of the best",
    "subject in one sentence",
    "asking words spoken",
    "a thing given",
    "words near the thing",
    "words beside the thing",
    "words away from the thing",
    "premises",
    "names",
    "a fine",
    "false premise by rules",
    "another language",
    "best is the first",
    *(f"asks for {kind}" for kind in Kind),
    "begins with who",
    "begins with which",
    "mainly a day",
    "mainly an order",
    "mainly a deadline",
)
YES_NO = (
    "best",
    "any",
    "second",
    "subject words",
    "plain words in one sentence",
    "predicates unspoken",
    "unknown words",
    "asking words spoken",
    "best is possible, asked as fact",
    "nearest is possible, asked as fact",
    "best denies",
    "from records",
    "a fine",
    "a step",
    "has",
    "have",
    "will",
    "was",
    "does",
    "can",
    "another language",
)
MOST_SENTENCES = 16
"""Sentences of what counts as short: as many as the texts have that it was fitted to. With 24, five tuning questions on
two decisions of 21 sentences are answered wrongly that the rules answer rightly, and one the other way round."""
LIKELY_OPEN, LIKELY_YES_NO = 0.4, 0.6
"""From which likelihood on a question is answered. Of questions on texts that the models were not fitted to, 0.4 tells
92 in 100 open ones that are answered there and 19 of the others (0.5: 89 and 14; 0.6: 87 and 10), 0.6 of those for yes
or no 93 and 34 (0.5: 95 and 40; 0.7: 89 and 25). The area under the curve is 0.97 and 0.92, 0.89 and 0.82 without the
network."""
_LIMIT = re.compile(r"\bdeadline|\btime limit", re.IGNORECASE)
_FIRST = re.compile(r"\W*(\w+)")


@dataclass(frozen=True)
class Judged:
    """A question before the one matter that it is about.

    Attributes:
        query: The question understood.
        uncovered: Words of its subject that no document of the matter uses.
        parties: Whom the matter is about.
        titles: The titles of its documents.
        sentences: All its sentences, in the order of the text.
        weighed: Those that state something, with how likely they bear on the question.
        english: Whether its documents are in English.
        reread: What a network makes of the question and the text, where it reads it.
        false_premise: Whether the rules found that the question takes something for granted that is not so.
        recorded: Whether the rules tell something from records.
    """

    query: Query
    uncovered: Sequence[str]
    parties: Sequence[str]
    titles: Sequence[str]
    sentences: Sequence[Sentence]
    weighed: Sequence[Weighed]
    english: bool
    reread: Reread | None
    false_premise: bool
    recorded: bool

    @property
    def is_answered(self) -> bool:
        """Whether what its documents say is likely to answer the question.

        A time needs one to be given, and a reason for a refusal or the like that somebody refused. What is counted is
        told wherever it is.
        """
        if self.query.yes_no:
            return self.likelihood >= LIKELY_YES_NO
        kinds = kinds_of(self.query)
        untimed = Kind.TIME in kinds and not any(self._places(Kind.TIME))
        if _LIMIT.search(self.query.text):
            untimed = not any(wanted.gives_time(one.english) for one in self.sentences)
        if untimed or lacking.lacks_step(self.query, self.sentences):
            return False
        return self.likelihood >= LIKELY_OPEN or (Kind.COUNT in kinds and any(self._places(Kind.COUNT)))

    def _places(self, kind: Kind) -> Iterator[bool]:
        """For each sentence, whether it gives a thing of a kind."""
        return (bool(places_of(kind, one, self.query, self._parts)) for one in self.sentences)

    @property
    def is_named(self) -> bool:
        """Whether the question names whom the matter is about, or its authority, and does not only describe it.

        What is only described may itself be what is asked for ("which shop filmed its staff?").
        """
        return bool(self._parts.own & self._parts.said or self.query.regulators)

    @property
    def likelihood(self) -> float:
        """How likely that is."""
        model, features = _YES_NO if self.query.yes_no else _OPEN, self.features()
        if self.reread is None:
            return model.likelihood(features)
        return self.reread.likelihood(_YES_NO_REREAD if self.query.yes_no else _OPEN_REREAD, model.score(features))

    @cached_property
    def marked(self) -> list[Marked]:
        """The sentences with what speaks for their answering."""
        bears = {one.sentence.proof: one.likelihood for one in self.weighed}
        return mark(self.query, self._parts, self.sentences, bears)

    @cached_property
    def _parts(self) -> Parts:
        return parts_of(self.query, self.parties, self.titles, self.sentences)

    def nearest(self) -> list[Sentence]:
        """The sentences from the likeliest down."""
        return [one.sentence for one in sorted(self.marked, key=lambda one: -one.likelihood)]

    def features(self, likelihoods: Sequence[float] = ()) -> tuple[float, ...]:
        """What the decision is made from, in the order of OPEN or YES_NO.

        `likelihoods` are those of the sentences by another model, where this one was fitted to them.
        """
        marked = self.marked
        each = list(likelihoods) or [one.likelihood for one in marked]
        order = sorted(range(len(each)), key=lambda place: -each[place])
        return (self._yes_no if self.query.yes_no else self._open)(marked, [each[place] for place in order], order)

    def _open(self, marked: Sequence[Marked], each: Sequence[float], order: Sequence[int]) -> tuple[float, ...]:
        query, parts, kinds = self.query, self._parts, set(kinds_of(self.query))
        best = marked[order[0]]
        rare = max(one.value("rare words") for one in marked)
        premises = {asked.premise for asked in query.asked}
        first = _first(query.text)
        return (
            odds(each[0]),
            _any(each),
            odds(each[0]) - odds(each[1]) if len(each) > 1 else 0.0,
            float(len(parts.words)),
            float(len(parts.subject)),
            float(not parts.words),
            float(len(parts.thing)),
            float(self._unspoken(parts.predicates)),
            float(self._unspoken(parts.thing[:1])),
            float(len(self.uncovered)),
            best.value("subject"),
            float(any(one.value("subject") == 1.0 for one in marked)),
            share(self._spoken, parts.asking),
            float(any(one.gives for one in marked)),
            max(one.value("words near the thing") for one in marked),
            max(one.value("words beside the thing") for one in marked),
            rare - max(one.value("thing given, words") for one in marked),
            float(len(query.asked)),
            float(len(query.names)),
            float(bool(premises & {Premise.FINED, Premise.A_FINE})),
            float(self.false_premise),
            float(not self.english),
            float(order[0] == 0),
            *(float(kind in kinds) for kind in Kind),
            float(first == "who"),
            float(first == "which"),
            float(query.main is Intent.DATE),
            float(query.main is Intent.ORDER),
            float(query.main is Intent.DEADLINE),
        )

    def _yes_no(self, marked: Sequence[Marked], each: Sequence[float], order: Sequence[int]) -> tuple[float, ...]:
        query, parts, best = self.query, self._parts, marked[order[0]]
        nearest = max(marked, key=lambda one: one.value("words"))
        premises = {asked.premise for asked in query.asked}
        first = _first(query.text)
        return (
            odds(each[0]),
            _any(each),
            odds(each[1]) if len(each) > 1 else 0.0,
            float(len(parts.subject)),
            max(one.value("plain words") for one in marked),
            float(self._unspoken(parts.predicates)),
            float(len(self.uncovered)),
            share(self._spoken, parts.asking),
            best.value("possible, asked as fact"),
            nearest.value("possible, asked as fact"),
            best.value("denies"),
            float(self.recorded),
            float(bool(premises & {Premise.FINED, Premise.A_FINE})),
            float(Premise.EVENT in premises),
            *(float(first == word) for word in ("has", "have", "will", "was", "does", "can")),
            float(not self.english),
        )

    @cached_property
    def _spoken(self) -> frozenset[str]:
        return frozenset().union(*(one.stems for one in self.sentences))

    def _unspoken(self, words: Sequence[str]) -> int:
        return sum(not speaks(self._spoken, word) for word in words)


def is_short(sentences: Sequence[Sentence]) -> bool:
    """Whether these are the sentences of short real documents, and of no digest."""
    own = all(one.rank is not SourceRank.DIGEST for one in sentences)
    return 0 < len(sentences) <= MOST_SENTENCES and own


def _first(text: str) -> str:
    found = _FIRST.match(text)
    return found.group(1).casefold() if found else ""


def _any(each: Sequence[float]) -> float:
    """How likely any of the sentences answers, were they independent, as a logarithm."""
    return math.log(1 - math.prod(1 - one for one in each) + 0.001)


_OPEN = Fitted.load(Path(__file__).with_name("open.toml"), OPEN)
_YES_NO = Fitted.load(Path(__file__).with_name("yes_no.toml"), YES_NO)
_OPEN_REREAD = Fitted.load(Path(__file__).with_name("open_reread.toml"), REREAD)
_YES_NO_REREAD = Fitted.load(Path(__file__).with_name("yes_no_reread.toml"), REREAD)
