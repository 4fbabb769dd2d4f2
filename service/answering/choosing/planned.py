"""The matters chosen for a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from corpus.filters import Filters
from corpus.registry import NO_FILTERS
from corpus.retrieval import Hit
from service.answering.held.dossier import Dossier, Sentence
from service.answering.question import Query, Shape

PASSAGES = 24
"""Passages retrieved for one question; over the bundled corpus the right one is nearly always among the first ten."""


class Shown(NamedTuple):
    """A sentence that shows that a matter belongs to a list; `bears` is the logarithm of the odds that it does."""

    sentence: Sentence
    bears: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The matters to answer from, best first, and what did not fit.

    `elsewhere` are the respondent's matters before other authorities or in other places, set when none fits the one
    asked. `related` are matters there that mention the respondent without being about it, `siblings` the respondent's
    other matters. `uncovered` are words of the question that none of the matters' documents use; `forgiven` those of
    them that need no support, because a sum has told the matter already. `shape` is that of the answer where what is
    found decides it. `odd` are names that their documents do not write and need not. `empty` says
    that a list is asked for to which none of the matters of the place and time belongs, `apart` that each matter was
    found for a side of its own and is told for itself. `nobody` is whom the question describes and none of the matters
    knows, `unheld` are numbers of decisions by which none is known. `shown` has the sentences that show that matters
    belong, by id.
    """

    dossiers: tuple[Dossier, ...]
    hits: tuple[Hit, ...] = ()
    elsewhere: tuple[Dossier, ...] = ()
    related: tuple[Dossier, ...] = ()
    siblings: tuple[Dossier, ...] = ()
    uncovered: tuple[str, ...] = ()
    forgiven: tuple[str, ...] = ()
    filters: Filters = NO_FILTERS
    shape: Shape | None = None
    empty: bool = False
    odd: tuple[str, ...] = ()
    apart: bool = False
    nobody: str = ""
    unheld: tuple[str, ...] = ()
    shown: Mapping[str, tuple[Shown, ...]] = field(default_factory=dict)

    def forgiving(self, query: Query) -> Query:
        """The question without the words and names that need no support, in the shape that what is found gives it."""
        terms = tuple(term for term in query.terms if term not in self.forgiven)
        names = tuple(name for name in query.names if name not in self.odd)
        unknown = tuple(name for name in query.unknown if name not in self.odd)
        return replace(query, terms=terms, names=names, unknown=unknown, shape=self.shape or query.shape)

    def hits_of(self, dossier: Dossier) -> tuple[Hit, ...]:
        """The passages found in this matter's documents."""
        ids = {document.id for document in dossier.documents}
        return tuple(hit for hit in self.hits if hit.document.id in ids)
