"""Which matters a question is about: by name, authority, place and time first, then by the words that remain."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.filters import Filters
from corpus.registry import NO_FILTERS
from corpus.retrieval import Hit
from service.answering.dossier import Dossier
from service.answering.evidence import covers, covers_all
from service.answering.fitting import fitting, spoken_of, under_articles
from service.answering.instead import meant_instead
from service.answering.knowledge import Knowledge
from service.answering.narrowing import closest, vocabulary_of
from service.answering.places import fits_place, is_court, meant_otherwise, names_of, scope_of
from service.answering.question import Intent, Query, Shape
from service.answering.question.alternatives import groups_of
from service.answering.question.query import Period, asks_for_orders
from service.answering.speaking import naming, writing_all
from service.answering.sums import names_sum, sums_asked

PASSAGES = 24
"""Passages retrieved for one question; over the bundled corpus the right one is nearly always among the first ten."""
_REFERENCE = re.compile(r"\b(?:[A-Z]{1,8}[-/ ]?)?\d+[-/]\d[\w/-]*")
"""A number of a decision or case: C-97/23, SAN-2025-004, PS/00477/2019."""
_SOUGHT = {
    Intent.DEADLINE: "must comply within days weeks months of the date of this notice, no later than, period set",
    Intent.PROVISION: "contravened, infringed, breached Article, section, regulation, principle",
    Intent.ORDER: "orders, requires, must, shall, imposes, corrective measures, operative part of the decision",
    Intent.REASON: "finds, concludes that it failed, infringed, contravened, because",
    Intent.MONEY: "fine, monetary penalty, amount to be paid, imposes",
}
"""What the passages say in which a long decision answers a kind of question, whoever it is about."""
_FIELD = frozenset({"privaci", "protect"})
"""Stems of the field itself, which tell no matter of it from another: "UK privacy fines"."""
TOPIC_DOSSIERS = 6
"""Matters kept for a question that names nobody: those of the best passages."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The matters to answer from, best first, and what did not fit.

    `elsewhere` are the respondent's matters before other authorities or in other places, set when none fits the one
    asked. `related` are matters there that mention the respondent without being about it, `siblings` the respondent's
    other matters. `uncovered` are words of the question that none of the matters' documents use; `forgiven` those of
    them that need no support, because a sum has told the matter already.
    """

    dossiers: tuple[Dossier, ...]
    hits: tuple[Hit, ...] = ()
    elsewhere: tuple[Dossier, ...] = ()
    related: tuple[Dossier, ...] = ()
    siblings: tuple[Dossier, ...] = ()
    uncovered: tuple[str, ...] = ()
    forgiven: tuple[str, ...] = ()
    filters: Filters = NO_FILTERS

    def forgiving(self, query: Query) -> Query:
        """The question without the words that need no support."""
        return replace(query, terms=tuple(term for term in query.terms if term not in self.forgiven))

    def hits_of(self, dossier: Dossier) -> tuple[Hit, ...]:
        """The passages found in this matter's documents."""
        ids = {document.id for document in dossier.documents}
        return tuple(hit for hit in self.hits if hit.document.id in ids)


def make_plan(query: Query, asked: Filters, knowledge: Knowledge, as_of: dt.date) -> Plan:
    """Choose the matters.

    Args:
        query: The question understood.
        asked: Filters that the request itself carries; they are never widened.
        knowledge: What is held.
        as_of: Matters decided later are left out.
    """
    if not query.subjects and not query.matters:
        return _by_topic(query, asked, knowledge, as_of)
    named = _by_name(query, asked, knowledge, as_of)
    scope = _meet(asked, scope_of(query, knowledge))
    if scope is None:
        return named
    instead = meant_instead(named.dossiers, named.elsewhere, query, scope, knowledge)
    if instead is None or _is_later(instead, as_of):
        return named
    return Plan((instead,), _retrieved(query, [instead], asked, knowledge), filters=asked)


def _by_name(query: Query, asked: Filters, knowledge: Knowledge, as_of: dt.date) -> Plan:
    about = _about(query, asked, knowledge)
    about = about if _hold_sum(query, about) else _speaking_of_sum(query, asked, knowledge) or about
    fitting = _with_amounts(query, [one for one in about if fits_place(one, query, knowledge)])
    placed = _before_courts(query, fitting, knowledge)
    if not placed and not query.regulators:
        placed = meant_otherwise(query, about, knowledge)
    elsewhere: list[Dossier] = []
    related: tuple[Dossier, ...] = ()
    if about and not placed:
        elsewhere, related = about, tuple(closest(query, _mentioning(query, asked, knowledge), knowledge))
    begun = [one for one in placed if not _is_later(one, as_of)]
    timed = [one for one in begun if _fits_period(one, query.period)] or begun
    narrowed, uncovered = _narrowed(query, timed, knowledge)
    forgiven = uncovered if (query.amounts or query.figures) and len(narrowed) < len(about) else ()
    uncovered = () if forgiven else uncovered
    hits = _retrieved(query, narrowed, asked, knowledge)
    siblings = tuple(one for one in about if one not in narrowed)
    return Plan(tuple(narrowed), hits, tuple(elsewhere), related, siblings, uncovered, forgiven, asked)


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
    return not sums_asked(query) or any(_holds_sum(query, one) for one in dossiers)


def _speaking_of_sum(query: Query, asked: Filters, knowledge: Knowledge) -> list[Dossier]:
    """Matters that hold the sum and whose title or texts name the respondent by another name ("Facebook's parent")."""
    called = {name.casefold() for name in query.called}
    holding = [one for one in knowledge.dossiers(asked) if _holds_sum(query, one)]
    return [one for one in holding if called and all(name in vocabulary_of(one, knowledge) for name in called)]


def _dossiers(asked: Filters, more: Filters, knowledge: Knowledge) -> tuple[Dossier, ...]:
    """What meets the request's filters and the question's at once; nothing where they exclude each other."""
    both = _meet(asked, more)
    return knowledge.dossiers(both) if both is not None else ()


def _meet(asked: Filters, more: Filters) -> Filters | None:
    changed: dict[str, Any] = {}
    for name in ("respondent", "regulator", "jurisdiction", "kind", "language", "matter"):
        wanted, found = getattr(asked, name), getattr(more, name)
        both = tuple(value for value in found if value in wanted)
        if wanted and found and not both:
            return None
        changed[name] = both or wanted or found
    return replace(asked, **changed)


def _before_courts(query: Query, dossiers: list[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """Of these the matters that a court asked about has dealt with, unless only others speak of what is asked."""
    names = [n.casefold() for b in query.regulators if is_court(b, knowledge) for n in names_of(b, knowledge)]
    dealt = [one for one in dossiers if any(_deals(event.body, names) for event in one.events())]
    missing = [t for t in query.topic if dealt and not _any_speaks(dealt, t, knowledge)]
    return dossiers if any(_any_speaks(dossiers, term, knowledge) for term in missing) else dealt or dossiers


def _any_speaks(dossiers: Sequence[Dossier], term: str, knowledge: Knowledge) -> bool:
    return any(covers(vocabulary_of(one, knowledge), term) for one in dossiers)


def _deals(body: str, names: Sequence[str]) -> bool:
    folded = body.casefold()
    return any(name in folded or (folded in name and " " in folded) for name in names)


def _is_later(dossier: Dossier, as_of: dt.date) -> bool:
    decided = dossier.decided_on
    return bool(decided and decided > as_of and not dossier.events(as_of))


def _fits_period(dossier: Dossier, period: Period | None) -> bool:
    if period is None:
        return True
    decided = dossier.decided_on
    days = [event.on for event in dossier.events()] + ([decided] if decided else [])
    return any(period.holds(day) for day in days)


def _mentioning(query: Query, asked: Filters, knowledge: Knowledge) -> tuple[Dossier, ...]:
    """Matters of the places or authorities asked for whose documents speak of the respondent."""
    of_place = scope_of(query, knowledge)
    scope = _meet(asked, of_place)
    if scope is None or not of_place:
        return ()
    names = [names[0] for names in query.respondents]
    first_words = {name.split()[0].casefold() for name in names}
    speaking = {
        hit.document.description.matter or hit.document.id
        for hit in knowledge.search(" ".join(names), scope, PASSAGES)
        if any(word in hit.passage.text.casefold() for word in first_words)
    }
    return tuple(one for one in knowledge.dossiers(scope) if one.id in speaking)


def _narrowed(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> tuple[list[Dossier], tuple[str, ...]]:
    """The matters that speak most of what else the question names, and the words that none of them uses."""
    terms = query.topic
    spoken = {term for one in dossiers for term in terms if covers(vocabulary_of(one, knowledge), term)}
    uncovered = tuple(term for term in terms if dossiers and term not in spoken)
    kept = _of_kinds(query, _with_amounts(query, _of_all_named(query, dossiers)))
    kept = under_articles(query, kept)
    if query.shape is Shape.SINGLE:
        kept = closest(query, kept, knowledge)
    elif query.shape is Shape.COMPARISON:
        sides: dict[object, list[Dossier]] = {}
        for one in kept:
            sides.setdefault((one.jurisdiction, one.respondents[:1] if len(query.respondents) > 1 else ()), []).append(
                one
            )
        told = [one for side in sides.values() for one in closest(query, side, knowledge)]
        kept = told if len(sides) > 1 else kept
    return kept, uncovered


def _of_all_named(query: Query, dossiers: Sequence[Dossier]) -> list[Dossier]:
    """Where several are named, the matters that concern them all: a police force and the company whose tool it used."""
    if len(query.respondents) < 2 or query.shape is not Shape.SINGLE:  # noqa: PLR2004
        return list(dossiers)
    both = [one for one in dossiers if all(_concerns(one, names) for names in query.respondents)]
    return both or list(dossiers)


def _concerns(dossier: Dossier, names: Sequence[str]) -> bool:
    title = dossier.title.casefold()
    return any(name in dossier.respondents or name.split()[0].casefold() in title for name in names)


def _of_kinds(query: Query, dossiers: Sequence[Dossier]) -> list[Dossier]:
    """The matters with an instrument of a kind that the question names, where any has one; to compare, all are kept."""
    if query.shape is Shape.COMPARISON:
        return list(dossiers)
    fitting = [one for one in dossiers if one.matter and {i.kind for i in one.matter.instruments} & set(query.kinds)]
    return fitting or list(dossiers)


def _with_amounts(query: Query, dossiers: Sequence[Dossier]) -> list[Dossier]:
    """The matters that hold a sum the question names, where any does."""
    return [one for one in dossiers if _holds_sum(query, one)] or list(dossiers)


def _holds_sum(query: Query, dossier: Dossier) -> bool:
    held = [one.record.money for one in dossier.penalties]
    return any(names_sum(asked, money) for asked in sums_asked(query) for money in held)


def _retrieved(query: Query, dossiers: Sequence[Dossier], asked: Filters, knowledge: Knowledge) -> tuple[Hit, ...]:
    """Passages of long documents, of which evidence reads only the best; short documents are read whole."""
    if not any(knowledge.is_long(document) for one in dossiers for document in one.documents):
        return ()
    matters = tuple(one.id for one in dossiers if one.matter)
    scope = _meet(asked, Filters(matter=matters)) if matters else asked
    if scope is None:
        return ()
    wordings = [query.text, *(_SOUGHT[intent] for intent in query.intents[:1] if intent in _SOUGHT)]
    hits = [hit for text in wordings for hit in knowledge.search(text, scope, PASSAGES)]
    return tuple({hit.passage.id: hit for hit in hits}.values())


def _by_topic(query: Query, asked: Filters, knowledge: Knowledge, as_of: dt.date) -> Plan:
    """Nobody is named: matters of the place, authority and time, those first whose passages fit the words."""
    referred = _REFERENCE.findall(query.text)
    if referred and (found := writing_all(referred, knowledge.dossiers(asked), knowledge)):
        return Plan(tuple(found), _retrieved(query, found, asked, knowledge), filters=asked)
    scope = _meet(asked, scope_of(query, knowledge))
    if scope is None:
        return Plan((), filters=asked)
    begun = [one for one in knowledge.dossiers(scope) if not _is_later(one, as_of)]
    timed = [one for one in begun if _fits_period(one, query.period)]
    named = naming(query, timed, knowledge)
    everything = _of_kinds(query, _before_courts(query, _with_amounts(query, named), knowledge))
    everything = under_articles(query, everything)
    terms = query.terms if query.main is Intent.DEFINITION else query.topic
    if query.shape is not Shape.SINGLE:
        terms = tuple(term for term in terms if term not in _FIELD)
    if not terms:
        return Plan(tuple(everything), filters=scope)
    hits = tuple(knowledge.search(query.text, scope, PASSAGES * 4))
    if query.shape is not Shape.SINGLE and query.main is Intent.ORDER and asks_for_orders(query):
        groups = spoken_of(groups_of(query.text, terms), everything, knowledge)
        every = [one for one in everything if covers_all(vocabulary_of(one, knowledge), groups)]
        return Plan(tuple(every), hits, uncovered=() if every else terms, filters=scope)
    compared = query.shape is Shape.COMPARISON
    if query.shape is not Shape.SINGLE and not (compared and not _covering_all(everything, terms, knowledge)):
        fit = fitting(query, everything, terms, hits, knowledge)
        uncovered = () if fit else terms
        return Plan(tuple(fit), hits, uncovered=uncovered, filters=scope)
    best = list(dict.fromkeys(hit.document.description.matter or hit.document.id for hit in hits))
    order = {key: place for place, key in enumerate(best)}
    by_sum = bool(sums_asked(query)) and all(_holds_sum(query, one) for one in everything)
    found = sorted(
        (one for one in everything if one.id in order or by_sum), key=lambda one: order.get(one.id, len(order))
    )
    uncovered = tuple(t for t in terms if not _any_speaks(found, t, knowledge))
    near = _with_first(found, closest(query, found[:TOPIC_DOSSIERS], knowledge))
    told = uncovered if by_sum and near else ()
    return Plan(tuple(near), hits, uncovered=() if told else uncovered, forgiven=told, filters=scope)


def _with_first(found: Sequence[Dossier], near: list[Dossier]) -> list[Dossier]:
    """The matters whose words are closest; where they leave out the one whose passage fits best, that one alone."""
    return near if not found or found[0] in near else [found[0]]


def _covering_all(dossiers: Sequence[Dossier], terms: Sequence[str], knowledge: Knowledge) -> bool:
    """Whether two matters or more each speak of all the words, so that they may be compared."""
    return sum(all(covers(vocabulary_of(one, knowledge), term) for term in terms) for one in dossiers) > 1
