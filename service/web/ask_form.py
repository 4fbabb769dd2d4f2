"""What the question box offers: filters from the corpus, and how much is held."""

from __future__ import annotations

import datetime as dt
from typing import Any

from corpus.store import Corpus
from service.answering.wire import MAX_QUESTION_CHARACTERS
from service.web.wording import counted, day

MANY_NAMES = 400
"""Respondents offered by name: 400 names make 6 kB of page compressed; beyond that the field takes any text."""


def form_values(library: Corpus) -> dict[str, Any]:
    """The values that the form template needs, read once per corpus version."""
    return library.registry.cached.get("ask form", lambda: _form_values(library))


def _form_values(library: Corpus) -> dict[str, Any]:
    documents = library.registry.documents()
    about = [document.description for document in documents]
    gazetteer = library.gazetteer
    regulators = {d.regulator: body.name for d in about if d.regulator and (body := gazetteer.authority(d.regulator))}
    places = {
        d.jurisdiction: place.name
        for d in about
        if d.jurisdiction and (place := gazetteer.jurisdiction(d.jurisdiction))
    }
    names = library.records.names()
    newest = max((date for d in about for date in (d.known_to, d.published_on, d.decided_on) if date), default=None)
    return {
        "max_question": MAX_QUESTION_CHARACTERS,
        "regulators": sorted(regulators.items(), key=lambda item: item[1]),
        "jurisdictions": sorted(places.items(), key=lambda item: item[1]),
        "languages": sorted({d.language for d in about}),
        "kinds": sorted({d.kind for d in about}),
        "respondents": [held.name for held in names] if len(names) <= MANY_NAMES else [],
        "held": _held(len(documents), len(regulators), newest),
    }


def _held(documents: int, regulators: int, newest: dt.date | None) -> str:
    if not documents:
        return "No document is held yet."
    reach = f", the newest of {day(newest)}" if newest else ""
    return f"{counted(documents, 'document')} of {counted(regulators, 'regulator')}{reach}."
