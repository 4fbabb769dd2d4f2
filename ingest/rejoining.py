"""Joining documents to matters that became known after them.

Documents come in any order and several at a time: a judgment may be read before the decision that it is about, and a
notice of intent after it. Once all are published, each that opened a matter of its own is looked at again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from corpus.documents import Document, InstrumentKind, SourceRank
from corpus.matters import Matter
from corpus.store import Corpus
from ingest.describe import joined_to, may_move
from ingest.describing.joining import name_key


def rejoin(corpus: Corpus) -> int:
    """Move every document that is of another matter's proceeding there; says how many moved.

    Judgments and releases go to the decision, not the other way; what was moved before stays.
    """
    moved = 0
    for document in sorted((corpus.registry.document(each) for each in _movable(corpus)), key=_follows_first):
        if not may_move(document.description):
            continue
        alone = len(corpus.records.documents_of(str(document.description.matter))) == 1
        known = [each for each in corpus.records.matters() if not alone or each.id != document.description.matter]
        text = corpus.registry.text(document.id, document.version)
        joined = joined_to(known, document.description, text)
        if joined is not document.description:
            moved += corpus.move(document, joined)
    return moved


def _movable(corpus: Corpus) -> Iterable[str]:
    """The judgments, and the documents alone in their matter, where another matter has a respondent of theirs."""
    documents = corpus.registry.documents()
    members: dict[str, int] = defaultdict(int)
    for document in documents:
        members[document.description.matter or ""] += 1
    places = _places(corpus.records.matters())
    for document in documents:
        about = document.description
        if about.rank is SourceRank.DIGEST:
            continue
        if about.matter and (about.kind is InstrumentKind.JUDGMENT or members[about.matter] == 1):
            words = {word for name in about.respondents for word in name_key(name)}
            if any(places[word] - {about.matter} for word in words):
                yield document.id


def _places(matters: Iterable[Matter]) -> dict[str, set[str]]:
    places: dict[str, set[str]] = defaultdict(set)
    for matter in matters:
        for name in matter.respondents:
            for word in name_key(name):
                places[word].add(matter.id)
    return places


def _follows_first(document: Document) -> tuple[object, ...]:
    about = document.description
    follows = about.kind is InstrumentKind.JUDGMENT or about.rank is not SourceRank.PRIMARY
    return (not follows, str(about.decided_on or about.published_on or ""), document.id)
