"""Whether a text opens with a headline: "Tribunal overturns ruling on cameras". It tells of what others decided."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ingest.wording.sifted import vocabulary

_DOES = vocabulary(Path(__file__).with_name("headline.toml"))["does"]
_LONGEST = 200
_FEWEST = 4
_REACH, _LABELS = 600, 2
"""Characters in which it is looked for, and lines of a few words that may stand over it."""
_NOTE = re.compile(r"(?:case|law|legal) (?:note|summary|comment|commentary|digest|update|report)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"[:|]\s*\S{0,12}$|^\W*(?:IN THE|BEFORE THE|BETWEEN|DECISION|JUDGE?MENT|ORDER)\b|\[\d{4}\]|\b(?:v|vs|versus)\b"
    r"|(?i:appeals (?:chamber|board|tribunal|court|commission|committee))"
)


@lru_cache(maxsize=8)
def _opens(head: str) -> bool:
    lines = (line.strip() for line in head.lstrip("\ufeff").splitlines() if line.strip("# "))
    for place, line in enumerate(lines):
        if place > _LABELS:
            return False
        if len(line.split()) >= _FEWEST + (place > 0):
            return _is_headline(line.lstrip("# "))
    return False


def opens_with_headline(text: str) -> bool:
    """Whether the first line says what somebody does, behind who does it; "Media statement" and a name may precede."""
    return _opens(text[:_REACH])


def _is_headline(line: str) -> bool:
    if _NOTE.match(line):
        return True
    if len(line) > _LONGEST or line.endswith((".", ":", ";")) or _LABEL.search(line):
        return False
    found = _DOES.search(line)
    return found is not None and line[: found.start()].strip() != ""
