"""The day of a step that a sentence tells: the nearest that is neither a decision's day nor another deed's."""

from __future__ import annotations

import re

from ingest.wording.dates import WrittenDate, find_dates

_OF_THE_DECISION = re.compile(
    r"(?:decision|judge?ment|order|notice|resolution|ruling|fine|penalty|regulation|act|law)s?,?\s(?:no\.?\s\S+\s)?(?:of|dated|from|on)\s(?:the\s)?$",
    re.IGNORECASE,
)
_ON = re.compile(
    r"(?:^|[\s(,])(?:on|dated|in|at|le|el|(?:en|con) fecha|am|il|op|sentencia de|arrêt du"
    r"|(?:Urteil|Erkenntnis|Beschluss) vom|uitspraak van|sentenza del|(?:boete)?besluit(?: zelf)?(?: is| dateert)? van)"
    r"\s{1,3}(?:\w+day,?\s)?(?:the\s)?(?:(?:middle|end|beginning|course)\sof\s|early\s|late\s|mid-?\s?)?$",
    re.IGNORECASE,
)
# A day of something else that was done: "the explanations received on", "the decision was served on".
_OF_ANOTHER_DEED = re.compile(
    r"(?<!\w)(?:received|served|notified|collected|imposed|adopted|communicated|sent|paid|taken)"
    r"(?: \w+){0,5}? (?:on|in)\s(?:the\s)?$",
    re.IGNORECASE,
)
_BY_THEN = re.compile(r"(?:^|[\s(,])by\s{1,3}(?:the\s(?:end|middle)\sof\s)?$", re.IGNORECASE)
_NEAR, _BEFORE = 140, 60


def date_of_step(text: str, match: re.Match[str], *, of_instrument: bool) -> WrittenDate | None:
    """The date nearest to the step that is not the date of the decision it concerns.

    `of_instrument`: the step is the issuing or announcing itself, whose day the decision's is.
    """
    found = []
    for date in find_dates(text):
        before = text[max(0, date.span.start - _BEFORE) : date.span.start]
        distance = max(match.start() - date.span.end, date.span.start - match.end(), 0)
        of_another = not of_instrument and (
            _OF_THE_DECISION.search(before) or _is_of_another_deed(before, date.span.start, match)
        )
        if distance <= _NEAR and not of_another and (_ON.search(before) or _BY_THEN.search(before)):
            found.append((distance, date))
    return min(found, key=lambda entry: entry[0], default=(0, None))[1]


def _is_of_another_deed(before: str, at: int, match: re.Match[str]) -> bool:
    """Whether the words right before a day at `at` tell it of something done beside the step."""
    deed = _OF_ANOTHER_DEED.search(before)
    return deed is not None and not match.start() <= at - len(before) + deed.start() < match.end()


def is_by_then(text: str, date: WrittenDate) -> bool:
    """Whether the step had happened by that day."""
    return _BY_THEN.search(text[: date.span.start]) is not None
