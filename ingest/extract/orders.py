"""Orders: what a document tells whom to do, by when, and on pain of what.

Orders are read from the operative parts, and elsewhere only where the authority says in so many words that it orders.
What a law says that controllers shall do, what a party should consider, and what the authority must do itself are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.documents import Span, Voice
from corpus.records import Deadline, Order
from ingest.extract.deadlines import find_deadline
from ingest.extract.phrases import any_of, read_phrases, vocabulary
from ingest.extract.reading import Reading, Sentence
from ingest.extract.stems import occurrences
from ingest.extract.voice import voice_of

_HERE = Path(__file__).parent
_WORDS = vocabulary(_HERE / "orders.toml")
_VERBS = {verb: any_of(phrases) for verb, phrases in read_phrases(_HERE / "order_verbs.toml").items()}
_EXPLICIT = re.compile(
    r"(?<!\w)(?<!in )(?:orders?|ordered|instructs?|instructed|enjoins?|prohibits?|bans?|impos(?:es|ed) a ban)(?!\w)|"
    r"shall,?\s(?:within|no later|not later|immediately|cease|take|delete)|terms of the|"
    r"ordonne|enjoint|ordina|ingiunge|requerir|ordena|gelast|διατάσσει|nakazuje|pålegger|förelägger|untersagt",
    re.IGNORECASE,
)
_STEMS = (
    *("order", "instruct", "enjoin", "prohibit", "bans", "ban ", "imposes a ban", "imposed a ban", "shall", "terms of the"),
    *("ordonne", "enjoint", "ordina", "ingiunge", "requerir", "ordena", "gelast", "διατάσσει", "nakazuje", "pålegger"),
    *("förelägger", "untersagt"),
)
_ITEM = re.compile(r"\s*(?:[-–•▪●*·]|\(?[a-zivx]{1,4}[).]|\(?\d{1,2}[).])?\s*(?P<body>\S.*)", re.DOTALL)
_NOT_HIS = re.compile(
    r"^(?:the\s)?(?:complainant|claimant|plaintiff|data subject|authority|commissioner|court)\b", re.IGNORECASE
)
_VERB_REACH, _ITEM_REACH, _OBJECT_LENGTH = 170, 90, 220
_SPOKEN = frozenset({Voice.ORDER, Voice.FINDING, Voice.BACKGROUND})
_MOST_ITEMS = 12


@dataclass(frozen=True, slots=True)
class _Lead:
    """A sentence that opens a list of orders, and what it says for all of them."""

    deadline: Deadline | None
    left: int


def find_orders(
    reading: Reading, operative: tuple[Span, ...], *, respondents: tuple[str, ...] = ()
) -> tuple[Order, ...]:
    """Every order and recommendation, in the order of the text, each sentence once.

    Args:
        reading: The document.
        operative: Where it decides; sentences there need less to count as orders.
        respondents: With only one, every order is addressed to it; among several the one the sentence names.
    """
    found: list[Order] = []
    seen: set[str] = set()
    lead: _Lead | None = None
    for sentence, decides in _sentences(reading, operative):
        voice = voice_of(sentence.text, operative=decides)
        order = _item(sentence, lead) if lead else None
        order = order or _order(sentence, voice, decides=decides)
        key = " ".join(sentence.text.split()).casefold()
        if order and key not in seen:
            seen.add(key)
            found.append(replace(order, addressee=_addressee(sentence.text, respondents)))
        lead = _next_lead(sentence, lead, decides=decides, voice=voice)
    return tuple(found)


def _sentences(reading: Reading, operative: tuple[Span, ...]) -> Iterator[tuple[Sentence, bool]]:
    """The sentences of the operative parts, and between them those that order in so many words."""
    position = 0
    for part in (*operative, None):
        until = part.start if part else len(reading.text)
        yield from ((sentence, False) for sentence in _explicit(reading, position, until))
        if part:
            yield from ((sentence, True) for sentence in _within(reading, part))
            position = part.end


def _explicit(reading: Reading, start: int, end: int) -> Iterator[Sentence]:
    done = start
    for place in occurrences(reading.folded, _STEMS, start, end):
        if place < done or not _EXPLICIT.match(reading.text, place):
            continue
        sentence = reading.around(place)
        if sentence is None:
            continue
        done = sentence.span.end
        yield sentence
        if sentence.text.rstrip().endswith(":") or _WORDS["lead"].search(sentence.text):
            for item in _within(reading, Span(done, min(end, done + _MOST_ITEMS * _OBJECT_LENGTH))):
                yield item
                done = item.span.end


def _within(reading: Reading, part: Span) -> Iterator[Sentence]:
    position = part.start
    while position < part.end:
        if reading.text[position].isspace():
            position += 1
            continue
        sentence = reading.around(position)
        position = sentence.span.end if sentence else position + 1
        if sentence:
            yield sentence


def _next_lead(sentence: Sentence, lead: _Lead | None, *, decides: bool, voice: Voice) -> _Lead | None:
    opens = _WORDS["lead"].search(sentence.text[-200:].rstrip())
    if opens and voice in _SPOKEN and (decides or _EXPLICIT.search(sentence.text)):
        return _Lead(find_deadline(sentence.text), _MOST_ITEMS)
    if lead is None or lead.left == 0:
        return None
    return _Lead(lead.deadline, lead.left - 1) if _verb(sentence.text, 0, _ITEM_REACH) else None


def _item(sentence: Sentence, lead: _Lead) -> Order | None:
    """An item of a list that orders: a verb near its beginning is enough."""
    body = _ITEM.match(sentence.text)
    start = body.start("body") if body else 0
    if _WORDS["boilerplate"].search(sentence.text) or _NOT_HIS.match(sentence.text[start:]):
        return None
    verb = _verb(sentence.text, start, _ITEM_REACH)
    return _made(sentence, verb, Voice.ORDER, lead.deadline) if verb else None


def _order(sentence: Sentence, voice: Voice, *, decides: bool) -> Order | None:
    if _WORDS["boilerplate"].search(sentence.text):
        return None
    if voice is Voice.RECOMMENDATION:
        cue = _WORDS["recommends"].search(sentence.text) if decides else None
    elif voice in _SPOKEN and (decides or _EXPLICIT.search(sentence.text)):
        cue = _WORDS["cue"].search(sentence.text)
    else:
        return None
    if cue is None:
        return None
    verb = _verb(sentence.text, cue.end(), _VERB_REACH) or _verb(sentence.text, cue.start(), _VERB_REACH)
    if verb is None or verb[0] == "pay":
        return None
    return _made(sentence, verb, voice if voice is Voice.RECOMMENDATION else Voice.ORDER, None)


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
