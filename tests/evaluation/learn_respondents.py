"""What each sign of a respondent is worth: `python -m tests.evaluation.learn_respondents`.

Learns the weights of `ingest/describing/respondents.py` from the development decisions, prints them beside those in
use, and tells how well they carry over: each country is judged with weights learnt from the others, and without the
phrases that only its own decisions hold, as though no one had read them.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from corpus.gazetteer import Gazetteer
from ingest.describing import respondents as reader
from ingest.describing import roles
from ingest.describing.candidates import Candidate, signals
from ingest.parse import parse
from ingest.wording.phrases import PhraseFinder, alternatives
from tests.evaluation import label_mistakes
from tests.evaluation.floors import verdict
from tests.evaluation.ingest_fields import SAME_NAME, plain
from tests.evaluation.labelled import DEVELOPMENT, Labelled, read_all

READ = Path(__file__).with_name("respondents_read.toml")
PENALTY = 1.0  # of the squares of the weights; 0.3 to 3 give the same
WORTH_OF_RIGHT = 2.0  # a right name counts as two wrong ones: they are one in sixty


@dataclass(frozen=True, slots=True)
class Case:
    """One decision: whom it is about ("" for no one named), and its candidates as a stranger's reader sees them."""

    country: str
    wanted: str
    text: str
    found: Mapping[str, Candidate]

    def rows(self) -> list[list[float]]:
        """The signs of each candidate."""
        most = max((each.seen["mentions"] for each in self.found.values()), default=1)
        return [list(signals(each, most).values()) for each in self.found.values()]

    def right(self) -> list[bool]:
        """Which candidates are the respondent."""
        return [is_same(each.best.of(self.text), self.wanted) for each in self.found.values()]


def main() -> int:
    """Learn, judge by countries left out, print, and compare with the floors."""
    cases = list(_cases())
    learnt, counts = _learn(cases), Counter[str]()
    for country in sorted({case.country for case in cases}):
        weights = _learn([case for case in cases if case.country != country])
        for case in cases:
            counts.update(_judge(case, weights) if case.country == country else ())
    print(dict(counts))
    names = ["alone", *reader.WORTH]
    used = [reader.ALONE_WORTH, *reader.WORTH.values()]
    for name, new, now in zip(names, learnt, used, strict=True):
        print(f"  {name:15}{new:7.2f}   in use {now:6.2f}")
    told = counts["right name"] + counts["wrong name"]
    unnamed = counts["none named, none told"] + counts["none named, one told"]
    measured = {
        "found": counts["found"] / counts["named"],
        "names_right": counts["right name"] / told,
        "none_invented": counts["none named, none told"] / unnamed,
    }
    print(
        "\nrespondents, by countries left out: " + ", ".join(f"{name} {value:.2f}" for name, value in measured.items())
    )
    return verdict("respondents", measured, {})


def is_same(name: str, wanted: str) -> bool:
    """Whether a name is the one wanted, as `eval_ingest` compares them."""
    return bool(wanted) and fuzz.partial_ratio(plain(name), plain(wanted)) >= SAME_NAME


def _cases() -> Iterable[Case]:
    read: dict[str, str] = tomllib.loads(READ.read_text(encoding="utf-8"))
    gazetteer, mistakes = Gazetteer.load(), label_mistakes.read(DEVELOPMENT)
    texts = [(each, _text(each)) for each in read_all(DEVELOPMENT)]
    phrases = _phrases_by_country(texts)
    for labelled, text in texts:
        if labelled.name in read or (labelled.name, "respondent") not in mistakes:
            wanted = read.get(labelled.name, labelled.parties or "")
            known = _known_elsewhere(phrases, labelled.country)
            yield Case(labelled.country, wanted, text, reader.candidates(text, gazetteer, known))


def _text(labelled: Labelled) -> str:
    return parse(labelled.body.encode(), name="decision.txt", media_type="text/plain").text


def _phrases_by_country(texts: Iterable[tuple[Labelled, str]]) -> dict[tuple[str, str], set[str]]:
    """In decisions of which countries each phrase of the vocabulary stands."""
    single = {(role, each): PhraseFinder([each]) for role, several in roles.PHRASES.items() for each in _split(several)}
    standing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for labelled, text in texts:
        for key, finder in single.items():
            if any(finder.first(text, part.start, part.end) for part in roles.windows(text)):
                standing[key].add(labelled.country)
            else:
                standing[key] |= set()
    return standing


def _split(several: Iterable[str]) -> list[str]:
    return [each for phrase in several for each in alternatives(phrase)]


def _known_elsewhere(phrases: Mapping[tuple[str, str], set[str]], country: str) -> roles.Roles:
    known = defaultdict(list)
    for (role, phrase), countries in phrases.items():
        if countries != {country}:
            known[role].append(phrase)
    return roles.Roles(known)


def _learn(cases: Iterable[Case]) -> NDArray[np.float64]:
    """Weights by logistic regression (Newton's method), each case also as though no phrase had been known."""
    rows, right = [], []
    for case in cases:
        rows += case.rows() + [[0.0, *row[1:]] for row in case.rows()]
        right += case.right() * 2
    table = np.column_stack([np.ones(len(rows)), np.array(rows)])
    goal, much = np.array(right, dtype=float), np.where(right, WORTH_OF_RIGHT, 1.0)
    held = PENALTY * np.eye(table.shape[1])
    held[0, 0] = 0.0
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (much * (chance - goal)) + held @ weights
        bend = (table * (much * chance * (1 - chance))[:, None]).T @ table + held
        weights -= np.linalg.solve(bend, slope)
    return np.asarray(weights)


def _judge(case: Case, weights: NDArray[np.float64]) -> Iterable[str]:
    table = np.array(case.rows()).reshape(len(case.found), len(weights) - 1)
    chances = 1 / (1 + np.exp(-(weights[0] + table @ weights[1:])))
    told = [p.name for p in reader.choose(case.text, case.found, dict(zip(case.found, chances, strict=True)))]
    if not case.wanted:
        yield "none named, none told" if not told else "none named, one told"
        return
    right = [is_same(name, case.wanted) for name in told]
    yield "named"
    yield "found" if any(right) else "missed" if not told else "mistaken"
    yield from ("right name" if each else "wrong name" for each in right)


if __name__ == "__main__":
    sys.exit(main())
