"""Whether a question in words that no document uses is about a matter all the same ("the antivirus maker")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from corpus.filters import Filters
from service.answering.choosing.described import mostly_written, weighed_by_subject
from service.answering.choosing.narrowing import title_of, vocabulary_of
from service.answering.choosing.places import is_of_place
from service.answering.choosing.planned import PASSAGES
from service.answering.choosing.scope import holds_sum, scope_of_topic
from service.answering.choosing.sums import sums_asked
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Intent, Query
from service.answering.wording.kin import kin_of
from service.answering.wording.words import SOFT, stems

TOGETHER, SHARE = 2, 0.5
"""Words of the question, and share of all of them, that a matter must speak of in words of the same sort. The eleven
tuning questions on digests of which too few words are known part cleanly: the five about a matter reach 3 words or all
of 2, the six others at most 2 of 5."""

SURE = 0.65
"""From which likelihood a matter is meant by words that it does not use: flights from London to Rome are, at 0.59, no
question about an airline's customers."""

FAR_SURER = 10
"""How many times likelier than the next it must be where neither a place nor a name limits them."""


def is_of_a_matter(query: Query, asked: Filters, knowledge: Knowledge, as_of: dt.date) -> bool:
    """Whether a passage that was found, or the matter that most likely is meant, speaks of half of its words.

    It is about a matter too where it names the sum of one, or a place and what most likely means one there.
    """
    if any(holds_sum(query, one) for one in knowledge.dossiers(asked)) and sums_asked(query):
        return True
    if query.jurisdictions and any(_is_named(one, query, knowledge) for one in knowledge.dossiers(asked)):
        return True
    terms = [term for term in query.terms if term not in SOFT]
    nameless = replace(query, names=(), unknown=())
    telling = len(terms) >= TOGETHER or (terms and query.jurisdictions)
    scope = scope_of_topic(nameless, asked, knowledge, as_of) if telling else None
    if scope is None:
        return False
    held = {one.id: one for one in scope.dossiers}
    texts = [
        frozenset(stems(hit.passage.text)) | title_of(held[hit.matter])
        for hit in scope.hits[:PASSAGES]
        if hit.matter in held
    ]
    likely = weighed_by_subject(query, scope, knowledge)
    sure = bool(likely) and likely[0].likelihood >= SURE
    texts += [vocabulary_of(one.dossier, knowledge) | title_of(one.dossier) for one in likely[:1] if sure]
    alone = len(likely) == 1 or (sure and likely[0].likelihood >= FAR_SURER * likely[1].likelihood)
    told_apart = bool(query.jurisdictions) or (alone and query.main is not Intent.SUMMARY)
    return any(_speaks(text, terms) for text in texts) or (sure and told_apart)


def _is_named(dossier: Dossier, query: Query, knowledge: Knowledge) -> bool:
    return is_of_place(dossier, query, knowledge) and any(
        mostly_written(name, dossier, knowledge) for name in query.unknown
    )


def _speaks(text: frozenset[str], terms: Sequence[str]) -> bool:
    known = sum(bool(kin_of(term) & text) for term in terms)
    return known >= max(TOGETHER, SHARE * len(terms))
