"""OpenTelemetry spans, when an endpoint is configured; otherwise nothing is imported that costs and nothing is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from opentelemetry import trace
from opentelemetry.trace import NoOpTracer, Span, SpanKind, Tracer
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

if TYPE_CHECKING:
    from opentelemetry.sdk.trace.export import SpanExporter

PROPAGATOR = TraceContextTextMapPropagator()


class Tracing:
    """Spans of requests and of answers. A request's span goes on from the `traceparent` that came with it."""

    def __init__(self, exporter: SpanExporter | None = None) -> None:
        self._tracer: Tracer = NoOpTracer()
        self._close: Callable[[], object] = lambda: None
        if exporter is not None:
            self._start(exporter)

    def request(self, method: str, headers: Mapping[str, str], request_id: str) -> Span:
        """The span of a request, begun."""
        attributes = {"http.request.method": method, "standing.request_id": request_id}
        context = PROPAGATOR.extract(headers)
        return self._tracer.start_span(method, context=context, kind=SpanKind.SERVER, attributes=attributes)

    def answer(self, door: str) -> Span:
        """The span of an answer, begun under that of its request."""
        return self._tracer.start_span("answer", attributes={"standing.door": door})

    def close(self) -> None:
        """Send what is left."""
        self._close()

    def _start(self, exporter: SpanExporter) -> None:
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - only where it is wanted
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

        resource = Resource.create({"service.name": "standing", "service.version": version("standing")})
        provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = provider.get_tracer("standing")
        self._close = provider.shutdown


def open_tracing(endpoint: str | None) -> Tracing:
    """Spans sent to an OTLP endpoint over gRPC, as in http://collector:4317; none without one."""
    if endpoint is None:
        return Tracing()
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - costs 200 ms

    return Tracing(OTLPSpanExporter(endpoint, insecure=endpoint.startswith("http:")))


def within(span: Span) -> Any:
    """Make a span the current one for a block, without ending it."""
    return trace.use_span(span, end_on_exit=False)
