"""Which matters a question is about that names nobody: one that the words lead to, or all that belong to a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.filters import Filters
from corpus.retrieval import Hit
from service.answering.choosing import belonging
from service.answering.choosing.conditions import conditions_of, meets_all
from service.answering.choosing.described import (
    TOGETHER,
    forgivable,
    is_described,
    odd_names,
    surely_described,
    weighed_by_subject,
)
from service.answering.choosing.fitting import under_articles
from service.answering.choosing.narrowing import closest, vocabulary_of
from service.answering.choosing.nobody_such import nobody_such
from service.answering.choosing.numbered import numbered
from service.answering.choosing.of_a_sort import of_sorts
from service.answering.choosing.planned import PASSAGES, Plan, Shown
from service.answering.choosing.reading_again import read_again
from service.answering.choosing.scope import Scope, any_speaks, holds_sum, of_kinds, retrieved, scope_of_topic
from service.answering.choosing.speaking import written
from service.answering.choosing.subject import FIELD, of_phrase, orders_of_subject, subject_of
from service.answering.choosing.sums import sums_asked
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Intent, Query, Shape
from service.answering.question.intents import shape_of
from service.answering.question.references import is_formal
from service.answering.question.several import may_ask_for_several
from service.answering.weighing.evidence import covers
from service.answering.wording.kin import kin_of
from service.answering.wording.words import stems

TWO = 2
"""From so many matters on an answer is a list."""
LIKELY_ONE, FAR_BETTER = 0.3, 4.0
"""How likely a matter must belong to take the place of those that search found, and how many times likelier than the
likeliest of them. Of the 130 tuning questions on digests that name nobody and want one matter, search alone leads 9 to
others, of which this leads 5 to theirs; it leads none away from its own."""
TOPIC_DOSSIERS = 6
"""Matters kept for a question that names nobody: those of the best passages."""


def by_topic(query: Query, asked: Filters, knowledge: Knowledge, as_of: dt.date) -> Plan:
    """Nobody is named: the matter whose number is, else those of the place, authority and time that fit the words."""
    by_number = _of_numbers(query, asked, knowledge)
    scope = None if by_number else scope_of_topic(query, asked, knowledge, as_of)
    if scope is None:
        return by_number or Plan((), filters=asked)
    if query.shape is Shape.SINGLE and any(map(is_formal, query.references)):
        return _in_spite_of_number(query, scope, knowledge)
    if query.unknown or (query.names and not scope.dossiers):
        return _in_spite_of_names(query, asked, knowledge, as_of)
    if query.shape is Shape.SINGLE:
        several = _perhaps_several(query, scope, knowledge, as_of)
        plan = several or _unless_surer(_of_one(query, scope, knowledge), query, scope, knowledge)
        return replace(plan, nobody=nobody_such(query, plan, scope, knowledge))
    compared = query.shape is Shape.COMPARISON
    if compared and not _covering_all(scope.dossiers, query.topic, knowledge):
        return _of_one(query, scope, knowledge)
    return _of_several(query, scope, knowledge, as_of)


def _of_numbers(query: Query, asked: Filters, knowledge: Knowledge) -> Plan | None:
    """The matters that the numbers of a question lead to, whatever names stand in passing; None without any."""
    if not (query.references or query.numbers):
        return None
    found = numbered(query, knowledge.dossiers(asked), knowledge)
    odd = odd_names(query, found[0], knowledge) if len(found) == 1 else ()
    odd = tuple(name for name in odd if name in query.passing)
    return Plan(tuple(found), retrieved(query, found, asked, knowledge), filters=asked, odd=odd) if found else None


def _in_spite_of_number(query: Query, scope: Scope, knowledge: Knowledge) -> Plan:
    """Nobody writes a number as decisions have it: the matter that all else surely describes, or none."""
    unheld = tuple(filter(is_formal, query.references))
    described = len(subject_of(query).hard) >= TOGETHER
    sure = surely_described(query, scope, knowledge) if described else None
    if sure is None:
        return Plan((), filters=scope.filters, unheld=unheld)
    return Plan((sure,), scope.hits, filters=scope.filters, odd=unheld)


def _in_spite_of_names(query: Query, asked: Filters, knowledge: Knowledge, as_of: dt.date) -> Plan:
    """No matter writes the names of the question: the one that the rest of it describes, where nobody else is meant."""
    nameless = replace(query, names=(), unknown=())
    scope = scope_of_topic(nameless, asked, knowledge, as_of)
    of_one = query.yes_no or query.shape in (Shape.SINGLE, Shape.COMPARISON)
    found = _of_one(nameless, scope, knowledge) if scope and of_one else None
    if scope is None or found is None:
        return Plan((), filters=asked)
    for best in found.dossiers[:1]:
        odd = odd_names(query, best, knowledge)
        if forgivable(query, odd, best, knowledge) and is_described(query, odd, best, found.hits, knowledge):
            return replace(found, dossiers=(best,), odd=odd)
    sure = surely_described(nameless, scope, knowledge) if query.shape is not Shape.COMPARISON else None
    odd = odd_names(query, sure, knowledge) if sure else ()
    if sure and forgivable(query, odd, sure, knowledge):
        named = {word for name in odd for word in stems(name)}
        terms = [term for term in nameless.topic if term not in named]
        uncovered = _unspoken(nameless, terms, [sure], knowledge)
        return Plan((sure,), found.hits, uncovered=uncovered, odd=odd, filters=scope.filters)
    return Plan((), filters=asked)


@dataclass(frozen=True, slots=True)
class Limited:
    """The matters of a scope whose records hold what is asked for.

    `subject` is what they are to be about besides; empty where nothing more limits them. `hits` are the passages found
    for the question, `more` those found for the subject.
    """

    held: list[Dossier]
    subject: str = ""
    hits: tuple[Hit, ...] = ()
    more: tuple[Hit, ...] = ()

    @property
    def passages(self) -> tuple[Hit, ...]:
        """All passages found, each once."""
        return tuple({hit.passage.id: hit for hit in (*self.hits, *self.more)}.values())

    def weighed(self, query: Query, knowledge: Knowledge) -> list[belonging.Weighed]:
        """How likely each is about the subject, the foremost read together with the question."""
        found = belonging.weigh(query, self.held, self.hits, self.more, knowledge)
        return read_again(query, found, self.passages, knowledge)


def limited(query: Query, scope: Scope, knowledge: Knowledge, as_of: dt.date) -> Limited:
    """The matters whose records hold what is asked for, and the subject that limits them further.

    Words that say little are none where two kinds of record limit the list already: "refunds sent by settlements".
    """
    conditions = conditions_of(query, as_of, knowledge)
    held = under_articles(query, [one for one in scope.dossiers if meets_all(one, conditions)])
    subject = subject_of(query)
    if not subject.terms or (not subject.hard and len(conditions) + bool(query.states) >= TWO):
        return Limited(held)
    more = knowledge.search(subject.text, scope.filters, PASSAGES * 4)
    return Limited(of_phrase(query, held, knowledge), subject.text, scope.hits, tuple(more))


def _of_several(query: Query, scope: Scope, knowledge: Knowledge, as_of: dt.date) -> Plan:
    """The matters whose records hold what is asked for and that are about its subject."""
    if query.shape is Shape.LIST and len(only := _of_sum(query, scope)) == 1:
        return replace(_of_one(query, replace(scope, dossiers=only), knowledge), shape=Shape.SINGLE)
    found = limited(query, scope, knowledge, as_of)
    of_sort = None if query.advice else of_sorts(query, found.held, knowledge)
    if not found.subject:
        held = found.held if of_sort is None else list(of_sort.members)
        decided = scope.dossiers or (query.period and knowledge.dossiers(scope.filters))
        return Plan(tuple(held), filters=scope.filters, empty=bool(decided) and not held)
    weighed = found.weighed(query, knowledge)
    chosen = belonging.chosen(weighed, _near(query))
    chosen += [one for one in found.held if one not in chosen and orders_of_subject(one, query)]
    if of_sort is not None:
        surely = [one.dossier for one in weighed if one.likelihood >= belonging.SURELY]
        chosen = of_sort.among(chosen, surely)
    likely = sum(one.likelihood >= belonging.LIKELY for one in weighed)
    if (
        chosen
        and likely < TWO
        and not (of_sort and of_sort.members)
        and shape_of(query.text) is Shape.SINGLE
        and "without" not in query.qualifiers
        and not query.yes_no
    ):
        meeting = replace(scope, dossiers=tuple(found.held))
        return replace(_unless_surer(_of_one(query, meeting, knowledge), query, meeting, knowledge), shape=Shape.SINGLE)
    empty = bool(scope.dossiers) and not chosen
    return Plan(tuple(chosen), found.passages, filters=scope.filters, empty=empty, shown=_shown(weighed))


def _of_sum(query: Query, scope: Scope) -> tuple[Dossier, ...]:
    """The matters that hold the sum that the question writes; none where it writes none."""
    return tuple(one for one in scope.dossiers if holds_sum(query, one))


def _perhaps_several(query: Query, scope: Scope, knowledge: Knowledge, as_of: dt.date) -> Plan | None:
    """Where the question does not say how many ("who was fined for ..."), the list, if several surely belong to it."""
    if query.yes_no or not may_ask_for_several(query.text):
        return None
    found = limited(query, scope, knowledge, as_of)
    if not found.subject:
        fewer = 0 < len(found.held) < len(scope.dossiers)
        return Plan(tuple(found.held), filters=scope.filters, shape=Shape.LIST) if fewer else None
    weighed = found.weighed(query, knowledge)
    ordered = [one for one in found.held if orders_of_subject(one, query)]
    surely = sum(one.likelihood >= belonging.SURELY for one in weighed)
    if not set(query.topic) <= FIELD and max(surely, len(ordered)) < TWO:
        return None
    chosen = belonging.chosen(weighed, _near(query))
    chosen += [one for one in ordered if one not in chosen]
    shown = _shown(weighed)
    return Plan(tuple(chosen), found.passages, filters=scope.filters, shape=Shape.LIST, shown=shown) if chosen else None


def _shown(weighed: Sequence[belonging.Weighed]) -> dict[str, tuple[Shown, ...]]:
    return {one.dossier.id: one.shown for one in weighed if one.shown}


def _near(query: Query) -> float:
    """How likely, beside the best, a matter must belong to what is asked for."""
    if query.advice:
        return belonging.OF_ADVICE
    if set(subject_of(query).hard) <= FIELD:
        return belonging.OF_SOFT
    return belonging.TO_ADD_UP if query.shape in (Shape.TOTAL, Shape.COUNT) else belonging.NEAR_BEST


def _of_one(query: Query, scope: Scope, knowledge: Knowledge) -> Plan:
    """The matters that fit best; all of them where nothing of a subject is said."""
    everything = scope.dossiers
    terms = query.terms if query.main is Intent.DEFINITION else query.topic
    if not terms:
        return Plan(tuple(of_kinds(query, everything)), filters=scope.filters)
    best = list(dict.fromkeys(hit.matter for hit in scope.hits))
    order = {key: place for place, key in enumerate(best)}
    by_sum = bool(sums_asked(query)) and all(holds_sum(query, one) for one in everything)
    found = sorted(
        (one for one in everything if one.id in order or by_sum), key=lambda one: order.get(one.id, len(order))
    )
    uncovered = _unspoken(query, terms, found, knowledge)
    near = _with_first(found, of_kinds(query, closest(query, found[:TOPIC_DOSSIERS], knowledge)))
    told = uncovered if by_sum and near else ()
    return Plan(tuple(near), scope.hits, uncovered=() if told else uncovered, forgiven=told, filters=scope.filters)


def _unless_surer(plan: Plan, query: Query, scope: Scope, knowledge: Knowledge) -> Plan:
    """The plan; where another matter is described far better than all of its, that one ("the pay-later bank").

    Passages are found by their own words. What a question calls somebody stands under another word of its sort in a
    title, or in a sentence that shares nothing else with it.
    """
    subject = subject_of(query)
    if not subject.hard or sums_asked(query):
        return plan
    weighed = weighed_by_subject(query, scope, knowledge)
    least = max((one.likelihood for one in weighed), default=0.0) / FAR_BETTER
    likely = {one.dossier.id for one in weighed if one.likelihood >= max(least, LIKELY_ONE / FAR_BETTER)}
    kept = tuple(one for one in plan.dossiers if one.id in likely)
    if not weighed or weighed[0].likelihood < LIKELY_ONE or len(kept) == len(plan.dossiers) > 0:
        return plan
    if kept:
        return replace(plan, dossiers=kept)
    best = weighed[0].dossier
    more = knowledge.search(subject.text, scope.filters, PASSAGES * 4)
    hits = tuple({hit.passage.id: hit for hit in (*scope.hits, *more)}.values())
    uncovered = _unspoken(query, query.topic, [best], knowledge)
    return Plan((best,), hits, uncovered=uncovered, filters=scope.filters)


def _unspoken(query: Query, terms: Sequence[str], found: Sequence[Dossier], knowledge: Knowledge) -> tuple[str, ...]:
    """The terms that none of the matters speaks of, in a word of their sort or in full for the initials of a name."""
    spelt = {
        word for name in query.names if any(written(one, [name], knowledge) for one in found) for word in stems(name)
    }
    return tuple(term for term in terms if term not in spelt and not any_speaks(found, term, knowledge, kin_of))


def _with_first(found: Sequence[Dossier], near: list[Dossier]) -> list[Dossier]:
    """The matters whose words are closest; where they leave out the one whose passage fits best, that one alone."""
    return near if not found or found[0] in near else [found[0]]


def _covering_all(dossiers: Sequence[Dossier], terms: Sequence[str], knowledge: Knowledge) -> bool:
    """Whether two matters or more each speak of all the words, so that they may be compared."""
    return sum(all(covers(vocabulary_of(one, knowledge), term) for term in terms) for one in dossiers) > 1
