"""Which of several matters of one respondent is meant: what titles, places and sentences share with the question."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence

from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.weighing.evidence import covers, is_silent
from service.answering.wording.senses import senses_of
from service.answering.wording.words import expand, stems

IN_TITLE = 1.5
"""What a word in a title weighs beside the same word in a sentence; from 1 to 3 the figures of the tuning questions
are the same (545 questions)."""
NEAR_BEST = 0.8
"""Matters this close to the best are kept beside it; 0.7 and 0.9 give the same figures of the tuning questions."""
_FIRST = re.compile(r"\b(?:first|earliest|original|initial|older|oldest|earlier)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:second|latest|newest|most recent|newer|last)\b", re.IGNORECASE)


def closest(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters that fit best; all of them where nothing tells them apart."""
    if len(dossiers) < 2:  # noqa: PLR2004
        return list(dossiers)
    terms = _telling(query, knowledge)
    kept = _best(dossiers, _scorer(terms, dossiers, knowledge)) if terms else list(dossiers)
    return _by_turn(query, kept)


def title_of(dossier: Dossier) -> frozenset[str]:
    """The stems of a matter's title with their synonyms, and the marks of its senses."""
    return expand(stems(dossier.title)) | senses_of(dossier.title)


def vocabulary_of(dossier: Dossier, knowledge: Knowledge) -> frozenset[str]:
    """The stems of everything its documents say."""
    found: set[str] = set()
    for document in dossier.documents:
        found |= knowledge.vocabulary(document)
    return frozenset(found)


def _telling(query: Query, knowledge: Knowledge) -> tuple[str, ...]:
    """The words that may tell matters apart: what is asked about, what is to be done, places that decided nothing."""
    places = [knowledge.gazetteer.jurisdiction(code) for code in query.jurisdictions]
    named = [stem for place in places if place and place.code != "EU" for stem in stems(place.name)]
    verbs = [stem for verb in query.verbs for stem in stems(verb)]
    return tuple(dict.fromkeys([*query.topic, *named, *verbs]))


def _scorer(terms: Sequence[str], dossiers: Sequence[Dossier], knowledge: Knowledge) -> Callable[[Dossier], float]:
    titles = {one.id: title_of(one) for one in dossiers}
    words = {one.id: vocabulary_of(one, knowledge) for one in dossiers}
    in_titles = _rarity(terms, list(titles.values()))
    in_words = _rarity(terms, list(words.values()))

    def score(dossier: Dossier) -> float:
        titled = sum(in_titles(term) for term in terms if covers(titles[dossier.id], term))
        said = sum(in_words(term) for term in terms if covers(words[dossier.id], term))
        together = max(
            (
                sum(in_words(term) for term in terms if covers(one.stems, term))
                for one in knowledge.sentences_of(dossier)
                if not is_silent(one)
            ),
            default=0.0,
        )
        return IN_TITLE * titled + said + together

    return score


def _rarity(terms: Sequence[str], texts: Sequence[frozenset[str]]) -> Callable[[str], float]:
    """A word that every matter has tells nothing; one that only one of them has tells most."""
    having = {term: sum(covers(text, term) for text in texts) for term in terms}
    return lambda term: math.log(len(texts) / having[term]) if having[term] else 0.0


def _best(dossiers: Sequence[Dossier], score: Callable[[Dossier], float]) -> list[Dossier]:
    scored = [(score(one), one) for one in dossiers]
    most = max(points for points, _ in scored)
    return [one for points, one in scored if points >= NEAR_BEST * most]


def _by_turn(query: Query, dossiers: list[Dossier]) -> list[Dossier]:
    """The earliest or the latest, where the question asks for the first or the last of several."""
    dated = sorted((one for one in dossiers if one.decided_on), key=lambda one: one.decided_on)  # type: ignore[arg-type,return-value]
    if len(dated) < 2 or len(dated) < len(dossiers):  # noqa: PLR2004
        return dossiers
    if _FIRST.search(query.text):
        return dated[:1]
    return dated[-1:] if _LAST.search(query.text) else dossiers
