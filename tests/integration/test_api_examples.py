"""The examples in the README and in docs/api.md, run as they stand against a real service."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.ports import free_port
from tests.support.serving import serving, settings_in, small_services

ROOT = Path(__file__).parents[2]
PAGES = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/api.md"))
ADDRESS = "http://127.0.0.1:8321"
BLOCKS = re.findall(r"```(sh|python)\n(.*?)```", PAGES, re.DOTALL)
PYTHON = [code for language, code in BLOCKS if language == "python"]
SHELL = "".join(code for language, code in BLOCKS if language == "sh").replace("\\\n", "")
CURL = [line for line in SHELL.splitlines() if line.startswith("curl ")]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = settings_in(tmp_path_factory.mktemp("examples"), port=free_port())
    with serving(small_services(settings), settings.port) as address:
        yield address


def test_there_are_examples_for_every_client() -> None:
    """curl, Python and the OpenAI client each have one."""
    assert len(CURL) >= 3
    assert any("httpx" in code for code in PYTHON)
    assert any("openai" in code for code in PYTHON)


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_python_examples_run(service: str, code: str, tmp_path: Path) -> None:
    """Each block runs by itself and prints something."""
    command = [sys.executable, "-c", code.replace(ADDRESS, service)]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip()


@pytest.mark.parametrize("line", CURL, ids=range(len(CURL)))
def test_curl_examples_run(service: str, line: str) -> None:
    """Each command, read as curl would read it, is a request that succeeds. A bare machine need not have curl."""
    words = iter(shlex.split(line.replace(ADDRESS, service))[1:])
    address, headers, body = "", {}, None
    for word in words:
        if word == "-H":
            name, _, value = next(words).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(words)
        elif word == "-o":
            next(words)
        elif not word.startswith("-"):
            address = word
    response = httpx.request("POST" if body else "GET", address, headers=headers, content=body, trust_env=False)
    assert response.status_code == 200, response.text
    assert response.text
