"""An answer without a language model: lines from records first, from evidence where records do not say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from corpus.documents import Voice
from corpus.matters import EventKind
from service.answering import facts
from service.answering.composing import findings, money, orders, steps
from service.answering.composing.listing import Listing, listing
from service.answering.composing.phrasing import joined
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.verdict import NO, PARTLY, YES, Verdict, denials, verdict
from service.answering.dossier import Sentence
from service.answering.evidence import covers, is_silent, rank, silences, speaks_as
from service.answering.plan import Plan, topical
from service.answering.question import Intent, Premise, Query, Shape
from service.answering.question.intents import intents_of
from service.answering.refusal import Refuser
from service.answering.wire import Refusal
from service.answering.words import content_stems

PROSE_MATTERS = 3
"""More matters than this are told in a table."""
_FRESH = frozenset({Premise.ORDERED, Premise.BANNED})


@dataclass(slots=True)
class Composed:
    """What is to be said, before verification: a refusal, or lines with the readings they come from."""

    lines: list[Line] = field(default_factory=list)
    listing: Listing | None = None
    notes: list[str] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    refusal: Refusal | None = None


def compose(query: Query, plan: Plan, readings: Sequence[Reading], refuser: Refuser) -> Composed:
    """Say what the records and texts of these matters answer to the question, or refuse."""
    terms = topical(query)
    if terms and len(plan.uncovered) == len(terms):
        return _refused(query, plan, readings, refuser)
    wants_list = query.shape is not Shape.SINGLE or query.main is Intent.TIMELINE
    composed = _as_list(query, readings, refuser) if wants_list else None
    if composed is None and query.yes_no:
        composed = _judged(query, plan, readings)
    if composed is None and query.main is Intent.DEFINITION:
        composed = _defined(query, plan, readings, refuser)
    if composed is None and len(readings) > PROSE_MATTERS and not terms:
        found = listing(query, readings)
        composed = _listed(found) if found else None
    return composed or _told(query, plan, readings, refuser)


def _as_list(query: Query, readings: Sequence[Reading], refuser: Refuser) -> Composed | None:
    """The list; where it would be empty a refusal, except that an extreme or a comparison may still be told."""
    found = listing(query, readings)
    if found:
        return _listed(found)
    if query.shape in (Shape.LIST, Shape.COUNT, Shape.TOTAL):
        return Composed(refusal=refuser.nothing_recorded())
    return None


def _listed(found: Listing) -> Composed:
    touched = list({item.reading.dossier.id: item.reading for item in found.items}.values())
    return Composed(list(found.lines), found, list(found.notes), touched)


def _judged(query: Query, plan: Plan, readings: Sequence[Reading]) -> Composed | None:
    """Yes or no over all matters: one yes makes it yes; without one every no is told."""
    found = [(reading, one) for reading in readings if (one := verdict(reading)) and one.lines]
    if not found:
        return None
    affirmed = [pair for pair in found if pair[1].word == YES]
    chosen = affirmed or [pair for pair in found if not pair[1].absent] or found
    composed = Composed(readings=[reading for reading, _ in chosen[:PROSE_MATTERS]])
    several = len(chosen) > 1 and len({one.word for _, one in chosen}) > 1
    for place, (_, one) in enumerate(chosen[:PROSE_MATTERS]):
        word = one.word if place == 0 or several else ""
        composed.lines += _headed(one, word)
    if chosen[0][1].word in (NO, PARTLY) and any(asked.premise in _FRESH for asked in query.asked):
        _add_siblings(plan, chosen[0][0], composed)
    return composed


def _headed(one: Verdict, word: str) -> list[Line]:
    first, *rest = one.lines
    return [replace(first, verdict=word), *rest]


def _add_siblings(plan: Plan, reading: Reading, composed: Composed) -> None:
    """Where one authority did not order it, those in parts of its country that did."""
    place = reading.dossier.jurisdiction
    for sibling in plan.siblings:
        other = replace(reading, dossier=sibling, sentences=reading.knowledge.sentences_of(sibling))
        inside = sibling.jurisdiction and place and sibling.jurisdiction != place
        if not inside or not reading.gazetteer.within(str(sibling.jurisdiction), str(place)):
            continue
        ordered = orders.asked_for(other, orders.binding(other))
        lines = unique(other.record_line(held, orders.order_variants(other, held)) for held in ordered[:1])
        composed.lines += lines
        composed.readings += [other] if lines else []


def _told(query: Query, plan: Plan, readings: Sequence[Reading], refuser: Refuser) -> Composed:
    composed = Composed()
    if _better_unsaid(query, readings):
        return _refused(query, plan, readings, refuser)
    for reading in readings[:PROSE_MATTERS]:
        lines = _lines(reading)
        if lines:
            composed.lines += unique(lines, composed.lines)
            composed.readings.append(reading)
            composed.notes += _notes(reading)
    return composed if composed.lines else _refused(query, plan, readings, refuser)


def _better_unsaid(query: Query, readings: Sequence[Reading]) -> bool:
    """Whether a sentence says that the subject asked about is not known, and no other sentence speaks of all of it."""
    terms = set(topical(query))
    told = [s for reading in readings for s in reading.sentences if all(covers(s.stems, term) for term in terms)]
    return bool(terms and told) and all(is_silent(sentence) for sentence in told)


def _lines(reading: Reading) -> list[Line]:
    query = reading.query
    if any(asked.premise is Premise.CRIMINAL for asked in query.asked):
        return _only_covering(reading, topical(query) or query.terms)
    if query.yes_no:
        return [] if _events_asked(query) else _covering(reading)
    return _TELL[query.main](reading)


def _orders(reading: Reading) -> list[Line]:
    lines = orders.order_lines(reading)
    if not lines:
        return _denied(reading, ("order", "requir", "measur")) or _spoken(reading, Voice.ORDER, Voice.RECOMMENDATION)
    return [*lines, *steps.later_lines(reading)]


def _money(reading: Reading) -> list[Line]:
    lines = money.money_lines(reading)
    if not lines:
        return _denied(reading, ("fine", "penalti", "monetari", "money"))
    return [*lines, *steps.later_lines(reading)]


def _deadline(reading: Reading) -> list[Line]:
    return orders.deadline_lines(reading)


def _status(reading: Reading) -> list[Line]:
    asked = _events_asked(reading.query)
    if asked:
        return _event(reading)
    turning = steps.turning_lines(reading)
    begun = money.money_lines(reading)[:1] if reading.query.asks(Intent.MONEY) else []
    return unique([*begun, *turning]) or steps.deciding_lines(reading)


def _event(reading: Reading) -> list[Line]:
    lines = steps.lines_of(reading, _events_asked(reading.query))
    if not lines:
        return []
    since = [line for line in steps.deciding_lines(reading) if line not in lines]
    return [*lines, *since]


def _date(reading: Reading) -> list[Line]:
    asked = _events_asked(reading.query)
    if EventKind.EXPIRED in asked and not steps.events_of(reading, asked):
        return _only_covering(reading, reading.query.terms)
    if asked:
        return _event(reading)
    return steps.date_lines(reading, _instruments_asked(reading)) or _covering(reading)


def _instruments_asked(reading: Reading) -> list[str]:
    """The instruments that fine, or that order, where the question speaks of a fine or of an order."""
    query = reading.query
    named: list[str | None] = []
    if any(asked.premise is Premise.FINED for asked in query.asked):
        named = [held.record.instrument for held in money.punitive(money.effective(reading))]
    elif any(asked.premise is Premise.ORDERED for asked in query.asked) or query.verbs:
        named = [held.record.instrument for held in orders.asked_for(reading, orders.binding(reading))]
    return [name for name in named if name]


def _who(reading: Reading) -> list[Line]:
    """The act that is asked about, with a sentence that names the authority where the act's own does not."""
    acts = _money(reading) if reading.query.asks(Intent.MONEY) else []
    acts = acts or (_orders(reading) if reading.query.asks(Intent.ORDER) else [])
    begun = steps.beginning_lines(reading) or steps.deciding_lines(reading)
    naming = [line for line in [*acts, *begun] if _names_authority(reading, line)]
    return unique([*naming[:1], *acts[:2]]) or begun[:1]


def _names_authority(reading: Reading, line: Line) -> bool:
    authority = reading.gazetteer.authority(reading.dossier.regulator or "")
    text = line.sentences[0].text.casefold()
    return authority is not None and any(name.casefold() in text for name in authority.names)


def _reason(reading: Reading) -> list[Line]:
    query = reading.query
    asked = _events_asked(query)
    if asked:
        lines = steps.lines_of(reading, asked)
        return [*lines, *findings.about_event(reading, lines, query.terms)]
    if _punished_without_record(reading):
        return _denied(reading, ("fine", "penalti", "monetari"))
    if "argue" in query.voices:
        return findings.argued_lines(reading)
    return _covering(reading)


def _punished_without_record(reading: Reading) -> bool:
    fined = any(asked.premise is Premise.FINED and not asked.negated for asked in reading.query.asked)
    return fined and not money.effective(reading)


def _provision(reading: Reading) -> list[Line]:
    """Provisions from records; where there are none and nothing says that they are unknown, from the findings."""
    breached = reading.query.asks(Intent.REASON)
    lines = findings.provision_lines(reading, infringed_only=breached)
    if lines or any(Intent.PROVISION in intents_of(one.text) for one in reading.sentences if is_silent(one)):
        return lines
    return [line for line in _spoken(reading, Voice.FINDING) if facts.read(line.sentences[0].text).articles]


def _summary(reading: Reading) -> list[Line]:
    begun = steps.beginning_lines(reading)
    told = [*begun, *money.effective_lines(reading)[:3], *orders.latest_lines(reading), *steps.later_lines(reading)]
    if topical(reading.query):
        return _covering(reading)
    if reading.query.asks(Intent.ORDER) and not reading.dossier.orders:
        told += _spoken(reading, Voice.ORDER, Voice.RECOMMENDATION)[:2]
    return unique(told) or findings.evidence_lines(reading)


def _covering(reading: Reading) -> list[Line]:
    """Evidence that carries at least one of the words that say what is asked of, where there are any."""
    terms = topical(reading.query)
    lines = findings.evidence_lines(reading)
    if not terms:
        return lines
    best = rank(reading.query, reading.sentences)
    return lines if best and best[0].covered & set(terms) else _only_covering(reading, terms)


def _spoken(reading: Reading, *voices: Voice) -> list[Line]:
    """Evidence in one of these voices only, for what no record holds."""
    return [line for line in _covering(reading) if speaks_as(line.sentences[0], *voices)]


def _only_covering(reading: Reading, terms: Sequence[str]) -> list[Line]:
    scored = [one for one in rank(reading.query, reading.sentences, terms) if one.covered]
    most = max((len(one.covered) for one in scored), default=0)
    kept = [one for one in scored if len(one.covered) == most]
    return reading.quoting(findings.near_best(reading, kept, 2))


def _denied(reading: Reading, words: Sequence[str]) -> list[Line]:
    """A sentence that says it was not so, and what was done instead."""
    found = denials(reading, words)
    if not found:
        return []
    instead = [*orders.order_lines(reading)[:2], *steps.beginning_lines(reading)[:1]]
    return unique([*reading.quoting([found[0].sentence]), *instead])


def _events_asked(query: Query) -> tuple[EventKind, ...]:
    return tuple(kind for one in query.asked if one.premise is Premise.EVENT for kind in one.events)


def _notes(reading: Reading) -> list[str]:
    """What the lines leave open, in words of our own about what is held."""
    if not reading.events and (reading.dossier.orders or reading.dossier.penalties):
        return ["The documents held do not say whether this still stands."]
    if money.asks_for_sum(reading) and not money.matching(reading, money.sums(reading)):
        asked = joined([str(sum_) for sum_ in reading.query.amounts] or [f"{n:,.0f}" for n in reading.query.figures])
        return [f"No document held gives {asked} here."]
    wanted = orders.asked_for(reading, orders.binding(reading))
    if reading.query.main is Intent.ORDER and wanted and orders.deadlines_missing(wanted):
        return ["The documents held state no deadline for this."]
    return []


def _defined(query: Query, plan: Plan, readings: Sequence[Reading], refuser: Refuser) -> Composed:
    """The sentence of all that explains a term best."""
    found = [(reading, one) for reading in readings for one in rank(query, reading.sentences)]
    defining = [pair for pair in found if _opens_with(pair[1].sentence, query.terms)]
    if not defining:
        return _refused(query, plan, readings, refuser)
    reading, best = max(defining, key=lambda pair: pair[1].score)
    return Composed(reading.quoting([best.sentence]))


def _opens_with(sentence: Sentence, terms: Sequence[str]) -> bool:
    """Whether a sentence is about a term: it begins with its words."""
    opening = content_stems(sentence.text)[: len(terms)]
    return bool(terms) and set(opening) == set(terms)


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
    silent = [one for reading in readings for one in silences(query, reading.sentences)][:1]
    nearest: list[Sentence] = []
    for reading in readings[:PROSE_MATTERS]:
        nearest += [one.sentence for one in rank(query, reading.sentences)[:2] if one.covered]
        nearest += [line.sentences[0] for line in steps.deciding_lines(reading)]
    assumed = _assumes(query)
    if assumed and not silent:
        return Composed(refusal=refuser.false_premise(plan, nearest))
    return Composed(refusal=refuser.not_stated(plan, silent, nearest))


def _assumes(query: Query) -> bool:
    """Whether the question takes a step, a sanction or a crime for granted instead of asking whether there was one."""
    taken = {Premise.EVENT, Premise.CRIMINAL, Premise.FINED, Premise.BANNED}
    return not query.yes_no and any(asked.premise in taken and not asked.negated for asked in query.asked)


_TELL: dict[Intent, Callable[[Reading], list[Line]]] = {
    Intent.ORDER: _orders,
    Intent.MONEY: _money,
    Intent.REASON: _reason,
    Intent.PROVISION: _provision,
    Intent.STATUS: _status,
    Intent.DATE: _date,
    Intent.DEADLINE: _deadline,
    Intent.WHO: _who,
    Intent.TIMELINE: _status,
    Intent.DEFINITION: _summary,
    Intent.SUMMARY: _summary,
}
