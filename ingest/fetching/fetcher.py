"""One address, read politely and safely.

Order of a request: the host is allowed, robots.txt is asked, the host's turn is waited for, the address is checked as
the connection is made, type and size are checked before and while the body is read. Redirects are followed by hand, so
that each hop goes through all of that again.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Self

import httpx

from ingest.errors import FetchFailed, FetchReason
from ingest.fetching.addresses import AddressGuard
from ingest.fetching.body import ENCODINGS, read_body
from ingest.fetching.media import ANY_DOCUMENT, EVERYTHING, bare
from ingest.fetching.pace import Pace
from ingest.fetching.retrying import attempts, retry_after
from ingest.fetching.robots import AGENT, Robots, read_robots
from ingest.fetching.robots import MAX_BYTES as ROBOTS_BYTES
from ingest.fetching.transport import GuardedTransport

MOVED = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
GONE = frozenset({404, 410})
BUSY = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one answer: the longest decisions known stay below a third of `bytes`."""

    bytes: int = 100_000_000
    seconds: float = 300.0
    silence: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with an answer, to be asked whether it still holds."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """As a conditional request."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.last_modified))
        return {name: value for name, value in pairs if value}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to read.

    `hosts` are those that the address and its redirects may lead to; `accept` the media types that make sense; `delay`
    the seconds between requests to a host, which robots.txt may lengthen; `known` makes the request conditional;
    `post` is sent as JSON.
    """

    url: str
    hosts: frozenset[str]
    accept: frozenset[str] = ANY_DOCUMENT
    delay: float = 2.0
    known: Validators = field(default_factory=Validators)
    post: object = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `data` is None when it is unchanged since `Wanted.known`.

    `url` is where the redirects led; `moved` says that all of them were permanent.
    """

    url: str
    data: bytes | None
    media_type: str
    validators: Validators
    retrieved_at: dt.datetime
    moved: bool = False


@dataclass(frozen=True, slots=True)
class _Redirect:
    url: httpx.URL
    for_good: bool


class Fetcher:
    """Reads addresses. Safe to share between threads; close it, or use it in a `with` block.

    `contact` is an address or page that site keepers find in the User-Agent. `guard` and `pace` are seams for tests and
    for mirrors on this machine.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        limits: Limits | None = None,
        guard: AddressGuard | None = None,
        pace: Pace | None = None,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self.limits = limits or Limits()
        self._pace = pace or Pace()
        self._now = now
        self._robots: dict[str, Robots] = {}
        self._client = httpx.Client(
            transport=GuardedTransport(guard or AddressGuard()),
            timeout=httpx.Timeout(self.limits.silence, connect=10.0),
            headers={"User-Agent": user_agent(contact), "Accept-Encoding": ENCODINGS, "Accept-Language": "en, *;q=0.5"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def fetch(self, wanted: Wanted) -> Fetched:
        """Read one address, trying again where that may help. Raises `FetchFailed`."""
        for attempt in attempts():
            with attempt:
                return self._followed(wanted)
        raise AssertionError("the last attempt either returns or raises")

    def _followed(self, wanted: Wanted) -> Fetched:
        url, permanent = _address(wanted.url), True
        for hop in range(self.limits.redirects + 1):
            _check_hop(url, wanted)
            delay = self._ask_robots(url, wanted)
            self._take_turn(url, delay)
            answer = self._exchange(url, wanted)
            if isinstance(answer, Fetched):
                return replace(answer, moved=permanent and hop > 0)
            url = answer.url
            permanent = permanent and answer.for_good
        raise _endless(wanted.url, self.limits.redirects)

    def _exchange(self, url: httpx.URL, wanted: Wanted) -> Fetched | _Redirect:
        deadline = time.monotonic() + self.limits.seconds
        try:
            with closing(self._client.send(self._request(url, wanted), stream=True)) as response:
                return _redirect(url, response) or self._read(url, wanted, response, deadline)
        except httpx.TimeoutException as error:
            raise FetchFailed(FetchReason.TIMED_OUT, str(url), f"{url.host} did not answer in time.") from error
        except httpx.HTTPError as error:
            raise FetchFailed(FetchReason.UNREACHABLE, str(url), f"{url.host} cannot be read: {error}.") from error

    def _request(self, url: httpx.URL, wanted: Wanted) -> httpx.Request:
        headers = {"Accept": ", ".join(sorted(wanted.accept)) + ", */*;q=0.1", **wanted.known.headers()}
        if wanted.post is None:
            return self._client.build_request("GET", url, headers=headers)
        return self._client.build_request(
            "POST", url, headers={**headers, "Content-Type": "application/json"}, content=json.dumps(wanted.post)
        )

    def _read(self, url: httpx.URL, wanted: Wanted, response: httpx.Response, deadline: float) -> Fetched:
        self._check_status(url, response)
        validators = Validators(response.headers.get("ETag"), response.headers.get("Last-Modified"))
        media_type = bare(response.headers.get("Content-Type"))
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Fetched(str(url), None, media_type, wanted.known, self._now())
        if media_type and wanted.accept != EVERYTHING and media_type not in wanted.accept:
            raise FetchFailed(
                FetchReason.WRONG_TYPE, str(url), f"{url} is {media_type}, which is not what is expected."
            )
        data = read_body(response, limit=self.limits.bytes, deadline=deadline)
        return Fetched(str(url), data, media_type, validators, self._now())

    def _check_status(self, url: httpx.URL, response: httpx.Response) -> None:
        status = response.status_code
        if status in {httpx.codes.OK, httpx.codes.NOT_MODIFIED}:
            return
        asked = retry_after(response.headers.get("Retry-After"), self._now())
        if status in BUSY and asked is not None:
            self._pace.close(url.host, asked)
        raise FetchFailed(
            _reason(status), str(url), f"{url} answered {status} {response.reason_phrase}".rstrip() + ".",
            status=status, retry_after=asked if status in BUSY else None,
        )  # fmt: skip

    def _take_turn(self, url: httpx.URL, delay: float) -> None:
        closed = self._pace.closed_for(url.host)
        if closed:
            raise FetchFailed(
                FetchReason.BUSY, str(url), f"{url.host} asked to be left alone for {closed:.0f} s.", retry_after=closed
            )
        self._pace.wait(url.host, delay)

    def _ask_robots(self, url: httpx.URL, wanted: Wanted) -> float:
        """The delay to keep. Raises `FetchFailed` when the address may not be read."""
        site = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if site not in self._robots:
            self._robots[site] = self._fetch_rules(httpx.URL(f"{site}/robots.txt"), wanted)
        rules = self._robots[site]
        if not rules.allows(str(url)):
            raise FetchFailed(FetchReason.ROBOTS, str(url), f"robots.txt of {url.host} forbids {url}.")
        return max(wanted.delay, rules.delay)

    def _fetch_rules(self, url: httpx.URL, wanted: Wanted) -> Robots:
        plain = Wanted(str(url), wanted.hosts, accept=EVERYTHING)
        try:
            for _ in range(self.limits.redirects + 1):
                _check_hop(url, plain)
                answer = self._exchange(url, plain)
                if isinstance(answer, Fetched):
                    return read_robots((answer.data or b"")[:ROBOTS_BYTES].decode("utf-8", errors="replace"))
                url = answer.url
        except FetchFailed as error:
            # RFC 9309, 2.3.1.3 and 2.3.1.4: without a robots.txt all may be read; while it cannot be had, nothing
            if error.reason in {FetchReason.MISSING, FetchReason.REFUSED}:
                return Robots()
            raise
        raise _endless(str(url), self.limits.redirects)


def user_agent(contact: str) -> str:
    """How the program names itself to sites."""
    return f"{AGENT}/0.1 (reads regulators' decisions{'; ' + contact if contact else ''})"


def _check_hop(url: httpx.URL, wanted: Wanted) -> None:
    first = httpx.URL(wanted.url)
    if url.scheme not in {"http", "https"} or url.userinfo:
        raise FetchFailed(FetchReason.ADDRESS, str(url), f"{url} is not an address of the web.")
    if url.host.lower() not in wanted.hosts:
        raise FetchFailed(FetchReason.ELSEWHERE, wanted.url, f"{wanted.url} leads to {url.host}, which is not allowed.")
    if first.scheme == "https" and url.scheme == "http":
        raise FetchFailed(FetchReason.ELSEWHERE, wanted.url, f"{wanted.url} leads from https to http.")


def _address(url: str) -> httpx.URL:
    try:
        return httpx.URL(url).copy_with(fragment=None)
    except httpx.InvalidURL as error:
        raise FetchFailed(FetchReason.ADDRESS, url, f"{url!r} is not an address of the web.") from error


def _redirect(url: httpx.URL, response: httpx.Response) -> _Redirect | None:
    if response.status_code not in MOVED or "Location" not in response.headers:
        return None
    try:
        target = url.join(response.headers["Location"]).copy_with(fragment=None)
    except httpx.InvalidURL as error:
        raise FetchFailed(FetchReason.ELSEWHERE, str(url), f"{url} redirects to no address.") from error
    return _Redirect(target, response.status_code in FOR_GOOD)


def _endless(url: str, limit: int) -> FetchFailed:
    return FetchFailed(FetchReason.REDIRECTS, url, f"{url} redirects more than {limit} times.")


def _reason(status: int) -> FetchReason:
    if status in GONE:
        return FetchReason.MISSING
    if status in BUSY:
        return FetchReason.BUSY
    return FetchReason.SERVER if status >= httpx.codes.INTERNAL_SERVER_ERROR else FetchReason.REFUSED
