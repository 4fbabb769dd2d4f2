"""Fit which matters belong to a list (`choosing/belonging.py`, `reading_again.py`): part of `tests.evaluation.fit`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from corpus.registry import NO_FILTERS
from service.answering.choosing import across, belonging, reading_again
from service.answering.choosing.across import TWO
from service.answering.choosing.scope import scope_of_topic
from service.answering.considering import Considering
from service.answering.weighing.fitted import odds
from tests.evaluation.logistic import FOLDS, STRENGTH, Array, model_of, to_scale, write
from tests.evaluation.questions import Question


@dataclass(frozen=True)
class Listed:
    """The matters that may belong to what a question asks for: their features, and which of them do.

    `lost` are matters that belong and were not weighed, since their records do not hold what is asked for. `read` are
    the places of those that the reader reads, and `seen` their features with it.
    """

    features: Array
    belongs: Array
    lost: int
    read: Array
    seen: Array


def listed(considering: Considering, question: Question) -> Iterator[Listed]:
    """Of one question that names nobody. Matters that may be cited beside those that belong are neither."""
    query, knowledge = considering.query, considering.knowledge
    empty = question.must_refuse and question.topic == "list"
    if (
        query.subjects
        or query.matters
        or query.candidates
        or not (empty or (question.matters and not question.may_refuse))
    ):
        return
    scope = scope_of_topic(query, NO_FILTERS, knowledge, considering.as_of)
    limited = across.limited(query, scope, knowledge, considering.as_of) if scope else None
    if limited is None or not limited.subject or len(limited.held) < TWO:
        return
    kept, features = belonging.features(query, limited.held, limited.hits, limited.more, knowledge)
    sides = [one for one in range(len(kept)) if kept[one].id in question.matters or not question.may_cite(kept[one].id)]
    belongs = np.array([kept[one].id in question.matters for one in sides])
    weighed = belonging.weigh(query, limited.held, limited.hits, limited.more, knowledge)[: reading_again.MOST]
    weighed = [one for one in weighed if reading_again.is_read(one.dossier, knowledge)]
    seen, _ = reading_again.features(query, weighed, limited.passages, knowledge)
    by_id = {one.dossier.id: row for one, row in zip(weighed, seen, strict=True)}
    read = [place for place, one in enumerate(sides) if kept[one].id in by_id]
    yield Listed(
        np.array([features[one] for one in sides]),
        belongs,
        len(question.matters) - int(belongs.sum()),
        np.array(read, int),
        np.array([by_id[kept[sides[place]].id] for place in read]),
    )


def fit(lists: Sequence[Listed]) -> None:
    """Fit both models, print how unseen questions fare, and write them."""
    features, belongs = np.vstack([one.features for one in lists]), np.concatenate([one.belongs for one in lists])
    of = np.concatenate([[place] * len(one.belongs) for place, one in enumerate(lists)])
    scaled, middle, spread = to_scale(features)
    likely = np.zeros(len(belongs))
    for train, test in GroupKFold(FOLDS).split(scaled, belongs, of):
        likely[test] = model_of(STRENGTH).fit(scaled[train], belongs[train]).predict_proba(scaled[test])[:, 1]
    several = [place for place, one in enumerate(lists) if one.belongs.sum() + one.lost > 1]
    print(f"belonging, {len(lists)} questions that it was not fitted to, {len(several)} of them for several matters:")
    for least in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        shares = [_shares(likely[of == place] >= least, lists[place]) for place in several]
        found, true = np.mean(shares, axis=0)
        print(f"  from {least}: {found:.2f} of the matters are found, {true:.2f} of those told belong")
    write(belonging, "belonging", belonging.FEATURES, model_of(STRENGTH).fit(scaled, belongs), middle, spread)
    _fit_reading_again(lists, [likely[of == place] for place in range(len(lists))])


def _fit_reading_again(lists: Sequence[Listed], likely: Sequence[Array]) -> None:
    """What the reader adds, to likelihoods of models that were not fitted to the question."""
    rows, belongs, of = [], [], []
    for place, (one, before) in enumerate(zip(lists, likely, strict=True)):
        for row, at in zip(one.seen, one.read, strict=True):
            rows.append((odds(before[at]), *row[1:]))
            belongs.append(one.belongs[at])
            of.append(place)
    features, wanted, questions = np.array(rows), np.array(belongs), np.array(of)
    scaled, middle, spread = to_scale(features)
    after = np.zeros(len(wanted))
    for train, test in GroupKFold(FOLDS).split(scaled, wanted, questions):
        after[test] = model_of(STRENGTH).fit(scaled[train], wanted[train]).predict_proba(scaled[test])[:, 1]
    areas = [roc_auc_score(wanted, one) for one in (features[:, 0], after)]
    print(f"reading again: AUC {areas[0]:.3f} without the reader, {areas[1]:.3f} with it")
    for near in (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        for name, told in (("before", 1 / (1 + np.exp(-features[:, 0]))), ("after", after)):
            shares = []
            for place, one in enumerate(lists):
                if one.belongs.sum() + one.lost > 1 and (mine := questions == place).any():
                    kept = np.zeros(len(one.belongs), bool)
                    kept[one.read] = told[mine] >= max(belonging.LEAST, near * told[mine].max())
                    found, true = _shares(kept, one)
                    shares.append((found, true, float(found == true == 1)))
            found, true, whole = np.mean(shares, axis=0)
            print(f"  {name}, from {near} of the best: {found:.3f} are found, {true:.3f} belong, {whole:.3f} whole")
    write(
        reading_again, "reading_again", reading_again.FEATURES, model_of(STRENGTH).fit(scaled, wanted), middle, spread
    )


def _shares(told: Array, listed: Listed) -> tuple[float, float]:
    """Of one question: the share of the matters that belong which is told, and of those told which belongs."""
    right = (told & listed.belongs).sum()
    return right / (listed.belongs.sum() + listed.lost), right / max(1, told.sum())
