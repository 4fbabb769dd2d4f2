"""Prometheus metrics of one service. Each service has its own registry, so that several can live in one process."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from service.answering.wire import Generation

LAGS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """What is counted. Label values come from routes and fixed words, never from requests, so that they stay few."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Histogram(
            "standing_request_seconds",
            "Time to answer a request, by route.",
            ("method", "route", "status"),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self._answers = Counter(
            "standing_answers",
            "Answers by door, mode and outcome.",
            ("door", "mode", "outcome"),
            registry=self.registry,
        )
        self._answer_seconds = Histogram(
            "standing_answer_seconds", "Time to make an answer.", ("mode",), buckets=BUCKETS, registry=self.registry
        )
        self._llm_requests = Counter(
            "standing_llm_requests",
            "Questions a language model was asked, by outcome.",
            ("outcome",),
            registry=self.registry,
        )
        self._llm_tokens = Counter(
            "standing_llm_tokens", "Tokens as the endpoint counted them.", ("kind",), registry=self.registry
        )
        self._llm_claims = Counter(
            "standing_llm_claims", "Claims a language model proposed.", ("outcome",), registry=self.registry
        )
        self._llm_seconds = Histogram(
            "standing_llm_seconds", "Time a language model took.", buckets=BUCKETS, registry=self.registry
        )
        self._loop_lag = Histogram(
            "standing_loop_lag_seconds",
            "How long the event loop stood still, looked at every 20 ms.",
            buckets=LAGS,
            registry=self.registry,
        )

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request was answered."""
        self._requests.labels(method, route, str(status)).observe(seconds)

    def answer(self, door: str, mode: str, outcome: str, seconds: float) -> None:
        """One answer was made; `outcome` is answered, refused, failed or abandoned."""
        self._answers.labels(door, mode, outcome).inc()
        self._answer_seconds.labels(mode).observe(seconds)

    def generation(self, made: Generation) -> None:
        """A language model was asked; its outcome is worded, unverified, failed, or broken where something was kept."""
        outcome = ("broken" if made.kept else "failed") if made.failure else "worded" if made.kept else "unverified"
        self._llm_requests.labels(outcome).inc()
        self._llm_tokens.labels("prompt").inc(made.prompt_tokens)
        self._llm_tokens.labels("output").inc(made.output_tokens)
        self._llm_claims.labels("kept").inc(made.kept)
        self._llm_claims.labels("dropped").inc(made.proposed - made.kept)
        self._llm_seconds.observe(made.seconds)

    def loop_lag(self, seconds: float) -> None:
        """The event loop stood still for so long."""
        self._loop_lag.observe(seconds)

    def watch(self, name: str, help_text: str, read: Callable[[], float | None]) -> None:
        """A figure that is read when asked for; None leaves it out."""
        self.registry.register(_Read(name, help_text, read))

    def text(self) -> bytes:
        """All of it in the text format."""
        return generate_latest(self.registry)


class _Read(Collector):
    def __init__(self, name: str, help_text: str, read: Callable[[], float | None]) -> None:
        self._name, self._help, self._read = name, help_text, read

    def collect(self) -> Iterator[GaugeMetricFamily]:
        value = self._read()
        if value is not None:
            yield GaugeMetricFamily(self._name, self._help, value=value)
