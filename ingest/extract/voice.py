"""Who speaks in a sentence: the authority deciding, a party arguing, a complainant alleging, or the background.

A representation must never pass for a finding, so where a sentence attributes its words to a party it is the party's,
even in the middle of a decision. Where nothing is said, the sentence is background.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

from corpus.documents import Voice
from ingest.wording.sifted import vocabulary

_SAYS = vocabulary(Path(__file__).with_name("voice.toml"))
_QUOTED_LAW = re.compile(r"^\W{0,4}(?:\(?\d{1,2}\)?\s{1,3})?[\"“«][^\"”»]{120,}", re.DOTALL)
_ORDER_OF_TRIAL = (
    (Voice.ALLEGATION, "allegation"),
    (Voice.RECOMMENDATION, "recommendation"),
    (Voice.FINDING, "authority"),
    (Voice.FINDING, "finding"),
    (Voice.ORDER, "order"),
)


def voice_of(sentence: str, *, operative: bool = False, at: int | None = None) -> Voice:
    """The voice of one sentence, or of the words at one place in it.

    Args:
        sentence: The words.
        operative: Whether they stand where the document decides.
        at: Where in the sentence; then the last to speak before that place is the speaker: in "the company argued that
            it could not pay, but the Commissioner decided on a penalty of" it is the Commissioner.
    """
    speaker = _speaker(sentence, len(sentence) if at is None else at, anywhere=at is None)
    if speaker is Voice.REPRESENTATION:
        return speaker
    if operative and _places("order", sentence):
        return Voice.ORDER
    if speaker is Voice.ALLEGATION:
        return speaker
    if _QUOTED_LAW.match(sentence):
        return Voice.BACKGROUND
    trial = _ORDER_OF_TRIAL if at is None else _ORDER_OF_TRIAL[1:]
    return next((voice for voice, name in trial if _places(name, sentence)), Voice.BACKGROUND)


def _speaker(sentence: str, before: int, *, anywhere: bool) -> Voice | None:
    """Who else than the authority speaks: anyone `anywhere` in the sentence, or the last one before a place."""
    party, complainant = (_last(name, sentence, before) for name in ("representation", "allegation"))
    authority = -1 if anywhere else _last("authority", sentence, before)
    if max(party, complainant) <= authority:
        return None
    return Voice.REPRESENTATION if party >= complainant else Voice.ALLEGATION


def _last(name: str, sentence: str, before: int) -> int:
    at = bisect_left(_places(name, sentence), before)
    return _places(name, sentence)[at - 1] if at else -1


@lru_cache(maxsize=64)
def _places(name: str, sentence: str) -> tuple[int, ...]:
    """Where someone speaks in the sentence; kept, because every article of a sentence asks again."""
    return tuple(match.start() for match in _SAYS[name].finditer(sentence))
