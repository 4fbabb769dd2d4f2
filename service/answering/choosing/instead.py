"""The matter that a question is about although it names somebody else.

A name in a question may be the place where something happened ("photos on Facebook"), a tool ("about Google
Chromebooks"), or words that another respondent's name shares ("International Card Services"). Then a matter that
nobody named speaks of clearly more of the question than any matter of those named.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.filters import Filters
from service.answering.choosing.narrowing import vocabulary_of
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Intent, Query, Shape
from service.answering.weighing.evidence import covers
from service.answering.wording.words import content_stems, stems

PASSAGES = 8
"""Passages searched; only the best one's matter is looked at."""
MORE = 2
"""Words that it must speak of and those named must not. Among 844 tuning questions that name somebody, the best
passage's matter is another than theirs in 67: with one word more it is the right one in 16 of 36, with two and the
names spoken of in 11 of 12."""
MOSTLY = 0.7
"""Share of the subject that it must speak of where those named have nothing to do with the place."""


def meant_instead(
    named: Sequence[Dossier], elsewhere: Sequence[Dossier], query: Query, scope: Filters, knowledge: Knowledge
) -> Dossier | None:
    """The matter of the passage that fits best, where it speaks of more of the question than the matters named.

    Where all of these are elsewhere it need only speak of most of the subject.

    Args:
        named: The matters of whom the question names.
        elsewhere: The same, where none is of the place asked for.
        query: The question.
        scope: Filters of the request, and of the place or authority asked for.
        knowledge: What is held.
    """
    words = content_stems(query.text)
    held = max((_spoken(one, words, knowledge) for one in (*named, *elsewhere)), default=0)
    mostly = bool(elsewhere) and len(query.topic) >= MORE and query.main is not Intent.DEFINITION
    strange = _unwritten(query.names, (*named, *elsewhere), knowledge)
    if not (named or elsewhere) or query.shape is not Shape.SINGLE:
        return None
    if len(words) - held < MORE and not mostly and not strange:
        return None
    called = {stem for name in query.called if not name.islower() for stem in stems(name)}
    ids = tuple(dict.fromkeys(hit.matter for hit in knowledge.search(query.text, scope, PASSAGES)))
    by_id = {one.id: one for one in knowledge.dossiers(scope) if one.id in ids}
    near = [by_id[key] for key in ids if key in by_id]
    if strange:
        wanted = called | set(strange)
        writing = (one for one in near if one not in named and wanted <= vocabulary_of(one, knowledge))
        return next(writing, None)
    found = near[0] if near and near[0].id == ids[0] else None
    if found is None or found in named or not called <= vocabulary_of(found, knowledge):
        return None
    more = _spoken(found, words, knowledge) - held >= MORE
    most = mostly and _spoken(found, query.topic, knowledge) >= MOSTLY * len(query.topic)
    return found if more or most else None


def _unwritten(names: Sequence[str], held: Sequence[Dossier], knowledge: Knowledge) -> list[str]:
    """Stems of the proper names that none of these matters writes: of several between the same, they tell one apart."""
    written = frozenset().union(*(vocabulary_of(one, knowledge) for one in held))
    return [stem for name in names for stem in stems(name) if len(stem) > 1 and stem not in written]


def _spoken(dossier: Dossier, words: Sequence[str], knowledge: Knowledge) -> int:
    said = vocabulary_of(dossier, knowledge)
    return sum(covers(said, word) for word in words)
