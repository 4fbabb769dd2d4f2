"""The first pages of judgments and decisions, as courts and authorities that write English set them: who answers."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest

from corpus.documents import Source
from corpus.gazetteer import Gazetteer
from ingest.describing.captions import read_caption
from ingest.parse import parse
from ingest.preparing.describe import describe

GAZETTEER = Gazetteer.load()
RETRIEVED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
WRITTEN = Path(__file__).parents[1] / "evaluation"
PAGES = [
    page
    for name in ("captions_read.toml", "heads_read.toml")
    for page in tomllib.loads((WRITTEN / name).read_text("utf-8"))["page"]
]
HIGH_COURT = "Neutral Citation Number: [2024] EWHC 1187 (KB)\n\nIN THE HIGH COURT OF JUSTICE\n\nBetween:\n\n"


def respondents(text: str) -> tuple[str, ...]:
    parsed = parse(text.encode(), name="judgment.txt", media_type="text/plain")
    source = Source("judgment.txt", "0" * 64, "text/plain", RETRIEVED)
    return describe(parsed, source=source, gazetteer=GAZETTEER).respondents


def words_of(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold())).removeprefix("the ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_who_answers_is_told_and_nobody_else(page: dict[str, str]) -> None:
    """Whichever side they stand on; never the authority, who sued, counsel, a party of another case, a bystander."""
    told = {words_of(name) for name in respondents(page["text"])}
    wanted = {words_of(name) for name in page["respondents"]}
    assert wanted <= told <= wanted | {words_of(name) for name in page.get("allowed", ())}


def test_lines_that_were_lost_part_nobody() -> None:
    """As one site gives its judgments: names run into numbers and roles."""
    assert respondents(
        f"{HIGH_COURT}THE KINGon the application ofOPEN FILES GROUP(2) THE2MILLION Claimants/Appellants\n\n- and -\n"
        "(1) SECRETARY OF STATE FOR THE HOME DEPARTMENT(2) SECRETARY OF STATE FOR CULTURE, MEDIA AND SPORT "
        "Defendants/Respondents\n- and -\n(1) FREEDOM(2) INFORMATION COMMISSIONER\n\nInterveners\n\n"
        "1. We allowed this appeal.\n"
    ) == ("SECRETARY OF STATE FOR THE HOME DEPARTMENT", "SECRETARY OF STATE FOR CULTURE, MEDIA AND SPORT")


def test_a_name_in_capitals_is_told_as_sentences_write_it() -> None:
    """The caption says who, the reasons how it is written; a short form is not the name."""
    opening = f"{HIGH_COURT}ALICE BELL\nClaimant\n\n- and -\n\nACME PARCELS LIMITED\nDefendant\n\n"
    told = respondents(f"{opening}Acme Parcels lost a list. The defendant, Acme Parcels Limited, is a carrier.")
    assert told == ("Acme Parcels Limited",)


def test_a_person_who_is_sued_is_not_replaced_by_who_sued() -> None:
    """People are not named, and no company of the text takes their place."""
    opening = f"{HIGH_COURT}ACME PARCELS LIMITED\nClaimant\n\n- and -\n\nJOHN BELL\nDefendant\n\n"
    assert respondents(f"{opening}1. The claim is about a list of Acme Parcels Limited that Big Post plc bought.") == ()


def test_where_the_caption_does_not_show_what_a_defendant_is_the_text_may() -> None:
    """A bare word may be a person's name; a company of the text that begins with it is told, and nobody else."""
    told = respondents(
        f"{HIGH_COURT}ALICE BELL\nClaimant\n\n- and -\n\nCHATTERBOX\nDefendant\n\n"
        "1. Chatterbox Ireland Limited (the Defendant) has published a list. Chatterbox Ireland Limited is a company. "
        "Rival Stores Ltd has published another."
    )
    assert told == ("Chatterbox Ireland Limited",)


@pytest.mark.parametrize(
    "text",
    [
        "Between 2019 and 2021 the Claimant and the Defendant exchanged letters. The Appellant was a customer.",
        "In the period between the Respondent's letter and the hearing, the Applicant paid.",
        "Re: Invoice No. 48\n\nPlaintiffs bring this action against Acme Inc.",
        "The contract between Acme Ltd and Bell Ltd was ended.",
    ],
)
def test_sentences_are_no_captions(text: str) -> None:
    """A caption is names and roles with nothing told between them."""
    assert read_caption(text) == ()


def test_the_end_of_a_list_is_no_name() -> None:
    """A page of one company links to news of three; the last two of them are not one company."""
    text = (
        "Acme Services Limited\n\nMonetary penalty notice\n\nActing for the ICO, we have issued a monetary penalty "
        "notice to Acme Services Limited.\n\nBuy Any Van, Sports Hall and Acme fined £495,000 over nuisance messages.\n"
    )
    assert respondents(text) == ("Acme Services Limited",)
