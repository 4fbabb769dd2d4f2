"""Signs in a long decision's sentences that they give what some questions ask: why, what weighed, what comes next."""

from __future__ import annotations

import re

from service.answering.question import Query
from service.answering.weighing import wanted

CUES = (
    "denies, asked why",
    "denies, asked whether",
    "weighs, asked what weighed",
    "appeal asked and told",
    "costs asked and told",
    "counts what is asked",
    "tells a step",
)
"""Of 335 tuning questions on long decisions, each ranked by a model that never saw its matter, all facts stand among
the first five sentences in 0.716 with these and in 0.707 without, among the first eight in 0.815 and 0.800. What
stands before and after a sentence finds no more, nor do words of parties ("the plaintiff submits"), of the law
("Article 6 provides") or of concluding ("therefore")."""

_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bgrounds?\b|\bbecause\b|\bwhat\b.*\b(?:wrong|missing|lack)", re.IGNORECASE)
_WEIGHED_ASKED = re.compile(
    r"\bmitigat|\baggravat|\blower|\bin favou?r|\bbr(?:ing|ought) .* down|\bt[ao]ken? into account|\btook into account|"
    r"\bfactors?\b|\bcounted\b|\bweigh",
    re.IGNORECASE,
)
_WEIGHS = re.compile(
    r"\bmitigat|\baggravat|\btaken? into account|\bin favou?r|\bcooperat|\bconsider(?:ed|ation)|\bfactor|\bcircumstanc",
    re.IGNORECASE,
)
_APPEAL_ASKED = re.compile(r"\bappeal|\bchalleng|\bcontest|\btribunal|\bhigher court", re.IGNORECASE)
_APPEAL = re.compile(r"\bappeal|\bchalleng|\bremed|\btribunal|\bcourt\b", re.IGNORECASE)
_COSTS = re.compile(r"\bcosts?\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:not|no|never|without|un\w+|cannot|neither|nor|fail\w*|lack\w*)\b", re.IGNORECASE)
_STEP = re.compile(r"\b(?:by letter|on \d{1,2} \w+ \d{4}|received|sent|requested|dated|replied|wrote)\b", re.IGNORECASE)
"""What tells how a case went on, and decides nothing of it."""
_COUNT_ASKED = re.compile(r"\bhow (?:many|often)\b|\bnumber of\b", re.IGNORECASE)
MOST_NOUNS = 3
"""Words after "how many" of which one must stand behind a figure."""


class Cues:
    """What of these a question asks for; `of` tells what of it a sentence gives, in the order of CUES."""

    def __init__(self, query: Query) -> None:
        text = query.text
        self._whether = query.yes_no
        self._why = bool(_WHY.search(text))
        self._weighed = bool(_WEIGHED_ASKED.search(text))
        self._appeal = bool(_APPEAL_ASKED.search(text))
        self._costs = bool(_COSTS.search(text))
        self._counts = bool(_COUNT_ASKED.search(text))
        self._nouns = wanted.asked_for(text)[:MOST_NOUNS] if self._counts else []

    def of(self, text: str) -> tuple[float, ...]:
        """One number a cue."""
        denies = bool(_DENIES.search(text)) if self._why or self._whether else False
        return (
            float(self._why and denies),
            float(self._whether and denies),
            float(self._weighed and bool(_WEIGHS.search(text))),
            float(self._appeal and bool(_APPEAL.search(text))),
            float(self._costs and bool(_COSTS.search(text))),
            float(self._counts and wanted.has_figure_of(text, self._nouns)),
            float(bool(_STEP.search(text))),
        )
