"""Which matters belong to a list: one number for each out of its words, its nearness to the question and its records.

A logistic model over signals that are each weak: how much of the subject a sentence, the title and the whole matter
speak of, how near its passages are to the question and to its subject as the embedder sees them, what search found,
and whether its records hold the kind of thing asked for. Fitted to the tuning questions that ask across matters
(`python -m tests.evaluation.fit`, which prints what each signal is worth); the weights stand in `belonging.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, pstdev

from corpus.registry import NO_FILTERS
from corpus.retrieval import Hit
from service.answering.choosing.fitting import either_of, fitting, sharer, spoken_of
from service.answering.choosing.narrowing import title_of, vocabulary_of
from service.answering.choosing.subject import FIELD, Subject, subject_of
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.question.alternatives import groups_of
from service.answering.weighing.evidence import covers_all, is_silent
from service.answering.weighing.fitted import Fitted
from service.answering.wording.kin import kin_of

FEATURES = (
    "subject in a sentence",
    "subject in a sentence beside the best",
    "whole subject in a sentence",
    "whole only elsewhere",
    "subject by kin in a sentence",
    "subject by kin in the title",
    "kept by rule",
    "nearness beside the others",
    "first by nearness",
    "nearness of the subject beside the others",
    "found by search",
    "found by search for the subject",
)
SAYS, WHOLE = FEATURES.index("subject in a sentence"), FEATURES.index("whole subject in a sentence")
MOST = 150
"""Matters weighed for one list: those that speak of most of its subject; every one of the bundled corpus."""
FEWEST = 40
"""Matters beside which nearness is judged: fewer, of one authority say, would all seem near or far."""
LEAST, SURELY = 0.1, 0.65
"""From which likelihood a matter belongs, and from which two of them make a list of a question that does not say how
many it wants. Over 50 tuning questions for several matters, each judged by a model that had not seen it, 0.1 finds 0.87
of the matters of a question, and 0.80 of those told belong (0.2: 0.77 and 0.79; 0.3: 0.70 and 0.85). With 0.45 as with
0.65 the same questions are answered rightly, and of 1,345 fewer sentences cited are of other matters."""
NEAR_BEST, TO_ADD_UP = 0.4, 0.5
"""Of the likelihood of the best matter, for a list and for sums that are added up or counted, where one row too many
makes the whole wrong. Over those 50 questions 0.83 of all matters told belong, and 0.69 of those that belong are told
(0.2: 0.71 and 0.74; 0.3: 0.79 and 0.70; 0.5: 0.87 and 0.65)."""
LIKELY = 0.3
"""What two matters must reach where only the plural of a question asks for a list, and nothing else does."""
SAID = 0.3
"""Share of the subject that the best matter must say in one sentence: no list is made of nearness alone. All five
tuning lists of which nothing is held are refused by it, and two that hold something."""
_MODEL = Fitted.load(Path(__file__).with_name("belonging.toml"), FEATURES)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A matter, how likely it belongs to what is asked for, and how much of the subject it says; both 0 to 1.

    `whole` says that one sentence with the title speaks of every one of several words of the subject.
    """

    dossier: Dossier
    likelihood: float
    said: float
    whole: bool


def weigh(
    query: Query, dossiers: Sequence[Dossier], hits: Sequence[Hit], more: Sequence[Hit], knowledge: Knowledge
) -> list[Weighed]:
    """The matters that may belong, the likeliest first."""
    kept, rows = features(query, dossiers, hits, more, knowledge)
    groups = either_of(query.text, groups_of(query.text, subject_of(query).terms))
    several = sum(not group <= FIELD for group in groups) > 1
    found = [
        Weighed(one, _MODEL.likelihood(row), row[SAYS], whole=several and row[WHOLE] > 0)
        for one, row in zip(kept, rows, strict=True)
    ]
    return sorted(found, key=lambda one: -one.likelihood)


def chosen(weighed: Sequence[Weighed], near: float = NEAR_BEST) -> list[Dossier]:
    """The matters that belong; none where no matter says a fair part of the subject."""
    if max((one.said for one in weighed), default=0.0) < SAID:
        return []
    best = weighed[0].likelihood
    likely = max(LEAST, near * best)
    return [one.dossier for one in weighed if one.likelihood >= (LEAST / 2 if one.whole else likely)]


def features(
    query: Query, dossiers: Sequence[Dossier], hits: Sequence[Hit], more: Sequence[Hit], knowledge: Knowledge
) -> tuple[list[Dossier], list[tuple[float, ...]]]:
    """The matters that may belong, and a row for each in the order of FEATURES."""
    subject = subject_of(query)
    words = _Words(subject, query, dossiers, [*hits, *more], knowledge)
    kept = sorted(dossiers, key=lambda one: -words.anywhere(one))[:MOST]
    others = knowledge.dossiers(NO_FILTERS)[:FEWEST] if len(kept) < FEWEST else ()
    near = _Nearness(query.text, kept, others, knowledge)
    of_subject = _Nearness(subject.text, kept, others, knowledge)
    found, by_subject = _places(hits), _places(more)
    spoken = [words.of(one) for one in kept]
    best = max((row[0] for row in spoken), default=0.0) or 1.0
    rows = []
    whole = any(row[1] for row in spoken)
    for one, (sentence, all_of_it, *rest) in zip(kept, spoken, strict=True):
        rows.append(
            (
                sentence,
                sentence / best,
                all_of_it,
                float(whole and not all_of_it),
                *rest,
                *near.of(one),
                of_subject.of(one)[0],
                found.get(one.id, 0.0),
                by_subject.get(one.id, 0.0),
            )
        )
    return kept, rows


def _places(hits: Sequence[Hit]) -> dict[str, float]:
    """One over the place of each matter among those found."""
    owners = dict.fromkeys(hit.matter for hit in hits)
    return {key: 1.0 / (1 + place) for place, key in enumerate(owners)}


class _Words:
    """How much of the subject matters speak of: in a sentence under its title, in the title alone, anywhere."""

    def __init__(
        self,
        subject: Subject,
        query: Query,
        dossiers: Sequence[Dossier],
        hits: Sequence[Hit],
        knowledge: Knowledge,
    ) -> None:
        self._knowledge, self._hits = knowledge, hits
        hard = either_of(query.text, groups_of(query.text, subject.hard or subject.soft))
        wide = either_of(query.text, groups_of(query.text, subject.terms))
        self._hard = spoken_of(hard, dossiers, knowledge)
        self._share = sharer(wide, hard, dossiers, knowledge)
        kin = [frozenset(other for term in group for other in kin_of(term)) for group in wide]
        self._share_of_kin = sharer(kin, kin, dossiers, knowledge)
        terms = subject.hard or subject.soft
        self._kept = {one.id for one in fitting(query, dossiers, terms, hits, knowledge)} if terms else set()

    def anywhere(self, dossier: Dossier) -> float:
        """The share of the subject that its words together speak of."""
        return self._share(vocabulary_of(dossier, self._knowledge) | title_of(dossier))

    def of(self, dossier: Dossier) -> tuple[float, ...]:
        """The shares of one matter, in the order of the features."""
        title, ids = title_of(dossier), {document.id for document in dossier.documents}
        mine = [hit for hit in self._hits if hit.document.id in ids]
        said = self._knowledge.sentences_of(dossier, mine)
        texts = [title, *(one.stems | title for one in said if not is_silent(one))]
        return (
            max(map(self._share, texts)),
            float(bool(self._hard) and any(covers_all(text, self._hard) for text in texts)),
            max(map(self._share_of_kin, texts)),
            self._share_of_kin(title),
            float(dossier.id in self._kept),
        )


class _Nearness:
    """How near the nearest passage of a matter is to a text, beside those of other matters, wherever decided."""

    def __init__(self, text: str, dossiers: Sequence[Dossier], others: Sequence[Dossier], knowledge: Knowledge) -> None:
        self._near = knowledge.nearest_of(text, [*dossiers, *(one for one in others if one not in dossiers)])
        values = list(self._near.values())
        self._middle, self._spread = (fmean(values), pstdev(values) or 1.0) if values else (0.0, 1.0)
        self._places = {key: place for place, key in enumerate(sorted(self._near, key=lambda one: -self._near[one]))}

    def of(self, dossier: Dossier) -> tuple[float, float]:
        """How far it lies from the others', in their spread, and one over its place: in no embedder's own scale."""
        value = self._near.get(dossier.id, self._middle)
        place = self._places.get(dossier.id, len(self._places))
        return (value - self._middle) / self._spread, 1.0 / (1 + place)
