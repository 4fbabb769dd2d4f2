"""What a question asks in a further part ("..., and which body intervened?"), where nothing told so far says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from service.answering.composing.reading import Line, Reading
from service.answering.composing.voices import is_partys, speaks_of_another
from service.answering.held.dossier import Sentence
from service.answering.weighing.bearing import is_long
from service.answering.weighing.evidence import covers, is_prose, is_silent, tells_of_itself
from service.answering.weighing.short.parts import Parts, parts_of
from service.answering.weighing.short.things import Kind, kinds_of, places_of
from service.answering.wording.words import SOFT

_FURTHER = re.compile(
    r"[?;]\s+(?=\w)|,?\s+(?:and|or|but)\s+(?=(?:for|on|by|in|under|over|to|from|with)?\s*"
    r"(?:which|what|who|whom|whose|when|where|why|how)\b)",
    re.IGNORECASE,
)
_OF_A_KIND = frozenset({Kind.COUNT, Kind.SUM, Kind.TIME, Kind.PERIOD, Kind.PERSON, Kind.NAME, Kind.ARTICLE, Kind.SHARE})
"""Kinds of thing that a sentence plainly gives or does not."""
MOST = 2


def of_further_parts(reading: Reading, told: Sequence[Line]) -> list[Line]:
    """A sentence for each part of the question of which no sentence told speaks, of the kind of thing that it asks for.

    Of a long decision only what rules and weights chose is told.
    """
    parts = [part for part in _FURTHER.split(reading.query.text) if part.strip()]
    if len(parts) == 1 or is_long(reading.sentences):
        return []
    said = [one for line in told for one in line.sentences]
    found: list[Sentence] = []
    for part in parts:
        best = _saying(reading, part, [*said, *found])
        found += [best] if best and len(found) < MOST else []
    return reading.quoting(found)


def _saying(reading: Reading, part: str, told: Sequence[Sentence]) -> Sentence | None:
    """The sentence that says most of a part and gives what it asks for; None where one that is told says as much."""
    query = replace(reading.query, text=part, yes_no=False)
    kinds = [kind for kind in kinds_of(query) if kind in _OF_A_KIND]
    stating = [one for one in reading.sentences if is_prose(one.english) and not is_silent(one)]
    stating = [one for one in stating if not (tells_of_itself(one.text) or is_partys(reading, one))]
    parted = parts_of(query, reading.dossier.respondents, [reading.dossier.title], stating)
    words = [word for word in parted.words if word not in SOFT and any(covers(one.stems, word) for one in stating)]
    if not kinds or not words:
        return None
    points = {one: _points(one, words) for one in stating if _gives(one, kinds, reading, parted)}
    best = max(points, key=lambda one: (points[one], -len(one.stems)), default=None)
    if best is None or not points[best] or speaks_of_another(reading, best):
        return None
    return None if any(points.get(one, 0) >= points[best] for one in told) else best


def _points(sentence: Sentence, words: Sequence[str]) -> int:
    return sum(covers(sentence.stems, word) for word in words)


def _gives(sentence: Sentence, kinds: Sequence[Kind], reading: Reading, parts: Parts) -> bool:
    return all(places_of(kind, sentence, reading.query, parts) for kind in kinds)
