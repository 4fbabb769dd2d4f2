"""Answers put together from the records of the matter a question names: every state that a page must show, at will.

Words in the question choose the state: "conflict", "which ... fined" (a table), "fail" (an error), "hold" (waits after
the first claim until released). A respondent that is not held is refused.
"""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from corpus.answer_store import StoredAnswer
from corpus.documents import Document, Span
from corpus.filters import Filters
from corpus.matters import Matter
from corpus.standing import fold
from corpus.store import Corpus
from service.answering import wire
from service.errors import ModelUnavailable

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


@dataclass
class Citing:
    """Numbers citations as they are needed; the same words keep their number."""

    library: Corpus
    citations: list[wire.Citation] = field(default_factory=list)

    def cite(self, document_id: str, span: Span) -> int:
        """The number of these words of a document."""
        for known in self.citations:
            if (known.document_id, known.start, known.end) == (document_id, span.start, span.end):
                return known.n
        document = self.library.registry.documents_by_id([document_id])[document_id]
        self.citations.append(self._citation(document, span))
        return len(self.citations)

    def _citation(self, document: Document, span: Span) -> wire.Citation:
        registry, about = self.library.registry, document.description
        passages = registry.passages_of(document.id, document.version)
        passage = next(each for each in passages if each.span.start <= span.start < each.span.end)
        address = f"/documents/{document.id}?version={document.version}&start={span.start}&end={span.end}"
        return wire.Citation(
            n=len(self.citations) + 1,
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
            start=span.start,
            end=span.end,
            quote=span.of(registry.text(document.id, document.version)),
            source_url=document.source.url,
            viewer_url=f"{address}#c{span.start}-{span.end}",
            sha256=document.source.sha256,
            retrieved_at=document.source.retrieved_at,
            rank=about.rank,
            matter=about.matter,
        )


class StagedAnswerer:
    """The stand-in for the answerer behind the real application."""

    def __init__(self, library: Corpus) -> None:
        self._library = library
        self.released = threading.Event()

    def answer(self, ask: wire.Ask) -> wire.Answer:
        """The last event of the stream."""
        *_, last = self.stream(ask)
        assert isinstance(last, wire.Answer)
        return last

    def stream(self, ask: wire.Ask) -> Iterator[wire.Event]:
        """Status, then each citation before its claim, standing, the whole answer."""
        question = ask.question.casefold()
        if "fail" in question:
            raise ModelUnavailable("The language model did not answer.", remedy="Ask again, or choose no model.")
        yield wire.Status("Reading the documents held")
        answer = self._answer(ask)
        told: set[int] = set()
        for place, claim in enumerate(answer.claims):
            yield from (c for c in answer.citations if c.n in claim.citations and c.n not in told)
            told |= set(claim.citations)
            yield claim
            if "hold" in question and place == 0:
                self.released.wait(20)
        yield from answer.standing
        body = msgspec.json.encode(answer).decode()
        version = self._library.registry.version()
        self._library.answers.add(StoredAnswer(answer.id, ask.question, body, version, NOW, answer.conversation_id))
        yield answer

    def _answer(self, ask: wire.Ask) -> wire.Answer:
        matters = [m for m in self._library.records.matters(ask.filters.to_filters()) if _named(m, ask.question)]
        citing = Citing(self._library)
        if "which" in ask.question.casefold():
            return self._whole(ask, citing, tables=(self._table(citing, ask.filters.to_filters()),))
        if not matters:
            return self._whole(ask, citing)
        matter = matters[0]
        return self._whole(
            ask,
            citing,
            claims=tuple(self._claims(citing, matter)),
            standing=(self._standing(citing, matter, ask.as_of),),
            conflicts=self._conflicts(citing, matter) if "conflict" in ask.question.casefold() else (),
        )

    def _claims(self, citing: Citing, matter: Matter) -> Iterator[wire.Claim]:
        only = Filters(matter=(matter.id,))
        records = self._library.records
        for held in (*records.orders(only), *records.penalties(only)):
            n = citing.cite(held.document_id, held.record.span)
            yield wire.Claim(citing.citations[n - 1].quote, (n,), "record", matter.id)

    def _standing(self, citing: Citing, matter: Matter, as_of: dt.date | None) -> wire.StandingStatement:
        standing = fold(matter.events, as_of)
        steps = tuple(
            wire.HistoryStep(
                step.event.on,
                step.event.kind,
                (citing.cite(step.event.document_id, step.event.span),),
                "",
                step.event.precision,
            )
            for step in standing.steps
        )
        text = standing.effect or f"The documents held show it {standing.state}."
        date = as_of or matter.known_to or NOW.date()
        return wire.StandingStatement(matter.id, matter.title, standing.state, text, date, matter.known_to, steps)

    def _conflicts(self, citing: Citing, matter: Matter) -> tuple[wire.Conflict, ...]:
        penalties = self._library.records.penalties(Filters(matter=(matter.id,)))
        first, last = penalties[-1], penalties[0]
        return (
            wire.Conflict(
                "the amount",
                wire.Side(str(first.record.money), first.rank, (citing.cite(first.document_id, first.record.span),)),
                wire.Side(str(last.record.money), "press", (citing.cite(last.document_id, last.record.span),)),
                "The text nearer to the authority's own words is followed.",
            ),
        )

    def _table(self, citing: Citing, filters: Filters) -> wire.Table:
        records = self._library.records
        states = {matter.id: fold(matter.events).state for matter in records.matters(filters)}
        rows = tuple(
            wire.Row(
                (", ".join(held.respondents), str(held.record.money), str(held.record.stage), str(held.record.on)),
                (citing.cite(held.document_id, held.record.span),),
                held.matter,
                states.get(held.matter or ""),
            )
            for held in records.penalties(filters)[:12]
        )
        return wire.Table("Fines in the documents held", ("Respondent", "Sum", "Stage", "Date"), rows)

    def _whole(
        self,
        ask: wire.Ask,
        citing: Citing,
        claims: tuple[wire.Claim, ...] = (),
        standing: tuple[wire.StandingStatement, ...] = (),
        conflicts: tuple[wire.Conflict, ...] = (),
        tables: tuple[wire.Table, ...] = (),
    ) -> wire.Answer:
        documents = self._library.registry.documents(limit=3)
        searched = wire.Searched(101, 640, ask.filters, dt.date(2026, 11, 22))
        refusal = None if claims or tables else self._refusal(searched, documents)
        said = " ".join(f"{claim.text} [{claim.citations[0]}]" for claim in claims)
        return wire.Answer(
            id=uuid.uuid4().hex,
            question=ask.question,
            standalone_question=ask.question,
            refused=refusal is not None,
            refusal=refusal,
            text=said or (refusal.reason if refusal else tables[0].caption),
            claims=claims,
            citations=tuple(citing.citations),
            standing=standing,
            conflicts=conflicts,
            dropped=(wire.Dropped("It paid the fine.", "The passage cited does not say that it was paid."),)
            if conflicts
            else (),
            coverage=wire.Coverage("6 of 31 regulators held; newest document of 22 November 2026.", 101, 31, None)
            if tables
            else None,
            mode="extractive",
            model=None,
            corpus_version=str(self._library.registry.version()),
            timings_ms={},
            as_of=ask.as_of or NOW.date(),
            tables=tables,
            conversation_id=ask.conversation_id or uuid.uuid4().hex,
            created_at=NOW,
        )

    def _refusal(self, searched: wire.Searched, documents: tuple[Document, ...]) -> wire.Refusal:
        registry = self._library.registry
        nearest = []
        for document in documents:
            passage = registry.passages_of(document.id, document.version)[0]
            address = f"/documents/{document.id}?start={passage.span.start}&end={passage.span.end}"
            text = passage.text[:180].rsplit(" ", 1)[0] + " …"
            nearest.append(wire.Nearest(document.id, passage.id, document.description.title, text, address))
        reason = "No document held names this company, so nothing supports an answer."
        return wire.Refusal(reason, "unknown_respondent", searched, tuple(nearest))


def _named(matter: Matter, question: str) -> bool:
    words = question.casefold()
    place = {"GB": " uk", "FR": "france"}.get(matter.jurisdiction or "", "elsewhere")
    names = (name.casefold().split()[0] for name in matter.respondents)
    return any(name in words for name in names) and (place in words or not (" uk" in words or "france" in words))
