"""One address is read politely and safely, or refused for a clear reason. Real sockets, a server of our own."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

import pytest
import stamina

from ingest.errors import FetchFailed, FetchReason
from ingest.fetching import (
    ANY_DOCUMENT,
    PDF_ONLY,
    WEB_PAGE,
    AddressGuard,
    Fetcher,
    Limits,
    Pace,
    Validators,
    Wanted,
)
from ingest.fetching.fetcher import Fetched
from tests.support.web import Reply, Web, web

HOST = "regulator.example"
SMALL = Limits(bytes=100_000, seconds=20.0, silence=5.0)


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    """Retries happen as they would, without their waits."""
    with stamina.set_testing(testing=True, attempts=4, cap=True):
        yield


@pytest.fixture
def served() -> Iterator[Web]:
    with web() as running:
        yield running


def fetch(served: Web, path: str, limits: Limits = SMALL, **more: object) -> Fetched:
    hosts = frozenset({HOST, "www.regulator.example"})
    wanted = Wanted(served.url(HOST, path), hosts, **more)  # type: ignore[arg-type]
    with served.fetcher(limits) as fetcher:
        return fetcher.fetch(wanted)


def refused(served: Web, path: str, limits: Limits = SMALL, **more: object) -> FetchFailed:
    with pytest.raises(FetchFailed) as raised:
        fetch(served, path, limits, **more)
    return raised.value


def test_a_page_comes_with_its_validators(served: Web) -> None:
    """The bytes, the type, and what to ask with the next time."""
    served.pages["/a"] = Reply(
        "<p>decided</p>", headers={"ETag": '"1"', "Last-Modified": "Mon, 05 Jan 2026 10:00:00 GMT"}
    )
    fetched = fetch(served, "/a")
    assert (fetched.data, fetched.media_type) == (b"<p>decided</p>", "text/html")
    assert fetched.validators == Validators('"1"', "Mon, 05 Jan 2026 10:00:00 GMT")
    assert "Standing" in served.asked[-1].headers["User-Agent"]
    assert "tests@example.org" in served.asked[-1].headers["User-Agent"]


def test_an_unchanged_page_is_not_read_again(served: Web) -> None:
    """A conditional request that is answered 304 gives no bytes, and the validators stay."""
    served.pages["/a"] = lambda asked: (
        Reply(status=304) if asked.headers.get("If-None-Match") == '"1"' else Reply("x", headers={"ETag": '"1"'})
    )
    fetched = fetch(served, "/a", known=Validators('"1"'))
    assert (fetched.data, fetched.validators) == (None, Validators('"1"'))


def test_a_moved_page_is_followed_and_said_to_have_moved(served: Web) -> None:
    """A permanent redirect to an allowed host gives the new address."""
    served.pages["/old"] = Reply(status=301, headers={"Location": served.url("www.regulator.example", "/new")})
    served.pages["/new"] = Reply("here now")
    fetched = fetch(served, "/old")
    assert (fetched.url, fetched.moved, fetched.data) == (
        served.url("www.regulator.example", "/new"), True, b"here now",
    )  # fmt: skip


def test_a_passing_redirect_is_not_a_move(served: Web) -> None:
    """302 says nothing about where the page will be tomorrow."""
    served.pages["/old"] = Reply(status=302, headers={"Location": "/new"})
    served.pages["/new"] = Reply("for today")
    assert not fetch(served, "/old").moved


def test_a_redirect_to_another_host_is_refused(served: Web) -> None:
    """Redirects lead to allowed hosts only; the other host is not even asked."""
    served.pages["/old"] = Reply(status=301, headers={"Location": served.url("elsewhere.example", "/")})
    assert refused(served, "/old").reason is FetchReason.ELSEWHERE
    assert {asked.host for asked in served.asked} == {HOST}


@pytest.mark.parametrize("address", ["10.0.0.8", "127.0.0.2", "169.254.169.254", "::1", "224.0.0.1"])
def test_a_redirect_to_a_private_address_is_refused(served: Web, address: str) -> None:
    """An allowed host whose name stands for a private address is not connected to."""
    served.pages["/old"] = Reply(status=302, headers={"Location": "http://www.regulator.example/secret"})
    with (
        served.fetcher(SMALL, private={"www.regulator.example": address}) as fetcher,
        pytest.raises(FetchFailed) as raised,
    ):
        fetcher.fetch(Wanted(served.url(HOST, "/old"), frozenset({HOST, "www.regulator.example"})))
    assert raised.value.reason is FetchReason.ADDRESS
    assert served.paths() == ["/old"]


def test_a_name_that_stands_for_a_private_address_is_refused(served: Web) -> None:
    """DNS that answers with a private address gets no connection, not even for robots.txt."""
    with served.fetcher(SMALL, private={HOST: "192.168.0.1"}) as fetcher, pytest.raises(FetchFailed) as raised:
        fetcher.fetch(Wanted(f"http://{HOST}/a", frozenset({HOST})))
    assert raised.value.reason is FetchReason.ADDRESS
    assert served.asked == []


def test_a_name_that_changes_its_mind_gains_nothing(served: Web) -> None:
    """The connection goes to the address that was checked, not to what the name says a moment later."""
    answers = iter(["127.0.0.1", "127.0.0.1", "10.0.0.1", "10.0.0.1"])
    asked: list[str] = []

    def rebinding(_host: str, _port: int) -> list[str]:
        asked.append(next(answers))
        return [asked[-1]]

    served.pages["/a"] = Reply("mine", headers={"Connection": "close"})
    guard = AddressGuard(served.guard().exceptions, rebinding)
    with Fetcher(limits=SMALL, guard=guard, pace=Pace(sleep=lambda _: None)) as rebound:
        assert rebound.fetch(Wanted(served.url(HOST, "/a"), frozenset({HOST}))).data == b"mine"
        with pytest.raises(FetchFailed) as raised:
            rebound.fetch(Wanted(served.url(HOST, "/a"), frozenset({HOST})))
    assert raised.value.reason is FetchReason.ADDRESS
    assert asked == ["127.0.0.1", "127.0.0.1", "10.0.0.1"]


def test_redirects_in_a_circle_end(served: Web) -> None:
    """A page that leads to itself is given up."""
    served.pages["/loop"] = Reply(status=302, headers={"Location": "/loop"})
    assert refused(served, "/loop").reason is FetchReason.REDIRECTS
    assert len(served.paths()) == SMALL.redirects + 1


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://regulator.example/a", "http://user:pw@regulator.example/"]
)
def test_only_plain_web_addresses_are_read(served: Web, address: str) -> None:
    """Other schemes and addresses with passwords are refused, also as the target of a redirect."""
    served.pages["/a"] = Reply(status=302, headers={"Location": address})
    assert refused(served, "/a").reason in {FetchReason.ADDRESS, FetchReason.ELSEWHERE}


def test_robots_txt_is_obeyed(served: Web) -> None:
    """What robots.txt forbids, wildcards included, is not asked for; the rest is."""
    served.pages["/robots.txt"] = Reply(
        "User-agent: *\nDisallow: /private\nDisallow: /*?page=*\n", media_type="text/plain"
    )
    served.pages["/open"] = Reply("open")
    assert fetch(served, "/open").data == b"open"
    for path in ("/private/a", "/list?page=2"):
        assert refused(served, path).reason is FetchReason.ROBOTS
    assert served.paths() == ["/open"]


def test_rules_for_us_by_name_beat_those_for_all(served: Web) -> None:
    """A group that names the program is the one that counts."""
    served.pages["/robots.txt"] = Reply(
        "User-agent: *\nAllow: /\n\nUser-agent: Standing\nDisallow: /\n", media_type="text/plain"
    )
    assert refused(served, "/a").reason is FetchReason.ROBOTS


def test_nothing_is_read_while_robots_txt_cannot_be_had(served: Web) -> None:
    """A server error in place of robots.txt keeps the whole site shut, until it can be had."""
    served.pages["/robots.txt"] = Reply(status=500)
    served.pages["/a"] = Reply("a")
    assert refused(served, "/a").reason is FetchReason.SERVER
    assert served.paths() == []


def test_the_longer_of_both_delays_is_kept(served: Web) -> None:
    """Requests to a host keep the site's own delay or that of robots.txt, whichever is longer."""
    slept: list[float] = []
    served.pages["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 6\n", media_type="text/plain")
    served.pages["/a"] = Reply("a")
    pace = Pace(clock=lambda: 0.0, sleep=slept.append)
    with served.fetcher(SMALL, pace) as fetcher:
        for _ in range(3):
            fetcher.fetch(Wanted(served.url(HOST, "/a"), frozenset({HOST}), delay=2.0))
    assert slept == [6.0, 12.0]


def test_a_busy_host_is_asked_again(served: Web) -> None:
    """429 with Retry-After is tried again."""
    served.pages["/a"] = [Reply(status=429, headers={"Retry-After": "0"}), Reply("at last")]
    assert fetch(served, "/a").data == b"at last"
    assert len(served.paths()) == 2


def test_a_host_that_asks_for_a_long_wait_is_left_alone(served: Web) -> None:
    """An hour is not waited for, and no other page of that host is asked for meanwhile."""
    served.pages["/a"] = Reply(status=503, headers={"Retry-After": "3600"})
    served.pages["/b"] = Reply("b")
    with served.fetcher(SMALL) as fetcher:
        for path in ("/a", "/b"):
            with pytest.raises(FetchFailed) as raised:
                fetcher.fetch(Wanted(served.url(HOST, path), frozenset({HOST})))
            assert raised.value.reason is FetchReason.BUSY
    assert served.paths() == ["/a"]


def test_a_passing_server_error_is_tried_again(served: Web) -> None:
    """502 twice, then the page."""
    served.pages["/a"] = [Reply(status=502), Reply(status=502), Reply("up again")]
    assert fetch(served, "/a").data == b"up again"


@pytest.mark.parametrize(
    ("status", "reason"), [(404, FetchReason.MISSING), (410, FetchReason.MISSING), (403, FetchReason.REFUSED)]
)
def test_what_is_not_there_is_not_asked_for_twice(served: Web, status: int, reason: FetchReason) -> None:
    """A clear no is taken as one."""
    served.pages["/a"] = Reply(status=status)
    error = refused(served, "/a")
    assert (error.reason, error.status) == (reason, status)
    assert len(served.paths()) == 1


def test_a_truncated_body_is_no_document(served: Web) -> None:
    """Fewer bytes than declared are never taken for the whole, however often they come."""
    served.pages["/a"] = Reply(b"half a deci", length=22)
    assert refused(served, "/a").reason is FetchReason.TRUNCATED
    assert len(served.paths()) == 4


def test_a_truncated_body_may_be_whole_the_next_time(served: Web) -> None:
    """A cut connection is tried again."""
    served.pages["/a"] = [Reply(b"half", length=8), Reply(b"wholenow")]
    assert fetch(served, "/a").data == b"wholenow"


def test_a_two_gigabyte_lie_is_not_read(served: Web) -> None:
    """A declared length beyond the limit ends it before a byte of the body is read."""
    served.pages["/a"] = Reply(b"x", length=2_147_483_648)
    assert refused(served, "/a").reason is FetchReason.TOO_LARGE


def test_an_endless_body_stops_at_the_limit(served: Web) -> None:
    """Without a declared length the bytes are counted as they come."""
    served.pages["/a"] = Reply(b"x" * 65_536, endless=True)
    assert refused(served, "/a").reason is FetchReason.TOO_LARGE


def test_a_body_that_drips_is_given_up(served: Web) -> None:
    """A body that takes longer than the whole answer may take is given up, though bytes keep coming."""
    served.pages["/a"] = Reply(b"x", endless=True)
    assert refused(served, "/a", Limits(seconds=0.0, silence=5.0)).reason is FetchReason.TIMED_OUT


def test_packed_pages_are_unpacked(served: Web) -> None:
    """gzip, and deflate with and without its header."""
    words = b"The Commissioner orders. " * 50
    bare = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(words),
        "deflate": zlib.compress(words),
        "bare": bare.compress(words) + bare.flush(),
    }
    for name, body in packed.items():
        encoding = "deflate" if name == "bare" else name
        served.pages[f"/{name}"] = Reply(body, headers={"Content-Encoding": encoding})
        assert fetch(served, f"/{name}").data == words


def test_a_decompression_bomb_stops_at_the_limit(served: Web) -> None:
    """Fifty megabytes in fifty kilobytes are counted as they unpack."""
    served.pages["/a"] = Reply(gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"})
    assert refused(served, "/a").reason is FetchReason.TOO_LARGE


def test_packing_within_packing_is_refused(served: Web) -> None:
    """Only what was asked for is unpacked, and only once."""
    served.pages["/a"] = Reply(gzip.compress(gzip.compress(b"x")), headers={"Content-Encoding": "gzip, gzip"})
    assert refused(served, "/a").reason is FetchReason.ENCODING


def test_a_packed_body_cut_short_is_seen(served: Web) -> None:
    """A gzip stream without its end is no page, though its length is as declared."""
    served.pages["/a"] = Reply(gzip.compress(b"decision " * 500)[:-12], headers={"Content-Encoding": "gzip"})
    assert refused(served, "/a").reason is FetchReason.TRUNCATED


@pytest.mark.parametrize(
    ("accept", "media_type"), [(PDF_ONLY, "text/html"), (ANY_DOCUMENT, "video/mp4"), (WEB_PAGE, "application/pdf")]
)
def test_a_wrong_type_is_not_read(served: Web, accept: frozenset[str], media_type: str) -> None:
    """A web page in place of a PDF (a login, a captcha, a soft 404) is not taken for the decision."""
    served.pages["/a"] = Reply(b"x", media_type=media_type)
    assert refused(served, "/a", accept=accept).reason is FetchReason.WRONG_TYPE


def test_a_server_that_does_not_say_is_believed(served: Web) -> None:
    """Without a declared type the bytes decide later."""
    served.pages["/a"] = Reply(b"%PDF-1.4", media_type=None)
    assert fetch(served, "/a", accept=PDF_ONLY).media_type == ""


def test_a_question_is_posted_as_json(served: Web) -> None:
    """A site's own search interface takes its question as JSON."""
    served.pages["/api"] = lambda asked: Reply(asked.body, media_type="application/json")
    assert (
        fetch(served, "/api", post={"pageNumber": 2}, accept=frozenset({"application/json"})).data
        == b'{"pageNumber": 2}'
    )


def test_cookies_are_not_kept(served: Web) -> None:
    """Nothing a site sets is sent back."""
    served.pages["/a"] = Reply("a", headers={"Set-Cookie": "who=me; Path=/"})
    with served.fetcher(SMALL) as fetcher:
        for _ in range(2):
            fetcher.fetch(Wanted(served.url(HOST, "/a"), frozenset({HOST})))
    assert not any("Cookie" in asked.headers for asked in served.asked)


def test_a_host_that_is_down_is_unreachable(served: Web) -> None:
    """Nobody listening is told apart from a page that is not there."""
    nobody = 1
    guard = AddressGuard(frozenset({("127.0.0.1", nobody)}), served.guard().resolve)
    with (
        Fetcher(limits=SMALL, guard=guard, pace=Pace(sleep=lambda _: None)) as fetcher,
        pytest.raises(FetchFailed) as raised,
    ):
        fetcher.fetch(Wanted(f"http://{HOST}:{nobody}/a", frozenset({HOST})))
    assert raised.value.reason is FetchReason.UNREACHABLE
