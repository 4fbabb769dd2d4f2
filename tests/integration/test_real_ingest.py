"""Real documents of every kind in one run: each accounted for, none silently empty, and a second run does nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.report import Status
from tests.evaluation.ingest_shared import Accounting, read, told
from tests.evaluation.labelled import DATA
from tests.support.real_files import items
from tests.support.stores import open_store

pytestmark = [pytest.mark.data, pytest.mark.skipif(not DATA.exists(), reason="the real documents are not here")]
EVERY = 8
"""One file in so many of each folder, and at least its first: fifty files, broken PDFs and gzipped pages among them."""


def test_a_sample_of_all_real_documents_is_accounted_for(tmp_path: Path) -> None:
    """Held, duplicate, waiting for OCR or failed with a reason; `make ingest-shared` does it with all of them."""
    given, seen = [], dict.fromkeys((item.key.split("/")[1] for item in items()), 0)
    for item in items():
        kind = item.key.split("/")[1]
        if seen[kind] % EVERY == 0:
            given.append(item)
        seen[kind] += 1
    copy = next(item for item in given if "/html/" in item.key)
    given.append(type(copy)("elsewhere/copy.html", "copy.html", copy.load))
    with open_store(tmp_path) as corpus:
        first, second = read(corpus, given, "Reading"), read(corpus, given, "Again")
        accounting = Accounting.of(corpus, given)
        assert list(accounting.mistakes(first)) == []
        assert corpus.repair() == 0
    assert len(accounting.held) > len(accounting.failed) > 0
    assert [document.source.key for document in accounting.duplicates] == ["elsewhere/copy.html"]
    assert {outcome.status for outcome in second.outcomes} == {Status.UNCHANGED, Status.FAILED}
    assert (second.embedded, second.seconds < 20) == (0, True)
    assert any("elsewhere/copy.html repeats" in line for line in told(accounting, first, second))
