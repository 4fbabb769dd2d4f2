"""Provisions: the articles a document names, each once, and which of them it finds infringed.

An article counts as infringed where a sentence of the authority's own voice says so of it: not where a party or a
complainant does, not where the sentence denies or supposes it, and not where the article is only the power used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Span, Voice
from corpus.records import Provision
from ingest.extract.provisions.articles import Article, find_articles, main_law
from ingest.extract.reading import Reading, Sentence
from ingest.extract.voice import voice_of
from ingest.wording.phrases import read_phrases
from ingest.wording.sifted import sifted
from ingest.wording.stems import Stems

_PHRASES = read_phrases(Path(__file__).with_name("infringements.toml"))
_STEMS = Stems(_PHRASES.pop("stems"))
_WORDS = sifted(_PHRASES)
_BEFORE, _AFTER = 260, 110
_APPLIED = 60
_HEARD = frozenset({Voice.FINDING, Voice.ORDER, Voice.BACKGROUND})
# Tasks, powers, remedies and the scale of fines are applied, not infringed; an order under 58 can be disobeyed.
_NEVER = re.compile(r"(?:5[1-7]|6\d|7\d|8[1346])(?:\(|$)")
_NEGATED = re.compile(r"(?<!\w)(?:not|n[’']t|neither|never)(?: \w+){0,4} ?$")
_POWERS = re.compile(r"58(?:\(|$)")


@dataclass(frozen=True, slots=True)
class _Said:
    article: Article
    law: str
    voice: Voice
    infringed: bool


def find_provisions(reading: Reading, operative: tuple[Span, ...]) -> tuple[Provision, ...]:
    """Every provision of a known law that the document names, once each, in the order of first mention.

    Args:
        reading: The document.
        operative: Where it decides.
    """
    found = find_articles(reading.text)
    law = main_law(reading.text, found)
    best: dict[tuple[str, str], _Said] = {}
    for said in _all_said(reading, found, law, operative):
        key = (said.law, said.article.number)
        if key not in best or (said.infringed and not best[key].infringed):
            best[key] = said
    return tuple(
        Provision(said.law, said.article.number, said.infringed, said.article.span, said.voice)
        for said in best.values()
    )


def _all_said(
    reading: Reading, found: Iterable[Article], law: str | None, operative: tuple[Span, ...]
) -> Iterator[_Said]:
    for article in found:
        of = law if article.law is None else article.law
        if not of:
            continue
        window = reading.folded[max(0, article.span.start - _BEFORE) : article.span.end + _AFTER]
        sentence = reading.around(article.span.start) if _STEMS.stand_in(window) else None
        if sentence is None:
            yield _Said(article, of, Voice.BACKGROUND, infringed=False)
            continue
        decides = any(part.covers(sentence.span) for part in operative)
        lead = reading.lead(sentence)
        lead = f"{lead} " if lead else ""
        at = len(lead) + article.span.start - sentence.span.start
        voice = voice_of(lead + sentence.text, operative=decides, at=at)
        yield _Said(article, of, voice, infringed=voice in _HEARD and _is_infringed(sentence, article, lead))


def _is_applied(left: str) -> bool:
    """Whether the article is the ground or the power: "pursuant to Articles 5 and"; "not in accordance with" is not."""
    applied = _WORDS["applied"].search(left[-_APPLIED:])
    return applied is not None and not _NEGATED.search(left[: len(left[:-_APPLIED]) + applied.start()][-_APPLIED:])


def _is_gdpr(article: Article) -> bool:
    return article.law is None or "GDPR" in article.law


def _is_infringed(sentence: Sentence, article: Article, lead: str) -> bool:
    """What the sentence says of the article, after the words that lead to the list of which it is an item."""
    at, end = article.span.start - sentence.span.start, article.span.end - sentence.span.start
    left, right = (lead + sentence.text[:at])[-_BEFORE:], sentence.text[end : end + _AFTER]
    head = sentence.text[
        max(0, article.head - sentence.span.start - _BEFORE) : max(0, article.head - sentence.span.start)
    ]
    if _is_applied(head or left) or (_NEVER.match(article.number) and _is_gdpr(article)):
        return False
    told = list(_WORDS["infringed"].finditer(left))
    after = _WORDS["infringed"].search(right)
    if not told and (after is None or _POWERS.match(article.number)):
        return False
    if _POWERS.match(article.number) and len(left) - told[-1].end() > _APPLIED:
        return False
    around = left[max(0, told[-1].start() - 70) :] if told else left[-70:] + right[: after.end() if after else 0]
    return not (_WORDS["denied"].search(around) or _WORDS["supposed"].search(around))
