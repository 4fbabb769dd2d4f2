"""What the program answers to the question set, without a language model: `python -m tests.evaluation answers`.

Both halves are measured; failures are listed for the tuning half alone, of the reported half only their ids. In the
same run each question is also embedded and looked up once in Chroma, which is what a whole answer's time is held
against.
"""

from __future__ import annotations

import gc
import hashlib
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from corpus.publishing import document_id_of
from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.wire import Ask, Mode
from tests.evaluation import floors
from tests.evaluation.questions import BLIND, FOLDER, Question, load
from tests.evaluation.scoring import Figures, Score, broken, figures, score
from tests.evaluation.stores import (
    BUNDLED,
    DECISIONS,
    ROOT,
    decisions_present,
    hash_of,
    items_of,
    key_of,
    open_kept,
    open_store,
)

GROUP = "answers"
REPORT = ROOT / "artifacts" / "eval.json"
WARMING = 200
"""Tuning questions asked before the reported ones where these are asked alone."""
NEAREST = 10
"""Passages of the one Chroma search that answers are timed against."""


@dataclass(frozen=True, slots=True)
class Run:
    """All scores, and for each question the milliseconds of embedding it and searching Chroma once."""

    scores: tuple[Score, ...]
    baseline_ms: tuple[float, ...]

    def half(self, *, tuning: bool, corpus: str = "") -> Figures:
        """The figures of one half, of one corpus or of both."""
        kept = (s for s in self.scores if s.question.tuning == tuning and corpus in ("", s.question.corpus))
        return figures(tuple(kept))

    @property
    def ratio(self) -> float:
        """Median time of an answer of the reported half over that of embedding a question and searching once."""
        baseline = statistics.median(self.baseline_ms)
        return statistics.median(s.milliseconds for s in self.scores if not s.question.tuning) / baseline


def ask_all(questions: Sequence[Question], before: Sequence[Question] = ()) -> Run:
    """Ask every question of its corpus. Questions about decisions that are not there are left out, and that is said.

    Those `before` are asked first and not measured: a service that has just started is slower for its first hundred.
    """
    scores: list[Score] = []
    baseline: list[float] = []
    embedder = open_kept()
    for name in (BUNDLED, DECISIONS):
        mine = [question for question in questions if question.corpus == name]
        if name == DECISIONS and not decisions_present():
            print(f"{len(mine)} questions about the labelled decisions are left out: they are not beside the checkout.")
        elif mine:
            with open_store(name, embedder) as corpus:
                corpus.warm()
                answerer = Answerer(corpus)
                for question in before:
                    if question.corpus == name:
                        asked(answerer, corpus, question)
                for question in mine:
                    baseline.append(_baseline(corpus, question.text))
                    scores.append(asked(answerer, corpus, question))
    return Run(tuple(scores), tuple(baseline))


def asked(answerer: Answerer, corpus: Corpus, question: Question, mode: Mode = "extractive") -> Score:
    """Ask one question, with the turns before it, and hold the answer against it."""
    question = msgspec.structs.replace(
        question, documents=tuple(document_id_of(key_of(name)) for name in question.documents)
    )
    started = time.perf_counter()
    try:
        conversation = None
        for turn in question.earlier:
            conversation = answerer.answer(Ask(turn, conversation_id=conversation, mode=mode)).conversation_id
        ask = Ask(question.text, as_of=question.as_of, conversation_id=conversation, mode=mode)
        started = time.perf_counter()
        answer = answerer.answer(ask)
    except Exception as error:  # noqa: BLE001 - one question that breaks the program is one wrong answer
        return broken(question, (time.perf_counter() - started) * 1000, f"{type(error).__name__}: {error}")
    return score(question, answer, (time.perf_counter() - started) * 1000, corpus.registry.text)


def _baseline(corpus: Corpus, text: str) -> float:
    started = time.perf_counter()
    corpus.vectors.search(corpus.embedder.embed_query(text), NEAREST)
    return (time.perf_counter() - started) * 1000


def hashes(questions: Iterable[Question]) -> dict[str, str]:
    """What the figures were measured on."""
    questions = tuple(questions)
    measured = {"questions": hash_questions(), BUNDLED: hash_of(items_of(BUNDLED))}
    if decisions_present() and any(question.corpus == DECISIONS for question in questions):
        measured[DECISIONS] = hash_of(items_of(DECISIONS))
    return measured


def hash_questions(folder: Path = FOLDER) -> str:
    """A hash of the question set as it is written."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def main(*, tuning: bool = True) -> int:
    """Measure, print, write the report, and compare with the floors. Without `tuning`, the reported half alone."""
    questions = load()
    if tuning:
        run = ask_all(questions)
    else:
        others = [one for one in questions if one.tuning]
        run = ask_all([one for one in questions if not one.tuning], before=others[:: len(others) // WARMING])
    gc.collect()
    _print_figures(run)
    _print_topics(run)
    _print_failures(run)
    measured = _reported(run)
    _write(run, measured, hashes(questions))
    return floors.verdict(GROUP, measured, hashes(questions))


def blind() -> int:
    """Measure the blind questions likewise, and print: they have no floors."""
    run = ask_all(load(BLIND))
    _print_figures(run)
    _print_topics(run)
    _print_failures(run)
    return 0


def _reported(run: Run) -> dict[str, float]:
    """The figures of the reported half, of both corpora together and of each that was asked."""
    measured = {f"reported.{name}": value for name, value in _measures(run.half(tuning=False)).items()}
    measured["reported.time_within"] = -run.ratio
    for corpus in (BUNDLED, DECISIONS):
        half = run.half(tuning=False, corpus=corpus)
        if half.questions:
            measured |= {f"reported.{corpus}.{name}": value for name, value in _measures(half).items()}
    return measured


def _measures(half: Figures) -> dict[str, float]:
    kept = {name: float(value) for name, value in asdict(half).items()}
    kept["nothing_forbidden"] = -kept.pop("forbidden_stated")
    return kept


def _print_figures(run: Run) -> None:
    columns = [
        ("tuning half", run.half(tuning=True)),
        ("reported half", run.half(tuning=False)),
        *((f"reported, {name}", run.half(tuning=False, corpus=name)) for name in (BUNDLED, DECISIONS)),
    ]
    columns = [(name, half) for name, half in columns if half.questions]
    print(f"{'':20}" + "".join(f"{name:>22}" for name, _ in columns))
    for field in Figures.__slots__:
        values = [getattr(half, field) for _, half in columns]
        print(
            f"{field:20}" + "".join(f"{value:22.3f}" if isinstance(value, float) else f"{value:22}" for value in values)
        )
    baseline = statistics.median(run.baseline_ms)
    print(
        f"\nEmbedding the question and one Chroma search: {baseline:.1f} ms at the median; a reported answer takes",
        end=" ",
    )
    print(f"{run.ratio:.2f} times that.")


def _print_topics(run: Run) -> None:
    for tuning in (True, False):
        asked = Counter(s.question.topic for s in run.scores if s.question.tuning == tuning)
        right = Counter(s.question.topic for s in run.scores if s.question.tuning == tuning and s.right)
        cells = ", ".join(f"{topic} {right[topic]}/{n}" for topic, n in sorted(asked.items()))
        print(f"\n{'tuning' if tuning else 'reported'} half by topic: {cells}")


def _print_failures(run: Run) -> None:
    wrong = [s for s in run.scores if not s.right]
    print("\nFailures of the tuning half")
    for one in (s for s in wrong if s.question.tuning):
        print(f"  {one.question.id}: {one.question.text}\n      " + "; ".join(one.problems))
    reported = [s.question.id for s in wrong if not s.question.tuning]
    print(f"\n{len(reported)} failures of the reported half: {', '.join(reported)}")


def _write(run: Run, measured: dict[str, float], on: dict[str, str]) -> None:
    REPORT.parent.mkdir(exist_ok=True)
    report = {
        "measured_on": on,
        "tuning": _measures(run.half(tuning=True)),
        "reported": measured,
        "baseline_p50_ms": statistics.median(run.baseline_ms),
        "time_ratio": run.ratio,
        "wrong": {s.question.id: list(s.problems) for s in run.scores if s.question.tuning and not s.right},
    }
    REPORT.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1))
