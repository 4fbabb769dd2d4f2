"""The proxy that is shipped, before two services."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from corpus.store import Corpus
from service.wiring import Services
from tests.support.caddy import proxying
from tests.support.ports import free_port
from tests.support.serving import serving, settings_in, small_services
from tests.support.staged_answers import StagedAnswerer

pytestmark = pytest.mark.server


def test_the_proxy_streams_shares_and_passes_over_a_dead_replica(tmp_path: Path) -> None:
    """A claim arrives while the next is waited for; both replicas are asked; when one ends, no request is lost."""
    ports = [free_port(), free_port()]
    staged: list[StagedAnswerer] = []

    def build(corpus: Corpus) -> StagedAnswerer:
        staged.append(StagedAnswerer(corpus))
        return staged[-1]

    with ExitStack() as one, ExitStack() as other:
        services = [small_services(settings_in(tmp_path / str(port), port=port), build) for port in ports]
        for stack, each, port in zip((one, other), services, ports, strict=True):
            stack.enter_context(serving(each, port))
        with proxying(ports, tmp_path) as address, httpx.Client(base_url=address, trust_env=False) as client:
            question = {"question": "What must Acme delete? hold", "stream": True}
            with client.stream("POST", "/v1/answers", json=question) as response:
                lines = response.iter_lines()
                while next(lines) != "event: claim":
                    pass
                for each in staged:
                    each.released.set()
                assert "event: done" in list(lines)
            assert alive(client) == {200: 20}
            assert all(asked(each) for each in services)
            one.close()
            assert alive(client) == {200: 20}


def alive(client: httpx.Client) -> Counter[int]:
    return Counter(client.get("/health/live").status_code for _ in range(20))


def asked(services: Services) -> float:
    route = {"method": "GET", "route": "/health/live", "status": "200"}
    return services.metrics.registry.get_sample_value("standing_request_seconds_count", route) or 0
