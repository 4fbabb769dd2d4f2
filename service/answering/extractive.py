"""An answer without a language model: lines from records first, from evidence where records do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.documents import SourceRank
from service.answering.choosing.planned import Plan
from service.answering.composing import money, orders, steps
from service.answering.composing.bearing_lines import beside, foremost
from service.answering.composing.challenges import asks_if_won
from service.answering.composing.composed import PROSE_MATTERS, Composed
from service.answering.composing.covering import counting
from service.answering.composing.further_parts import of_further_parts
from service.answering.composing.judging import OF_EACH, judged_over_all
from service.answering.composing.left_unsaid import left_unsaid, says_unknown
from service.answering.composing.listing import listing
from service.answering.composing.of_each import asks_of_each, told_of_each
from service.answering.composing.presumed import (
    assumes,
    bears_out,
    denies_the_step,
    denying,
    presumes,
    takes_in_vain,
    that_took_it,
)
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.rows import Listing
from service.answering.composing.telling import notes, overview, tell
from service.answering.composing.two_parts import told_in_parts
from service.answering.composing.verdict import OF_THE_FIELD
from service.answering.composing.winning import words_of_winning
from service.answering.composing.within import counted_within, is_about_one
from service.answering.held.dossier import Sentence
from service.answering.question import Intent, Premise, Query, Shape
from service.answering.question.query import ACROSS
from service.answering.refusal import Refuser
from service.answering.untold_first import reason_untold
from service.answering.weighing.evidence import is_prose, is_silent, rank
from service.answering.wording import facts
from service.answering.wording.words import content_stems, stems

NO_ADVICE = (
    "What is lawful in a case that was not decided no document held says, and this is no legal advice: what is shown "
    "was decided about others."
)
_BY_RECORDS = frozenset({Intent.MONEY, Intent.STATUS, Intent.DATE, Intent.WHO, Intent.TIMELINE, Intent.REFERENCE})
"""Records answer these, so that one word nobody uses is noted and need not stop the answer."""

_MUCH = re.compile(r"\bhow (?:much|many) (\w+)", re.IGNORECASE)
"""What is measured is what is asked about: "how much ransom did it pay"."""
_CORRECTS = re.compile(r"\b(?:by mistake|mistaken(?:ly)?|wrong(?:ly)?)\b", re.IGNORECASE)


def compose(query: Query, plan: Plan, readings: Sequence[Reading], refuser: Refuser) -> Composed:
    """Say what the records and texts of these matters answer to the question, or refuse."""
    if _is_elsewhere(query, plan):
        return _refused(query, plan, readings, refuser)
    compared = query.shape is Shape.COMPARISON and len(readings) == 1
    if within := counted_within(query, readings):
        query, readings = within.query, [within]
    elif compared or is_about_one(query, readings):
        query = _of_sums(query) if compared else replace(query, shape=Shape.SINGLE)
        readings = [replace(one, query=query) for one in readings]
    readings = that_took_it(query, readings)
    wants_list = query.shape is not Shape.SINGLE or query.main is Intent.TIMELINE
    composed = _as_list(query, readings, refuser) if wants_list else None
    if composed is None and _asks_of_many(query, readings):
        found = listing(replace(query, shape=Shape.LIST, states=()), readings)
        composed = _listed(found) if found else None
    if composed is None and (query.yes_no or asks_if_won(query.text)):
        composed = judged_over_all(query, plan, readings)
    if composed is None and query.main is Intent.DEFINITION:
        composed = _defined(query, plan, readings, refuser)
    if composed is None and len(readings) > PROSE_MATTERS and not takes_in_vain(query, readings):
        composed = _of_many(query, readings)
    composed = composed or _told(query, plan, readings, refuser)
    if plan.uncovered and not composed.refusal:
        composed.notes.append(said_nothing_of(query, plan.uncovered))
    if query.advice and not composed.refusal:
        composed.notes.insert(0, NO_ADVICE)
    return composed


def _asks_of_many(query: Query, readings: Sequence[Reading]) -> bool:
    """Whether it is asked how something stands that more matters hold than are told in prose."""
    return query.yes_no and len(readings) > PROSE_MATTERS and any(one.premise in OF_EACH for one in query.asked)


def _of_many(query: Query, readings: Sequence[Reading]) -> Composed | None:
    """What is asked of each, or their table; of a subject only what is told of it."""
    told = told_of_each(query, readings) if asks_of_each(query, readings) else None
    found = listing(query, readings) if told is None and not query.topic else None
    return _listed(found) if found else told


def said_nothing_of(query: Query, uncovered: Sequence[str]) -> str:
    """The note that no document of the matters uses words of the question."""
    words = " or ".join(f"“{word}”" for word in _as_written(query, uncovered))
    return f"The documents held about this say nothing of {words}."


def _of_sums(query: Query) -> Query:
    """A comparison within one matter: its sums in prose, then what else is asked."""
    first = [Intent.MONEY] if query.asks(Intent.MONEY) else []
    rest = [intent for intent in query.intents if intent not in first]
    also = tuple(rest[:1]) if first and query.main not in first else query.also
    return replace(query, shape=Shape.SINGLE, yes_no=False, intents=(*first, *rest), also=also)


def _is_elsewhere(query: Query, plan: Plan) -> bool:
    """Whether the question is about something that no document of these matters speaks of."""
    topic = set(query.topic) - OF_THE_FIELD - words_of_winning(query)
    if not topic or not topic <= set(plan.uncovered):
        return False
    if len(query.topic) == 1 and any(one.premise in (Premise.IN_FORCE, Premise.FINAL) for one in query.asked):
        return False
    measured = _MUCH.search(query.text)
    return (
        query.yes_no
        or query.main not in _BY_RECORDS
        or len(query.topic) > 1
        or bool(measured and set(stems(measured.group(1))) & set(plan.uncovered))
    )


def _as_written(query: Query, missing: Sequence[str]) -> list[str]:
    """The words of the question that have these stems."""
    return [word.strip("?.,!'\"") for word in query.text.split() if set(stems(word)) & set(missing)]


def _as_list(query: Query, readings: Sequence[Reading], refuser: Refuser) -> Composed | None:
    """The list; where it would be empty a refusal, except that an extreme or a comparison may still be told."""
    found = listing(query, readings)
    if found:
        composed = _listed(found)
        counted = [line for one in readings for line in counting(one)] if query.counted and len(readings) == 1 else []
        composed.lines = unique([*composed.lines, *counted])
        return composed
    if query.shape in ACROSS and not query.subjects:
        return Composed(refusal=refuser.nothing_recorded())
    return None


def _listed(found: Listing) -> Composed:
    touched = list({item.reading.dossier.id: item.reading for item in found.items}.values())
    return Composed(list(found.lines), found, list(found.notes), touched)


def _told(query: Query, plan: Plan, readings: Sequence[Reading], refuser: Refuser) -> Composed:
    """Each matter in prose; a step taken for granted must have happened, or be denied, somewhere."""
    composed, able = Composed(), list(readings)
    if takes_in_vain(query, readings):
        able = [one for one in readings if denies_the_step(one)]
    for reading in able[:PROSE_MATTERS]:
        lines = _lines(reading) or (denying(reading) if len(query.respondents) > 1 else [])
        if lines:
            composed.lines += unique([*lines, *left_unsaid(reading, lines)], composed.lines)
            composed.readings.append(reading)
            composed.notes += notes(reading)
    if not composed.lines and (_asks_for_nothing_else(query, readings) or _describes_one(query, plan)):
        composed = _overview(readings)
    return composed if composed.lines else _refused(query, plan, readings, refuser)


def _asks_for_nothing_else(query: Query, readings: Sequence[Reading]) -> bool:
    """Whether a matter is named and nothing is asked that could be missing: what is held of it is the answer.

    It may be named by whom it is about, or by the authority, the day and the kind of one document alone.
    """
    alone = len(readings) == 1 and bool(query.regulators) and bool(query.period or query.kinds)
    named = alone or (bool(query.subjects or query.matters) and len(readings) <= PROSE_MATTERS)
    pointed = presumes(query) or query.main is Intent.DEFINITION
    return named and not pointed and not query.topic and not query.asked and not query.unknown


def _describes_one(query: Query, plan: Plan) -> bool:
    """Whether the words describe one matter and no other, without naming anybody."""
    described = len(plan.dossiers) == 1 and len(query.topic) > 1 and not plan.uncovered
    pointed = query.yes_no or query.main is Intent.REASON or presumes(query)
    return described and not (query.subjects or query.matters or pointed)


def _overview(readings: Sequence[Reading]) -> Composed:
    composed = Composed()
    for reading in readings:
        lines = overview(reading)
        lines = unique([*foremost(reading), *lines]) if lines else []
        composed.lines += lines
        composed.readings += [reading] if lines else []
    return composed


def said_of_body(readings: Sequence[Reading]) -> Composed | None:
    """What the documents about the respondent say of an authority that did not act against it.

    Asked what it did, only a sentence answers that sets that right.
    """
    composed = Composed()
    for reading in readings:
        bodies = [reading.gazetteer.authority(body) for body in reading.query.regulators]
        names = [name for body in bodies if body for name in body.names]
        found = [s for s in reading.sentences if is_prose(s.english) and any(name in s.text for name in names)]
        found = found if reading.query.yes_no else [one for one in found if _CORRECTS.search(one.english)]
        lines = reading.quoting(found[:2])
        if lines:
            sums = money.money_lines(reading)[:1] if reading.query.asks(Intent.MONEY) else []
            lines = unique([*lines, *steps.beginning_lines(reading)[:1], *sums])
        composed.lines += lines
        composed.readings += [reading] if lines else []
    return composed if composed.lines else None


def _lines(reading: Reading) -> list[Line]:
    """What records tell, and what the texts say of the rest; nothing where all that is said is that it is not known."""
    if parts := told_in_parts(reading):
        return parts
    lines = [_with_its_articles(reading, line) for line in tell(reading)]
    if lines and reading.query.main is Intent.SUMMARY:
        lines = unique([*foremost(reading), *lines])
    lines = unique([*lines, *beside(reading, lines)]) if lines else []
    lines = unique([*lines, *of_further_parts(reading, lines)]) if lines else []
    return [] if all(is_silent(line.sentences[0]) for line in lines) else lines


def _with_its_articles(reading: Reading, line: Line) -> Line:
    """A sum in the decision's own words where these say what for, and that is asked too."""
    asked = line.variants and reading.query.asks(Intent.REASON, Intent.PROVISION)
    own = all(one.rank is not SourceRank.DIGEST for one in line.sentences)
    told = asked and own and any(facts.read(one.text).articles for one in line.sentences)
    return replace(line, variants=()) if told and is_prose(line.sentences[0].english) else line


def _defined(query: Query, plan: Plan, readings: Sequence[Reading], refuser: Refuser) -> Composed:
    """The sentence of all that explains a term best."""
    found = [(reading, one) for reading in readings for one in rank(query, reading.sentences)]
    defining = [pair for pair in found if _opens_with(pair[1].sentence, query)]
    if not defining:
        return _told(query, plan, readings, refuser) if query.subjects else _refused(query, plan, readings, refuser)
    reading, best = max(defining, key=lambda pair: pair[1].score)
    return Composed(reading.quoting([best.sentence]))


def _opens_with(sentence: Sentence, query: Query) -> bool:
    """Whether a sentence is about a term: it begins with its words, and not with one thing of the kind."""
    if sentence.english.startswith("The "):
        return False
    own = {stem for name in query.subjects for stem in stems(name)}
    wanted = [term for term in query.terms if term not in own]
    opening = content_stems(sentence.text)[: len(wanted)]
    return bool(wanted) and set(opening) == set(wanted)


def related(query: Query, readings: Sequence[Reading]) -> Composed | None:
    """Matters in which somebody else was sanctioned over the respondent: the respondent itself was not."""
    composed = Composed()
    for reading in readings[:PROSE_MATTERS]:
        lines = [*money.effective_lines(reading), *steps.beginning_lines(reading), *orders.order_lines(reading)]
        if lines:
            who = query.respondents[0][0] if query.respondents else "the company named"
            composed.lines.append(lines[0] if composed.lines else replace(lines[0], verdict=f"No, not {who} itself"))
            composed.readings.append(reading)
    return composed if composed.lines else None


def _refused(query: Query, plan: Plan, readings: Sequence[Reading], refuser: Refuser) -> Composed:
    few = readings if len(readings) <= PROSE_MATTERS else ()
    in_vain = assumes(query) and not plan.uncovered and not any(bears_out(query, one) for one in readings)
    untold = reason_untold(few, in_vain=in_vain)
    untold = [] if query.main is Intent.DEFINITION and not query.subjects else untold
    nearest: list[Sentence] = []
    for reading in readings[:PROSE_MATTERS]:
        nearest += [one.sentence for one in rank(query, reading.sentences)[:2] if one.covered]
        nearest += [line.sentences[0] for line in steps.deciding_lines(reading)]
    if in_vain and not any(map(says_unknown, untold)):
        return Composed(refusal=refuser.false_premise(plan, untold, nearest))
    return Composed(refusal=refuser.not_stated(plan, untold, nearest))
