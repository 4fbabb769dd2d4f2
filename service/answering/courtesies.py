"""Replies to what asks nothing of any document: a word back, what can be asked, what is held, what a standing means."""

from __future__ import annotations

from collections import Counter

from corpus.filters import Filters
from corpus.gazetteer import Gazetteer
from service.answering.composing.phrasing import in_place, joined
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.question.courtesies import Courtesy, state_meant
from service.answering.standing import meaning_of
from service.answering.wording.facts import written

_ASK = "Ask in plain English what a regulator ordered, whom it fined and how much, or whether that still stands"
_FOLLOW = "a question may go on from the one before, such as “and in France?”"


def reply(query: Query, knowledge: Knowledge) -> str:
    """The whole reply."""
    courtesy = query.courtesy
    if courtesy is Courtesy.THANKS:
        return "You are welcome."
    if courtesy is Courtesy.HOLDINGS:
        return _held(knowledge)
    if courtesy is Courtesy.STATE:
        return f"{meaning_of(state_meant(query.text))} This is how answers here use the word."
    if courtesy is Courtesy.GREETING:
        return f"Good day. {_ASK}."
    return f"{_ASK}; {_FOLLOW}. Every sentence of an answer is cited, and it is not legal advice. {_held(knowledge)}"


def _held(knowledge: Knowledge) -> str:
    """What is held: how many documents and matters, of which places, and how new."""
    documents, matters = knowledge.documents(), knowledge.dossiers(Filters())
    if not documents:
        return "No documents are held yet."
    bodies = {one.description.regulator for one in documents if one.description.regulator}
    found = Counter(_country(place, knowledge.gazetteer) for one in matters if (place := one.jurisdiction))
    places = [in_place(knowledge.gazetteer, code).removeprefix("in ") for code, _ in found.most_common()]
    where = f" The matters lie in {joined(places)}." if places else ""
    newest = knowledge.newest()
    until = f", the newest of {written(newest)}" if newest else ""
    held = f"{len(documents)} documents about {len(matters)} matters of {len(bodies)} authorities and courts"
    return f"This service holds {held}{until}.{where}"


def _country(code: str, gazetteer: Gazetteer) -> str:
    """The country that a part of one lies in: US for US-CA."""
    whole = code.split("-", maxsplit=1)[0]
    return whole if gazetteer.within(code, whole) else code
