"""Spans of a request and its answer, through the whole application."""

from __future__ import annotations

from pathlib import Path

from litestar.testing import TestClient
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from service.app import create_app
from service.observing.tracing import Tracing, open_tracing
from tests.support.serving import settings_in, small_services

QUESTION = {"question": "Which photographs must Acme delete?"}
PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_a_request_and_its_answer_are_one_trace(tmp_path: Path) -> None:
    """The answer's span lies under the request's, and that under the caller's; names hold no identifiers."""
    exporter = InMemorySpanExporter()
    services = small_services(settings_in(tmp_path))
    services.tracing = Tracing(exporter)
    with TestClient(create_app(services), base_url="http://127.0.0.1") as client:
        while client.get("/health/ready").status_code != 200:
            assert not any(part.state == "failed" for part in services.parts)
        client.post("/v1/answers", json=QUESTION, headers={"traceparent": PARENT}).raise_for_status()
        client.get("/v1/documents/d0000000000000000")
    spans = {span.name: span for span in exporter.get_finished_spans()}
    request, answer = spans["POST /v1/answers"], spans["answer"]
    assert request.parent is not None
    assert answer.parent is not None
    assert f"{request.context.trace_id:032x}" == PARENT.split("-")[1]
    assert answer.parent.span_id == request.context.span_id
    assert dict(answer.attributes or {})["standing.outcome"] == "answered"
    assert "GET /v1/documents/{document_id}" in spans


def test_without_an_endpoint_nothing_is_recorded() -> None:
    """Spans are empty and cost nothing."""
    assert not open_tracing(None).answer("api").is_recording()
