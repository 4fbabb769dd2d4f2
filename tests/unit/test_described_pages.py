"""Web pages: an authority's own, and newspapers that report something else."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from corpus.documents import Description, InstrumentKind, Source, SourceRank
from corpus.gazetteer import Gazetteer
from corpus.records import Records
from ingest.extract import extract
from ingest.parse import parse
from ingest.preparing.describe import describe

GAZETTEER = Gazetteer.load()
RETRIEVED = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title} | {site}</title>
<meta property="og:site_name" content="{site}"><meta property="og:type" content="article">
<meta property="og:title" content="{title}"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>"""


def read(title: str, *paragraphs: str, site: str = "The Harbour Gazette") -> tuple[Description, Records]:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = parse(PAGE.format(title=title, site=site, body=body).encode(), name="page.html", media_type="text/html")
    described = describe(page, source=Source("page.html", "0" * 64, "text/html", RETRIEVED), gazetteer=GAZETTEER)
    return described, extract(page, described, GAZETTEER)[0]


RACE = (
    "HARBOUR (AP) — Seaside Rowing Club has won the spring race against Northern Oars Corp. for the third time.",
    "Seaside Rowing Club is the oldest club of the bay. Seaside Rowing Club has made no decision about the summer.",
    "The club said that Seaside Rowing Club will row again, and that the crew was proud of what it did on the water.",
)


def test_a_newspaper_that_reports_no_proceeding_tells_of_nobody() -> None:
    """The news agency's initials are no authority, and those whom an article is about are no respondents."""
    found, _ = read("Rowing club wins the spring race again", *RACE)
    assert (found.regulator, found.respondents, found.rank) == (None, (), SourceRank.PRESS)


def test_the_same_club_is_told_where_an_authority_proceeds_against_it() -> None:
    """What an article tells is kept where it is about an authority."""
    found, _ = read(
        "Rowing club fined over its register of members",
        "The Information Commissioner's Office has imposed a fine on Seaside Rowing Club, it said on Monday.",
        "Seaside Rowing Club has kept the register for two years. Seaside Rowing Club has said that it will appeal.",
    )
    assert (found.regulator, found.respondents) == ("ico", ("Seaside Rowing Club",))


SUIT = (
    (
        "SALEM – The Attorney General today filed a lawsuit in the Superior Court of Salem, Harbour County, against "
        "Blue Vans Inc., accusing the company of charging fees that it had not told its customers about."
    ),
    (
        "“Blue Vans Inc. has to say what it charges,” the Attorney General said. The lawsuit alleges that Blue Vans "
        "Inc. charged the fees for four years, and that it told its customers that there were none."
    ),
)


def test_the_name_of_a_site_tells_who_issued_a_page() -> None:
    """The text says "the Attorney General"; whose, the page says of itself."""
    found, _ = read("Attorney General Sues Van Maker Over Hidden Fees", *SUIT, site="Oregon Department of Justice")
    assert (found.regulator, found.jurisdiction) == ("oregon-ag", "US-OR")


def test_what_an_authority_brings_before_a_court_is_no_judgment() -> None:
    """The court is named in the first lines, and decided nothing yet."""
    found, _ = read("Attorney General Sues Van Maker Over Hidden Fees", *SUIT, site="Oregon Department of Justice")
    assert (found.kind, found.rank) == (InstrumentKind.PRESS_RELEASE, SourceRank.PRESS_RELEASE)


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Attorney General Sues Van Maker Over Hidden Fees", "Attorney General Sues Van Maker Over Hidden Fees"),
        ("Latest News Releases", "Blue Vans Inc.: Oregon Attorney General press release"),
    ],
)
def test_a_release_is_called_by_its_headline(headline: str, title: str) -> None:
    """Capitals or not; the name of a section is no headline."""
    assert read(headline, *SUIT, site="Oregon Department of Justice")[0].title == title


def test_companies_named_in_one_breath_are_all_told() -> None:
    """Only the first stands right after "settlements with"."""
    found, _ = read(
        "Attorney General Announces Settlements Over Hidden Fees",
        "The Attorney General today announced settlements with Blue Vans Inc. (“Blue”) and Grey Trucks America, LLC "
        "to resolve allegations that both charged fees for years which they had not told their customers about.",
        site="Oregon Department of Justice",
    )
    assert set(found.respondents) == {"Blue Vans Inc.", "Grey Trucks America, LLC"}


def test_whoever_is_thanked_is_no_respondent() -> None:
    """A police department that found the thieves."""
    found, _ = read(
        "Attorney General Announces Sentences of Four People",
        "The Attorney General today announced the sentences of four people who sold vans that were not theirs.",
        "“Thank you to the Harbour Police Department for its work,” the Attorney General said.",
        "“This is a great day,” said Harbour Police Department Chief Doe. Harbour Police Department officers have "
        "worked on it for years. “We are proud to have partnered with the Attorney General.”",
        "The sentences are the result of an investigation led by the Harbour Police Department (HPD).",
        site="Oregon Department of Justice",
    )
    assert found.respondents == ()


def test_a_page_of_the_singapore_commission_is_known_by_the_obligations_of_its_law() -> None:
    """It names neither itself nor the currency of its dollars."""
    found, records = read(
        "Breach of the Protection and Retention Obligations by Harbour Cakes",
        "A financial penalty of $9,000 was imposed on Harbour Cakes for failing to put in place reasonable security "
        "arrangements to protect the personal data of its customers.",
        site="",
    )
    told = records.penalties[0].money
    assert (found.regulator, told.amount, told.currency) == ("pdpc-sg", Decimal(9000), "SGD")


def test_a_decision_whose_company_is_masked_names_nobody() -> None:
    """Asterisks stand for what was taken out of the name."""
    text = (
        "Datenschutzbehörde\n\nBescheid\n\nBeschwerde gegen die N*** Bauträger GmbH wegen Auskunft. N*** Bauträger GmbH"
    )
    text += " hat die Auskunft nicht erteilt.\n"
    page = parse(text.encode(), name="a.txt", media_type="text/plain")
    found = describe(page, source=Source("a.txt", "0" * 64, "text/plain", RETRIEVED), gazetteer=GAZETTEER)
    assert found.respondents == ()
