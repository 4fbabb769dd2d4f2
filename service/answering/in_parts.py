"""A question that asks several things of one matter: what is told of it as a whole, and of each part what it lacks.

Rules and weights look for what says most of all the words of a question, so that of two things asked the one with more
words is told, and that a question is refused of which only one part is not stated. Each part is therefore asked for
itself too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.answering import both
from service.answering.composing.composed import Composed
from service.answering.composing.reading import Line, unique
from service.answering.considering import Considering
from service.answering.overturning import RECONSIDERED
from service.answering.question import Shape
from service.answering.question.parts import asking_part, parts_of_question
from service.answering.weighing.evidence import covers, is_silent
from service.answering.wording.words import SOFT, content_stems, stems

MOST = 2
"""Sentences told for a part beside what is told of the whole question."""
MOST_PARTS = 3
LIKELY = 0.1
"""Likelihood, once read again, from which a sentence is told for a part: below it mostly shares words only."""


def told(considering: Considering) -> Composed:
    """What is to be said of the question, with what is said of each of its parts."""
    whole = both.told(considering)
    parts = parts_of_question(considering.query.text)[:MOST_PARTS]
    if len(parts) == 1 or not _may_be_parted(considering, whole):
        return whole
    if whole.refusal is None:
        parts = [part for part in parts if not _is_told(whole, part)]
    each = [(part, _asked_alone(considering, part)) for part in parts]
    answered = [(part, composed) for part, composed in each if composed.refusal is None and _foremost(composed)]
    if whole.refusal is None:
        return _with_parts(whole, [composed for _, composed in answered])
    return _of_parts(whole, answered, [part for part, composed in each if (part, composed) not in answered])


def _may_be_parted(considering: Considering, whole: Composed) -> bool:
    """Whether one matter is meant and told in prose, or refused for what its documents say."""
    refused = whole.refusal
    one = len(considering.plan.dossiers) == 1 and considering.query.shape in (Shape.SINGLE, Shape.LIST, Shape.TOTAL)
    return one and whole.listing is None and (refused is None or refused.code in RECONSIDERED)


def _is_told(whole: Composed, part: str) -> bool:
    """Whether what is told speaks of every word of a part, and tells it from records or gives a word for it."""
    own = whole.readings[0].own_stems if whole.readings else frozenset()
    said = frozenset().union(*(one.stems for line in whole.lines for one in line.sentences)) | own | SOFT
    recorded = any(line.variants or line.verdict for line in whole.lines)
    return recorded and all(covers(said, word) for word in content_stems(part))


def _asked_alone(considering: Considering, part: str) -> Composed:
    query, plan = asking_part(considering.query, part), considering.plan
    said = set(stems(part))
    plan = replace(plan, uncovered=tuple(word for word in plan.uncovered if word in said))
    return replace(considering, query=query, plan=plan).composed()


def _with_parts(whole: Composed, each: Sequence[Composed]) -> Composed:
    """What is told of the whole, with the foremost sentences of each part that it does not tell."""
    lines = list(whole.lines)
    for composed in each:
        lines = unique([*lines, *_foremost(composed)])
    return replace(whole, lines=lines)


def _of_parts(whole: Composed, answered: Sequence[tuple[str, Composed]], silent: Sequence[str]) -> Composed:
    """The parts that are answered, a paragraph each, and which of them nothing is stated of."""
    if not answered:
        return whole
    lines: list[Line] = []
    for _, composed in answered:
        more = unique(composed.lines, lines)
        lines += [replace(line, opens=bool(lines)) if line is more[0] else line for line in more]
    notes = [f"No sentence was found that surely answers “{part.rstrip('?. ')}”." for part in silent]
    _, first = answered[0]
    return replace(first, lines=lines, notes=[*first.notes, *notes])


def _foremost(composed: Composed) -> list[Line]:
    """What answers a part first: what records tell, else the sentences that most likely bear on it."""
    lines = [line for line in composed.lines if not line.aside and not is_silent(line.sentences[0])]
    recorded = [line for line in lines if line.variants or line.verdict]
    if recorded or not composed.readings:
        return (recorded or lines)[:MOST]
    (reading, *_) = composed.readings
    weighed = reading.reread.weighed if reading.reread else reading.weighed
    likely = {one.sentence.proof: one.likelihood for one in weighed if one.likelihood >= LIKELY}
    kept = [line for line in lines if line.sentences[0].proof in likely]
    return sorted(kept, key=lambda line: -likely[line.sentences[0].proof])[:MOST]
