"""What the records of a matter must hold to belong to a list: a kind of money, an order, an instrument, a step."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence

from corpus.matters import EventKind
from corpus.records import MoneyKind, MoneyStage
from service.answering.choosing.circumstances import circumstances_of
from service.answering.choosing.steps_asked import of_steps, steps_asked
from service.answering.held.dossier import EFFECTIVE, PUNITIVE, Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Intent, Premise, Query
from service.answering.question.lexicon import LEXICON, compiled
from service.answering.question.verbs import verbs_of
from service.answering.weighing.evidence import is_silent

Condition = Callable[[Dossier], bool]

_KINDS = compiled(LEXICON.kinds)
_GIVEN = frozenset({"reprimand", "warning", "undertaking"})
"""Sanctions that are often part of a decision of another kind, whose text then says so."""
_FAMILY = {"settlement": ("consent order", "stipulated order", "undertaking")}
"""Instruments by which a case is settled, whatever they are called."""
_DENIED = re.compile(r"\b(?:no|not|without|instead|rather than|never)\b", re.IGNORECASE)

_UNDER_SETTLEMENT = re.compile(
    r"\b(?:under|after|following|entered into) (?:an? |the )?(?:\w+ )?settlement\b", re.IGNORECASE
)
_DAILY = re.compile(r"\b(?:per|a|each|every) day\b|\bdaily\b|\bpenalty payments?\b|\bper diem\b", re.IGNORECASE)
_REDRESS = re.compile(
    r"\brefund\w*|\bredress\b|\breimburse\w*"
    r"|\b(?:money|cash|sums?)\b[^?.]{0,20}\bto (?:\w+ )?(?:customer|consumer|user|victim)s?\b",
    re.IGNORECASE,
)
_CIVIL = re.compile(r"\bcivil penalt(?:y|ies)\b", re.IGNORECASE)
_THREATENED = re.compile(r"\bthreat\w*", re.IGNORECASE)


_BESIDE = re.compile(
    r"\bfines?\b[^?.]{0,40}\b(?:and|plus|with|including|includes?|or)\b[^?.]{0,30}"
    r"\b(?:penalty payments?|refunds?|redress|settlements?|daily)\b"
    r"|\b(?:penalty payments?|refunds?|redress|settlements?)\b[^?.]{0,20}\b(?:and|plus|with|including|or)\b"
    r"[^?.]{0,30}\bfines?\b",
    re.IGNORECASE,
)
"""Where money of another kind is asked for beside fines, and not instead of them."""
_PAID = re.compile(
    r"\b(?:ha(?:s|ve|d)|was|were|been|is|are|known)\b[^?.]{0,30}\b(?:paid|collected)\b|\bactually paid\b", re.IGNORECASE
)
_ALL_MONEY = re.compile(
    r"\b(?:money|nothing|anything|cost\w*|dollars?|euros?|pounds?|cents?|penny|pence)\b", re.IGNORECASE
)
_LOWERED = re.compile(
    r"\b(?:cut|lower\w*|below|beneath|reduc\w+|higher|more|less|smaller|larger|bigger|c[ao]m\w+ down|went down|"
    r"climb\w* down|back\w* down|shr[aiu]nk\w*)\b",
    re.IGNORECASE,
)
_AN_ORDER = re.compile(
    r"\b(?:fines?|penalt(?:y|ies)|money)\b[^?.;]{0,20}\b(?:and|plus|with|as well as|alongside|besides?|together with)\b"
    r"(?: (?:also|an?|any|some|corrective|other|further))* orders?\b"
    r"|\b(?:an?|with|corrective) orders?\b[^?.;]{0,20}"
    r"\b(?:and|but|plus|with|as well as|alongside|besides?|yet|without)\b[^?.;]{0,12}"
    r"\b(?:fines?|penalt(?:y|ies)|money)\b",
    re.IGNORECASE,
)
"""Where an order is asked for beside a fine or without one: "with both a fine and an order"."""
_ATTORNEYS = re.compile(r"\battorneys?[ -]general\b|\battorney generals\b", re.IGNORECASE)

_PLAIN_ORDERS = frozenset({"delete", "stop", "suspend"})
"""What is hardly said but of an order."""

Wanted = Callable[[MoneyKind, MoneyStage], bool]


def money_asked(query: Query) -> Wanted | None:  # noqa: PLR0911  one line a kind of money
    """Which sums a question asks for by their kind or stage, where it names another than a fine that was set."""
    text = query.text
    if "default" in query.qualifiers or _BESIDE.search(text):
        return None
    if _DAILY.search(text):
        return lambda kind, _: kind is MoneyKind.PENALTY_PAYMENT
    if _THREATENED.search(text) and not first_higher(query):
        return lambda _, stage: stage is MoneyStage.THREATENED
    if _REDRESS.search(text) and not re.search(r"\bnot (?:\w+ )?(?:refund|redress)", text, re.IGNORECASE):
        return lambda kind, _: kind is MoneyKind.REDRESS
    if _CIVIL.search(text):
        return lambda kind, stage: kind is MoneyKind.CIVIL_PENALTY and stage in EFFECTIVE
    if _PAID.search(text) and not query.subjects and "without" not in query.qualifiers:
        return lambda _, stage: stage is MoneyStage.COLLECTED
    return None


def free_of_all_money(query: Query) -> bool:
    """Whether matters are asked for in which no money at all was set, and not only no fine."""
    return bool(_ALL_MONEY.search(query.text))


def first_higher(query: Query) -> bool:
    """Whether it is asked where a sum was proposed that was lower in the end."""
    proposed = any(one.premise is Premise.PROPOSED for one in query.asked)
    return proposed and query.asks(Intent.MONEY) and bool(_LOWERED.search(query.text))


def orders_asked(query: Query) -> bool:
    """Whether the verbs of a question are what somebody was ordered to do: "sanctioned for not assessing" is not.

    Nor is a step: "which fines were wiped out".
    """
    ordered = any(one.premise in (Premise.ORDERED, Premise.BANNED) for one in query.asked)
    steps = " ".join(one.words for one in query.asked if one.premise is Premise.EVENT)
    if set(query.verbs) <= set(verbs_of(steps)):
        return False
    return bool(query.verbs) and (ordered or bool(_PLAIN_ORDERS & set(query.verbs)))


def conditions_of(query: Query, as_of: dt.date, knowledge: Knowledge) -> list[Condition]:
    """Everything that the question asks the records of each matter for."""
    found: list[Condition] = []
    text, wanted = query.text, money_asked(query)
    fined = any(one.premise in (Premise.FINED, Premise.A_FINE) for one in query.asked)
    if first_higher(query):
        return [_came_down]
    if wanted:
        found.append(lambda one: any(wanted(held.record.kind, held.record.stage) for held in one.penalties))
    elif fined and "without" not in query.qualifiers:
        found.append(_fined)
    found += _of_records(query, of_money=bool(fined or wanted))
    if orders_asked(query):
        found.append(lambda one: any(held.record.verb in query.verbs for held in one.orders))
    if _ATTORNEYS.search(text) and not query.regulators:
        found.append(lambda one: "attorney general" in _authority(one, knowledge).casefold())
    advised = any(one.premise is Premise.RECOMMENDED for one in query.asked)
    settled = EventKind.SETTLED in steps_asked(query)[0]
    told = {"recommendation": advised, "settlement": settled}
    kinds = tuple(kind for kind in query.kinds if not told.get(kind))
    if kinds:
        found.append(
            lambda one: _of_kinds(one, kinds, knowledge) or ("settlement" in kinds and _settled(one, knowledge))
        )
    if not (wanted and _PAID.search(text)):
        found += of_steps(query, as_of, knowledge)
    return found + circumstances_of(query, as_of, knowledge)


def _of_records(query: Query, *, of_money: bool) -> list[Condition]:
    """What a matter must hold or lack beside the money asked for: a sum within bounds, no fine, an order too."""
    found: list[Condition] = []
    without = "without" in query.qualifiers
    if bounds := query.bounds:
        found.append(lambda one: any(bounds.hold(held.record.money) for held in one.penalties))
    if without:
        found.append(_unpaid if free_of_all_money(query) else _unfined)
    if _AN_ORDER.search(query.text) and (of_money or without):
        found.append(lambda one: bool(one.orders))
    return found


def _unpaid(dossier: Dossier) -> bool:
    """Whether an order was made and no money set."""
    return bool(dossier.orders) and not any(held.record.stage in EFFECTIVE for held in dossier.penalties)


def meets_all(dossier: Dossier, conditions: Sequence[Condition]) -> bool:
    """Whether a matter meets every condition."""
    return all(meets(dossier) for meets in conditions)


def _came_down(dossier: Dossier) -> bool:
    """Whether a sum was proposed, and a lower one of the same currency set."""
    proposed = [held.record.money for held in dossier.penalties if held.record.stage is MoneyStage.PROPOSED]
    set_ = [held.record.money for held in dossier.penalties if held.record.stage in EFFECTIVE]
    return any(one.currency == other.currency and other.amount < one.amount for one in proposed for other in set_)


def _authority(dossier: Dossier, knowledge: Knowledge) -> str:
    held = knowledge.gazetteer.authority(dossier.regulator or "")
    return held.name if held else ""


def _fined(dossier: Dossier) -> bool:
    return any(held.record.kind in PUNITIVE and held.record.stage in EFFECTIVE for held in dossier.penalties)


def _unfined(dossier: Dossier) -> bool:
    return not _fined(dossier)


def _settled(dossier: Dossier, knowledge: Knowledge) -> bool:
    """Whether a step or a sentence tells of a settlement, where none is its instrument: "under the settlement"."""
    if any(event.kind is EventKind.SETTLED for event in dossier.events()):
        return True
    said = [one.english for one in knowledge.sentences_of(dossier) if not is_silent(one)]
    return any(_UNDER_SETTLEMENT.search(text) and not _DENIED.search(_UNDER_SETTLEMENT.split(text)[0]) for text in said)


def _of_kinds(dossier: Dossier, kinds: Sequence[str], knowledge: Knowledge) -> bool:
    held = {instrument.kind for instrument in dossier.matter.instruments} if dossier.matter else set()
    if held & {other for kind in kinds for other in (kind, *_FAMILY.get(kind, ()))}:
        return True
    patterns = [_KINDS[kind] for kind in kinds if kind in _GIVEN]
    return bool(patterns) and any(
        pattern.search(one.english) and not _DENIED.search(one.english)
        for one in knowledge.sentences_of(dossier)
        for pattern in patterns
    )
