"""The first page: a question box, what may be asked, and what is held."""

from __future__ import annotations

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from service.web.ask_form import form_values
from service.web.examples import examples
from service.web.templating import page
from service.wiring import Services


class AskPage(Controller):
    """Where a visitor arrives."""

    path = "/"
    include_in_schema = False

    @get(sync_to_thread=True)
    def ask(self, services: NamedDependency[Services]) -> Response[str]:
        """The question box, empty."""
        library = services.corpus
        shown = examples(library)
        placeholder = shown[0] if shown else "What was ordered?"
        return page("ask.html", examples=shown, placeholder=placeholder, **form_values(library))
