"""Whether a name is a person's: "Mr Rowan Tully Askew", "DERMOT HARNEY-STAFFORD", "Koh Jun Wei"."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ingest.describing.names import NAMES, has_legal_form, is_anonymous, plausibility
from ingest.wording.phrases import read_phrases

_WORDS = read_phrases(Path(__file__).with_name("persons.toml"))
TITLE = rf"(?:(?:{'|'.join(_WORDS['titles'])})\.?\s)"
_TITLED = re.compile(TITLE, re.IGNORECASE)
_PARTICLES = frozenset(_WORDS["particles"])
_NEVER = frozenset(_WORDS["never"])
_INITIAL = re.compile(r"[^\W\d_]\.?")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'‘-](?=\w)){1,24}")
_FEWEST, _MOST = 2, 6
_BODY = 0.9


@lru_cache(NAMES)
def is_person(name: str) -> bool:
    """Whether it can only be a person's: a title, or a given name and a surname that no body is called by."""
    words = " ".join(name.split())
    title = _TITLED.match(words)
    parts = words[title.end() if title else 0 :].split()
    whole = [part for part in parts if _WORD.fullmatch(part) and part.casefold() not in _PARTICLES]
    if any(part.casefold() in _NEVER for part in parts) or has_legal_form(words) or is_anonymous(words):
        return False
    if max(plausibility(words), plausibility(words.title())) >= _BODY:
        return False
    known = all(part[0].isupper() or part.casefold() in _PARTICLES for part in parts)
    formed = all(_WORD.fullmatch(part) or _INITIAL.fullmatch(part) for part in parts)
    return known and formed and len(whole) >= (1 if title else _FEWEST) and len(parts) <= _MOST


def is_titled(name: str) -> bool:
    """Whether a title stands before the name."""
    return _TITLED.match(name) is not None


def surname(name: str) -> str:
    """The last word of a person's name, by which the text goes on to call them."""
    return name.rsplit(maxsplit=1)[-1]
