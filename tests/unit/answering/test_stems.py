"""Stems, as every thread that answers makes them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.answering.wording.words import stem

ENDINGS = ("ing", "ed", "ation", "ies", "ful", "ness", "ly", "s", "ment", "able")
WORDS = [
    f"{letter}{middle}{ending}" for letter in "bcdfgh" for middle in ("and", "omput", "iscov") for ending in ENDINGS
]


@pytest.fixture
def impatient() -> Iterator[None]:
    """Threads that give way all the time, as on a busy machine."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("impatient")
def test_threads_make_the_same_stems_at_once() -> None:
    """Two questions at one time must not mix their words."""
    # what is cached would be made once only
    uncached = stem.__wrapped__
    alone = [uncached(word) for word in WORDS]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda _: [uncached(word) for word in WORDS], range(40)))
    assert all(each == alone for each in together)
