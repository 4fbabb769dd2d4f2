"""Which matters speak of the words and names of a question that names nobody they are about."""

from __future__ import annotations

from collections.abc import Sequence

from service.answering.dossier import Dossier
from service.answering.knowledge import Knowledge
from service.answering.question import Query


def naming(query: Query, dossiers: list[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters whose documents write most of the proper names of the question."""
    if not query.names:
        return dossiers
    return [one for one in dossiers if written(one, query.names, knowledge) * 2 > len(query.names)]


def writing_all(words: Sequence[str], dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters whose documents write every one of the words."""
    return [one for one in dossiers if written(one, words, knowledge) == len(words)]


def written(dossier: Dossier, words: Sequence[str], knowledge: Knowledge) -> int:
    """How many of the words the documents of a matter write, with or without their hyphens."""
    texts = [knowledge.corpus.registry.text(document.id, document.version) for document in dossier.documents]
    return sum(any(word in text or word.replace("-", " ") in text for text in texts) for word in words)
