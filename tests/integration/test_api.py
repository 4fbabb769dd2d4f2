"""The HTTP API over a real socket and a small real corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from litestar.testing import TestClient

from corpus.errors import StoreDamaged
from corpus.store import Corpus
from service.app import create_app
from service.settings import Settings
from service.wiring import Answering, Services
from tests.support.library import NOTICE
from tests.support.serving import serving, settings_in, small_services
from tests.support.stores import open_store

QUESTION = "Which photographs must Acme delete?"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    services = small_services(settings_in(tmp_path_factory.mktemp("api")))
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False) as opened:
        yield opened


def asked(client: httpx.Client, question: str = QUESTION, **more: object) -> dict[str, object]:
    response = client.post("/v1/answers", json={"question": question, **more})
    assert response.status_code == 200, response.text
    return dict(response.json())


def read_events(text: str) -> list[tuple[str, dict[str, object]]]:
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: "))) for lines in blocks]


def test_an_answer_quotes_the_text_at_its_offsets(client: httpx.Client) -> None:
    """The quote of a citation is what the document's text holds between the offsets given."""
    citation = asked(client)["citations"][0]  # type: ignore[index]
    text = client.get(f"/v1/documents/{citation['document_id']}/text").json()["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert "delete" in citation["quote"]


@pytest.mark.parametrize("way", [{"json": {"question": QUESTION, "stream": True}}, {"json": {"question": QUESTION}}])
def test_an_answer_streams_as_events(client: httpx.Client, way: dict[str, object]) -> None:
    """Status, the citation before its claim, and last the whole answer; by the body or by the Accept header."""
    headers = {} if "stream" in str(way) else {"Accept": "text/event-stream"}
    response = client.post("/v1/answers", headers=headers, **way)  # type: ignore[arg-type]
    assert response.headers["content-type"].startswith("text/event-stream")
    events = read_events(response.text)
    assert [name for name, _ in events] == ["status", "citation", "claim", "done"]
    assert events[-1][1]["question"] == QUESTION


def test_an_answer_can_be_read_again(client: httpx.Client) -> None:
    """The permalink gives the same answer."""
    answer = asked(client)
    assert client.get(f"/v1/answers/{answer['id']}").json() == answer


def test_feedback_is_kept_with_the_answer(client: httpx.Client) -> None:
    """A verdict on an answer is taken, one on no answer is not."""
    answer = asked(client)
    good = client.post(f"/v1/answers/{answer['id']}/feedback", json={"verdict": "up", "comment": "yes"})
    lost = client.post("/v1/answers/nothing/feedback", json={"verdict": "down"})
    assert (good.status_code, lost.status_code) == (204, 404)


def test_a_passage_comes_with_its_neighbours(client: httpx.Client) -> None:
    """The passage cited stands among its neighbours in the order of the document, each at its offsets."""
    citation = asked(client)["citations"][0]  # type: ignore[index]
    found = client.get(f"/v1/passages/{citation['passage_id']}", params={"neighbours": 1}).json()
    assert [NOTICE[each["start"] : each["end"]] for each in found["passages"]] == NOTICE.split("\n")[1:]
    assert found["document"]["title"] == "Enforcement notice: Acme Ltd"


def test_documents_are_listed_by_page_and_filter(client: httpx.Client) -> None:
    """One page holds what was asked, and the total counts what meets the filter."""
    listed = client.get("/v1/documents", params={"jurisdiction": "GB", "limit": 1, "offset": 1}).json()
    assert (listed["total"], [each["title"] for each in listed["items"]]) == (2, ["Enforcement notice: Acme Ltd"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/documents/d0000000000000000", 404),
        ("/v1/documents/..%2f..%2fetc%2fpasswd", 404),
        ("/v1/documents/registry.sqlite3", 400),
        ("/v1/passages/d0000000000000000.1.1", 404),
        ("/v1/documents?kind=nonsense", 400),
        ("/v1/documents?limit=0", 400),
        ("/nowhere", 404),
    ],
)
def test_errors_are_problems_that_say_what_to_do(client: httpx.Client, path: str, status: int) -> None:
    """Every error has one shape and its own media type."""
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert {"type", "title", "status", "detail"} <= set(response.json())


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"{}", 400), (b'{"question": ""}', 400), (b'{"question": "q", "colour": 1}', 400)],
)
def test_a_question_that_cannot_be_read_is_refused(client: httpx.Client, body: bytes, status: int) -> None:
    """Broken JSON, a missing or empty question and an unknown field are errors of the caller."""
    assert client.post("/v1/answers", content=body).status_code == status


def test_readiness_names_every_part(client: httpx.Client) -> None:
    """Each part is ready, with the seconds it took, and the corpus version is told."""
    told = client.get("/health/ready").json()
    assert told["ready"]
    assert [part["name"] for part in told["parts"]] == ["corpus", "answering", "search"]
    assert told["corpus_version"] > 0
    assert client.get("/health/live").text == "live"


def test_a_part_that_fails_is_told_and_does_not_hide_the_rest(tmp_path: Path) -> None:
    """While a part is not open its routes answer 503 with what to do, and the process stays up to say so."""

    def broken(_: Corpus, __: Settings) -> Answering:
        raise StoreDamaged("The index cannot be read.", remedy="Run `standing index rebuild`.")

    services = Services(settings_in(tmp_path), lambda _: open_store(tmp_path), broken)
    with TestClient(create_app(services), base_url="http://127.0.0.1") as client:
        while services.parts.state("answering") in ("waiting", "opening"):
            pass
        asked = client.post("/v1/answers", json={"question": QUESTION})
        told = client.get("/health/ready")
        assert (asked.status_code, told.status_code) == (503, 503)
        assert told.json()["parts"][1]["remedy"] == "Run `standing index rebuild`."
        assert client.get("/v1/documents").json()["total"] == 0
