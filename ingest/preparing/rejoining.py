"""Joining documents to matters that became known after them.

Documents come in any order and several at a time: a judgment may be read before the decision that it is about, and a
notice of intent after it. Once all are published, each that opened a matter of its own is looked at again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from corpus.documents import Document, InstrumentKind, SourceRank
from corpus.matters import Matter
from corpus.store import Corpus
from ingest.describing.joining import name_key
from ingest.preparing.describe import joined_to, may_move


def rejoin(corpus: Corpus) -> int:
    """Move every document that is of another matter's proceeding there; says how many moved.

    Judgments and releases go to the decision, not the other way; what was moved before stays.
    """
    moved = 0
    documents, matters = corpus.registry.documents(), corpus.records.matters()
    members = Counter(document.description.matter for document in documents)
    for each in sorted(_movable(documents, members, matters), key=_follows_first):
        document = corpus.registry.document(each.id)
        about = document.description
        if not may_move(about):
            continue
        known = [matter for matter in matters if members[about.matter] > 1 or matter.id != about.matter]
        joined = joined_to(known, about, corpus.registry.text(document.id, document.version))
        if joined is not about and corpus.move(document, joined):
            members.subtract([about.matter])
            members.update([joined.matter])
            matters = corpus.records.matters()
            moved += 1
    return moved


def _movable(
    documents: Iterable[Document], members: Mapping[str | None, int], matters: Iterable[Matter]
) -> Iterator[Document]:
    """The judgments, and the documents alone in their matter, where another matter has a respondent of theirs."""
    places = _places(matters)
    for document in documents:
        about = document.description
        if about.rank is SourceRank.DIGEST:
            continue
        if about.matter and (about.kind is InstrumentKind.JUDGMENT or members[about.matter] == 1):
            words = {word for name in about.respondents for word in name_key(name)}
            if any(places[word] - {about.matter} for word in words):
                yield document


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
