"""Parameters that a route of the API does not have are refused: a misspelt filter must not show everything."""

from __future__ import annotations

from functools import cache
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler

from service.errors import BadRequest

_API = "/v1/"


def only_known_parameters(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """A guard. Raises `BadRequest` that names what is unknown, and what there is instead."""
    if not connection.url.path.startswith(_API) or not isinstance(handler, HTTPRouteHandler):
        return
    if unknown := sorted(set(connection.query_params) - _of(handler)):
        known = ", ".join(sorted(_of(handler) - set(connection.path_params)))
        raise BadRequest(
            f"There is no parameter {', '.join(f'`{name}`' for name in unknown)} here.",
            remedy=f"Use {known}." if known else "Leave it out.",
        )


@cache
def _of(handler: HTTPRouteHandler) -> frozenset[str]:
    """The names that a route and what it depends on read from the query string."""
    return frozenset(parameter.field_alias for parameter in handler.create_kwargs_model({}).expected_query_params)
