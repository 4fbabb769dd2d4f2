"""The first page: a question box, what may be asked, and what is held; and the same box without script."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Annotated

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from service.answering.wire import Ask, FilterFields, question_of
from service.errors import BadRequest
from service.web.ask_form import form_values
from service.web.examples import examples
from service.web.templating import page
from service.wiring import Services

SEVERAL = ("respondent", "regulator", "jurisdiction", "kind", "language")


class Asked(msgspec.Struct, frozen=True):
    """What the form sends where no script runs. Empty fields mean no limit."""

    question: str = ""
    conversation_id: str = ""
    respondent: str = ""
    regulator: str = ""
    jurisdiction: str = ""
    kind: str = ""
    language: str = ""
    decided_from: str = ""
    decided_to: str = ""
    as_of: str = ""

    def to_ask(self) -> Ask:
        """The question as every door asks it. Raises `BadRequest` for a question or a date that is none."""
        chosen = {name: (getattr(self, name),) for name in SEVERAL if getattr(self, name)}
        filters = FilterFields(**chosen, decided_from=_day(self.decided_from), decided_to=_day(self.decided_to))
        return Ask(question_of(self.question), filters, _day(self.as_of), self.conversation_id or None)


# msgspec learns a type when it first meets it, and two threads that meet it at once crash the process
msgspec.json.Decoder(Asked)


class AskPage(Controller):
    """Where a visitor arrives."""

    path = "/"
    include_in_schema = False

    @get(sync_to_thread=True)
    def welcome(self, services: NamedDependency[Services]) -> Response[str]:
        """The question box, empty."""
        shown = examples(services.corpus)
        placeholder = shown[0] if shown else "What was ordered?"
        return page("ask.html", examples=shown, placeholder=placeholder, **form_values(services.corpus))

    @post("/ask")
    async def ask(
        self,
        data: Annotated[Asked, Body(media_type=RequestEncodingType.URL_ENCODED)],
        services: NamedDependency[Services],
    ) -> Redirect:
        """Answer without script: the browser is led on to the answer's own page."""
        asking = partial(services.answering.answer, data.to_ask())
        answer = await services.gate.run(asking, services.settings.answer_seconds)
        return Redirect(f"/answers/{answer.id}", status_code=303)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadRequest(f"{text!r} is no date.", remedy="Write it as 2024-01-31.") from error
