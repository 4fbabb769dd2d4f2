"""Slips of the pen in words that say what is asked ("sanctoned", "apeal"), read as what they were meant to be.

Names are another matter (`names.py`): a word that stands in any document, or begins with a capital, is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rapidfuzz import fuzz, process

from service.answering.question.lexicon import LEXICON

_MEANT = LEXICON.often_misspelt.split()
_WORD = re.compile(r"(?<![\w'’-])[a-z]{5,}(?![\w'’-])")
_ALIKE = 88
"""How alike, of a hundred, a word must be to what it is taken for."""


def corrected(text: str, known_word: Callable[[str], bool]) -> str:
    """The question with such words spelt out."""
    return _WORD.sub(lambda word: word.group() if known_word(word.group()) else _meant(word.group()), text)


def _meant(word: str) -> str:
    best = process.extractOne(word, _MEANT, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    slipped = best and best[0][0] == word[0] and best[0].rstrip("s") != word.rstrip("s")
    return best[0] if best and slipped else word
