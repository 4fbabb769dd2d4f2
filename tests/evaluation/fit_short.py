"""Fit the models of short real documents, to texts written for that: `python -m tests.evaluation.fit_short`.

`bearing_out`: which sentence of a text bears the answer. `open` and `yes_no`: whether the text answers at all; they see
sentences as a model judges them that was fitted to other texts. All are logistic regressions, judged on texts that they
were not fitted to, and written into the TOML files beside their modules. Questions that the program takes to be about
another text are left aside.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from service.answering.answer import Answerer
from service.answering.weighing.fitted import odds
from service.answering.weighing.short import answered, bearing_out
from service.answering.weighing.short.answered import LIKELY_OPEN, LIKELY_YES_NO, Judged
from tests.evaluation.considered import considering_of
from tests.evaluation.fit import fit_beside_reader
from tests.evaluation.logistic import Array, model_of, to_scale, write
from tests.evaluation.reading import HELD_OUT
from tests.evaluation.short_texts import ShortQuestion, ShortText, is_among, read_texts
from tests.evaluation.stores import SHORT, open_kept, open_store

OF_SENTENCES, OF_QUESTIONS = 0.1, 0.03
"""Inverse strength of the regularisation; from 0.01 to 0.1 the area under the curve is the same to 0.003."""
FOLDS = 8
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)


@dataclass(frozen=True)
class Row:
    """A question before its text: the features of the sentences, and which of them bear the answer."""

    text: ShortText
    question: ShortQuestion
    judged: Judged
    features: Array
    bear: Array


def main() -> int:
    """Fit, print how well unseen texts fare, and write the three files."""
    with open_store(SHORT, open_kept()) as corpus:
        corpus.warm()
        answerer = Answerer(corpus)
        rows = [row for text in read_texts() for row in _rows(answerer, text)]
    likely = _fit_sentences(rows)
    for yes_no in (False, True):
        kept = [place for place, row in enumerate(rows) if row.judged.query.yes_no == yes_no]
        _fit_answered([rows[place] for place in kept], [likely[place] for place in kept])
    return 0


def _rows(answerer: Answerer, text: ShortText) -> Iterator[Row]:
    for question in text.questions:
        considering = considering_of(answerer, question.q)
        dossiers = considering.plan.dossiers
        if len(dossiers) != 1 or not any(text.id in one.source.key for one in dossiers[0].documents):
            continue
        judged = considering.judged(considering.by_rules())
        if judged is not None:
            bear = [is_among(one.text, question.sentences) for one in judged.sentences]
            yield Row(text, question, judged, np.array([one.row for one in judged.marked]), np.array(bear, float))


def _fit_sentences(rows: Sequence[Row]) -> list[Array]:
    """The likelihood of every sentence by a model that never saw its text."""
    features, bear = np.vstack([one.features for one in rows]), np.concatenate([one.bear for one in rows])
    of = np.concatenate([[place] * len(one.bear) for place, one in enumerate(rows)])
    texts = np.array([one.text.id for one in rows])[of]
    scaled, middle, spread = to_scale(features)
    likely = np.zeros(len(bear))
    for train, test in GroupKFold(FOLDS).split(scaled, bear, texts):
        likely[test] = model_of(OF_SENTENCES).fit(scaled[train], bear[train]).predict_proba(scaled[test])[:, 1]
    each = [likely[of == place] for place in range(len(rows))]
    first = [bool(one.bear[each[place].argmax()]) for place, one in enumerate(rows) if one.bear.any()]
    print(f"bearing_out: of {len(first)} questions on unseen texts the likeliest sentence bears {np.mean(first):.3f}")
    model = model_of(OF_SENTENCES).fit(scaled, bear)
    write(bearing_out, "bearing_out", bearing_out.FEATURES, model, middle, spread, by="fit_short")
    return each


def _fit_answered(rows: Sequence[Row], likely: Sequence[Array]) -> None:
    yes_no = rows[0].judged.query.yes_no
    features = np.array([row.judged.features(list(each)) for row, each in zip(rows, likely, strict=True)])
    told, texts = np.array([not row.question.is_silent for row in rows]), np.array([row.text.id for row in rows])
    english = np.array([row.text.lang == "en" for row in rows])
    scaled, middle, spread = to_scale(features)
    sure = np.zeros(len(rows))
    for train, test in GroupKFold(FOLDS).split(scaled, told, texts):
        sure[test] = model_of(OF_QUESTIONS).fit(scaled[train], told[train]).predict_proba(scaled[test])[:, 1]
    name = "yes_no" if yes_no else "open"
    area = roc_auc_score(told, sure)
    print(f"{name}: {told.sum()} questions that are answered, {(~told).sum()} that are not, AUC {area:.3f}")
    for least in (*THRESHOLDS, LIKELY_YES_NO if yes_no else LIKELY_OPEN):
        cells = [(sure[which] < least).mean() for which in (~told, told, ~told & english, told & english)]
        said = [
            f"{silent:.2f} of the silent and {wrong:.2f} of the answered" for silent, wrong in (cells[:2], cells[2:])
        ]
        print(f"  below {least} are {said[0]}, in English {said[1]}")
    held_out = [place for place, row in enumerate(rows) if row.text.id.startswith(HELD_OUT) and row.judged.reread]
    fit_beside_reader(
        answered,
        f"{name}_reread",
        [(odds(sure[place]), reread) for place in held_out if (reread := rows[place].judged.reread)],
        told[held_out],
        texts[held_out],
        np.ones(len(held_out)),
        np.ones(len(held_out), bool),
        by="fit_short",
    )
    model = model_of(OF_QUESTIONS).fit(scaled, told)
    write(answered, name, answered.YES_NO if yes_no else answered.OPEN, model, middle, spread, by="fit_short")


if __name__ == "__main__":
    sys.exit(main())
