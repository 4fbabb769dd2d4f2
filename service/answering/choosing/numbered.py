"""The matters that a number in a question leads to: the one that bears it, or those whose documents write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from corpus.documents import Document
from service.answering.choosing.narrowing import closest
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query, Shape
from service.answering.question.references import as_written, digits_of, parts_of, pattern_of

HEAD = 600
"""Characters at the beginning of a text in which a decision gives its own number."""
LEAST = 5
"""Letters and figures of a number that may be looked for without its strokes: "C-5/2" is found in too many others."""


def numbered(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters of every number of a question; none where no document writes any of them."""
    found = {one.id: one for number in query.references for one in _of_number(number, dossiers, knowledge)}
    return closest(query, list(found.values()), knowledge) if query.shape is Shape.SINGLE else list(found.values())


def bearing_number(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters that bear the numbers of a question, whoever else it names; none where a number leads to several."""
    found = [[one for one in dossiers if _bears(one, number, knowledge)] for number in query.references]
    return [side[0] for side in found] if all(len(side) == 1 for side in found) else []


def _of_number(number: str, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """Those that bear it; without any those that cite it, as it is written or by its figures alone."""
    own = [one for one in dossiers if _bears(one, number, knowledge)]
    ways = (number, digits_of(number))
    return own or next((found for way in ways if (found := _citing(way, dossiers, knowledge))), [])


def _bears(dossier: Dossier, number: str, knowledge: Knowledge) -> bool:
    """Whether a matter is known by a number: by a record, a title, the name of a file or the head of a text."""
    if sum(map(len, parts_of(number))) < LEAST:
        return False
    wanted = pattern_of(number)
    about = [document.description for document in dossier.documents]
    known = [text for one in about for text in (one.reference, one.title) if text]
    known += [one.reference for one in (dossier.matter.instruments if dossier.matter else ()) if one.reference]
    known += [PurePosixPath(document.source.key).stem for document in dossier.documents]
    if any(wanted.search(text) for text in known):
        return True
    using = [one for one in dossier.documents if _uses_figures(one, number, knowledge)]
    return any(wanted.search(knowledge.corpus.registry.text(one.id, one.version)[:HEAD]) for one in using)


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
