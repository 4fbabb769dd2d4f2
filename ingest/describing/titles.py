"""What a document is called: its own heading where that says what it is about, else what is known of it.

Decisions often begin with a letterhead, an address, a file number or the name of a chamber. As a heading of an answer
or in a list of sources these tell a reader nothing, so such documents are called after whom they are against, who
issued them, their number and their day.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from corpus.documents import Description, InstrumentKind, ParsedDocument, Source, SourceRank
from corpus.gazetteer import Gazetteer

LONGEST = 240
"""Characters of a heading; longer first lines are sentences or several lines run together."""
SHOWN = 160
"""Characters of a title; a longer heading is cut after a word."""
TELLING = 3
"""Words that a heading must have beside those that any decision has, one of them in small letters: names and addresses
have capitals."""
HEADLINE = 3
"""The same for the title of a page of news, whose capitals tell nothing: a section's name is shorter."""
SHORT = 2
"""Letters of words that tell nothing."""
MOST_NAMED = 2
_PAGE, _NEWS = "text/html", frozenset({SourceRank.PRESS_RELEASE, SourceRank.PRESS})
SCANNED = 40
"""Lines at the beginning among which a heading is looked for."""

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NUMBERED = re.compile(
    r"\b(?:no|nr|n|ref|file|case|procedure|product|resource|doc|prot|tel|fax|e-?mail|p\.? ?o\.? box|ecli|roj|gz)\b\s*"
    r"(?:[.:°º]|number\b)|@|www\.|\bsent (?:via|by)\b|\d{4,}[-/ ]\d|\\\[|\bpage \d",
    re.IGNORECASE,
)
"""What letterheads, addresses and file numbers hold."""
_RUN_TOGETHER = re.compile(r"[a-z][A-Z]{2,}|[a-z]\d{1,2}[A-Z]|[.:;]\S|\bDear\b|• ")
_COMMON = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_OF_ANY = frozenset(_COMMON["of_any"].split())
"""Words that the heading of any decision may be made of."""
_OF_SITES = frozenset(_COMMON["of_sites"].split())
"""Words that the title of any page of news may be made of."""


def title_of(parsed: ParsedDocument, description: Description, gazetteer: Gazetteer, source: Source) -> str:
    """The heading of a document where it tells what it is about, else a name made of its description."""
    lines = (line.strip(" #*'") for line in parsed.text.split("\n", SCANNED)[:SCANNED])
    first = next((line for line in lines if len(line) > len("Decision")), "")
    headline = parsed.title if parsed.media_type == _PAGE and description.rank in _NEWS else ""
    if headline and _says_something(headline):
        return _cut(headline)
    for heading in (parsed.title or "", first):
        if tells(heading, gazetteer, description):
            return _cut(heading)
    return _made(description, gazetteer) or _cut(parsed.title or first) or source.key


def _says_something(headline: str) -> bool:
    """Whether the title of a page of news is its headline: then it has a verb and its objects, capitals or not."""
    words = [
        word for word in _WORD.findall(headline) if len(word) > SHORT and word.casefold() not in _OF_ANY | _OF_SITES
    ]
    return len(headline) <= LONGEST and len(words) >= HEADLINE


def tells(heading: str, gazetteer: Gazetteer, description: Description) -> bool:
    """Whether a heading says more than that this is a decision of some authority, with a number and a date."""
    if not heading or len(heading) > LONGEST or heading.endswith((".", ":", "/")):
        return False
    if _NUMBERED.search(heading) or _RUN_TOGETHER.search(heading):
        return False
    bodies = [gazetteer.authority(name or "") for name in (description.regulator, description.court)]
    own = {word.casefold() for body in bodies if body for name in body.names for word in _WORD.findall(name)}
    words = [word for word in _WORD.findall(heading) if len(word) > SHORT and word.casefold() not in _OF_ANY | own]
    return len(words) >= TELLING and any(word.islower() for word in words)


def _made(description: Description, gazetteer: Gazetteer) -> str:
    """Whom, who and what: "Acme Ltd: ICO reprimand ENF-7 (3 May 2024)"; nothing where no issuer is known."""
    body = gazetteer.authority(description.court or description.regulator or "")
    against = " and ".join(description.respondents[:MOST_NAMED])
    if len(description.respondents) > MOST_NAMED:
        against += " and others"
    if body is None:
        return ""
    kind = "document" if description.kind is InstrumentKind.OTHER else description.kind.value
    number = f" {description.reference}" if description.reference else ""
    day = description.decided_on or description.published_on
    what = f"{body.short} {kind}"
    when = f" ({day.day} {day:%B %Y})" if day else ""
    return f"{against}: {what}{number}{when}" if against else f"{what}{number}{when}"


def _cut(heading: str) -> str:
    return heading if len(heading) <= SHOWN else heading[:SHOWN].rsplit(" ", 1)[0] + " …"
