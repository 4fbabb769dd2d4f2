"""`standing keys`, and what the registry keeps of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli import cli
from service.perimeter.keys import KeyRing
from tests.support.stores import open_store


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("STANDING_HOME", str(tmp_path))
    return CliRunner()


def test_a_key_is_made_shown_once_used_and_revoked(runner: CliRunner, tmp_path: Path) -> None:
    """The secret goes to standard output alone; the list never has it; a revoked key opens nothing."""
    made = runner.invoke(cli, ["keys", "create", "web", "--scope", "ask", "--scope", "ingest"])
    secret = made.stdout.strip()
    assert secret.startswith("sk-standing-")
    listed = runner.invoke(cli, ["keys", "list"]).stdout
    assert "ask,ingest" in listed
    assert secret not in listed
    with open_store(tmp_path) as corpus:
        found = KeyRing(lambda: corpus.keys).look_up(secret)
        assert found is not None
        assert (found.may("ingest"), found.may("admin"), found.may("local")) == (True, False, False)
        assert KeyRing(lambda: corpus.keys).look_up(secret + "x") is None
    key_id = listed.split("\t")[0]
    assert runner.invoke(cli, ["keys", "revoke", key_id]).exit_code == 0
    assert "revoked" in runner.invoke(cli, ["keys", "list"]).stdout
    with open_store(tmp_path) as corpus:
        assert KeyRing(lambda: corpus.keys).look_up(secret) is None


def test_a_key_without_a_name_is_not_made(runner: CliRunner) -> None:
    """It could not be told from others when one is to be revoked."""
    assert runner.invoke(cli, ["keys", "create", " "]).exit_code == 2
    assert runner.invoke(cli, ["keys", "list"]).stdout == ""


def test_a_key_that_is_not_there_cannot_be_revoked(runner: CliRunner) -> None:
    """The error names the key."""
    refused = runner.invoke(cli, ["keys", "revoke", "nothing"])
    assert refused.exit_code != 0
    assert "nothing" in str(refused.exception)
