"""How the API describes itself: OpenAPI 3.1 at /schema/openapi.json and .yaml."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

import msgspec
import yaml
from litestar import Request
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, YamlRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme, Tag

from service.answering.wire import Ask, FilterFields
from service.api.answers import Verdict
from service.api.jobs import IngestRequest

TAGS = {
    "answers": "Ask, read again, keep as a file, say what you think.",
    "documents": "What is held, word for word.",
    "matters": "What happened, and whether it still stands.",
    "records": "Sums of money and orders as lists.",
    "regulators": "Who decided.",
    "ingest": "Put documents in.",
    "openai": "Standing as a model of the OpenAI API.",
    "health": "For whoever runs it.",
}
AnyRequest = Request[Any, Any, Any]
STRICT: tuple[type[msgspec.Struct], ...] = (Ask, FilterFields, Verdict, IngestRequest)
"""Bodies in which an unknown field is an error, so that a misspelt filter is not ignored."""


class Json(JsonRenderPlugin):
    """The description as JSON."""

    def render(self, request: AnyRequest, openapi_schema: dict[str, Any]) -> bytes:
        """With what Litestar leaves out."""
        return super().render(request, _with_strictness(openapi_schema))


class Yaml(YamlRenderPlugin):
    """The description as YAML."""

    def __init__(self) -> None:
        super().__init__(path="/openapi.yaml")
        self._written: bytes | None = None

    def render(self, request: AnyRequest, openapi_schema: dict[str, Any]) -> bytes:
        """The same as in JSON, written when first asked for: that takes a while.

        By itself it would hold tuples of Python, which no other reader of YAML knows.
        """
        if self._written is None:
            described = msgspec.json.decode(Json().render(request, openapi_schema))
            self._written = yaml.safe_dump(described, default_flow_style=False, allow_unicode=True).encode()
        return self._written


def description() -> OpenAPIConfig:
    """Title, tags and the two ways to call: with a key, or on loopback without."""
    bearer = SecurityScheme(type="http", scheme="bearer", description="A key of `standing keys create`.")
    return OpenAPIConfig(
        title="Standing",
        version=version("standing"),
        description="What regulators ordered, whom they fined, and whether it still stands.",
        path="/schema",
        use_handler_docstrings=True,
        tags=[Tag(name, text) for name, text in TAGS.items()],
        render_plugins=[Json(path="/openapi.json"), Yaml()],
        components=Components(security_schemes={"key": bearer}),
        security=[{"key": []}, {}],
    )


def _with_strictness(described: dict[str, Any]) -> dict[str, Any]:
    """Says which bodies take no unknown fields; here, since to describe all when the service starts takes a while."""
    for struct in STRICT:
        described["components"]["schemas"][struct.__name__]["additionalProperties"] = False
    return described
