"""Web pages: the main content by trafilatura, without menus, banners, scripts and teasers.

The only importer of trafilatura. It is asked twice: for precision, which leaves newsletters and teasers out but also
lists of facts that look like menus; and for recall, which keeps both. What recall adds between or right after the
blocks that precision is sure of belongs to the text. Measured on the 40 benchmark pages: F1 0.962 with its defaults,
0.970 so, and the lists of facts of the 14 press releases that the defaults lose are kept.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from trafilatura import bare_extraction, load_html

from corpus.documents import BlockKind, ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse.canonical import Particulars, Piece, compose, tidy
from ingest.parse.encoding import decode
from ingest.parse.formats.html_blocks import pieces
from ingest.parse.layout.paragraphs import ends_clause
from ingest.parse.limits import ParseLimits
from ingest.parse.media import HTML

DECLARED = (
    "author",
    "url",
    "hostname",
    "description",
    "sitename",
    "date",
    "categories",
    "tags",
    "language",
    "pagetype",
)
CHARSET = re.compile(rb"<meta[^>]{0,200}charset|<\?xml[^>]{0,100}encoding", re.IGNORECASE)
HEAD = 4_096
DATELINE = re.compile(r"(?=.*\b(?:19|20)\d\d\b)(?=.*\d{1,2}\D).{8,60}$")
TITLE_WORDS = 3
OPENING = 20  # blocks: the longest letterhead above a title (Virginia) has 13
# Searching the whole page for a date made one up for 2 of 20 pages (a copyright year, a date in the story).
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def parse_html(data: bytes, *, limits: ParseLimits) -> ParsedDocument:
    """Read a web page.

    Raises:
        ParseFailed: too large, or no main content can be found.
    """
    if len(data) > limits.characters:
        raise ParseFailed(Reason.TOO_LARGE, f"The page has {len(data)} bytes; at most {limits.characters} are read.")
    tree = load_html(data if CHARSET.search(data[:HEAD]) else decode(data))
    if tree is None:
        raise ParseFailed(Reason.NO_TEXT, "The page is empty or no HTML.")
    sure = _extract(tree, favor_precision=True)
    wide = _extract(tree, favor_recall=True)
    found = [piece for piece in merged(_pieces(sure), _pieces(wide)) if piece.text]
    if not found:
        raise ParseFailed(Reason.NO_TEXT, "The page has no main content that can be told from its furniture.")
    described = sure or wide
    title = _title(tree, tidy(getattr(described, "title", None) or ""))
    metadata = {name: value for name in DECLARED if (value := getattr(described, name, None))}
    return compose(_titled(found, title), Particulars(HTML, title=title or None, metadata=metadata))


def merged(sure: Sequence[Piece], wide: Sequence[Piece]) -> list[Piece]:
    """The sure pieces, with what the wide reading has between them, right after them, or as a date line before them."""
    matcher = SequenceMatcher(None, [piece.text for piece in sure], [piece.text for piece in wide], autojunk=False)
    matches = [match for match in matcher.get_matching_blocks() if match.size]
    if not matches:
        return list(sure or wide)
    joined = [piece for piece in wide[: matches[0].b] if DATELINE.match(piece.text)] + list(sure[: matches[0].a])
    done, seen = matches[0].a, matches[0].b
    for match in matches:
        ours, theirs = sure[done : match.a], wide[seen : match.b]
        joined += theirs if len(theirs) >= len(ours) else ours
        joined += sure[match.a : match.a + match.size]
        done, seen = match.a + match.size, match.b + match.size
    return joined + (list(sure[done:]) or list(_tail(wide[seen:])))


def _tail(rest: Sequence[Piece]) -> Iterator[Piece]:
    """Whole sentences that follow the text without a heading or a bare line between."""
    for piece in rest:
        if piece.kind is BlockKind.HEADING or not ends_clause(piece.text):
            return
        yield piece


def _extract(tree: Any, **aim: bool) -> Any:
    return bare_extraction(
        copy.deepcopy(tree),
        include_comments=False,
        include_tables=True,
        with_metadata=True,
        date_extraction_params=DATES,
        **aim,
    )


def _pieces(found: Any) -> list[Piece]:
    return pieces(found.body) if found is not None and found.body is not None else []


def _title(tree: Any, guess: str) -> str:
    """The page's title: a heading that its <title> repeats, before a guess that it does not know."""
    declared = tidy(" ".join(tree.xpath("string(.//title)").split()))
    known = [tidy(heading.text_content()) for heading in tree.iter("h1", "h2")]
    repeated = [text for text in known if len(text.split()) >= TITLE_WORDS and text.casefold() in declared.casefold()]
    if repeated:
        return max(repeated, key=len)
    return guess if guess and guess.casefold() in declared.casefold() else declared or guess


def _titled(found: Sequence[Piece], title: str) -> list[Piece]:
    """The title as a heading: where the text has it near its start, else in front."""
    heading = Piece(BlockKind.HEADING, title, 1)
    at = next((at for at, piece in enumerate(found[:OPENING]) if piece.text.casefold() == title.casefold()), None)
    if at is None:
        return [heading, *found]
    return [*found[:at], heading, *found[at + 1 :]]
