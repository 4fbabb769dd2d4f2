"""Answers with a language model against the same answers without: `python -m tests.evaluation --llm URL --sample 40`.

The sample is taken from the questions that leave the model something to word; all others are answered from records,
and are the same with and without it. Half of it is of the tuning half.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from corpus.tokens import Tokens
from service.answering.answer import Answerer
from service.answering.generative.endpoint import Endpoint
from service.answering.generative.link import Link
from service.answering.generative.writing import Writer
from tests.evaluation.eval_answers import asked
from tests.evaluation.questions import Question, load
from tests.evaluation.scoring import Figures, Score, figures
from tests.evaluation.stores import BUNDLED, DECISIONS, ROOT, decisions_present, open_kept, open_store
from tests.support.models import MODELS

NOBODY = Endpoint("http://127.0.0.1:9/v1", "nobody", attempts=1)
"""Where nothing listens: what is answered then is what is answered without a model."""
PATIENT = {"read_seconds": 600.0, "total_seconds": 600.0}
"""A slow machine is no fault of the model: what it says is measured, and how long it takes is printed."""
REPORT = ROOT / "artifacts" / "eval-llm.json"


@dataclass(frozen=True, slots=True)
class Pair:
    """One question answered without and with the model."""

    without: Score
    with_model: Score

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.without.question


def main(url: str, model: str, size: int) -> int:
    """Measure and print; 1 where the model made the answers less safe or less right."""
    tokens = Tokens(MODELS)
    pairs = list(_pairs(Writer(Link(Endpoint(url, model, **PATIENT)), tokens), Writer(Link(NOBODY), tokens), size))
    without, with_model = (figures(scores) for scores in zip(*((p.without, p.with_model) for p in pairs), strict=True))
    _print(without, with_model, pairs)
    _write(pairs)
    unsafe = with_model.quote_fidelity < 1 or with_model.forbidden_stated > without.forbidden_stated
    return 1 if unsafe or with_model.accuracy < without.accuracy else 0


def _pairs(writer: Writer, nobody: Writer, size: int) -> Iterator[Pair]:
    embedder = open_kept()
    wanted = {BUNDLED: size - size // 4, DECISIONS: size // 4} if decisions_present() else {BUNDLED: size}
    for name, count in wanted.items():
        questions = [question for question in _shuffled(load()) if question.corpus == name]
        with open_store(name, embedder) as corpus:
            corpus.warm()
            without, with_model = Answerer(corpus, writer=nobody), Answerer(corpus, writer=writer)
            room = {True: count // 2, False: count - count // 2}
            for question in questions:
                if not room[question.tuning]:
                    continue
                plain = asked(without, corpus, question, "auto")
                if plain.answer is not None and plain.answer.generation is not None:
                    room[question.tuning] -= 1
                    pair = Pair(plain, asked(with_model, corpus, question, "auto"))
                    print(_line(pair), flush=True)
                    yield pair


def _shuffled(questions: Sequence[Question]) -> list[Question]:
    """In an order that has nothing to do with what they ask, and is always the same."""
    return sorted(questions, key=lambda one: hashlib.sha256(f"sample {one.id}".encode()).digest())


def _line(pair: Pair) -> str:
    answer = pair.with_model.answer
    made = answer.generation if answer else None
    told = f"{made.kept} of {made.proposed} kept, {made.seconds:.0f} s {made.failure}" if made else "not asked"
    marks = "".join("+" if score.right else "-" for score in (pair.without, pair.with_model))
    return f"{marks} {pair.question.id}: {told}"


def _print(without: Figures, with_model: Figures, pairs: Sequence[Pair]) -> None:
    print(f"\n{'':20}{'without':>12}{'with':>12}")
    for name in Figures.__slots__:
        values = [getattr(half, name) for half in (without, with_model)]
        print(f"{name:20}" + "".join(f"{v:12.3f}" if isinstance(v, float) else f"{v:12}" for v in values))
    answers = [pair.with_model.answer for pair in pairs if pair.with_model.answer]
    made = [answer.generation for answer in answers if answer.generation]
    proposed, kept = sum(one.proposed for one in made), sum(one.kept for one in made)
    worded = sum(answer.mode == "llm" for answer in answers)
    print(f"\n{len(made)} asked, {worded} worded by the model; {kept} of {proposed} claims kept")
    spent = sum(one.prompt_tokens + one.output_tokens for one in made)
    print(f"{spent} tokens; {sum(one.seconds for one in made):.0f} s")
    reasons = Counter(drop.why for answer in answers for drop in answer.dropped if "language model" in drop.why)
    for why, count in reasons.most_common(15):
        print(f"  {count:3} {why}")
    for pair in pairs:
        if pair.question.tuning and pair.without.right and not pair.with_model.right:
            print(f"  worse: {pair.question.id}: {'; '.join(pair.with_model.problems)}")


def _write(pairs: Sequence[Pair]) -> None:
    """Every answer, for reading what was kept and dropped; those of the reported half without their words."""
    REPORT.parent.mkdir(exist_ok=True)
    rows = [
        {"id": p.question.id, "right": [p.without.right, p.with_model.right], "answer": p.with_model.answer}
        for p in pairs
        if p.question.tuning
    ]
    REPORT.write_bytes(msgspec.json.format(msgspec.json.encode(rows), indent=1))
