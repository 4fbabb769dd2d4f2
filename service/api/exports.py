"""An answer as a file to keep, send or cite."""

from __future__ import annotations

from functools import partial

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from service.api.answers import stored
from service.api.contract.parameters import AnswerId
from service.api.contract.problems import problems
from service.export.bibtex import bibtex
from service.export.documents import markdown, plain, table_csv
from service.export.references import NameOf, bluebook, oscola
from service.wiring import Services

FAILS = problems(404)
TEXT = "text/plain"
MEDIA_TYPES = {
    "md": "text/markdown",
    "txt": TEXT,
    "bib": "application/x-bibtex; charset=utf-8",
    "csv": "text/csv",
}


class Exports(Controller):
    """Files of one answer."""

    path = "/v1/answers/{answer_id:str}"
    tags = ("answers",)

    @get("/export.md", summary="As Markdown", media_type="text/markdown", responses=FAILS, sync_to_thread=True)
    def as_markdown(self, answer_id: AnswerId, services: NamedDependency[Services]) -> Response[str]:
        """The answer with its sources and their quotes."""
        answer = stored(services, answer_id)
        return _file(answer_id, "md", markdown(answer, partial(oscola, name_of=names(services))))

    @get("/export.oscola.txt", summary="As text, OSCOLA", media_type=TEXT, responses=FAILS, sync_to_thread=True)
    def as_oscola(self, answer_id: AnswerId, services: NamedDependency[Services]) -> Response[str]:
        """Plain text with OSCOLA references and paragraph pinpoints."""
        answer = stored(services, answer_id)
        return _file(answer_id, "oscola.txt", plain(answer, partial(oscola, name_of=names(services))))

    @get(
        "/export.bluebook.txt",
        summary="As text, Bluebook",
        media_type=TEXT,
        responses=FAILS,
        sync_to_thread=True,
    )
    def as_bluebook(self, answer_id: AnswerId, services: NamedDependency[Services]) -> Response[str]:
        """Plain text with Bluebook references and paragraph pinpoints."""
        answer = stored(services, answer_id)
        return _file(answer_id, "bluebook.txt", plain(answer, partial(bluebook, name_of=names(services))))

    @get("/export.bib", summary="As BibTeX", media_type="application/x-bibtex", responses=FAILS, sync_to_thread=True)
    def as_bibtex(self, answer_id: AnswerId, services: NamedDependency[Services]) -> Response[str]:
        """The documents cited, one entry each."""
        return _file(answer_id, "bib", bibtex(stored(services, answer_id), names(services)))

    @get("/export.csv", summary="As CSV", media_type="text/csv", responses=FAILS, sync_to_thread=True)
    def as_csv(self, answer_id: AnswerId, services: NamedDependency[Services]) -> Response[str]:
        """The tables of the answer, or its sentences where it has none."""
        return _file(answer_id, "csv", table_csv(stored(services, answer_id)))


def names(services: Services) -> NameOf:
    """Names of authorities by their ids, the id itself where the gazetteer does not know it."""
    gazetteer = services.corpus.gazetteer

    def name_of(authority_id: str) -> str:
        body = gazetteer.authority(authority_id)
        return body.name if body else authority_id

    return name_of


def _file(answer_id: str, ending: str, text: str) -> Response[str]:
    media_type = MEDIA_TYPES[ending.rsplit(".", 1)[-1]]
    headers = {"Content-Disposition": f'attachment; filename="standing-{answer_id}.{ending}"'}
    return Response(text, media_type=media_type, headers=headers)
