"""The one function behind every door: a question in, verified and cited claims out, the whole answer last."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from corpus.errors import NotFound
from corpus.store import Corpus
from service.answering import apart, in_parts
from service.answering.choosing.off_topic import is_of_a_matter
from service.answering.choosing.plan import make_plan
from service.answering.composing.composed import Composed
from service.answering.composing.reading import Line
from service.answering.composing.rows import Listing
from service.answering.conflicts import conflicts
from service.answering.considering import Considering
from service.answering.conversation import Turn, standalone
from service.answering.drafting import Drafter
from service.answering.finishing import Finishing
from service.answering.generative.writing import Writer
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query, understand
from service.answering.question.guards import is_other_task
from service.answering.refusal import Refuser
from service.answering.run import Run
from service.answering.standing import statement
from service.answering.wire import ANSWER, Answer, Ask, Claim, Dropped, Event, Refusal, Row, Status, Table, whole

MOST_STANDING = 6
"""Standing statements written out; the rows of a longer list carry their state in a column."""

ATTEMPTS = 3
"""How often a question is answered anew because a document was deleted while its answer was composed."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def carried_on(lines: Sequence[Line], dropped: Sequence[Dropped]) -> Iterator[Line]:
    """The lines; the verdict of one that was just dropped goes over to the next of the same matter."""
    verdict, seen = "", 0
    for place, line in enumerate(lines):
        if verdict and line.matter == lines[place - 1].matter and not line.verdict:
            line = replace(line, verdict=verdict, opens=lines[place - 1].opens)  # noqa: PLW2901
        seen = len(dropped)
        yield line
        verdict = line.verdict if len(dropped) > seen else ""


class Answerer:
    """Answers from one corpus. Safe to share between threads.

    Args:
        corpus: What is known.
        base_url: What links to documents start with.
        clock: The present, for "today", identifiers and what is stored; replaced in tests.
        writer: A language model that may word the prose of answers; without one it is quoted.
    """

    def __init__(
        self,
        corpus: Corpus,
        base_url: str = "",
        clock: Callable[[], dt.datetime] = _now,
        writer: Writer | None = None,
    ) -> None:
        self.corpus = corpus
        self.writer = writer
        self.knowledge = Knowledge(corpus)
        self._base_url = base_url
        self._clock = clock
        self._finishing = Finishing(corpus.answers, self.knowledge, writer)

    def answer(self, ask: Ask) -> Answer:
        """A whole answer, verified and stored."""
        return whole(self.stream(ask))

    def stream(self, ask: Ask) -> Iterator[Event]:
        """The same answer piece by piece: each citation before the claim that bears it, the whole answer last.

        What was read may be deleted meanwhile; the question is then answered anew from what is still held.
        """
        for attempt in range(1, ATTEMPTS + 1):
            told = False
            try:
                for event in self._events(ask):
                    told = told or not isinstance(event, Status)
                    yield event
            except NotFound:
                if told or attempt == ATTEMPTS:
                    raise
            else:
                return

    def _events(self, ask: Ask) -> Iterator[Event]:
        run = self._begin(ask)
        refuser = Refuser(run.query, self.knowledge, run.filters, self._base_url)
        refusal = self._turned_away(run, refuser)
        if refusal:
            yield self._finishing.refused(run, refusal)
            return
        yield Status("Choosing the matters")
        plan = make_plan(run.query, run.filters, self.knowledge, run.as_of)
        run.lap("plan")
        run.query = plan.forgiving(run.query)
        if self._is_stranger(run.query):
            yield self._finishing.refused(run, refuser.unknown_respondent())
            return
        if plan.nobody:
            yield self._finishing.refused(run, refuser.nobody_such(plan.nobody))
            return
        if plan.unheld:
            yield self._finishing.refused(run, refuser.no_such_number(plan.unheld))
            return
        considering = Considering(run.query, run.as_of, run.now.date(), run.filters, plan, self.knowledge, refuser)
        composed = self._composed(run, considering)
        run.lap("compose")
        if composed.refusal:
            yield self._finishing.refused(run, composed.refusal)
            return
        yield Status("Verifying each sentence against its source")
        claims: list[Claim] = []
        shown: set[int] = set()
        for piece in self._pieces(run, composed):
            if isinstance(piece, Claim):
                claims.append(piece)
                yield from (run.drafter.citations[n] for n in piece.citations if n not in shown)
                shown.update(piece.citations)
            yield piece
        tables = [table for one in (composed.listing, composed.further) for table in self._tables(run, one)]
        run.lap("verify")
        if not claims and not tables:
            nearest = [sentence for line in composed.lines for sentence in line.sentences]
            yield self._finishing.refused(run, refuser.nothing_verified(nearest))
            return
        told = {claim.matter for claim in claims} | {row.matter for table in tables for row in table.rows}
        touched = [reading for reading in composed.readings if reading.dossier.id in told][:MOST_STANDING]
        statements = [statement(reading, run.drafter) for reading in touched if reading.events]
        yield from statements
        found = conflicts(touched, run.drafter)
        run.lap("standing")
        yield self._finishing.answered(run, composed, claims, tables, statements, found)

    def _begin(self, ask: Ask) -> Run:
        started, now = time.perf_counter(), self._clock()
        self.corpus.expect(ask.question)
        self.knowledge.refresh()
        before = self._before(ask.conversation_id, now.date())
        alone = self.understand(ask.question, now.date())
        text = ask.question if alone.courtesy else standalone(ask.question, alone, before, self.knowledge.gazetteer)
        query = alone if text == ask.question else self.understand(text, now.date())
        run = Run(
            ask=ask,
            id=f"a{uuid.uuid4().hex[:16]}",
            started=started,
            now=now,
            query=query,
            text=text,
            filters=ask.filters.to_filters(),
            as_of=ask.as_of or query.as_of or now.date(),
            drafter=Drafter(self.knowledge, self._base_url),
        )
        run.lap("understand")
        return run

    def understand(self, text: str, today: dt.date) -> Query:
        """A standalone question read before everything that is held."""
        known, plain = self.knowledge.known_word, self.knowledge.plain_word
        return understand(text, self.knowledge.names(), self.knowledge.gazetteer, today, known, plain)

    def _composed(self, run: Run, considering: Considering) -> Composed:
        """What is to be said of the question, or of each of two that it asks of several matters."""
        understood = partial(self.understand, today=run.now.date())
        told = apart.told(run.text, considering, understood, partial(self._opened, run))
        return told or in_parts.told(considering)

    def _opened(self, run: Run, query: Query) -> Considering:
        """One part of the question with the matters that it is about."""
        as_of = run.ask.as_of or query.as_of or run.as_of
        plan = make_plan(query, run.filters, self.knowledge, as_of)
        query = plan.forgiving(query)
        refuser = Refuser(query, self.knowledge, run.filters, self._base_url)
        return Considering(query, as_of, run.now.date(), run.filters, plan, self.knowledge, refuser)

    def _before(self, conversation_id: str | None, today: dt.date) -> Turn | None:
        """The last turn of the conversation that asked something."""
        if not conversation_id:
            return None
        try:
            turns = self.corpus.answers.conversation(conversation_id)
        except NotFound:
            return None
        answers = (ANSWER.decode(turn.body) for turn in reversed(turns))
        last = next((one for one in answers if not one.is_courtesy), None)
        if last is None:
            return None
        dossiers = self.knowledge.dossiers_of(claim.matter for claim in last.claims if claim.matter)
        respondents = tuple(dict.fromkeys(name for one in dossiers for name in one.respondents))
        regulators = tuple(dict.fromkeys(one.regulator for one in dossiers if one.regulator))
        return Turn(self.understand(last.standalone_question, today), respondents, regulators)

    def _turned_away(self, run: Run, refuser: Refuser) -> Refusal | None:
        """A refusal that needs no look at any matter; the first that applies."""
        query = run.query
        named = bool(query.subjects or query.matters)
        checks = (
            (query.injection, refuser.injection),
            (query.courtesy is not None, refuser.courtesy),
            (not self.knowledge.documents(), refuser.empty),
            (bool(query.language), refuser.other_language),
            (query.off_topic and not self._is_of_a_matter(run), refuser.off_topic),
            (bool(query.candidates) and not named, lambda: refuser.ambiguous(query.candidates)),
            (query.bare and not run.filters, refuser.unsaid_subject),
        )
        return next((refuse() for applies, refuse in checks if applies), None)

    def _is_of_a_matter(self, run: Run) -> bool:
        """Whether a question that seems to be about something else is about a matter that is held, in other words."""
        if is_other_task(run.query.text):
            return False
        return is_of_a_matter(run.query, run.filters, self.knowledge, run.as_of)

    @staticmethod
    def _is_stranger(query: Query) -> bool:
        """Whether somebody unknown is named, nobody known, and no matter is described well enough without the name."""
        return bool(query.unknown) and not (query.subjects or query.matters)

    def _pieces(self, run: Run, composed: Composed) -> Iterator[Status | Claim]:
        """Each line that holds; where prose begins, the model's claims first, and not again what they say."""
        if self.writer and run.ask.mode != "extractive" and composed.listing is None:
            run.writing = self.writer.writing(run.text, composed.readings, composed.lines, run.drafter)
        for line in carried_on(composed.lines, run.drafter.dropped):
            if run.writing and run.writing.is_prose(line):
                if not run.writing.begun:
                    yield from run.writing.pieces()
                if run.writing.replaces(line):
                    continue
            claim = run.drafter.claim(line)
            if claim:
                yield claim

    def _tables(self, run: Run, listing: Listing | None) -> list[Table]:
        if listing is None:
            return []
        rows = []
        for item in listing.items:
            cited = run.drafter.cite(item.sentences)
            if cited:
                rows.append(Row(item.cells, cited, item.reading.dossier.id, item.status))
        return [Table(listing.caption, listing.columns, tuple(rows))] if rows else []
