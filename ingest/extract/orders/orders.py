"""Orders: what a document tells whom to do, by when, and on pain of what.

An order is read where the authority says in so many words that it orders, or where the operative part lays a duty on
the respondent. What a law says that controllers shall do, the powers an authority has, what a court once ordered, what
a party should consider and what the authority must do itself are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.documents import Span, Voice
from corpus.records import Deadline, Order
from ingest.extract.orders.addressees import Addressees
from ingest.extract.orders.cues import Genre, Place, stems_of
from ingest.extract.orders.deadlines import find_deadline
from ingest.extract.orders.demanded import Demand, demanded, demanded_by_item
from ingest.extract.orders.reported import is_quoted, is_reported
from ingest.extract.reading import Reading, Sentence
from ingest.extract.releases import Telling
from ingest.extract.voice import voice_of
from ingest.wording.sifted import vocabulary

_WORDS = vocabulary(Path(__file__).with_name("orders.toml"))
_IN_ORDER_TO = re.compile(r"in\s+$")
_ENDED_ITEM = re.compile(r"[.;,]\s*(?:and|or)?\s*$")
_MARK = re.compile(r"\s*(?:[-–•▪●*·]|\(?[a-zivx]{1,4}[).]|\(?\d{1,2}[).])?\s*")
_OBJECT_LENGTH = 220
_SPOKEN = frozenset({Voice.ORDER, Voice.FINDING, Voice.BACKGROUND})
_MOST_ITEMS, _DUTIES, _LEAD_REACH = 12, 2500, 400


@dataclass(frozen=True, slots=True)
class _Lead:
    """A sentence that opens a list of orders; how many items may still follow, and what it says for all of them."""

    deadline: Deadline | None
    left: int


def find_orders(
    reading: Reading,
    operative: tuple[Span, ...],
    *,
    respondents: tuple[str, ...] = (),
    genre: Genre = "decision",
    telling: Telling | None = None,
) -> tuple[Order, ...]:
    """Every order and recommendation, in the order of the text, each sentence once.

    Args:
        reading: The document.
        operative: Where it decides; there the respondent's plain duties count as orders.
        respondents: With only one, every order is addressed to it; among several the one the sentence names.
        genre: A judgment tells of many orders, and only those of its operative part are its own; an announcement
            tells in the past tense what a decision would order in the present.
        telling: Where the document is a release or an article: whose orders are its news. A lawsuit orders nothing.
    """
    if telling and telling.only_filed:
        return ()
    found: dict[str, Order] = {}
    lead: _Lead | None = None
    addressees = Addressees(reading.text, respondents)
    for place in _places(reading, operative, genre):
        order = _told(place, addressees, telling) or (_item(place, lead, addressees) if lead else None)
        if order:
            found.setdefault(" ".join(place.sentence.text.split()).casefold(), order)
        lead = _next_lead(place, lead, ordered=order is not None)
    agreed = telling is not None and telling.settles
    return tuple(_agreed(order) if agreed else order for order in found.values())


def _agreed(order: Order) -> Order:
    """What a settlement binds a party to is agreed, not ordered."""
    return replace(order, voice=Voice.SETTLEMENT) if order.voice is Voice.ORDER else order


def _told(place: Place, addressees: Addressees, telling: Telling | None) -> Order | None:
    """A release orders in sentences about its own matter: not in headings, of which pages list other stories."""
    order = _order(place, addressees)
    if order is None or telling is None:
        return order
    own = not (telling.is_heading(place.sentence) or telling.is_elsewhere(place.sentence.text))
    return order if own else None


def _places(reading: Reading, operative: tuple[Span, ...], genre: Genre) -> Iterator[Place]:
    """The sentences of the operative parts, and between them those that may order, with the lists they open."""
    position = 0
    for part in (*operative, None):
        if genre != "judgment":
            yield from _between(reading, position, part.start if part else len(reading.text), genre)
        if part:
            for sentence in _within(reading, part):
                soon = sentence.span.start - part.start < _DUTIES
                quoted = is_quoted(reading.text, sentence, part.start)
                yield Place(sentence, genre, operative=True, duties=soon and genre != "judgment", quoted=quoted)
            position = part.end


def _between(reading: Reading, start: int, end: int, genre: Genre) -> Iterator[Place]:
    done = start
    for place in stems_of(genre).places(reading.folded, start, end):
        if place < done or _IN_ORDER_TO.search(reading.folded, max(0, place - 4), place):
            continue
        sentence = reading.around(place)
        if sentence is None:
            continue
        done = sentence.span.end
        opening = Place(sentence, genre, operative=False, duties=False)
        yield opening
        if _WORDS["lead"].search(sentence.text[-_LEAD_REACH:].rstrip()) and opening.plain:
            for item in _within(reading, Span(done, max(done, min(end, done + _MOST_ITEMS * _OBJECT_LENGTH)))):
                yield Place(item, genre, operative=False, duties=False)
                done = item.span.end


def _within(reading: Reading, part: Span) -> Iterator[Sentence]:
    position = part.start
    while position < part.end:
        sentence = None if reading.text[position].isspace() else reading.around(position)
        position = sentence.span.end if sentence else position + 1
        if sentence:
            yield sentence


def _next_lead(place: Place, lead: _Lead | None, *, ordered: bool) -> _Lead | None:
    text = place.sentence.text
    opens = _WORDS["lead"].search(text[-_LEAD_REACH:].rstrip())
    cue = opens and (place.plain or (place.operative and _WORDS["operative"].search(text)) or None)
    if (
        cue
        and not (ordered and _ENDED_ITEM.search(text))
        and voice_of(text, operative=place.operative, at=cue.end()) in _SPOKEN
        and not _is_law(text)
    ):
        return _Lead(find_deadline(text), _MOST_ITEMS)
    return _Lead(lead.deadline, lead.left - 1) if lead and lead.left and ordered else None


def _is_law(text: str) -> bool:
    return _WORDS["boilerplate"].search(text) is not None


def _item(place: Place, lead: _Lead, addressees: Addressees) -> Order | None:
    """An item of a list that orders: a verb at its beginning is enough, after "except" one anywhere."""
    sentence = place.sentence
    mark = _MARK.match(sentence.text)
    start = mark.end() if mark else 0
    if _is_law(sentence.text) or place.quoted:
        return None
    demand = demanded_by_item(sentence.text, start)
    if demand is None:
        return None
    whom = addressees.whom(sentence.text[: demand.start], judged=place.genre == "judgment")
    return _made(sentence, demand, Voice.ORDER, lead.deadline, whom)


def _order(place: Place, addressees: Addressees) -> Order | None:
    text = place.sentence.text
    if _is_law(text) or place.quoted:
        return None
    cue = place.cue(addressees)
    if cue is None or is_reported(text, cue.words):
        return None
    demand = demanded(text, cue.words, told=place.genre == "announcement")
    if demand is None or not cue.carries(text, demand):
        return None
    judged = place.genre == "judgment"
    if judged and addressees.binds_a_body(cue.whom(text[cue.words.start() : demand.start])):
        return None
    return _made(place.sentence, demand, cue.voice, None, addressees.whom(text[: demand.start], judged=judged))


def _made(sentence: Sentence, demand: Demand, voice: Voice, deadline: Deadline | None, whom: str | None) -> Order:
    sanction = _WORDS["sanction"].search(sentence.text)
    reach = sentence.text[demand.start : demand.start + _OBJECT_LENGTH]
    return Order(
        verb=demand.verb,
        object=demand.words(sentence.text),
        span=sentence.span,
        voice=voice,
        addressee=whom,
        deadline=find_deadline(sentence.text) or deadline,
        sanction=" ".join(sanction.group().split()) if sanction else None,
        gains="complainant" if _WORDS["complainant"].search(reach) else "everyone",
    )
