"""By when something must be done: a date, or a period and what it runs from, as the sentence says it."""

from __future__ import annotations

import re
from pathlib import Path

from corpus.records import Deadline
from ingest.extract.orders.infinitives import verb_between
from ingest.wording.dates import find_dates
from ingest.wording.phrases import any_of, read_phrases

_WORDS = {
    name: any_of(phrases, whole_words=False)
    for name, phrases in read_phrases(Path(__file__).with_name("deadlines.toml")).items()
}
_REACH = 40
_PAST = re.compile(
    r"(?<!\bbe )\b(?:collected|gathered|obtained|made|taken|computed|created|stored|kept|received|sent|recorded|"
    r"reviewed|(?:was|were|been|had)(?: \w+){1,5})\s+$",
    re.IGNORECASE,
)
"""Before "before 3 March": what happened by then is no deadline."""
_JOINT = re.compile(r"\s(?:and|or|but)\s+(?:to|must|shall|that)\b", re.IGNORECASE)


def find_deadline(sentence: str) -> Deadline | None:
    """The deadline a sentence states, None where it states none; nothing is borrowed from elsewhere."""
    for date in find_dates(sentence):
        lead = _WORDS["by"].search(sentence, max(0, date.span.start - _REACH), date.span.start)
        if lead and date.precision == "day" and not _PAST.search(sentence[: lead.start()]):
            return Deadline(_one_line(sentence[lead.start() : date.span.end]), by=date.on)
    period = _WORDS["period"].search(sentence)
    if period:
        end = _end(sentence, period)
        since = sentence[period.start("from") : end] if period["from"] else ""
        return Deadline(
            _one_line(sentence[period.start() : end]), runs_from=_one_line(_WORDS["since"].sub("", since)) or None
        )
    at_once = _WORDS["at_once"].search(sentence)
    return Deadline(_one_line(at_once.group())) if at_once else None


def _end(sentence: str, period: re.Match[str]) -> int:
    """Where a period ends with what it runs from: before what is to be done, or what else is."""
    if not period["from"]:
        return period.end()
    joint = _JOINT.search(sentence, period.start("from"), period.end())
    verb = verb_between(sentence, period.start("from"), period.end())
    return min(joint.start() if joint else period.end(), verb if verb is not None else period.end())


def _one_line(text: str) -> str:
    return " ".join(text.split()).strip(" ,")
