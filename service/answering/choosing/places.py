"""The places and authorities of a question: which matters are theirs, and what else a place may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.filters import Filters
from service.answering.choosing.speaking import writing_all, written
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.question.capitals import place_of_city
from service.answering.question.spelling import core

_COURT = r"(?:['’]s)?\s+(?:\w+ ){0,2}?(?:courts?|judges?|tribunals?|jur(?:y|ies)|chambers?|bench)\b"
_PEOPLE = (
    r"\s+(?:\w+ ){0,1}?(?:customer|client|consumer|user|citizen|resident|national|man|woman|men|women|people|person|"
    r"driver|student|pupil|patient|employee|worker|complainant|child|children|girl|boy|teenager|parent|father|mother|"
    r"grandmother|grandfather|journalist|politician|tenant|member|subscriber)(?:['’]?s)?\b"
)


def meant_otherwise(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The respondent's matters that a place leads to, although nobody there decided them.

    They are about it ("transfers to China"), were decided by whoever sits there ("Washington" for the United States),
    lie before a court there ("the Idaho court"), write it as a part of a respondent's name ("Google Ireland"), or only
    somebody of the question comes from it ("a Dutch customer"). A court of which their documents know nothing decided
    none of them: the only matter of the respondent is meant all the same.
    """
    places = [knowledge.gazetteer.jurisdiction(code) for code in query.jurisdictions]
    names = [name for place in places if place for name in place.names]
    titled = [one for one in dossiers if any(re.search(rf"\b{re.escape(name)}\b", one.title) for name in names)]
    if titled:
        return titled
    seats = {code for name in names if (code := place_of_city(name)) and code not in query.jurisdictions}
    if seated := [one for one in dossiers if one.jurisdiction in seats]:
        return seated
    courts = [name for name in names if re.search(rf"\b{re.escape(name)}{_COURT}", query.text)]
    if courts and (before := writing_all(courts, dossiers, knowledge)):
        return before
    whole = [f"{called} {name}" for called in query.called for name in names if f"{called} {name}" in query.text]
    if whole and (so_named := [one for one in dossiers if any(written(one, [name], knowledge) for name in whole)]):
        return so_named
    of_people = [any(re.search(rf"\b{re.escape(n)}{_PEOPLE}", query.text) for n in p.names) for p in places if p]
    if courts and len(courts) >= len(places) and len(dossiers) == 1:
        return list(dossiers)
    return list(dossiers) if of_people and all(of_people) else []


def of_the_group(dossiers: Sequence[Dossier], query: Query, knowledge: Knowledge) -> list[Dossier]:
    """The matters in the place asked about another company of the respondent's group.

    They are of one group whose names differ only in words that many names end in: "Meta Platforms, Inc." and "Meta
    Platforms Ireland Limited".
    """
    groups = {tuple(core(name)) for one in dossiers for name in one.respondents}
    placed = knowledge.dossiers(scope_of(query, knowledge)) if query.jurisdictions else ()
    return [one for one in placed if any(tuple(core(name)) in groups for name in one.respondents)]


def is_in_place(dossier: Dossier, query: Query, knowledge: Knowledge) -> bool:
    """Whether a matter was decided in a place of the question, by whomever, or its documents speak of the place."""
    within, place = knowledge.gazetteer.within, str(dossier.jurisdiction or "")
    if place and any(within(place, whole) for whole in query.jurisdictions):
        return True
    names = [one.name for code in query.jurisdictions if (one := knowledge.gazetteer.jurisdiction(code))]
    return any(writing_all([name], [dossier], knowledge) for name in names)


def unplaced(query: Query, asked: Filters, knowledge: Knowledge) -> list[Dossier]:
    """Matters of which it is not known where they were decided, and whose documents write of a place of the question.

    They may name the place or one of its authorities, as people who read only such a short form would ask for it; a
    news item often names a commissioner and the place alone.
    """
    asked_for = authorities(query, knowledge)
    bodies = {name for body in asked_for for name in (*names_of(body, knowledge), *_places_of(body, knowledge))}
    places = [one for code in query.jurisdictions if (one := knowledge.gazetteer.jurisdiction(code))]
    codes = {place.code for place in places}
    owners = [one for one in knowledge.gazetteer.authorities.values() if places and one.jurisdiction in codes]
    names = bodies | {place.name for place in places} | {name for one in owners for name in one.names}
    loose = [one for one in knowledge.dossiers(asked) if not (one.jurisdiction or one.regulator)] if names else []
    return [one for one in loose if any(writing_all([name], [one], knowledge) for name in names)]


def fits_place(dossier: Dossier, query: Query, knowledge: Knowledge) -> bool:
    """Whether the matter is of an authority or a place asked for; courts review matters and do not own them.

    A matter of which it is not known who decided it is of an authority that its documents name.
    """
    bodies = authorities(query, knowledge)
    if not bodies and not query.jurisdictions:
        return True
    courts = {document.description.court for document in dossier.documents}
    acted = {event.body.casefold() for event in dossier.events()}
    named = {name.casefold() for body in bodies for name in names_of(body, knowledge)}
    if bodies.intersection({dossier.regulator, *courts} - {None}) or acted & named:
        return True
    if bodies:
        return not dossier.regulator and _writes_any(dossier, bodies, knowledge)
    within, owner = knowledge.gazetteer.within, knowledge.gazetteer.authority(dossier.regulator or "")
    if owner and any(within(owner.jurisdiction, whole) for whole in query.jurisdictions):
        return True
    place = dossier.jurisdiction
    if not place and not dossier.regulator:
        return True
    return bool(place) and any(within(str(place), whole) for whole in query.jurisdictions)


def _writes_any(dossier: Dossier, bodies: Iterable[str], knowledge: Knowledge) -> bool:
    """Whether a matter's documents write a name of one of the bodies."""
    return any(writing_all([name], [dossier], knowledge) for body in bodies for name in names_of(body, knowledge))


def is_of_place(dossier: Dossier, query: Query, knowledge: Knowledge) -> bool:
    """Whether a matter that search alone led to is of the authority or place asked for, or speaks of the place."""
    return fits_place(dossier, query, knowledge) or is_in_place(dossier, query, knowledge)


def authorities(query: Query, knowledge: Knowledge) -> set[str]:
    """The bodies of the question that decide matters; not the courts, which review them."""
    return {body for body in query.regulators if not is_court(body, knowledge)}


def is_court(body: str, knowledge: Knowledge) -> bool:
    """Whether a body reviews others' decisions: a court, a tribunal, or the board above the authorities of a union."""
    authority = knowledge.gazetteer.authority(body)
    return authority is not None and authority.reviews


def names_of(body: str, knowledge: Knowledge) -> tuple[str, ...]:
    """All names of a body of the gazetteer."""
    authority = knowledge.gazetteer.authority(body)
    return authority.names if authority else ()


def _places_of(body: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The name of the place of a body that is one of several in its country."""
    authority = knowledge.gazetteer.authority(body)
    place = knowledge.gazetteer.jurisdiction(authority.jurisdiction) if authority else None
    return (place.name,) if place and "-" in place.code else ()


def scope_of(query: Query, knowledge: Knowledge) -> Filters:
    """Filters for the authorities of the question, or without these for its places and all that lies in them."""
    bodies = tuple(sorted(authorities(query, knowledge)))
    if bodies:
        return Filters(regulator=bodies)
    within = knowledge.gazetteer.within
    codes: Iterable[str] = knowledge.gazetteer.jurisdictions
    places = tuple(code for code in codes if any(within(code, whole) for whole in query.jurisdictions))
    return Filters(jurisdiction=places)
