"""Fit the model of sums in short texts to the labelled texts: `python -m tests.evaluation.fit_sums [--write]`.

Prints how well it does on texts of writers that it was not fitted to: of the sums that are penalties of their matter
how many are told, at how many that are none; then writes `ingest/extract/sums/likely.toml`. With `--held FILE` also on
labelled texts that nobody who tunes has read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from corpus.catalogue import bundled_digests
from corpus.documents import Description, ParsedDocument, Source
from corpus.gazetteer import Gazetteer
from corpus.records import Money
from ingest.extract.extraction import jurisdiction_of
from ingest.extract.reading import Reading
from ingest.extract.sums.likely import WEIGHTS, Likely, Weights
from ingest.extract.sums.money import Amount
from ingest.extract.sums.short import LONGEST, amounts_of
from ingest.extract.sums.signs import Signs
from ingest.parse import parse
from ingest.preparing.describe import describe
from tests.evaluation.eval_records import TUNING, decisions, half
from tests.evaluation.labelled_texts import RETRIEVED, LabelledText, labelled_texts, read_texts
from tests.evaluation.releases import releases

Array = npt.NDArray[Any]
Stages = dict[Money, set[str]]

TEXT = "text/plain"
FEWEST = 3
"""Sums that a sign must stand beside."""
SIGNS, OUTCOME_SIGNS = 2000, 600
"""Signs kept of each model, those that weigh most. With 1,200 it told 75 false sums instead of 74 where 80 % of the
right ones are told, with all 5,400 it told 69."""
PENALTY, OUTCOME_PENALTY = 0.1, 0.2
"""Inverse strength of the regularisation; 0.05 to 0.2 do as well."""
RARE = 0.5
"""How much more a sum weighs whose label is rare: with 0 two of five proposed sums are told as imposed ones."""
OUTCOMES = {
    "fine.imposed": "imposed",
    "fine.paid": "imposed",
    "fine.increased": "imposed",
    "fine.confirmed": "confirmed",
    "fine.reduced": "reduced",
    "fine.annulled": "annulled",
    "fine.proposed": "proposed",
    "fine.suspended": "suspended",
    "fine.part": "part",
    "fine.daily": "daily",
    "settlement": "settlement",
    "redress": "redress",
}
"""What a sum that counts is told as, by its label; with any other label it is none of the matter's penalties."""
KINDS = {"settlement sum": "settlement", "redress": "redress", "penalty payment": "daily"}
STAGES = {"threatened": "daily", "collected": "imposed", "increased": "imposed"}
BESIDE = frozenset({"part", "redress"})
"""Neither right nor wrong where false sums are counted."""
SHARES = (0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sum of a text: its signs, and what it is told as, "" if not."""

    writer: str
    text: str
    money: Money
    signs: frozenset[str]
    outcome: str


def main() -> int:
    """Measure, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the weights fitted to all of them")
    parser.add_argument("--held", type=Path, help="labelled texts to measure on, too")
    options = parser.parse_args()
    gazetteer = Gazetteer.load()
    sums = [each for text in labelled_texts() for each in labelled_sums(text, gazetteer)]
    sums += [*_of_releases(gazetteer), *_of_digests(gazetteer), *_of_decisions(gazetteer)]
    judged: list[tuple[Labelled, Likely]] = []
    for writer in sorted({each.writer for each in sums}):
        weights = fit([each for each in sums if each.writer != writer])
        judged += [(each, weights.weigh(each.signs)) for each in sums if each.writer == writer]
        _print(writer, [pair for pair in judged if pair[0].writer == writer])
    _print("all", judged)
    weights = fit(sums)
    if options.held:
        held = [each for text in read_texts(options.held) for each in labelled_sums(text, gazetteer)]
        _print("held", [(each, weights.weigh(each.signs)) for each in held])
    if options.write:
        write(weights)
    return 0


def labelled_sums(text: LabelledText, gazetteer: Gazetteer) -> list[Labelled]:
    """The sums of a text that are found in it and labelled."""
    parsed, description = text.read(gazetteer)
    reading, amounts, signs = _read(parsed, description, gazetteer)
    found, taken = [], set()
    for sentence, span in text.places(parsed):
        at = span.start
        for written, label, _ in sentence.sums:
            start = parsed.text.find(written, at, span.end)
            at = start + 1 if start >= 0 else at
            near = (a for a in amounts if a.span.start < start + len(written) and start < a.span.end)
            amount = next((a for a in near if a.span not in taken), None) if start >= 0 else None
            around = reading.around(amount.span.start) if amount else None
            if amount and around:
                taken.add(amount.span)
                said = frozenset(signs.of(amount, around))
                found.append(Labelled(text.writer, text.name, amount.money, said, OUTCOMES.get(label, "")))
    return found


def _read(
    parsed: ParsedDocument, description: Description, gazetteer: Gazetteer
) -> tuple[Reading, Sequence[Amount], Signs]:
    """A text with its sums; where no country is known "$" is still a sum to learn from."""
    reading = Reading(parsed)
    amounts = amounts_of(reading, jurisdiction_of(parsed, description, gazetteer) or None, description.language)
    day = description.published_on or description.decided_on
    respondents, language = description.respondents, description.language
    return reading, amounts, Signs(reading, amounts, respondents=respondents, language=language, day=day)


def _of_releases(gazetteer: Gazetteer) -> list[Labelled]:
    """The sums of our own releases, by the records that a person reads in them."""
    found = []
    for release in releases():
        parsed = parse(release.text.encode(), name=f"{release.name}.txt", media_type="text/plain")
        description = release.description(parsed, gazetteer)
        reading, amounts, signs = _read(parsed, description, gazetteer)
        told = {_money(sum_): STAGES.get(stage, stage) for sum_, stage in release.told.get("penalties", ())}
        kinds = {_money(sum_): kind for sum_, kind in release.told.get("kinds", ())}
        for amount in amounts:
            sentence = reading.around(amount.span.start)
            outcome = told.get(amount.money, "")
            kind = kinds.get(amount.money, "")
            if outcome == "imposed" and kind in {"redress", "settlement sum"}:
                outcome = kind.split()[0]
            if sentence and outcome != "unknown":
                said = frozenset(signs.of(amount, sentence))
                found.append(Labelled("releases", release.name, amount.money, said, outcome))
    return found


def _of_digests(gazetteer: Gazetteer) -> Iterator[Labelled]:
    """The sums of the tuning half of our digests, by the records that their front matter declares."""
    for path, digest in bundled_digests():
        if half(path.name) == TUNING:
            stages: Stages = defaultdict(set)
            for each in digest.head.penalties:
                outcome = KINDS.get(str(each.kind)) or STAGES.get(str(each.stage), str(each.stage))
                stages[Money(Decimal(each.amount), each.currency)].add(outcome)
            yield from _of_text(path.name, digest.body.partition("## About this digest")[0], stages, gazetteer)


def _of_decisions(gazetteer: Gazetteer) -> Iterator[Labelled]:
    """The sums of short development decisions, where those lie beside the checkout, by the records read in them."""
    for case in decisions():
        if len(case.text) <= LONGEST and "penalties" in case.wanted:
            stages: Stages = defaultdict(set)
            for written, stage in case.wanted["penalties"]:
                stages[_money(written)].add(STAGES.get(stage, stage))
            yield from _of_text(case.name, case.text, stages, gazetteer)


def _of_text(name: str, text: str, stages: Stages, gazetteer: Gazetteer) -> Iterator[Labelled]:
    """The sums of a text by the stages that they came to; not those that came to several."""
    parsed = parse(text.encode(), name=name, media_type=TEXT)
    description = describe(parsed, source=Source(name, "0" * 64, TEXT, RETRIEVED), gazetteer=gazetteer)
    reading, amounts, signs = _read(parsed, description, gazetteer)
    for amount in amounts:
        sentence, said = reading.around(amount.span.start), stages.get(amount.money, {""})
        if sentence and len(said) == 1 and said <= {"", *OUTCOMES.values()}:
            yield Labelled(TUNING, name, amount.money, frozenset(signs.of(amount, sentence)), *said)


def _money(written: str) -> Money:
    currency, amount = written.split()
    return Money(Decimal(amount), currency)


def fit(sums: Sequence[Labelled]) -> Weights:
    """Both models."""
    told, bias, _ = _model(sums, [str(bool(each.outcome)) for each in sums], PENALTY, SIGNS)
    counted = [each for each in sums if each.outcome]
    outcome, biases, outcomes = _model(counted, [each.outcome for each in counted], OUTCOME_PENALTY, OUTCOME_SIGNS)
    return Weights(
        float(bias[0]),
        {sign: float(weights[0]) for sign, weights in told.items()},
        outcomes,
        tuple(map(float, biases)),
        {sign: tuple(map(float, weights)) for sign, weights in outcome.items()},
    )


def _model(
    sums: Sequence[Labelled], labels: Sequence[str], penalty: float, most: int
) -> tuple[Mapping[str, Array], Array, tuple[str, ...]]:
    """Weights by sign, biases and labels; fitted again to the signs that weigh most."""
    counts = Counter(sign for each in sums for sign in each.signs)
    kept = {sign for sign, count in counts.items() if count >= FEWEST}
    for _ in range(2):
        vectors = DictVectorizer()
        rows = vectors.fit_transform([dict.fromkeys(sorted(each.signs & kept), 1.0) for each in sums])
        often = Counter(labels)
        weights = [often[label] ** -RARE for label in labels]
        model = LogisticRegression(C=penalty, max_iter=1000)
        model.fit(rows, labels, sample_weight=np.array(weights) / np.mean(weights))
        names = vectors.get_feature_names_out()
        kept = set(names[np.argsort(-np.abs(model.coef_).max(0), kind="stable")[:most]])
    told = dict(zip(names, np.round(model.coef_.T, 3), strict=True))
    return told, np.round(model.intercept_, 3), tuple(map(str, model.classes_))


def _print(name: str, judged: Sequence[tuple[Labelled, Likely]]) -> None:
    """Of the sums of each text, each once: how many that are none are told, where so many of the right ones are."""
    likely: dict[tuple[str, Money], float] = defaultdict(float)
    labels: dict[tuple[str, Money], set[str]] = defaultdict(set)
    for each, one in judged:
        likely[each.text, each.money] = max(likely[each.text, each.money], one.told)
        labels[each.text, each.money].add(each.outcome)
    right = np.sort([likely[key] for key, said in labels.items() if said - BESIDE - {""}])[::-1]
    wrong = np.array([likely[key] for key, said in labels.items() if said == {""}])
    if not len(right):
        return
    least = [right[max(0, int(share * len(right)) - 1)] for share in SHARES]
    cells = ", ".join(
        f"{share:.2f}: {int((wrong >= each).sum())} (from {each:.2f})"
        for share, each in zip(SHARES, least, strict=True)
    )
    counted = [(each, one) for each, one in judged if each.outcome]
    agreed = np.mean([each.outcome == one.outcome for each, one in counted])
    print(f"{name:9} {len(right)} right, {len(wrong)} none; told falsely at {cells}; outcomes {agreed:.2f}")


def write(weights: Weights) -> None:
    """The weights, beside their module."""
    quoted = lambda sign: json.dumps(sign, ensure_ascii=False)  # noqa: E731
    lines = [
        "# Written by `python -m tests.evaluation.fit_sums`.",
        f"bias = {weights.bias}",
        f"outcomes = {json.dumps(weights.outcomes)}",
        f"biases = {list(weights.biases)}",
        "",
        "[told]",
        *(f"{quoted(sign)} = {weight}" for sign, weight in sorted(weights.told.items())),
        "",
        "[outcome]",
        *(f"{quoted(sign)} = {list(each)}" for sign, each in sorted(weights.outcome.items())),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
