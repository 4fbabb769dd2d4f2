"""Follow-ups made standalone, without a model: what the new words leave unsaid is taken from the question before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.gazetteer import Gazetteer
from service.answering.composing.phrasing import in_place, joined, short_name, with_article
from service.answering.question import Query, Shape
from service.answering.question.intents import is_yes_no
from service.answering.question.query import Intent

_LEAD = re.compile(
    r"^\s*(?:(?:and|also|but|so|then|ok|okay|thanks|thank you|great|what about|how about|same for|what of|"
    r"now)\b[\s,:]*)+",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:it|its|they|them|their|that(?! (?:any|all|no|the|an?|is|are|was|were|has|have)\b)|this|these|those|he|she|"
    r"there|the (?:fine|order|decision|notice|penalty|company|matter|case|appeal|sanction|ruling|regulator|"
    r"authority|same))"
    r"\b",
    re.IGNORECASE,
)
_VERY_SHORT = 4
"""A list asked for in so few words, without a place or time ("any fine?"), is of the matter before."""
_SHORT = 8
"""A question of so many words or fewer that names nobody leans on the one before it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The question before, understood, with whom its answer was about."""

    query: Query
    respondents: tuple[str, ...] = ()
    regulators: tuple[str, ...] = ()


def standalone(text: str, query: Query, before: Turn | None, gazetteer: Gazetteer) -> str:
    """The question as it would be asked by somebody who had said nothing before.

    Args:
        text: The words as asked.
        query: The same words understood on their own.
        before: The last turn of the conversation, or None.
        gazetteer: Names of authorities and places.
    """
    if before is None or not _leans(text, query):
        return text
    bare = _LEAD.sub("", text).strip()
    if _only_names_something(bare, query):
        return _asked_again(bare, query, before, gazetteer)
    return with_what_is_missing(text, query, before, gazetteer)


def with_what_is_missing(text: str, query: Query, before: Turn, gazetteer: Gazetteer) -> str:
    """The question with whom, and the place or authority, that only the question before it names."""
    bare = _LEAD.sub("", text).strip()
    missing = _missing(query, before, gazetteer)
    ending = "?" if text.rstrip().endswith("?") else ""
    core = bare.rstrip(" ?.!")
    return f"{core[:1].upper()}{core[1:]} ({', '.join(missing)}){ending}" if missing else text


def _leans(text: str, query: Query) -> bool:
    """Whether the words need what was said before."""
    if query.subjects or query.matters or query.unknown:
        return bool(_LEAD.match(text)) and query.intents == (Intent.SUMMARY,)
    few = len(text.split()) <= _VERY_SHORT and not (query.regulators or query.jurisdictions or query.period)
    if query.shape is not Shape.SINGLE and not (few or _POINTING.search(text) or _LEAD.match(text)):
        return False
    return bool(_LEAD.match(text)) or bool(_POINTING.search(text)) or len(text.split()) <= _SHORT


def _only_names_something(bare: str, query: Query) -> bool:
    """Whether the words bring a place, an authority, a name or a date, and ask nothing of their own."""
    names_something = bool(
        query.jurisdictions or query.regulators or query.subjects or query.matters or query.as_of or query.period
    )
    return names_something and query.intents == (Intent.SUMMARY,) and not is_yes_no(bare)


def _asked_again(bare: str, query: Query, before: Turn, gazetteer: Gazetteer) -> str:
    """The question before with what is new put in the place of what it replaces."""
    old = before.query.text.rstrip(" ?.!")
    changed = old
    if query.jurisdictions or query.regulators:
        changed = _without(changed, gazetteer)
    if query.subjects or query.matters:
        changed = _without_subject(changed, before)
    if query.as_of or query.period:
        changed = re.sub(
            r"\s*\b(?:as of|as at|in|on|since|during)\b[^,?]*\b(?:19|20)\d\d\b", "", changed, flags=re.IGNORECASE
        )
    named = query.subjects or query.matters
    added = [] if named or not _lost(changed, before) else _subject(before)
    return f"{changed.strip()} ({', '.join([bare.rstrip(' ?.!'), *added])})?"


def _without(text: str, gazetteer: Gazetteer) -> str:
    """The text without its places and authorities and the small words before them."""
    mentions = [*gazetteer.find_jurisdictions(text, loose=True), *gazetteer.find_authorities(text, loose=True)]
    mentions += gazetteer.resolve_descriptions(text)
    for mention in sorted(mentions, key=lambda one: -len(one.matched)):
        pattern = rf"(?:\s+(?:in|by|of|from|to|before))?(?:\s+the)?\s+{re.escape(mention.matched)}(?:['’]s)?\b"
        text = re.sub(pattern, "", text)
    return text


def _without_subject(text: str, before: Turn) -> str:
    for name in sorted(before.query.subjects, key=len, reverse=True):
        text = re.sub(re.escape(name), "", text, flags=re.IGNORECASE)
        text = re.sub(rf"\b{re.escape(name.split()[0])}\b(?:['’]s)?", "", text, flags=re.IGNORECASE)
    return re.sub(r"\(\s*,\s*", "(", re.sub(r"\s{2,}", " ", text))


def _lost(text: str, before: Turn) -> bool:
    return not any(name.split()[0].casefold() in text.casefold() for name in before.query.subjects)


def _missing(query: Query, before: Turn, gazetteer: Gazetteer) -> list[str]:
    """Respondent, and place or authority, that the new words leave out."""
    found = [] if query.subjects or query.matters else _subject(before)
    if not query.regulators and not query.jurisdictions:
        found += _where(before, gazetteer)
    if before.query.as_of and not query.as_of and not query.period:
        found.append(f"as of {before.query.as_of.isoformat()}")
    return found


def _subject(before: Turn) -> list[str]:
    names = list(before.query.called) or list(before.respondents[:1])
    return [joined(names)] if names else []


def _where(before: Turn, gazetteer: Gazetteer) -> list[str]:
    asked = before.query
    if asked.regulators:
        return [with_article(short_name(gazetteer, body)) for body in asked.regulators]
    if asked.jurisdictions:
        return [in_place(gazetteer, code) for code in asked.jurisdictions]
    return (
        [with_article(short_name(gazetteer, body)) for body in before.regulators] if len(before.regulators) == 1 else []
    )
