"""Fit the two small models of answering to the tuning questions: `python -m tests.evaluation.fit`.

`bearing`: which sentences of a matter carry a fact that a right answer must hold. `reconsidering`: which refusals of
the rules are wrong. Both are logistic regressions, judged on matters (or questions) that they were not fitted to, and
written into the TOML files beside their modules. Reported questions are never asked here.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, KFold

from corpus.publishing import document_id_of
from corpus.registry import NO_FILTERS
from service.answering import bearing, reconsidering
from service.answering.answer import Answerer
from service.answering.composing.bearing_lines import pool_of
from service.answering.considering import Considering
from service.answering.extractive import PROSE_MATTERS
from service.answering.plan import make_plan
from service.answering.refusal import Refuser
from tests.evaluation.questions import Question, load
from tests.evaluation.spellings import fold, stands
from tests.evaluation.stores import BUNDLED, DECISIONS, ROOT, decisions_present, key_of, open_kept, open_store

Array = npt.NDArray[Any]

HOME = ROOT / "service" / "answering"
SHARED_BY_FOUR = 0.25
"""A fact that stands in more than four sentences of a matter is no mark of any of them."""
PENALTY = 0.3
"""Inverse strength of the regularisation; from 0.1 to 1 the same share of facts is found."""
DEPTHS = (1, 3, 5, 8)


@dataclass(frozen=True)
class Rows:
    """The sentences of one matter for one question: their features, and which required facts each of them states."""

    question: Question
    matter: str
    features: Array
    facts: Array


def main() -> int:
    """Fit, print how well unseen matters and questions fare, and write both files."""
    rows: list[Rows] = []
    refused: list[tuple[tuple[float, ...], bool]] = []
    embedder = open_kept()
    for corpus_name in (BUNDLED, DECISIONS) if decisions_present() else (BUNDLED,):
        with open_store(corpus_name, embedder) as corpus:
            corpus.warm()
            answerer = Answerer(corpus)
            for question in load():
                if question.tuning and question.corpus == corpus_name and not question.earlier:
                    considering = _considering(answerer, question)
                    rows += _rows(considering, question)
                    refused += _refused(considering, question)
    _fit_bearing(rows)
    _fit_reconsidering(refused)
    return 0


def _considering(answerer: Answerer, question: Question) -> Considering:
    knowledge, today = answerer.knowledge, dt.datetime.now(dt.UTC).date()
    knowledge.refresh()
    query = answerer.understand(question.text, today)
    as_of = question.as_of or query.as_of or today
    plan = make_plan(query, NO_FILTERS, knowledge, as_of)
    query = plan.forgiving(query)
    return Considering(query, as_of, today, NO_FILTERS, plan, knowledge, Refuser(query, knowledge, NO_FILTERS, ""))


def _rows(considering: Considering, question: Question) -> Iterator[Rows]:
    if question.must_refuse or not question.required:
        return
    wanted = {*question.matters, *(document_id_of(key_of(name)) for name in question.documents)}
    for reading in considering.readings(considering.plan.dossiers[:PROSE_MATTERS]):
        if not wanted & {reading.dossier.id, *(document.id for document in reading.dossier.documents)}:
            continue
        stating, features = bearing.features(reading.query, pool_of(reading))
        said = [fold(one.text) for one in stating]
        facts = np.array([[any(stands(way, text) for way in ways) for ways in question.required] for text in said])
        if facts.any():
            yield Rows(question, reading.dossier.id, np.array(features), facts)


def _refused(considering: Considering, question: Question) -> Iterator[tuple[tuple[float, ...], bool]]:
    query = considering.query
    if query.injection or query.off_topic or query.bare or (query.unknown and not query.subjects | set(query.matters)):
        return
    by_rules = considering.by_rules()
    found = considering.found()
    if by_rules.refusal and considering.may_reconsider(by_rules.refusal.code) and (weighed := found.weighed()):
        row = reconsidering.features(query, found.uncovered, weighed[0][1], searched=found.searched)
        yield row, not question.may_refuse


def _fit_bearing(rows: Sequence[Rows]) -> None:
    features = np.vstack([one.features for one in rows])
    marked = np.concatenate([(one.facts / np.maximum(1, one.facts.sum(0))).max(1) >= SHARED_BY_FOUR for one in rows])
    matters = np.concatenate([[one.matter] * len(one.features) for one in rows])
    of = np.concatenate([[place] * len(one.features) for place, one in enumerate(rows)])
    scaled, middle, spread = _scaled(features)
    likely = np.zeros(len(marked))
    for train, test in GroupKFold(5).split(scaled, marked, matters):
        likely[test] = _model().fit(scaled[train], marked[train]).predict_proba(scaled[test])[:, 1]
    for corpus in (BUNDLED, DECISIONS):
        mine = [place for place, one in enumerate(rows) if one.question.corpus == corpus]
        if mine:
            cells = ", ".join(f"{depth}: {_found(rows, likely, of, mine, depth):.3f}" for depth in DEPTHS)
            print(f"bearing, {corpus}, {len(mine)} questions of unseen matters: all facts among the first {cells}")
    _write("bearing", bearing.FEATURES, _model().fit(scaled, marked), middle, spread)


def _found(rows: Sequence[Rows], likely: Array, of: Array, places: Sequence[int], depth: int) -> float:
    hits = 0
    for place in places:
        facts = rows[place].facts
        first = np.argsort(-likely[of == place], kind="stable")[:depth]
        hits += bool(facts[first].any(0)[facts.any(0)].all())
    return hits / len(places)


def _fit_reconsidering(refused: Sequence[tuple[tuple[float, ...], bool]]) -> None:
    features, wrong = np.array([row for row, _ in refused]), np.array([label for _, label in refused])
    scaled, middle, spread = _scaled(features)
    likely = np.zeros(len(wrong))
    for train, test in KFold(8, shuffle=True, random_state=0).split(scaled):
        likely[test] = _model(0.1).fit(scaled[train], wrong[train]).predict_proba(scaled[test])[:, 1]
    print(f"reconsidering, {len(wrong)} refusals, {wrong.sum()} of them wrong: AUC {roc_auc_score(wrong, likely):.3f}")
    for threshold in (0.4, 0.5, 0.6, 0.7):
        taken, lost = (likely[wrong] >= threshold).mean(), (likely[~wrong] >= threshold).mean()
        print(f"  from {threshold}: {taken:.2f} of the wrong ones are taken back, and {lost:.2f} of the right ones")
    _write("reconsidering", reconsidering.FEATURES, _model(0.1).fit(scaled, wrong), middle, spread)


def _model(strength: float = PENALTY) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=2000)


def _scaled(features: Array) -> tuple[Array, Array, Array]:
    middle, spread = features.mean(0), features.std(0) + 1e-9
    return (features - middle) / spread, middle, spread


def _write(name: str, features: Sequence[str], model: LogisticRegression, middle: Array, spread: Array) -> None:
    """The weights as they act on unscaled features; what each is worth, scaled, is printed."""
    for feature, worth in sorted(zip(features, model.coef_[0], strict=True), key=lambda pair: -abs(pair[1])):
        print(f"  {feature:32}{worth:6.2f}")
    weights = model.coef_[0] / spread
    lines = ["# Written by `python -m tests.evaluation.fit`.", f"bias = {model.intercept_[0] - weights @ middle:.4f}"]
    lines += [
        "",
        "[weights]",
        *(f'"{feature}" = {weight:.4f}' for feature, weight in zip(features, weights, strict=True)),
    ]
    (HOME / f"{name}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
