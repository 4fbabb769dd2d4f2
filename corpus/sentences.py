"""Sentence spans of a canonical text.

A sentence never crosses a line of the canonical text, so it never crosses a block. The rules are those of legal prose:
abbreviations, citations, dates and paragraph numbers do not end a sentence. Losing a boundary is cheaper than inventing
one: half a sentence may say the opposite of the whole.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from corpus.documents import Span

CLOSERS = r"[\"'”’“»«›)\]¹²³⁰-⁹]"
END = re.compile(rf"(?:[.!?…]+|[;\u037e](?=\s+[Α-ΩΆ-Ώ])){CLOSERS}*(?:\s»)?(?:\s?\[\d{{1,3}}\])?(?=\s+\S)")
LINE = re.compile(r"[^\n]+")
LISTS = tomllib.loads((Path(__file__).parent / "data" / "abbreviations.toml").read_text(encoding="utf-8"))


def _words(table: str) -> frozenset[str]:
    return frozenset(word for words in LISTS[table].values() for word in words.split())


ABBREVIATIONS, ENDING, OPENERS = _words("open"), _words("ending"), _words("openers")
# Abbreviations that are also words which may end a sentence: before an opener they do.
DOUBTFUL = frozenset({"no", "reg", "par", "al", "es", "id", "m"})
MONTHS = re.compile(
    r"(?:jan|feb|f[eé]v|mar|m[aä]r|apr|abr|avr|ma[ijy]|jun|jui|jul|aug|ago|ao[uû]|sep|set|okt|oct|ott|out|nov|de[czs]|d[eé]c|"
    r"ene|gen|giu|lug|mag|cikk|únor|led)",
    re.IGNORECASE,
)
LONGEST_WORD = 40  # characters looked back over for an abbreviation
WORD = re.compile(r"[^\s(\[\"'“”‘’«»„]+$")
NUMBER = re.compile(r"[\[(]?(?:\d{1,4}(?:\.\d{1,3})*|[ivxlcIVXLC]{1,5}|[a-zA-Z])[)\]]?")


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """The sentences of a canonical text, in order, without the white space between them.

    Args:
        text: a canonical text or one passage of it.
        within: look only here; the spans returned are still offsets into `text`.
    """
    bounds = within or Span(0, len(text))
    return [
        span for line in LINE.finditer(text, bounds.start, bounds.end) for span in _line(text, line.start(), line.end())
    ]


def ends_in_abbreviation(text: str) -> bool:
    """Whether a text stops at an abbreviation that a sentence goes on after ("under Art.", "reference No.")."""
    found = WORD.search(text[-LONGEST_WORD:].removesuffix("."))
    return text.endswith(".") and found is not None and found.group().casefold() in ABBREVIATIONS


def _line(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for found in END.finditer(text, start, end):
        if _ends(text, begin, found, end):
            yield from _trimmed(text, begin, found.end())
            begin = found.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    raw = text[start:end]
    body = raw.strip()
    if body:
        at = start + raw.index(body[0])
        yield Span(at, at + len(body))


def _ends(text: str, begin: int, found: re.Match[str], end: int) -> bool:
    """Whether a sentence ends at this full stop, question mark or exclamation mark."""
    following = text[found.end() : min(end, found.end() + 40)].lstrip()
    if _goes_on(following):
        return False
    stop = found.group()
    if stop[0] in "!?;\u037e":
        return True
    opening = text[max(begin, found.start() - LONGEST_WORD) : found.start()]
    before = WORD.search(opening)
    word = before.group() if before else ""
    if stop.startswith(("..", "…")):
        return not _bracketed(stop, text, found)
    if stop == "." and found.start() - begin < LONGEST_WORD and NUMBER.fullmatch(opening.strip()):
        return False
    return not _abbreviates(word, following, bare=stop == ".")


def _goes_on(following: str) -> bool:
    lead = following.lstrip("\"'“”‘’«»„([")
    return not lead or lead[0].islower() or lead[0] in ",;:)]–-/&%"


def _bracketed(stop: str, text: str, found: re.Match[str]) -> bool:
    return stop[-1] in ")]" and text[found.start() - 1 : found.start()] in {"(", "["}


def _abbreviates(word: str, following: str, *, bare: bool) -> bool:
    """Whether the full stop belongs to the word before it."""
    lowered = word.casefold().strip(".,;:")
    opener = following.split(None, 1)[0].casefold().strip("\"'“”‘’«»(),.;:")
    if lowered.isdigit():
        return bare and (bool(MONTHS.match(following)) or bool(re.match(r"\d{1,2}\.", following)))
    if not bare:
        return False
    if lowered in ENDING:
        return opener not in OPENERS
    if lowered in ABBREVIATIONS:
        return not (lowered in DOUBTFUL and opener in OPENERS)
    return len(lowered) == 1 and lowered.isalpha() and (word.isupper() or following[:1].isdigit())
