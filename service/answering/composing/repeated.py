"""Who was sanctioned more than once, or by more than one authority: the sums of each together, the most first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

from service.answering.composing.comparing import hedge_of
from service.answering.composing.phrasing import joined
from service.answering.composing.reading import Line
from service.answering.composing.rows import Item
from service.answering.held.dossier import first_word
from service.answering.question import Query, Shape
from service.answering.question.lexicon import LEXICON

MOST_TOLD = 3
"""Companies told in prose; the table has all of them."""
TAKEN_TOGETHER = (
    "Companies whose names begin alike are taken together, and fines in one decision count once. Whoever has one fine "
    "in the documents held is not in this list."
)
_BY_AUTHORITIES = re.compile(r"\b(?:authorit|regulator|watchdog|countr|agenc)", re.IGNORECASE)
_WEAK = frozenset(LEXICON.weak_names.split())
_AUTHORITY = 1
"""The cell of a row that names the authority."""


def asks_who_again(query: Query) -> bool:
    """Whether it is asked who was sanctioned several times, of nobody in particular."""
    return "repeated" in query.qualifiers and query.shape is Shape.LIST and not (query.subjects or query.matters)


def grouped(query: Query, items: Sequence[Item]) -> list[list[Item]]:
    """The rows of whoever has several matters, or several authorities against it where that is asked."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[_begun(item.cells[0])].append(item)
    several = [rows for rows in found.values() if len(_told_apart(query, rows)) > 1]
    return sorted(several, key=lambda rows: (-len(_told_apart(query, rows)), rows[0].cells[0]))


def repeated_lines(query: Query, groups: Sequence[Sequence[Item]]) -> list[Line]:
    """How many matters or authorities those with most have, a row of each cited."""
    lines = []
    for rows in groups[:MOST_TOLD]:
        each = _told_apart(query, rows)
        of_what = "authorities" if _BY_AUTHORITIES.search(query.text) else "matters"
        by = "by" if of_what == "authorities" else "in"
        sentences = tuple(row.sentences[0] for row in each)
        text = f"{_called(rows)}: fined {by} {len(each)} {of_what}.{hedge_of(sentences)}"
        lines.append(Line(sentences, (text,)))
    return lines


def _told_apart(query: Query, rows: Sequence[Item]) -> list[Item]:
    """One row for each matter, or for each authority."""
    by_authority = _BY_AUTHORITIES.search(query.text)
    return list({(row.cells[_AUTHORITY] if by_authority else row.reading.dossier.id): row for row in rows}.values())


def _begun(name: str) -> str:
    """The word that companies of one house share; the whole name where it begins many names."""
    word = first_word(name)
    return name.casefold() if word in _WEAK else word


def _called(rows: Sequence[Item]) -> str:
    """The words that all their names begin with."""
    names = [row.cells[0].split() for row in rows]
    shared = takewhile(lambda words: len(set(words)) == 1, zip(*names, strict=False))
    called = " ".join(words[0] for words in shared).rstrip(",")
    return called or joined(list(dict.fromkeys(row.cells[0] for row in rows)))
