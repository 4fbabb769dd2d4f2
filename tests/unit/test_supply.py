"""An audit that could not be made is no clean one, and the bill of materials leaves nothing out."""

from __future__ import annotations

import json
import re
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.supply import audit, sbom
from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
needs_the_checks = pytest.mark.skipif(
    not Path(sys.executable).with_name("pip-audit").exists(), reason="the extra `checks` is not installed"
)


class Osv(BaseHTTPRequestHandler):
    """A vulnerability service that knows of one, in `jinja2` 2.4.1."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        event = [{"introduced": "0"}, {"fixed": "2.7.2"}]
        affected = [
            {"package": {"ecosystem": "PyPI", "name": "jinja2"}, "ranges": [{"type": "ECOSYSTEM", "events": event}]}
        ]
        found = {"id": "PYSEC-2014-8", "details": "Temporary files.", "aliases": [], "affected": affected}
        body = json.dumps({"vulns": [found]} if asked["package"]["name"] == "jinja2" else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def osv() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


@needs_the_checks
@pytest.mark.parametrize(
    ("pins", "status", "said"),
    [
        ("jinja2==2.4.1\nmsgspec==0.22.0\n", 1, "VULNERABLE: jinja2 2.4.1: PYSEC-2014-8, mended in 2.7.2"),
        ("msgspec==0.22.0\n", 0, "1 packages audited, 0 known vulnerabilities."),
    ],
)
def test_pip_audit_is_asked_and_understood(
    osv: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], pins: str, status: int, said: str
) -> None:
    """The real tool, against a service: what is vulnerable is named with what mends it, and fails the audit."""
    (tmp_path / "pins.txt").write_text(pins)
    assert audit.main(["--osv-url", osv, "--pins", str(tmp_path / "pins.txt")]) == status
    assert said in capsys.readouterr().out


@needs_the_checks
@pytest.mark.parametrize(("how", "status"), [([], 3), (["--where-possible"], 0)])
def test_a_service_that_cannot_be_reached_is_no_clean_audit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], how: list[str], status: int
) -> None:
    """It is said in capitals, and is a failure unless whoever asked allows for it."""
    (tmp_path / "pins.txt").write_text("msgspec==0.22.0\n")
    dead = f"http://127.0.0.1:{free_port()}/v1/query"
    assert audit.main(["--osv-url", dead, "--pins", str(tmp_path / "pins.txt"), *how]) == status
    assert capsys.readouterr().out.startswith("NOT AUDITED: no vulnerability service can be reached")


def test_a_package_that_was_skipped_is_not_a_clean_one() -> None:
    """pip-audit ends well where it found no package at all, as behind an index that mirrors files only."""
    skipped = {"name": "a", "skip_reason": "Dependency not found on PyPI and could not be audited: a (1)"}
    clean = {"name": "b", "version": "1", "vulns": []}
    assert audit.read({"dependencies": [skipped]}) == audit.Audit((), 0, ("a",))
    said, status = audit.verdict(audit.read({"dependencies": [skipped, clean]}), where_possible=True)
    assert (status, said.splitlines()[0]) == (1, "NOT AUDITED: a")


def test_what_the_image_has_is_told_from_what_builds_it() -> None:
    """A requirement's requirements are in, with the extras that are asked for and no others."""
    names = sbom.of_the_image(["httpx", "psycopg[binary]"])
    assert {"httpx", "httpcore", "certifi", "psycopg", "psycopg-binary"} <= names
    assert not names & {"pytest", "h2", "brotli", "socksio"}
    extras = re.findall(r"EXTRAS=(\S+)", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    assert extras == [",".join(sbom.IMAGE_EXTRAS)]


def test_a_component_without_a_licence_is_a_complaint() -> None:
    """One that declares none is named until somebody reads its file; the image has nothing under the GPL alone."""
    components = [
        {"name": "Bare", "bom-ref": "1"},
        {"name": "Read", "bom-ref": "2"},
        {"name": "gpl", "bom-ref": "3", "licenses": [{"license": {"id": "GPL-3.0"}}]},
        {"name": "either", "bom-ref": "4", "licenses": [{"expression": "MIT OR GPL-2.0-only"}]},
    ]
    found = sbom.scoped(components, frozenset(("gpl", "either")), {"read": "MIT"})
    assert [each["scope"] for each in found] == ["excluded", "excluded", "required", "required"]
    assert [said.split()[0] for said in sbom.complaints(found)] == ["Bare", "gpl"]


def test_a_package_without_a_pin_is_a_complaint() -> None:
    """Names are compared as the index compares them; what every environment comes with needs no pin."""
    packages = [{"name": "lxml_html_clean"}, {"name": "Stray"}, {"name": "pip"}]
    assert sbom.unpinned(packages, "# pins\nlxml-html-clean==0.4.6\n") == ["Stray is not pinned in constraints.txt."]


def test_every_model_file_is_in_the_bill_with_its_hash() -> None:
    """Each asset is a component, and each of its files has the sha256 that it is held to."""
    assets = tomllib.loads((ROOT / "corpus" / "assets.toml").read_text(encoding="utf-8"))
    listed = {
        (file["name"], file["hashes"][0]["content"]) for model in sbom.models(assets) for file in model["components"]
    }
    assert listed == {(file["path"], file["sha256"]) for asset in assets["asset"] for file in asset["file"]}
    assert sbom.complaints([*sbom.models(assets), sbom.reader()]) == []
    assert {file["name"] for file in sbom.reader()["components"]} == {
        "reader/reader.onnx",
        "reader/reader_of_long.onnx",
        "reader/tokens.json",
    }
