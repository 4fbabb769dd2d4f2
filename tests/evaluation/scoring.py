"""How an answer is scored against its question, and how scores become figures."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.answering.wire import Answer
from tests.evaluation.questions import Question

TextOf = Callable[[str, int], str]
"""The canonical text of a document version."""


@dataclass(frozen=True, slots=True)
class Score:
    """One question's result. `problems` says in words what was wrong; none means right."""

    question: Question
    answer: Answer
    milliseconds: float
    problems: tuple[str, ...]
    quotes_true: int
    quotes: int
    cited_right: int
    cited: int
    matters_found: int
    matters_wanted: int
    forbidden: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether nothing was wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of one half of the set. Shares are 0 to 1, times in milliseconds."""

    questions: int
    accuracy: float
    citation_precision: float
    citation_recall: float
    quote_fidelity: float
    refusal_precision: float
    refusal_recall: float
    forbidden_stated: int
    p50_ms: float
    p95_ms: float


def said(answer: Answer) -> str:
    """All that an answer says to its reader, folded for comparison."""
    parts = [answer.text, *answer.notes, *(claim.text for claim in answer.claims)]
    parts += [cell for table in answer.tables for row in table.rows for cell in row.cells]
    parts += [f"{item.status} {item.text}" for item in answer.standing]
    parts += [f"{side.text}" for item in answer.conflicts for side in (item.followed, item.other)]
    return fold(" \n ".join(parts))


def fold(text: str) -> str:
    """Lower case, plain quotes and dashes, single spaces."""
    text = text.casefold().replace("\u2019", "'").replace("\u2013", "-").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", text)


def score(question: Question, answer: Answer, milliseconds: float, text_of: TextOf) -> Score:
    """Hold one answer against its question."""
    words = said(answer)
    stated = tuple(spelling for spelling in question.forbidden if _stands(spelling, words))
    true = sum(text_of(c.document_id, c.version)[c.start : c.end] == c.quote for c in answer.citations)
    allowed = set(question.matters) | set(question.documents)
    right = sum(c.matter in allowed or c.document_id in allowed for c in answer.citations) if allowed else 0
    found = {c.matter for c in answer.citations} | {c.document_id for c in answer.citations}
    return Score(
        question=question,
        answer=answer,
        milliseconds=milliseconds,
        problems=tuple(_problems(question, answer, words, stated, true)),
        quotes_true=true,
        quotes=len(answer.citations),
        cited_right=right,
        cited=len(answer.citations) if allowed else 0,
        matters_found=len(allowed & found),
        matters_wanted=len(allowed),
        forbidden=stated,
    )


def _problems(question: Question, answer: Answer, words: str, stated: Sequence[str], true_quotes: int) -> Iterable[str]:
    if true_quotes != len(answer.citations):
        yield "a quote is not the document's text"
    yield from (f"states {spelling!r}" for spelling in stated)
    if question.refusal is not None:
        yield from _refusal_problems(question, answer)
        return
    if answer.refused:
        yield f"refused ({answer.refusal.code if answer.refusal else ''})"
        return
    for spellings in question.required:
        if not any(_stands(spelling, words) for spelling in spellings):
            yield f"does not say {spellings[0]!r}"
    held = {item.matter: item.status for item in answer.standing}
    for matter, status in question.standing.items():
        if held.get(matter) != status:
            yield f"standing of {matter}: {held.get(matter)}, not {status}"


def _refusal_problems(question: Question, answer: Answer) -> Iterable[str]:
    if not answer.refused:
        yield "answered what should be refused"
    elif question.refusal and answer.refusal and answer.refusal.code not in question.refusal:
        yield f"refused as {answer.refusal.code}, not {' or '.join(question.refusal)}"
    if answer.refused and answer.citations:
        yield "a refusal with citations"


def _stands(spelling: str, words: str) -> bool:
    pattern = re.escape(fold(spelling))
    return re.search(rf"(?<![\w,.]){pattern}(?![\w]|[,.]\d)", words) is not None


def figures(scores: Sequence[Score]) -> Figures:
    """The measures over some scores. An empty denominator counts as 1."""
    should = [score for score in scores if score.question.refusal is not None]
    did = [score for score in scores if score.answer.refused]
    both = [score for score in did if score.question.refusal is not None]
    times = sorted(score.milliseconds for score in scores) or [0.0]
    return Figures(
        questions=len(scores),
        accuracy=_share(sum(score.right for score in scores), len(scores)),
        citation_precision=_share(sum(s.cited_right for s in scores), sum(s.cited for s in scores)),
        citation_recall=_share(
            sum(s.matters_found for s in scores if s.question.refusal is None),
            sum(s.matters_wanted for s in scores if s.question.refusal is None),
        ),
        quote_fidelity=_share(sum(s.quotes_true for s in scores), sum(s.quotes for s in scores)),
        refusal_precision=_share(len(both), len(did)),
        refusal_recall=_share(len(both), len(should)),
        forbidden_stated=sum(len(s.forbidden) for s in scores),
        p50_ms=statistics.median(times),
        p95_ms=times[min(len(times) - 1, int(0.95 * len(times)))],
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
