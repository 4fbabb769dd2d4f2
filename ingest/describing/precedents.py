"""Where a text cites other cases by their parties: "Acme v Bell [2021] UKSC 50". They are no parties of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span

_AGAINST = " v"
_CITATION = re.compile(r" v\.? [^\n;]{2,110}?(?:\\?[\[(](?:19|20)\d\d\\?[\])]|, \d{1,4} [A-Z][\w.]{0,8} ?\d)")
_FIRST_PARTY = re.compile(r"[A-Z0-9](?:[\w&.,’'()-]| (?=[A-Z(&]|of |for |and |the ))*$")
_REACH = 70


def find_precedents(text: str, start: int, end: int) -> Iterator[Span]:
    """The parties of each case cited in `text[start:end]`, from the first to the year."""
    at = text.find(_AGAINST, start, end)
    while at >= 0:
        cited = _CITATION.match(text, at)
        if cited:
            first = _FIRST_PARTY.search(text, max(start, at - _REACH), at)
            yield Span(first.start() if first else at, cited.end())
        at = text.find(_AGAINST, at + 1, end)
