"""Names of a question that nobody of the matter it describes bears: whether the description is better evidence.

A name may be a person's whom the document hides, a translation, a slip, or a body that is only mentioned. Where it does
not stand where somebody sanctioned would, or the document writes most of it, the matter is known by the rest: the
place, the sum, and several words that one passage speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.retrieval import Hit
from service.answering.choosing.narrowing import title_of, vocabulary_of
from service.answering.choosing.scope import holds_sum
from service.answering.choosing.speaking import written
from service.answering.choosing.subject import FIELD, GENERIC
from service.answering.choosing.sums import sums_asked
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.question.lexicon import ACRONYMS
from service.answering.question.strangers import fills_names
from service.answering.weighing.evidence import covers
from service.answering.wording.words import stem, stems, tokens

TOGETHER = 3
"""Words of the description that one passage, with the title, must speak of, and no passage of another matter."""
IN_ALL = 0.6
"""Share of the description that the documents of the matter must speak of."""


def odd_names(query: Query, dossier: Dossier, knowledge: Knowledge) -> tuple[str, ...]:
    """The names of nobody known that the documents of a matter do not write."""
    names = [name for name in (*query.names, *query.unknown) if name not in ACRONYMS]
    return tuple(name for name in names if not written(dossier, [name], knowledge))


def forgivable(query: Query, odd: Sequence[str], dossier: Dossier, knowledge: Knowledge) -> bool:
    """Whether none of these names may be whom the question is about."""
    by_sum = bool(sums_asked(query)) and holds_sum(query, dossier)
    return all(name in query.passing or by_sum or mostly_written(name, dossier, knowledge) for name in odd)


def mostly_written(name: str, dossier: Dossier, knowledge: Knowledge) -> bool:
    """Whether the documents write most of the words by which a name is told from others."""
    telling = [stem(word) for word in tokens(name) if not fills_names(word)]
    said = vocabulary_of(dossier, knowledge) | title_of(dossier)
    return sum(word in said for word in telling) * 2 > len(telling) > 0


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


def _by_matter(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.matter, []).append(hit)
    return found


def _together(words: Sequence[str], hits: Sequence[Hit]) -> int:
    """The most of the words that one of these passages speaks of under the title of its document."""
    texts = [frozenset(stems(f"{hit.document.description.title} {hit.passage.text}")) for hit in hits]
    return max((sum(covers(text, word) for word in words) for text in texts), default=0)
