"""What was to be paid: set, then changed, then what was only proposed or threatened, never mixed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from corpus.documents import Voice
from corpus.matters import State
from corpus.record_store import Held
from corpus.records import Money, MoneyKind, MoneyStage, Penalty
from ingest.extract.sums.money import find_amounts
from service.answering.choosing.sums import names_sum, sums_asked
from service.answering.composing.phrasing import penalty_variants, short_name
from service.answering.composing.reading import Line, Reading, unique
from service.answering.held.dossier import CHANGED, EFFECTIVE, PUNITIVE, distinct, first_word, set_on
from service.answering.wording import facts
from service.showing import ledger

UNSET = frozenset({MoneyStage.PROPOSED, MoneyStage.THREATENED})
_UNSPOKEN = frozenset({Voice.REPRESENTATION, Voice.ALLEGATION, Voice.RECOMMENDATION})
_KIND_ORDER = tuple(MoneyKind)
_NOW = re.compile(
    r"\b(?:now|today|currently|nowadays|in the end|finally|ultimately|owes?|left (?:to pay|over|of)|"
    r"still (?:to pay|due|owed|owing)|remain(?:s|ing)? (?:to (?:pay|be paid)|of|due|payable))\b",
    re.IGNORECASE,
)
"""What asks for the sum that counts now, and not for those that it replaced."""
_EACH = re.compile(r"\W{0,3}(?:for|per|in respect of|on) (?:each|every)\b|\W{0,3}(?:per|each)\b", re.IGNORECASE)
"""What makes a sum one of several alike: "EUR 830 for each offence"."""
_WHOLE = re.compile(
    r"\b(?:in full|the (?:full|whole|entire|original)|all of (?:it|the|its)|every (?:euro|penny|cent|pound))\b",
    re.IGNORECASE,
)
"""What asks for a sum as it was first set."""
_OVERTAKEN = frozenset({State.ANNULLED, State.PARTLY_STANDING})
TWO = 2
MOST_LINES = 4
"""Sums told in prose for one matter; the matter with most in the bundled corpus has four."""


def money_lines(reading: Reading) -> list[Line]:
    """The sums of a matter, current ones first; a proposed or threatened sum follows as what it is."""
    lines = effective_lines(reading)
    explained = _explained(reading, [held for held in sums(reading) if held.record.stage in UNSET])
    room = MOST_LINES if asks_for_unset(reading) or not lines else 1
    return [*lines, *unique(explained, lines)[:room]]


def effective_lines(reading: Reading) -> list[Line]:
    """Only the sums that were really set, those first that count now."""
    counting = current(reading)
    ordered = sorted(effective(reading), key=lambda held: (held not in counting, _is_of_each(reading, held)))
    return unique(_line(reading, held) for held in ordered)[:MOST_LINES]


def sums(reading: Reading) -> list[Held[Penalty]]:
    """Every sum known by the date, one entry each, that is not merely argued or mentioned.

    A sum that a decision tells as set, in a sentence that neither orders nor finds, counts where no other was set.
    """
    found = _of_subjects(reading, distinct(reading.dossier.penalties))
    known = [held for held in found if (dated(reading, held) or dt.date.min) <= reading.as_of]
    spoken = [held for held in known if _counts(held.record)]
    if any(held.record.stage in EFFECTIVE for held in spoken):
        return spoken
    return [held for held in known if held in spoken or _is_told_as_set(held.record)]


def effective(reading: Reading) -> list[Held[Penalty]]:
    """Sums that were really set: by kind, the newest stage of each instrument first."""
    found = [held for held in sums(reading) if held.record.stage in EFFECTIVE]
    if _NOW.search(reading.query.text):
        changed = {held.record.instrument for held in found if held.record.stage in CHANGED}
        found = [h for h in found if h.record.instrument not in changed or h.record.stage in CHANGED]
    return sorted(found, key=lambda held: (_KIND_ORDER.index(held.record.kind), *_newest_first(reading, held)))


def current(reading: Reading) -> list[Held[Penalty]]:
    """Of each instrument and kind only the sum that counts now: a reduced or restored one stands for the first.

    What a reduction left counts no more where a higher court took it back. Where nothing stands, all are told.
    """
    newest: dict[tuple[object, ...], Held[Penalty]] = {}
    for held in effective(reading):
        record = held.record
        key = (record.kind, record.instrument, record.respondent, record.money.currency)
        if record.stage in CHANGED or record.instrument is None:
            newest.setdefault(key if record.instrument else (*key, record.money), held)
        elif key not in newest:
            newest.setdefault((*key, record.money, held.document_id, record.span), held)
    found = list(newest.values())
    return [held for held in found if standing_of(reading, held) not in _OVERTAKEN] or found


def counted(reading: Reading) -> list[Held[Penalty]]:
    """The sums that count now, each once: what a later instance confirmed is the sum that was imposed."""
    found = current(reading)
    kept = [held for held in found if not any(_confirms(held.record, other.record) for other in found)]
    return [held for held in kept if not _is_of_each(reading, held)] or kept


def _is_of_each(reading: Reading, held: Held[Penalty]) -> bool:
    """Whether a decision sets a sum for each of several deeds, beside what they come to: it is part of that."""
    return held.record.money in _of_each(reading, held)


def _of_each(reading: Reading, held: Held[Penalty]) -> set[Money]:
    """The sums that its sentence sets for each of several deeds, beside another that they come to."""
    sentence = reading.sentence(held.document_id, held.record.span)
    amounts = find_amounts(sentence.text) if sentence else []
    each = {one.money for one in amounts if sentence and _EACH.match(sentence.text[one.span.end :])}
    return each if {one.money for one in amounts} - each else set()


def _confirms(later: Penalty, first: Penalty) -> bool:
    names = {one.respondent.casefold() for one in (later, first) if one.respondent}
    stages = (later.stage, first.stage)
    return (
        stages == (MoneyStage.CONFIRMED, MoneyStage.IMPOSED)
        and (later.kind, later.money) == (first.kind, first.money)
        and len(names) <= 1
    )


def standing_of(reading: Reading, held: Held[Penalty]) -> State:
    """Whether a sum itself stands: one that was reduced or taken back does not stand as its matter does."""
    known = [one for one in reading.dossier.penalties if (dated(reading, one) or dt.date.min) <= reading.as_of]
    matter = reading.dossier.matter
    told = ledger.lines(known, lambda one: ledger.standing_of(matter, one.record.instrument, reading.as_of).state)
    found = [line for line in told if held in (line.held, *line.further)]
    return found[0].standing if found else reading.standing.state


def dated(reading: Reading, held: Held[Penalty]) -> dt.date | None:
    """When a sum was set."""
    return set_on(reading.dossier, held)


def first_set(reading: Reading, held: Held[Penalty]) -> dt.date | None:
    """When a sum was first set: of one that was changed later the day of the sum that it takes the place of."""
    own, record = dated(reading, held), held.record
    if record.stage not in CHANGED:
        return own
    before = [one for one in effective(reading) if _is_before(one.record, record)]
    return min((day for one in before if (day := dated(reading, one))), default=own)


def _is_before(first: Penalty, later: Penalty) -> bool:
    names = {first_word(one.respondent) for one in (first, later) if one.respondent}
    return (
        first.stage is MoneyStage.IMPOSED
        and (first.kind, first.money.currency) == (later.kind, later.money.currency)
        and len(names) <= 1
    )


def is_cut(reading: Reading) -> bool:
    """Whether the question asks for the whole of a sum, and one that counts now was reduced."""
    reduced = any(held.record.stage is MoneyStage.REDUCED for held in current(reading))
    return reduced and bool(_WHOLE.search(reading.query.text))


def matching(reading: Reading, found: Iterable[Held[Penalty]]) -> list[Held[Penalty]]:
    """The sums that the question names, by amount ("the 7.8m")."""
    asked = sums_asked(reading.query)
    return [held for held in found if any(names_sum(money, held.record.money) for money in asked)]


def punitive(found: Iterable[Held[Penalty]]) -> list[Held[Penalty]]:
    """Fines and civil penalties only."""
    return [held for held in found if held.record.kind in PUNITIVE]


def explaining_lines(reading: Reading) -> list[Line]:
    """Where a question names two sums of a matter, the sentences that tell how they belong together."""
    named = {held.record.money for held in matching(reading, reading.dossier.penalties)}
    if len(named) < TWO:
        return []
    stated = {one: {amount.money for amount in find_amounts(one.text)} & named for one in reading.sentences}
    both = [one for one in reading.sentences if len(stated[one]) >= TWO]
    told = both or [one for one in reading.sentences if stated[one]]
    return unique([*reading.quoting(told[:MOST_LINES]), *effective_lines(reading)])[:MOST_LINES]


def tells_only_old(reading: Reading, text: str) -> bool:
    """Whether a text gives a sum that another replaced, and not that one, where the sum that counts now is asked."""
    if not _NOW.search(reading.query.text):
        return False
    now = {held.record.money for held in current(reading)}
    once = {held.record.money for held in sums(reading) if held.record.stage in EFFECTIVE} - now
    stated = {amount.money for amount in find_amounts(text)}
    return bool(stated & once) and not stated & now


def asks_for_sum(reading: Reading) -> bool:
    """Whether the question names a sum."""
    return bool(reading.query.amounts or reading.query.figures)


def is_written(reading: Reading) -> bool:
    """Whether a decision of the matter writes a sum that the question names, although no record holds it."""
    asked = sums_asked(reading.query)
    return any(
        names_sum(one, amount.money) for text in reading.whole for amount in find_amounts(text.text) for one in asked
    )


def asks_for_unset(reading: Reading) -> bool:
    """Whether the question itself names a sum that was only proposed or threatened."""
    return bool(matching(reading, [held for held in sums(reading) if held.record.stage in UNSET]))


def is_of_others(reading: Reading, found: Sequence[Held[Penalty]]) -> bool:
    """Whether every sum is laid on another respondent of the matter than those that the question names."""
    named = set(map(first_word, reading.query.subjects))
    held = set(map(first_word, reading.dossier.respondents))
    on = {first_word(each.record.respondent or "") for each in found}
    return bool(on and named & held) and on <= held - named


def _of_subjects(reading: Reading, found: Sequence[Held[Penalty]]) -> list[Held[Penalty]]:
    """Where a matter has several respondents, the sums of those that the question names."""
    named = set(map(first_word, reading.query.subjects))
    own = [h for h in found if h.record.respondent and first_word(h.record.respondent) in named]
    return [h for h in found if not h.record.respondent or h in own] if own else list(found)


def _counts(penalty: Penalty) -> bool:
    """Whether the document itself says it; a sum named in passing counts only as proposed or threatened."""
    return penalty.voice not in _UNSPOKEN and (penalty.voice is not Voice.BACKGROUND or penalty.stage in UNSET)


def _is_told_as_set(penalty: Penalty) -> bool:
    return penalty.voice is Voice.BACKGROUND and penalty.stage in EFFECTIVE


def _line(reading: Reading, held: Held[Penalty]) -> Line | None:
    if _of_each(reading, held):
        return reading.record_line(held)
    authority = short_name(reading.gazetteer, held.regulator)
    return reading.record_line(held, penalty_variants(held.record, authority, held.respondents))


def _explained(reading: Reading, unset: Sequence[Held[Penalty]]) -> list[Line | None]:
    """For a sum that was never set the sentence that says so most plainly."""
    return [_plainest(reading, held) or _line(reading, held) for held in unset]


def _plainest(reading: Reading, held: Held[Penalty]) -> Line | None:
    naming = [s for s in reading.sentences if _states(s.text, held.record.money) and "never" in s.text]
    found = [s for s in naming if "silence" not in facts.stances(s.english)]
    return reading.quoting(found[:1])[0] if found else None


def _states(text: str, money: Money) -> bool:
    return any(amount.money == money for amount in find_amounts(text))


def _newest_first(reading: Reading, held: Held[Penalty]) -> tuple[object, ...]:
    day = dated(reading, held) or dt.date.min
    return (held.record.instrument or "", -day.toordinal(), held.record.stage not in CHANGED)
