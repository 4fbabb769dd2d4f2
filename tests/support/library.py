"""A small real corpus, and an answerer over it that quotes the first sentence sharing words."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec

from corpus.answer_store import StoredAnswer
from corpus.documents import InstrumentKind, Span, Voice
from corpus.documents import SourceRank as Rank
from corpus.matters import BodyRank, Event, EventKind, Instrument
from corpus.publication import MatterDraft, Publication
from corpus.records import Money, MoneyKind, MoneyStage, Order, Penalty, Records
from corpus.store import Corpus
from service.answering import wire
from tests.support.publications import description, publication
from tests.support.stores import open_store

NOW = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
DECIDED = dt.date(2022, 5, 18)
ANNULLED = dt.date(2023, 10, 17)
MATTER = "uk-ico-acme"
NOTICE = (
    "Enforcement notice to Acme Ltd.\n"
    "The Commissioner imposes a fine of GBP 7,552,800 on Acme Ltd.\n"
    "Acme Ltd must delete the photographs of residents 🙂 within six months.\n"
    "The photographs were taken from the open internet."
)
JUDGMENT = "The tribunal annuls the notice against Acme Ltd.\nIt had no jurisdiction."
OTHER = "Beta SpA is fined EUR 20,000,000 for scanning faces."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def event(kind: EventKind, on: dt.date, place: Span, body: BodyRank = BodyRank.REGULATOR) -> Event:
    return Event(kind, on, "ICO", body, "", place, Rank.PRIMARY, applies_to=("en",))


def notice() -> Publication:
    about = description(
        "Enforcement notice: Acme Ltd",
        kind=InstrumentKind.ENFORCEMENT_NOTICE,
        regulator="ico",
        jurisdiction="GB",
        respondents=("Acme Ltd",),
        reference="EN-2022-1",
        matter=MATTER,
        decided_on=DECIDED,
        known_to=ANNULLED,
    )
    money = Money(Decimal(7552800), "GBP")
    fine, order = span(NOTICE, "a fine of GBP 7,552,800"), span(NOTICE, "must delete the photographs of residents")
    records = Records(
        (
            Penalty(
                money,
                MoneyKind.FINE,
                MoneyStage.IMPOSED,
                fine,
                Voice.FINDING,
                "Acme Ltd",
                "en",
            ),
        ),
        (Order("delete", "the photographs of residents", order, Voice.ORDER, "Acme Ltd", "en"),),
    )
    matter = MatterDraft(
        MATTER,
        "Acme Ltd: ICO enforcement (2022)",
        (Instrument("en", "enforcement notice", "EN-2022-1", DECIDED),),
        (event(EventKind.ISSUED, DECIDED, fine),),
    )
    return publication("notice.txt", NOTICE, about, records, matter)


def judgment() -> Publication:
    about = description(
        "Acme Ltd v ICO",
        kind=InstrumentKind.JUDGMENT,
        regulator="ico",
        jurisdiction="GB",
        respondents=("Acme Ltd",),
        matter=MATTER,
        decided_on=ANNULLED,
    )
    annulled = event(EventKind.ANNULLED, ANNULLED, span(JUDGMENT, "annuls the notice"), BodyRank.FIRST_INSTANCE)
    return publication("judgment.txt", JUDGMENT, about, None, MatterDraft(MATTER, "Acme Ltd v ICO", (), (annulled,)))


def other() -> Publication:
    about = description(
        "Decision on Beta SpA",
        regulator="garante",
        jurisdiction="IT",
        respondents=("Beta SpA",),
        matter="it-garante-beta",
        decided_on=dt.date(2024, 1, 2),
    )
    fine = Penalty(
        Money(Decimal(20_000_000), "EUR"),
        MoneyKind.FINE,
        MoneyStage.IMPOSED,
        span(OTHER, "EUR 20,000,000"),
        Voice.FINDING,
        "Beta SpA",
    )
    return publication("beta.txt", OTHER, about, Records((fine,)), MatterDraft("it-garante-beta", "Beta SpA"))


def filled(folder: Path) -> Corpus:
    """Two documents of one matter and one of another."""
    corpus = open_store(folder)
    corpus.publish(notice(), judgment(), other())
    return corpus


class QuotingAnswerer:
    """Answers with the passage that shares most words with the question, and refuses when none does."""

    def __init__(self, corpus: Corpus, base_url: str = "http://testserver") -> None:
        self._corpus = corpus
        self._base_url = base_url

    def answer(self, ask: wire.Ask) -> wire.Answer:
        """The last event of the stream."""
        *_, last = self.stream(ask)
        assert isinstance(last, wire.Answer)
        return last

    def stream(self, ask: wire.Ask) -> Iterator[wire.Event]:
        """Status, citation, claim, whole answer."""
        yield wire.Status("Reading the documents held")
        citations = tuple(self._citations(ask))
        claims = tuple(wire.Claim(each.quote, (each.n,), "quote", each.matter) for each in citations)
        for citation, claim in zip(citations, claims, strict=True):
            yield citation
            yield claim
        answer = self._whole(ask, claims, citations)
        body = msgspec.json.encode(answer).decode()
        self._corpus.answers.add(
            StoredAnswer(answer.id, ask.question, body, self._corpus.registry.version(), NOW, answer.conversation_id)
        )
        yield answer

    def _citations(self, ask: wire.Ask) -> Iterator[wire.Citation]:
        registry = self._corpus.registry
        words = set(re.findall(r"\w{4,}", ask.question.casefold()))
        ids = registry.current_passage_ids(registry.document_ids(ask.filters.to_filters()))
        shared = {
            each: len(words & set(re.findall(r"\w{4,}", passage.text.casefold())))
            for each, passage in registry.passages(ids).items()
        }
        best = max(shared, key=lambda each: shared[each], default=None)
        if best is None or not shared[best]:
            return
        passage = registry.passage(best)
        document = registry.document(passage.document_id, passage.version)
        about = document.description
        yield wire.Citation(
            n=1,
            document_id=document.id,
            version=document.version,
            passage_id=passage.id,
            title=about.title,
            regulator=about.regulator,
            respondents=about.respondents,
            kind=about.kind,
            decided_on=about.decided_on,
            published_on=about.published_on,
            page=passage.page,
            paragraph=passage.paragraph,
            start=passage.span.start,
            end=passage.span.end,
            quote=passage.text,
            source_url=document.source.url,
            viewer_url=f"{self._base_url}/documents/{document.id}",
            sha256=document.source.sha256,
            retrieved_at=document.source.retrieved_at,
            rank=about.rank,
            matter=about.matter,
        )

    def _whole(
        self, ask: wire.Ask, claims: tuple[wire.Claim, ...], citations: tuple[wire.Citation, ...]
    ) -> wire.Answer:
        searched = wire.Searched(3, 6, ask.filters, None)
        refusal = None if claims else wire.Refusal("The documents held do not say.", "not_stated", searched)
        return wire.Answer(
            id=uuid.uuid4().hex,
            question=ask.question,
            standalone_question=ask.question,
            refused=refusal is not None,
            refusal=refusal,
            text=" ".join(f"{claim.text} [{claim.citations[0]}]" for claim in claims) or "The documents do not say.",
            claims=claims,
            citations=citations,
            standing=(),
            conflicts=(),
            dropped=(),
            coverage=None,
            mode="extractive",
            model=None,
            corpus_version=str(self._corpus.registry.version()),
            timings_ms={},
            as_of=ask.as_of or NOW.date(),
            conversation_id=ask.conversation_id or uuid.uuid4().hex,
            created_at=NOW,
        )
