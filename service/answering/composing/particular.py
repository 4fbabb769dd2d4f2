"""What a decision says on a point that no record holds: who had a role, when, how to appeal, all that it orders.

Each is told by the decision's own sentences, found by the words that decisions use for it. Where none is found nothing
is told here, and what else bears on the question is weighed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.answering.composing.admissions import admission_lines
from service.answering.composing.bearing_lines import beside
from service.answering.composing.dated import dated_lines
from service.answering.composing.endings import won_lines
from service.answering.composing.findings import repeats
from service.answering.composing.formal import cost_lines, formal_lines
from service.answering.composing.mitigation import asks_what_counted, counted_lines, less_lines
from service.answering.composing.more_time import more_time_lines
from service.answering.composing.operative import operative_lines
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.remedies import (
    asks_how_to_appeal,
    asks_meanwhile,
    asks_of_more,
    asks_only_how_to_appeal,
)
from service.answering.composing.roles import role_lines
from service.answering.composing.spans import asks_for_span, asks_how_often, span_lines
from service.answering.composing.sum_details import asks_for_most, asks_for_parts, most_lines, part_lines
from service.answering.held.dossier import is_digested
from service.answering.question import Intent, Query
from service.answering.weighing.wanted import gives_time

_SEVERAL_ORDERS = re.compile(
    r"\b(?:orders|measures|injunctions|instructions)\b|\bwhat\b[^?]*\b(?:order|must|ha(?:s|ve|d) to|told to|requir|"
    r"oblig)",
    re.IGNORECASE,
)


def outranks_lists(query: Query) -> bool:
    """Whether a point of one decision is asked that no list of records tells, although it is asked as one."""
    return asks_only_how_to_appeal(query) or asks_for_most(query) or asks_how_often(query)


def asks_for_details(query: Query) -> bool:
    """Whether a decision is asked what it counted, how a sum came about, or for how long something went on."""
    return any(asks(query) for asks in (asks_what_counted, asks_for_most, asks_for_parts, asks_for_span))


def particular_lines(reading: Reading, by_rules: Sequence[Line], *, recorded: bool) -> list[Line]:
    """The lines that answer such a question, with what bears on it beside them; empty where nothing is found.

    Args:
        reading: The one matter that is meant.
        by_rules: What rules tell of it; empty where they refuse.
        recorded: Whether that is told from records, so that only what these leave out is added.
    """
    query = reading.query
    own = [] if query.yes_no else role_lines(reading)
    if own:
        return _with_more(reading, [*own, *by_rules] if recorded else own)
    for lines in (admission_lines, less_lines, cost_lines, more_time_lines, won_lines):
        if own := lines(reading):
            return _with_more(reading, own)
    own = [] if query.yes_no else _details(reading, recorded=recorded)
    if own:
        return unique([*own, *(line for line in by_rules if line.variants)]) if recorded else own
    if not recorded or _asks_until_when(query):
        own = formal_lines(reading)
        if own:
            return _with_more(reading, own) if asks_of_more(query) else own
    if query.yes_no or is_digested(reading.dossier):
        return []
    if query.main is Intent.DATE and not recorded:
        own = dated_lines(reading)
    elif _asks_for_orders(query) and (not recorded or _SEVERAL_ORDERS.search(query.text)):
        own = _orders(reading, by_rules if recorded else [])
    return _with_more(reading, own) if own else []


def _details(reading: Reading, *, recorded: bool) -> list[Line]:
    """What a decision counted for or against somebody, how a sum came about, for how long something went on.

    For how long an order binds is recorded.
    """
    digested = is_digested(reading.dossier)
    found = ([] if digested else counted_lines(reading)) or most_lines(reading) or part_lines(reading)
    return found or ([] if recorded or digested else span_lines(reading))


def _asks_until_when(query: Query) -> bool:
    """Whether it is asked until when something may be challenged, or if it binds meanwhile: no order's record says."""
    if asks_only_how_to_appeal(query) or asks_meanwhile(query):
        return True
    return query.main is Intent.DEADLINE and not query.yes_no and asks_how_to_appeal(query)


def _asks_for_orders(query: Query) -> bool:
    return query.main is Intent.ORDER or (query.main is Intent.DEADLINE and query.asks(Intent.ORDER))


def _orders(reading: Reading, recorded: Sequence[Line]) -> list[Line]:
    """What is recorded, then what the operative part orders besides."""
    told = [sentence for line in recorded for sentence in line.sentences]
    more = [line for line in operative_lines(reading) if not any(repeats(line.sentences[0], held) for held in told)]
    timely = reading.query.main is not Intent.DEADLINE or any(gives_time(one.sentences[0].english) for one in more)
    return [*recorded, *more] if more and timely else []


def _with_more(reading: Reading, lines: Sequence[Line]) -> list[Line]:
    told = unique(lines)
    return unique([*told, *beside(reading, told)])
