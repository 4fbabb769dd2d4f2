"""The order verbs a question asks about, and the instruments it names."""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.matters import State
from service.answering.question.lexicon import LEXICON, compiled

_VERBS = compiled(LEXICON.verbs)
_KINDS = compiled(LEXICON.kinds)
_VOICES = compiled(LEXICON.voices)
_QUALIFIERS = compiled(LEXICON.qualifiers)
_STATES = {State(name): pattern for name, pattern in compiled(LEXICON.states).items()}


def verbs_of(text: str) -> tuple[str, ...]:
    """The order verbs that a text speaks of, in the corpus's own terms (see `corpus.records.ORDER_VERBS`)."""
    return tuple(verb for verb, pattern in _VERBS.items() if pattern.search(text))


def kinds_of(text: str) -> tuple[str, ...]:
    """The kinds of instrument that a text names."""
    return tuple(kind for kind, pattern in _KINDS.items() if pattern.search(text))


def voices_of(text: str) -> tuple[str, ...]:
    """Whose words are asked for: what somebody argued, or what somebody said."""
    return tuple(voice for voice, pattern in _VOICES.items() if pattern.search(text))


def states_of(text: str) -> tuple[State, ...]:
    """The states that a text names ("still under appeal")."""
    return tuple(state for state, pattern in _STATES.items() if pattern.search(text))


def said_states(text: str, states: Collection[State]) -> list[re.Match[str]]:
    """Where a text names these states."""
    return [found for state in states if (found := _STATES[state].search(text))]


def qualifiers_of(text: str) -> tuple[str, ...]:
    """What a question adds to what it asks: a time ("at once"), a law, a choice ("or only proposed to") ..."""
    return tuple(name for name, pattern in _QUALIFIERS.items() if pattern.search(text))
