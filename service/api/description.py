"""How the API describes itself: OpenAPI 3.1 at /schema/openapi.json and .yaml."""

from __future__ import annotations

from importlib.metadata import version

import msgspec
from litestar import Litestar
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
STRICT: tuple[type[msgspec.Struct], ...] = (Ask, FilterFields, Verdict, IngestRequest)
"""Bodies in which an unknown field is an error, so that a misspelt filter is not ignored."""


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
        render_plugins=[JsonRenderPlugin(path="/openapi.json"), YamlRenderPlugin(path="/openapi.yaml")],
        components=Components(security_schemes={"key": bearer}),
        security=[{"key": []}, {}],
    )


def tell_strictness(app: Litestar) -> None:
    """Say in the schemas which bodies take no unknown fields; Litestar leaves that out."""
    schemas = app.openapi_schema.components.schemas if app.openapi_schema.components else None
    for struct in STRICT:
        if schemas and struct.__name__ in schemas:
            schemas[struct.__name__].additional_properties = False
