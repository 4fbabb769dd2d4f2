"""The words of a question by the part they play in it, for a matter that is told by short documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.answering.held.dossier import Sentence
from service.answering.question import Query
from service.answering.weighing import lacking, wanted
from service.answering.weighing.short.everyday import PREDICATES
from service.answering.wording.words import SOFT, content_stems, is_stop, stem, stems, tokens

OFTEN = 3
"""Times that a word must stand with a capital, and never without, to be taken for a name of the matter."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Stems of a question's words; names of those the matter is about are none of them.

    Attributes:
        words: All that carry meaning, figures aside.
        plain: Those written without a capital.
        subject: Those that say what it is about.
        asking: Those that say what is asked of it.
        predicates: Those for what somebody does or what befalls them.
        thing: Those for the thing asked for ("which operator's app", "what was Acme's turnover").
        own: Stems of the names of those the matter is about.
        said: Every stem of the question.
    """

    words: tuple[str, ...]
    plain: tuple[str, ...]
    subject: tuple[str, ...]
    asking: tuple[str, ...]
    predicates: tuple[str, ...]
    thing: tuple[str, ...]
    own: frozenset[str]
    said: frozenset[str]


def parts_of(query: Query, parties: Sequence[str], titles: Sequence[str], sentences: Sequence[Sentence]) -> Parts:
    """The parts of a question before the sentences of one matter, its parties and the titles of its documents."""
    written = tokens(query.text)
    own = frozenset(stem_ for name in (*query.called, *parties) for stem_ in stems(name))
    own |= _names(written, titles, [one.text for one in sentences])
    words = [one for one in content_stems(query.text) if one not in own and len(one) > 1 and not one[0].isdigit()]
    capital = {stem(word) for word in written[1:] if word[0].isupper()}
    subject = [term for term in query.terms if term not in own and term not in SOFT and term not in query.asking]
    return Parts(
        words=tuple(words),
        plain=tuple(one for one in words if one not in capital),
        subject=tuple(subject),
        asking=tuple(one for one in words if one in query.asking),
        predicates=tuple(one for one in words if one in PREDICATES),
        thing=tuple(one for one in (*wanted.asked_for(query.text), *lacking.property_of(query.text)) if one not in own),
        own=own,
        said=frozenset(stems(query.text)),
    )


def _names(written: Sequence[str], titles: Sequence[str], texts: Sequence[str]) -> frozenset[str]:
    """The words of the question that the documents write with a capital alone, in a title or often."""
    cases = [_cases(text) for text in (*titles, *texts)]
    small = frozenset().union(*(low for low, _ in cases))
    large = Counter(one for _, high in cases for one in high)
    titled = {one for _, high in cases[: len(titles)] for one in high}
    asked = {stem(word) for word in written if not is_stop(word)} - small
    return frozenset(one for one in asked if one in titled or large[one] >= OFTEN)


@lru_cache(maxsize=20_000)
def _cases(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The stems of a text's words that begin without a capital, and of those that begin with one."""
    words = tokens(text)
    small = frozenset(stem(word) for word in words if word[0].islower())
    return small, tuple(stem(word) for word in words if word[0].isupper())
