"""What the program answers to questions on whole invented decisions: `python -m tests.evaluation.eval_long`.

An answer is right that cites a sentence which bears it and says no wrong yes or no; a question that its text leaves
open is to be refused. `--failing FILE` writes down what went wrong with texts that may be learnt from.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.publishing import document_id_of
from service.answering.answer import Answerer
from service.answering.wire import Answer, Ask
from tests.evaluation.long_texts import LongText, is_held_out, read_texts
from tests.evaluation.reading import Question
from tests.evaluation.stores import LONG, open_kept, open_store

OUTCOMES = ("right", "another sentence", "wrong word", "another text", "refused")
OF_SILENT = ("refused", "answered")


@dataclass(frozen=True)
class Told:
    """What came of a question on a text."""

    text: LongText
    question: Question
    answer: Answer
    outcome: str

    @property
    def is_right(self) -> bool:
        """Whether it is answered rightly, or refused where the text leaves it open."""
        return self.outcome == ("right" if self.question.bears else "refused")


def main() -> int:
    """Ask all of them and print what came of it, of texts that are held out and of the others."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.eval_long", description=__doc__)
    parser.add_argument("--failing", type=Path, help="where to write what went wrong")
    parser.add_argument("--held-out", action="store_true", help="only texts that are held out")
    chosen = parser.parse_args()
    told = list(_asked([one for one in read_texts() if is_held_out(one) or not chosen.held_out]))
    for name, half in (("held out", True), ("others", False)):
        for line in _counted([one for one in told if is_held_out(one.text) is half]):
            print(f"{name}: {line}")
    if chosen.failing:
        wrong = [one for one in told if not (one.is_right or is_held_out(one.text))]
        chosen.failing.write_text("\n".join(map(_written, wrong)))
    return 0


def _asked(texts: Sequence[LongText]) -> Iterator[Told]:
    with open_store(LONG, open_kept()) as corpus:
        corpus.warm()
        answerer = Answerer(corpus)
        for text in texts:
            for question in text.questions:
                answer = answerer.answer(Ask(question.q))
                yield Told(text, question, answer, _outcome(text, question, answer))


def _outcome(text: LongText, question: Question, answer: Answer) -> str:
    if not question.bears:
        return "refused" if answer.refusal else "answered"
    if answer.refusal:
        return "refused"
    cited = [one for one in answer.citations if one.document_id == document_id_of(text.key)]
    if not cited:
        return "another text"
    word = answer.claims[0].text.split(maxsplit=1)[0].strip(".,:;").casefold() if answer.claims else ""
    if question.kind == "yesno" and word in {"yes", "no"} - {question.answer}:
        return "wrong word"
    spans = [text.spans[place] for place in question.bears]
    hits = any(start < one.end and one.start < end for one in cited for start, end in spans)
    return "right" if hits else "another sentence"


def _counted(told: Sequence[Told]) -> Iterator[str]:
    for kind in ("open", "yesno"):
        of_kind = [one for one in told if one.question.kind == kind]
        for names, some in (
            (OUTCOMES, [one for one in of_kind if one.question.bears]),
            (OF_SILENT, [one for one in of_kind if not one.question.bears]),
        ):
            counts = Counter(one.outcome for one in some)
            yield f"{kind}, {len(some)}: " + ", ".join(f"{counts[name]} {name}" for name in names)


def _written(one: Told) -> str:
    said = one.answer.refusal.reason if one.answer.refusal else " ".join(claim.text for claim in one.answer.claims)
    wanted = " | ".join(str(place) for place in one.question.bears)
    return (
        f"{one.outcome}\t{one.text.id}\t{one.question.kind}\t{one.question.q}\t{one.question.answer}\t{wanted}\t{said}"
    )


if __name__ == "__main__":
    sys.exit(main())
