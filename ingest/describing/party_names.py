"""The names of those who share a side of a caption: "(1) ACME LTD, a corporation (2) BELL PLC and CHIME LLC"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from corpus.documents import Span
from ingest.describing.names import BRACKETED_IN_NAME, bare, is_legal_form, legal_form_ends, run_on_ends
from ingest.describing.persons import is_person
from ingest.wording.phrases import read_phrases, spaced

_WORDS = read_phrases(Path(__file__).with_name("captions.toml"))
_CROWN = re.compile(rf"(?<!\w)(?:{spaced('|'.join(_WORDS['crown']))})\s?")
_NUMBER = re.compile(r"\s*(?<!\w)\(\d{1,2}\)\s*|(?<=\w)\(\d{1,2}\)\s*|\n\d{1,2}[.)]\s")
_SEMICOLON = re.compile(r"\s*;\s*")
_AND_BELOW = re.compile(r",?\s(?:and|AND)\s*\n\s*")
_DESCRIBED = re.compile(
    rf",?\s(?:{spaced('|'.join(_WORDS['descriptions']))})(?!\w)|,?\s?[(\[](?!{BRACKETED_IN_NAME})", re.IGNORECASE
)
# "individually and as an officer of ACME LLC and BELL INC.; and": those are named for themselves.
_CAPACITY = re.compile(
    rf",\s(?:{spaced('|'.join(_WORDS['capacities']))})(?!\w).*?(?=;|,\s+and\s|\n\s*\(\d|$)", re.IGNORECASE | re.DOTALL
)
_NEXT = re.compile(r"(?:\s?\([^()\n]{1,80}\))?(?:,\s(?:an? )[a-z ]{3,60})?(?:,?\s(?:and|AND|And)\s|,\s|\s*\n)\s*")
# "Information Commissioner and Acme County Council": whoever follows an authority is another.
_BESIDE_AUTHORITY = re.compile(r"(?<=Commissioner)\sand\s|(?<=COMMISSIONER)\s(?:AND|and)\s")
_NEXT_OFFICE = re.compile(r"(?:,|\s(?:and|AND))\s(?=(?:the|The|THE)\s)|,\s(?:Ireland|IRELAND)(?!\w)")
_BEFORE_NAME = re.compile(r"(?:[\s)•–—_.,:;&*'\"“”-]|(?:THE|The|the)\s|(?:AND|and)\s)*")
# "of Cook County. No. 2016-CH-04945 ORDER ON MOTION TO DISMISS": the other column of an American caption, run in.
_DOCKET = re.compile(
    r"[\s)]*(?:of (?:[A-Z]\w+ ){1,3}County\.?\s|[A-Z]{2,6}\s(?=Case))?(?:CASE|Case|Civil|CIVIL|Docket|DOCKET|No|NO)"
    r"[^\n]{0,30}?\d[\w:-]{4,}(?:\s\([^()\n]{0,30}\d[^()\n]{0,12}\))?"
    r"(?:(?:\s[A-Z][A-Z’'-]*)*\s(?:COMPLAINT|DISMISS|JUDGMENT|INJUNCTION|ARBITRATION|ORDER))?\s{1,2}(?=[A-Z])"
)
# "ACME INC., 25 Adelaide Street, Toronto, M5C 3A1, BELL OY": the address of the one before.
_ADDRESS = re.compile(r".*\d.*,\s(?:and\s)?(?=[A-Z][^,]+$)", re.DOTALL)
_AFTER_NAME = re.compile(r"[\s•–—_,:;&*'\"“”(-]+$")
_SHORTEST, _LONGEST, _LINE = 3, 160, 80


def names_in(text: str, start: int, end: int, *, several: bool = True) -> Iterator[Span]:
    """The names of one side, one by one: numbered, parted by semicolons, behind legal forms, articles or people.

    Where the role is that of one party, or the parties are numbered, "and" and articles are parts of a name: "The
    Chancellor, Masters and Scholars of the University of Bell".
    """
    crown = _CROWN.search(text, start, end)
    start = crown.end() if crown else start
    marks = [_SEMICOLON, _NUMBER]
    if several and not _NUMBER.search(text, start, end):
        marks += [_AND_BELOW, _NEXT_OFFICE, _BESIDE_AUTHORITY]
    cuts = [match.span() for each in marks for match in each.finditer(text, start, end)]
    cuts += [match.span() for match in _CAPACITY.finditer(text, start, end)]
    for form_end in legal_form_ends(text, start, end):
        gap = _NEXT.match(text, form_end, end)
        line = text.rfind(",\n", max(start, form_end - _LINE), form_end)
        cuts += [gap.span()] if gap else []
        cuts += [(line, line + 1)] if line >= 0 and not is_legal_form(text[line + 1 : form_end]) else []
    cuts += _under_persons(text, start, end) if several else []
    cuts += [(low, low + 1) for low in run_on_ends(text, start, end)]
    at = start
    for low, high in (*sorted(cuts), (end, end)):
        name = _name(text, at, low) if low >= at else None
        if name:
            yield name
        at = max(at, high)


def _under_persons(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ends of lines that hold a person's whole name, where more than the rest of a name stands below."""
    lines = list(re.finditer(r"[^\n]+", text[start:end]))
    for line, below in pairwise(lines):
        if is_person(line.group().strip(" ,")) and " " in bare(below.group()):
            yield start + line.end(), start + line.end() + 1


def _name(text: str, start: int, end: int) -> Span | None:
    """A name without what leads to it and what describes its bearer."""
    docket = _DOCKET.match(text, start, end)
    lead = _BEFORE_NAME.match(text, docket.end() if docket else start, end)
    start = lead.end() if lead else start
    described = _DESCRIBED.search(text, max(start - 1, 0), end)
    words = text[start : described.start() if described else end]
    words = _AFTER_NAME.sub("", words)
    if start + len(words) in set(legal_form_ends(text, start, end)):
        address = _ADDRESS.match(words)
        skipped = address.end() if address else 0
        start, words = start + skipped, words[skipped:]
    else:
        words = words.rstrip(". ")
    whole = words.count("(") == words.count(")")
    fits = whole and _SHORTEST <= len(words) <= _LONGEST and any(letter.isupper() for letter in words)
    return Span(start, start + len(words)) if fits else None
