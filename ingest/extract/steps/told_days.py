"""On which day a step was taken that a text tells of: by the sentence, by the ruling, or by the day of the text."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from pathlib import Path

from corpus.matters import BodyRank
from ingest.describing.headline import opens_with_headline
from ingest.extract.reading import Reading, Sentence
from ingest.extract.releases import Telling
from ingest.extract.steps.actors import BY_COURT, Context
from ingest.extract.steps.acts import Deed
from ingest.extract.steps.told_by import Doers
from ingest.wording.dates import WrittenDate, find_dates, may_hold_date
from ingest.wording.near_dates import near_dates
from ingest.wording.phrases import any_of, read_phrases

_OPENS, _AROUND, _TOUCHING = 5, 60, 14
_WORDS = {
    name: any_of(phrases, whole_words=False, ignore_case=False)
    for name, phrases in read_phrases(Path(__file__).with_name("told_days.toml")).items()
}


class Days:
    """The days that the text gives for what it tells, also for the rulings of the courts that it names."""

    def __init__(self, reading: Reading, context: Context, telling: Telling, doers: Doers) -> None:
        self._reading, self._context, self._telling, self._doers = reading, context, telling, doers

    @property
    def of_telling(self) -> tuple[dt.date | None, str]:
        """The day by which the text tells what it tells; only that after which, where it is the decision's own.

        A decision tells nothing of what befell it: a text that bears its day only must stand under a headline.
        """
        description = self._context.description
        if description.published_on != description.decided_on:
            if description.published_on:
                return description.published_on, "by"
            if opens_with_headline(self._reading.text):
                return description.decided_on, "after"
        return None, "by"

    def of(
        self, sentence: Sentence, deed: Deed, following: int, body: tuple[str, BodyRank]
    ) -> tuple[dt.date | None, str]:
        """The day of a deed with its precision; None where it bears none. From `following` on another is told."""
        text = sentence.text
        accepted: list[tuple[WrittenDate, str]] = []
        for date in self._dates(sentence):
            before = text[max(0, date.span.start - 60) : date.span.start]
            own = _WORDS["of_the_ruling"].search(before) is not None
            if own or not _WORDS["of_a_decision"].search(before):
                spoken = text[date.span.start : date.span.start + 3].lower() in ("yes", "tod", "on ")
                if own or spoken or _WORDS["on"].search(before):
                    accepted.append((date, date.precision))
                elif _WORDS["by"].search(before):
                    accepted.append((date, "by"))
        behind = [
            each
            for each in accepted
            if deed.start <= each[0].span.start < following
            and _WORDS["of_another"].search(text[deed.end : each[0].span.start]) is None
        ]
        ahead = [each for each in accepted if each[0].span.start < deed.start]
        opens = bool(ahead) and ahead[0][0].span.start <= _OPENS
        if opens and behind and behind[0][0].span.start - deed.end > _AROUND:
            behind = []
        chosen = behind[:1] or ahead[-1:]
        if chosen:
            return chosen[0][0].on, chosen[0][1]
        if deed.kind in BY_COURT and body[0] in self._rulings:
            return self._rulings[body[0]], "day"
        return None, "day"

    def is_future(self, on: dt.date) -> bool:
        """Whether it is after the day on which the text tells."""
        return self._day is not None and on > self._day

    @cached_property
    def _day(self) -> dt.date | None:
        return self._telling.day

    @cached_property
    def _rulings(self) -> dict[str, dt.date]:
        """The day of a court's ruling, where a sentence that names the court gives one."""
        days: dict[str, dt.date] = {}
        text = self._reading.text
        acting = {name for _, name, _ in self._doers.courts}
        for match in _WORDS["delivered"].finditer(text):
            sentence = self._reading.around(match.end() - 1)
            if sentence is None or len(acting) != 1:
                continue
            for date in self._dates(sentence):
                if 0 <= sentence.span.start + date.span.start - match.end() <= _TOUCHING:
                    days.setdefault(next(iter(acting)), date.on)
        for place, name, _ in self._doers.courts:
            sentence = self._reading.around(place)
            if sentence is None:
                continue
            for date in self._dates(sentence):
                if _WORDS["of_the_ruling"].search(sentence.text[max(0, date.span.start - 60) : date.span.start]):
                    days.setdefault(name, date.on)
        return days

    def _dates(self, sentence: Sentence) -> list[WrittenDate]:
        text = sentence.text
        dates = list(find_dates(text)) if may_hold_date(text) else []
        if self._day:
            taken = [date.span for date in dates]
            near = near_dates(text, self._day)
            dates += [
                each
                for each in near
                if not any(span.start < each.span.end and each.span.start < span.end for span in taken)
            ]
        at_line = sentence.span.start == 0 or self._reading.text[sentence.span.start - 1] == "\n"
        return [
            date
            for date in sorted(dates, key=lambda each: each.span.start)
            if not (
                at_line
                and _WORDS["dateline"].match(text[: date.span.start])
                and _WORDS["behind_dateline"].match(text[date.span.end :])
            )
        ]
