"""Keys, limits and browsers' rules, through the whole application."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from service.answering.wire import Ask, Event
from service.app import create_app
from service.perimeter.keys import create
from service.wiring import Services
from tests.support.library import QuotingAnswerer
from tests.support.serving import serving, settings_in, small_services

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
QUESTION = {"question": "Which photographs must Acme delete?"}


@contextmanager
def application(folder: Path, **settings: object) -> Iterator[tuple[TestClient[Litestar], Services]]:
    services = small_services(settings_in(folder, **settings))
    with TestClient(create_app(services), base_url="http://127.0.0.1") as client:
        while client.get("/health/ready").status_code != 200:
            assert not any(part.state == "failed" for part in services.parts)
        yield client, services


def key(services: Services, *scopes: str) -> dict[str, str]:
    _, secret = create(services.corpus.keys, "test", scopes, NOW)
    return {"Authorization": f"Bearer {secret}"}


def test_beyond_loopback_every_request_needs_a_key(tmp_path: Path) -> None:
    """Without a key, with an unknown one or with a revoked one there is nothing but liveness."""
    with application(tmp_path, host="0.0.0.0") as (client, services):
        made, secret = create(services.corpus.keys, "test", ["ask"], NOW)
        wrong = [{}, {"Authorization": "Bearer sk-standing-unknown"}, {"Authorization": "Basic eDp5"}]
        assert [client.get("/v1/documents", headers=each).status_code for each in wrong] == [401, 401, 401]
        assert client.get("/v1/documents", headers={"X-API-Key": secret}).status_code == 200
        assert client.post("/v1/answers", json=QUESTION, headers={"X-API-Key": secret}).status_code == 200
        services.corpus.keys.revoke(made.id, NOW)
        services.ring.forget()
        refused = client.get("/v1/documents", headers={"X-API-Key": secret})
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert client.get("/health/live").status_code == 200


def test_a_key_does_what_its_scopes_say(tmp_path: Path) -> None:
    """Metrics need admin; admin may everything; the registry never holds the key itself."""
    with application(tmp_path, require_keys=True) as (client, services):
        asking, ruling = key(services, "ask"), key(services, "admin")
        assert client.get("/metrics", headers=asking).status_code == 403
        assert client.get("/metrics", headers=ruling).status_code == 200
        assert client.get("/v1/documents", headers=ruling).status_code == 200
        assert all(found.last_used_at for found in services.corpus.keys.all())
    secret = asking["Authorization"].removeprefix("Bearer ").encode()
    assert not any(secret in path.read_bytes() for path in (tmp_path / "home").glob("registry*"))


def test_who_comes_too_often_is_told_when_to_return(tmp_path: Path) -> None:
    """Beyond the burst the answer is 429 with Retry-After, counted by key."""
    with application(tmp_path, rate_per_minute=1, rate_burst=2) as (client, services):
        mine, other = key(services, "ask"), key(services, "ask")
        codes = [client.get("/v1/documents", headers=mine).status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        assert int(client.get("/v1/documents", headers=mine).headers["retry-after"]) > 0
        assert client.get("/v1/documents", headers=other).status_code == 200


def test_a_foreign_page_cannot_drive_a_local_service(tmp_path: Path) -> None:
    """A foreign Origin, a sandboxed one and a rebound host name are refused; the own page is not."""
    with application(tmp_path) as (client, _):
        foreign = [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Host": "evil.example"}]
        assert [client.post("/v1/answers", json=QUESTION, headers=each).status_code for each in foreign] == [403] * 3
        assert client.get("/v1/documents", headers={"Host": "evil.example"}).status_code == 403
        own = {"Origin": "http://127.0.0.1"}
        assert client.post("/v1/answers", json=QUESTION, headers=own).status_code == 200


def test_only_listed_sites_may_call_across_origins(tmp_path: Path) -> None:
    """A listed origin passes preflight and gets CORS headers, another gets none."""
    with application(tmp_path, cors_origins=("https://law.example",)) as (client, _):
        wanted = {"Origin": "https://law.example", "Access-Control-Request-Method": "POST"}
        preflight = client.options("/v1/answers", headers=wanted)
        assert preflight.headers["access-control-allow-origin"] == "https://law.example"
        assert client.post("/v1/answers", json=QUESTION, headers=wanted).status_code == 200
        assert (
            "access-control-allow-origin"
            not in client.get("/v1/documents", headers={"Origin": "https://x.example"}).headers
        )


def test_every_response_carries_security_headers_and_a_request_id(tmp_path: Path) -> None:
    """Errors too. A sound request id of a proxy is kept, another is replaced."""
    with application(tmp_path) as (client, _):
        for path in ("/v1/documents", "/nowhere", "/health/live"):
            headers = client.get(path).headers
            assert "script-src 'self'" in headers["content-security-policy"]
            assert "unsafe" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert len(headers["x-request-id"]) == 32
        assert client.get("/", headers={"X-Request-Id": "proxy-12345"}).headers["x-request-id"] == "proxy-12345"
        assert client.get("/", headers={"X-Request-Id": "a b"}).headers["x-request-id"] != "a b"


def test_a_body_beyond_its_limit_is_refused(tmp_path: Path) -> None:
    """Announced or not, a body larger than allowed ends with 413."""
    with application(tmp_path, body_kb=1, upload_mb=0) as (client, _):
        large = {"question": "q", "conversation_id": "x" * 3000}
        announced = client.post("/v1/answers", json=large)
        chunked = client.post("/v1/answers", content=(b"x" * 600 for _ in range(3)))
        assert (announced.status_code, chunked.status_code) == (413, 413)
        assert announced.headers["content-type"] == "application/problem+json"


def test_metrics_count_requests_by_route(tmp_path: Path) -> None:
    """Identifiers do not become label values, and unknown paths share one."""
    with application(tmp_path) as (client, _):
        client.get("/v1/documents/d0000000000000000")
        client.get("/some/unknown/path")
        text = client.get("/metrics").text
        assert 'route="/v1/documents/{document_id}",status="404"' in text
        assert 'route="unmatched",status="404"' in text
        assert "standing_loop_lag_seconds_bucket" in text


def test_a_full_queue_says_when_to_come_back(tmp_path: Path) -> None:
    """With one thread and no place to wait, a second question is 429 with Retry-After, and the first is answered."""
    go, begun = threading.Event(), threading.Event()

    class Slow(QuotingAnswerer):
        """Answers when told to."""

        def stream(self, ask: Ask) -> Iterator[Event]:
            """Wait, then answer."""
            begun.set()
            go.wait(30)
            yield from super().stream(ask)

    services = small_services(settings_in(tmp_path, threads=1, queue=0), Slow)
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False) as client:
        with ThreadPoolExecutor(1) as other:
            first = other.submit(client.post, "/v1/answers", json=QUESTION)
            begun.wait(30)
            for stream in (False, True):
                full = client.post("/v1/answers", json={**QUESTION, "stream": stream})
                assert (full.status_code, full.headers["retry-after"]) == (429, "2")
            go.set()
        assert first.result().status_code == 200
        assert client.post("/v1/answers", json=QUESTION).status_code == 200


@pytest.mark.parametrize("method", ["TRACE", "BREW"])
def test_odd_methods_do_not_make_new_metrics(tmp_path: Path, method: str) -> None:
    """Whatever word a client uses as a method counts as other."""
    with application(tmp_path) as (client, _):
        client.request(method, "/v1/documents")
        assert method not in client.get("/metrics").text
