"""The days that a text in another language than English bears, by the English meanings of the words beside them.

The phrases of `timing.toml` are English. Elsewhere a day is the document's where a label says so ("Dato: 3. juni"),
where it is the day of a decision or a judgment ("Das Urteil vom 3. Mai"), or where a sentence opens with it and goes on
to tell what an authority or a court decided on it. Of several the latest counts: a text tells of what came before it.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Span
from corpus.glosses import Glossed, english_stem, glossed_words, is_listed
from ingest.wording.dates import WrittenDate

_LABEL_LENGTH, _AFTER_LABEL = 60, 60
"""Characters of a line before and after a date that a label can be told by."""
_GOES_ON = 25
"""Characters behind a date that begin small and go on a sentence."""
_REACH = 110
"""Characters between an instrument and its day: "Das Urteil verkündete die 9. Kammer am Mittwoch, dem 11. November"."""
_NEAR = 4
"""Words between an instrument and its day where no word of deciding stands between them."""
_RIGHT_BEFORE = 2
"""Words before a date that say that it ends a time: "bis zum"."""
_ASIDE = 3
"""Words before an instrument that say whose it is, or that it is another: "klaget på Datatilsynets vedtak av"."""
_DEED = 160
"""Characters after a date that opens a sentence in which what was done on it is told."""
_BEHIND = 8
"""Words behind a date among which stands what was done on it."""
_BREAK = re.compile(r"[.!?:;]\s|[;\n]")
"""Ends what a day can belong to; a point after a short number or word is part of it."""
_ABBREVIATED = re.compile(r"(?:\b\w{1,3}|\d)\.\s$")
_OPENING = 1500
_CASE_LAW, _HEAD = "ECLI:", 300
"""The number of a judgment, in the first lines: the line gives its court and its day, too."""
_OPENS = re.compile(r"(?:^|\n|[.!?]\s)\W{0,3}(?:(?:[^\W\d_]{1,5}|[^\W\d_]{5,10}),?\s){0,2}$")
_WORDS = {
    name: frozenset(map(english_stem, words.split()))
    for name, words in tomllib.loads(Path(__file__).with_name("timing_abroad.toml").read_text(encoding="utf-8")).items()
}


@dataclass(frozen=True, slots=True)
class DaysAbroad:
    """What the text says of itself; `today`: that what it tells was decided on the day on which it came out."""

    decided: WrittenDate | None = None
    published: WrittenDate | None = None
    today: bool = False


def days_abroad(
    text: str, dates: Sequence[WrittenDate], language: str, *, not_after: dt.date | None = None
) -> DaysAbroad:
    """The days that the words beside them say the text bears; none in English and languages without a word list."""
    if not is_listed(language):
        return DaysAbroad()
    days = [each for each in dates if each.precision == "day" and (not_after is None or each.on <= not_after)]
    labelled = [(each, _label(text, each, language)) for each in days]
    published = next((each for each, label in labelled if label == "published"), None)
    decided = next((each for each, label in labelled if label == "date"), None) or _latest(
        each for each in days if _is_decided_on(text, each, language) and (published is None or each.on <= published.on)
    )
    return DaysAbroad(decided, published, today=_decides_today(text, language))


def _decides_today(text: str, language: str) -> bool:
    words = glossed_words(text[:_OPENING], language)
    places = [at for at, word in enumerate(words) if word.stems & _WORDS["today"] or _is_i_dag(words, at)]
    return any(_has(words[max(0, at - _BEHIND) : at + _BEHIND], "deed") for at in places)


def _is_i_dag(words: Sequence[Glossed], at: int) -> bool:
    """Whether a word ends "i dag", which is "today" in the languages of the north, and two words."""
    return words[at].text == "dag" and at > 0 and words[at - 1].text in {"i", "I"}


def _latest(days: Iterator[WrittenDate]) -> WrittenDate | None:
    return max(days, key=lambda each: each.on, default=None)


def _label(text: str, date: WrittenDate, language: str) -> str | None:
    """What the line of a date that holds little else calls it: "published", "date", or None."""
    before, after = _line(text, date.span)
    if _CASE_LAW in before and date.span.start < _HEAD:
        return "date"
    if date.span.start < _HEAD and not after.strip():
        # the line may have been joined to the heading above it
        before = before[-_LABEL_LENGTH:]
    ended = after.strip().endswith(".") and len(after.strip()) > len("r.")
    # "Con fecha 11 de febrero se emitió la propuesta:" is a sentence that goes on, and no label
    ended = ended or (len(after) > _GOES_ON and after.strip()[0].islower())
    if not before.strip() or len(before) > _LABEL_LENGTH or len(after) > _AFTER_LABEL or ended:
        return None
    words = glossed_words(before, language)[-_NEAR:]
    if not words or _has(words, "other_day"):
        return None
    if _has(words, "published"):
        return "published"
    return "date" if _has(words[-1:], "date") else None


def _is_decided_on(text: str, date: WrittenDate, language: str) -> bool:
    before = _up_to(text, date.span.start)
    words = glossed_words(before, language)
    if _has(words[-_RIGHT_BEFORE:], "until"):
        return False
    return _is_of_instrument(words) or _opens_deed(text, date, language) or _acts_then(text, date, words, language)


def _is_of_instrument(words: Sequence[Glossed]) -> bool:
    """Whether the last instrument named before the date is the one that it dates."""
    at = next((place for place in reversed(range(len(words))) if words[place].stems & _WORDS["instrument"]), None)
    if at is None:
        return False
    between, before = words[at + 1 :], words[max(0, at - _ASIDE) : at]
    if _has(before, "another") or _has([*between, words[at]], "law") or _has(between, "other_deed"):
        return False
    return len(between) <= _NEAR or _has(between, "deed") or _has(between, "date")


def _opens_deed(text: str, date: WrittenDate, language: str) -> bool:
    """Whether a sentence opens with the date and goes on to tell what an authority or a court decided on it."""
    if not _OPENS.search(text[max(0, date.span.start - 40) : date.span.start]):
        return False
    after = text[date.span.end : date.span.end + _DEED]
    stop = _BREAK.search(after)
    said = glossed_words(after[: stop.start()] if stop else after, language)
    return bool(said) and _has(said, "deed") and _has(said, "body") and not _has(said, "other_deed")


def _acts_then(text: str, date: WrittenDate, words: Sequence[Glossed], language: str) -> bool:
    """Whether an authority or a court stands right before the date, and what it decided right behind it."""
    if not _has(words[-_NEAR:], "body") or _has(words, "other_deed") or _has(words, "another"):
        return False
    after = text[date.span.end : date.span.end + _DEED]
    stop = _BREAK.search(after)
    return _has(glossed_words(after[: stop.start()] if stop else after, language)[:_BEHIND], "deed")


def _has(words: Sequence[Glossed], name: str) -> bool:
    """Whether a word of that sort is among them; a "court of appeal" is a court and no appeal."""
    plain = name == "body"
    return any(word.stems & _WORDS[name] and (plain or not word.stems & _WORDS["body"]) for word in words)


def _up_to(text: str, end: int) -> str:
    """What stands before a date in its sentence."""
    start = max(0, end - _REACH)
    for stop in _BREAK.finditer(text, start, end):
        if not _ABBREVIATED.search(text, max(0, stop.start() - 4), stop.end()):
            start = stop.end()
    return text[start:end]


def _line(text: str, span: Span) -> tuple[str, str]:
    """What stands on the date's line before and after it."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return text[start : span.start], text[span.end : end if end >= 0 else len(text)]
