"""Words of one sort: what documents write of where a list asks for a whole sort ("telecoms operators")."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec

from service.answering.wording.words import alike, classes_of


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    classes: tuple[str, ...]


_FILE = msgspec.convert(tomllib.loads(Path(__file__).with_name("kin.toml").read_text(encoding="utf-8")), _File)


_CLASSES = classes_of(_FILE.classes)


def is_of_a_sort(stemmed: str) -> bool:
    """Whether it is a word for a whole sort ("shop"), which a document may leave unsaid of one it names."""
    return stemmed in _CLASSES


@lru_cache(maxsize=10_000)
def kin_of(stemmed: str) -> frozenset[str]:
    """The stem with those of its synonyms and of its sort."""
    return alike(stemmed) | _CLASSES.get(stemmed, frozenset())
