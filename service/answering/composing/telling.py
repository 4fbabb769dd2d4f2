"""What is told of one matter, by what is mainly asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from corpus.documents import Voice
from corpus.matters import EventKind
from service.answering.composing import comparing, findings, money, orders, steps
from service.answering.composing.comparing import cut_lines
from service.answering.composing.covering import (
    asked_beside,
    counting,
    covering,
    naming,
    naming_law,
    only_covering,
    open_topic,
    soft_only,
    spoken,
)
from service.answering.composing.crimes import crime_asked
from service.answering.composing.outcomes import outcome_lines, where_decided
from service.answering.composing.phrasing import joined
from service.answering.composing.plain_needs import plain_lines
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.voices import a_party_speaks
from service.answering.composing.yes_no import denials
from service.answering.question import Intent, Premise, Query
from service.answering.question.intents import intents_of
from service.answering.weighing.evidence import is_silent, speaks_as
from service.answering.wording import facts

NO_MONEY = ("fine", "penalti", "monetari", "money")
_OF_A_PART = frozenset({Intent.PROVISION, Intent.REASON, Intent.DEADLINE, Intent.REFERENCE, Intent.DATE, Intent.MONEY})
"""What asks for a part of a decision, of which the outcome is told in one sentence."""
MOST_BESIDES = 2
"""Lines told for what a second clause of the question asks."""
_WHEN_TOO = re.compile(
    r"\b(?:fined|issued|imposed|set|decided|ordered|sanctioned|adopted|announced|filed|settled)\b[^?]*\band\b"
    r"[^?]*\b(?:when|reduc|cut|lower|annul|quash|overturn|upheld|confirm|restor|appeal|challeng|paid|dismiss|stay|lift|"
    r"withdr|dropp|clos)",
    re.IGNORECASE,
)
"""Two days are asked for: "when was it fined, and when was that reduced?"."""
MOST_OPENING = 2
"""Sentences told of what happened: the first often only says who somebody is."""
NO_ORDER = ("order", "requir", "measur")


def tell(reading: Reading) -> list[Line]:
    """The lines of one matter; none where it holds nothing on the point."""
    query = reading.query
    if crime := crime_asked(query):
        lines = only_covering(reading, query.topic or query.terms)
        return [line for line in lines if crime & line.sentences[0].stems or query.yes_no]
    if own := plain_lines(reading):
        return own
    if query.counted and ((counted := counting(reading)) or query.main is not Intent.MONEY):
        return counted
    if query.yes_no:
        lines = _neither(reading)
        return unique([*lines, *outcome_lines(reading, 1)]) if lines else lines
    if _presumes_a_fine(query) and not money.sums(reading):
        return denied(reading, NO_MONEY)
    lines = unique([*cut_lines(reading), *_with_outcome(reading, _TELL[query.main](reading))])
    if query.main is not Intent.MONEY and _asks_what_was_proposed(query):
        lines = unique([*money.money_lines(reading), *lines]) if comparing.unset_sums(reading) else lines
    for intent in query.also:
        lines = unique([*lines, *_TELL[intent](reading)[:MOST_BESIDES]]) if lines else lines
    return lines


def _with_outcome(reading: Reading, lines: list[Line]) -> list[Line]:
    """The lines with how the decision ended: before them where it set no sum, after them where it did."""
    told = outcome_lines(reading) if reading.query.main not in _OF_A_PART else outcome_lines(reading, 1)
    if money.effective(reading):
        return unique([*lines, *told])
    return unique([*told, *lines])


def _neither(reading: Reading) -> list[Line]:
    """Where records give no yes or no: what is recorded of the thing asked, without a verdict, else evidence."""
    query = reading.query
    if "law" in query.qualifiers:
        return unique([*naming_law(reading), *_provision(reading)]) or covering(reading)
    if events_asked(query) and not set(open_topic(reading)) & set(asked_beside(query)):
        return []
    if money.asks_for_sum(reading) and not open_topic(reading):
        return money.money_lines(reading)
    if not open_topic(reading) and query.main in (Intent.MONEY, Intent.STATUS, Intent.ORDER):
        return soft_only(reading) or _TELL[query.main](reading)
    return covering(reading)


def events_asked(query: Query) -> tuple[EventKind, ...]:
    """The kinds of step that the question speaks of."""
    return tuple(kind for one in query.asked if one.premise is Premise.EVENT for kind in one.events)


def denied(reading: Reading, words: Sequence[str]) -> list[Line]:
    """A sentence that says it was not so, and what was done instead."""
    found = denials(reading, words)
    if not found:
        return []
    instead = [*orders.order_lines(reading)[:2], *steps.beginning_lines(reading)[:1]]
    return unique([*reading.quoting([found[0].sentence]), *instead])


def notes(reading: Reading) -> list[str]:
    """What the lines leave open, in words of our own about what is held."""
    found = []
    if not reading.events and (reading.dossier.orders or reading.dossier.penalties):
        found.append("The documents held do not say whether this still stands.")
    if money.asks_for_sum(reading) and not (money.matching(reading, money.sums(reading)) or money.is_written(reading)):
        asked = [str(one) for one in reading.query.amounts] or [f"{one:,.0f}" for one in reading.query.figures]
        found.append(f"No document held gives {joined(asked)} here.")
    wanted = orders.asked_for(reading, orders.binding(reading))
    if reading.query.main is Intent.ORDER and wanted and orders.deadlines_missing(wanted):
        found.append("The documents held state no deadline for this.")
    return found


def _presumes_fine(query: Query) -> bool:
    return any(one.premise in (Premise.FINED, Premise.A_FINE) and not one.negated for one in query.asked)


def _presumes_a_fine(query: Query) -> bool:
    """Whether the question takes a fine for granted: why, when and by whom, not whether or how much."""
    fined = any(one.premise in (Premise.FINED, Premise.A_FINE) and not one.negated for one in query.asked)
    return fined and query.main in (Intent.REASON, Intent.DATE, Intent.WHO, Intent.STATUS)


def _orders(reading: Reading) -> list[Line]:
    lines = orders.order_lines(reading)
    if not lines:
        return denied(reading, NO_ORDER) or spoken(reading, Voice.ORDER, Voice.RECOMMENDATION)
    return [*lines, *steps.later_lines(reading)]


def _money(reading: Reading) -> list[Line]:
    lines = money.money_lines(reading)
    if _presumes_fine(reading.query) and not money.punitive(money.sums(reading)):
        lines = unique([*denied(reading, NO_MONEY)[:1], *lines])
    return [*lines, *_since(reading)] if lines else denied(reading, NO_MONEY)


def _since(reading: Reading) -> list[Line]:
    """What became of a sum since; asked how it stood on a past day, also what left it standing."""
    asked_then = reading.later is not None and reading.query.asks(Intent.STATUS)
    return steps.turning_lines(reading) if asked_then else steps.later_lines(reading)


def _deadline(reading: Reading) -> list[Line]:
    """Deadlines of orders; where none is recorded, a sentence with a figure that speaks of all that is asked about."""
    lines = orders.deadline_lines(reading)
    return (
        lines
        or (counting(reading) if open_topic(reading) else [])
        or findings.period_lines(reading, where_decided(reading))
    )


def _status(reading: Reading) -> list[Line]:
    if events_asked(reading.query):
        return _event(reading)
    turning = steps.court_lines(reading) or steps.turning_lines(reading)
    begun = money.money_lines(reading)[:1] if reading.query.asks(Intent.MONEY) else []
    findings_ = covering(reading)[:MOST_BESIDES] if reading.query.asks(Intent.REASON) else []
    return unique([*begun, *turning, *findings_]) or steps.deciding_lines(reading)


def _event(reading: Reading) -> list[Line]:
    """The steps asked about; an appeal that no record holds a day of shows in what came of it."""
    asked = events_asked(reading.query)
    lines = steps.lines_of(reading, asked)
    if not lines and EventKind.APPEALED in asked:
        lines = steps.lines_of(reading, steps.OUTCOMES)
    if not lines:
        return []
    return unique([*lines, *steps.deciding_lines(reading)])


def _date(reading: Reading) -> list[Line]:
    asked = events_asked(reading.query)
    if EventKind.EXPIRED in asked and not steps.events_of(reading, asked):
        return only_covering(reading, reading.query.terms)
    if asked:
        begun = steps.date_lines(reading, _instruments_asked(reading)) if _WHEN_TOO.search(reading.query.text) else []
        return unique([*begun, *_event(reading)])
    return steps.date_lines(reading, _instruments_asked(reading)) or covering(reading)


def _instruments_asked(reading: Reading) -> list[str]:
    """The instruments of a kind that the question names, or that fine or order where it speaks of that."""
    query = reading.query
    matter = reading.dossier.matter
    kinds = [i.id for i in (matter.instruments if matter else ()) if i.kind in query.kinds]
    if kinds:
        return kinds
    named: list[str | None] = []
    if any(one.premise in (Premise.FINED, Premise.A_FINE) for one in query.asked):
        named = [held.record.instrument for held in money.punitive(money.effective(reading))]
    elif any(asked.premise is Premise.ORDERED for asked in query.asked) or query.verbs:
        named = [held.record.instrument for held in orders.asked_for(reading, orders.binding(reading))]
    return [name for name in named if name]


def _who(reading: Reading) -> list[Line]:
    """The act that is asked about, with a sentence that names the authority where the act's own does not."""
    if events_asked(reading.query):
        return _event(reading)
    if a_party_speaks(reading.query) and (argued := findings.argued_lines(reading)):
        return argued
    if open_topic(reading) or reading.query.voices:
        return naming(reading)
    if money.asks_for_sum(reading):
        named = money.matching(reading, money.sums(reading))
        return unique(reading.record_line(held) for held in named) or naming(reading)
    acts = _money(reading) if reading.query.asks(Intent.MONEY) else []
    acts = acts or (_orders(reading) if reading.query.asks(Intent.ORDER) else [])
    begun = steps.beginning_lines(reading) or steps.deciding_lines(reading)
    owning = [line for line in [*acts, *begun] if _names_authority(reading, line)]
    return unique([*owning[:1], *acts[:2]]) or begun[:1]


def _names_authority(reading: Reading, line: Line) -> bool:
    authority = reading.gazetteer.authority(reading.dossier.regulator or "")
    text = line.sentences[0].text.casefold()
    return authority is not None and any(name.casefold() in text for name in authority.names)


def _reason(reading: Reading) -> list[Line]:
    query = reading.query
    asked = events_asked(query)
    if asked:
        lines = steps.lines_of(reading, asked)
        bodies = [event.body for event in steps.events_of(reading, asked)]
        return unique([*lines, *findings.about_event(reading, lines, bodies, query.terms)])
    if "argue" in query.voices:
        return findings.argued_lines(reading)
    if explained := money.explaining_lines(reading):
        return explained
    if open_topic(reading):
        lines = covering(reading)
        return unique([*lines, *findings.finding_lines(reading)]) if lines else []
    return unique([*findings.finding_lines(reading), *covering(reading), *findings.opening_lines(reading)])


def _provision(reading: Reading) -> list[Line]:
    """Provisions from records, then from findings; nothing where a sentence says that they are unknown."""
    breached = reading.query.asks(Intent.REASON)
    lines = findings.provision_lines(reading, infringed_only=breached)
    found = any(held.record.infringed for held in reading.dossier.provisions)
    if not found and _unknown(reading, Intent.PROVISION):
        return []
    told = [line for line in findings.evidence_lines(reading) if facts.read(line.sentences[0].text).articles]
    more = [line for line in told if not breached or speaks_as(line.sentences[0], Voice.FINDING)]
    return unique([*lines, *more[:2], *findings.explaining_lines(reading, lines)]) if lines else more


def _unknown(reading: Reading, intent: Intent) -> bool:
    """Whether a sentence says that the very thing is not known."""
    return any(intent in intents_of(one.text) for one in reading.sentences if is_silent(one))


def _reference(reading: Reading) -> list[Line]:
    """Sentences with the references of the instruments, those of a kind or a court that the question names first."""
    matter = reading.dossier.matter
    held = [i for i in (matter.instruments if matter else ()) if i.reference]
    wanted = [i for i in held if i.kind in reading.query.kinds] or held
    found = [s for i in wanted for s in reading.sentences if i.reference and i.reference in s.text][:6]
    courts = [reading.gazetteer.authority(body) for body in reading.query.regulators]
    names = [name.casefold() for court in courts if court for name in court.names]
    of_court = [s for s in found if any(name in s.text.casefold() for name in names)]
    return unique(reading.quoting(of_court or found))[:2]


def _summary(reading: Reading) -> list[Line]:
    """What was issued, paid and ordered, and what came of it; only what happened in a time, where one is named."""
    period = reading.query.period
    if period and period.last is None:
        events = [event for event in reading.events if period.holds(event.on)]
        return unique(reading.event_line(event) for event in events)
    if open_topic(reading):
        lines = covering(reading)
        found = findings.finding_lines(reading) if lines and reading.query.asks(Intent.REASON) else []
        return unique([*lines, *found])
    decided = steps.court_lines(reading) or soft_only(reading)
    if decided:
        return decided
    return overview(reading)


def overview(reading: Reading) -> list[Line]:
    """What it was about, what was issued, what was to be paid and done, and what came of it."""
    begun = [*_opening(reading), *steps.beginning_lines(reading)]
    sums = money.money_lines(reading) if _asks_what_was_proposed(reading.query) else money.effective_lines(reading)[:3]
    told = [*begun, *sums, *orders.latest_lines(reading), *steps.later_lines(reading)]
    if reading.query.asks(Intent.ORDER) and not orders.binding(reading):
        told += denied(reading, NO_ORDER)[:1]
    if reading.query.asks(Intent.ORDER) and not reading.dossier.orders:
        told += spoken(reading, Voice.ORDER, Voice.RECOMMENDATION)[:2]
    return unique(told) or findings.evidence_lines(reading)


def _opening(reading: Reading) -> list[Line]:
    """What happened, where nothing particular is asked; what that is not is told by records."""
    query = reading.query
    if query.topic or query.main is not Intent.SUMMARY or query.asks(Intent.MONEY, Intent.ORDER, Intent.STATUS):
        return []
    return findings.opening_lines(reading, MOST_OPENING)


def _asks_what_was_proposed(query: Query) -> bool:
    return any(one.premise is Premise.PROPOSED for one in query.asked)


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
    Intent.REFERENCE: _reference,
    Intent.DEFINITION: _summary,
    Intent.SUMMARY: _summary,
}
