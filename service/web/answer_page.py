"""An answer that stays: its permalink, and the same note as a piece of page for the running conversation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from corpus.store import Corpus
from service.answering.wire import ANSWER, Answer, Citation, Claim
from service.api.parameters import AnswerId
from service.web.ask_form import form_values
from service.web.templating import page
from service.wiring import Services


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Claims about one matter, which read on as one paragraph."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """One document with what is cited from it."""

    document_id: str
    version: int
    title: str
    rank: str
    citations: tuple[Citation, ...]


class AnswerPages(Controller):
    """Answers as they were given."""

    path = "/answers"
    include_in_schema = False

    @get("/{answer_id:str}", sync_to_thread=True)
    def answer(self, services: NamedDependency[Services], answer_id: AnswerId) -> Response[str]:
        """The permalink: the answer, and the way on in its conversation."""
        library = services.corpus
        answer = _answer(library, answer_id)
        return page(
            "answer.html",
            **_note(answer),
            conversation=_conversation(library, answer),
            placeholder="Ask a follow-up",
            **form_values(library),
        )

    @get("/{answer_id:str}/note", sync_to_thread=True)
    def note(self, services: NamedDependency[Services], answer_id: AnswerId) -> Response[str]:
        """The answer alone."""
        return page("_answer.html", **_note(_answer(services.corpus, answer_id)))


def paragraphs(answer: Answer) -> Iterator[Paragraph]:
    """Neighbouring claims about one matter together; a quotation stands by itself."""
    run: list[Claim] = []
    for claim in answer.claims:
        if run and ("quote" in (claim.kind, run[-1].kind) or claim.matter != run[-1].matter):
            yield Paragraph(tuple(run))
            run = []
        run.append(claim)
    if run:
        yield Paragraph(tuple(run))


def sources(answer: Answer) -> Iterator[Cited]:
    """The documents cited, in the order of their first citation."""
    of: dict[tuple[str, int], list[Citation]] = {}
    for citation in answer.citations:
        of.setdefault((citation.document_id, citation.version), []).append(citation)
    for (document_id, version), citations in of.items():
        yield Cited(document_id, version, citations[0].title, citations[0].rank, tuple(citations))


def _note(answer: Answer) -> dict[str, Any]:
    return {"answer": answer, "paragraphs": list(paragraphs(answer)), "sources": list(sources(answer))}


def _answer(library: Corpus, answer_id: str) -> Answer:
    return ANSWER.decode(library.answers.get(answer_id).body)


def _conversation(library: Corpus, answer: Answer) -> list[tuple[str, str]]:
    if answer.conversation_id is None:
        return []
    turns = library.answers.conversation(answer.conversation_id)
    return [(turn.id, turn.question) for turn in turns] if len(turns) > 1 else []
