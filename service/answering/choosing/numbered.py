"""The matters that a number in a question leads to: the one that bears it, or those whose documents write it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.answering.choosing.narrowing import closest
from service.answering.choosing.speaking import writing_all
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query, Shape
from service.answering.question.references import digits_of, squeezed

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
    return own or writing_all([number], dossiers, knowledge) or writing_all([digits_of(number)], dossiers, knowledge)


def _bears(dossier: Dossier, number: str, knowledge: Knowledge) -> bool:
    wanted = squeezed(number)
    if len(wanted) < LEAST:
        return False
    about = [document.description for document in dossier.documents]
    known = [text for one in about for text in (one.reference, one.title) if text]
    known += [one.reference for one in (dossier.matter.instruments if dossier.matter else ()) if one.reference]
    if any(wanted in squeezed(text) for text in known):
        return True
    figures = set(re.findall(r"\d+", number))
    using = [one for one in dossier.documents if knowledge.vocabulary(one) >= figures]
    return any(wanted in squeezed(knowledge.corpus.registry.text(one.id, one.version)[:HEAD]) for one in using)
