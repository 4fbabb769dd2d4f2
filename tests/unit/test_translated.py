"""Openings of decisions and judgments that a machine translated: whom they are about, and who issued them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from corpus.documents import Description
from ingest.describing.captions_translated import read_translated
from tests.support.notices import described, parsed

WRITTEN = Path(__file__).parents[1] / "evaluation" / "translated_read.toml"
PAGES = tomllib.loads(WRITTEN.read_text("utf-8"))["page"]
BY_NAME = pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])


def read(page: dict[str, str]) -> Description:
    return described(parsed(page["text"]))


def words_of(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold())).removeprefix("the ")


@BY_NAME
def test_who_answers_is_told_and_nobody_else(page: dict[str, str]) -> None:
    """The party that an authority acted against or that is sued; no supplier, counsel, authority or newspaper."""
    told = {words_of(name) for name in read(page).respondents}
    wanted = {words_of(name) for name in page["respondents"]}
    allowed = {words_of(name) for name in page.get("allowed", ())}
    assert told <= wanted | allowed
    assert bool(told) == bool(wanted)


@BY_NAME
def test_the_court_and_the_authority_are_told(page: dict[str, str]) -> None:
    """By whatever a translation calls them; none where the text names none."""
    found = read(page)
    assert (found.court, found.regulator) == (page.get("court"), page.get("regulator"))


@pytest.mark.parametrize(
    "text",
    [
        "The company Acme d.o.o. signed a contract with the Agency against the advice of its counsel.",
        "Costs\n\nagainst\n\nbenefits are weighed in Article 5.",
        "A plaintiff may appeal within 30 days.",
    ],
)
def test_sentences_are_no_captions(text: str) -> None:
    """Roles and "against" in prose name no parties."""
    assert read_translated(text) == ()
