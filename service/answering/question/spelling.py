"""How names are spelt: the words a name is known by, without legal forms, brackets and words that many names share."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.wording.months import month_number
from service.answering.question.lexicon import LEXICON
from service.answering.wording.words import STOPWORDS

_INITIALS_AT_ONCE = 2


def without_dots(word: str) -> str:
    """Initials written together, however many dots stand between them ("h.m.b" and "h.mb"); any other word as it is."""
    parts = word.split(".")
    return "".join(parts) if len(parts) > 1 and all(len(part) <= _INITIALS_AT_ONCE for part in parts) else word


LEGAL_FORMS = frozenset(map(without_dots, LEXICON.legal_forms.split()))
WEAK = frozenset(LEXICON.weak_names.split())
"""Words that begin or fill many names: alone they lead to a respondent only when one respondent has them."""

COMMON = frozenset(LEXICON.common_names.split())
"""English words that are names too: read as names only with a capital."""

TOKEN = re.compile(r"[^\W_]+(?:[.&'’/-][^\W_]+)*")
_BRACKETED = re.compile(r"\(([^()]+)\)")
_DATED = re.compile(r"\([^()]*\d{4}[^()]*\)")
_SHORT_CODE = 3
_LEAST_SIDE = 4
"""Letters on either side of a stroke that parts two names; "A/S" and "c/o" part none."""


@lru_cache(maxsize=20_000)
def key_of(word: str) -> str:
    """A word as it is looked up: lower case, no possessive ending, no dots between initials."""
    return without_dots(word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'").removesuffix("."))


def words_of(name: str) -> list[str]:
    """The keys of all words of a name."""
    return [key_of(word) for word in TOKEN.findall(name)]


def other_names_in(name: str) -> list[str]:
    """Other names given in brackets or after a stroke: "Infinite Styles Services Co. Limited (SHEIN)", "Bolt/Volt"."""
    sides = [side.strip() for side in name.split("/")]
    apart = sides if len(sides) > 1 and all(len(side) >= _LEAST_SIDE for side in sides) else []
    return [inner for inner in [*_BRACKETED.findall(name), *apart] if inner[:1].isupper()]


def known_by(name: str) -> list[str]:
    """The words of a name without brackets and legal forms."""
    return [word for word in words_of(_BRACKETED.sub(" ", name)) if word not in LEGAL_FORMS]


def core(name: str) -> list[str]:
    """The same without the words at its end that many names end in."""
    words = known_by(name)
    while len(words) > 1 and words[-1] in WEAK:
        words.pop()
    return words


def initials_of(name: str) -> str:
    """The initials people use: "British Airways plc" is BA, "SK Telecom" is SKT."""
    words = [word for word in TOKEN.findall(_BRACKETED.sub(" ", name)) if key_of(word) not in LEGAL_FORMS]
    short = [word if word.isupper() and len(word) < _SHORT_CODE else word[0].upper() for word in words]
    return "".join(short) if len(words) > 1 else ""


def brands_in(title: str) -> list[str]:
    """Words of a title that may be names of products or of parties."""
    return [word for word in TOKEN.findall(_DATED.sub(" ", title)) if _is_brand(word)]


def _is_brand(word: str) -> bool:
    key = key_of(word)
    named = word[:1].isupper() and not (word.isupper() and len(word) < _SHORT_CODE)
    if month_number(key):
        return False
    return named and len(key) >= _SHORT_CODE and key not in STOPWORDS | WEAK | LEGAL_FORMS
