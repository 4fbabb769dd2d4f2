"""Fit the three small models of answering to the tuning questions: `python -m tests.evaluation.fit`.

`bearing`: which sentences of a matter carry a fact that a right answer must hold; of long decisions it is fitted to
sentences that are marked one by one as well (`marked.py`). `reconsidering`: whether a matter answers a question at all.
`belonging`: which matters belong to a list. All are logistic regressions, judged on matters or questions that they were
not fitted to, and written into the TOML files beside their modules. Reported questions are never asked here.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from corpus.publishing import document_id_of
from service.answering.answer import Answerer
from service.answering.composing.composed import PROSE_MATTERS
from service.answering.composing.reading import Reading
from service.answering.considering import Considering
from service.answering.held.dossier import Sentence
from service.answering.weighing import bearing, reconsidering, rereading
from service.answering.weighing.fitted import odds
from service.answering.weighing.rereading import REREAD, Reread
from tests.evaluation import fit_lists
from tests.evaluation.considered import considering_of
from tests.evaluation.logistic import FOLDS, STRENGTH, Array, model_of, to_scale, write
from tests.evaluation.marked import Marked, marked
from tests.evaluation.questions import Question, load
from tests.evaluation.spellings import fold, stands
from tests.evaluation.stores import BUNDLED, DECISIONS, decisions_present, key_of, open_kept, open_store

SHARED_BY_FOUR = 0.25
"""A fact that stands in more than four sentences of a matter is no mark of any of them."""
DEPTHS = (1, 3, 5, 8)
OF_TOLD = 0.3
"""What a question counts that the rules answer, beside one that they refuse: with 0.1, 0.3 and 1 the area under the
curve over their refusals is 0.90, without the answered ones 0.88."""

OF_MARKED = 0.35
"""What a sentence counts that is marked by hand, beside one known by the facts of a tuning question. Of 533 such
questions all facts are among the first 24 in 0.947 without them, with 0.35 in 0.949 and with 1 in 0.946, among the
first eight in 0.809, 0.803 and 0.794; of 335 on long texts held out a sentence that bears the answer is among the first
24 in 0.764, 0.812 and 0.818, among the first eight in 0.507, 0.573 and 0.597."""


@dataclass(frozen=True)
class Rows:
    """The sentences of one matter for one question: their features, and which required facts each of them states."""

    question: Question
    matter: str
    features: Array
    facts: Array
    is_long: bool
    read: Foremost | None


@dataclass(frozen=True)
class Foremost:
    """The foremost sentences of a matter as the reader sees them, and which required facts each of them states."""

    features: Array
    facts: Array


@dataclass(frozen=True)
class Judged:
    """A question before the matter that bears most on it: its features, and whether that answers it.

    `refused` says that the rules refused it, `either` that it may be refused or answered.
    """

    matter: str
    features: tuple[float, ...]
    answered: bool
    refused: bool
    either: bool
    is_long: bool
    reread: Reread | None

    @property
    def weight(self) -> float:
        """What it counts in the fit."""
        return OF_TOLD if self.answered and not self.refused and not self.is_long else 1.0


def main() -> int:
    """Fit, print how well unseen matters and questions fare, and write both files."""
    rows: list[Rows] = []
    judged: list[Judged] = []
    lists: list[fit_lists.Listed] = []
    embedder = open_kept()
    for corpus_name in (BUNDLED, DECISIONS) if decisions_present() else (BUNDLED,):
        with open_store(corpus_name, embedder) as corpus:
            corpus.warm()
            answerer = Answerer(corpus)
            for question in load():
                if question.tuning and question.corpus == corpus_name and not question.earlier:
                    considering = considering_of(answerer, question.text, question.as_of)
                    rows += _rows(considering, question)
                    judged += _judged(considering, question)
                    lists += fit_lists.listed(considering, question)
    fit_lists.fit(lists)
    for long in (False, True):
        name = "_long" if long else ""
        beside = marked() if long and decisions_present() else []
        _fit_bearing([one for one in rows if one.is_long == long], beside, f"bearing{name}")
        _fit_reconsidering([one for one in judged if one.is_long == long], f"reconsidering{name}")
        _fit_rereading([one for one in rows if one.is_long == long], f"rereading{name}")
    return 0


def _rows(considering: Considering, question: Question) -> Iterator[Rows]:
    if question.must_refuse or not question.required:
        return
    wanted = {*question.matters, *(document_id_of(key_of(name)) for name in question.documents)}
    for reading in considering.readings(considering.plan.dossiers[:PROSE_MATTERS]):
        if not wanted & {reading.dossier.id, *(document.id for document in reading.dossier.documents)}:
            continue
        stating, features = bearing.features(reading.query, reading.pool)
        facts = _facts(question, stating)
        if facts.any():
            long = bearing.is_long(stating)
            read = _foremost(question, reading)
            yield Rows(question, reading.dossier.id, np.array(features), facts, long, read)


def _foremost(question: Question, reading: Reading) -> Foremost | None:
    places, read = rereading.read_foremost(question.text, reading.weighed)
    facts = _facts(question, [reading.weighed[place].sentence for place in places])
    return Foremost(np.array(rereading.features(reading.weighed, places, read)), facts) if facts.any() else None


def _facts(question: Question, sentences: Sequence[Sentence]) -> Array:
    """For each sentence, which of the required facts it states."""
    said = [fold(one.text) for one in sentences]
    return np.array([[any(stands(way, text) for way in ways) for ways in question.required] for text in said])


def _judged(considering: Considering, question: Question) -> Iterator[Judged]:
    query = considering.query
    if query.injection or query.off_topic or query.bare or (query.unknown and not query.subjects | set(query.matters)):
        return
    by_rules = considering.by_rules()
    refusal, doubtful = by_rules.refusal, considering.is_doubtful(by_rules)
    found = considering.found
    if (refusal and not considering.may_reconsider(refusal.code)) or not (weighed := found.weighed):
        return
    weighing = found.weighing(weighed[0], refused=bool(refusal))
    if (refusal and weighing.said_unknown) or (weighing.is_long and not (refusal or doubtful)):
        return
    yield Judged(
        next(iter((*question.matters, *question.documents)), weighed[0][0].dossier.id),
        weighing.features(),
        answered=not question.may_refuse,
        refused=bool(refusal),
        either=question.may_refuse and not question.must_refuse,
        is_long=weighing.is_long,
        reread=weighed[0][0].reread,
    )


def _fit_bearing(rows: Sequence[Rows], beside: Sequence[Marked], name: str) -> None:
    features = np.vstack([one.features for one in (*rows, *beside)])
    bears = np.concatenate([*(_carries(one.facts) for one in rows), *(one.bears for one in beside)])
    matters = np.concatenate([[one.matter] * len(one.features) for one in (*rows, *beside)])
    of = np.concatenate([[place] * len(one.features) for place, one in enumerate((*rows, *beside))])
    weights = np.where(of < len(rows), 1.0, OF_MARKED)
    scaled, middle, spread = to_scale(features)
    likely = np.zeros(len(bears))
    for train, test in GroupKFold(5).split(scaled, bears, matters):
        model = model_of().fit(scaled[train], bears[train], sample_weight=weights[train])
        likely[test] = model.predict_proba(scaled[test])[:, 1]
    cells = ", ".join(f"{depth}: {_found(rows, likely, of, depth):.3f}" for depth in DEPTHS)
    print(f"{name}, {len(rows)} questions of unseen matters: all facts among the first {cells}")
    names = bearing.OF_LONG if rows[0].is_long else bearing.FEATURES
    write(bearing, name, names, model_of().fit(scaled, bears, sample_weight=weights), middle, spread)


def _carries(facts: Array) -> Array:
    """Of each sentence, whether it states a fact that few others of the matter do."""
    carried: Array = (facts / np.maximum(1, facts.sum(0))).max(1) >= SHARED_BY_FOUR
    return carried


def _found(rows: Sequence[Rows], likely: Array, of: Array, depth: int) -> float:
    return float(np.mean([_holds(one.facts, likely[of == place], depth) for place, one in enumerate(rows)]))


def _holds(facts: Array, likely: Array, depth: int) -> bool:
    """Whether the likeliest sentences state all the facts that any of them states."""
    first = np.argsort(-likely, kind="stable")[:depth]
    return bool(facts[first].any(0)[facts.any(0)].all())


def _fit_reconsidering(judged: Sequence[Judged], name: str) -> None:
    features, answered = np.array([one.features for one in judged]), np.array([one.answered for one in judged])
    weights, matters = np.array([one.weight for one in judged]), np.array([one.matter for one in judged])
    scaled, middle, spread = to_scale(features)
    likely = np.zeros(len(judged))
    for train, test in GroupKFold(FOLDS).split(scaled, answered, matters):
        model = model_of(STRENGTH).fit(scaled[train], answered[train], sample_weight=weights[train])
        likely[test] = model.predict_proba(scaled[test])[:, 1]
    refused = np.array([(one.refused or one.is_long) and not one.either for one in judged])
    wrong, right = likely[refused & answered], likely[refused & ~answered]
    area = roc_auc_score(answered[refused], likely[refused])
    print(f"{name}, refusals of unseen matters: {len(wrong)} wrong, {len(right)} right, AUC {area:.3f}")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        taken, lost = (wrong >= threshold).mean(), (right >= threshold).mean()
        print(f"  from {threshold}: {taken:.2f} of the wrong ones are taken back, and {lost:.2f} of the right ones")
    model = model_of(STRENGTH).fit(scaled, answered, sample_weight=weights)
    names = reconsidering.OF_LONG if judged[0].is_long else reconsidering.FEATURES
    write(reconsidering, name, names, model, middle, spread)
    read = [place for place, one in enumerate(judged) if one.reread is not None]
    fit_beside_reader(
        reconsidering,
        f"{name}_reread",
        [(odds(likely[place]), reread) for place in read if (reread := judged[place].reread)],
        answered[read],
        matters[read],
        weights[read],
        refused[read],
    )


def fit_beside_reader(
    module: ModuleType,
    name: str,
    scored: Sequence[tuple[float, Reread]],
    answered: Array,
    groups: Array,
    weights: Array,
    counted: Array,
    by: str = "fit",
) -> None:
    """What the reader adds to the scores of models that were not fitted to these questions.

    `counted` are those by which it is judged: each by a model that never saw its group.
    """
    features = np.array([(score, one.best, one.answered) for score, one in scored])
    scaled, middle, spread = to_scale(features)
    likely = np.zeros(len(scored))
    for train, test in GroupKFold(FOLDS).split(scaled, answered, groups):
        model = model_of().fit(scaled[train], answered[train], sample_weight=weights[train])
        likely[test] = model.predict_proba(scaled[test])[:, 1]
    before, after = (roc_auc_score(answered[counted], one[counted]) for one in (features[:, 0], likely))
    print(f"{name}: AUC {before:.3f} without the reader, {after:.3f} with it")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.65, 0.7):
        told, lost = (likely[counted & answered] >= threshold).mean(), (likely[counted & ~answered] >= threshold).mean()
        print(f"  from {threshold}: {told:.2f} of those that are answered are told, {lost:.2f} of the others")
    write(module, name, REREAD, model_of().fit(scaled, answered, sample_weight=weights), middle, spread, by)


def _fit_rereading(rows: Sequence[Rows], name: str) -> None:
    kept = [(one, one.read) for one in rows if one.read is not None]
    features = np.vstack([read.features for _, read in kept])
    marked = np.concatenate([_carries(read.facts) for _, read in kept])
    matters = np.concatenate([[one.matter] * len(read.features) for one, read in kept])
    of = np.concatenate([[place] * len(read.features) for place, (_, read) in enumerate(kept)])
    scaled, middle, spread = to_scale(features)
    likely = np.zeros(len(marked))
    for train, test in GroupKFold(5).split(scaled, marked, matters):
        likely[test] = model_of().fit(scaled[train], marked[train]).predict_proba(scaled[test])[:, 1]
    for when, order in (("before", features[:, 0]), ("after", likely)):
        each = [(read.facts, order[of == place]) for place, (_, read) in enumerate(kept)]
        cells = ", ".join(f"{depth}: {np.mean([_holds(*one, depth) for one in each]):.3f}" for depth in DEPTHS)
        print(f"{name}, {len(kept)} questions, {when}: all facts among {cells}")
    write(rereading, name, rereading.FEATURES, model_of().fit(scaled, marked), middle, spread)


if __name__ == "__main__":
    sys.exit(main())
