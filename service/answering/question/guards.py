"""Questions that are no questions: attempts to steer the program, and matters outside enforcement."""

from __future__ import annotations

import re

from service.answering.question.lexicon import LEXICON, compiled

_GUARDS = compiled(LEXICON.guards)
_PLANTED = re.compile(
    r"^\W*(?:please |now )?(?:ignore|disregard|forget|override|bypass)\b[^.?!]{0,60}"
    r"\b(?:instructions?|prompts?|rules?|above|previous|prior|sources|documents)\b"
    r"|\b(?:system|developer) (?:prompt|message)\b|\byou are now\b|\[/?inst\]|<\|?/?(?:system|im_start|im_end)\|?>",
    re.IGNORECASE,
)
"""What gives orders to a reading program was planted in a document, and is no evidence of anything."""


def is_injection(text: str) -> bool:
    """Whether the question tries to give orders instead of asking."""
    return bool(_GUARDS["injection"].search(text))


def is_planted(text: str) -> bool:
    """Whether a sentence of a document gives orders to a program that reads it."""
    return bool(_PLANTED.search(text))


def is_other_task(text: str) -> bool:
    """Whether something is wanted that this program never does, whoever is named."""
    return bool(_GUARDS["other_task"].search(text))


def speaks_of_the_field(text: str) -> bool:
    """Whether any word belongs to data protection enforcement."""
    return bool(_GUARDS["field"].search(text))
