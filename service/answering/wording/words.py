"""Words as questions and evidence are compared by: tokens, stems, stop words and the field's synonyms."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import msgspec

from corpus.glosses import english_stem
from service.answering.wording.senses import senses_of

_TOKEN = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*")

ADDRESS = re.compile(
    r"(?<![\w.@-])(?:www\.)?([^\W_][\w-]{2,})(?:\.com?)?\."
    r"(?:com|org|net|eu|info|io|ai|app|shop|a[tu]|b[egr]|c[ahz]|d[ek]|e[es]|f[ir]|g[br]|h[ru]|i[est]|jp|kr|l[tuv]|n[loz]|"
    r"p[lt]|r[osu]|s[eik]|u[ks])(?![\w@-]|\.\w)"
)
"""A web address without what stands before and after the name in it; a mail address is none."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stopwords: str
    soft: str
    synonyms: tuple[str, ...]
    stances: dict[str, tuple[str, ...]]
    says: dict[str, tuple[str, ...]]
    sections: dict[str, tuple[str, ...]]


_FILE = msgspec.convert(tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8")), _File)

STOPWORDS = frozenset(_FILE.stopwords.split())
"""Words that say nothing of what a passage is about; also those that ask ("list", "when")."""


SOFT = frozenset(english_stem(word) for word in _FILE.soft.split())
"""Stems of words that help to choose a sentence and say little of what a matter is about."""


def _compiled(table: dict[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(patterns), re.IGNORECASE) for name, patterns in table.items()}


SAYS = _compiled(_FILE.says)
"""What a sentence says when it answers a kind of question."""

SECTIONS = _compiled(_FILE.sections)
"""Headings under which a kind of question is answered."""

STANCES = _compiled(_FILE.stances)
"""How a text says a thing: as a recommendation, an argument, an allegation, a proposal ..."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The English stem of a word, lower case, without a possessive ending."""
    bare = word.casefold().replace("’", "'").removesuffix("'s").replace("'", "")
    return english_stem(bare)


def tokens(text: str) -> list[str]:
    """Words and figures of a text in order, as written."""
    return _TOKEN.findall(text)


def stems(text: str) -> list[str]:
    """The stems of all words in order."""
    return [stem(token) for token in _TOKEN.findall(text)]


def said_stems(text: str) -> frozenset[str]:
    """The stems of all words with the marks of their senses, and the name alone of a web address: "acme.de", "acme"."""
    return frozenset(stems(text)).union(senses_of(text), (stem(one[1]) for one in ADDRESS.finditer(text)))


def content_stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, each once, in order."""
    return list(dict.fromkeys(stem(token) for token in content_tokens(text)))


def content_tokens(text: str) -> list[str]:
    """The words that carry meaning, as written."""
    return [token for token in _TOKEN.findall(text) if not is_stop(token)]


def is_stop(token: str) -> bool:
    """Whether a word says nothing of a subject; contractions ("wasn't") count by their first part."""
    bare = token.casefold().replace("’", "'")
    return bare in STOPWORDS or ("'" in bare and bare.split("'")[0] in STOPWORDS)


def classes_of(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    """The stems of each line's words, all those they stand on a line with, by stem."""
    classes: dict[str, frozenset[str]] = {}
    for line in lines:
        group = frozenset(stem(word) for word in line.split())
        for member in group:
            classes[member] = classes.get(member, frozenset()) | group
    return classes


_CLASSES = classes_of(_FILE.synonyms)


@lru_cache(maxsize=10_000)
def alike(stemmed: str) -> frozenset[str]:
    """The stem with those of its synonyms in enforcement documents."""
    return _CLASSES.get(stemmed, frozenset()) | {stemmed}


def expand(stemmed: Iterable[str]) -> frozenset[str]:
    """All the stems with their synonyms."""
    return frozenset(other for one in stemmed for other in alike(one))
