"""Names in a question that is typed without capitals, told by how documents write their words, if any does."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from service.answering.question.amounts import overlaps
from service.answering.question.lexicon import LEXICON, asking_stems
from service.answering.question.several import asks_for_several, opens_with_a_sort
from service.answering.question.spelling import LEGAL_FORMS, WEAK
from service.answering.question.strangers import (
    AFTER_NAME,
    WORD,
    Span,
    Strangers,
    asks,
    bare_word,
    is_known,
    is_sanctioned,
)
from service.answering.wording.kin import kin_of
from service.answering.wording.words import ADDRESS, SOFT, stem

LEAST, LEAST_HELD = 4, 6
"""Letters of a word that no document uses, and of one that all write with a capital, that may be a name: shorter words
are slips or short forms more often."""
_BEFORE_NAME = re.compile(
    r"\b(?:was|were|did|does|do|has|have|is|are|must|on|against|of|by|about|fined?|at|with)$", re.IGNORECASE
)
_ABSTRACT = re.compile(r"(?:[ae]nc(?:y|e)|[st]ion|ment|ness|ity|ship|ism|ings?)s?$")
"""How words end that name a thing and, written small, nobody: "insolvency"."""
_OF_PEOPLE = re.compile(r" (?:at|of|who|whom|whose)\b")
"""What follows the plural of a sort of people or things, and no name: "were shoppers at the store filmed"."""
_OF_THE_FIELD = frozenset({"privacy", "data", "protection", "personal", "information"})
"""Words that documents write with a capital in the names of laws and authorities, and that name nobody."""
_FILLING = (
    _OF_THE_FIELD
    | WEAK
    | LEGAL_FORMS
    | frozenset(LEXICON.institution_words.split())
    | frozenset(LEXICON.name_titles.split())
)


def with_small_names(
    found: Strangers,
    text: str,
    taken: Sequence[Span],
    called: Sequence[Span],
    bodies: Sequence[Span],
    known_word: Callable[[str], bool],
    plain_word: Callable[[str], bool],
) -> Strangers:
    """The strangers of a question, with those that only lack their capital where it has no capitals.

    Args:
        found: Those that have one.
        text: The question.
        taken: Where it names somebody or a place, or writes sums and dates.
        called: Of these, where it names a respondent; then nobody else is looked for.
        bodies: Of these, where it names an authority.
        known_word: Whether any document uses a word.
        plain_word: Whether documents write a word in lower case.
    """
    capitals = re.search(r"(?<=\s)[A-Z]", text) or ADDRESS.search(text)
    if capitals or found.unknown or found.mentioned or called:
        return found
    asking = asking_stems(text)
    free = [
        match
        for match in WORD.finditer(text)
        if not overlaps(match.start(), match.end(), taken)
        and len(match.group()) >= LEAST
        and not asks(match.group(), asking)
        and stem(match.group()) not in SOFT
        and not _ABSTRACT.search(match.group())
    ]
    unknown = [] if opens_with_a_sort(text) else _unknown(free, text, bodies, known_word)
    held = () if unknown else tuple(one.group() for one in free if _is_a_name(one.group(), known_word, plain_word))
    passing = tuple(one.group() for one in free if one.group() in held and not is_sanctioned(text, [one.span()]))
    return Strangers(tuple(unknown), held, passing)


def _unknown(
    words: Sequence[re.Match[str]], text: str, bodies: Sequence[Span], known_word: Callable[[str], bool]
) -> list[str]:
    """Words that no document uses, which can only be names or slips where a name would stand."""
    several = asks_for_several(text)
    return [
        one.group()
        for one in words
        if not (one.group().endswith("s") and _OF_PEOPLE.match(text, one.end()))
        and (_in_name_place(text, one) or any(start == one.end() + 1 for start, _ in bodies))
        and not is_known(one.group(), known_word)
        and not ((one.start() == 0 or several) and len(kin_of(stem(one.group()))) > 1)
    ]


def _is_a_name(word: str, known_word: Callable[[str], bool], plain_word: Callable[[str], bool]) -> bool:
    """Whether documents use a word, and write it with a capital: each part of one with a hyphen ("ida-tallinn").

    A word that has others of its sort ("providers") is none, however few documents write it small.
    """
    parts = bare_word(word).split("-")
    return (
        len(word) >= LEAST_HELD
        and len(kin_of(stem(word))) == 1
        and known_word(bare_word(word))
        and not any(part in _FILLING or plain_word(part) for part in parts)
    )


def _in_name_place(text: str, match: re.Match[str]) -> bool:
    """Whether a word stands where a name does: after what is done to somebody, or before what is somebody's."""
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip(" '’s")
    return not before or bool(_BEFORE_NAME.search(before)) or bool(AFTER_NAME.match(after))
