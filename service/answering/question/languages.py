"""Questions in another language than English, told by the words that ask and the small words of a sentence.

Documents are read in any language, questions in English alone. Names and keywords of another language never make a
question one of it: a word counts only in lower case and, unless the question opens with a word that asks, not between
two names ("Banco de la Nación"): German writes every noun with a capital.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec

from service.answering.wording.words import STOPWORDS


class _Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    asks: str
    small: str


_FILE = msgspec.convert(
    tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8")), dict[str, _Language]
)
_LANGUAGES = {name: (frozenset(one.asks.split()), frozenset(one.small.split())) for name, one in _FILE.items()}
_ASKING = frozenset[str]().union(*(asks for asks, _ in _LANGUAGES.values()))
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LEAST, LEAST_OPENED = 3, 2
"""Words of a language that make a sentence one of it; fewer where it opens with one that asks. No question in
English is taken for another language, of the 2,185 of the evaluation that may be tuned with."""
_SHARED = frozenset({"on", "i", "a", "as", "no", "is", "in", "so", "me", "do", "was", "for", "at", "to", "an", "per"})
_ENGLISH = STOPWORDS - _SHARED
"""What only English asks with: one such word, and the question is taken to be English."""


def other_language(text: str) -> str:
    """The language of a question that is not English; empty for English, and for what is no sentence."""
    words = [match.group() for match in _WORD.finditer(text.replace("’", " ").replace("'", " "))]
    opening = words[0].casefold() if words else ""
    asking = opening in _ASKING
    small = [word for place, word in enumerate(words) if word.islower() and (asking or not _is_in_a_name(words, place))]
    lowered = {word.casefold() for word in small}
    if any(word.casefold() in _ENGLISH for word in (*small, *words[:1])):
        return ""
    found = {}
    for name, (asks, common) in _LANGUAGES.items():
        spoken, opened = (lowered | {opening}) & (asks | common), opening in asks
        if spoken & asks and len(spoken) >= (LEAST_OPENED if opened else LEAST):
            found[name] = len(spoken)
    return max(found, key=lambda name: found[name]) if found else ""


def _is_in_a_name(words: list[str], place: int) -> bool:
    """Whether a small word stands between words with a capital."""
    before, after = words[:place], words[place + 1 :]
    capitals_before = [word for word in before if not word.islower()][-1:] and not before[-1].islower()
    return bool(capitals_before) and bool(after) and not after[0].islower() and place > 1
