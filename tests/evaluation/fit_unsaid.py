"""Fit which sentences of silence are told beside an answer: `python -m tests.evaluation.fit_unsaid`.

`unsaid.jsonl` gives for tuning questions, and the matters that they are about, which of the sentences that say what is
not known a careful reader wants told; a question of no other set is given with its text. The logistic model of
`composing/left_unsaid.py` is judged on matters that it was not fitted to, and written beside it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import GroupKFold

from service.answering.answer import Answerer
from service.answering.composing import left_unsaid
from service.answering.composing.composed import PROSE_MATTERS
from service.answering.composing.reading import Reading
from tests.evaluation.considered import considering_of
from tests.evaluation.logistic import FOLDS, STRENGTH, Array, model_of, to_scale, write
from tests.evaluation.questions import load
from tests.evaluation.stores import BUNDLED, open_kept, open_store

UNSAID = Path(__file__).with_name("unsaid.jsonl")


class Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question by its id, a matter, and the sentences of that matter that are to be told."""

    id: str
    matter: str
    says: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True)
class Rows:
    """The sentences of silence of one matter for one question: features, and which are wanted."""

    matter: str
    features: Array
    wanted: Array


def main() -> int:
    """Fit, print how unseen matters fare, and write the file."""
    decoder = msgspec.json.Decoder(Wanted)
    rows = list(_rows([decoder.decode(line) for line in UNSAID.read_bytes().splitlines()]))
    features = np.vstack([one.features for one in rows])
    told = np.concatenate([one.wanted for one in rows])
    matters = np.concatenate([[one.matter] * len(one.wanted) for one in rows])
    of = np.concatenate([[place] * len(one.wanted) for place, one in enumerate(rows)])
    print(f"{len(rows)} questions and matters, {len(told)} sentences of silence, {told.sum()} to be told")
    _fit(features, told, matters, of)
    return 0


def _rows(wanted: Sequence[Wanted]) -> Iterator[Rows]:
    says = {(one.id, one.matter): frozenset(one.says) for one in wanted}
    with open_store(BUNDLED, open_kept()) as corpus:
        corpus.warm()
        answerer = Answerer(corpus)
        asked = [one for one in load() if one.tuning and one.corpus == BUNDLED and not one.earlier]
        questions = [(one.id, one.text, one.as_of) for one in asked]
        questions += [(one.id, one.text, None) for one in wanted if one.text]
        for id_, text, as_of in questions:
            considering = considering_of(answerer, text, as_of)
            for reading in considering.readings(considering.plan.dossiers[:PROSE_MATTERS]):
                if (id_, reading.dossier.id) in says:
                    yield from _row(reading, says[id_, reading.dossier.id])


def _row(reading: Reading, says: frozenset[str]) -> Iterator[Rows]:
    silent, features = left_unsaid.features(reading)
    if silent:
        yield Rows(reading.dossier.id, np.array(features), np.array([one.text in says for one in silent]))


def _fit(features: Array, wanted: Array, matters: Array, of: Array) -> None:
    scaled, middle, spread = to_scale(features)
    scores = np.zeros(len(wanted))
    for train, test in GroupKFold(FOLDS).split(scaled, wanted, matters):
        scores[test] = model_of(STRENGTH).fit(scaled[train], wanted[train]).decision_function(scaled[test])
    likely = 1 / (1 + np.exp(-scores))
    area, precision = roc_auc_score(wanted, scores), average_precision_score(wanted, scores)
    print(f"unseen matters: AUC {area:.3f}, average precision {precision:.3f}")
    for least in (0.03, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        best = [max(np.flatnonzero(of == place), key=lambda one: likely[one]) for place in np.unique(of)]
        told = [one for one in best if likely[one] >= least]
        right, asked = sum(wanted[one] for one in told), sum(wanted[of == place].any() for place in np.unique(of))
        print(f"  from {least}: of {len(best)} questions {len(told)} are told one, {right} rightly of {asked}")
    model = model_of(STRENGTH).fit(scaled, wanted)
    write(left_unsaid, "left_unsaid", left_unsaid.FEATURES, model, middle, spread, by="fit_unsaid")


if __name__ == "__main__":
    sys.exit(main())
