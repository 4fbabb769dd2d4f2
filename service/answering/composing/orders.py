"""What must be done: the order asked for first, then what else the matter orders, with the deadline or its absence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from corpus.documents import Voice
from corpus.matters import EventKind
from corpus.record_store import Held
from corpus.records import Order
from service.answering.composing.ordering import order_variants
from service.answering.composing.reading import Line, Reading, unique
from service.answering.held.dossier import Proof, Sentence, first_word
from service.answering.weighing.evidence import covers
from service.answering.wording import facts
from service.answering.wording.words import stems

COMPLY = "bring into compliance"
"""What any order asks for: "how long does it have to comply"."""
PLAINLY = 2
"""Words of the question that an order's object must speak of to be the one that is meant, and no other."""
MOST_OTHERS = 3
"""Further orders of the same matter told after the one asked for."""
_SAME = {"stop": {"stop", "not resume", "suspend"}, "inform": {"inform", "notify"}, "notify": {"inform", "notify"}}
_NOW = re.compile(
    r"\b(?:must|ha(?:s|ve) to|needs? to|now|still|today|currently|at present|in (?:force|place|effect))\b",
    re.IGNORECASE,
)
"""What asks for what is binding now and not for what was once ordered."""
_UNSPOKEN = frozenset({Voice.REPRESENTATION, Voice.ALLEGATION, Voice.BACKGROUND})


def order_lines(reading: Reading) -> list[Line]:
    """The orders asked for, then others of the matter; recommendations come only where nothing was ordered."""
    wanted = asked_for(reading, binding(reading))
    others = [held for held in binding(reading) if held not in wanted]
    lines = unique(_line(reading, held) for held in wanted)
    if not binding(reading):
        return unique(_line(reading, held) for held in asked_for(reading, recommended(reading)))
    more = unique((_line(reading, held) for held in others), lines)
    return [*lines, *more[: MOST_OTHERS if lines else MOST_OTHERS + 2]]


def latest_lines(reading: Reading) -> list[Line]:
    """The orders of the newest instrument that orders anything."""
    known = binding(reading) or recommended(reading)
    newest = max((_dated(reading, held) or dt.date.min for held in known), default=dt.date.min)
    chosen = [held for held in known if (_dated(reading, held) or dt.date.min) == newest]
    return unique(_line(reading, held) for held in chosen)[:MOST_OTHERS]


def deadline_lines(reading: Reading) -> list[Line]:
    """The orders asked for that state by when; each with the sentence that holds the deadline."""
    timed = [held for held in binding(reading) if held.record.deadline]
    most = max((_told(reading, held) for held in timed), default=0)
    plainly = [held for held in timed if _told(reading, held) == most] if most >= PLAINLY else []
    return unique(_deadline(reading, held) for held in plainly or asked_for(reading, timed))


def binding(reading: Reading) -> list[Held[Order]]:
    """Orders proper."""
    return [held for held in _known(reading) if held.record.voice not in (*_UNSPOKEN, Voice.RECOMMENDATION)]


def recommended(reading: Reading) -> list[Held[Order]]:
    """What was only recommended."""
    return [held for held in _known(reading) if held.record.voice is Voice.RECOMMENDATION]


def asked_for(reading: Reading, orders: Iterable[Held[Order]]) -> list[Held[Order]]:
    """The orders with a verb of the question, those whose object it names first; all where it names no verb."""
    held = list(orders)
    verbs = set(reading.query.verbs)
    for verb in tuple(verbs):
        verbs |= _SAME.get(verb, set())
    found = [one for one in held if one.record.verb in verbs] if verbs else held
    if not found and verbs == {COMPLY}:
        found = held
    return sorted(found, key=lambda one: -_told(reading, one))


def deadlines_missing(orders: Iterable[Held[Order]]) -> bool:
    """Whether none of the orders states by when."""
    return not any(held.record.deadline for held in orders)


def _told(reading: Reading, held: Held[Order]) -> int:
    words = frozenset(stems(held.record.object))
    return sum(covers(words, term) for term in reading.query.terms)


def _known(reading: Reading) -> list[Held[Order]]:
    seen: dict[tuple[object, ...], Held[Order]] = {}
    for held in sorted(reading.dossier.orders, key=lambda one: -one.rank.weight):
        if (_dated(reading, held) or dt.date.min) <= reading.as_of:
            seen.setdefault((held.record.verb, held.record.object.casefold(), held.record.voice), held)
    return _as_varied(reading, _to_the_named(reading, list(seen.values())))


def _as_varied(reading: Reading, orders: list[Held[Order]]) -> list[Held[Order]]:
    """The orders with those last that another instrument replaced; what must be done now is not among these."""
    left = [held for held in orders if not _is_replaced(reading, held)]
    if left and _NOW.search(reading.query.text):
        return left
    return sorted(orders, key=lambda held: held not in left)


def _is_replaced(reading: Reading, held: Held[Order]) -> bool:
    """Whether a step that made another instrument changed the one that gave this order."""
    matter, own = reading.dossier.matter, held.record.instrument
    days = {one.id: one.decided_on for one in (matter.instruments if matter else ())}
    return any(
        event.kind is EventKind.VARIED
        and own in event.applies_to
        and days.get(own or "") != event.on
        and any(days.get(name) == event.on for name in event.applies_to)
        for event in reading.events
    )


def tells_of_replaced(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence gives an order that was replaced, where what binds now is asked."""
    if not _NOW.search(reading.query.text):
        return False
    replaced = [held for held in reading.dossier.orders if _is_replaced(reading, held)]
    return any(reading.dossier.proof(held.document_id, held.record.span) == sentence.proof for held in replaced)


def _to_the_named(reading: Reading, orders: list[Held[Order]]) -> list[Held[Order]]:
    """Where a matter has several respondents, what was ordered of those that the question names."""
    named = set(map(first_word, reading.query.subjects))
    others = set(map(first_word, reading.dossier.respondents)) - named if named else set()
    return [held for held in orders if first_word(held.record.addressee or "") not in others]


def _dated(reading: Reading, held: Held[Order]) -> dt.date | None:
    return reading.dossier.instrument_day(held.record.instrument) or held.decided_on


def _line(reading: Reading, held: Held[Order]) -> Line | None:
    return reading.record_line(held, order_variants(reading, held))


def _deadline(reading: Reading, held: Held[Order]) -> Line | None:
    """The order's own sentence where it holds the deadline, else the sentence of the matter that does."""
    line, deadline = _line(reading, held), held.record.deadline
    period = _figures(deadline.text) if deadline else set()
    if line is None or period & _figures(line.sentences[0].text):
        return line
    own = {_key(reading, other) for other in reading.dossier.orders}
    telling = [s for s in reading.sentences if period and period <= _figures(s.text) and s.proof not in own]
    words = line.sentences[0].stems | set(stems(deadline.text if deadline else ""))
    telling.sort(key=lambda sentence: -len(sentence.stems & words))
    return reading.quoting(telling[:1])[0] if telling else line


def _key(reading: Reading, held: Held[Order]) -> Proof | None:
    sentence = reading.sentence(held.document_id, held.record.span)
    return sentence.proof if sentence else None


def _figures(text: str) -> set[str]:
    found = facts.read(text)
    return set(found.figures) | {date.on.isoformat() for date in found.dates}
