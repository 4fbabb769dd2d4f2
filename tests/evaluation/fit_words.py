"""Fit which sentences affirm and which deny a question: `python -m tests.evaluation.fit_words`.

One multinomial logistic regression over the English short texts (`short_texts/README.md`): of each question for yes or
no the sentences that bear the answer affirm or deny, the others do neither. Judged on texts that it was not fitted to,
and written into `affirming.toml` and `denying.toml` beside `asserting.py`.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from corpus.registry import NO_FILTERS
from service.answering.answer import Answerer
from service.answering.choosing.plan import make_plan
from service.answering.composing.asserted import certainty, question, stating
from service.answering.composing.reading import read
from service.answering.composing.yes_no import NO, YES
from service.answering.weighing import asserting
from service.answering.weighing.asserting import Asserted
from tests.evaluation.logistic import Array
from tests.evaluation.short_texts import ShortQuestion, ShortText, read_texts
from tests.evaluation.spellings import fold
from tests.evaluation.stores import SHORT, open_kept, open_store

STRENGTH = 0.02
"""Inverse strength of the regularisation; 0.01 and 0.05 tell as many rightly at the same share of wrong words."""
FOLDS = 8
NEITHER, AFFIRMS, DENIES = 0, 1, 2
_OF = {"yes": AFFIRMS, "no": DENIES}
CERTAINTIES = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)


@dataclass(frozen=True)
class Rows:
    """One question: the signals of the sentences, which of them affirm or deny, and the right answer."""

    text: str
    rows: list[dict[str, float]]
    marks: tuple[int, ...]
    answer: str

    @property
    def is_learnt(self) -> bool:
        """Whether the sentences that bear the answer were found, where it has one."""
        return self.answer == "silent" or any(self.marks)

    @property
    def learnt(self) -> Array:
        """Which sentences are learnt from: a headline that nobody marked may say the same as the one marked."""
        headline = self.answer != "silent" and self.marks[0] == NEITHER
        return np.array([self.is_learnt and not (headline and place == 0) for place in range(len(self.marks))])

    @property
    def features(self) -> Array:
        """The signals in the order of the model."""
        return np.array([[row[name] for name in asserting.FEATURES] for row in self.rows])


def main() -> int:
    """Fit, print how well unseen texts fare, and write both files."""
    texts = [one for one in read_texts() if one.lang == "en"]
    with open_store(SHORT, open_kept()) as corpus:
        corpus.warm()
        answerer = Answerer(corpus)
        asked = [rows for text in texts for one in text.questions if (rows := _rows(answerer, text, one))]
    features, marks = np.vstack([one.features for one in asked]), np.concatenate([one.marks for one in asked])
    learnt = np.concatenate([one.learnt for one in asked])
    of = np.concatenate([[place] * len(one.marks) for place, one in enumerate(asked)])
    texts_of = np.concatenate([[one.text] * len(one.marks) for one in asked])
    middle, spread = features.mean(0), features.std(0) + 1e-9
    scaled, likely = (features - middle) / spread, np.zeros((len(marks), 3))
    for train, test in GroupKFold(FOLDS, shuffle=True, random_state=0).split(scaled, marks, texts_of):
        kept = train[learnt[train]]
        likely[test] = _model().fit(scaled[kept], marks[kept]).predict_proba(scaled[test])
    _report(asked, likely, of)
    model = _model().fit(scaled[learnt], marks[learnt])
    for name, kind in (("affirming", AFFIRMS), ("denying", DENIES)):
        weights = (model.coef_[kind] - model.coef_[NEITHER]) / spread
        bias = model.intercept_[kind] - model.intercept_[NEITHER] - weights @ middle
        _write(name, float(bias), weights)
    return 0


def _rows(answerer: Answerer, text: ShortText, asked: ShortQuestion) -> Rows | None:
    """One question for yes or no before the matter that it is about; None where none is found."""
    knowledge, today = answerer.knowledge, dt.datetime.now(dt.UTC).date()
    knowledge.refresh()
    query = answerer.understand(asked.q, today)
    plan = make_plan(query, NO_FILTERS, knowledge, today)
    if asked.kind != "yesno" or not query.yes_no or not plan.dossiers:
        return None
    reading = read(plan.dossiers[0], plan.forgiving(query), today, knowledge, plan.hits_of(plan.dossiers[0]))
    sentences = stating(reading)
    if not sentences:
        return None
    bearing = [fold(one) for one in asked.sentences]
    marked = [any(one in fold(held.text) or fold(held.text) in one for one in bearing) for held in sentences]
    marks = tuple(_OF.get(asked.answer, NEITHER) if one else NEITHER for one in marked)
    rows = asserting.rows(question(reading), [one.english for one in sentences])
    return Rows(text.id, rows, marks, asked.answer)


def _report(asked: Sequence[Rows], likely: Array, of: Array) -> None:
    """How many questions of unseen texts get the right word, a wrong one, and one that the text does not bear."""
    told = [_told(one, likely[of == place]) for place, one in enumerate(asked)]
    answered = sum(one.answer != "silent" for one in asked)
    print(f"{answered} questions of unseen texts for yes or no, and {len(asked) - answered} that the text leaves open")
    for least in CERTAINTIES:
        spoken = [(one.answer, word) for one, (sure, word) in zip(asked, told, strict=True) if sure >= least]
        right = sum(answer == word for answer, word in spoken)
        open_ = sum(answer == "silent" for answer, _ in spoken)
        wrong = len(spoken) - right - open_
        print(f"  from {least}: {right} right, {wrong} wrong, {open_} of the open ones")


def _told(one: Rows, likely: Array) -> tuple[float, str]:
    held = [Asserted(*map(float, row[1:]), signals) for row, signals in zip(likely, one.rows, strict=True)]
    return max((sure, word.casefold()) for word in (YES, NO) for sure in certainty(held, word))


def _model() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=3000)


def _write(name: str, bias: float, weights: Array) -> None:
    lines = ["# Written by `python -m tests.evaluation.fit_words`.", f"bias = {bias:.4f}", "", "[weights]"]
    lines += [f'"{feature}" = {weight:.4f}' for feature, weight in zip(asserting.FEATURES, weights, strict=True)]
    path = Path(str(asserting.__file__)).with_name(f"{name}.toml")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
