"""What answering reads of the corpus, kept until the corpus version moves on."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from corpus.caches import Bounded, PerVersion
from corpus.documents import CITABLE, Document, Passage, Span
from corpus.filters import Filters
from corpus.gazetteer import Gazetteer
from corpus.glosses import with_gloss, word_by_word
from corpus.lexical_index import LexicalQuery
from corpus.matters import Matter
from corpus.retrieval import Hit
from corpus.sentences import sentences
from corpus.store import Corpus
from service.answering.held.dossier import Dossier, Proof, Sentence, versions_of
from service.answering.question import NameBook
from service.answering.question.guards import is_planted
from service.answering.question.names import Entry
from service.answering.verify import SourceText
from service.answering.wording.words import said_stems, tokens

T = TypeVar("T")

CONTINENTS = frozenset({"europe", "america", "asia", "africa", "australia"})
"""Parts of the names of many companies, which alone are where something happened."""
SOURCES_KEPT = 256
"""Structures of documents kept in memory; one of a long decision takes some 200 kB."""
SENTENCES_KEPT = 4096
"""Passages kept cut into sentences: some 10 kB each."""
PLAIN_SAMPLE = 8
"""Passages looked at to tell whether a word is written in lower case."""
WHOLE_DOCUMENT = 16
"""Documents of up to so many passages are read whole for evidence; the longest bundled digest has 11."""
OPENING, CLOSING, NEAREST = 2, 4, 16
"""Passages of a longer document that are read beside those found: its first, its last, and the nearest to the question.
Over 289 tuning questions on decisions all passages answer no more rightly, those found alone one fewer."""


class Knowledge:
    """Reads of one corpus, shaped for answering. Safe to share between threads."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.version = corpus.version
        self._cached = PerVersion(lambda: self.version)
        self._sources: Bounded[tuple[str, int], SourceText] = Bounded(SOURCES_KEPT)
        self._passages: Bounded[tuple[str, int], tuple[Passage, ...]] = Bounded(SOURCES_KEPT)
        self._vocabularies: Bounded[tuple[str, int], frozenset[str]] = Bounded(SENTENCES_KEPT)
        self._sentences: Bounded[str, tuple[Sentence, ...]] = Bounded(SENTENCES_KEPT)

    def refresh(self) -> None:
        """Look whether the corpus moved on. Asked once an answer: asking at every read took a third of its time."""
        self.version = self.corpus.version

    @property
    def gazetteer(self) -> Gazetteer:
        """Authorities and places."""
        return self._read("gazetteer", lambda: self.corpus.gazetteer)

    def names(self) -> NameBook:
        """Everybody documents are about."""
        return self._read("names", self._names)

    def known_word(self, word: str) -> bool:
        """Whether any passage held uses the word."""
        known: dict[str, bool] = self._cached.get("words", dict)
        if word not in known:
            known[word] = bool(self.corpus.lexical.search(LexicalQuery((word,)), 1))
        return known[word]

    def plain_word(self, word: str) -> bool:
        """Whether the passages that use a word most write it in lower case, so that it is not only a name."""
        plain: dict[str, bool] = self._cached.get("plain words", dict)
        if word not in plain:
            found = self.corpus.lexical.search(LexicalQuery((word,)), PLAIN_SAMPLE)
            texts = self.corpus.registry.passages([scored.passage_id for scored in found]).values()
            written = [token for passage in texts for token in tokens(passage.text) if token.casefold() == word]
            plain[word] = sum(token.islower() for token in written) * 2 > len(written)
        return plain[word]

    def newest(self) -> dt.date | None:
        """The date of the newest evidence held about anything."""
        return self._cached.get("newest", lambda: max((d for d in map(_dated, self.documents()) if d), default=None))

    def documents(self) -> tuple[Document, ...]:
        """Every current document."""
        return self._read("documents", self.corpus.registry.documents)

    def document(self, document_id: str) -> Document | None:
        """One current document."""
        held: dict[str, Document] = self._cached.get("by id", lambda: {one.id: one for one in self.documents()})
        return held.get(document_id)

    def passages(self) -> int:
        """How many passages search can find."""
        return self._cached.get("passages", self.corpus.lexical.count)

    def dossiers(self, filters: Filters) -> tuple[Dossier, ...]:
        """The matters of the documents that meet the filters, each whole, and the documents that belong to none."""
        return self._read(("dossiers", filters), lambda: self._dossiers(filters))

    def dossiers_of(self, ids: Iterable[str]) -> tuple[Dossier, ...]:
        """Dossiers by matter id, in the order given; ids that are not held are left out."""
        wanted = tuple(dict.fromkeys(ids))
        found = {dossier.id: dossier for dossier in self.dossiers(Filters(matter=wanted))} if wanted else {}
        return tuple(found[key] for key in wanted if key in found)

    def search(self, text: str, filters: Filters, limit: int) -> list[Hit]:
        """The best passages, without a second search for the same words."""
        return self._read(("search", text, filters, limit), lambda: self._search(text, filters, limit))

    def nearness(self, text: str, dossier: Dossier) -> dict[str, float]:
        """The cosine of each passage of a matter to a question, by passage id."""
        of = [(document.id, document.version) for document in dossier.documents]
        return self._read(("nearness", text, dossier.id), lambda: self.corpus.nearness(text, of))

    def nearest_of(self, text: str, dossiers: Sequence[Dossier]) -> dict[str, float]:
        """The cosine of the nearest passage of each matter to a text, by matter id."""
        versions = {(document.id, document.version): one.id for one in dossiers for document in one.documents}
        found: dict[str, float] = {}
        with self.corpus.registry.cached.seen(self.version):
            near = self.corpus.nearness(text, versions)
        for passage_id, cosine in near.items():
            document_id, version, _ = passage_id.rsplit(".", 2)
            key = versions[document_id, int(version)]
            found[key] = max(cosine, found.get(key, -1.0))
        return found

    def source(self, document_id: str, version: int) -> SourceText:
        """A document version as the verifier needs it."""
        held = self._sources.get((document_id, version))
        if held is None:
            parsed = self.corpus.registry.parsed(document_id, version)
            held = SourceText(parsed.text, parsed.blocks, parsed.pages, self._vouched(document_id, version))
            self._sources.put((document_id, version), held)
        return held

    def passages_of(self, document_id: str, version: int) -> tuple[Passage, ...]:
        """All passages of a version, in order."""
        held = self._passages.get((document_id, version))
        if held is None:
            held = self.corpus.registry.passages_of(document_id, version)
            self._passages.put((document_id, version), held)
        return held

    def length_of(self, document: Document) -> int:
        """How far the passages of a document reach, in characters."""
        passages = self.passages_of(document.id, document.version)
        return passages[-1].span.end if passages else 0

    def passage_at(self, proof: Proof) -> Passage | None:
        """The passage in which the proof begins."""
        for passage in self.passages_of(proof.document_id, proof.version):
            if passage.span.start <= proof.span.start < passage.span.end:
                return passage
        return None

    def sentences_in(self, passage: Passage, document: Document) -> tuple[Sentence, ...]:
        """The sentences of a passage that may be cited."""
        held = self._sentences.get(passage.id)
        if held is None:
            held = tuple(self._cut(passage, document))
            self._sentences.put(passage.id, held)
        return held

    def sentence_at(self, proof: Proof, document: Document) -> Sentence | None:
        """The sentence in which the proof begins, or None where it is no citable text."""
        passage = self.passage_at(proof)
        if passage is None:
            return None
        for sentence in self.sentences_in(passage, document):
            if sentence.proof.span.start <= proof.span.start < sentence.proof.span.end:
                return sentence
        return None

    def vocabulary(self, document: Document) -> frozenset[str]:
        """The stems of everything a document says."""
        key = (document.id, document.version)
        held = self._vocabularies.get(key)
        if held is None:
            text = self.corpus.registry.text(*key)
            held = said_stems(with_gloss(text, document.description.language))
            self._vocabularies.put(key, held)
        return held

    def english(self, document: Document) -> str:
        """The text of a document, or of one in another language its words one by one, for patterns of English."""
        return word_by_word(self.corpus.registry.text(document.id, document.version), document.description.language)

    @staticmethod
    def is_long(document: Document) -> bool:
        """Whether evidence is read only from the passages found."""
        return document.passages > WHOLE_DOCUMENT

    def holds_long(self, dossier: Dossier) -> bool:
        """Whether a document of a matter is read only in part."""
        return any(map(self.is_long, dossier.documents))

    def sentences_of(self, dossier: Dossier, hits: Sequence[Hit] = ()) -> tuple[Sentence, ...]:
        """The sentences of short documents whole, of long ones those of the passages found."""
        return self._sentences_of(dossier, {hit.passage.id for hit in hits})

    def sentences_for(self, text: str, dossier: Dossier, hits: Sequence[Hit] = ()) -> tuple[Sentence, ...]:
        """The same for a question, and of long documents also both ends and the passages nearest to it."""
        wanted = {hit.passage.id for hit in hits}
        for document in filter(self.is_long, dossier.documents):
            near = self.nearness(text, dossier)
            passages = self.passages_of(document.id, document.version)
            nearest = sorted(passages, key=lambda one: -near.get(one.id, 0.0))[:NEAREST]
            wanted |= {one.id for one in (*passages[:OPENING], *passages[-CLOSING:], *nearest)}
        return self._sentences_of(dossier, wanted)

    def _sentences_of(self, dossier: Dossier, wanted: Container[str]) -> tuple[Sentence, ...]:
        return tuple(
            sentence
            for document in dossier.documents
            for passage in self.passages_of(document.id, document.version)
            if passage.id in wanted or not self.is_long(document)
            for sentence in self.sentences_in(passage, document)
        )

    def _read(self, key: Hashable, load: Callable[[], T]) -> T:
        """What is kept under the key, else read of the corpus version that the answer began with."""

        def loaded() -> T:
            with self.corpus.registry.cached.seen(self.version):
                return load()

        return self._cached.get(key, loaded)

    def _search(self, text: str, filters: Filters, limit: int) -> list[Hit]:
        return self.corpus.retriever.search(text, filters, limit)

    def _names(self) -> NameBook:
        matters = self.corpus.records.matters()
        entries = [Entry(matter.respondents, _without_references(matter), matter.id) for matter in matters]
        entries += [Entry(document.description.respondents) for document in self.documents()]
        return NameBook(entries, self._reserved())

    def _reserved(self) -> frozenset[str]:
        places = [name for place in self.gazetteer.jurisdictions.values() for name in place.names]
        bodies = [name for body in self.corpus.listed.authorities.values() for name in body.names]
        unlisted = [name for name in self.gazetteer.authorities if name not in self.corpus.listed.authorities]
        whole = {name.casefold() for name in (*places, *bodies, *unlisted)} | CONTINENTS
        return frozenset(whole | {token.casefold() for name in (*places, *bodies) for token in tokens(name)})

    def _dossiers(self, filters: Filters) -> tuple[Dossier, ...]:
        within = self.corpus.registry.document_ids(filters) if filters else None
        held = [document for document in self.documents() if within is None or document.id in within]
        loose = [document for document in held if document.description.matter is None]
        matters = sorted({document.description.matter for document in held if document.description.matter})
        read: dict[str, Dossier] = self._cached.get("each dossier", dict)
        if missing := tuple(key for key in matters if key not in read):
            read |= self._of_matters(Filters(matter=missing))
        if any(document.id not in read for document in loose):
            read |= self._of_documents(loose, filters)
        return tuple(read[key] for key in (*matters, *(one.id for one in loose)) if key in read)

    def _of_matters(self, filters: Filters) -> dict[str, Dossier]:
        """The matters of the filter, whole, by id."""
        documents = defaultdict(list)
        for document in self.corpus.registry.documents(filters):
            documents[document.description.matter].append(document)
        found = [
            Dossier(one.id, one.title, _by_rank(documents[one.id]), one, versions=versions_of(documents[one.id]))
            for one in self.corpus.records.matters(filters)
        ]
        return self._filled(found, filters)

    def _of_documents(self, loose: Iterable[Document], filters: Filters) -> dict[str, Dossier]:
        """Documents that belong to no matter, each for itself, by id. The filter is met by all of them."""
        found = [Dossier(one.id, one.description.title, (one,), versions={one.id: one.version}) for one in loose]
        return self._filled(found, filters)

    def _filled(self, found: Iterable[Dossier], filters: Filters) -> dict[str, Dossier]:
        records = self.corpus.records
        penalties, orders, provisions = defaultdict(list), defaultdict(list), defaultdict(list)
        for penalty in records.penalties(filters):
            penalties[penalty.matter or penalty.document_id].append(penalty)
        for order in records.orders(filters):
            orders[order.matter or order.document_id].append(order)
        for provision in records.provisions(filters):
            provisions[provision.matter or provision.document_id].append(provision)
        return {
            one.id: replace(
                one,
                penalties=tuple(dict.fromkeys(penalties[one.id])),
                orders=tuple(dict.fromkeys(orders[one.id])),
                provisions=tuple(dict.fromkeys(provisions[one.id])),
            )
            for one in found
        }

    def _vouched(self, document_id: str, version: int) -> frozenset[str]:
        """The words of names that the description vouches for, so that a claim may use them beside the quote."""
        about = self.corpus.registry.document(document_id, version).description
        names = [about.title, *about.respondents]
        for body in (about.regulator, about.court):
            authority = self.gazetteer.authority(body) if body else None
            names += authority.names if authority else ()
        place = self.gazetteer.jurisdiction(about.jurisdiction) if about.jurisdiction else None
        names += place.names if place else ()
        return frozenset(token.casefold() for name in names for token in tokens(name) if not token[0].isdigit())

    def _cut(self, passage: Passage, document: Document) -> Iterable[Sentence]:
        source = self.source(passage.document_id, passage.version)
        blocks = [b for b in source.blocks if b.span.start < passage.span.end and passage.span.start < b.span.end]
        heading = passage.heading_path[-1] if passage.heading_path else ""
        ordinal = 0
        for block in blocks:
            if block.kind not in CITABLE:
                heading = source.text[block.span.start : block.span.end]
                continue
            start, end = max(block.span.start, passage.span.start), min(block.span.end, passage.span.end)
            for span in sentences(source.text, Span(start, end)):
                text = span.of(source.text)
                if is_planted(text):
                    continue
                proof = Proof(passage.document_id, passage.version, span)
                about = document.description
                english = word_by_word(text, about.language)
                found_by = said_stems(with_gloss(text, about.language))
                yield Sentence(proof, text, passage.id, heading, about.rank, found_by, ordinal, english)
                ordinal += 1


def _by_rank(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(sorted(documents, key=lambda document: -document.description.rank.weight))


def _dated(document: Document) -> dt.date | None:
    about = document.description
    return about.known_to or about.published_on or about.decided_on


def _without_references(matter: Matter) -> str:
    """The title of a matter without the numbers of its instruments, which name nobody."""
    title = matter.title
    for instrument in matter.instruments:
        title = title.replace(instrument.reference, " ") if instrument.reference else title
    return title
