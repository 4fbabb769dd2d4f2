"""The order verbs a question asks about, and the instruments it names."""

from __future__ import annotations

from service.answering.question.lexicon import LEXICON, compiled

_VERBS = compiled(LEXICON.verbs)
_KINDS = compiled(LEXICON.kinds)


def verbs_of(text: str) -> tuple[str, ...]:
    """The order verbs that a text speaks of, in the corpus's own terms (see `corpus.records.ORDER_VERBS`)."""
    return tuple(verb for verb, pattern in _VERBS.items() if pattern.search(text))


def kinds_of(text: str) -> tuple[str, ...]:
    """The kinds of instrument that a text names."""
    return tuple(kind for kind, pattern in _KINDS.items() if pattern.search(text))
