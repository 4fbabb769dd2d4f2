"""What is known of the field when a text is read without a store: the gazetteer, and one respondent's name."""

from __future__ import annotations

from functools import lru_cache

from corpus.gazetteer import Gazetteer
from service.answering.question import NameBook
from service.answering.question.names import Entry


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Authorities, courts and places."""
    return Gazetteer.load()


@lru_cache(maxsize=1)
def names() -> NameBook:
    """Clearview alone."""
    return NameBook([Entry(("Clearview AI Inc.",), "Clearview AI: ICO (2022)", "gb-ico-clearview")])
