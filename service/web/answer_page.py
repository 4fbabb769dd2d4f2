"""An answer that stays: its permalink, and the same note as a piece of page for the running conversation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from corpus.store import Corpus
from service.answering.render import around_tables, read_on, stands_apart
from service.answering.wire import Answer, Citation, Claim
from service.api.answers import stored
from service.api.contract.parameters import AnswerId
from service.web.ask_form import form_values
from service.web.templating import page
from service.wiring import Services


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Claims about one matter, which read on as one paragraph, under its title where the answer has several.

    `further` says that it follows the tables, since it tells a further part of the question.
    """

    claims: tuple[Claim, ...]
    title: str | None = None
    further: bool = False

    @property
    def apart(self) -> bool:
        """Whether each claim stands on its own line."""
        return stands_apart(self.claims)


@dataclass(frozen=True, slots=True)
class Cited:
    """One document with what is cited from it."""

    document_id: str
    version: int
    title: str
    rank: str
    citations: tuple[Citation, ...]

    @property
    def count(self) -> int:
        """How many citations."""
        return len(self.citations)


class AnswerPages(Controller):
    """Answers as they were given."""

    path = "/answers"
    include_in_schema = False

    @get("/{answer_id:str}", sync_to_thread=True)
    def answer(self, services: NamedDependency[Services], answer_id: AnswerId) -> Response[str]:
        """The permalink: the answer, and the way on in its conversation."""
        library = services.corpus
        answer = stored(services, answer_id)
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
        return page("_answer.html", **_note(stored(services, answer_id)))


def paragraphs(answer: Answer) -> Iterator[Paragraph]:
    """Neighbouring claims about one matter, and to one part of the question, read on together.

    Where there are several matters, each stands under its title.
    """
    titles = {item.matter: item.title for item in answer.standing}
    several = len({claim.matter for claim in answer.claims}) > 1
    part = accumulate(int(claim.opens) for claim in answer.claims)
    before = len(around_tables(answer.claims, answer.tables)[0])
    told, last = 0, ""
    for (matter, _), run in groupby(zip(answer.claims, part, strict=True), key=lambda pair: (pair[0].matter, pair[1])):
        claims = tuple(read_on(tuple(claim for claim, _ in run)))
        titled = several and not (claims[0].opens and matter == last)
        yield Paragraph(claims, titles.get(matter or "") if titled else None, told >= before)
        told, last = told + len(claims), matter or ""


def said(answer: Answer) -> frozenset[int]:
    """The citations behind what the answer says; the others prove the steps of a history."""
    numbers = [claim.citations for claim in answer.claims]
    numbers += [row.citations for table in answer.tables for row in table.rows]
    numbers += [side.citations for conflict in answer.conflicts for side in (conflict.followed, conflict.other)]
    return frozenset(n for each in numbers for n in each)


def sources(citations: Iterable[Citation]) -> Iterator[Cited]:
    """The documents cited, in the order of their first citation."""
    of: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        of.setdefault((citation.document_id, citation.version), []).append(citation)
    for (document_id, version), found in of.items():
        yield Cited(document_id, version, found[0].title, found[0].rank, tuple(found))


def _note(answer: Answer) -> dict[str, Any]:
    shown = said(answer) or frozenset(citation.n for citation in answer.citations)
    return {
        "answer": answer,
        "paragraphs": list(paragraphs(answer)),
        "sources": list(sources(each for each in answer.citations if each.n in shown)),
        "further": list(sources(each for each in answer.citations if each.n not in shown)),
    }


def _conversation(library: Corpus, answer: Answer) -> list[tuple[str, str]]:
    if answer.conversation_id is None:
        return []
    turns = library.answers.conversation(answer.conversation_id)
    return [(turn.id, turn.question) for turn in turns] if len(turns) > 1 else []
