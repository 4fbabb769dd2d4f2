"""What else courts are called in English than the gazetteer lists: the names that translations give them.

"Landgericht Wiesbaden" is the Regional Court of Wiesbaden to one translator, the Wiesbaden District Court to another.
The kinds are in data/court_names.toml; a court of none of them goes by its listed names alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "court_names.toml"
_PLACE = re.compile(
    r"(?:.*?(?:Court|Tribunal)(?: of Appeals?)? (?:of|in|at) (?!Appeal)(?:the )?(?P<behind>.+)"
    r"|(?P<before>.+?) .*Court.*)"
)


def translated_names(name: str, native: str) -> Iterator[str]:
    """Each way to call a court by its kind and place: "Regional Court of Wiesbaden", "Wiesbaden District Court".

    Args:
        name: Its listed English name, which tells the place.
        native: Its name in its own language, which tells the kind.
    """
    kinds, place_there = _kinds(native)
    told = _PLACE.fullmatch(name) if kinds else None
    places = {told["behind"] or told["before"], place_there} - {""} if told else set()
    for place in sorted(places):
        for kind in kinds:
            yield from (f"{kind} of {place}", f"{kind} in {place}")
            yield from (f"{place} {kind}",) if place[0].isalnum() else ()
            if " " in kind:
                yield f"{kind} {place}"


def _kinds(native: str) -> tuple[tuple[str, ...], str]:
    """The English words for courts of this kind, and the place as the native name has it, "" where it is inflected."""
    begins, ends = _table()
    for words in sorted(begins, key=len, reverse=True):
        if native.startswith(f"{words} "):
            return begins[words], native.removeprefix(f"{words} ") if " " not in words else ""
    return next((kinds for words, kinds in ends.items() if native.endswith(f" {words}")), ()), ""


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    file = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    begins, ends = ({words: tuple(kinds) for words, kinds in file[part].items()} for part in ("begins", "ends"))
    return begins, ends
