"""By when something must be done: a date, or a period and what it runs from, as the sentence says it."""

from __future__ import annotations

import re

from corpus.records import Deadline
from ingest.extract.dates import find_dates
from ingest.extract.phrases import spaced

_COUNT = (
    r"(?:\d{1,3}(?: ?\([\w -]{2,20}\))?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty(?:-one|-eight)?|"
    r"thirty|forty-five|sixty|ninety|(?:the )?(?:\w+ \(\d{1,3}\)))"
)
_UNIT = r"(?:calendar |working |business |consecutive )?(?:days?|weeks?|months?|years?|hours?|jours|mois|días|meses|giorni|mesi|Tagen?|Wochen?|Monaten?|dagen|weken|maanden|ημερών|μηνών)"
_PERIOD = re.compile(
    spaced(
        rf"(?:within|in|no later than|not later than|for|dans un délai de|en el plazo de|entro|innerhalb von|binnen|εντός) "
        rf"(?:a |the |a maximum |un |il |de )?(?:period |time limit |deadline |term |delay |termine |plazo )?(?:of |de |di )?(?:at most )?{_COUNT} {_UNIT}"
        r"(?P<from>,? ?(?:of|from|after|following|counted from|starting from|as of|à compter de|desde|a partir de|dalla|dal|nach|na|από) [^.;:,]{3,90})?"
    ),
    re.IGNORECASE,
)
_BY = re.compile(
    spaced(
        r"(?:by|before|until|no later than|not later than|at the latest(?: by| on)?|latest by|the deadline (?:is|of)) (?:the |on )?(?:\w+day,? )?$"
    ),
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    spaced(r"(?<!\w)(?:immediately|without (?:undue )?delay|with immediate effect|forthwith|sofort|sans délai)(?!\w)"),
    re.IGNORECASE,
)
_RUNS_FROM = re.compile(
    spaced(
        r"^[, ]*(?:of|from|after|following|counted from|starting from|as of|à compter de|desde|a partir de|dalla|dal|nach|na|από) "
    ),
    re.IGNORECASE,
)
_REACH = 40


def find_deadline(sentence: str) -> Deadline | None:
    """The deadline a sentence states, None where it states none; nothing is borrowed from elsewhere."""
    for date in find_dates(sentence):
        lead = _BY.search(sentence, max(0, date.span.start - _REACH), date.span.start)
        if lead and date.precision == "day":
            return Deadline(_one_line(sentence[lead.start() : date.span.end]), by=date.on)
    period = _PERIOD.search(sentence)
    if period:
        since = period["from"]
        return Deadline(_one_line(period.group()), runs_from=_one_line(_RUNS_FROM.sub("", since)) if since else None)
    at_once = _AT_ONCE.search(sentence)
    return Deadline(_one_line(at_once.group())) if at_once else None


def _one_line(text: str) -> str:
    return " ".join(text.split()).strip(" ,")
