"""Questions as the program considers them, up to where models decide: what these are fitted to."""

from __future__ import annotations

import datetime as dt

from corpus.publishing import document_id_of
from corpus.registry import NO_FILTERS
from service.answering.answer import Answerer
from service.answering.choosing.plan import make_plan
from service.answering.composing.reading import Reading
from service.answering.considering import Considering
from service.answering.refusal import Refuser


def considering_of(answerer: Answerer, text: str, as_of: dt.date | None = None) -> Considering:
    """A question before the matters that it is about."""
    knowledge, today = answerer.knowledge, dt.datetime.now(dt.UTC).date()
    knowledge.refresh()
    query = answerer.understand(text, today)
    as_of = as_of or query.as_of or today
    plan = make_plan(query, NO_FILTERS, knowledge, as_of)
    query = plan.forgiving(query)
    return Considering(query, as_of, today, NO_FILTERS, plan, knowledge, Refuser(query, knowledge, NO_FILTERS, ""))


def reading_of(answerer: Answerer, text: str, key: str) -> Reading:
    """A question before the matter of one document, named by its source key, whatever it is taken to be about."""
    considering, id_ = considering_of(answerer, text), document_id_of(key)
    dossiers = answerer.knowledge.dossiers(NO_FILTERS)
    dossier = next(one for one in dossiers if any(document.id == id_ for document in one.documents))
    return considering.readings([dossier])[0]
