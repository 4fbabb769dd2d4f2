"""How far a sum has come by the phrases before and behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.documents import Voice
from corpus.records import MoneyStage
from ingest.extract.sums.settled import HEARD
from ingest.wording.sifted import Sifted, vocabulary

_WORDS = vocabulary(Path(__file__).with_name("penalties.toml"))
_OUTCOMES = (
    (MoneyStage.ANNULLED, _WORDS["annulled"]),
    (MoneyStage.SUSPENDED, _WORDS["suspended"]),
    (MoneyStage.CONFIRMED, _WORDS["confirmed"]),
)
_STEPS = (
    (MoneyStage.REDUCED, _WORDS["reduced"]),
    (MoneyStage.INCREASED, _WORDS["increased"]),
    (MoneyStage.COLLECTED, _WORDS["paid"]),
    (MoneyStage.PROPOSED, _WORDS["proposed"]),
)
_NEAR, _OUTCOME_REACH, _STEP_REACH, _SPAN = 60, 90, 130, 50
_SIGNS = (
    "annulled",
    "suspended",
    "confirmed",
    "reduced",
    "increased",
    "paid",
    "proposed",
    "only_proposed",
    "periodic",
    "redress",
    "settlement",
    "brought_down",
    "threat",
    "every",
)
_NOT_IMPOSED = re.compile(
    r"(?<!\w)(?:not|no|nor|without|instead of|rather than|never|neither)(?!\w)[^.;,]{0,60}$", re.IGNORECASE
)
_MEANS_TO = re.compile(
    r"(?:propos(?:e|es|ed|al)|intend(?:s|ed)?|intention|minded|seeks?|sought|envisage[sd]?)(?:\s\w{1,12}){0,2}\s+to\s+$",
    re.IGNORECASE,
)


def phrases_of(left: str, right: str) -> Iterator[str]:
    """The names of the phrases that stand before (<) and behind (>) a sum."""
    near = left[-_STEP_REACH:]
    yield from (f"<<{name}" for name in _SIGNS if _WORDS[name].search(near))
    yield from (f">>{name}" for name in _SIGNS if _WORDS[name].search(right))


def stage_by_phrases(left: str, right: str, voice: Voice, *, decides: bool) -> MoneyStage:
    """How far the sum has come: what is said of it in so many words, else the verb nearest to it."""
    return _said_stage(left, right) or _stage_by_verb(left, right, voice, decides=decides)


def _said_stage(left: str, right: str) -> MoneyStage | None:
    near = left[-_SPAN:]
    if _WORDS["periodic"].search(right[:40]) or _WORDS["every"].search(near) or _WORDS["threat"].search(near):
        return MoneyStage.THREATENED
    for name, stage in (("brought_down", MoneyStage.REDUCED), ("brought_down_from", MoneyStage.IMPOSED)):
        if any(not left[match.end() :].strip() for match in _WORDS[name].finditer(left)):
            return stage
    if _WORDS["suspended_then"].match(right):
        return MoneyStage.SUSPENDED
    if _WORDS["brought_down_then"].match(right.lstrip()):
        return MoneyStage.REDUCED
    outcome = next((stage for stage, pattern in _OUTCOMES if pattern.search(left[-_OUTCOME_REACH:])), None)
    return outcome or (MoneyStage.PROPOSED if _WORDS["only_proposed"].search(left) else None)


def _stage_by_verb(left: str, right: str, voice: Voice, *, decides: bool) -> MoneyStage:
    """The verb nearest to it says, save that what is annulled had been imposed before."""
    decisive = last_place(_WORDS["decisive"], left[-_STEP_REACH:])
    if decisive >= 0 and _MEANS_TO.search(left[-_STEP_REACH:][:decisive]):
        return MoneyStage.PROPOSED
    steps = [(last_place(pattern, left[-_STEP_REACH:]), stage) for stage, pattern in _STEPS]
    position, step = max(steps, key=lambda entry: entry[0])
    if position > decisive and not (decides and step is MoneyStage.PROPOSED):
        return step
    if voice not in HEARD or _NOT_IMPOSED.search(left[-_NEAR:]):
        return MoneyStage.UNKNOWN
    told = decisive >= 0 or _WORDS["decisive"].search(right[:60]) or _WORDS["reason"].search(right)
    return MoneyStage.IMPOSED if told or decides else MoneyStage.UNKNOWN


def last_place(pattern: Sifted, text: str) -> int:
    """Where something last stands in a text, -1 where it does not."""
    position = -1
    for match in pattern.finditer(text):
        position = match.start()
    return position
