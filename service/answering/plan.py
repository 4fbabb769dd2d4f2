"""Which matters a question is about: by name, authority, place and time first, then by the words that remain."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.filters import Filters
from corpus.registry import NO_FILTERS
from corpus.retrieval import Hit
from service.answering.dossier import Dossier
from service.answering.evidence import covers, is_silent
from service.answering.knowledge import Knowledge
from service.answering.question import Intent, Query, Shape
from service.answering.question.query import Period
from service.answering.words import expand, stems

PASSAGES = 24
"""Passages retrieved for one question; over the bundled corpus the right one is nearly always among the first ten."""
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
    about = _about(query, asked, knowledge)
    fitting = _with_amounts(query, [one for one in about if _fits_place(one, query, knowledge)])
    placed = _before_courts(query, fitting, knowledge)
    if not placed and not query.regulators:
        placed = _with_place_in_title(query, about, knowledge)
    elsewhere: list[Dossier] = []
    related: tuple[Dossier, ...] = ()
    if about and not placed:
        elsewhere, related = about, _mentioning(query, asked, knowledge)
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


def _fits_place(dossier: Dossier, query: Query, knowledge: Knowledge) -> bool:
    """Whether the matter is of an authority or a place asked for; courts review matters and do not own them."""
    bodies = _authorities(query, knowledge)
    if not bodies and not query.jurisdictions:
        return True
    courts = {document.description.court for document in dossier.documents}
    acted = {event.body.casefold() for event in dossier.events()}
    named = {name.casefold() for body in bodies for name in _names_of(body, knowledge)}
    if bodies.intersection({dossier.regulator, *courts} - {None}) or acted & named:
        return True
    place = dossier.jurisdiction
    return bool(place) and any(knowledge.gazetteer.within(str(place), whole) for whole in query.jurisdictions)


def _with_place_in_title(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """Matters about a place that no authority of that place decided: "transfers to China"."""
    places = [knowledge.gazetteer.jurisdiction(code) for code in query.jurisdictions]
    names = [name for place in places if place for name in place.names]
    return [one for one in dossiers if any(re.search(rf"\b{re.escape(name)}\b", one.title) for name in names)]


def _authorities(query: Query, knowledge: Knowledge) -> set[str]:
    return {body for body in query.regulators if not _is_court(body, knowledge)}


def _is_court(body: str, knowledge: Knowledge) -> bool:
    """Whether a body reviews others' decisions: a court, a tribunal, or the board above the authorities of a union."""
    authority = knowledge.gazetteer.authority(body)
    return authority is not None and (authority.kind in {"court", "tribunal"} or authority.jurisdiction == "EU")


def _before_courts(query: Query, dossiers: list[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """Of these the matters that a court asked about has dealt with, where there are such."""
    names = [n.casefold() for b in query.regulators if _is_court(b, knowledge) for n in _names_of(b, knowledge)]
    dealt = [one for one in dossiers if any(_deals(event.body, names) for event in one.events())]
    return dealt or dossiers


def _deals(body: str, names: Sequence[str]) -> bool:
    folded = body.casefold()
    return any(name in folded or folded in name for name in names)


def _names_of(body: str, knowledge: Knowledge) -> tuple[str, ...]:
    authority = knowledge.gazetteer.authority(body)
    return authority.names if authority else ()


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
    places = tuple(
        code
        for code in knowledge.gazetteer.jurisdictions
        if any(knowledge.gazetteer.within(code, whole) for whole in query.jurisdictions)
    )
    bodies = tuple(sorted(_authorities(query, knowledge)))
    scope = _meet(asked, Filters(regulator=bodies) if bodies else Filters(jurisdiction=places))
    if scope is None or not (places or bodies):
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
    vocabulary = {one.id: vocabulary_of(one, knowledge) for one in dossiers}
    covered = {one.id: [t for t in terms if covers(vocabulary[one.id], t)] for one in dossiers}
    uncovered = tuple(t for t in terms if dossiers and not any(t in covered[one.id] for one in dossiers))
    kept = _of_kinds(query, _with_amounts(query, dossiers))
    if len(kept) > 1 and terms and query.shape is Shape.SINGLE:
        titles = {one.id: sum(t in _title(one) for t in terms) for one in kept}
        if max(titles.values()):
            best = max(titles.values())
            kept = [one for one in kept if titles[one.id] == best]
        else:
            most = max(len(covered[one.id]) for one in kept)
            kept = [one for one in kept if len(covered[one.id]) == most]
    return kept, uncovered


def _of_kinds(query: Query, dossiers: Sequence[Dossier]) -> list[Dossier]:
    """The matters with an instrument of a kind that the question names, where any has one."""
    fitting = [one for one in dossiers if one.matter and {i.kind for i in one.matter.instruments} & set(query.kinds)]
    return fitting or list(dossiers)


def vocabulary_of(dossier: Dossier, knowledge: Knowledge) -> frozenset[str]:
    """The stems of everything its documents say."""
    found: set[str] = set()
    for document in dossier.documents:
        found |= knowledge.vocabulary(document)
    return frozenset(found)


def _title(dossier: Dossier) -> frozenset[str]:
    return expand(stems(dossier.title))


def _with_amounts(query: Query, dossiers: Sequence[Dossier]) -> list[Dossier]:
    """The matters that hold a sum the question names, where any does."""
    asked = {money.amount for money in query.amounts} | set(query.figures)
    holding = [one for one in dossiers if asked & {held.record.money.amount for held in one.penalties}]
    return holding or list(dossiers)


def _retrieved(query: Query, dossiers: Sequence[Dossier], asked: Filters, knowledge: Knowledge) -> tuple[Hit, ...]:
    """Passages of long documents, of which evidence reads only the best; short documents are read whole."""
    if not any(knowledge.is_long(document) for one in dossiers for document in one.documents):
        return ()
    matters = tuple(one.id for one in dossiers if one.matter)
    scope = _meet(asked, Filters(matter=matters)) if matters else asked
    return tuple(knowledge.search(query.text, scope, PASSAGES)) if scope is not None else ()


def _by_topic(query: Query, asked: Filters, knowledge: Knowledge, as_of: dt.date) -> Plan:
    """Nobody is named: matters of the place, authority and time, those first whose passages fit the words."""
    bodies = tuple(sorted(_authorities(query, knowledge)))
    asked_of = Filters(regulator=bodies) if bodies else Filters(jurisdiction=_places(query, knowledge))
    scope = _meet(asked, asked_of)
    if scope is None:
        return Plan((), filters=asked)
    begun = [one for one in knowledge.dossiers(scope) if not _is_later(one, as_of)]
    timed = [one for one in begun if _fits_period(one, query.period)]
    named = [one for one in timed if _names_all(one, query.names, knowledge)] if query.names else timed
    everything = _of_kinds(query, _before_courts(query, _with_amounts(query, named), knowledge))
    terms = query.terms if query.main is Intent.DEFINITION else query.topic
    if not terms:
        return Plan(tuple(everything), filters=scope)
    hits = tuple(knowledge.search(query.text, scope, PASSAGES * 4))
    if query.shape is not Shape.SINGLE and query.main is Intent.ORDER:
        every = [one for one in everything if all(covers(vocabulary_of(one, knowledge), t) for t in terms)]
        return Plan(tuple(every), hits, uncovered=() if every else terms, filters=scope)
    if query.shape is not Shape.SINGLE:
        fitting = [one for one in everything if _is_about(one, terms, hits, knowledge)]
        uncovered = () if fitting else terms
        return Plan(tuple(fitting), hits, uncovered=uncovered, filters=scope)
    best = list(dict.fromkeys(hit.document.description.matter or hit.document.id for hit in hits))
    order = {key: place for place, key in enumerate(best)}
    found = sorted((one for one in everything if one.id in order), key=lambda one: order[one.id])
    uncovered = tuple(t for t in terms if not any(covers(vocabulary_of(one, knowledge), t) for one in found))
    return Plan(tuple(found[:TOPIC_DOSSIERS]), hits, uncovered=uncovered, filters=scope)


def _names_all(dossier: Dossier, names: Sequence[str], knowledge: Knowledge) -> bool:
    """Whether the documents write every one of the proper names."""
    texts = [knowledge.corpus.registry.text(document.id, document.version) for document in dossier.documents]
    return all(any(name in text for text in texts) for name in names)


def _is_about(dossier: Dossier, terms: Sequence[str], hits: Sequence[Hit], knowledge: Knowledge) -> bool:
    """Whether the words are a subject of the matter: they stand in its title, or together in a sentence."""
    if all(covers(_title(dossier), term) for term in terms):
        return True
    if not all(covers(vocabulary_of(dossier, knowledge), term) for term in terms):
        return False
    ids = {document.id for document in dossier.documents}
    sentences = knowledge.sentences_of(dossier, [hit for hit in hits if hit.document.id in ids])
    return any(all(covers(one.stems, term) for term in terms) for one in sentences if not is_silent(one))


def _places(query: Query, knowledge: Knowledge) -> tuple[str, ...]:
    within = knowledge.gazetteer.within
    codes: Iterable[str] = knowledge.gazetteer.jurisdictions
    return tuple(code for code in codes if any(within(code, whole) for whole in query.jurisdictions))
