"""An answer put together out of what was verified, or out of a refusal, and stored."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence

import msgspec

from corpus.answer_store import AnswerStore, StoredAnswer
from service.answering import render
from service.answering.composing.composed import Composed
from service.answering.composing.reading import Line
from service.answering.generative import writing
from service.answering.generative.writing import Writer
from service.answering.held.hindsight import tells_later
from service.answering.held.knowledge import Knowledge
from service.answering.run import Run
from service.answering.wire import Answer, Claim, Conflict, Coverage, Refusal, StandingStatement, Table
from service.answering.wording.facts import written


class Finishing:
    """Puts answers together and stores them; of the `writer` it says why it was not asked."""

    def __init__(self, answers: AnswerStore, knowledge: Knowledge, writer: Writer | None) -> None:
        self._answers, self._knowledge, self._writer = answers, knowledge, writer

    def answered(
        self,
        run: Run,
        composed: Composed,
        claims: Sequence[Claim],
        tables: Sequence[Table],
        statements: Sequence[StandingStatement],
        found: Sequence[Conflict],
    ) -> Answer:
        """An answer out of what was verified."""
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

    def refused(self, run: Run, refusal: Refusal) -> Answer:
        """A refusal. Of what comes nearest to the question, nothing is shown that was not known on the day asked."""
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

    def _stored(self, run: Run, **parts: object) -> Answer:
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
            corpus_version=str(self._knowledge.version),
            timings_ms={**run.timings, "total": round((time.perf_counter() - run.started) * 1000, 3)},
            as_of=run.as_of,
            conversation_id=conversation,
            created_at=run.now,
            filters=run.ask.filters,
            **parts,  # type: ignore[arg-type]
        )
        body = writing.kept_with(answer, run.writing)
        self._answers.add(
            StoredAnswer(answer.id, answer.question, body, self._knowledge.version, run.now, conversation)
        )
        return answer

    def _notice(self, run: Run) -> str:
        """What the reader must know about the model's part; nothing where none was wanted or it did what it should."""
        if run.writing and run.writing.begun:
            return run.writing.notice
        if run.ask.mode == "llm":
            return writing.NOT_NEEDED if self._writer else writing.NOT_SET_UP
        return ""

    def _coverage(self) -> Coverage:
        held = self._knowledge.documents()
        regulators = {d.description.regulator for d in held if d.description.regulator}
        newest = self._knowledge.newest()
        return Coverage(
            text=f"Drawn from {len(held)} documents of {len(regulators)} authorities and courts, the newest of "
            f"{written(newest) if newest else 'unknown date'}. What no document held records is not counted.",
            documents=len(held),
            regulators=len(regulators),
            newest=newest,
        )


def _by_matter(claims: Sequence[Claim], lines: Sequence[Line]) -> list[Claim]:
    """The claims with those of one matter together, in the order of the lines; further parts follow the first."""
    places: dict[str | None, int] = {}
    for line in lines:
        places.setdefault(line.matter, len(places))
    cut = next((place for place, claim in enumerate(claims) if claim.opens), len(claims))
    parts = (claims[:cut], claims[cut:])
    return [claim for part in parts for claim in sorted(part, key=lambda one: places.get(one.matter, len(places)))]
