"""Documents put in over HTTP, and by the command line of whoever runs the service."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.handover.local_token import read_token
from service.handover.work import hand_over
from tests.support.ports import free_port
from tests.support.s3_server import S3Server
from tests.support.serving import serving, settings_in, small_services

ROOT = Path(__file__).parents[2]
DECISION = """# Decision on Gamma GmbH

The authority fined Gamma GmbH EUR 300,000 for sending advertisements without consent.

Gamma GmbH must stop sending advertisements within one month.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ingest")


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[httpx.Client]:
    settings = settings_in(home, port=free_port())
    services = small_services(settings, announced=True)
    with serving(services, settings.port) as address, httpx.Client(base_url=address, trust_env=False) as opened:
        yield opened


def finished(client: httpx.Client, response: httpx.Response) -> dict[str, Any]:
    assert response.status_code == 202, response.text
    assert response.headers["location"].endswith(response.json()["id"])
    for _ in range(600):
        job = client.get(f"/v1/jobs/{response.json()['id']}").json()
        if job["state"] not in ("queued", "running"):
            return dict(job)
        time.sleep(0.05)
    raise AssertionError("the job did not end")


def uploaded(client: httpx.Client, name: str, content: bytes, **form: str) -> dict[str, Any]:
    return finished(client, client.post("/v1/documents", files={"file": (name, content)}, data=form))


def test_an_uploaded_document_can_be_read_searched_and_had_back(client: httpx.Client) -> None:
    """It becomes a document with what its sender declared, and its bytes come back as they were."""
    about = '{"title": "Decision on Gamma", "decided_on": "2025-02-03", "source_url": "https://authority.example/g"}'
    job = uploaded(client, "gamma.md", DECISION.encode(), about=about)
    assert (job["state"], job["report"]["counts"]["new"], job["done"]) == ("done", 1, 1)
    document_id = job["report"]["outcomes"][0]["document_id"]
    document = client.get(f"/v1/documents/{document_id}").json()
    assert (document["title"], document["decided_on"]) == ("Decision on Gamma", "2025-02-03")
    assert document["source_url"] == "https://authority.example/g"
    original = client.get(f"/v1/documents/{document_id}/original")
    assert original.content == DECISION.encode()
    assert original.headers["content-disposition"] == 'attachment; filename="gamma.md"'
    assert original.headers["content-security-policy"].startswith("sandbox")
    found = client.get("/v1/search", params={"q": "advertisements without consent"}).json()["items"]
    assert found[0]["document"]["id"] == document_id
    again = uploaded(client, "gamma.md", DECISION.encode(), about=about)
    assert again["report"]["counts"]["unchanged"] == 1


@contextmanager
def keeping_on(address: str, home: Path) -> Iterator[httpx.Client]:
    """A service whose archive is at an address."""
    settings = settings_in(home, port=free_port(), archive=address)
    with serving(small_services(settings), settings.port) as url, httpx.Client(base_url=url, trust_env=False) as opened:
        yield opened


@pytest.mark.server
def test_uploads_are_kept_on_an_object_store(tmp_path: Path, s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put in, read from there, had back and deleted; a bucket that is not there is said to whoever uploads."""
    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    with keeping_on(s3.new_bucket("uploads"), tmp_path / "one") as client:
        job = uploaded(client, "gamma.md", DECISION.encode())
        assert job["state"] == "done", job
        document = f"/v1/documents/{job['report']['outcomes'][0]['document_id']}"
        assert client.get(f"{document}/original").content == DECISION.encode()
        assert client.delete(document).status_code == 204
    with keeping_on("s3://no-such-bucket/archive", tmp_path / "two") as client:
        refused = client.post("/v1/documents", files={"file": ("gamma.md", DECISION.encode())})
        assert refused.status_code == 503
        assert refused.json()["type"] == "urn:standing:problem:archive-unreachable"
        assert "Make the bucket" in refused.json()["remedy"]


def test_a_deleted_document_leaves_no_file_behind(client: httpx.Client, home: Path) -> None:
    """The archived bytes go with the document, unless another document came as the same bytes."""
    words = b"A decision that came under two names and is deleted twice."
    first, second = (
        uploaded(client, name, words)["report"]["outcomes"][0]["document_id"] for name in ("one.md", "two.md")
    )
    archived = home / "home" / "archive"
    client.delete(f"/v1/documents/{first}").raise_for_status()
    assert client.get(f"/v1/documents/{second}/original").content == words
    client.delete(f"/v1/documents/{second}").raise_for_status()
    assert not [path for path in archived.rglob("*") if path.is_file() and path.read_bytes() == words]


def test_a_file_that_cannot_be_read_is_told(client: httpx.Client) -> None:
    """The job ends, and its report says which file failed and why."""
    job = uploaded(client, "noise.pdf", b"%PDF-1.7 and then nothing of the kind")
    assert job["report"]["counts"]["failed"] == 1
    assert job["report"]["outcomes"][0]["reason"]


@pytest.mark.parametrize(
    ("name", "content", "about"),
    [("empty.md", b"", "{}"), ("a.md", b"words", "[]"), ("a.md", b"words", '{"source_url": "file:///etc/passwd"}')],
)
def test_uploads_that_make_no_sense_are_refused(client: httpx.Client, name: str, content: bytes, about: str) -> None:
    """An empty file, a declaration that is no object, an address that is none of the web."""
    refused = client.post("/v1/documents", files={"file": (name, content)}, data={"about": about})
    assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")


def test_a_hostile_file_name_reaches_nothing(client: httpx.Client, home: Path) -> None:
    """Folders in a file's name are dropped; nothing is written outside the archive."""
    job = uploaded(client, "../../../../escape\r\nX-Evil: 1.md", b"Words of a document that is quite ordinary.")
    document_id = job["report"]["outcomes"][0]["document_id"]
    headers = client.get(f"/v1/documents/{document_id}/original").headers
    assert "x-evil" not in headers
    assert "/" not in headers["content-disposition"]
    assert not list(home.rglob("*escape*"))


def test_only_who_runs_the_service_may_name_files_of_its_machine(client: httpx.Client, home: Path) -> None:
    """Without the token in the store's folder a path is refused, on loopback too; and nobody else can read it."""
    folder = home / "decisions"
    folder.mkdir()
    (folder / "delta.md").write_text(DECISION.replace("Gamma", "Delta"))
    asked = {"paths": [str(folder)]}
    assert client.post("/v1/ingest", json=asked).status_code == 403
    token = read_token(home / "home")
    assert (home / "home" / "service.token").stat().st_mode & 0o077 == 0
    headers = {"Authorization": f"Bearer {token}"}
    assert client.post("/v1/ingest", json={"paths": ["decisions"]}, headers=headers).status_code == 400
    job = finished(client, client.post("/v1/ingest", json=asked, headers=headers))
    assert job["report"]["outcomes"][0]["key"] == "decisions/delta.md"
    assert job["id"] in {each["id"] for each in client.get("/v1/jobs").json()["items"]}


def test_a_path_that_is_not_there_fails_the_job(client: httpx.Client, home: Path) -> None:
    """The job says in words that there is nothing."""
    ended = hand_over(str(client.base_url).rstrip("/"), home / "home", [home / "nowhere"], lambda _: None)
    assert ended.state == "failed"
    assert "nothing at" in ended.message


def test_the_command_line_hands_its_work_to_the_service(client: httpx.Client, home: Path) -> None:
    """While the service owns the store, `standing ingest` and `documents delete` work through it."""
    folder = home / "more"
    folder.mkdir()
    (folder / "epsilon.md").write_text(DECISION.replace("Gamma", "Epsilon"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STANDING_")}
    environment |= {"STANDING_HOME": str(home / "home"), "PYTHONPATH": str(ROOT)}

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "service.cli", *words]
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
        assert ran.returncode == 0, ran.stderr
        return ran.stderr

    assert "1 new" in run("ingest", str(folder))
    held = {each["title"]: each["id"] for each in client.get("/v1/documents").json()["items"]}
    document_id = held["Decision on Epsilon GmbH"]
    run("documents", "delete", "--yes", document_id)
    assert client.get(f"/v1/documents/{document_id}").status_code == 404
