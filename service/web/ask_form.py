"""What the question box offers: filters from the corpus, and how much is held."""

from __future__ import annotations

import datetime as dt
from typing import Any

from corpus.holdings import Holding, holdings, respondent_names, values
from corpus.store import Corpus
from service.answering.wire import MAX_QUESTION_CHARACTERS
from service.web.names import authority_names, place_names
from service.web.wording import counted, day

MANY_NAMES = 400
"""Respondents offered by name: 400 names make 6 kB of page compressed; beyond that the field takes any text."""


def form_values(corpus: Corpus) -> dict[str, Any]:
    """The values that the form template needs, read once per corpus version."""
    return corpus.registry.cached.get("ask form", lambda: _form_values(corpus))


def _form_values(corpus: Corpus) -> dict[str, Any]:
    database = corpus.registry.database
    offered = values(database)
    names = respondent_names(database, MANY_NAMES + 1)
    return {
        "max_question": MAX_QUESTION_CHARACTERS,
        "regulators": _by_name(authority_names(corpus.gazetteer, offered.regulators)),
        "jurisdictions": _by_name(place_names(corpus.gazetteer, offered.jurisdictions)),
        "languages": offered.languages,
        "kinds": offered.kinds,
        "respondents": names if len(names) <= MANY_NAMES else (),
        "held": _held(holdings(database)),
    }


def _by_name(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda item: item[1])


def _held(held: tuple[Holding, ...]) -> str:
    documents = sum(each.documents for each in held)
    if not documents:
        return "No document is held yet."
    regulators = sum(each.regulator is not None for each in held)
    newest: dt.date | None = max((each.newest for each in held if each.newest), default=None)
    reach = f", the newest of {day(newest)}" if newest else ""
    return f"{counted(documents, 'document')} of {counted(regulators, 'regulator')}{reach}."
