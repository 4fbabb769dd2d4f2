"""Fit the model that reads steps to the labelled sentences: `python -m tests.evaluation.fit_steps`.

One logistic regression over sentences and kinds of step: what a sign weighs for a kind, and what it weighs around any
act. It is judged on texts that it was not fitted to, cut to the signs that weigh most, and written into `likely.toml`.
Labels are in `labels/`, of `labelled_texts`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from corpus.gazetteer import Gazetteer
from ingest.extract.steps import likely
from ingest.extract.steps.likely import ACTS, OF_ANY, OF_ANY_SENTENCE, rows_of
from ingest.extract.steps.senses import words_of
from ingest.extract.steps.signs import signs_of
from tests.evaluation.labelled_texts import LABELS, LabelledSentence, LabelledText, labelled_texts, read_texts

Array = npt.NDArray[Any]

UNRELATED = LABELS / "sentences" / "steps.jsonl"
"""Sentences that stand for themselves, of which only the steps are labelled: common words, and every language."""
PENALTY = 0.5
"""Inverse strength of the regularisation; 0.3, 1 and 3 find fewer or truer steps by a hundredth."""
LEAST = 3
"""Rows in which a sign must stand; with 8 as well, at a hundredth less."""
KEPT = 6000
"""Weights that are kept: with 3,000, 6,000, 12,000 and all of them the average precision is 0.53, 0.54, 0.54, 0.55."""
FOLDS = 5
_STEM, _SENSE, _AROUND, _STEM_OF_ANY = 0.6, 1.0, 0.5, 0.35
"""How much the penalty spares a sign: senses most, since they stand for many words, pairs and single stems less."""


@dataclass(frozen=True)
class Row:
    """A sentence and a kind that it may tell: its signs by the name of their weight, and whether it tells it."""

    kind: str
    signs: dict[str, float]
    told: bool
    text: int
    language: str
    unrelated: bool


def main() -> int:
    """Fit, print how unseen texts fare, and write the weights."""
    rows, missed = _rows()
    names = sorted(name for name, n in Counter(sign for row in rows for sign in row.signs).items() if n >= LEAST)
    matrix, told = _matrix(rows, names), np.array([row.told for row in rows])
    texts = np.array([row.text for row in rows])
    likely_ = np.zeros(len(rows))
    for train, test in GroupKFold(FOLDS).split(matrix, told, texts):
        likely_[test] = _fit(matrix[train], told[train]).predict_proba(matrix[test])[:, 1]
    _report(rows, told, likely_, missed)
    weights = _fit(matrix, told).coef_[0]
    kept = np.sort(np.argsort(-np.abs(weights))[:KEPT])
    model = _fit(matrix[:, kept], told)
    _write([names[place] for place in kept], model, rows)
    return 0


def _rows() -> tuple[list[Row], Counter[tuple[str, bool, bool]]]:
    """Every sentence with each kind that it can tell; and how many steps no act stands for, by kind."""
    gazetteer = Gazetteer.load()
    rows: list[Row] = []
    groups: dict[str, int] = {}
    missed: Counter[tuple[str, bool, bool]] = Counter()
    for text, sentence, place in _sentences():
        unrelated = text.writer == UNRELATED.stem
        before = () if unrelated or place == 0 else words_of(text.sentences[place - 1].text, text.language, gazetteer)
        signs = signs_of(sentence.text, text.language, gazetteer, first=place == 0 and not unrelated, before=before)
        told = {kind.replace("_", " ") for kind, _, _ in sentence.steps} & ACTS.keys()
        possible = rows_of(signs)
        missed.update((kind, unrelated, text.language == "en") for kind in told - possible.keys())
        group = groups.setdefault(text.name, len(groups))
        for kind, (own, shared) in possible.items():
            scaled = {f"{kind}: bias": 1.0}
            for sign in own:
                spared = (
                    _STEM if sign[0].isalpha() else _AROUND if sign[0] in "&<" or sign not in signs.whole else _SENSE
                )
                scaled[f"{kind}: {sign}"] = spared
                if sign in signs.whole:
                    scaled[f"{OF_ANY_SENTENCE}{sign}"] = _STEM_OF_ANY if sign[0].isalpha() else _AROUND
            scaled |= {f"{OF_ANY}{sign}": _AROUND for sign in shared}
            rows.append(Row(kind, scaled, kind in told, group, text.language, unrelated))
    return rows, missed


def _sentences() -> Iterator[tuple[LabelledText, LabelledSentence, int]]:
    for text in (*read_texts(UNRELATED), *labelled_texts()):
        for place, sentence in enumerate(text.sentences):
            yield text, sentence, place


def _matrix(rows: Sequence[Row], names: Sequence[str]) -> csr_matrix:
    place = {name: at for at, name in enumerate(names)}
    starts, columns, values = [0], [], []
    for row in rows:
        for sign, value in sorted(row.signs.items()):
            if sign in place:
                columns.append(place[sign])
                values.append(value)
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(rows), len(names)))


def _fit(matrix: csr_matrix, told: Array) -> LogisticRegression:
    return LogisticRegression(C=PENALTY, solver="liblinear", fit_intercept=False).fit(matrix, told)


def _report(rows: Sequence[Row], told: Array, likely_: Array, missed: Counter[tuple[str, bool, bool]]) -> None:
    kinds, english = np.array([row.kind for row in rows]), np.array([row.language == "en" for row in rows])
    lifelike = np.array([not row.unrelated for row in rows])
    print("steps of texts that it was not fitted to: labelled, then precision/recall from each likelihood on")
    for kind in (*ACTS, ""):
        for name, among in (("en", english), ("other languages", ~english)):
            chosen = lifelike & among & ((kinds == kind) if kind else ~np.isin(kinds, ["issued", "intended", "filed"]))
            lost = sum(
                n
                for (each, unrelated, of_english), n in missed.items()
                if not unrelated and kind in {each, ""} and of_english == (name == "en")
            )
            there = told[chosen].sum() + lost
            cells = []
            for least in (0.3, 0.4, 0.5, 0.6):
                found = chosen & (likely_ >= least)
                right = (found & told).sum()
                cells.append(f"{least}: {right / max(1, found.sum()):.2f}/{right / max(1, there):.2f}")
            print(f"  {kind or 'all but issued, intended, filed':32}{name:16}{there:5}  {'  '.join(cells)}")


def _write(names: Sequence[str], model: LogisticRegression, rows: Sequence[Row]) -> None:
    """The weights as they act on signs that are there or not, by kind."""
    scale = {sign: value for row in rows for sign, value in row.signs.items()}
    tables: dict[str, dict[str, float]] = {}
    for name, weight in zip(names, model.coef_[0], strict=True):
        table, _, sign = name.partition(": ")
        tables.setdefault(table, {})[sign] = weight * scale[name]
    lines = ["# Written by `python -m tests.evaluation.fit_steps`."]
    for table in sorted(tables):
        lines += ["", f'["{table}"]']
        lines += [
            f"{json.dumps(sign, ensure_ascii=False)} = {weight:.3f}" for sign, weight in sorted(tables[table].items())
        ]
    Path(str(likely.__file__)).with_name("likely.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
