"""What is asked, read from the words that ask."""

from __future__ import annotations

import re
from functools import lru_cache

from service.answering.question.lexicon import LEXICON, compiled, one_of
from service.answering.question.query import Intent, Shape

_INTENTS = {Intent(name): pattern for name, pattern in compiled(LEXICON.intents).items()}
_SHAPES = {Shape(name): pattern for name, pattern in compiled(LEXICON.shapes).items()}
_LEADS = tuple((Intent(name), re.compile(pattern)) for name, pattern in LEXICON.leads)
_YES_NO = one_of(LEXICON.yes_no)
_SECOND = re.compile(
    r"\band ((?:why|when|what for|by when|how (?:long|much)|is it|was it|has it|did it|on what)\b[^?]*\??)$"
)
_HOW_MANY = re.compile(
    r"\bhow many (?!days|weeks|months|years|(?:million |billion )?(?:euros|pounds|dollars|kronor|francs)\b)\w+",
    re.IGNORECASE,
)
_COST = re.compile(r"\bwhat (?:did|does|do|would) [^?]*\bcost\b")
"""What something cost is a sum, whatever it was: "what did the lack of a legal basis cost?"."""
_ADVERBIAL = re.compile(r"^(?:as (?:of|at)|in|on|by|at|for|according to|under)\b[^,?]{1,60},\s*")
_WH = re.compile(r"^(?:\w+\s+)?(?:what|which|who|whom|whose|when|where|why|how)\b")


def is_yes_no(text: str) -> bool:
    """Whether the question wants yes or no."""
    lowered = _ADVERBIAL.sub("", text.casefold().strip())
    return bool(_YES_NO.search(lowered)) and not _WH.match(lowered)


@lru_cache(maxsize=20_000)
def intents_of(text: str) -> tuple[Intent, ...]:
    """Everything that is asked, the main thing first; a summary where nothing particular is asked.

    The question word decides which of several is the main one: "when was the fine quashed" asks for a date.
    """
    lowered = text.casefold().strip()
    asked = [intent for intent, pattern in _INTENTS.items() if pattern.search(lowered)]
    first = (
        list(filter(asked.__contains__, (Intent.DEADLINE, Intent.PROVISION)))[:1] if not _COST.search(lowered) else []
    )
    first += [intent for intent, pattern in _LEADS if intent in asked and pattern.search(lowered)]
    return tuple(dict.fromkeys([*first, *asked])) or (Intent.SUMMARY,)


def counts_things(text: str) -> bool:
    """Whether a number of people or things is asked, which only a sentence with a figure can tell."""
    return bool(_HOW_MANY.search(text)) and shape_of(text) is not Shape.COUNT


def also_asked(text: str) -> tuple[Intent, ...]:
    """What a second clause asks: "How much was it fined, and why?"."""
    second = _SECOND.search(text.casefold())
    return intents_of(second.group(1))[:1] if second else ()


def shape_of(text: str) -> Shape:
    """One matter's answer, or a list, count, total, extreme or comparison."""
    lowered = text.casefold().strip()
    return next((shape for shape, pattern in _SHAPES.items() if pattern.search(lowered)), Shape.SINGLE)
