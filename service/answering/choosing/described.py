"""Names of a question that nobody of the matter it describes bears: whether the description is better evidence.

A name may be a person's whom the document hides, a translation, a slip, or a body that is only mentioned. Where it does
not stand where somebody sanctioned would, or the document writes most of it, the matter is known by the rest: the
place, the sum, and several words that one passage speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.retrieval import Hit
from service.answering.choosing import belonging
from service.answering.choosing.narrowing import title_of, vocabulary_of
from service.answering.choosing.planned import PASSAGES
from service.answering.choosing.scope import Scope, holds_sum
from service.answering.choosing.speaking import written
from service.answering.choosing.subject import FIELD, GENERIC, subject_of
from service.answering.choosing.sums import sums_asked
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.question.capitals import place_of_city
from service.answering.question.lexicon import ACRONYMS
from service.answering.question.strangers import fills_names
from service.answering.weighing.evidence import covers
from service.answering.wording.words import stem, stems, tokens

TOGETHER = 3
"""Words of the description that one passage, with the title, must speak of, and no passage of another matter."""
BRAND = 5
"""Letters of a word of a title that may begin a name made of it: "Worldcoin" of "World"."""
FAR_BETTER = 1.5
"""How many times likelier than any other a matter must be that is described well enough whatever names stand by. Of 44
tuning questions with a name that no document holds, which name nobody known, 19 reach it, 14 of them about somebody
else: where the name stands (`forgivable`) lets none of these through and 4 of the others. At 1 it is the same, at 3 one
fewer is let through."""
MOST_MEANT = 3
"""Matters of a respondent among which one is meant; of more a name that nobody knows could tell."""
IN_ALL = 0.6
"""Share of the description that the documents of the matter must speak of."""


def odd_names(query: Query, dossier: Dossier, knowledge: Knowledge) -> tuple[str, ...]:
    """The names of nobody known that the documents of a matter do not write."""
    names = [name for name in (*query.names, *query.unknown) if name not in ACRONYMS]
    return tuple(name for name in names if not written(dossier, [name], knowledge))


def beside_the_point(
    query: Query, dossiers: Sequence[Dossier], uncovered: Sequence[str], knowledge: Knowledge
) -> tuple[str, ...]:
    """The unknown names that a respondent's matters need not write.

    They only go with a noun ("Dufresne's office"), or are those of a city in the place where all of these were decided.
    Where the matters speak of nothing else that the question says either, the names are what it asks about.
    """
    named = {word for name in query.unknown for word in stems(name)}
    rest = [term for term in query.topic if term not in named]
    if query.yes_no or not dossiers or len(dossiers) > MOST_MEANT or (rest and set(rest) <= set(uncovered)):
        return ()
    loose = [
        name for name in query.unknown if name in query.aside or all(_lies(name, one, knowledge) for one in dossiers)
    ]
    return tuple(name for name in loose if not any(written(one, [name], knowledge) for one in dossiers))


def _lies(name: str, dossier: Dossier, knowledge: Knowledge) -> bool:
    city, place, within = place_of_city(name), dossier.jurisdiction, knowledge.gazetteer.within
    return bool(city and place) and (within(str(city), str(place)) or within(str(place), str(city)))


def forgivable(query: Query, odd: Sequence[str], dossier: Dossier, knowledge: Knowledge) -> bool:
    """Whether none of these names may be whom the question is about."""
    by_sum = bool(sums_asked(query)) and holds_sum(query, dossier)
    return all(name in query.passing or by_sum or mostly_written(name, dossier, knowledge) for name in odd)


def mostly_written(name: str, dossier: Dossier, knowledge: Knowledge) -> bool:
    """Whether the documents write most of the words by which a name is told from others."""
    telling = [stem(word) for word in tokens(name) if not fills_names(word)]
    title = title_of(dossier)
    said = vocabulary_of(dossier, knowledge) | title
    brands = tuple(word for word in title if len(word) >= BRAND)
    return sum(word in said or word.startswith(brands) for word in telling) * 2 > len(telling) > 0


def is_described(query: Query, odd: Sequence[str], dossier: Dossier, hits: Sequence[Hit], knowledge: Knowledge) -> bool:
    """Whether a matter speaks of most of what else the question says, and one passage of much of it at once."""
    named = {word for name in odd for word in stems(name)}
    words = [term for term in query.topic if term not in named | GENERIC | FIELD]
    said = vocabulary_of(dossier, knowledge) | title_of(dossier)
    known = [word for word in words if covers(said, word)]
    if len(known) < IN_ALL * len(words):
        return False
    if sums_asked(query) and holds_sum(query, dossier):
        return True
    together = {key: _together(words, of_one) for key, of_one in _by_matter(hits).items()}
    best = together.pop(dossier.id, 0)
    return best >= TOGETHER and best > max(together.values(), default=0)


def likeliest(query: Query, scope: Scope, knowledge: Knowledge) -> float:
    """How likely the matter is that the words of a question describe best."""
    weighed = weighed_by_subject(query, scope, knowledge)
    return weighed[0].likelihood if weighed else 0.0


def surely_described(query: Query, scope: Scope, knowledge: Knowledge) -> Dossier | None:
    """The matter that the words of a question describe far better than any other, whatever names stand by them."""
    weighed = weighed_by_subject(query, scope, knowledge) if subject_of(query).hard else []
    if not weighed or weighed[0].likelihood < belonging.SURELY:
        return None
    near = max((one.likelihood for one in weighed[1:]), default=0.0)
    return weighed[0].dossier if weighed[0].likelihood >= FAR_BETTER * near else None


def weighed_by_subject(query: Query, scope: Scope, knowledge: Knowledge) -> list[belonging.Weighed]:
    """The matters of the scope, those first that likely are about the subject of the question; none without one."""
    subject = subject_of(query)
    if not subject.terms:
        return []
    more = knowledge.search(subject.text, scope.filters, PASSAGES * 4)
    return belonging.weigh(query, scope.dossiers, scope.hits, more, knowledge)


def _by_matter(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.matter, []).append(hit)
    return found


def _together(words: Sequence[str], hits: Sequence[Hit]) -> int:
    """The most of the words that one of these passages speaks of under the title of its document."""
    texts = [frozenset(stems(f"{hit.document.description.title} {hit.passage.text}")) for hit in hits]
    return max((sum(covers(text, word) for word in words) for text in texts), default=0)
