"""Who speaks in a sentence: the authority deciding, a party arguing, a complainant alleging, or the background.

A representation must never pass for a finding, so where a sentence attributes its words to a party it is the party's,
even in the middle of a decision. Where nothing is said, the sentence is background.
"""

from __future__ import annotations

import re
from pathlib import Path

from corpus.documents import Voice
from ingest.extract.phrases import vocabulary

_SAYS = vocabulary(Path(__file__).with_name("voice.toml"))
_QUOTED_LAW = re.compile(r"^\W{0,4}(?:\(?\d{1,2}\)?\s{1,3})?[\"“«][^\"”»]{120,}", re.DOTALL)
_ORDER_OF_TRIAL = (
    (Voice.ALLEGATION, "allegation"),
    (Voice.RECOMMENDATION, "recommendation"),
    (Voice.FINDING, "finding"),
    (Voice.ORDER, "order"),
)


def voice_of(sentence: str, *, operative: bool = False) -> Voice:
    """The voice of one sentence; `operative` says that it stands where the document decides."""
    if _SAYS["representation"].search(sentence):
        return Voice.REPRESENTATION
    if operative and _SAYS["order"].search(sentence):
        return Voice.ORDER
    if _QUOTED_LAW.match(sentence):
        return Voice.BACKGROUND
    return next((voice for voice, name in _ORDER_OF_TRIAL if _SAYS[name].search(sentence)), Voice.BACKGROUND)
