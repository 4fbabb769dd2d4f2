"""Bodies that cannot be taken apart are the sender's mistake, which Litestar by itself takes for a fault of ours."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response

from service.api.contract.problems import known, unexpected
from service.errors import BadRequest


class CarefulRequest(Request[Any, Any, Any]):
    """Raises `BadRequest` for JSON that is not UTF-8 or nested deeper than any that is meant."""

    async def json(self) -> Any:
        """See `Request`."""
        try:
            return await super().json()
        except (UnicodeDecodeError, RecursionError) as error:
            raise _undecodable(error) from error


def undecodable_form(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A form with a field that is not of the character set it names, or names one that there is not."""
    if type(error) in {UnicodeDecodeError, LookupError}:
        return known(request, _undecodable(error))
    return unexpected(request, error)


def _undecodable(error: Exception) -> BadRequest:
    return BadRequest(f"The body cannot be decoded: {error}.", remedy="Send it as UTF-8, and not nested deeply.")
