"""The matters that a number in a question leads to: the one that bears it, or those whose documents write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from corpus.documents import Document
from service.answering.choosing.narrowing import closest
from service.answering.choosing.places import fits_place
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query, Shape
from service.answering.question.references import as_written, digits_of, parts_of, pattern_of, without_body

HEAD = 600
"""Characters at the beginning of a text in which a decision gives its own number."""
LEAST = 5
"""Letters and figures of a number that may be looked for without its strokes: "C-5/2" is found in too many others."""


def numbered(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters of every number of a question; none where no document writes any of them."""
    found = {one.id: one for number in query.references for one in _of_number(number, query, dossiers, knowledge)}
    found |= {one.id: one for one in _known_by_any(query, dossiers, knowledge)}
    return closest(query, list(found.values()), knowledge) if query.shape is Shape.SINGLE else list(found.values())


def bearing_number(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters that bear the numbers of a question, whoever else it names; none where a number leads to several."""
    found = [_bearing(number, query, dossiers, knowledge) for number in query.references]
    if not all(len(side) == 1 for side in found):
        return []
    return [side[0] for side in found] or _known_by_any(query, dossiers, knowledge)


def _of_number(number: str, query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """Those that bear it; without any those that cite it, as it is written or by its figures alone."""
    own = _bearing(number, query, dossiers, knowledge)
    ways = (number, digits_of(number))
    return own or next((found for way in ways if (found := _citing(way, dossiers, knowledge))), [])


def _known_by_any(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters known by figures of a question that may be a number of a decision, each by one alone."""
    found = [[one for one in dossiers if _is_known_by(one, number)] for number in query.numbers]
    return [side[0] for of_all in found if len(side := _of_place(query, of_all, knowledge)) == 1]


def _bearing(number: str, query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters that are known by a number, else those that write it in the head of a text, in the place asked for.

    A word before the figures may be part of the number ("C 205/21") or say who decided ("HDPA 9/2025").
    """
    for way in dict.fromkeys((number, without_body(number))):
        known = [one for one in dossiers if _is_known_by(one, way)]
        own = known or [one for one in dossiers if _writes_at_head(one, way, knowledge)]
        if own:
            return _of_place(query, own, knowledge)
    return []


def _of_place(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """Of several the matters of the authority or place asked for, where any is: many count their decisions by year."""
    placed = [one for one in dossiers if fits_place(one, query, knowledge)] if len(dossiers) > 1 else []
    return placed or list(dossiers)


def _is_known_by(dossier: Dossier, number: str) -> bool:
    """Whether a matter is known by a number: by a record, a title or the name of a file."""
    if not _may_be_sought(number):
        return False
    wanted = pattern_of(number)
    about = [document.description for document in dossier.documents]
    known = [text for one in about for text in (one.reference, one.title) if text]
    known += [one.reference for one in (dossier.matter.instruments if dossier.matter else ()) if one.reference]
    known += [PurePosixPath(document.source.key).stem for document in dossier.documents]
    return any(wanted.search(text) for text in known)


def _writes_at_head(dossier: Dossier, number: str, knowledge: Knowledge) -> bool:
    """Whether a document of a matter writes a number where a decision gives its own."""
    if not _may_be_sought(number):
        return False
    wanted, text = pattern_of(number), knowledge.corpus.registry.text
    using = [one for one in dossier.documents if _uses_figures(one, number, knowledge)]
    return any(wanted.search(text(one.id, one.version)[:HEAD]) for one in using)


def _may_be_sought(number: str) -> bool:
    return sum(map(len, parts_of(number))) >= LEAST


def _citing(number: str, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters of which a document writes a number."""
    written, text = as_written(number), knowledge.corpus.registry.text
    return [
        dossier
        for dossier in dossiers
        if any(
            _uses_figures(one, number, knowledge) and written.search(text(one.id, one.version))
            for one in dossier.documents
        )
    ]


def _uses_figures(document: Document, number: str, knowledge: Knowledge) -> bool:
    return knowledge.vocabulary(document) >= set(re.findall(r"\d+", number))
