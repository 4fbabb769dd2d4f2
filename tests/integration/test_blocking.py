"""Nothing that can block runs on the event loop: no SQL, no file, no sleep, no process, no name to be looked up.

Told by what is called and not by the clock, so that a busy machine does not matter: Python's audit events and
SQLAlchemy's own, seen on the thread of the loop while every kind of request is made.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa

from tests.support.library import MATTER
from tests.support.serving import LOOP_THREAD, serving, settings_in, small_services

BLOCKING = frozenset({"open", "time.sleep", "subprocess.Popen", "os.system", "sqlite3.connect", "socket.getaddrinfo"})
QUESTION = {"question": "Which photographs must Acme delete?"}
CHAT = {"model": "standing", "messages": [{"role": "user", "content": QUESTION["question"]}]}
seen: list[str] | None = None


def on_loop() -> bool:
    return threading.current_thread().name == LOOP_THREAD


def audit(event: str, arguments: tuple[Any, ...]) -> None:
    if seen is not None and event in BLOCKING and on_loop():
        seen.append(f"{event} {arguments[:1]}")


def on_statement(*arguments: Any) -> None:
    if seen is not None and on_loop():
        seen.append(f"SQL {arguments[2]}")


sys.addaudithook(audit)  # cannot be taken away again, and does nothing while nobody watches


@contextmanager
def watched() -> Iterator[list[str]]:
    global seen  # noqa: PLW0603 - an audit hook has no other way to know
    seen = []
    sa.event.listen(sa.Engine, "before_cursor_execute", on_statement)
    try:
        yield seen
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", on_statement)
        seen = None


def every_door(client: httpx.Client) -> None:
    answer = client.post("/v1/answers", json=QUESTION).json()
    citation = answer["citations"][0]
    client.post("/v1/answers", json={**QUESTION, "stream": True}).raise_for_status()
    client.post("/v1/chat/completions", json={**CHAT, "stream": True}).raise_for_status()
    client.post(f"/v1/answers/{answer['id']}/feedback", json={"verdict": "up"}).raise_for_status()
    client.post("/v1/documents", files={"file": ("a.md", b"Words of a document.")}).raise_for_status()
    for path in (
        *("/", "/penalties", "/corpus", "/health/ready", "/metrics", "/v1/documents", "/v1/matters", "/v1/penalties"),
        *("/v1/orders", "/v1/regulators", "/v1/conversations", "/v1/jobs", "/v1/models", "/v1/search?q=photographs"),
        f"/v1/documents/{citation['document_id']}/text",
        f"/v1/passages/{citation['passage_id']}?neighbours=2",
        f"/v1/matters/{MATTER}",
        f"/v1/answers/{answer['id']}",
        f"/v1/answers/{answer['id']}/export.md",
        f"/documents/{citation['document_id']}",
        f"/matters/{MATTER}",
        f"/answers/{answer['id']}",
    ):
        client.get(path).raise_for_status()


def test_no_request_blocks_the_event_loop(tmp_path: Path) -> None:
    """Once warm, no door touches a file, a database or a clock on the thread that serves everybody."""
    services = small_services(settings_in(tmp_path))
    with serving(services) as address, httpx.Client(base_url=address, trust_env=False) as client:
        every_door(client)
        with watched() as blocking:
            every_door(client)
    assert blocking == []


def test_a_blocking_call_would_be_seen(tmp_path: Path) -> None:
    """The watch itself works: SQL and files on a thread of that name are seen."""
    engine = sa.create_engine("sqlite://")

    def block() -> None:
        (tmp_path / "file").write_text("x")
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")

    with watched() as blocking:
        thread = threading.Thread(target=block, name=LOOP_THREAD)
        thread.start()
        thread.join()
    engine.dispose()
    assert {entry.split(" ")[0] for entry in blocking} >= {"open", "SQL"}
