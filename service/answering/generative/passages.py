"""What the model is shown: the sentences that fit the question best, with their neighbours, within a token budget."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.documents import Span
from service.answering.composing.reading import Line, Reading
from service.answering.generative.prompt import Shown, block
from service.answering.held.dossier import Proof, Sentence
from service.answering.weighing.evidence import is_silent, rank

MOST_SENTENCES = 6
"""Sentences that passages are shown for, each with its neighbours. The extractive answer tells four at most."""
RELEVANT = 0.5
"""A sentence below this share of the best one's score is shown for its neighbours' sake and may not be cited."""

_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
_SPACE = re.compile(r"\s")


class Counter(Protocol):
    """Counts what a text takes of a prompt; `corpus.tokens.Tokens` does."""

    def count(self, text: str) -> int:
        """Tokens."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The passages offered, and the sentences among them that answer well enough to be cited."""

    shown: tuple[Shown, ...]
    citable: frozenset[Proof]

    def find(self, quote: str, label: str) -> Found | None:
        """Where a quote stands: in the passage named, or in another one where the model named the wrong one."""
        named_first = sorted(self.shown, key=lambda one: one.label != label)
        return next((found for passage in named_first if (found := find(quote, passage))), None)


@dataclass(frozen=True, slots=True)
class Found:
    """A quote found in a passage: the document's own words, and the whole sentences that these stand in."""

    quote: str
    sentences: tuple[Sentence, ...]
    text: str


def offer(readings: Sequence[Reading], lines: Iterable[Line], tokens: Counter, budget: int) -> Offer:
    """Choose passages. The sentences of `lines`, which would be told without a model, come first.

    Raises `AssetUnavailable` where the model's token ranks were not fetched.
    """
    told = {sentence.proof for line in lines for sentence in line.sentences}
    scored = [one for reading in readings for one in rank(reading.query, reading.sentences) if one.score > 0]
    best = max((one.score for one in scored), default=0.0)
    scored.sort(key=lambda one: (one.sentence.proof not in told, -one.score))
    chosen = scored[:MOST_SENTENCES]
    citable = {one.sentence.proof for one in chosen if one.score >= RELEVANT * best} | told
    shown: list[Shown] = []
    left = budget
    for run in _runs([one.sentence for one in chosen], readings):
        passage = _shown(f"P{len(shown) + 1}", run, readings)
        cost = tokens.count(block(passage))
        if cost <= left:
            shown.append(passage)
            left -= cost
    return Offer(tuple(shown), frozenset(citable))


def find(quote: str, passage: Shown) -> Found | None:
    """Where a quote stands in the passage; only spaces and the shape of quotation marks and dashes may differ."""
    held, places = _plain(passage.text)
    wanted = _plain(quote)[0].strip()
    at = held.find(wanted) if wanted else -1
    if at < 0:
        return None
    begin = passage.sentences[0].proof.span.start
    span = Span(begin + places[at], begin + places[at + len(wanted) - 1] + 1)
    cited = tuple(s for s in passage.sentences if s.proof.span.start < span.end and span.start < s.proof.span.end)
    if not cited:
        return None
    whole = Span(cited[0].proof.span.start - begin, cited[-1].proof.span.end - begin)
    return Found(passage.text[span.start - begin : span.end - begin], cited, whole.of(passage.text))


def _plain(text: str) -> tuple[str, list[int]]:
    """The text with single spaces and plain marks, and where each of its characters stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text.translate(_SAME)):
        if _SPACE.match(letter):
            if letters and letters[-1] == " ":
                continue
            letters.append(" ")
        else:
            letters.append(letter)
        places.append(place)
    return "".join(letters), places


def _runs(chosen: Sequence[Sentence], readings: Sequence[Reading]) -> Iterator[tuple[Sentence, ...]]:
    """Each sentence with the one before and the one after it; sentences already shown are not shown again."""
    seen: set[Proof] = set()
    for sentence in chosen:
        if sentence.proof in seen:
            continue
        around = _neighbours(sentence, readings)
        seen.update(one.proof for one in around)
        yield around


def _neighbours(sentence: Sentence, readings: Sequence[Reading]) -> tuple[Sentence, ...]:
    """Of the same passage and under the same heading."""
    beside = {
        one.ordinal: one
        for reading in readings
        for one in reading.sentences
        if one.passage_id == sentence.passage_id and one.heading == sentence.heading and not is_silent(one)
    }
    wanted = [beside.get(sentence.ordinal + step) for step in (-1, 0, 1)]
    return tuple(one for one in wanted if one) or (sentence,)


def _shown(label: str, run: tuple[Sentence, ...], readings: Sequence[Reading]) -> Shown:
    proof = run[0].proof
    reading = next(one for one in readings if one.document(proof.document_id))
    source = reading.knowledge.source(proof.document_id, proof.version)
    text = Span(proof.span.start, run[-1].proof.span.end).of(source.text)
    return Shown(label, run, text)
