"""Which matters speak of the words and names of a question that names nobody they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from service.answering.held.dossier import Dossier, Sentence
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.question.lexicon import ACRONYMS


def naming(query: Query, dossiers: list[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters whose documents write most of the proper names of the question."""
    names = [name for name in query.names if name not in ACRONYMS]
    if not names:
        return dossiers
    return [one for one in dossiers if written(one, names, knowledge) * 2 > len(names)]


def writing_all(words: Sequence[str], dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The matters whose documents write every one of the words."""
    return [one for one in dossiers if written(one, words, knowledge) == len(words)]


def written(dossier: Dossier, words: Sequence[str], knowledge: Knowledge) -> int:
    """How many of the words the documents of a matter write, with or without their hyphens."""
    texts = [knowledge.corpus.registry.text(document.id, document.version) for document in dossier.documents]
    return sum(any(word in text or word.replace("-", " ") in text for text in texts) for word in words)


def writes_initials(name: str, sentences: Iterable[Sentence]) -> bool:
    """Whether letters stand for a name that sentences hold ("ART", "Administrative Review Tribunal")."""
    if not name.isupper():
        return False
    pattern = re.compile(r"\b" + r"\w+(?: (?:of|for|the|and))? ".join(map(re.escape, name)) + r"\w+")
    return any(pattern.search(sentence.text) for sentence in sentences)
