"""How an answer is scored against its question, and how scores become figures."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from service.answering.wire import Answer
from tests.evaluation.questions import Question
from tests.evaluation.spellings import fold, stands

TextOf = Callable[[str, int], str]
"""The canonical text of a document version."""

_SENTENCE = re.compile(r"(?<=[a-z)\]\"'0-9][.!?])(?:\s*\[\d+\])*\s+(?=[A-Z*\"'(])|\n+")


@dataclass(frozen=True, slots=True)
class Score:
    """One question's result. `problems` says in words what was wrong; none means right."""

    question: Question
    answer: Answer | None
    milliseconds: float
    problems: tuple[str, ...]
    quotes_true: int
    quotes: int
    cited_right: int
    cited: int
    found: int
    wanted: int
    forbidden: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether nothing was wrong."""
        return not self.problems

    @property
    def refused(self) -> bool:
        """Whether the answer is a refusal."""
        return self.answer is not None and self.answer.refused


def broken(question: Question, milliseconds: float, why: str) -> Score:
    """The score of a question that raised an error instead of being answered."""
    return Score(question, None, milliseconds, (why,), 0, 0, 0, 0, 0, len({*question.matters, *question.documents}), ())


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


def units(answer: Answer) -> list[str]:
    """Sentences, rows and standing statements, each folded: what a reader takes in at once."""
    whole = [sentence for part in (answer.text, *answer.notes) for sentence in _SENTENCE.split(part)]
    whole += [claim.text for claim in answer.claims]
    for table in answer.tables:
        whole += [" | ".join((table.caption, *row.cells, row.status or "")) for row in table.rows]
    whole += [sentence for item in answer.standing for sentence in _SENTENCE.split(f"{item.status}. {item.text}")]
    whole += [side.text for item in answer.conflicts for side in (item.followed, item.other)]
    if answer.refusal:
        whole.append(answer.refusal.reason)
    return [fold(unit) for unit in whole if unit.strip()]


def score(question: Question, answer: Answer, milliseconds: float, text_of: TextOf) -> Score:
    """Hold one answer against its question."""
    said = units(answer)
    words = " \n ".join(said)
    stated = tuple(_wrongly_stated(question, said, words))
    true = sum(text_of(c.document_id, c.version)[c.start : c.end] == c.quote for c in answer.citations)
    judged = bool(question.matters or question.documents)
    right = sum(question.may_cite(c.matter) or c.document_id in question.documents for c in answer.citations)
    cited = {c.matter for c in answer.citations} | {c.document_id for c in answer.citations}
    wanted = {*question.matters, *question.documents}
    return Score(
        question=question,
        answer=answer,
        milliseconds=milliseconds,
        problems=tuple(_problems(question, answer, words, stated, true)),
        quotes_true=true,
        quotes=len(answer.citations),
        cited_right=right if judged else 0,
        cited=len(answer.citations) if judged else 0,
        found=len(wanted & cited),
        wanted=len(wanted),
        forbidden=stated,
    )


def _wrongly_stated(question: Question, said: Sequence[str], words: str) -> Iterable[str]:
    yield from (spelling for spelling in question.forbidden if stands(spelling, words))
    for fact, *company in question.only_with:
        bare = [unit for unit in said if stands(fact, unit) and not any(stands(word, unit) for word in company)]
        yield from (f"{fact} bare in: {unit[:160]}" for unit in bare[:1])
    if question.opens_not and said and re.match(rf"{question.opens_not}\b", said[0]):
        yield f"opens with {question.opens_not}"


def _problems(question: Question, answer: Answer, words: str, stated: Sequence[str], true_quotes: int) -> Iterable[str]:
    if true_quotes != len(answer.citations):
        yield "a quote is not the document's text"
    if answer.refused and answer.citations:
        yield "a refusal with citations"
    yield from (f"states {spelling!r}" for spelling in stated)
    if answer.refused and question.may_refuse:
        code = answer.refusal.code if answer.refusal else ""
        if question.refusal and code not in question.refusal:
            yield f"refused as {code}, not {' or '.join(question.refusal)}"
    elif question.must_refuse:
        yield "answered what should be refused"
    elif answer.refused:
        yield f"refused ({answer.refusal.code if answer.refusal else ''})"
    else:
        yield from _missing(question, answer, words)


def _missing(question: Question, answer: Answer, words: str) -> Iterable[str]:
    for spellings in question.required:
        if not any(stands(spelling, words) for spelling in spellings):
            yield f"does not say {spellings[0]!r}"
    held = {item.matter: item.status for item in answer.standing}
    for matter, status in question.standing.items():
        if held.get(matter) != status:
            yield f"standing of {matter}: {held.get(matter)}, not {status}"


def figures(scores: Sequence[Score]) -> Figures:
    """The measures over some scores. An empty denominator counts as 1.

    A question that may be refused or answered counts in neither refusal measure.
    """
    should = [score for score in scores if score.question.must_refuse]
    did = [s for s in scores if s.refused and (s.question.must_refuse or not s.question.may_refuse)]
    answered = [score for score in scores if not score.question.may_refuse]
    both = sum(score.question.must_refuse for score in did)
    times = sorted(score.milliseconds for score in scores) or [0.0]
    return Figures(
        questions=len(scores),
        accuracy=_share(sum(score.right for score in scores), len(scores)),
        citation_precision=_share(sum(s.cited_right for s in scores), sum(s.cited for s in scores)),
        citation_recall=_share(sum(s.found for s in answered), sum(s.wanted for s in answered)),
        quote_fidelity=_share(sum(s.quotes_true for s in scores), sum(s.quotes for s in scores)),
        refusal_precision=_share(both, len(did)),
        refusal_recall=_share(both, len(should)),
        forbidden_stated=sum(len(s.forbidden) for s in scores),
        p50_ms=statistics.median(times),
        p95_ms=times[min(len(times) - 1, int(0.95 * len(times)))],
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
