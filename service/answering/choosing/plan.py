"""Which matters a question is about: by name, authority, place and time first, then by the words that remain."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from corpus.filters import Filters
from service.answering.choosing.across import by_topic
from service.answering.choosing.conditions import conditions_of, meets_all
from service.answering.choosing.described import beside_the_point
from service.answering.choosing.fitting import under_articles
from service.answering.choosing.instead import meant_instead
from service.answering.choosing.narrowing import closest, title_of, vocabulary_of
from service.answering.choosing.numbered import bearing_number
from service.answering.choosing.places import fits_place, meant_otherwise, of_the_group, scope_of
from service.answering.choosing.planned import PASSAGES, Plan
from service.answering.choosing.scope import (
    before_courts,
    fits_period,
    holds_sum,
    is_later,
    meet,
    of_kinds,
    retrieved,
    with_amounts,
)
from service.answering.choosing.subject import aims_of
from service.answering.choosing.sums import sums_asked
from service.answering.choosing.two_sides import beside_named, needs_sides, of_sides
from service.answering.held.dossier import EFFECTIVE, PUNITIVE, Dossier, set_on
from service.answering.held.knowledge import Knowledge
from service.answering.question import Premise, Query, Shape
from service.answering.question.query import LISTS
from service.answering.weighing.evidence import covers
from service.answering.wording.words import stems

OF_WHAT_BECAME = frozenset({Premise.IN_FORCE, Premise.FINAL, Premise.MUST_PAY, Premise.EVENT})
"""What is asked of a fine that was set, and not whether one was."""
NEWEST = 5
"""Matters told where it is only asked what is new."""
_OTHER = re.compile(r"\b(?:an)?other\b", re.IGNORECASE)
"""What says that a second thing is asked about."""
_REACHED = r"(?<!happened )\b(?:to|with|via|through|using)\s+(?:the\s+)?"
_JOINED = r"(?:,|/|&|\b(?:and|or|nor|vs|versus|than|against|from)\b)+"
SEVERAL = 3
"""So many who are named, each with matters of its own, are told each; of two, one is often only spoken of."""


def make_plan(query: Query, asked: Filters, knowledge: Knowledge, as_of: dt.date) -> Plan:
    """Choose the matters.

    Args:
        query: The question understood.
        asked: Filters that the request itself carries; they are never widened.
        knowledge: What is held.
        as_of: Matters decided later are left out.
    """
    if needs_sides(query):
        both = of_sides(query, lambda side: make_plan(side, asked, knowledge, as_of), knowledge)
        if both:
            return both
    if not query.subjects and not query.matters:
        of_nobody = _newest if query.news else by_topic
        return of_nobody(query, asked, knowledge, as_of)
    if (query.references or query.numbers) and (own := bearing_number(query, knowledge.dossiers(asked), knowledge)):
        return Plan(tuple(own), retrieved(query, own, asked, knowledge), filters=asked)
    named = _by_name(query, asked, knowledge, as_of)
    scope = meet(asked, scope_of(query, knowledge))
    if scope is None:
        return named
    instead = meant_instead(named.dossiers, named.elsewhere, query, scope, knowledge)
    if instead is None or is_later(instead, as_of):
        return named
    return Plan((instead,), retrieved(query, [instead], asked, knowledge), filters=asked)


def _newest(query: Query, asked: Filters, knowledge: Knowledge, as_of: dt.date) -> Plan:
    """The matters of the place asked for in which something happened last, the newest first."""
    scope = meet(asked, scope_of(query, knowledge))
    held = knowledge.dossiers(scope) if scope is not None else ()
    last = {one.id: events[-1].on for one in held if (events := one.events(as_of))}
    stepped = sorted((one for one in held if one.id in last), key=lambda one: last[one.id], reverse=True)
    return Plan(tuple(stepped[:NEWEST]), filters=scope or asked)


def _by_name(query: Query, asked: Filters, knowledge: Knowledge, as_of: dt.date) -> Plan:
    about = _about(query, asked, knowledge)
    about = about if _hold_sum(query, about) else _speaking_of_sum(query, asked, knowledge) or about
    fitting = with_amounts(query, [one for one in about if fits_place(one, query, knowledge)])
    placed = before_courts(query, fitting, knowledge)
    if not placed and not query.regulators:
        placed = meant_otherwise(query, about, knowledge) or of_the_group(about, query, knowledge)
    elsewhere: list[Dossier] = []
    related: tuple[Dossier, ...] = ()
    if about and not placed:
        elsewhere, related = about, tuple(closest(query, _mentioning(query, asked, knowledge), knowledge))
    begun = [one for one in placed if not is_later(one, as_of)]
    timed = [one for one in begun if fits_period(one, query.period)] or begun
    timed = _of_the_fine(query, timed, as_of)
    narrowed, uncovered = _narrowed(query, timed, knowledge)
    if query.shape in LISTS:
        narrowed = [one for one in narrowed if meets_all(one, conditions_of(query, as_of, knowledge))] or narrowed
    if (beside := beside_named(query, narrowed, uncovered, asked, knowledge)) and not is_later(beside, as_of):
        narrowed, uncovered = [*narrowed, beside], ()
    forgiven = uncovered if (query.amounts or query.figures) and len(narrowed) < len(about) else ()
    uncovered = () if forgiven else uncovered
    odd = beside_the_point(query, narrowed, uncovered, knowledge)
    strange = {word for name in odd for word in stems(name)}
    uncovered = tuple(term for term in uncovered if term not in strange)
    forgiven = (*forgiven, *(term for term in query.terms if term in strange))
    forgiven = (*forgiven, *_by_the_way(query, narrowed, uncovered))
    hits = retrieved(query, narrowed, asked, knowledge)
    siblings = tuple(one for one in about if one not in narrowed)
    return Plan(tuple(narrowed), hits, tuple(elsewhere), related, siblings, uncovered, forgiven, filters=asked, odd=odd)


def _by_the_way(query: Query, dossiers: Sequence[Dossier], uncovered: Sequence[str]) -> tuple[str, ...]:
    """The words for what somebody was sanctioned for, where only what became of it is asked: "paid for its cameras".

    Another word in the only matter of the respondent must not refuse what is held of that; the word is noted.
    """
    asked = {one.premise for one in query.asked}
    if len(dossiers) != 1 or not asked or not asked <= OF_WHAT_BECAME | {Premise.A_FINE} or _OTHER.search(query.text):
        return ()
    return tuple(term for term in uncovered if term in aims_of(query.text)) if asked & OF_WHAT_BECAME else ()


def _about(query: Query, asked: Filters, knowledge: Knowledge) -> list[Dossier]:
    """The respondents' matters; of these only the ones that a title's name leads to, where there are such."""
    found: list[Dossier] = []
    if query.subjects:
        found += _dossiers(asked, Filters(respondent=tuple(sorted(query.subjects))), knowledge)
    if query.matters:
        titled = _dossiers(asked, Filters(matter=query.matters), knowledge)
        both = [one for one in titled if one in found]
        found = both or [*found, *titled]
    return list({one.id: one for one in found}.values())


def _hold_sum(query: Query, dossiers: Sequence[Dossier]) -> bool:
    """Whether one of the matters holds a sum that the question names; also where it names none."""
    return not sums_asked(query) or any(holds_sum(query, one) for one in dossiers)


def _speaking_of_sum(query: Query, asked: Filters, knowledge: Knowledge) -> list[Dossier]:
    """Matters that hold the sum and whose title or texts name the respondent by another name ("Facebook's parent")."""
    called = {name.casefold() for name in query.called}
    holding = [one for one in knowledge.dossiers(asked) if holds_sum(query, one)]
    return [one for one in holding if called and all(name in vocabulary_of(one, knowledge) for name in called)]


def _dossiers(asked: Filters, more: Filters, knowledge: Knowledge) -> tuple[Dossier, ...]:
    """What meets the request's filters and the question's at once; nothing where they exclude each other."""
    both = meet(asked, more)
    return knowledge.dossiers(both) if both is not None else ()


def _mentioning(query: Query, asked: Filters, knowledge: Knowledge) -> tuple[Dossier, ...]:
    """Matters of the places or authorities asked for whose documents speak of the respondent."""
    of_place = scope_of(query, knowledge)
    scope = meet(asked, of_place)
    if scope is None or not of_place:
        return ()
    names = [names[0] for names in query.respondents]
    first_words = {name.split()[0].casefold() for name in names}
    speaking = {
        hit.matter
        for hit in knowledge.search(" ".join(names), scope, PASSAGES)
        if any(word in hit.passage.text.casefold() for word in first_words)
    }
    return tuple(one for one in knowledge.dossiers(scope) if one.id in speaking)


def _narrowed(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> tuple[list[Dossier], tuple[str, ...]]:
    """The matters that speak most of what else the question names, and the words that none of them uses."""
    terms = query.topic
    spoken = {term for one in dossiers for term in terms if covers(vocabulary_of(one, knowledge), term)}
    uncovered = tuple(term for term in terms if dossiers and term not in spoken)
    kept = of_kinds(query, with_amounts(query, _of_all_named(query, dossiers, knowledge)))
    kept = under_articles(query, kept)
    if query.shape is Shape.SINGLE:
        sides = _of_each_named(query, kept)
        kept = [one for side in sides or [kept] for one in closest(query, side, knowledge)]
    elif query.shape is Shape.TOTAL and len(query.respondents) > 1:
        kept = [one for side in _parted(query, kept) for one in _speaking(query, side, knowledge)]
    elif query.shape is Shape.COMPARISON:
        parted: dict[object, list[Dossier]] = {}
        for one in kept:
            parted.setdefault((one.jurisdiction, one.respondents[:1] if len(query.respondents) > 1 else ()), []).append(
                one
            )
        told = [one for side in parted.values() for one in closest(query, side, knowledge)]
        kept = told if len(parted) > 1 else kept
    return kept, uncovered


def _parted(query: Query, dossiers: Sequence[Dossier]) -> list[list[Dossier]]:
    """The matters by the first of the named that they concern, each in one part alone."""
    parted: dict[int, list[Dossier]] = {}
    for one in dossiers:
        sides = (place for place, names in enumerate(query.respondents) if set(names) & set(one.respondents))
        parted.setdefault(next(sides, len(query.respondents)), []).append(one)
    return list(parted.values())


def _speaking(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """Those that speak of all that the question is about besides, in their titles, else anywhere, where any does."""
    titled = [one for one in dossiers if all(covers(title_of(one), term) for term in query.topic)]
    said = [one for one in dossiers if all(covers(vocabulary_of(one, knowledge), term) for term in query.topic)]
    return titled or said or list(dossiers)


def _of_the_fine(query: Query, dossiers: Sequence[Dossier], as_of: dt.date) -> list[Dossier]:
    """Where it is asked what became of a fine, the matters that held one by the day, if any did."""
    asked = {one.premise for one in query.asked if not one.negated}
    if query.shape is not Shape.SINGLE or Premise.A_FINE not in asked or not asked & OF_WHAT_BECAME:
        return list(dossiers)
    return [one for one in dossiers if _is_fined(one, as_of)] or list(dossiers)


def _is_fined(dossier: Dossier, as_of: dt.date) -> bool:
    fines = [one for one in dossier.penalties if one.record.kind in PUNITIVE and one.record.stage in EFFECTIVE]
    return any((set_on(dossier, one) or as_of) <= as_of for one in fines)


def _of_all_named(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """Where several are named, the matters that concern them all: a police force and the company whose tool it used.

    Without any those that write whoever is named with another, unless they stand side by side: "fined for sending data
    to Google" is about the sender.
    """
    if len(query.respondents) < 2 or query.shape is not Shape.SINGLE:  # noqa: PLR2004
        return list(dossiers)
    both = [one for one in dossiers if all(_concerns(one, names) for names in query.respondents)]
    if not both and not _side_by_side(query):
        both = [one for one in dossiers if all(_writes_name(one, name, knowledge) for name in query.called)]
        both = both or [one for one in dossiers if not _only_reached(one, query)]
    return both or list(dossiers)


def _only_reached(dossier: Dossier, query: Query) -> bool:
    """Whether a matter is of somebody whom the question names only as whom something went to: "sent to Google"."""
    own = {stem for name in dossier.respondents for stem in stems(name)}
    named = [name for name in query.called if set(stems(name)) <= own]
    return bool(named) and all(re.search(rf"{_REACHED}{re.escape(name)}", query.text) for name in named)


def _side_by_side(query: Query) -> bool:
    """Whether two of the names are joined by nothing more than "and", a comma or the like."""
    names = "|".join(map(re.escape, query.called))
    return bool(re.search(rf"(?:{names})(?:['’]s?)?\s*{_JOINED}\s*(?:the )?(?:{names})", query.text))


def _writes_name(dossier: Dossier, name: str, knowledge: Knowledge) -> bool:
    """Whether the documents of a matter use every word of a name."""
    return set(stems(name)) <= vocabulary_of(dossier, knowledge)


def _of_each_named(query: Query, dossiers: Sequence[Dossier]) -> list[list[Dossier]]:
    """The matters of each, where several are named in one breath and each has matters of its own; else nothing."""
    if len(query.respondents) < SEVERAL:
        return []
    sides = [[one for one in dossiers if set(names) & set(one.respondents)] for names in query.respondents]
    ids = [one.id for side in sides for one in side]
    return sides if all(sides) and len(set(ids)) == len(ids) else []


def _concerns(dossier: Dossier, names: Sequence[str]) -> bool:
    title = dossier.title.casefold()
    return any(name in dossier.respondents or name.split()[0].casefold() in title for name in names)
