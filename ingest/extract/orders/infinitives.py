"""The infinitive that an order hangs on: "to erase", "must, within 60 days, delete", "shall not process".

What follows "to" or "must" in an order is a verb; a noun of the same letters is none: "review is necessary".
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_BASE = frozenset(
    tomllib.loads(Path(__file__).with_name("infinitives.toml").read_text(encoding="utf-8"))["infinitives"]
)
_NOT = r"(?:(?:not|never|no longer)(?:\s+to)?\s+)?"
_ADVERB = r"(?:\w{3,14}ly|also|therefore|now|at once|forthwith|henceforth|further|then|thereafter|first|again)"
_FIRST = re.compile(rf"{_NOT}(?:{_ADVERB}\s+)?(?P<verb>[^\W\d_]+)", re.IGNORECASE)
_GOVERNOR = re.compile(
    r"(?<![\w-])(?:to|must|shall|(?:may|can|will|should)(?=\s+(?:not|never|no longer)\b))(?![\w-])(?! be\b)",
    re.IGNORECASE,
)
_GOVERNED = re.compile(rf"(?:{_GOVERNOR.pattern})(?:\s+{_ADVERB})*\s*$", re.IGNORECASE)
_BETWEEN = re.compile(rf"\s*(?:{_ADVERB}\s+)?(?:,[^,;.]{{3,160}},\s*)?", re.IGNORECASE)
"""What may stand between "must" and its verb: an adverb, or something between commas."""
_TIMED = re.compile(
    r",?\s*(?:within|by|from|until|for|in|before|after|no later than|not later than|at the latest)(?!\w)"
)
_TIMED_REACH = 110
_TO = re.compile(r"\s*to(?=\s)", re.IGNORECASE)
_SPACE = re.compile(r"\s*")
_NEAR = 80
_WORD = re.compile(r"(?<![\w'’-])[a-z]+(?![\w'’-])")
_ABLE = re.compile(
    r"\b(?:un)?(?:able|likely|willing|necessary|possible|free|entitled|used|right|powers?|in order|wish\w*|need\w*|"
    r"tr(?:y|ies|ied)|fail\w*|refus\w+|attempt\w*|intend\w*|so as)\s+$",
    re.IGNORECASE,
)
"""Before "to": what somebody can do, or wants, is not demanded."""
_NOT_TO = re.compile(r"(?<!\w)(?:not|never) to\s*$", re.IGNORECASE)
_SERIES = re.compile(r"(?:\band|\bor|,)\s+$")
_NOUN_BEFORE = re.compile(r"\b(?:the|an?|of|its|their|this|that|such|each|any|said|after|from|following)\s+$")


def is_infinitive(phrase: str) -> bool:
    """Whether a phrase begins with the plain form of a verb that orders ask for: "not process the data"."""
    first = _FIRST.match(phrase)
    return first is not None and first["verb"].casefold() in _BASE


def is_governed(before: str) -> bool:
    """Whether what stands before a phrase makes it an infinitive: "must", "is ordered to also"."""
    return _GOVERNED.search(before) is not None


def infinitive_after(text: str, start: int, end: int) -> int | None:
    """Where the first infinitive begins that follows "to", "must" or "shall" between two places; None without one.

    `start` may stand behind the word that governs it: the cue "is ordered to" ends there.
    """
    if is_governed(text[max(0, start - _NEAR) : start]) and (place := _at(text, start)) is not None:
        return _denied(text, start) or place
    for governor in _GOVERNOR.finditer(text, start, end):
        if _ABLE.search(text, max(0, governor.start() - _NEAR), governor.start()):
            continue
        if (place := _at(text, governor.end())) is not None:
            return _denied(text, governor.end()) or place
    return None


def _denied(text: str, end: int) -> int | None:
    """Where "not to" begins that ends at a place; None where it does not."""
    denied = _NOT_TO.search(text, max(0, end - _NEAR), end)
    return denied.start() if denied else None


def infinitive_at(text: str, start: int) -> int | None:
    """Where the infinitive begins with which an item of a list opens: "within 30 days, delete"; None without one."""
    opened = _TO.match(text, start)
    return _at(text, opened.end() if opened else start)


def _at(text: str, start: int) -> int | None:
    for between in (_BETWEEN, _SPACE):
        skipped = between.match(text, start)
        if skipped and is_infinitive(text[skipped.end() : skipped.end() + _TIMED_REACH]):
            return skipped.end()
    timed = _TIMED.match(text, start)
    return verb_between(text, timed.end(), min(len(text), timed.end() + _TIMED_REACH)) if timed else None


def verb_between(text: str, start: int, end: int) -> int | None:
    """Where a verb stands between two places that nothing makes a noun: "of the effective date delete"."""
    for word in _WORD.finditer(text, start, end):
        before = text[max(0, word.start() - _NEAR) : word.start()]
        if word.group() in _BASE and not _NOUN_BEFORE.search(before) and not _SERIES.search(before):
            return word.start()
    return None
