"""Which matters speak of the words and names of a question that names nobody they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.documents import Document
from service.answering.held.dossier import Dossier, Sentence
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.question.lexicon import ACRONYMS
from service.answering.wording.words import stems

_HYPHENS = (" ", "\u2010", "\u2011", "\u2013")
"""What documents write for the hyphen of a keyboard; the Court of Justice sets numbers with one that does not break."""

_ANY_CASE = 6
"""Letters of a name that is found in any case ("STOKE ON TRENT"); shorter ones are words or short forms too."""

LEAST_INITIALS = 3
"""Letters of a short form that is known by the words it stands for; two stand for too much."""


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
    """How many of the words the documents of a matter write, with any hyphens or none, or for their initials."""
    return sum(
        any(_writes(document, word, knowledge) for document in dossier.documents)
        or (len(word) >= LEAST_INITIALS and writes_initials(word, knowledge.sentences_of(dossier)))
        for word in words
    )


def _writes(document: Document, name: str, knowledge: Knowledge) -> bool:
    """Whether a document writes a name; its text is only read where it uses all the words."""
    if not knowledge.vocabulary(document).issuperset(stems(name)):
        return False
    text, ways = knowledge.corpus.registry.text(document.id, document.version), _ways(name)
    if len(name) >= _ANY_CASE:
        text, ways = text.casefold(), {way.casefold() for way in ways}
    return any(way in text for way in ways)


def _ways(word: str) -> set[str]:
    return {word, *(word.replace("-", hyphen) for hyphen in _HYPHENS)}


def writes_initials(name: str, sentences: Iterable[Sentence]) -> bool:
    """Whether letters stand for a name that sentences hold ("ART", "Administrative Review Tribunal")."""
    if not name.isupper():
        return False
    pattern = re.compile(r"\b" + r"\w+(?: (?:of|for|the|and))? ".join(map(re.escape, name)) + r"\w+")
    return any(pattern.search(sentence.text) for sentence in sentences)
