"""The HTTP API over a real socket and a small real corpus."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from litestar.testing import TestClient

from corpus.errors import StoreDamaged
from corpus.store import Corpus
from service.app import create_app
from service.observing.counted import Answering
from service.settings import Settings
from service.wiring import Services
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
        ("/v1/documents/registry.sqlite3", 404),
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
    ("path", "told"),
    [
        ("/v1/documents/registry.sqlite3", "There is no document registry.sqlite3."),
        ("/v1/jobs/none", "There is no job none."),
        ("/v1/nowhere", "There is nothing at /v1/nowhere."),
        ("/v1/documents?limit=0", "`limit` must be at least 1."),
        ("/v1/documents?regulators=ico", "There is no parameter `regulators` here."),
        ("/v1/search?q=photographs&colour=1&size=2", "There is no parameter `colour`, `size` here."),
        ("/v1/regulators?q=ico", "There is no parameter `q` here."),
        ("/v1/penalties?decided_from=2023", "`decided_from` is no date; write it as 2024-01-31."),
    ],
)
def test_errors_speak_of_what_was_sent(client: httpx.Client, path: str, told: str) -> None:
    """In plain words: an identifier that has not even the form of one is simply not there."""
    assert client.get(path).json()["detail"] == told


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"{}", 400),
        (b'{"question": ""}', 400),
        (b'{"question": "  "}', 400),
        (b'{"question": "q", "colour": 1}', 400),
    ],
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


def test_penalties_are_listed_once_with_standing_and_totals(client: httpx.Client) -> None:
    """A fine annulled in 2023 is shown as such today and as in force before; totals never mix currencies."""
    now = client.get("/v1/penalties", params={"sort": "amount"}).json()
    assert [(each["amount"], each["currency"], each["standing"]) for each in now["items"]] == [
        ("20000000", "EUR", "unknown"),
        ("7552800", "GBP", "annulled"),
    ]
    assert now["items"][1]["proof"]["quote"] == "a fine of GBP 7,552,800"
    assert [(each["currency"], each["amount"], each["by_standing"]) for each in now["totals"]] == [
        ("EUR", "20000000", {"unknown": "20000000"}),
        ("GBP", "7552800", {"annulled": "7552800"}),
    ]
    then = client.get("/v1/penalties", params={"as_of": "2023-01-01"}).json()
    assert [(each["amount"], each["standing"]) for each in then["items"]] == [("7552800", "in force")]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"currency": "EUR"}, ["20000000"]),
        ({"standing": ["annulled", "final"]}, ["7552800"]),
        ({"regulator": "garante"}, ["20000000"]),
        ({"respondent": "acme ltd"}, ["7552800"]),
        ({"decided_from": "2024-01-01"}, ["20000000"]),
        ({"stage": "proposed"}, []),
        ({"limit": 1, "offset": 1, "sort": "-amount"}, ["20000000"]),
    ],
)
def test_penalties_can_be_filtered(client: httpx.Client, filters: dict[str, object], expected: list[str]) -> None:
    """Every filter narrows alone."""
    listed = client.get("/v1/penalties", params=filters).json()  # type: ignore[arg-type]
    assert [each["amount"] for each in listed["items"]] == expected


def test_lists_are_exported(client: httpx.Client) -> None:
    """CSV has a header and a line a record, JSON the same records; both are saved under a name."""
    as_csv = client.get("/v1/penalties/export.csv")
    rows = list(csv.DictReader(as_csv.text.splitlines()))
    assert {row["amount"] for row in rows} == {"7552800", "20000000"}
    assert "attachment" in as_csv.headers["content-disposition"]
    assert len(client.get("/v1/penalties/export.json").json()) == 2
    orders = list(csv.DictReader(client.get("/v1/orders/export.csv").text.splitlines()))
    assert [(row["verb"], row["standing"]) for row in orders] == [("delete", "annulled")]
    assert client.get("/v1/orders/export.json").json()[0]["object"] == "the photographs of residents"


def test_orders_come_with_their_standing_and_words(client: httpx.Client) -> None:
    """An order without a deadline says none, and quotes the words that give it."""
    listed = client.get("/v1/orders", params={"verb": "delete"}).json()
    assert listed["total"] == 1
    order = listed["items"][0]
    assert (order["deadline"], order["standing"]) == (None, "annulled")
    assert order["proof"]["quote"] == "must delete the photographs of residents"
    assert client.get("/v1/orders", params={"verb": "stop"}).json()["items"] == []


def test_a_matter_is_told_as_of_a_day(client: httpx.Client) -> None:
    """The timeline ends with the day asked, each step proved by its words, and the standing follows."""
    before = client.get("/v1/matters/uk-ico-acme", params={"as_of": "2023-01-01"}).json()
    after = client.get("/v1/matters/uk-ico-acme").json()
    assert (before["matter"]["standing"]["state"], after["matter"]["standing"]["state"]) == ("in force", "annulled")
    assert [step["event"] for step in before["timeline"]] == ["issued"]
    assert [step["proofs"][0]["quote"] for step in after["timeline"]] == [
        "a fine of GBP 7,552,800",
        "annuls the notice",
    ]
    assert after["instruments"][0]["standing"]["state"] == "annulled"
    assert len(after["documents"]) == 2
    assert client.get("/v1/matters/no-such-matter").status_code == 404


def test_matters_are_listed_by_standing(client: httpx.Client) -> None:
    """The filter by standing follows the day asked."""
    annulled = client.get("/v1/matters", params={"standing": "annulled"}).json()
    assert [each["id"] for each in annulled["items"]] == ["uk-ico-acme"]
    assert client.get("/v1/matters", params={"standing": "annulled", "as_of": "2023-01-01"}).json()["total"] == 0


def test_regulators_say_how_much_is_held_of_each(client: httpx.Client) -> None:
    """Most documents first, with the gazetteer's name."""
    listed = client.get("/v1/regulators").json()["items"]
    assert [(each["id"], each["documents"], each["matters"]) for each in listed] == [("ico", 2, 1), ("garante", 1, 1)]


def test_search_finds_passages_within_filters(client: httpx.Client) -> None:
    """The best passage comes first, and a filter keeps others out."""
    found = client.get("/v1/search", params={"q": "photographs of residents"}).json()["items"]
    assert "photographs of residents" in found[0]["passage"]["text"]
    other = client.get("/v1/search", params={"q": "photographs of residents", "regulator": "garante"}).json()["items"]
    assert {hit["document"]["regulator"] for hit in other} <= {"garante"}
    assert client.get("/v1/search").status_code == 400


def test_a_conversation_can_be_read_and_forgotten(client: httpx.Client) -> None:
    """Its answers are listed oldest first; once forgotten, they are gone with their permalinks."""
    first = asked(client)
    asked(client, conversation_id=first["conversation_id"])
    path = f"/v1/conversations/{first['conversation_id']}"
    assert [answer["question"] for answer in client.get(path).json()["answers"]] == [QUESTION, QUESTION]
    assert first["conversation_id"] in {each["id"] for each in client.get("/v1/conversations").json()["items"]}
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert client.get(f"/v1/answers/{first['id']}").status_code == 404


def test_a_deleted_document_is_gone_everywhere(tmp_path: Path) -> None:
    """Lists, search, records and its own page no longer know it, and its page says that it was deleted."""
    services = small_services(settings_in(tmp_path))
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False) as client:
        held = client.get("/v1/documents", params={"regulator": "garante"}).json()["items"][0]
        assert client.delete(f"/v1/documents/{held['id']}").status_code == 204
        gone = client.get(f"/v1/documents/{held['id']}")
        assert (gone.status_code, "was deleted" in gone.json()["detail"]) == (404, True)
        assert client.get("/v1/penalties", params={"currency": "EUR"}).json()["total"] == 0
        found = client.get("/v1/search", params={"q": "Beta scanning faces"}).json()["items"]
        assert held["id"] not in {hit["document"]["id"] for hit in found}
        assert client.delete(f"/v1/documents/{held['id']}").status_code == 404


@pytest.mark.parametrize("ending", ["md", "oscola.txt", "bluebook.txt", "bib", "csv"])
def test_an_answer_can_be_kept_as_a_file(client: httpx.Client, ending: str) -> None:
    """Each format is saved under its own name and holds what the answer cites."""
    answer = asked(client)
    kept = client.get(f"/v1/answers/{answer['id']}/export.{ending}")
    assert kept.status_code == 200
    assert kept.headers["content-disposition"].endswith(f'.{ending}"')
    assert kept.headers["content-type"].count("charset=utf-8") == 1
    assert "Enforcement notice: Acme Ltd" in kept.text
    assert client.get(f"/v1/answers/nothing/export.{ending}").status_code == 404
