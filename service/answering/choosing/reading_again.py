"""Which matters belong to a list, once more: the likeliest of them are read together with the question.

Words and nearness (`belonging.py`) choose which matters are worth reading, and of each the sentences that speak most of
the subject; a small network (`weighing/reader`) tells whether these show what is asked for. A logistic model puts both
together; it was fitted to the tuning questions, which the network had never seen (`python -m tests.evaluation.fit`).
The weights stand in `reading_again.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.retrieval import Hit
from service.answering.choosing.belonging import Weighed
from service.answering.choosing.fitting import either_of, sharer_by_kin
from service.answering.choosing.narrowing import title_of
from service.answering.choosing.planned import Shown
from service.answering.choosing.subject import subject_of
from service.answering.held.dossier import Dossier, Sentence, is_english
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.question.alternatives import groups_of
from service.answering.weighing.evidence import tells_of_its_matter
from service.answering.weighing.fitted import Fitted, odds
from service.answering.weighing.reader.reader import Read
from service.answering.weighing.rereading import reader

FEATURES = ("likelihood", "bears", "answered", "below the best")
MOST, SENTENCES = 16, 7
"""Matters that are read, and sentences of each: one window of the network or two."""
SHOWS = -2.0
"""Logarithm of the odds from which a sentence may show what a matter, which belongs, has to do with the question."""

_FITTED = Fitted.load(Path(__file__).with_name("reading_again.toml"), FEATURES)


def read_again(query: Query, weighed: Sequence[Weighed], hits: Sequence[Hit], knowledge: Knowledge) -> list[Weighed]:
    """Of matters sorted by how likely they belong, the foremost put in order anew; those that are not read stay."""
    read = [one for one in weighed[:MOST] if is_read(one.dossier, knowledge)]
    rows, shown = features(query, read, hits, knowledge)
    found = [
        replace(one, likelihood=_FITTED.likelihood(row), shown=sentences)
        for one, row, sentences in zip(read, rows, shown, strict=True)
    ]
    least = min((one.likelihood for one in found), default=1.0)
    behind = [
        replace(one, likelihood=min(one.likelihood, least)) if place >= MOST else one
        for place, one in enumerate(weighed)
        if one not in read
    ]
    return sorted([*found, *behind], key=lambda one: -one.likelihood)


def is_read(dossier: Dossier, knowledge: Knowledge) -> bool:
    """Whether the network reads a matter: in English, and none that is so long that a few sentences show little."""
    return is_english(dossier) and not knowledge.holds_long(dossier)


def features(
    query: Query, weighed: Sequence[Weighed], hits: Sequence[Hit], knowledge: Knowledge
) -> tuple[list[tuple[float, ...]], list[tuple[Shown, ...]]]:
    """A row for each matter, in the order of FEATURES; and of each the sentences that may bear, the likeliest first."""
    foremost = _Foremost(query, [one.dossier for one in weighed], hits, knowledge)
    said = [foremost.of(one.dossier) for one in weighed]
    read = reader().read_each(query.text, [[one.text for one in sentences] for sentences in said])
    bears = [max((one.bears for one in found), default=0.0) for found in read]
    answered = [max((one.answered for one in found), default=0.0) for found in read]
    best = max(answered, default=0.0)
    rows: list[tuple[float, ...]] = [
        (odds(one.likelihood), bears[place], answered[place], answered[place] - best)
        for place, one in enumerate(weighed)
    ]
    return rows, [_bearing(*pair) for pair in zip(said, read, strict=True)]


def _bearing(said: Sequence[Sentence], read: Sequence[Read]) -> tuple[Shown, ...]:
    shown = [Shown(sentence, one.bears) for sentence, one in zip(said, read, strict=True) if one.bears >= SHOWS]
    return tuple(sorted(shown, key=lambda one: -one.bears))


class _Foremost:
    """The sentences of a matter that speak most of the subject of a question, in the order of its text."""

    def __init__(self, query: Query, dossiers: Sequence[Dossier], hits: Sequence[Hit], knowledge: Knowledge) -> None:
        groups = either_of(query.text, groups_of(query.text, subject_of(query).terms))
        self._share = sharer_by_kin(groups, dossiers, knowledge)
        self._hits, self._knowledge = hits, knowledge

    def of(self, dossier: Dossier) -> list[Sentence]:
        ids, title = {document.id for document in dossier.documents}, title_of(dossier)
        found = self._knowledge.sentences_of(dossier, [hit for hit in self._hits if hit.document.id in ids])
        said = [one for one in found if tells_of_its_matter(one)]
        order = sorted(range(len(said)), key=lambda place: -self._share(said[place].stems - title))
        return [said[place] for place in sorted(order[:SENTENCES])]
