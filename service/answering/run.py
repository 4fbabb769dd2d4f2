"""One question on its way to an answer."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field

from corpus.filters import Filters
from service.answering.drafting import Drafter
from service.answering.generative.writing import Writing
from service.answering.question import Query
from service.answering.wire import Ask


@dataclass(slots=True)
class Run:
    """What is known of it by now. `started` is of `time.perf_counter`, `text` the question as it stands alone."""

    ask: Ask
    id: str
    started: float
    now: dt.datetime
    query: Query
    text: str
    filters: Filters
    as_of: dt.date
    drafter: Drafter
    writing: Writing | None = None
    timings: dict[str, float] = field(default_factory=dict)

    def lap(self, name: str) -> None:
        """Note the milliseconds since the run began, less those already noted."""
        spent = (time.perf_counter() - self.started) * 1000
        self.timings[name] = round(spent - sum(self.timings.values()), 3)
