"""Vocabularies: lists of phrases in TOML files, compiled into patterns that read across line breaks.

Canonical text may keep the line ends of a letter, so a space in a phrase stands for any run of white space, and " ?"
for one that may be missing. `parts` are pieces that phrases of the file use by name, in braces.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

_SPACE, _MAYBE_SPACE = r"\s{1,6}", r"\s{0,6}"
_PARTS = "parts"


def spaced(pattern: str) -> str:
    """The pattern with each plain space read as a run of white space, and " ?" as a run that may be missing."""
    return pattern.replace(" ?", _MAYBE_SPACE).replace(" ", _SPACE)


def any_of(phrases: Iterable[str], *, whole_words: bool = True, ignore_case: bool = True) -> re.Pattern[str]:
    """One pattern that finds any of the phrases, each a regular expression with plain spaces."""
    body = "|".join(spaced(phrase) for phrase in phrases)
    edged = rf"(?<!\w)(?:{body})(?!\w)" if whole_words else f"(?:{body})"
    return re.compile(edged, re.IGNORECASE if ignore_case else 0)


def read_phrases(path: Path) -> dict[str, tuple[str, ...]]:
    """The phrases of a vocabulary file by name, with the parts filled in."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    parts: Mapping[str, str] = {name: "(?:" + "|".join(body) + ")" for name, body in table.pop(_PARTS, {}).items()}
    return {name: tuple(_filled(phrase, parts) for phrase in phrases) for name, phrases in table.items()}


def vocabulary(path: Path) -> dict[str, re.Pattern[str]]:
    """The patterns of a vocabulary file by name: whole words, any case."""
    return {name: any_of(phrases) for name, phrases in read_phrases(path).items()}


def literal_vocabulary(path: Path) -> dict[str, re.Pattern[str]]:
    """The patterns of a vocabulary file by name, exactly as written: case counts, and so do the edges they give."""
    return {name: any_of(phrases, whole_words=False, ignore_case=False) for name, phrases in read_phrases(path).items()}


def _filled(phrase: str, parts: Mapping[str, str]) -> str:
    for name, body in parts.items():
        phrase = phrase.replace(f"{{{name}}}", body)
    return phrase
