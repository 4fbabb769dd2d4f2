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
from typing import Literal

from corpus.documents import Span, Voice
from corpus.records import Deadline, Order
from ingest.extract.orders.deadlines import find_deadline
from ingest.extract.reading import Reading, Sentence
from ingest.extract.releases import Telling
from ingest.extract.voice import voice_of
from ingest.wording.sifted import vocabulary
from ingest.wording.stems import Stems, folded

_HERE = Path(__file__).parent
_WORDS = vocabulary(_HERE / "orders.toml")
_VERBS = vocabulary(_HERE / "order_verbs.toml")
_STEMS = Stems(
    (
        *(
            "order",
            "instruct",
            "enjoin",
            "prohibit",
            "ban ",
            "limitation",
            "injunction",
            "directs",
            "directed to",
            "calls on",
            "must now",
        ),
        *("dispone", "obligation", "will have to"),
        *(
            "ordonne",
            "enjoint",
            "ordina",
            "ingiunge",
            "prescrive",
            "requerir",
            "ordenar",
            "gelast",
            "draagt",
            "διατάσσει",
        ),
        *(
            "εντολή",
            "nakazuje",
            "pålegger",
            "pålægger",
            "förelägger",
            "untersagt",
            "angewiesen",
            "aufgetragen",
            "разпорежда",
            "instar a",
        ),
    )
)
_STEMS_TOLD = Stems(
    (
        *_STEMS,
        *(
            "telling",
            "ordinato",
            "prescritto",
            "ingiunto",
            "vietato",
            "ordenado",
            "requerido",
            "prohibido",
            "ordonné",
            "enjoint",
        ),
        *("will be prohibited", "will be barred"),
        *("require", "banned", "bans ", " bar", "forb", "understood to", "days to", "weeks to", "months to"),
        *("must", "may not", "may never", "has to", "have to", "agreed to", "recommend", "advised", "urged"),
    )
)
_IN_ORDER_TO = re.compile(r"in\s+$")
_AND = re.compile(r"(?<!\w)and (?:to |must )?")
_MARK = re.compile(r"\s*(?:[-–•▪●*·]|\(?[a-zivx]{1,4}[).]|\(?\d{1,2}[).])?\s*")
_VERB_REACH, _ITEM_REACH, _OBJECT_LENGTH, _SUBJECT_REACH = 170, 60, 220, 90
_DUTY_REACH = 70
_SPOKEN = frozenset({Voice.ORDER, Voice.FINDING, Voice.BACKGROUND})
_MOST_ITEMS, _DUTIES, _LEAD_REACH = 12, 2500, 400

Genre = Literal["decision", "judgment", "announcement"]


def _stems(genre: Genre) -> Stems:
    """Something of every phrase that may order, in lower case."""
    return _STEMS_TOLD if genre == "announcement" else _STEMS


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence to look at: how it was come by decides what counts in it as an order."""

    sentence: Sentence
    genre: Genre
    operative: bool
    duties: bool

    @property
    def cue(self) -> re.Match[str] | None:
        """The words that order in so many words."""
        if not _stems(self.genre).stand_in(folded(self.sentence.text)):
            return None
        plain = _WORDS["plain"].search(self.sentence.text)
        if plain is None and self.genre == "announcement":
            return _WORDS["told"].search(self.sentence.text)
        return plain

    def duty(self, respondents: tuple[str, ...]) -> re.Match[str] | None:
        """What an announcement says the respondent must do: "Acme must delete the data"."""
        if self.genre != "announcement":
            return None
        names = tuple(name.split()[0].casefold() for name in respondents if name.split())
        for cue in _WORDS["duties"].finditer(self.sentence.text):
            before = self.sentence.text[max(0, cue.start() - _DUTY_REACH) : cue.start()].casefold()
            if any(name in before for name in names):
                return cue
        return None


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
    for place in _places(reading, operative, genre):
        order = _item(place.sentence, lead) if lead else None
        order = order or _told(place, respondents, telling)
        if order:
            key = " ".join(place.sentence.text.split()).casefold()
            found.setdefault(key, replace(order, addressee=_addressee(place.sentence.text, respondents)))
        lead = _next_lead(place, lead, ordered=order is not None)
    agreed = telling is not None and telling.settles
    return tuple(_agreed(order) if agreed else order for order in found.values())


def _agreed(order: Order) -> Order:
    """What a settlement binds a party to is agreed, not ordered."""
    return replace(order, voice=Voice.SETTLEMENT) if order.voice is Voice.ORDER else order


def _told(place: _Place, respondents: tuple[str, ...], telling: Telling | None) -> Order | None:
    """A release orders in sentences about its own matter: not in headings, of which pages list other stories."""
    order = _order(place, respondents)
    if order is None or telling is None:
        return order
    own = not (telling.is_heading(place.sentence) or telling.is_elsewhere(place.sentence.text))
    return order if own else None


def _places(reading: Reading, operative: tuple[Span, ...], genre: Genre) -> Iterator[_Place]:
    """The sentences of the operative parts, and between them those that may order, with the lists they open."""
    position = 0
    for part in (*operative, None):
        if genre != "judgment":
            yield from _between(reading, position, part.start if part else len(reading.text), genre)
        if part:
            for sentence in _within(reading, part):
                soon = sentence.span.start - part.start < _DUTIES
                yield _Place(sentence, genre, operative=True, duties=soon and genre != "judgment")
            position = part.end


def _between(reading: Reading, start: int, end: int, genre: Genre) -> Iterator[_Place]:
    done = start
    for place in _stems(genre).places(reading.folded, start, end):
        if place < done or _IN_ORDER_TO.search(reading.folded, max(0, place - 4), place):
            continue
        sentence = reading.around(place)
        if sentence is None:
            continue
        done = sentence.span.end
        opening = _Place(sentence, genre, operative=False, duties=False)
        yield opening
        if _WORDS["lead"].search(sentence.text[-_LEAD_REACH:].rstrip()) and opening.cue:
            for item in _within(reading, Span(done, max(done, min(end, done + _MOST_ITEMS * _OBJECT_LENGTH)))):
                yield _Place(item, genre, operative=False, duties=False)
                done = item.span.end


def _within(reading: Reading, part: Span) -> Iterator[Sentence]:
    position = part.start
    while position < part.end:
        sentence = None if reading.text[position].isspace() else reading.around(position)
        position = sentence.span.end if sentence else position + 1
        if sentence:
            yield sentence


def _next_lead(place: _Place, lead: _Lead | None, *, ordered: bool) -> _Lead | None:
    text = place.sentence.text
    opens = _WORDS["lead"].search(text[-_LEAD_REACH:].rstrip())
    cue = opens and (place.cue or (place.operative and _WORDS["operative"].search(text)) or None)
    if cue and voice_of(text, operative=place.operative, at=cue.end()) in _SPOKEN and not _is_law(text):
        return _Lead(find_deadline(text), _MOST_ITEMS)
    return _Lead(lead.deadline, lead.left - 1) if lead and lead.left and ordered else None


def _is_law(text: str) -> bool:
    return _WORDS["boilerplate"].search(text) is not None


def _item(sentence: Sentence, lead: _Lead) -> Order | None:
    """An item of a list that orders: a verb at its beginning is enough, after "except" one anywhere."""
    mark = _MARK.match(sentence.text)
    start = mark.end() if mark else 0
    if _is_law(sentence.text):
        return None
    reach = _OBJECT_LENGTH if sentence.text[start:].lower().startswith("except") else _ITEM_REACH
    verb = _verb(sentence.text, start, reach)
    return _made(sentence, verb, Voice.ORDER, lead.deadline) if verb and verb[0] != "pay" else None


def _order(place: _Place, respondents: tuple[str, ...]) -> Order | None:
    text = place.sentence.text
    if _is_law(text):
        return None
    cue, duty, voice = place.cue, False, Voice.ORDER
    if cue is None and place.duties:
        cue, duty = _duty(text, respondents), True
    if cue is None and place.duties and voice_of(text) is Voice.RECOMMENDATION:
        cue, voice = _WORDS["recommends"].search(text), Voice.RECOMMENDATION
    if cue is None:
        cue = place.duty(respondents)
    if cue is None and place.genre == "announcement":
        cue, voice = _WORDS["advised"].search(text), Voice.RECOMMENDATION
    if cue is None or voice_of(text, operative=place.operative, at=cue.end()) not in {*_SPOKEN, Voice.RECOMMENDATION}:
        return None
    if place.genre == "announcement" and _WORDS["sought"].search(text[max(0, cue.start() - _DUTY_REACH) : cue.start()]):
        return None
    verb = _what(text, cue, told=place.genre == "announcement")
    if verb is None or verb[0] == "pay" or (duty and verb[0] in _WEAK and "order" not in cue.group().lower()):
        return None
    return _made(place.sentence, verb, voice, None)


# As plain duties these are what any reasoning says; they count where something is ordered in so many words.
_WEAK = frozenset({"implement", "assess", "inform", "notify", "publish"})


def _duty(text: str, respondents: tuple[str, ...]) -> re.Match[str] | None:
    """A duty of the respondent in an operative part: "the company shall within 30 days"."""
    for cue in _WORDS["operative"].finditer(text):
        around = text[max(0, cue.start() - _SUBJECT_REACH) : cue.end()]
        names = any(name.casefold() in around.casefold() for name in respondents)
        if names or _WORDS["subject"].search(around) or _ABBREVIATION.search(around):
            return cue
    return None


# A defined short form as subject: "CCSL shall".
_ABBREVIATION = re.compile(r"(?<!\w)[A-Z][A-Z&]{1,7}\s+(?:shall|must|is|has)")


def _verb(text: str, start: int, reach: int) -> tuple[str, int, int] | None:
    """The earliest verb of an order after `start`: its name and its place."""
    found = [
        (match.start(), place, verb, match.end())
        for place, (verb, pattern) in enumerate(_VERBS.items())
        if (match := pattern.search(text, start, min(len(text), start + reach)))
    ]
    if not found:
        return None
    at, _, verb, end = min(found)
    return verb, at, end


def _what(text: str, cue: re.Match[str], *, told: bool) -> tuple[str, int, int] | None:
    """The verb of what is ordered: what follows the cue, else what the cue itself says."""
    verb = _verb(text, cue.end(), _VERB_REACH) or _verb(text, cue.start(), _VERB_REACH)
    if not told:
        return verb
    if _WORDS["forbids"].search(cue.group()) and (not verb or verb[0] != "not resume"):
        return "stop", cue.start(), cue.end()
    return (_verb_joined(text, verb[2]) or verb) if verb and verb[0] == "pay" else verb


def _verb_joined(text: str, start: int) -> tuple[str, int, int] | None:
    """What is to be done beside paying: "agreed to pay $4.75 million and implement a plan"."""
    for joint in _AND.finditer(text, start, min(len(text), start + _VERB_REACH)):
        for verb, pattern in _VERBS.items():
            match = pattern.match(text, joint.end())
            if match and verb != "pay":
                return verb, match.start(), match.end()
    return None


def _made(sentence: Sentence, verb: tuple[str, int, int], voice: Voice, deadline: Deadline | None) -> Order:
    name, start, _ = verb
    rest = sentence.text[start : start + _OBJECT_LENGTH]
    sanction = _WORDS["sanction"].search(sentence.text)
    return Order(
        verb=name,
        object=" ".join(rest.split(";")[0].split()).rstrip(" .:,"),
        span=sentence.span,
        voice=voice,
        deadline=find_deadline(sentence.text) or deadline,
        sanction=" ".join(sanction.group().split()) if sanction else None,
        gains="complainant" if _WORDS["complainant"].search(rest) else "everyone",
    )


def _addressee(text: str, respondents: tuple[str, ...]) -> str | None:
    if len(respondents) == 1:
        return respondents[0]
    folded = text.casefold()
    return next((name for name in respondents if name.casefold() in folded), None)
