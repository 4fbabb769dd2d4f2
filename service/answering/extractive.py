"""An answer without a language model: lines from records first, from evidence where records do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.documents import SourceRank
from corpus.matters import EventKind
from service.answering.choosing.planned import Plan
from service.answering.composing import money, orders, steps
from service.answering.composing.bearing_lines import beside, foremost
from service.answering.composing.challenges import asks_if_won
from service.answering.composing.covering import counting
from service.answering.composing.further_parts import of_further_parts
from service.answering.composing.left_unsaid import left_unsaid
from service.answering.composing.listing import listing
from service.answering.composing.outcomes import outcome_lines
from service.answering.composing.reading import Line, Reading, read, unique
from service.answering.composing.rows import Listing
from service.answering.composing.telling import events_asked, notes, overview, tell
from service.answering.composing.two_parts import judged, told_in_parts
from service.answering.composing.verdict import OF_THE_FIELD
from service.answering.composing.winning import words_of_winning
from service.answering.composing.within import counted_within, is_about_one
from service.answering.composing.yes_no import NO, PARTLY, YES, Verdict, denials
from service.answering.held.dossier import Sentence
from service.answering.question import Intent, Premise, Query, Shape
from service.answering.question.premises import speaks_of
from service.answering.question.query import ACROSS
from service.answering.refusal import Refuser
from service.answering.weighing.evidence import is_prose, is_silent, rank
from service.answering.wire import Refusal
from service.answering.wording import facts
from service.answering.wording.words import content_stems, expand, stems

NOTHING_READ = "Nothing of the kind was read in the documents held about this; that is no proof that there was none."
NO_ADVICE = (
    "What is lawful in a case that was not decided no document held says, and this is no legal advice: what is shown "
    "was decided about others."
)
PROSE_MATTERS = 3
"""More matters than this are told in a table."""

_BY_RECORDS = frozenset({Intent.MONEY, Intent.STATUS, Intent.DATE, Intent.WHO, Intent.TIMELINE, Intent.REFERENCE})
"""Records answer these, so that one word nobody uses is noted and need not stop the answer."""

_MUCH = re.compile(r"\bhow (?:much|many) (\w+)", re.IGNORECASE)
"""What is measured is what is asked about: "how much ransom did it pay"."""
_CORRECTS = re.compile(r"\b(?:by mistake|mistaken(?:ly)?|wrong(?:ly)?)\b", re.IGNORECASE)
_FRESH = frozenset({Premise.ORDERED, Premise.BANNED})
_OF_EACH = frozenset({Premise.IN_FORCE, Premise.FINAL, Premise.MUST_PAY})
_CHANGES = frozenset(
    {
        EventKind.ANNULLED,
        EventKind.WITHDRAWN,
        EventKind.DISMISSED,
        EventKind.STAY_LIFTED,
        EventKind.REDUCED,
        EventKind.RESTORED,
        EventKind.REMITTED,
        EventKind.UPHELD,
    }
)


@dataclass(slots=True)
class Composed:
    """What is to be said, before verification: a refusal, or lines with the readings they come from."""

    lines: list[Line] = field(default_factory=list)
    listing: Listing | None = None
    notes: list[str] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    refusal: Refusal | None = None

    @property
    def is_quoted(self) -> bool:
        """Whether all of it is words of the documents, and none of it is told from a record."""
        told = self.listing or any(line.variants or line.verdict for line in self.lines)
        return bool(self.lines) and not told and self.refusal is None


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
    wants_list = query.shape is not Shape.SINGLE or query.main is Intent.TIMELINE
    composed = _as_list(query, readings, refuser) if wants_list else None
    if composed is None and _asks_of_many(query, readings):
        found = listing(replace(query, shape=Shape.LIST, states=()), readings)
        composed = _listed(found) if found else None
    if composed is None and (query.yes_no or asks_if_won(query.text)):
        composed = _judged(query, plan, readings)
    if composed is None and query.main is Intent.DEFINITION:
        composed = _defined(query, plan, readings, refuser)
    if composed is None and len(readings) > PROSE_MATTERS and not query.topic:
        found = listing(query, readings)
        composed = _listed(found) if found else None
    composed = composed or _told(query, plan, readings, refuser)
    if plan.uncovered and not composed.refusal:
        composed.notes.append(said_nothing_of(query, plan.uncovered))
    if query.advice and not composed.refusal:
        composed.notes.insert(0, NO_ADVICE)
    return composed


def _asks_of_many(query: Query, readings: Sequence[Reading]) -> bool:
    """Whether it is asked how something stands that more matters hold than are told in prose."""
    return query.yes_no and len(readings) > PROSE_MATTERS and any(one.premise in _OF_EACH for one in query.asked)


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


def _judged(query: Query, plan: Plan, readings: Sequence[Reading]) -> Composed | None:
    """Yes or no over all matters: one yes makes it yes; without one every no is told.

    Whether something stands is another question for each matter, and told for each.
    """
    alone = len(readings) == 1
    found = [(reading, one) for reading in readings if (one := judged(reading, alone=alone)) and one.lines]
    if not found:
        return None
    of_each = any(asked.premise in _OF_EACH for asked in query.asked)
    affirmed = [pair for pair in found if pair[1].word == YES and not of_each]
    chosen = affirmed or [pair for pair in found if not pair[1].absent] or found
    composed = Composed(readings=[reading for reading, _ in chosen[:PROSE_MATTERS]])
    several = len(chosen) > 1 and len({one.word for _, one in chosen}) > 1
    for place, (reading, one) in enumerate(chosen[:PROSE_MATTERS]):
        lines = _headed(one, one.word if place == 0 or several else "")
        lines = unique([*lines, *outcome_lines(reading, 1)])
        lines = unique([*lines, *beside(reading, lines)])
        lines = unique([*lines, *of_further_parts(reading, lines)])
        composed.lines += [*lines, *left_unsaid(reading, lines)]
    if any(one.absent and not one.word for _, one in chosen):
        composed.notes.append(NOTHING_READ)
    composed.notes += _untold([reading for reading, _ in chosen[PROSE_MATTERS:]])
    if chosen[0][1].word in (NO, PARTLY) and any(asked.premise in _FRESH for asked in query.asked):
        _add_siblings(plan, chosen[0][0], composed)
    return composed


def _untold(readings: Sequence[Reading]) -> list[str]:
    """The note of matters that the question fits too, where there are more than are told in prose."""
    titles = "; ".join(f"“{one.title}”" for one in readings)
    return [f"The question fits more matters, which are not told here: {titles}."] if titles else []


def _headed(one: Verdict, word: str) -> list[Line]:
    first, *rest = one.lines
    return [replace(first, verdict=word), *rest]


def _add_siblings(plan: Plan, reading: Reading, composed: Composed) -> None:
    """Where one authority did not order it, those in parts of its country that did."""
    place = reading.dossier.jurisdiction
    for sibling in plan.siblings:
        past = reading.later is not None
        other = read(sibling, reading.query, reading.as_of, reading.knowledge, narrowed=reading.narrowed, past=past)
        inside = sibling.jurisdiction and place and sibling.jurisdiction != place
        if not inside or not reading.gazetteer.within(str(sibling.jurisdiction), str(place)):
            continue
        ordered = orders.asked_for(other, orders.binding(other))
        lines = unique(other.record_line(held, orders.order_variants(other, held)) for held in ordered[:1])
        composed.lines += lines
        composed.readings += [other] if lines else []


def _told(query: Query, plan: Plan, readings: Sequence[Reading], refuser: Refuser) -> Composed:
    """Each matter in prose; a step taken for granted must have happened, or be denied, somewhere."""
    composed, able = Composed(), list(readings)
    if _takes_a_step(query) and not any(_bears_out(query, one) for one in readings):
        able = [one for one in readings if _denies_the_step(one)]
    for reading in able[:PROSE_MATTERS]:
        lines = _lines(reading) or (_denying(reading) if len(query.respondents) > 1 else [])
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
    pointed = _presumes(query) or query.main is Intent.DEFINITION
    return named and not pointed and not query.topic and not query.asked and not query.unknown


def _describes_one(query: Query, plan: Plan) -> bool:
    """Whether the words describe one matter and no other, without naming anybody."""
    described = len(plan.dossiers) == 1 and len(query.topic) > 1 and not plan.uncovered
    pointed = query.yes_no or query.main is Intent.REASON or _presumes(query)
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


def _presumes(query: Query) -> bool:
    """Whether something is taken for granted that the records, asked first, do not bear out."""
    pointed = query.asks(Intent.DEADLINE, Intent.REFERENCE, Intent.PROVISION) or query.main is Intent.WHO
    return _assumes(query) or query.counted or pointed or bool(query.voices) or bool(events_asked(query))


def _takes_a_step(query: Query) -> bool:
    """Whether the question presupposes a step that ends or changes something, and not how a proposal was lowered."""
    changes = _CHANGES.intersection(events_asked(query))
    if any(one.premise is Premise.PROPOSED for one in query.asked):
        changes -= {EventKind.REDUCED}
    return not query.yes_no and bool(changes)


def _bears_out(query: Query, reading: Reading) -> bool:
    """Whether a step that the question takes for granted was taken."""
    taken = [one for one in query.asked if one.premise is Premise.EVENT and not one.negated]
    return any(steps.is_borne_out(reading, one) for one in taken)


def _denies_the_step(reading: Reading) -> bool:
    words = [one.words for one in reading.query.asked if one.premise is Premise.EVENT]
    return bool(denials(reading, expand(stem for text in words for stem in stems(text)[-1:])))


def _denials(reading: Reading) -> list[Sentence]:
    """Sentences that deny a step asked about, in the question's words or in others that tell of such a step."""
    asked = [one for one in reading.query.asked if one.premise is Premise.EVENT]
    words = expand(stem for one in asked for stem in stems(one.words)[-1:])
    denied = [one.sentence for one in denials(reading, words)]
    others = [one for one in reading.sentences if facts.denied(one.english) and is_prose(one.english)]
    return denied or [one for one in others if any(speaks_of(one.english, step) for step in asked)]


def _denying(reading: Reading) -> list[Line]:
    """Of one of several who are named, the sentence that says it took no such step: "which of the three appealed"."""
    return reading.quoting(_denials(reading)[:1])


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
    silent = [line.sentences[0] for reading in readings for line in left_unsaid(reading, [])][:1]
    silent = [] if query.main is Intent.DEFINITION and not query.subjects else silent
    nearest: list[Sentence] = []
    for reading in readings[:PROSE_MATTERS]:
        nearest += [one.sentence for one in rank(query, reading.sentences)[:2] if one.covered]
        nearest += [line.sentences[0] for line in steps.deciding_lines(reading)]
    if _assumes(query) and not silent and not plan.uncovered and not any(_bears_out(query, one) for one in readings):
        return Composed(refusal=refuser.false_premise(plan, nearest))
    return Composed(refusal=refuser.not_stated(plan, silent, nearest))


def _assumes(query: Query) -> bool:
    """Whether the question takes a step, a sanction or a crime for granted instead of asking whether there was one."""
    taken = {Premise.EVENT, Premise.CRIMINAL, Premise.FINED, Premise.BANNED}
    return not query.yes_no and any(asked.premise in taken and not asked.negated for asked in query.asked)
