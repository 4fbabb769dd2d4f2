"""By when something must be done: a date, or a period and what it runs from, as the sentence says it."""

from __future__ import annotations

from pathlib import Path

from corpus.records import Deadline
from ingest.wording.dates import find_dates
from ingest.wording.phrases import any_of, read_phrases

_WORDS = {
    name: any_of(phrases, whole_words=False)
    for name, phrases in read_phrases(Path(__file__).with_name("deadlines.toml")).items()
}
_REACH = 40


def find_deadline(sentence: str) -> Deadline | None:
    """The deadline a sentence states, None where it states none; nothing is borrowed from elsewhere."""
    for date in find_dates(sentence):
        lead = _WORDS["by"].search(sentence, max(0, date.span.start - _REACH), date.span.start)
        if lead and date.precision == "day":
            return Deadline(_one_line(sentence[lead.start() : date.span.end]), by=date.on)
    period = _WORDS["period"].search(sentence)
    if period:
        since = period["from"]
        return Deadline(
            _one_line(period.group()), runs_from=_one_line(_WORDS["since"].sub("", since)) if since else None
        )
    at_once = _WORDS["at_once"].search(sentence)
    return Deadline(_one_line(at_once.group())) if at_once else None


def _one_line(text: str) -> str:
    return " ".join(text.split()).strip(" ,")
