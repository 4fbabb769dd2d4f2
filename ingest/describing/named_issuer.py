"""Which body decides, in a short English text by one that no list knows: by its name and by what it does there.

A name is read where the text says what an authority does ("the X has fined", "fined by the X"), or where it stands
alone at the head. Where a second body does so too, a court, or one that is listed, nobody is read: a wrong authority is
worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.documents import Span
from corpus.gazetteer import Gazetteer
from ingest.describing.issuer import Issuer
from ingest.describing.named_bodies import BRACKET, DID, HAD_A_HAND, NAMED, TITLED, is_titled, read_part, the_one
from ingest.wording.phrases import read_phrases

_WORDS = read_phrases(Path(__file__).with_suffix(".toml"))


def _any(name: str) -> str:
    return "(?:" + "|".join(_WORDS[name]) + ")"


_WORD = rf"(?!(?:{'|'.join(_WORDS['no_word'])})(?!\w))(?:U\.S\.|[A-Z][\w&]*(?:[-’'](?!s\b)\w+)*)"
_SERIES = r", (?=[^.,;\n]{3,40}(?:, [^.,;\n]{3,40})?,? and )"
_RUN = re.compile(rf"(?<![\w.])(?:{_WORD})(?:(?: (?:of|for|and|&)(?: the)? | |{_SERIES})(?:{_WORD})){{0,11}}")
_IS_HEAD = re.compile(rf"(?<![\w-]){_any('heads')}(?![\w-])")
_LEADING = re.compile(rf"(?:{_any('leading')} )+(?=[A-Z])")
_NEVER = re.compile(rf"(?<!\w){_any('never')}(?!\w)")
_GENERIC = re.compile(rf"{_any('generic')}|{_any('heads')}|of|for|and|the|&")
_ORGAN = re.compile(r".* of the (?=[A-Z])")
_JOINED = re.compile(r"(?<=[\w-]) (?:and|&) ")
_DAY = r"(?:on|last) (?:\w+ )?(?:\w+day|week|month|\d{1,2} \w+(?: \d{4})?|\w+ \d{1,2}(?:, \d{4})?)"
_BESIDE = (
    r"(?:has|have|had|is|today|yesterday|also|now|this week|earlier|recently|finally|publicly|permanently|temporarily"
    r"|formally|announced|said|that|it)"
)
_PLACE = r"(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
_WHEN = rf"(?:,? (?:{_BESIDE}|{_DAY})(?!\w),?){{0,6}}{_PLACE}(?:,? (?:has|have|had|yesterday|today),?){{0,2}} "
_PENAL = re.compile(f"{BRACKET}{_WHEN}{_any('penal')}")
_DEED = re.compile(f"{BRACKET}{_WHEN}{_any('deeds')}")
_HAND = re.compile(_any("hand"))
_BY = re.compile(f"(?:{'|'.join(_WORDS['by'])})", re.IGNORECASE)
_OTHER = re.compile(f"(?:{'|'.join(_WORDS['other'])})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;]\s|\n")
_REACH = 140
_CAPITALS = re.compile(r"\w[A-Z]")
_GOES_ON, _BEGINS = re.compile(r" of (?:the )?[A-Z]"), re.compile(r"[A-Z][\w-]+ $")


def find_named(text: str, gazetteer: Gazetteer) -> Issuer | None:
    """The one body that an English text shows to decide, whose name is its id; None where none or several do."""
    part = read_part(text)
    worths = ((span, _worth(part, span)) for span in _names(part, gazetteer))
    return the_one(part, ((span, worth) for span, worth in worths if worth is not None), gazetteer)


def find_longer(text: str, listed: Issuer, gazetteer: Gazetteer) -> Issuer | None:
    """The unlisted body in whose name that of a listed one stands: "Securities and Exchange Commission of Pakistan"."""
    span = listed.span
    if span is None or not (
        _GOES_ON.match(text, span.end) or _BEGINS.search(text, max(0, span.start - _REACH), span.start)
    ):
        return None
    found = find_named(text, gazetteer)
    return found if found and found.id != span.of(text) in found.id else None


def _names(text: str, gazetteer: Gazetteer) -> Iterator[Span]:
    """The names that may be an authority's, in order: with a word that says so, or bare."""
    for run in _RUN.finditer(text):
        for start, end in _pieces(text, *run.span()):
            yield from _named_in(text, start, end, gazetteer)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run of capitalised words cut where a second name begins: "the Agency and Acme", "Board of the Bank of X"."""
    for cut in _JOINED.finditer(text, start, end):
        before = text[start : cut.start()].rpartition(" ")[2]
        if _IS_HEAD.fullmatch(before):
            yield start, cut.start()
            start = cut.end()
    yield start, end


def _named_in(text: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Span]:
    words = text[start:end]
    if lead := _LEADING.match(words):
        start, words = start + lead.end(), words[lead.end() :]
    organ = _ORGAN.match(words)
    if organ and _IS_HEAD.search(words, organ.end()) and not words.startswith(("Office of", "Department of")):
        start, words = start + organ.end(), words[organ.end() :]
    heads = list(_IS_HEAD.finditer(words))
    if heads:
        words = words[: _end_of(words, heads[-1].end(), gazetteer)]
    if not words or _NEVER.search(words):
        return
    if heads and all(_GENERIC.fullmatch(word) for word in words.split()):
        return
    yield Span(start, start + len(words))


def _is_brand(name: str) -> bool:
    """Whether a name without such a word can be an authority's: one word, or with capitals inside."""
    return " " not in name or _CAPITALS.search(name) is not None


def _end_of(words: str, end: int, gazetteer: Gazetteer) -> int:
    """Where a name ends behind its last such word: with what it is of, or with its place."""
    behind = words[end:]
    if not behind or behind.startswith((" of ", " for ")):
        return len(words)
    if any(found.start <= 1 for found in gazetteer.find_jurisdictions(behind)):
        return len(words)
    return end


def _worth(text: str, span: Span) -> float | None:
    """What one mention is worth; None where the name shows no authority and does nothing that only one does."""
    name = span.of(text)
    says = _IS_HEAD.search(name) is not None
    penal = (says or _is_brand(name)) and _PENAL.match(text, span.end)
    if not (says or penal):
        return None
    before = _SENTENCE_END.split(text[max(0, span.start - _REACH) : span.start])[-1]
    if _OTHER.search(before):
        return 0.0 if says else None
    if penal:
        return DID
    if _DEED.match(text, span.end) or _BY.search(before):
        return DID if not name.endswith("Bank") else NAMED
    if is_titled(text, span):
        return TITLED
    return HAD_A_HAND if _HAND.match(text, span.end) else NAMED
