"""A dossier read for a question: what every composer works on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus import advice
from corpus.documents import Document, SourceRank, Span
from corpus.gazetteer import Gazetteer
from corpus.matters import Event, State
from corpus.record_store import Held, R
from corpus.retrieval import Hit
from corpus.standing import Standing
from service.answering.choosing.planned import Shown
from service.answering.held.dossier import Dossier, Proof, Sentence, is_english
from service.answering.held.hindsight import Hindsight
from service.answering.held.knowledge import Knowledge
from service.answering.held.untold import is_unsettled
from service.answering.question import Query
from service.answering.weighing.bearing import Pool, Weighed, weigh
from service.answering.weighing.rereading import Reread, reread
from service.answering.wording.words import stems


@dataclass(frozen=True, slots=True)
class Line:
    """One claim to be: the words tried in order, and the sentences that carry them.

    Without `variants` the first sentence is quoted. `verdict` ("No") is put before whichever words hold. `aside` says
    that the question is answered without it, `opens` that it begins the answer to a further part of it.
    """

    sentences: tuple[Sentence, ...]
    variants: tuple[str, ...] = ()
    verdict: str = ""
    matter: str | None = None
    aside: bool = False
    opens: bool = False

    @property
    def key(self) -> tuple[Proof, ...]:
        """What the line proves, so that nothing is said twice."""
        return tuple(sentence.proof for sentence in self.sentences)


@dataclass(frozen=True)
class Reading:
    """A dossier, the question, the date as of which it is answered, and the sentences to choose from.

    `narrowed` says that the matter was chosen among several of the respondent's by what its title says, `later` knows
    what was not known yet on a date before today. `shown` are sentences that show that it belongs to a list.
    """

    dossier: Dossier
    query: Query
    as_of: dt.date
    sentences: tuple[Sentence, ...]
    knowledge: Knowledge
    narrowed: bool = False
    later: Hindsight | None = None
    shown: tuple[Shown, ...] = ()

    @property
    def gazetteer(self) -> Gazetteer:
        """Authorities and places."""
        return self.knowledge.gazetteer

    @property
    def standing(self) -> Standing:
        """Where the matter stands as of the date; unknown where an outcome is told that no step records."""
        standing = self.dossier.standing(self.as_of)
        return replace(standing, state=State.UNKNOWN) if self.unsettled else standing

    @cached_property
    def unsettled(self) -> bool:
        """Whether the texts tell of an appeal or its outcome, and the standing rests on the issuing alone."""
        return is_unsettled(self.dossier, self.dossier.standing(self.as_of), self.knowledge)

    @property
    def pool(self) -> Pool:
        """The sentences with what is known of their passages and documents."""
        lengths = {document.id: self.knowledge.length_of(document) for document in self.dossier.documents}
        near = self.knowledge.nearness(self.query.text, self.dossier)
        return Pool(self.dossier, self.sentences, near, lengths)

    @cached_property
    def whole(self) -> tuple[Sentence, ...]:
        """All sentences of the decisions themselves, read for the question or not; none of digests."""
        own = [one for one in self.dossier.documents if one.description.rank is not SourceRank.DIGEST]
        found = [
            sentence
            for document in own
            for passage in self.knowledge.passages_of(document.id, document.version)
            for sentence in self.knowledge.sentences_in(passage, document)
        ]
        return tuple(one for one in found if not (self.later and self.later.tells(one)))

    @cached_property
    def own_stems(self) -> frozenset[str]:
        """The stems of the names of those whom the matter is about, as it and as the question calls them."""
        return frozenset(stem for name in (*self.query.called, *self.dossier.respondents) for stem in stems(name))

    @cached_property
    def weighed(self) -> list[Weighed]:
        """The sentences that state something, those first that most likely bear on the question."""
        return weigh(self.query, self.pool)

    @cached_property
    def reread(self) -> Reread | None:
        """The foremost of them read again together with the question; None of other languages than English."""
        return reread(self.query.text, self.weighed) if is_english(self.dossier) and self.weighed else None

    @property
    def events(self) -> tuple[Event, ...]:
        """The events up to the date."""
        return self.dossier.events(self.as_of)

    @property
    def advisory(self) -> bool:
        """Whether it holds nothing but recommendations, which bind nobody."""
        matter, dossier = self.dossier.matter, self.dossier
        if matter is None or not advice.advisory(matter, self.as_of):
            return False
        return not advice.binds((held.record for held in dossier.orders), (held.record for held in dossier.penalties))

    @property
    def state_word(self) -> str:
        """The standing as a reader is told it."""
        return advice.words(self.standing, advised=self.advisory)

    @property
    def title(self) -> str:
        """What the matter is called, without what came after the date."""
        kept = self.later.title(self.dossier.title) if self.later else self.dossier.title
        return kept or ", ".join(self.dossier.respondents)

    def document(self, document_id: str) -> Document | None:
        """One of the dossier's documents."""
        return next((one for one in self.dossier.documents if one.id == document_id), None)

    def sentence(self, document_id: str, span: Span) -> Sentence | None:
        """The sentence that a record or an event was read in; None where it tells of days after the one asked."""
        document, proof = self.document(document_id), self.dossier.proof(document_id, span)
        found = self.knowledge.sentence_at(proof, document) if document and proof else None
        return None if found and self.later and self.later.tells(found) else found

    def line(self, document_id: str, span: Span, variants: tuple[str, ...] = ()) -> Line | None:
        """A line that rests on one place."""
        sentence = self.sentence(document_id, span)
        return Line((sentence,), variants, matter=self.dossier.id) if sentence else None

    def record_line(self, held: Held[R], variants: tuple[str, ...] = ()) -> Line | None:
        """A line that rests on a record. Our own digests speak in whole sentences and need no other words."""
        return self.line(held.document_id, held.record.span, () if held.rank is SourceRank.DIGEST else variants)

    def event_line(self, event: Event) -> Line | None:
        """A line that rests on an event, or on the next document that tells it."""
        places = [(event.document_id, event.span), *((proof.document_id, proof.span) for proof in event.further)]
        return next((line for place in places if (line := self.line(*place))), None)

    def quoting(self, sentences: Iterable[Sentence]) -> list[Line]:
        """One line a sentence."""
        return [Line((sentence,), matter=self.dossier.id) for sentence in sentences]


def read(
    dossier: Dossier,
    query: Query,
    as_of: dt.date,
    knowledge: Knowledge,
    hits: Sequence[Hit] = (),
    *,
    narrowed: bool = False,
    past: bool = False,
    shown: tuple[Shown, ...] = (),
) -> Reading:
    """A dossier with the sentences to choose from; of a past date only what was known then."""
    sentences = knowledge.sentences_for(query.text, dossier, hits)
    later = Hindsight(dossier, as_of, sentences, knowledge.gazetteer) if past else None
    known = tuple(one for one in sentences if not later.tells(one)) if later else sentences
    shown = tuple(one for one in shown if not (later and later.tells(one.sentence)))
    return Reading(dossier, query, as_of, known, knowledge, narrowed, later, shown)


def unique(lines: Iterable[Line | None], seen: Iterable[Line] = ()) -> list[Line]:
    """The lines in order without those that repeat a proof."""
    known = {line.key for line in seen}
    kept: list[Line] = []
    for line in lines:
        if line is not None and line.key not in known:
            known.add(line.key)
            kept.append(line)
    return kept
