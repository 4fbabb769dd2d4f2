"""Somebody who is only described ("the Italian baker"), where the matters that fit the rest know nobody of the sort."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.answering.choosing.described import likeliest
from service.answering.choosing.planned import Plan
from service.answering.choosing.scope import Scope
from service.answering.choosing.subject import subject_of
from service.answering.choosing.sums import sums_asked
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query, Shape
from service.answering.question.strangers import WORD
from service.answering.wording.kin import is_of_a_sort
from service.answering.wording.words import is_stop, stem

SURE = 0.78
"""From which likelihood somebody is meant though no word of the description is used ("the ride hailing giant"). Of 38
questions made up for this, 20 of them about nobody held, these lie below 0.77 where nothing else covers the words."""
_OF_PLACE = re.compile(r"\s+(?:in|from|of)\s+(?:the\s+)?$")


def nobody_such(query: Query, plan: Plan, scope: Scope, knowledge: Knowledge) -> str:
    """Whom a question is about, as it describes them beside a place, where the matters chosen use no word of that.

    Empty where they use one, or where one of the place is described surely all the same.
    """
    if query.shape is not Shape.SINGLE or query.names or query.unknown or sums_asked(query):
        return ""
    strange = [words for words in _described(query, knowledge) if _is_strange(words, plan)]
    if not strange or likeliest(query, scope, knowledge) >= SURE:
        return ""
    return " ".join(strange[0])


def _is_strange(words: Sequence[str], plan: Plan) -> bool:
    said = {stem(word) for word in words}
    return said <= set(plan.uncovered) and not any(map(is_of_a_sort, said))


def _described(query: Query, knowledge: Knowledge) -> Iterator[Sequence[str]]:
    """The words for somebody that follow the adjective of a place, or that a place follows, behind an article."""
    telling = set(subject_of(query).hard)
    for place in knowledge.gazetteer.find_jurisdictions(query.text):
        before, after = query.text[: place.start], query.text[place.end :]
        if re.search(r"\bthe\s+$", before, re.IGNORECASE):
            words = _run(WORD.findall(after), telling)
        elif following := _OF_PLACE.search(before):
            words = _run(WORD.findall(before[: following.start()])[::-1], telling)[::-1]
        else:
            continue
        if words:
            yield words


def _run(words: Sequence[str], telling: set[str]) -> list[str]:
    """The words at the beginning that tell somebody from others."""
    run: list[str] = []
    for word in words:
        bare = re.sub(r"['’]s?$", "", word)
        if is_stop(bare) or stem(bare) not in telling:
            break
        run.append(bare)
        if bare != word:
            break
    return run
