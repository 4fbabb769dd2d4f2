"""What a document says of each matter of a list: the sentence that was read as showing that the matter belongs."""

from __future__ import annotations

import math
from dataclasses import replace

from service.answering.composing.rows import Item, Listing
from service.answering.held.dossier import Sentence

MATTERS = ("Respondent", "Authority", "Place", "Decided", "Matter", "Standing")
SAYS = "What the document says"
MOSTLY = 0.5
"""Share of the matters of a list of which a sentence is told; with fewer the column is left out."""
SURE = 0.0
"""Logarithm of the odds that a sentence shows what is asked, from which it is told beside sums, orders and steps. Of
lists of matters alone, whose rows say nothing of the kind, what is less sure is told too."""


def with_sentences(found: Listing) -> Listing:
    """The list with a column of these sentences, one a matter; as it is where few were read or it has such a column.

    What carries a row tells what its cells say, so that another sentence is told beside it.
    """
    if SAYS in found.columns:
        return found
    least = -math.inf if found.columns == MATTERS else SURE
    carrying = {one.proof for item in found.items for one in item.sentences}
    readings = {item.reading.dossier.id: item.reading for item in found.items}
    said = {
        key: next((one for one, bears in reading.shown if bears >= least and one.proof not in carrying), None)
        for key, reading in readings.items()
    }
    if sum(one is not None for one in said.values()) < max(1, MOSTLY * len(said)):
        return found
    items = tuple(_saying(item, said.pop(item.reading.dossier.id, None)) for item in found.items)
    return replace(found, columns=(*found.columns, SAYS), items=items)


def _saying(item: Item, sentence: Sentence | None) -> Item:
    if sentence is None:
        return replace(item, cells=(*item.cells, ""))
    return replace(item, cells=(*item.cells, sentence.text), sentences=(*item.sentences, sentence))
