"""A country's people for the country: "how many Koreans"."""

from __future__ import annotations

import re

from corpus.gazetteer import Gazetteer, Mention

_PLURAL = re.compile(r"\b([A-Z]\w+n)s\b")


def find_demonyms(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """Every people named in the plural of a country's adjective, as the country."""
    return [
        Mention(found.id, one.start(), one.end(), one.group())
        for one in _PLURAL.finditer(text)
        for found in gazetteer.find_jurisdictions(one[1])
        if found.end - found.start == len(one[1])
    ]
