"""The one function behind every door: a question in, verified and cited claims out, the whole answer last."""

from __future__ import annotations

import datetime as dt
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from corpus.answer_store import StoredAnswer
from corpus.errors import NotFound
from corpus.filters import Filters
from corpus.store import Corpus
from service.answering import both, render
from service.answering.choosing.off_topic import is_of_a_matter
from service.answering.choosing.plan import make_plan
from service.answering.composing.composed import Composed
from service.answering.composing.reading import Line
from service.answering.composing.rows import Listing
from service.answering.conflicts import conflicts
from service.answering.considering import Considering
from service.answering.conversation import Turn, standalone
from service.answering.drafting import Drafter
from service.answering.generative import writing
from service.answering.generative.writing import Writer, Writing
from service.answering.held.hindsight import tells_later
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query, understand
from service.answering.question.guards import is_other_task
from service.answering.refusal import Refuser
from service.answering.standing import statement
from service.answering.wire import (
    ANSWER,
    Answer,
    Ask,
    Claim,
    Conflict,
    Coverage,
    Dropped,
    Event,
    Refusal,
    Row,
    StandingStatement,
    Status,
    Table,
    whole,
)
from service.answering.wording.facts import written

MOST_STANDING = 6
"""Standing statements written out; the rows of a longer list carry their state in a column."""

ATTEMPTS = 3
"""How often a question is answered anew because a document was deleted while its answer was composed."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(slots=True)
class _Run:
    """One question on its way to an answer."""

    ask: Ask
    id: str
    started: float
    now: dt.datetime
    query: Query
    text: str
    filters: Filters
    as_of: dt.date
    drafter: Drafter
    writing: Writing | None = None
    timings: dict[str, float] = field(default_factory=dict)

    def lap(self, name: str) -> None:
        """Note the milliseconds since the run began, less those already noted."""
        spent = (time.perf_counter() - self.started) * 1000
        self.timings[name] = round(spent - sum(self.timings.values()), 3)


def carried_on(lines: Sequence[Line], dropped: Sequence[Dropped]) -> Iterator[Line]:
    """The lines; the verdict of one that was just dropped goes over to the next of the same matter."""
    verdict, seen = "", 0
    for place, line in enumerate(lines):
        if verdict and line.matter == lines[place - 1].matter and not line.verdict:
            line = replace(line, verdict=verdict, opens=lines[place - 1].opens)  # noqa: PLW2901
        seen = len(dropped)
        yield line
        verdict = line.verdict if len(dropped) > seen else ""


def _by_matter(claims: Sequence[Claim], lines: Sequence[Line]) -> list[Claim]:
    """The claims with those of one matter together, in the order of the lines."""
    places: dict[str | None, int] = {}
    for line in lines:
        places.setdefault(line.matter, len(places))
    return sorted(claims, key=lambda claim: places.get(claim.matter, len(places)))


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
            yield self._finish_refused(run, refusal)
            return
        yield Status("Choosing the matters")
        plan = make_plan(run.query, run.filters, self.knowledge, run.as_of)
        run.lap("plan")
        run.query = plan.forgiving(run.query)
        if self._is_stranger(run.query):
            yield self._finish_refused(run, refuser.unknown_respondent())
            return
        considering = Considering(run.query, run.as_of, run.now.date(), run.filters, plan, self.knowledge, refuser)
        composed = both.told(considering)
        run.lap("compose")
        if composed.refusal:
            yield self._finish_refused(run, composed.refusal)
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
        tables = self._tables(run, composed.listing)
        run.lap("verify")
        if not claims and not tables:
            nearest = [sentence for line in composed.lines for sentence in line.sentences]
            yield self._finish_refused(run, refuser.nothing_verified(nearest))
            return
        told = {claim.matter for claim in claims} | {row.matter for table in tables for row in table.rows}
        touched = [reading for reading in composed.readings if reading.dossier.id in told][:MOST_STANDING]
        statements = [statement(reading, run.drafter) for reading in touched if reading.events]
        yield from statements
        found = conflicts(touched, run.drafter)
        run.lap("standing")
        yield self._finish(run, composed, claims, tables, statements, found)

    def _begin(self, ask: Ask) -> _Run:
        started, now = time.perf_counter(), self._clock()
        self.knowledge.refresh()
        before = self._before(ask.conversation_id, now.date())
        alone = self.understand(ask.question, now.date())
        text = ask.question if alone.courtesy else standalone(ask.question, alone, before, self.corpus.gazetteer)
        query = alone if text == ask.question else self.understand(text, now.date())
        run = _Run(
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
        return understand(text, self.knowledge.names(), self.corpus.gazetteer, today, known, plain)

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

    def _turned_away(self, run: _Run, refuser: Refuser) -> Refusal | None:
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

    def _is_of_a_matter(self, run: _Run) -> bool:
        """Whether a question that seems to be about something else is about a matter that is held, in other words."""
        if is_other_task(run.query.text):
            return False
        return is_of_a_matter(run.query, run.filters, self.knowledge, run.as_of)

    @staticmethod
    def _is_stranger(query: Query) -> bool:
        """Whether somebody unknown is named, nobody known, and no matter is described well enough without the name."""
        return bool(query.unknown) and not (query.subjects or query.matters)

    def _pieces(self, run: _Run, composed: Composed) -> Iterator[Status | Claim]:
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

    def _notice(self, run: _Run) -> str:
        """What the reader must know about the model's part; nothing where none was wanted or it did what it should."""
        if run.writing and run.writing.begun:
            return run.writing.notice
        if run.ask.mode == "llm":
            return writing.NOT_NEEDED if self.writer else writing.NOT_SET_UP
        return ""

    def _tables(self, run: _Run, listing: Listing | None) -> list[Table]:
        if listing is None:
            return []
        rows = []
        for item in listing.items:
            cited = run.drafter.cite(item.sentences)
            if cited:
                rows.append(Row(item.cells, cited, item.reading.dossier.id, item.status))
        return [Table(listing.caption, listing.columns, tuple(rows))] if rows else []

    def _coverage(self) -> Coverage:
        held = self.knowledge.documents()
        regulators = {d.description.regulator for d in held if d.description.regulator}
        newest = self.knowledge.newest()
        return Coverage(
            text=f"Drawn from {len(held)} documents of {len(regulators)} authorities and courts, the newest of "
            f"{written(newest) if newest else 'unknown date'}. What no document held records is not counted.",
            documents=len(held),
            regulators=len(regulators),
            newest=newest,
        )

    def _finish(
        self,
        run: _Run,
        composed: Composed,
        claims: Sequence[Claim],
        tables: Sequence[Table],
        statements: Sequence[StandingStatement],
        found: Sequence[Conflict],
    ) -> Answer:
        coverage = self._coverage() if tables else None
        notes = tuple(dict.fromkeys(composed.notes))
        claims, notice = _by_matter(claims, composed.lines), self._notice(run)
        text = render.markdown(claims, tables, notes, found, statements, coverage, notice)
        return self._stored(
            run,
            notice=notice,
            refused=False,
            refusal=None,
            text=text,
            claims=tuple(claims),
            citations=tuple(run.drafter.citations[n] for n in sorted(run.drafter.citations)),
            standing=tuple(statements),
            conflicts=tuple(found),
            coverage=coverage,
            tables=tuple(tables),
            notes=notes,
        )

    def _finish_refused(self, run: _Run, refusal: Refusal) -> Answer:
        if run.as_of < run.now.date():
            known = tuple(one for one in refusal.nearest if not tells_later(one.text, run.as_of))
            refusal = msgspec.structs.replace(refusal, nearest=known)
        return self._stored(
            run,
            refused=True,
            refusal=refusal,
            text=render.refusal_text(refusal),
            claims=(),
            citations=(),
            standing=(),
            conflicts=(),
            coverage=None,
        )

    def _stored(self, run: _Run, **parts: object) -> Answer:
        run.lap("finish")
        conversation = run.ask.conversation_id or f"c{uuid.uuid4().hex[:16]}"
        worded = run.writing if run.writing and run.writing.kept else None
        answer = Answer(
            id=run.id,
            question=run.ask.question,
            standalone_question=run.text,
            dropped=tuple(run.drafter.dropped),
            mode="llm" if worded else "extractive",
            model=worded.model if worded else None,
            generation=run.writing.generation if run.writing else None,
            corpus_version=str(self.knowledge.version),
            timings_ms={**run.timings, "total": round((time.perf_counter() - run.started) * 1000, 3)},
            as_of=run.as_of,
            conversation_id=conversation,
            created_at=run.now,
            filters=run.ask.filters,
            **parts,  # type: ignore[arg-type]
        )
        body = writing.kept_with(answer, run.writing)
        self.corpus.answers.add(
            StoredAnswer(answer.id, answer.question, body, self.knowledge.version, run.now, conversation)
        )
        return answer
