"""Which matters speak of the words and names of a question that names nobody they are about."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.retrieval import Hit
from service.answering.dossier import Dossier
from service.answering.evidence import covers, covers_all, is_silent
from service.answering.knowledge import Knowledge
from service.answering.narrowing import title_of, vocabulary_of
from service.answering.question import Query

MANY = 3
"""Words of a subject of which one may be missing."""


def naming(query: Query, dossiers: list[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters whose documents write most of the proper names of the question."""
    if not query.names:
        return dossiers
    return [one for one in dossiers if written(one, query.names, knowledge) * 2 > len(query.names)]


def writing_all(words: Sequence[str], dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters whose documents write every one of the words."""
    return [one for one in dossiers if written(one, words, knowledge) == len(words)]


def written(dossier: Dossier, words: Sequence[str], knowledge: Knowledge) -> int:
    """How many of the words the documents of a matter write."""
    texts = [knowledge.corpus.registry.text(document.id, document.version) for document in dossier.documents]
    return sum(any(word in text for text in texts) for word in words)


def is_about(dossier: Dossier, terms: Sequence[frozenset[str]], hits: Sequence[Hit], knowledge: Knowledge) -> bool:
    """Whether the words are a subject of the matter: they stand in its title, or together in a sentence."""
    if covers_all(title_of(dossier), terms):
        return True
    if not covers_all(vocabulary_of(dossier, knowledge), terms):
        return False
    ids = {document.id for document in dossier.documents}
    sentences = knowledge.sentences_of(dossier, [hit for hit in hits if hit.document.id in ids])
    return any(covers_all(one.stems, terms) for one in sentences if not is_silent(one))


def mostly_about(dossiers: Sequence[Dossier], terms: Sequence[str], knowledge: Knowledge) -> list[Dossier]:
    """Where no sentence has all the words, the matters with most of them in one."""
    if len(terms) < MANY:
        return []
    said = {one.id: together(one, terms, knowledge) for one in dossiers}
    most = max(said.values(), default=0)
    return [one for one in dossiers if said[one.id] == most] if most * 2 > len(terms) else []


def together(dossier: Dossier, terms: Sequence[str], knowledge: Knowledge) -> int:
    """How many of the words stand together in the title or in a sentence."""
    texts = [title_of(dossier), *(one.stems for one in knowledge.sentences_of(dossier) if not is_silent(one))]
    return max(sum(covers(text, term) for term in terms) for text in texts)
