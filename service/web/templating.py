"""Jinja, set up once: everything is escaped, an unknown name is an error."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response

from service.web import wording
from service.web.shapes import is_state, shape
from service.web.static_files import static

FOLDER = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates with their filters and globals."""
    env = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in ("day", "short", "counted", "rank", "capital", "host", "path", "local", "kind_of_cell"):
        env.filters[name] = getattr(wording, name)
    env.globals |= {"static": static, "shape": shape, "is_state": is_state, "original": wording.original}
    return env


def render(template: str, **values: Any) -> str:
    """One template as text."""
    return environment().get_template(template).render(values)


def page(template: str, *, status: int = 200, cache: str = "no-cache", **values: Any) -> Response[str]:
    """One template as a response. Blocking: call it in a thread."""
    headers = {"Cache-Control": cache}
    return Response(render(template, **values), media_type=MediaType.HTML, status_code=status, headers=headers)
