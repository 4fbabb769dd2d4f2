"""Who acts in what texts in other languages tell: courts as they are called there, the authority, and the party."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from corpus.documents import Span
from corpus.gazetteer import Authority, Gazetteer
from corpus.matters import BodyRank
from ingest.describing.names import bare
from ingest.extract.steps.abroad.clauses import WORDS, Said
from ingest.extract.steps.actors import Context, name_words

_ASIDE = 28
"""Characters before a court's name that say that its judgment is meant, and not the court."""
_OWN = 24
"""Characters behind a court's name in which its judgment follows: "förvaltningsrättens dom"."""


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rank: str
    names: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str
    court: tuple[_Row, ...]


_FILE = msgspec.convert(tomllib.loads(Path(__file__).with_name("courts.toml").read_text(encoding="utf-8")), _File)
_COURTS = tuple((BodyRank(row.rank), re.compile(rf"(?<!\w)(?:{'|'.join(row.names)})(?!\w)")) for row in _FILE.court)
_JUDGMENT = re.compile(rf"(?<!\w)(?:{_FILE.words})(?!\w)")
_JUDGMENT_OF = re.compile(rf"(?<!\w)(?:{_FILE.words})(?:\W+\w{{1,4}}){{0,3}}\W*$")
_JUDGMENT_FOLLOWS = re.compile(rf"\W{{1,3}}(?:{_FILE.words})(?!\w)")


_TO = re.compile(
    r"(?<!\w)(?:ante|devant|au|aux|bij|vor|beim|zum|till|til|for|al|alla|davanti|do|przed|στο|στον|para|ao|naar|inför)"
    r"(?: (?:el|la|le|les|de|dem|het|der|den|o|a))?\s$"
)
_INTO = re.compile(r"oike(?:uteen|udelle)$")
"""Words and an ending by which a court is named that somebody went to."""


@dataclass(frozen=True, slots=True)
class Court:
    """A court that a text names; `judged`: it is named as that whose judgment is spoken of.

    `addressed`: as that to which somebody went.
    """

    name: str
    rank: BodyRank
    span: Span
    judged: bool
    addressed: bool = False


def courts_of(text: str, context: Context) -> tuple[Court, ...]:
    """The courts that a sentence names, in order, each by its name in the gazetteer where that knows it."""
    found: list[Court] = []
    for mention in context.gazetteer.find_authorities(text):
        body = context.gazetteer.authority(mention.id)
        if body and body.is_court:
            found.append(_court(text, Span(mention.start, mention.end), body.name, body.body_rank))
    for rank, pattern in _COURTS:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not any(span.start < each.span.end and each.span.start < span.end for each in found):
                body = _known(context.gazetteer, match.group())
                name, high = (body.name, body.body_rank) if body else (match.group(), rank)
                found.append(_court(text, span, name, high))
    return tuple(sorted(found, key=lambda each: each.span))


@lru_cache(maxsize=2_000)
def _known(gazetteer: Gazetteer, name: str) -> Authority | None:
    """The court that the gazetteer knows by a name; texts repeat theirs, and looking it up reads all bodies."""
    body = gazetteer.from_label(name)
    return body if body and body.is_court else None


def _court(text: str, span: Span, name: str, rank: BodyRank) -> Court:
    where = text, span.start, span.end
    return Court(name, rank, span, judged=_is_judged(*where), addressed=_is_addressed(*where))


def _is_judged(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _ASIDE) : start]
    return _JUDGMENT_OF.search(before) is not None or _JUDGMENT_FOLLOWS.match(text[end : end + _OWN]) is not None


def _is_addressed(text: str, start: int, end: int) -> bool:
    return _TO.search(text[max(0, start - _ASIDE) : start]) is not None or _INTO.search(text[start:end]) is not None


def names_judgment(text: str) -> bool:
    """Whether a text speaks of a judgment by a word that is used of nothing else."""
    return _JUDGMENT.search(text) is not None


class Sides:
    """Where a sentence names the authority and the party that the matter is between."""

    def __init__(self, said: Said, context: Context) -> None:
        keys = {key for name in context.description.respondents if (key := (bare(name).split() or [""])[0])}
        own = context.regulator
        mentions = context.gazetteer.find_authorities(said.text) if own else ()
        spans = [Span(each.start, each.end) for each in mentions if own and each.id == own.id]
        self.authority: list[int] = []
        self.party: list[int] = []
        for at, word in enumerate(said.words):
            inside = any(span.start <= word.start < span.end for span in spans)
            if inside or (word.stems & WORDS["authority"] and not word.stems & WORDS["court"]):
                self.authority.append(at)
            elif word.stems & WORDS["party"] or name_words(word.text) & keys:
                self.party.append(at)
