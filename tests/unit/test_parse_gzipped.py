"""Gzipped files are read like what is in them, and never unpack to more than is read of any file."""

from __future__ import annotations

import dataclasses
import gzip
import resource

import pytest

from ingest.errors import ParseFailed, Reason
from ingest.parse import DEFAULT_LIMITS, parse
from ingest.parse.apart.sandbox import Sandbox
from ingest.parse.gzipped import name_inside, unpack
from tests.support.pdfs import Text, pdf

PAGE = b"<html><body><article><h1>Fined</h1><p>The authority fined Acme a million euros.</p></article></body></html>"
MEGABYTE = 1 << 20


@pytest.mark.parametrize("name", ["page.html.gz", "page.gz", "page", "PAGE.HTML.GZ"])
def test_a_gzipped_page_is_read_as_a_page(name: str) -> None:
    """Whatever it is called: the bytes say that it is gzipped."""
    parsed = parse(gzip.compress(PAGE), name=name)
    assert parsed.media_type == "text/html"
    assert "The authority fined Acme a million euros." in parsed.text


def test_what_is_inside_is_told_by_its_own_name() -> None:
    """Markdown and PDF in gzip are Markdown and PDF."""
    assert parse(gzip.compress(b"# Fined\n\nAcme."), name="a.md.gz").media_type == "text/markdown"
    assert parse(gzip.compress(pdf([[Text("Acme was fined.")]])), name="a.pdf.gz").text == "Acme was fined."
    assert name_inside("a.HTML.GZ") == "a.HTML"


def test_several_members_in_a_row_are_one_file() -> None:
    """As gzip itself reads them."""
    assert unpack(gzip.compress(b"one ") + gzip.compress(b"two"), most=7) == b"one two"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(PAGE)[:-12], Reason.DAMAGED),
        (gzip.compress(PAGE)[:20] + b"\xff" * 40, Reason.DAMAGED),
        (b"\x1f\x8b", Reason.DAMAGED),
        (gzip.compress(b""), Reason.NO_TEXT),
        (gzip.compress(gzip.compress(PAGE)), Reason.UNKNOWN_TYPE),
    ],
)
def test_damaged_ones_end_with_a_reason(data: bytes, reason: Reason) -> None:
    """Cut short, broken, empty, and packed twice."""
    with pytest.raises(ParseFailed) as failed:
        parse(data, name="page.html.gz")
    assert failed.value.reason is reason


def test_a_bomb_is_given_up_before_it_fills_the_memory() -> None:
    """A megabyte that unpacks to a gigabyte: refused at the limit, with no more than that held."""
    bomb = b"".join(gzip.compress(bytes(64 * MEGABYTE)) for _ in range(16))
    assert len(bomb) < 2 * MEGABYTE
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    limits = dataclasses.replace(DEFAULT_LIMITS, bytes=32 * MEGABYTE)
    with pytest.raises(ParseFailed) as failed:
        parse(bomb, name="page.html.gz", limits=limits)
    assert failed.value.reason is Reason.TOO_LARGE
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < 256 * MEGABYTE
    with Sandbox(ocr=False) as sandbox:
        with pytest.raises(ParseFailed) as failed:
            sandbox.parse(bomb, name="page.html.gz")
        assert failed.value.reason is Reason.TOO_LARGE
        assert "Acme" in sandbox.parse(gzip.compress(PAGE), name="page.html.gz").text
