"""Whether a refusal is to be taken back: what the question asks for, held against the sentences that bear on it.

The rules of `composing` answer only what they recognise. Where they find nothing, a question asked in other words than
the documents' looks like one that they do not answer. A small logistic model over how much of what the question asks
for the matter's words cover, and whether its sentences give a thing of the kind asked for (`wanted.py`), tells the two
apart. It was fitted to the tuning questions, answered by the rules or not (`python -m tests.evaluation.fit`); its
weights stand in `reconsidering.toml`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import SourceRank
from service.answering.held.dossier import Sentence
from service.answering.question import Intent, Premise, Query, Shape
from service.answering.question.intents import intents_of
from service.answering.weighing import wanted
from service.answering.weighing.bearing import Weighed, is_long
from service.answering.weighing.evidence import covers, is_silent
from service.answering.weighing.fitted import Fitted
from service.answering.weighing.lacking import lacks
from service.answering.weighing.rereading import REREAD, Reread
from service.answering.wording import facts
from service.answering.wording.words import SOFT, content_stems, stems

FEATURES = (
    "asked for",
    "asked for and unknown",
    "all asked for is unknown",
    "nothing is asked for",
    "share said not to be known",
    "count",
    "count given",
    "name",
    "sum",
    "sum given",
    "day",
    "begins with which or what",
    "yes or no",
    "unknown words",
    "yes or no, unknown words",
    "share told at once",
    "yes or no, share told at once",
    "subject covered",
    "crime",
    "fine",
    "list",
    "words",
    "found by search",
    "likelihood",
    "refused by rules",
)
LIKELY = 0.4
"""From which likelihood a refusal is taken back. Of refusals of tuning questions over digests, each judged by models
that never saw its matter, 0.4 takes back 95 in 100 of those without reason and 5 of the others (area under the curve
0.99, without the network, which was fitted to digests too, 0.85)."""
LIKELY_OF_LONG = 0.7
"""The same of long decisions that the rules refuse or only quote for: of tuning questions on them 95 in 100 that are
answered are told and 38 of the others, from 0.5 98 and 49 (area under the curve 0.90, without the network 0.89). One
model for digests and decisions tells them apart hardly better than chance."""
COUNTED, COUNTED_AMONG, COUNTED_OF = 0.33, 6, 24
"""The same where "how many" is asked and a figure of that stands in one of the six likeliest sentences of a real
document that has at most 24 of them; of long decisions it takes back four refusals of 413 tuning questions wrongly."""
TIMED = 10
"""Sentences that bear most on a question for a deadline, among which a time must stand."""
SURELY, SURELY_KNOWN = 0.45, 0.6
"""Likelihood, once read again, from which the best sentence's figure is what is asked for although no word of the
question stands beside it ("bosses" for "managers"), and although another sentence says that such a time is
not known."""
SURELY_OF_LONG = 2.0
"""Logarithm of odds, as the reader sees it, from which the same is so of the best sentence of a decision."""
LIKELIEST = 3
"""Sentences looked at for what was left out."""
_LISTED = frozenset({Intent.DEADLINE, Intent.PROVISION})
"""Kinds of thing that a digest gives wherever its sources do, so that it is believed where it says that they do not."""

_KEEPING = re.compile(r"\b(?:keeps?|kept|holds?|held|stor(?:es?|ed)|retain(?:s|ed)?)\b", re.IGNORECASE)
"""How long something may be kept is no deadline by which something must be done."""

_SPAN = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|sixty|ninety)"
    r"(?: (?:more|further|additional|extra|working|business|calendar))*[ -](?:hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\bup to ", re.IGNORECASE)

OF_LONG = (*FEATURES, "left out in the text")
"""Of long texts it counts too whether something was blacked out where the question points."""
_LEFT_OUT = re.compile(r"\[\s*(?:…|\.\.\.|redact)|\*{2,}|\bX{1,3}\b|\.{4,}|\\\[")

_OF_SHORT = Fitted.load(Path(__file__).with_name("reconsidering.toml"), FEATURES)
_OF_LONG = Fitted.load(Path(__file__).with_name("reconsidering_long.toml"), OF_LONG)
_REREAD = Fitted.load(Path(__file__).with_name("reconsidering_reread.toml"), REREAD)
_REREAD_LONG = Fitted.load(Path(__file__).with_name("reconsidering_long_reread.toml"), REREAD)
"""What the network adds to either."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A question before the matter that bears most on it.

    Attributes:
        query: The question understood.
        uncovered: Words of its subject that no document of the matters uses.
        parties: Whom the matter is about.
        weighed: Its sentences, those first that most likely bear on the question.
        searched: Whether the matter was found by search alone, and not by name, place or authority.
        refused: Whether the rules refused.
    """

    query: Query
    uncovered: Sequence[str]
    parties: Sequence[str]
    weighed: Sequence[Weighed]
    searched: bool
    refused: bool = True

    def is_answered(self, reread: Reread | None) -> bool:
        """Whether the sentences that bear on the question are to be told instead of a refusal.

        `reread` is what a network makes of the foremost of them.
        """
        least = COUNTED if self.is_counted else LIKELY_OF_LONG if self.is_long else LIKELY
        unknown = not tells_span(reread, SURELY_KNOWN) and self.said_unknown
        unknown = unknown or (self.lacks_time and not tells_span(reread)) or self.is_lacking
        return bool(self.weighed) and not unknown and self.likelihood(reread) >= least

    @property
    def is_counted(self) -> bool:
        """Whether a real document gives a figure of what is counted, in one of the sentences that bear most on it."""
        told = [one.sentence for one in self.weighed if not is_silent(one.sentence)][:COUNTED_AMONG]
        counted = wanted.kinds_of(self.query.text).count and len(self.weighed) <= COUNTED_OF
        counted = counted and all(one.rank is not SourceRank.DIGEST for one in told)
        own = frozenset(stem for name in (*self.query.called, *self.parties) for stem in stems(name))
        return counted and wanted.counts_plainly(self.query.text, told, own)

    @property
    def is_lacking(self) -> bool:
        """Whether a sum or a person's name is asked for and no sentence that bears on the question gives one."""
        return lacks(self.query, self.parties, [one.sentence for one in self.weighed])

    def likelihood(self, reread: Reread | None) -> float:
        """How likely the sentences answer the question."""
        model, features = _OF_LONG if self.is_long else _OF_SHORT, self.features()
        if reread is None:
            return model.likelihood(features)
        return reread.likelihood(_REREAD_LONG if self.is_long else _REREAD, model.score(features))

    @property
    def is_long(self) -> bool:
        """Whether a long decision speaks, and no digest."""
        return is_long([one.sentence for one in self.weighed])

    @property
    def said_unknown(self) -> bool:
        """Whether a sentence says that the very kind of thing asked for is not known."""
        main = self.query.main
        if main is Intent.DEADLINE and _KEEPING.search(self.query.text):
            return False
        silent = (one.sentence.english for one in self.weighed if is_silent(one.sentence)) if main in _LISTED else ()
        return any(main in intents_of(text) for text in silent)

    @property
    def lacks_time(self) -> bool:
        """Whether a deadline is asked for and no sentence that bears on the question gives a time."""
        return self.query.main is Intent.DEADLINE and not any(
            wanted.gives_time(one.sentence.english) for one in self.weighed[:TIMED]
        )

    def features(self) -> tuple[float, ...]:
        """What the decision is made from, in the order of FEATURES or OF_LONG."""
        query, own = self.query, frozenset(stem for name in (*self.query.called, *self.parties) for stem in stems(name))
        told = [one.sentence for one in self.weighed if not is_silent(one.sentence)]
        premises = {asked.premise for asked in query.asked}
        return (
            *_asked_for(query, own, told),
            _not_known(query, own, [one.sentence for one in self.weighed if is_silent(one.sentence)]),
            *_kinds(query, own, told),
            float(query.text.casefold().lstrip().startswith(("which", "what"))),
            *_told_of(query, own, told),
            float(sum(term not in self.uncovered for term in query.topic)),
            float(Premise.CRIMINAL in premises),
            float(bool(premises & {Premise.FINED, Premise.A_FINE}) and not query.yes_no),
            float(query.shape is not Shape.SINGLE),
            math.log(1 + len(content_stems(query.text))),
            float(self.searched),
            next((one.likelihood for one in self.weighed if not is_silent(one.sentence)), 0.0),
            float(self.refused),
            *((float(any(_LEFT_OUT.search(one.text) for one in told[:LIKELIEST])),) if self.is_long else ()),
        )


def tells_span(reread: Reread | None, surely: float = SURELY) -> bool:
    """Whether the sentence of a digest that surely answers gives a span of time."""
    best = _sure(reread, surely)
    return best is not None and bool(_SPAN.search(best.english))


def tells_count(reread: Reread | None) -> bool:
    """Whether the sentence that surely answers has a figure that is no sum, time or day."""
    best = _sure(reread, SURELY) or _sure_of_long(reread)
    text = wanted.plain_figures(_SPAN.sub("", _UP_TO.sub("", best.english))) if best else ""
    return wanted.has_figure_of(text, ())


def _sure(reread: Reread | None, surely: float) -> Sentence | None:
    """The best sentence of a digest, where it is at least so likely; of decisions, full of figures, none."""
    best = reread.weighed[0] if reread and reread.weighed else None
    sure = best is not None and best.likelihood >= surely and best.sentence.rank is SourceRank.DIGEST
    return best.sentence if best and sure else None


def _sure_of_long(reread: Reread | None) -> Sentence | None:
    """The best sentence, where the reader has hardly a doubt that it answers."""
    return reread.weighed[0].sentence if reread and reread.weighed and reread.best >= SURELY_OF_LONG else None


def _asked_for(query: Query, own: frozenset[str], told: Sequence[Sentence]) -> tuple[float, ...]:
    """The words for what is asked for, and how many of them the matter's sentences never use."""
    words = [stem for stem in wanted.asked_for(query.text) if stem not in own and stem not in SOFT]
    spoken = frozenset().union(*(one.stems for one in told))
    missing = sum(not covers(spoken, stem) for stem in words)
    return float(len(words)), float(missing), float(bool(words) and missing == len(words)), float(not words)


def _told_of(query: Query, own: frozenset[str], told: Sequence[Sentence]) -> tuple[float, ...]:
    """How many words of the question no sentence uses, and the share of them that the best sentence uses.

    Whoever asks for yes or no names all that the answer must speak of.
    """
    words = [stem for stem in content_stems(query.text) if not (stem in own or stem in query.asking or stem in SOFT)]
    words = [stem for stem in words if len(stem) > 1 and not stem[0].isdigit()]
    spoken = frozenset().union(*(one.stems for one in told))
    unknown = float(sum(not covers(spoken, stem) for stem in words))
    most = max((sum(covers(one.stems, stem) for stem in words) for one in told), default=0)
    share = most / len(words) if words else 1.0
    yes_no = float(query.yes_no)
    return yes_no, unknown, yes_no * unknown, share, yes_no * share


def _not_known(query: Query, own: frozenset[str], silent: Sequence[Sentence]) -> float:
    """How much of the question a sentence names that says what is not known."""
    words = [stem for stem in content_stems(query.text) if stem not in own]
    shares = [sum(covers(one.stems, stem) for stem in words) / max(1, len(words)) for one in silent]
    return max(shares, default=0.0)


def _kinds(query: Query, own: frozenset[str], told: Sequence[Sentence]) -> tuple[float, ...]:
    """Each kind of thing: whether it is asked for, and for some whether a sentence gives one."""
    kinds = wanted.kinds_of(query.text)
    sums = kinds.money and any(facts.read(one.english).amounts for one in told[: wanted.NEAR])
    counts = kinds.count and wanted.counts(query.text, told, own)
    return tuple(map(float, (kinds.count, counts, kinds.name, kinds.money, sums, kinds.day)))
