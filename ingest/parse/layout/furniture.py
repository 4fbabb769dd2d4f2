"""Running heads, running feet and page numbers: recognised by their repetition, and taken out of the flow."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parse.layout.lines import Line

PAGE_NUMBER = re.compile(
    r"""^[\s\-–—|_.]*(?:
        (?:page|p\.|pág(?:ina)?\.?|pagina|pag\.|seite|side|sida|sivu|strana|strona|str\.|oldal|lk|σελίδα|σελ\.|стр\.?|стр|lehekülg)?\s*
        \d{1,4}\s*(?:(?:/|of|von|van|de|di|sur|av|af|από|от|z|ze|sa|\()\s*\d{1,4}\)?)?
        |\d{1,4}\s*\.?\s*(?:oldal|lk|стр\.?)
        |[ivxlc]{1,6}
    )[\s\-–—|_.]*$""",
    re.IGNORECASE | re.VERBOSE,
)
DIGITS = re.compile(r"\d+")
# Rows looked at from either edge: the deepest head in the sample PDFs (Luxembourg) has 4 rows, the deepest foot 5.
EDGE = 6
MOST = 500  # characters on one page: more is a page printed twice; the longest sample has 230
SHARE = 0.4  # of the pages: heads may differ between left and right pages
DRIFT = 8.0  # points that a head may stand higher or lower on another page


@dataclass(frozen=True, slots=True)
class Cleared:
    """Pages without furniture, and what was taken out, each wording once."""

    pages: tuple[tuple[Line, ...], ...]
    taken: tuple[str, ...]


def clear(pages: Sequence[Sequence[Line]]) -> Cleared:
    """Take the furniture off pages of lines sorted from top to bottom."""
    repeated = _repeated(pages)
    cleared: list[tuple[Line, ...]] = []
    taken: dict[str, None] = {}
    for page in pages:
        drop = _edge_rows(page, repeated)
        if sum(len(line.text) for line in page if id(line) in drop) > MOST:
            drop = set()
        cleared.append(tuple(line for line in page if id(line) not in drop))
        for line in page:
            if id(line) in drop and not PAGE_NUMBER.match(line.text):
                taken.setdefault(line.text)
    return Cleared(tuple(cleared), tuple(_unlike(taken)))


def _key(line: Line) -> str:
    return DIGITS.sub("#", line.text.casefold())


def _repeated(pages: Sequence[Sequence[Line]]) -> dict[str, list[float]]:
    """Wordings (digits apart) that stand at the same height near an edge of enough pages, with those heights."""
    heights: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        for key, top in {(_key(line), line.top) for line in [*page[:EDGE], *page[-EDGE:]]}:
            heights[key].append(top)
    needed = max(2, SHARE * len(pages))
    return {key: tops for key, tops in heights.items() if len(tops) >= needed}


def _edge_rows(page: Sequence[Line], repeated: dict[str, list[float]]) -> set[int]:
    """The furniture of one page, from the edges inward, as far as it reaches without a gap of more than one line."""
    drop: set[int] = set()
    for edge in (page[:EDGE], page[::-1][:EDGE]):
        missed = 0
        for line in edge:
            if _stands(line, repeated) or (not missed and PAGE_NUMBER.match(line.text)):
                drop.add(id(line))
            else:
                missed += 1
            if missed > 1:
                break
    return drop


def _stands(line: Line, repeated: dict[str, list[float]]) -> bool:
    tops = repeated.get(_key(line), ())
    near = sum(abs(top - line.top) <= DRIFT for top in tops)
    return near >= max(2, 0.5 * len(tops))


def _unlike(wordings: dict[str, None]) -> list[str]:
    """One of each wording that differs in digits alone."""
    first: dict[str, str] = {}
    for wording in wordings:
        first.setdefault(DIGITS.sub("#", wording), wording)
    return list(first.values())
