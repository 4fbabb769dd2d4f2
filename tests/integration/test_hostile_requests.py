"""Requests that no honest client sends: each is refused in the one shape of errors, and the next is served as ever."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.serving import serving, settings_in, small_services

pytestmark = pytest.mark.filterwarnings(
    # Litestar leaves the files of a form that it refuses to the collector, which closes them
    "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)
QUESTION = {"question": "Which photographs must Acme delete?"}
DEEP = "[" * 50_000
NUMBERS = ["1e999", "-1e999", "9" * 5000, "NaN", "1.5", "-0", "18446744073709551616"]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    with serving(small_services(settings_in(folder))) as address:
        yield address


@pytest.fixture(scope="module")
def http(service: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service, trust_env=False, timeout=30) as client:
        yield client


def raw(service: str, request: bytes) -> tuple[int, bytes]:
    """One request written by hand; the status that came, 0 where the connection was closed without one."""
    with socket.create_connection(("127.0.0.1", urlsplit(service).port or 0), timeout=20) as link:
        link.sendall(request)
        received = b""
        while piece := link.recv(65_536):
            received += piece
    return (int(received.split(b" ", 2)[1]) if received else 0), received


def post(path: str, body: bytes, *headers: str, host: str = "127.0.0.1") -> bytes:
    lines = [f"POST {path} HTTP/1.1", f"Host: {host}", "Connection: close", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def refused(response: httpx.Response) -> None:
    """A client's fault, told in the one shape."""
    assert 400 <= response.status_code < 500, (response.status_code, response.text[:300])
    assert response.headers["content-type"].startswith("application/problem+json")
    problem = response.json()
    assert {"type", "title", "status", "detail"} <= set(problem)
    assert "Traceback" not in response.text
    assert "site-packages" not in response.text


BODIES = [
    *(b"", b"{", b"null", b"[]", b'"question"', b"\xff\xfe", b"\x00"),
    *(b'{"question": "\xff"}', b'{"question": "\\ud800"}'),
    *(b'{"question": null}', b'{"question": []}', b'{"question": ""}', b'{"question": "' + b"a" * 2001 + b'"}'),
    *(b'{"question": "a", "unknown": 1}', b'{"question": "a", "filters": {"unknown": ["x"]}}'),
    *(b'{"question": "a", "filters": {"regulator": "ico"}}', b'{"question": "a", "filters": {"regulator": [1]}}'),
    *(b'{"question": "a", "as_of": "0000-00-00"}', b'{"question": "a", "as_of": "99999-01-01"}'),
    *(b'{"question": "a", "as_of": 5}', b'{"question": "a", "mode": "root"}', b'{"question": "a", "stream": "yes"}'),
    *(f'{{"question": {number}}}'.encode() for number in NUMBERS),
    *(f'{{"question": "a", "as_of": {number}}}'.encode() for number in NUMBERS),
    f'{{"question": "a", "filters": {DEEP}'.encode(),
    f'{{"question": "a", "x": {DEEP}{"]" * 50_000}}}'.encode(),
    DEEP.encode(),
    b'{"a":' * 10_000,
]  # fmt: skip


def test_bodies_that_are_no_question_are_refused(http: httpx.Client) -> None:
    """Malformed, deep, of the wrong type, with figures without end, with fields nobody knows."""
    sent = {"Content-Type": "application/json"}
    for body in BODIES:
        refused(http.post("/v1/answers", content=body, headers=sent))
        chat = http.post("/v1/chat/completions", content=body, headers=sent)
        assert 400 <= chat.status_code < 500, (body[:80], chat.text[:300])
        assert chat.json()["error"]["message"]


QUERIES = [
    *("limit=-1", "limit=0", "limit=1e9", "limit=99999999999999999999", "limit=abc", "offset=-1", "offset=1.5"),
    *("limit=%00", "limit=\u0665", "decided_from=2022-13-45", "decided_from=0000-00-00", "decided_from=%F0%9F%98%80"),
    *("min_amount=NaN", "min_amount=1e999999", "min_amount=-1", "sort=password", "sort=" + "x" * 5000),
    *("as_of=9999-99-99", "page=-1", "page=0", "page=99999999999999999999"),
]


@pytest.mark.parametrize(
    "path", ["/v1/documents", "/v1/penalties", "/v1/orders", "/v1/matters", "/penalties", "/matters"]
)
def test_odd_queries_never_end_in_a_fault_of_ours(http: httpx.Client, path: str) -> None:
    """Cursors, figures and dates out of any range: refused or not taken into account, never a 5xx."""
    for query in QUERIES:
        response = http.get(f"{path}?{query}")
        assert response.status_code < 500, (path, query, response.text[:300])


IDS = [
    *(
        "..",
        "%2e%2e%2fetc%2fpasswd",
        "..%2f..%2f",
        "%00",
        "'",
        "' OR 1=1 --",
        "a" * 5000,
        "%F0%9F%98%80",
        "{{7*7}}",
        "%",
    ),
    *("d0000000000000000%0d%0aX-Evil: 1", "<script>alert(1)</script>", "con", "d0000000000000000.1.-1", "\u202e"),
    *("d0000000000000000.99999999999999999999.1", "d0000000000000000.1.99999999999999999999", "*", "_"),
]
PATHS = [
    *("/v1/documents/{}", "/v1/documents/{}/text", "/v1/documents/{}/original", "/v1/passages/{}", "/v1/matters/{}"),
    *("/v1/answers/{}", "/v1/answers/{}/export.csv", "/v1/jobs/{}", "/v1/conversations/{}", "/documents/{}"),
    *("/matters/{}", "/answers/{}", "/passages/{}", "/static/{}", "/v1/answers/x/export.{}", "/{}"),
]


def test_odd_identifiers_lead_nowhere(service: str) -> None:
    """No path climbs, no identifier is believed, and nothing of it comes back as markup or as a header."""
    for path in PATHS:
        for odd in IDS:
            target = path.format(odd.encode().decode("latin-1").replace(" ", "%20"))
            status, received = raw(
                service, f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode("latin-1")
            )
            assert 300 < status < 500, (target, received[:300])
            head, _, body = received.partition(b"\r\n\r\n")
            assert b"x-evil" not in head.lower()
            assert b"root:" not in body
            assert b"<script>alert" not in body


HEADERS = [
    *(
        "Origin: http://[",
        "Origin: null",
        "Origin: http://\u2100".encode().decode("latin-1"),
        "Origin: \xb2",
        "Origin: //",
    ),
    *(
        "Content-Type: application/json; charset=utf-99",
        "Content-Type: \xb2",
        "Content-Type: ;;;",
        "Accept: \xb2/\xb2;q=x",
    ),
    *(
        "Authorization: Bearer \xb2",
        "Authorization: Bearer " + "x" * 7000,
        "X-API-Key: \xff",
        "Cookie: standing_key=\xff; =",
    ),
    *(
        'Cookie: ;=;"=\\',
        "Accept-Encoding: \xff",
        "Accept-Language: *;q=\xb2",
        "traceparent: 00-zz-zz-zz",
        "Expect: \xff",
    ),
    *(
        "traceparent: 00-zz-zz-zz",
        "If-None-Match: \xff",
        "Range: bytes=9-1,-99999999999999999999",
        "X-Forwarded-For: [",
    ),
]


def test_odd_headers_never_end_in_a_fault_of_ours(service: str) -> None:
    """A header that cannot be taken apart is refused or not taken into account."""
    body = json.dumps(QUESTION).encode()
    for header in HEADERS:
        given = [header] if header.startswith("Content-Type") else [header, "Content-Type: application/json"]
        for request in (post("/v1/answers", body, *given), post("/v1/documents", body, *given)):
            status, received = raw(service, request)
            assert 200 <= status < 500, (header, received[:300])


@pytest.mark.parametrize(
    "host", ["[", "[::1", "127.0.0.1:x", "evil.example", "\xb2", "127.0.0.1.evil.example", "a@b@c", ""]
)
def test_odd_hosts_are_refused(service: str, host: str) -> None:
    """A host name that is not this service's is told so, whatever it looks like."""
    status, received = raw(service, post("/v1/answers", b"{}", "Content-Type: application/json", host=host))
    assert status in {400, 403}, received[:300]


def part(name: str, content: bytes, *, filename: str = "", kind: str = "", more: str = "") -> bytes:
    disposition = f'Content-Disposition: form-data; name="{name}"' + (f'; filename="{filename}"' if filename else "")
    lines = [disposition, *([f"Content-Type: {kind}"] if kind else []), *([more] if more else []), "", ""]
    return b"--b\r\n" + "\r\n".join(lines).encode() + content + b"\r\n"


FILE = part("file", b"Words of a document that says nothing.", filename="a.txt", kind="text/plain")
FORMS = [
    *(b"", b"--b--\r\n", b"--b\r\n", b"--c\r\n\r\n--c--", FILE, FILE + b"--b", b"--b\r\n" * 3000),
    *(part("file", b"x") + b"--b--\r\n", part("other", b"x", filename="a.txt") + b"--b--\r\n"),
    FILE + part("about", b"{}", kind="text/plain; charset=utf-99") + b"--b--\r\n",
    FILE + part("about", b"\xff\xfe\x00", kind="text/plain") + b"--b--\r\n",
    FILE + part("about", b"[" * 50_000) + b"--b--\r\n",
    FILE + part("about", b'{"source_url": "http://[x"}') + b"--b--\r\n",
    FILE + part("about", b'{"source_url": "javascript:alert(1)"}') + b"--b--\r\n",
    FILE + part("about", b'{"decided_on": "2022-13-45"}') + b"--b--\r\n",
    FILE + part("about", b'{"matter": "../../etc"}') + b"--b--\r\n",
    FILE + part("about", b'{"unknown": 1}') + b"--b--\r\n",
    FILE + part("about", b"{}") + part("about", b"{}") + b"--b--\r\n",
    FILE + FILE + b"--b--\r\n",
    part("file", b"", filename="a.txt") + b"--b--\r\n",
    part("file", b"x", filename="a.txt", more="Content-Length: 99999999999") + part("about", b"5") + b"--b--\r\n",
    b"".join(part(f"f{n}", b"x") for n in range(1100)) + b"--b--\r\n",
]


def test_uploads_that_are_no_form_are_refused(service: str, http: httpx.Client) -> None:
    """Broken, doubled, nameless, empty, in a character set that is none, with a declaration that is none."""
    for form in FORMS:
        status, received = raw(service, post("/v1/documents", form, "Content-Type: multipart/form-data; boundary=b"))
        assert 400 <= status < 500, (form[:200], received[:400])
        assert b"application/problem+json" in received.lower(), received[:300]
    assert http.get("/v1/jobs").json()["items"] == []


NAMES = ["question", "filters", "as_of", "mode", "stream", "messages", "model", "role", "content", "x"]
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
ANY_JSON = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=ANY_JSON)
def test_any_json_at_all_is_answered_or_refused(http: httpx.Client, body: object) -> None:
    """Whatever stands where a question should, no door falls over it."""
    content = json.dumps(body, ensure_ascii=True)
    for path in ("/v1/answers", "/v1/chat/completions", "/v1/documents", "/mcp"):
        response = http.post(path, content=content, headers={"Content-Type": "application/json"})
        assert response.status_code < 500, (path, content, response.text[:300])
