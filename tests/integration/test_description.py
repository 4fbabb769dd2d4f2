"""The API as it describes itself, tried out by a machine that reads the description."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from service.api.description import STRICT
from tests.support.serving import serving, settings_in, small_services

CHECKS = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance"),
    *("response_headers_conformance", "response_schema_conformance", "unsupported_method"),
    *("allow_header_conformance", "use_after_free"),
)
"""No 5xx and nothing undocumented. What is lenient on purpose is left out: an empty parameter counts as absent, `0` as
false, and dates that run backwards are refused although each of them is a date."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("description")
    with serving(small_services(settings_in(folder, rate_per_minute=0))) as address:
        yield address


def run(address: str, folder: Path, *options: str) -> None:
    command = [str(Path(sys.executable).parent / "st"), "run", f"{address}/schema/openapi.json", "--no-color"]
    command += ["--checks", ",".join(CHECKS), "--continue-on-failure", "--generation-deterministic", *options]
    environment = {**os.environ, "NO_PROXY": "127.0.0.1"}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=280, check=False)
    assert ran.returncode == 0, ran.stdout[-6000:]


def test_what_is_described_is_what_is_done(service: str, tmp_path: Path) -> None:
    """Every operation, called with its examples and with generated values, answers as documented and never with 5xx."""
    run(service, tmp_path, "--phases", "examples,fuzzing", "--max-examples", "5")


@pytest.mark.slow
def test_boundaries_of_every_parameter_are_kept(service: str, tmp_path: Path) -> None:
    """The same at the edges of every schema: too long, too many, of another type, missing."""
    run(service, tmp_path, "--phases", "coverage,stateful", "--max-examples", "10")


def test_every_route_is_described(service: str) -> None:
    """Each operation has a summary, a description, a tag that is explained, and its errors as problems."""
    described = httpx.get(f"{service}/schema/openapi.json", trust_env=False).json()
    tags = {tag["name"] for tag in described["tags"]}
    assert described["openapi"].startswith("3.1")
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            named = f"{method} {path}"
            assert operation["summary"], named
            assert operation["description"], named
            assert set(operation["tags"]) <= tags, named
            assert problems_of(operation) or path.startswith("/health"), named


def test_bodies_that_take_no_unknown_field_say_so(service: str) -> None:
    """In both forms of the description."""
    told = [httpx.get(f"{service}/schema/openapi.{form}", trust_env=False).text for form in ("json", "yaml")]
    for described in (json.loads(told[0]), yaml.safe_load(told[1])):
        schemas = described["components"]["schemas"]
        strict = {name for name, schema in schemas.items() if schema.get("additionalProperties") is False}
        assert strict == {struct.__name__ for struct in STRICT}


def test_yaml_is_written_once(service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for again, the description is the same and costs nothing."""
    written, write = [], yaml.safe_dump

    def counting(described: object, **options: Any) -> str:
        written.append(described)
        return str(write(described, **options))

    monkeypatch.setattr(yaml, "safe_dump", counting)
    first, again = [httpx.get(f"{service}/schema/openapi.yaml", trust_env=False).content for _ in range(2)]
    assert first == again
    assert len(written) <= 1


def problems_of(operation: dict[str, Any]) -> list[str]:
    return [
        status
        for status, response in operation["responses"].items()
        if {"application/problem+json", "application/json"} & set(response.get("content", ())) and status >= "400"
    ]


def test_questions_have_examples(service: str) -> None:
    """A reader of the description can copy a body that works."""
    described = httpx.get(f"{service}/schema/openapi.json", trust_env=False).json()
    for path in ("/v1/answers", "/v1/chat/completions"):
        body = described["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        examples = [each["value"] for each in body.get("examples", {}).values()] or body["schema"].get("examples", [])
        reference = body["schema"].get("$ref", "").rsplit("/", 1)[-1]
        examples = examples or described["components"]["schemas"][reference]["examples"]
        assert httpx.post(f"{service}{path}", json=examples[0], trust_env=False).status_code == 200
