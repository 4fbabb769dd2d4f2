"""A question for yes or no as sentences are held against it: what it is mainly about, its words, and how it asks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from service.answering.wording.clauses import TOKEN
from service.answering.wording.opposites import IRREGULAR, root
from service.answering.wording.words import is_stop, stem


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: str
    saying: str
    units: str
    light: str
    carriers: str
    short_participles: str
    before_nouns: str


_FILE = msgspec.convert(tomllib.loads(Path(__file__).with_name("put.toml").read_text(encoding="utf-8")), _File)
_VERBS = frozenset(_FILE.verbs.split())
"""Base forms of verbs."""
_VERB_ROOTS = frozenset(map(root, _VERBS))
_KINDS = {
    "past": "did was were had has have",
    "present": "is are does do",
    "must": "must should",
    "may": "can could may",
    "will": "will would",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_BASE_FOLLOWS = frozenset({"did", "does", "do", "must", "can", "could", "may", "will", "would", "should"})
"""Auxiliaries that a base form follows; behind the others stands a participle."""
_TO_DO = {
    "must": re.compile(r"\b(?:ha(?:ve|s|d) to|needs? to|required to|obliged to|supposed to|ordered to)\b"),
    "may": re.compile(r"\b(?:allowed|able|free|entitled|permitted) to\b"),
    "will": re.compile(r"\b(?:going|plan(?:s|ning)?|intend(?:s|ing)?|wants?|likely|trying) to\b"),
}
"""Ways of asking what must, may or will be done that stand behind another auxiliary; the last one counts."""
_NEGATED = re.compile(r"\b(?:not|never|no|without|nobody|none|nothing|neither|longer)\b|n't\b")
_SAYING = frozenset(_FILE.saying.split())
_UNITS = frozenset(map(stem, _FILE.units.split()))
LIGHT = frozenset(_FILE.light.split())
"""Verbs that say little of what is done."""
_CARRIERS = frozenset(_FILE.carriers.split())
_SHORT_PARTICIPLES = frozenset(_FILE.short_participles.split())
_BEFORE_NOUNS = frozenset(_FILE.before_nouns.split())
_FOUND_THAT = 3
"""Words after "find" among which "that" or "to" makes what is found the thing asked about."""


@dataclass(frozen=True)
class Put:
    """A question for yes or no.

    Attributes:
        text: The question.
        words: The roots of its words that carry meaning, without the names of those it is about, in order.
        written: Each as the question writes it.
        main: The root of its main verb, or of what it says somebody or something is.
        kind: Whether it asks what was, is, must be, may be or will be done.
        negated: Whether it denies something itself.
        own: Roots of the names of those it is about.
    """

    text: str
    words: tuple[str, ...]
    written: dict[str, str]
    main: str
    kind: str
    negated: bool
    own: frozenset[str]


def put(text: str, own: Collection[str]) -> Put:
    """Read a question for yes or no.

    Args:
        text: The question.
        own: Stems of the names of those it is about.
    """
    low, tokens = text.casefold().replace("’", "'"), TOKEN.findall(text)
    start = next((place for place, one in enumerate(tokens[:4]) if one.casefold() in _KIND_OF), -1)
    auxiliary = tokens[start].casefold() if start >= 0 else ""
    kind = [_KIND_OF.get(auxiliary, "other"), *(name for name, pattern in _TO_DO.items() if pattern.search(low))][-1]
    written: dict[str, str] = {}
    for token in tokens[start + 1 :]:
        if _says_something(token) and not {root(token), stem(token)} & set(own):
            written.setdefault(root(token), token)
    words = tuple(written)
    main = _main(tokens, start, words)
    return Put(text, words, written, main, kind, bool(_NEGATED.search(low)), frozenset(own))


def _says_something(token: str) -> bool:
    if token[0].isdigit() or len(root(token)) < 2 or root(token) in _UNITS:  # noqa: PLR2004
        return False
    return not is_stop(token) or token.casefold() in _SAYING


def _main(tokens: Sequence[str], start: int, words: Sequence[str]) -> str:
    """The root of the first verb behind the subject that says what is done, or of what stands in its stead."""
    low = [one.casefold().replace("’", "'") for one in tokens]
    auxiliary, light = low[start] if start >= 0 else "", ""
    for place in range(start + 2, len(tokens)):
        if not _is_verb(tokens, low, place, auxiliary, after_light=bool(light)):
            continue
        if root(low[place]) in words and not _leads_on(low, place):
            return root(low[place])
        light = root(low[place])
    if not words:
        return light
    return words[0] if light and auxiliary not in ("is", "are", "was", "were") else words[-1]


def _is_verb(tokens: Sequence[str], low: Sequence[str], place: int, auxiliary: str, *, after_light: bool) -> bool:
    """Whether a verb stands at a place, of the form that the auxiliary asks for."""
    word, before = low[place], low[place - 1]
    if tokens[place][0].isupper() or before in _BEFORE_NOUNS or before.endswith(("'s", "s'")):
        return False
    if after_light and word.endswith("ing") and root(word) in _VERB_ROOTS:
        return True
    if auxiliary in _BASE_FOLLOWS or before in ("to", "be"):
        return word in _VERBS
    regular = word.endswith(("ed", "ing")) and root(word) in _VERB_ROOTS
    return regular or IRREGULAR.get(word) in _VERBS or word in _SHORT_PARTICIPLES


def _leads_on(low: Sequence[str], place: int) -> bool:
    """Whether a verb says little, or only leads on to the one that says what is done."""
    after = low[place + 1 : place + _FOUND_THAT]
    if low[place] in ("find", "found") and place + 2 < len(low) and {"that", "to"} & set(after):
        return True
    carries = low[place] in _CARRIERS and place + 2 < len(low)
    carries = carries and (after[0] in ("to", "up", "being") or after[0].endswith("ing"))
    return low[place] in LIGHT or carries
