"""Which matters belong to a list: one number for each out of its words, its nearness to the question and its records.

A logistic model over signals that are each weak: how much of the subject a sentence, the title and the whole matter
speak of, how near its passages are to the question and to its subject as the embedder sees them, what search found,
and whether its records hold the kind of thing asked for. What a matter says beside the best one tells more than what
it says alone: some subjects are written of in the question's words, others in words of their sort at most. Fitted to
the tuning questions that ask across matters (`python -m tests.evaluation.fit`, which prints what each signal is worth);
the weights stand in `belonging.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, pstdev

from corpus.registry import NO_FILTERS
from corpus.retrieval import Hit
from service.answering.choosing.fitting import either_of, fitting, sharer, sharer_by_kin, spoken_of, under_title
from service.answering.choosing.narrowing import title_of, vocabulary_of
from service.answering.choosing.planned import Shown
from service.answering.choosing.subject import FIELD, Subject, subject_of
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.question.alternatives import groups_of
from service.answering.weighing.evidence import covers_all
from service.answering.weighing.fitted import Fitted

FEATURES = (
    "subject in a sentence",
    "subject in a sentence beside the best",
    "whole subject in a sentence",
    "subject by kin in a sentence",
    "subject by kin in the title",
    "kept by rule",
    "nearness beside the others",
    "nearness of the subject beside the others",
    "found by search",
    "found by search for the subject",
    "below the best in a sentence by kin",
    "below the best in the title by kin",
    "below the nearest",
    "below the nearest to the subject",
)
_BELOW = tuple(
    FEATURES.index(name)
    for name in (
        "subject by kin in a sentence",
        "subject by kin in the title",
        "nearness beside the others",
        "nearness of the subject beside the others",
    )
)
"""The signals that are also read beside the matter that has most of them."""
SAYS, WHOLE = FEATURES.index("subject in a sentence"), FEATURES.index("whole subject in a sentence")
SORT = FEATURES.index("subject by kin in a sentence")
MOST = 150
"""Matters weighed for one list: those that speak of most of its subject; every one of the bundled corpus."""
FEWEST = 40
"""Matters beside which nearness is judged: fewer, of one authority say, would all seem near or far."""
LEAST, SURELY = 0.15, 0.55
"""From which likelihood a matter belongs, and from which two of them make a list of a question that does not say how
many it wants."""
NEAR_BEST, TO_ADD_UP = 0.3, 0.4
"""Of the likelihood of the best matter, for a list and for sums that are added up or counted, where one row too many
makes the whole wrong. Over 99 tuning questions for several matters, each judged by models that had not seen it, 0.3
finds 0.83 of the matters of a question, 0.89 of those told belong, and half of the lists are whole (before matters were
read together with the question: 0.81, 0.88 and 0.44; from 0.4 it is 0.79, 0.91 and 0.49)."""
OF_ADVICE = 0.15
"""The same for who asks what may be done, and wants all that is alike."""
OF_SOFT = 0.4
"""The same where only words that say little elsewhere are left of the subject ("public authorities"): all matters seem
alike then."""
LIKELY = 0.3
"""What two matters must reach where only the plural of a question asks for a list, and nothing else does."""
SAID = 0.3
"""Share of the subject that the best matter must say in one sentence: no list is made of nearness alone. All five
tuning lists of which nothing is held are refused by it, and two that hold something."""
OF_SORT, SURE_OF_SORT = 0.9, 0.75
"""The same by words of one sort ("ride hailing" for the riders of a delivery service), where the model is sure besides:
of the tuning lists of which nothing is held, three have a matter that says all by its sort, at 0.61 at most."""
SHOWN = 2.5
"""The logarithm of the odds that a sentence bears on the question, from which two matters that surely belong make a
list though they say nothing in its words ("shipping data to China" for transfers). It makes the two such tuning lists
that were refused; no tuning list of which nothing is held has two such matters."""
ALL_OF_IT = 0.9
"""Share of the subject from which a sentence says all that matters of it; words of the field weigh little."""
RARE, FEW = 0.2, 8
"""Share of the matters weighed, and number of them, up to which a subject that they say tells them from others."""
SAYING = 0.02
"""From which likelihood a matter belongs that says all of such a subject: beside the matter that search found first and
whose title says it, the others seem unlikely. Of lists by subject ("fines concerning children") it finds 0.07 more of
the matters, and no fewer of those told belong; over the tuning lists it changes next to nothing."""
_MODEL = Fitted.load(Path(__file__).with_name("belonging.toml"), FEATURES)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A matter, how likely it belongs, and how much of the subject it says, in its words and by their sort; 0 to 1.

    `whole` says that one sentence with the title speaks of every one of several words of the subject, `says_all` that
    one says all of a subject of which few matters do, where its documents are short: long ones speak of much in
    passing. `shown` are the sentences that were read as showing that the matter belongs, the likeliest first.
    """

    dossier: Dossier
    likelihood: float
    said: float
    of_sort: float
    whole: bool
    says_all: bool = False
    shown: tuple[Shown, ...] = ()


def weigh(
    query: Query, dossiers: Sequence[Dossier], hits: Sequence[Hit], more: Sequence[Hit], knowledge: Knowledge
) -> list[Weighed]:
    """The matters that may belong, the likeliest first."""
    kept, rows = features(query, dossiers, hits, more, knowledge)
    groups = either_of(query.text, groups_of(query.text, subject_of(query).terms))
    telling = sum(not group <= FIELD for group in groups)
    saying = [row[WHOLE] > 0 or row[SAYS] >= ALL_OF_IT for row in rows]
    rare = bool(telling) and sum(saying) <= max(FEW, RARE * len(rows))
    found = [
        Weighed(
            one,
            _MODEL.likelihood(row),
            row[SAYS],
            row[SORT],
            whole=telling > 1 and row[WHOLE] > 0,
            says_all=rare and said and not knowledge.holds_long(one),
        )
        for one, row, said in zip(kept, rows, saying, strict=True)
    ]
    return sorted(found, key=lambda one: -one.likelihood)


def chosen(weighed: Sequence[Weighed], near: float) -> list[Dossier]:
    """The matters that belong; none where no matter says a fair part of the subject."""
    if not weighed or not (max(one.said for one in weighed) >= SAID or _is_of_sort(weighed[0]) or _are_shown(weighed)):
        return []
    likely = max(LEAST, near * weighed[0].likelihood)
    return [one.dossier for one in weighed if one.likelihood >= _least(one, likely)]


def _least(one: Weighed, likely: float) -> float:
    """How likely a matter must belong: the less, the more of the subject it says."""
    return SAYING if one.says_all else LEAST / 2 if one.whole else likely


def _is_of_sort(best: Weighed) -> bool:
    return best.of_sort >= OF_SORT and best.likelihood >= SURE_OF_SORT


def _are_shown(weighed: Sequence[Weighed]) -> bool:
    surely = [one for one in weighed[:2] if one.likelihood >= SURELY and one.shown and one.shown[0].bears >= SHOWN]
    return len(surely) > 1


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
    for one, (sentence, all_of_it, *rest) in zip(kept, spoken, strict=True):
        nearness = (near.of(one), of_subject.of(one))
        searched = (found.get(one.id, 0.0), by_subject.get(one.id, 0.0))
        rows.append((sentence, sentence / best, all_of_it, *rest, *nearness, *searched))
    most = [max(column) for column in zip(*rows, strict=True)]
    return kept, [(*row, *(row[place] - most[place] for place in _BELOW)) for row in rows]


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
        self._share_of_kin = sharer_by_kin(wide, dossiers, knowledge)
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
        texts = under_title(dossier, said)
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

    def of(self, dossier: Dossier) -> float:
        """How far it lies from the others', in their spread: in no embedder's own scale."""
        return (self._near.get(dossier.id, self._middle) - self._middle) / self._spread
