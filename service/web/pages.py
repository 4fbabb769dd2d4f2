"""Every page, as one router for the application."""

from __future__ import annotations

from litestar import Router
from litestar.types import ControllerRouterHandler

from service.web.answer_page import AnswerPages
from service.web.ask_page import AskPage
from service.web.corpus_page import CorpusPage
from service.web.document_page import DocumentPages
from service.web.matter_page import MatterPages
from service.web.penalties_page import PenaltiesPage
from service.web.sign_in_page import SignInPage
from service.web.source_panel import SourcePanel
from service.web.static_files import static_files, worker


def pages() -> Router:
    """The pages with their static files."""
    shown: list[ControllerRouterHandler] = [
        *(AskPage, AnswerPages, DocumentPages, MatterPages, SourcePanel),
        *(PenaltiesPage, CorpusPage, SignInPage),
    ]
    return Router("/", route_handlers=[*shown, worker, static_files()])
