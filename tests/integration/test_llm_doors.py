"""The language model behind the doors: events, page, Slack, metrics, readiness, doctor and command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from service.answering.answer import Answerer
from service.answering.wire import ANSWER
from service.commands.corpus import doctor
from service.commands.llm import check
from service.slack.blocks import answer_blocks
from service.wiring import Services, open_writer
from tests.integration.test_llm_answers import NO_BASIS, NOTICE, SHORTER, WHY
from tests.support.model_server import KEY, ModelServer, claim, model_server, saying, silent, writer_for
from tests.support.serving import serving, settings_in
from tests.support.shelf import open_shelf, text_item

DEAD = "http://127.0.0.1:9/v1"


@pytest.fixture(scope="module")
def model() -> Iterator[ModelServer]:
    with model_server() as server:
        yield server


@contextmanager
def service(folder: Path, url: str, **timing: float) -> Iterator[httpx.Client]:
    """The whole service over one document, with a model at an address."""
    services = Services(
        settings_in(folder),
        lambda given: open_shelf(given.home, "no digest", (text_item("extra/Northwind.md", NOTICE),)),
        lambda corpus, given: Answerer(corpus, given.base_url, writer=writer_for(url, attempts=1, **timing)),
    )
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        yield client


def test_a_model_that_answers(tmp_path: Path, model: ModelServer) -> None:
    """A checked claim is an event of its own; the metrics count what was asked, kept and dropped."""
    model.will(saying(claim(SHORTER, NO_BASIS), claim("Nothing was kept.", NO_BASIS)))
    with service(tmp_path, model.url) as client:
        streamed = client.post("/v1/answers", json={"question": WHY, "stream": True}).text
        events = [block.partition("\ndata: ") for block in streamed.split("\n\n") if "\ndata: " in block]
        told = [(head.removeprefix("event: "), json.loads(data)) for head, _, data in events]
        assert [data["text"] for name, data in told if name == "claim"].count(SHORTER) == 1
        assert "Nothing was kept" not in "".join(data["text"] for name, data in told if name == "claim")
        assert told[-1][1]["mode"] == "llm"
        assert "raw_output" not in streamed
        again = client.get(f"/v1/answers/{told[-1][1]['id']}").text
        assert "raw_output" not in again
        metrics = client.get("/metrics").text
        assert 'standing_llm_requests_total{outcome="worded"} 1.0' in metrics
        assert 'standing_llm_claims_total{outcome="kept"} 1.0' in metrics
        assert 'standing_llm_claims_total{outcome="dropped"} 1.0' in metrics
        assert 'standing_llm_tokens_total{kind="prompt"} 11.0' in metrics


def test_a_model_that_cannot_be_reached(tmp_path: Path) -> None:
    """The service is ready and says what is degraded; the answer says that it was made without it, on every door."""
    with service(tmp_path, DEAD) as client:
        answer = ANSWER.decode(client.post("/v1/answers", json={"question": WHY}).content)
        assert "cannot be reached" in answer.notice
        assert answer.notice in client.get(f"/answers/{answer.id}").text
        assert any(answer.notice in json.dumps(block) for block in answer_blocks(answer, "http://x/"))
        ready = client.get("/health/ready")
        assert ready.status_code == 200
        parts = {part["name"]: part for part in ready.json()["parts"]}
        assert parts["language model"]["state"] == "degraded"
        assert "STANDING_LLM_URL" in parts["language model"]["remedy"]
        assert 'standing_llm_requests_total{outcome="failed"} 1.0' in client.get("/metrics").text


def test_a_reader_who_goes_away_ends_the_call(tmp_path: Path, model: ModelServer) -> None:
    """Closing the connection to the service closes that to the endpoint, long before its time is over."""
    model.will(silent(60)).gone.clear()
    model.prompts.clear()
    with (
        service(tmp_path, model.url, total_seconds=60) as client,
        client.stream("POST", "/v1/answers", json={"question": WHY, "stream": True}) as response,
    ):
        next(line for line in response.iter_lines() if "is writing" in line and model.prompts)
        response.close()
        assert model.gone.wait(20)


@pytest.mark.parametrize(("url", "says"), [("", "None is set up"), (DEAD, "Degraded")])
def test_the_doctor_tells_of_the_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, says: str) -> None:
    """An endpoint that is down is told with its remedy and is not called wrong."""
    monkeypatch.setenv("STANDING_HOME", str(tmp_path))
    monkeypatch.setenv("STANDING_LLM_URL", url)
    monkeypatch.setenv("STANDING_LLM_KEY", KEY)
    told = [json.loads(line) for line in CliRunner().invoke(doctor, ["--json"]).output.splitlines()]
    found = next(one for one in told if one["part"] == "language model")
    assert found["ok"]
    assert says in found["message"]
    assert KEY not in str(told)


def test_the_settings_reach_the_link(tmp_path: Path) -> None:
    """Address, model, key and times are those of the environment; without an address there is no model."""
    assert open_writer(settings_in(tmp_path)) is None
    writer = open_writer(
        settings_in(tmp_path, llm_url=f"{DEAD}/chat/completions", llm_model="m", llm_key=KEY, llm_seconds=7.0)
    )
    assert writer is not None
    endpoint = writer.link.endpoint
    assert (endpoint.completions, endpoint.model, endpoint.key) == (f"{DEAD}/chat/completions", "m", KEY)
    assert endpoint.total_seconds == 7.0
    assert endpoint.models == f"{DEAD}/models"


def test_the_check_says_what_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: ModelServer) -> None:
    """One word from the endpoint, or the error in words and exit status 1."""
    monkeypatch.setenv("STANDING_HOME", str(tmp_path))
    monkeypatch.setenv("STANDING_LLM_URL", model.will(saying()).url)
    found = CliRunner().invoke(check)
    assert found.exit_code == 0
    assert '{"claims": []}' in found.output
    monkeypatch.setenv("STANDING_LLM_URL", DEAD)
    monkeypatch.setenv("STANDING_LLM_ATTEMPTS", "1")
    assert CliRunner().invoke(check).exit_code == 1
