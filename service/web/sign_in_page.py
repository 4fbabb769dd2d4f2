"""Where a browser gives its API key once, to carry it as a cookie that no script can read."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import Controller, Response, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect

from service.perimeter.access import COOKIE
from service.web.parameters import Onward
from service.web.templating import page
from service.wiring import Services

KEPT_SECONDS = 30 * 24 * 3600


class Given(msgspec.Struct, frozen=True):
    """What the form sends. `onward` is the page that was asked for."""

    key: str = ""
    onward: str = "/"


class SignInPage(Controller):
    """The only page, beside static files, that needs no key."""

    path = "/sign-in"
    include_in_schema = False
    opt = {"scope": None}  # noqa: RUF012 - Litestar's own

    @get(sync_to_thread=True)
    def form(self, onward: Onward = "/") -> Response[str]:
        """The form."""
        return page("sign_in.html", onward=local(onward), refused=False)

    @post(sync_to_thread=True)
    def sign_in(
        self,
        data: Annotated[Given, Body(media_type=RequestEncodingType.URL_ENCODED)],
        services: NamedDependency[Services],
    ) -> Response[str] | Redirect:
        """Keep a key that is known, and go on; ask again for one that is not."""
        if services.ring.look_up(data.key.strip()) is None:
            return page("sign_in.html", status=401, onward=local(data.onward), refused=True)
        cookie = Cookie(
            key=COOKIE,
            value=data.key.strip(),
            max_age=KEPT_SECONDS,
            httponly=True,
            samesite="strict",
            secure=services.settings.base_url.startswith("https:"),
        )
        return Redirect(local(data.onward), status_code=303, cookies=[cookie])


def local(address: str) -> str:
    """An address of this site, as given; the first page for any other."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"
