"""The API keeps to its own description, whatever is sent: no server error, no answer that is not documented."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from litestar.serialization import decode_json, encode_json, get_serializer
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi_checks

from service.app import create_app
from service.settings import Settings
from service.stores import open_corpus
from service.wiring import Services, build_answerer
from tests.support.serving import serving, settings_in, small_services

CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
]
EXAMPLES = 20


app = create_app(Services(Settings(), open_corpus, build_answerer))
description = decode_json(encode_json(app.openapi_schema.to_schema(), get_serializer()))
schema = schemathesis.openapi.from_dict(description)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(small_services(settings_in(tmp_path_factory.mktemp("description"), rate_per_minute=0))) as found:
        yield found


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_operation_keeps_to_its_description(case: schemathesis.Case, address: str) -> None:
    """Status, content type and body of each answer are as documented, and none is a server error."""
    case.call_and_validate(base_url=address, checks=CHECKS)
