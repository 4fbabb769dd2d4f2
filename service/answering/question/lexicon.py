"""The patterns of lexicon.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from service.answering.wording.words import stem, tokens


class EventWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that speak of a step of a matter, and the kinds of event that bear them out.

    `texts` speak of the step in a document and ask for none in a question.
    """

    kinds: tuple[str, ...]
    patterns: tuple[str, ...]
    texts: tuple[str, ...] = ()


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    legal_forms: str
    weak_names: str
    common_names: str
    institution_words: str
    authority_words: str
    name_titles: str
    often_misspelt: str
    acronyms: str
    intents: dict[str, tuple[str, ...]]
    leads: tuple[tuple[str, str], ...]
    shapes: dict[str, tuple[str, ...]]
    verbs: dict[str, tuple[str, ...]]
    kinds: dict[str, tuple[str, ...]]
    voices: dict[str, tuple[str, ...]]
    qualifiers: dict[str, tuple[str, ...]]
    states: dict[str, tuple[str, ...]]
    premises: dict[str, tuple[str, ...]]
    events: tuple[EventWords, ...]
    guards: dict[str, tuple[str, ...]]
    yes_no: tuple[str, ...]


LEXICON = msgspec.convert(tomllib.loads((Path(__file__).parent / "lexicon.toml").read_text(encoding="utf-8")), Lexicon)


def one_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """One pattern that finds any of those given, in any case; it never matches where none is given."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)", re.IGNORECASE)


def compiled(table: dict[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    """A table of concepts with one pattern each."""
    return {concept: one_of(patterns) for concept, patterns in table.items()}


ACRONYMS = frozenset(LEXICON.acronyms.split())
"""Short forms that name no party."""

_BY_TABLE = {
    "intents": tuple(compiled(LEXICON.intents).values()),
    "shapes": tuple(compiled(LEXICON.shapes).values()),
    "verbs": tuple(compiled(LEXICON.verbs).values()),
    "premises": tuple(compiled(LEXICON.premises).values()),
    "kinds": tuple(compiled(LEXICON.kinds).values()),
    "events": tuple(one_of(words.patterns) for words in LEXICON.events),
}
_ASKING = tuple(pattern for patterns in _BY_TABLE.values() for pattern in patterns)
_OF_RECORDS = (
    *(pattern for intent, pattern in compiled(LEXICON.intents).items() if intent not in ("reason", "order")),
    *(pattern for table in ("kinds", "events") for pattern in _BY_TABLE[table]),
    *(pattern for premise, pattern in compiled(LEXICON.premises).items() if premise != "criminal"),
    *compiled(LEXICON.states).values(),
)
_LONGEST_PHRASE = 3


@lru_cache(maxsize=256)
def asking_stems(text: str) -> frozenset[str]:
    """The stems of the words that say what is asked.

    Of a long match only its ends ask, the middle is the subject; so is a capitalised word: "did Northwind pay".
    """
    return _stems_of(text, _ASKING)


@lru_cache(maxsize=256)
def record_stems(text: str) -> frozenset[str]:
    """Of these the stems of the words that ask for a kind of record: money, an instrument, a step, a state.

    Words that ask for a list or a reason say at the same time of what: "which banks", "whoever let data leak".
    """
    return _stems_of(text, _OF_RECORDS)


def verb_stems(text: str) -> frozenset[str]:
    """The stems of the words that ask for an order to do something."""
    return _stems_of(text, _BY_TABLE["verbs"])


def _stems_of(text: str, patterns: Sequence[re.Pattern[str]]) -> frozenset[str]:
    found: set[str] = set()
    for pattern in patterns:
        for match in pattern.finditer(text):
            words = tokens(match.group())
            inner = [word for word in words[1:-1] if not word[0].isupper()]
            asking = words if len(words) < _LONGEST_PHRASE else [words[0], words[-1]]
            found.update(stem(word) for word in [*asking, *(inner if len(words) == _LONGEST_PHRASE else ())])
    return frozenset(found)
