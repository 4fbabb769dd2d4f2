"""Whether a refusal is to be taken back: what the question asks for, held against the sentences that bear on it.

The rules of `composing` answer only what they recognise. Where they find nothing, a question asked in other words than
the documents' looks like one that they do not answer. A small logistic model over how much of the question, and above
all of what it asks for ("which browser signal"), the matter's words cover tells the two apart; it was fitted to the
tuning questions that were refused (`python -m tests.evaluation.fit`), and its weights stand in `reconsidering.toml`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path

from service.answering.bearing import Weighed
from service.answering.evidence import covers, is_silent
from service.answering.fitted import Fitted
from service.answering.question import Intent, Premise, Query, Shape
from service.answering.words import SOFT, content_stems

FEATURES = (
    "asked for",
    "asked for and unknown",
    "all asked for is unknown",
    "nothing is asked for",
    "asked for and near",
    "asked for and not known",
    "subject covered",
    "subject",
    "subject unknown",
    "share of the subject unknown",
    "yes or no",
    "step taken for granted",
    "crime",
    "counted",
    "deadline",
    "words",
    "fine",
    "found by search",
    "likelihood",
    "list",
)
LIKELY = 0.6
"""From which likelihood a refusal is taken back. Of 174 refusals of tuning questions, 93 without reason, 0.6 takes back
62 in 100 of these and 23 of the others (cross-validated). Over 959 tuning questions accuracy and refusal recall are
0.824 and 0.873 at 0.45, 0.823 and 0.907 here, 0.818 and 0.932 at 0.7."""
NEAR = 5
"""Sentences that bear most on the question among which what is asked for is looked for."""

_AUXILIARY = (
    r"(?:did|does|do|was|were|is|are|has|have|had|must|can|could|should|will|would|may|might|to|that|which|who|of|in|"
    r"on|at|for|from|by|with|under|against|between|besides|behind)"
)
_ASKED_FOR = re.compile(
    r"\b(?:which|what|whose|how many|how much|names? of(?: the)?|number of)\s+"
    rf"((?:(?!{_AUXILIARY}\b)[\w'’&-]+\s*){{0,5}})",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r"of\s+((?:[\w'’-]+\s*){1,2})", re.IGNORECASE)
_DOER = re.compile(
    r"\b(?:who|which (?:\w+ ){0,2}?(?:company|firm|vendor|supplier|judge|law firm|gang|group|court|tribunal))\s+"
    rf"(?:\w+ly\s+)?((?!{_AUXILIARY}\b)[\w'’-]+)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bhow (?:many|much|often|long|old)\b", re.IGNORECASE)


_MODEL = Fitted.load(Path(__file__).with_name("reconsidering.toml"), FEATURES)


def asked_for(text: str) -> list[str]:
    """The stems of what a question asks for: what stands after "which", "how many", and what somebody is said to do."""
    found = []
    for match in _ASKED_FOR.finditer(text):
        found.append(match.group(1))
        of_what = _OF_WHAT.match(text, match.end())
        found += [of_what.group(1)] if of_what else []
    found += [match.group(1) for match in _DOER.finditer(text)]
    return content_stems(" ".join(found))


def features(
    query: Query, uncovered: Sequence[str], weighed: Sequence[Weighed], *, searched: bool
) -> tuple[float, ...]:
    """What the decision is made from, in the order of FEATURES.

    Args:
        query: The question understood.
        uncovered: Words of its subject that no document of the matters uses.
        weighed: The sentences of the matter that bears most on it, most likely first.
        searched: Whether the matter was found by search alone, and not by name, place or authority.
    """
    unknown, own = set(uncovered), {stem for name in query.called for stem in content_stems(name)}
    wanted = [stem for stem in asked_for(query.text) if stem not in own and stem not in SOFT]
    missing = [stem for stem in wanted if stem in unknown]
    near = [one.sentence for one in weighed[:NEAR]]
    told = [stem for stem in wanted if any(covers(one.stems, stem) and not is_silent(one) for one in near)]
    silent = any(covers(one.stems, stem) and is_silent(one) for one in near for stem in wanted)
    topic = query.topic
    premises = {asked.premise for asked in query.asked}
    return (
        float(len(wanted)),
        float(len(missing)),
        float(bool(wanted) and len(missing) == len(wanted)),
        float(not wanted),
        len(told) / max(1, len(wanted)),
        float(silent),
        float(sum(term not in unknown for term in topic)),
        float(len(topic)),
        float(len(unknown)),
        len(unknown) / max(1, len(topic)),
        float(query.yes_no),
        float(Premise.EVENT in premises and not query.yes_no and query.main is not Intent.STATUS),
        float(Premise.CRIMINAL in premises),
        float(bool(_COUNTED.search(query.text))),
        float(query.main is Intent.DEADLINE),
        math.log(1 + len(content_stems(query.text))),
        float(bool(premises & {Premise.FINED, Premise.A_FINE}) and not query.yes_no),
        float(searched),
        next((one.likelihood for one in weighed if not is_silent(one.sentence)), 0.0),
        float(query.shape is not Shape.SINGLE),
    )


def is_answered(query: Query, uncovered: Sequence[str], weighed: Sequence[Weighed], *, searched: bool) -> bool:
    """Whether the sentences that bear on the question are to be told instead of a refusal."""
    if not weighed:
        return False
    return _MODEL.likelihood(features(query, uncovered, weighed, searched=searched)) >= LIKELY
