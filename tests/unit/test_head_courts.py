"""Courts told by the name that their head bears, listed or not, and the country that a head names as its own."""

from __future__ import annotations

import pytest

from corpus.documents import InstrumentKind, SourceRank
from corpus.matters import BodyRank
from ingest.describing.head_home import UNKNOWN, find_head_home
from tests.support.notices import GAZETTEER, described, parsed

REASONS = "The applicant asked for the records of the toll gate. " * 120
AGAINST = (
    "against\n\nTHE DATA PROTECTION COMMISSION, RESPONDENT\n\nThe Data Protection Commission dismissed the complaint."
)


@pytest.mark.parametrize(
    ("head", "court", "place"),
    [
        (f"THE CIRCUIT COURT\n\nJUDGMENT\n\nANN LARCH, APPELLANT\n\n{AGAINST}", "circuit-court-ie", "IE"),
        (
            f"THE HIGH COURT\n\nRecord No. 2024/1\n\nJUDGMENT\n\nANN LARCH, APPELLANT\n\n{AGAINST}",
            "high-court-ie",
            "IE",
        ),
        ("FEDERAL COURT OF JUSTICE\n\nIN THE NAME OF THE PEOPLE\n\nJUDGMENT", "bgh", "DE"),
        ("Supreme Court of the Republic of Austria\n\n6 Ob 1/23z\n\nIN THE NAME OF THE REPUBLIC", "ogh", "AT"),
        ("Landgericht Harburg\n\n12 OWi 7/22\n\nOrder (Beschluss)", "Landgericht Harburg", None),
        ("ITALIAN REPUBLIC\n\nORDINARY TRIBUNAL OF LUCCA\n\nSECOND CIVIL SECTION", "Ordinary Tribunal of Lucca", "IT"),
        ("IN THE HIGH COURT OF LAKELAND AT HARBOUR\n\nJUDGMENT\n\nThe Union of India", "High Court of Lakeland", "IN"),
        (
            "IN THE NAME OF THE SLOVAK REPUBLIC\n\nJUDGMENT\n\nThe Administrative Court in Trnava, in a chamber",
            "Administrative Court in Trnava",
            "SK",
        ),
        (
            "ADMINISTRATIVE REGIONAL COURT\n\nJUDGMENT\n\nIN THE NAME OF THE LATVIAN PEOPLE",
            "Administrative Regional Court of Latvia",
            "LV",
        ),
    ],
)
def test_a_court_is_told_by_its_head(head: str, court: str, place: str | None) -> None:
    """By its id where it is listed, in its country; else by its name, with its country where many bear it."""
    found = described(parsed(f"{head}\n\n{REASONS}"))
    assert (found.kind, found.court, found.jurisdiction) == (InstrumentKind.JUDGMENT, court, place)


def test_a_court_that_the_end_alone_names_is_that_of_the_next_instance() -> None:
    """To which one may complain."""
    text = (
        "IN THE NAME OF THE SLOVAK REPUBLIC\n\nJUDGMENT\n\nThe Administrative Court in Trnava, in a chamber\n\n"
        f"{REASONS}\n\nA complaint is decided on by the Supreme Administrative Court of the Slovak Republic."
    )
    assert described(parsed(text)).court == "Administrative Court in Trnava"


def test_an_unlisted_court_is_a_court() -> None:
    """Of the rank that its name tells."""
    name = "High Court of Lakeland"
    body = GAZETTEER.with_unlisted((name,)).authority(name)
    assert body is not None
    assert (body.is_court, body.is_listed, body.body_rank) == (True, False, BodyRank.APPEAL)


@pytest.mark.parametrize(
    ("head", "home"),
    [
        ("REPUBLIC OF SLOVENIA\n\nINFORMATION COMMISSIONER", "SI"),
        ("INFORMATION REGULATOR (SOUTH AFRICA)\n\nENFORCEMENT NOTICE", "ZA"),
        ("APPEALS TRIBUNAL\n\nMALTA\n\nSitting of Thursday", "MT"),
        ("REPUBLIC OF CROATIAADMINISTRATIVE COURT IN ZAGREB", "HR"),
        ("REPUBLIC OF RURITANIA\n\nINFORMATION COMMISSIONER", UNKNOWN),
        ("COMMONWEALTH OF MASSACHUSETTS, Plaintiff v.\n\nACME, INC., Defendant", None),
        ("Acme Limited\n4 Harbour Square, Dublin\nIreland\n\nDecision", None),
    ],
)
def test_the_head_names_its_country(head: str, home: str | None) -> None:
    """In capitals, alone or with what kind of state it is; not in an address."""
    assert find_head_home(head, GAZETTEER) == home


@pytest.mark.parametrize(
    ("head", "regulator"),
    [
        (
            "REPUBLIC OF SLOVENIA\n\nINFORMATION COMMISSIONER\n\nThe Information Commissioner issues this decision",
            "ip-si",
        ),
        (
            "REPUBLIC OF RURITANIA\n\nINFORMATION COMMISSIONER\n\nThe Information Commissioner issues this decision",
            None,
        ),
        ("PERSONAL DATA PROTECTION AUTHORITY\n\nDECISION OF THE PERSONAL DATA PROTECTION BOARD", "kvkk"),
        ("NATIONAL DATA PROTECTION AUTHORITY\n\nSANCTIONING DECISION No. 9\n\nbreach of the LGPD", "anpd"),
    ],
)
def test_the_country_of_the_head_tells_whose_authority_it_is(head: str, regulator: str | None) -> None:
    """One that many countries have is nobody's where the country is none that is listed."""
    assert described(parsed(f"{head}\n\n{REASONS}")).regulator == regulator


def test_a_state_sued_for_its_commissioner() -> None:
    """The authority is that of the part of the country."""
    text = (
        "BUNDESVERWALTUNGSGERICHT\n\nJUDGMENT\n\nBVerwG 6 C 41.21\n\nAcme GmbH, plaintiff, against the State of "
        "Baden-Württemberg, represented by the State Commissioner for Data Protection, defendant\n\n"
    )
    assert described(parsed(text + REASONS)).regulator == "lfdi-bw"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Acme AS, Sea Road 4\n\nOur reference: 22/1\n\nThe Authority has today adopted the following decision.",
            InstrumentKind.DECISION,
        ),
        (
            "DISTRICT COURT OF THE HAGUE\n\nJudgment of 3 November 2023\n\nIt will be published with a press release.",
            InstrumentKind.JUDGMENT,
        ),
        ("APPEALS TRIBUNAL\n\nAppeal Number 17\n\nDecision: the appeal is dismissed.", InstrumentKind.JUDGMENT),
        ("REPORT OF FINDING AND SANCTIONING\n\nThe Agency fined the operator.", InstrumentKind.DECISION),
        ("Press release\n\nThe Agency fined the operator, and announced its decision.", InstrumentKind.PRESS_RELEASE),
    ],
)
def test_what_only_tells_of_a_press_release_is_none(text: str, kind: InstrumentKind) -> None:
    """The head of a letter or of a judgment says what follows."""
    assert described(parsed(text)).kind is kind


def test_guardians_are_no_newspaper() -> None:
    """The name of one is a common word."""
    text = f"DECISION of the Agency\n\n{REASONS}\n\nThe controller shall inform the guardians of the pupils of it."
    assert described(parsed(text)).rank is SourceRank.PRIMARY
