"""What kind of file it is, by bytes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import ParseFailed, Reason
from ingest.parse import media
from tests.support.bombs import docx_with

KNOWN = [
    (b"%PDF-1.4 ...", "a.txt", None, media.PDF),
    (b"\n\n%PDF-1.4 ...", "download", None, media.PDF),
    (b"junk that calls itself one", "a.pdf", None, media.PDF),
    (b"<!DOCTYPE html><html>", "page", None, media.HTML),
    (b"<html><body>Not found", "decision.pdf", None, media.HTML),
    (b"\xef\xbb\xbf  <html lang='en'>", "page.php", None, media.HTML),
    (b"words and <b>one</b> tag", "page.htm", None, media.HTML),
    (b"# A title", "digest.md", None, media.MARKDOWN),
    (b"# A title", "digest", "text/markdown; charset=utf-8", media.MARKDOWN),
    (b"plain words", "notice.txt", None, media.TEXT),
    (b"plain words", "notice", "application/pdf", media.TEXT),
    ("Απόφαση".encode("utf-16"), "notice.txt", None, media.TEXT),
    ("naïve café".encode("latin-1"), "notice", None, media.TEXT),
    (b"\x89PNG\r\n\x1a\n....", "scan.pdf.png", None, media.PNG),
    (b"\xff\xd8\xff\xe0", "scan", None, media.JPEG),
    (b"II*\x00....", "fax.tif", None, media.TIFF),
    (docx_with("<w/>"), "letter.zip", None, media.DOCX),
]
REFUSED = [
    (b"", "a.txt", Reason.NO_TEXT),
    (b" \n\t ", "a.txt", Reason.NO_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "old.doc", Reason.UNKNOWN_TYPE),
    (b"{\\rtf1 words}", "a.rtf", Reason.UNKNOWN_TYPE),
    (b"PK\x03\x04 broken", "a.docx", Reason.DAMAGED),
    (b"GIF89a", "a.gif", Reason.UNKNOWN_TYPE),
    (bytes(range(256)) * 20, "a.bin", Reason.UNKNOWN_TYPE),
]


@pytest.mark.parametrize(("data", "name", "declared", "kind"), KNOWN)
def test_a_file_is_what_its_bytes_say(data: bytes, name: str, declared: str | None, kind: str) -> None:
    """A signature outweighs a suffix, and a suffix outweighs what a server declared."""
    assert media.sniff(data, name=name, media_type=declared) == kind


@pytest.mark.parametrize(("data", "name", "reason"), REFUSED)
def test_other_files_are_refused_with_a_reason(data: bytes, name: str, reason: Reason) -> None:
    """What cannot be read is named, and the message says what can."""
    with pytest.raises(ParseFailed) as failed:
        media.sniff(data, name=name)
    assert failed.value.reason is reason
    assert failed.value.message


@given(st.binary(max_size=400), st.sampled_from(["a.pdf", "a.docx", "a.txt", "a", "a.html"]))
def test_any_bytes_are_known_or_refused(data: bytes, name: str) -> None:
    """Nothing but `ParseFailed` is raised, whatever the bytes."""
    try:
        kind = media.sniff(data, name=name)
    except ParseFailed:
        return
    assert kind in media.SUFFIXES.values()
