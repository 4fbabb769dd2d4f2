"""Every real and every broken file ends as text that keeps the laws, or with a recorded reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.errors import Reason
from ingest.parse.apart.throughput import ParseJob, ParseOutcome, parse_many
from tests.support.parsed_documents import check_laws

DATA = Path(__file__).parents[2].parent / "shared" / "data"
pytestmark = [pytest.mark.data, pytest.mark.skipif(not DATA.exists(), reason="the real documents are not here")]
EXPECTED = {Reason.NO_TEXT, Reason.DAMAGED, Reason.ENCRYPTED}


def outcomes(folder: str, *, ocr: bool = False) -> dict[str, ParseOutcome]:
    files = sorted(path for path in (DATA / folder).iterdir() if path.is_file())
    jobs = [ParseJob(path.name, path, path.name) for path in files]
    return {outcome.job.key: outcome for outcome in parse_many(jobs, workers=2, ocr=ocr)}


@pytest.mark.parametrize(("folder", "count"), [("pdf", 28), ("html", 20)])
def test_every_published_document_is_read(folder: str, count: int) -> None:
    """No document of a regulator fails or comes out empty."""
    found = outcomes(folder)
    assert len(found) == count
    for outcome in found.values():
        assert outcome.failure is None
        assert outcome.document is not None
        assert len(outcome.document.text) > 250
        check_laws(outcome.document)


def test_broken_pdfs_end_as_text_or_with_a_reason() -> None:
    """None of the broken files hangs, crashes or runs out of memory."""
    found = outcomes("pdf-damaged")
    assert len(found) == 90
    for outcome in found.values():
        if outcome.document is not None:
            check_laws(outcome.document)
        else:
            assert outcome.failure is not None
            assert outcome.failure.reason in EXPECTED


@pytest.mark.slow
def test_scans_end_as_text_or_with_a_reason() -> None:
    """Scans are read where Tesseract is installed, else kept as needing it; blank and broken ones say so."""
    found = outcomes("scans", ocr=True)
    read = {name for name, outcome in found.items() if outcome.document is not None and outcome.document.text}
    waiting = {name for name, outcome in found.items() if outcome.document is not None and outcome.document.needs_ocr}
    scanned = {"linn.pdf", "ccitt.pdf", "jbig2.pdf", "skew.pdf", "rotated_skew.pdf", "francais.pdf", "typewriter.png"}
    assert scanned <= (read if shutil.which("tesseract") else waiting)
    assert {outcome.failure.reason for outcome in found.values() if outcome.failure is not None} <= EXPECTED
