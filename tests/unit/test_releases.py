"""What a release tells: its own news with its day, and none of the sums and steps that only stand beside it."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Description, Detected, InstrumentKind, SourceRank, Span
from corpus.gazetteer import Gazetteer
from corpus.matters import Event
from corpus.records import Records
from ingest.extract import extract
from ingest.parse import parse

GAZETTEER = Gazetteer.load()
DAY = dt.date(2024, 5, 21)
WHO = "Northwind Motors, Inc."


def read(
    text: str,
    *,
    regulator: str | None = "california-ag",
    respondents: tuple[str, ...] = (WHO,),
    rank: SourceRank = SourceRank.PRESS_RELEASE,
    detected: Detected | None = None,
) -> tuple[Records, tuple[Event, ...]]:
    parsed = parse(text.encode(), name="release.txt", media_type="text/plain")
    body = GAZETTEER.authority(regulator or "")
    described = Description(
        title="A release",
        kind=InstrumentKind.PRESS_RELEASE,
        rank=rank,
        language="en",
        regulator=regulator,
        jurisdiction=body.jurisdiction if body else None,
        respondents=respondents,
        matter="us-california-ag-northwind",
        published_on=DAY,
        known_to=DAY,
        detected=(Detected("announces", "other", "text", 0.9, None), *([detected] if detected else [])),
    )
    records, matter = extract(parsed, described, GAZETTEER)
    assert matter is not None
    return records, matter.events


def sums(text: str, **told: object) -> list[tuple[str, str, str]]:
    records, _ = read(text, **told)  # type: ignore[arg-type]
    return [(str(each.money), each.kind.value, each.stage.value) for each in records.penalties]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Attorney General Rob Bonta today announced a $19 million settlement with Northwind Motors, Inc.",
            ("USD 19,000,000", "settlement sum", "imposed"),
        ),
        (
            "As part of its settlement, subject to court approval, Northwind must pay $19 million to the states.",
            ("USD 19,000,000", "settlement sum", "proposed"),
        ),
        (
            "In July 2022, Attorney General Bonta announced a $50 million settlement with Northwind.",
            ("USD 50,000,000", "settlement sum", "imposed"),
        ),
        (
            "The lawsuit against Northwind seeks civil penalties of $6 million.",
            ("USD 6,000,000", "civil penalty", "proposed"),
        ),
    ],
)
def test_the_sum_of_a_settlement_is_read(text: str, wanted: tuple[str, str, str]) -> None:
    """With its stage: what a court has still to approve, and what a lawsuit asks for, is only proposed."""
    assert sums(text) == [wanted]


SUED = "Attorney General Bonta today announced that California is suing Northwind Motors, Inc. over its vans.\n\n"
FINED = "The Attorney General today announced a $5 million settlement with Northwind Motors, Inc.\n\n"


@pytest.mark.parametrize(
    "beside",
    [
        "In 2007, Northwind pleaded guilty. Northwind agreed to pay over $600 million in civil penalties and fines.",
        "Northwind agreed to pay $600 million in penalties in another matter.",
        "The court can impose a civil penalty of up to $2,500 for each violation.",
    ],
)
def test_a_lawsuit_has_imposed_nothing(beside: str) -> None:
    """Whatever the company paid over other things, and whatever the law allows."""
    assert sums(SUED + beside) == []


@pytest.mark.parametrize(
    "beside",
    [
        "California will receive approximately $1 million of it.",
        "In 2014, Northwind paid a penalty of $7 million to the Attorney General.",
        "Earlier this year, the Attorney General secured a $31 million settlement against Redbrook College.",
        "The settlements follow prior settlements with Apostle and Harmon which totaled $49 million.",
        "The Federal Trade Commission fined Northwind $3 million.",
        "The scheme resulted in a loss of $15 million.",
        "A startup has raised $25 million in a new financing round.",
        "That is a settlement of €4.6 million.",
    ],
)
def test_what_only_stands_beside_the_news_is_no_sum_of_it(beside: str) -> None:
    """A share, an earlier year, another company, another authority, a loss, investors, another currency."""
    assert [each[0] for each in sums(FINED + beside)] == ["USD 5,000,000"]


def test_a_dollar_of_no_known_country_is_no_sum() -> None:
    """A wrong currency is worse than none."""
    assert sums("A financial penalty of $8,000 was imposed on Northwind.", regulator=None) == []


def told(text: str, **given: object) -> list[tuple[str, str, str]]:
    _, events = read(text, **given)  # type: ignore[arg-type]
    return [(event.kind.value, event.on.isoformat(), event.precision) for event in events]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Attorney General Bonta today filed a lawsuit against Northwind Motors, Inc.", ("filed", "day")),
        ("The Attorney General today announced that California is suing Northwind Motors.", ("filed", "day")),
        ("Attorney General Bonta filed a lawsuit against Northwind Motors, Inc.", ("filed", "by")),
        ("The Attorney General today announced a $5 million settlement with Northwind.", ("settled", "day")),
        ("Today, the California Attorney General ordered Northwind to recall its vans.", ("issued", "day")),
    ],
)
def test_a_release_dates_its_own_news(text: str, wanted: tuple[str, str]) -> None:
    """By its own day: on it where it says "today", else by it."""
    assert told(text) == [(wanted[0], "2024-05-21", wanted[1])]


def test_a_settlement_that_a_court_must_approve_is_only_intended() -> None:
    """With the complaint that was filed together with it."""
    text = (
        "Northwind Motors will pay $5 million to settle charges by the FTC.\n\n"
        "The FTC today filed a complaint and a proposed order, which must be approved by the court."
    )
    assert {event[0] for event in told(text, regulator="ftc")} == {"filed", "intended"}


@pytest.mark.parametrize(
    "text",
    [
        "Attorney General Bonta today filed a lawsuit against Zenith Homes, Inc.",
        "Attorney General Bonta will file a lawsuit against Northwind Motors, Inc.",
        "In 2019, Maine filed a lawsuit against Northwind Motors, Inc.",
        "Attorney General Bonta today warned drivers about Northwind Motors, Inc.",
    ],
)
def test_what_is_no_news_of_this_matter_is_no_event(text: str) -> None:
    """Another's lawsuit, one that is only planned, another state's, a warning."""
    assert told(text) == []


def test_a_release_that_fines_announces_it_on_its_day() -> None:
    """Its day must stand in the text, so that it can be shown."""
    dated = Detected("published_on", "2024-05-21", "text", 0.9, Span(0, len("21 May 2024")))
    text = "21 May 2024\n\nThe ICO has fined Northwind 5 million pounds."
    assert told(text, regulator="ico", detected=dated) == [("announced", "2024-05-21", "day")]
    assert told(text, regulator="ico") == []


def test_a_payment_told_in_spanish_is_an_event() -> None:
    """As the AEPD's decisions that end a case by voluntary payment tell it."""
    text = "En fecha 5 de marzo de 2024, Northwind ha procedido al pago de la sanción en la cuantía de 4.800 euros."
    assert told(text, regulator="aepd") == [("collected", "2024-03-05", "day")]


def ordered(text: str, **given: object) -> list[tuple[str, str]]:
    records, _ = read(text, **given)  # type: ignore[arg-type]
    return [(order.verb, order.voice.value) for order in records.orders]


def test_what_a_settlement_binds_a_party_to_is_told_as_agreed() -> None:
    """It is no order, and the sum is a settlement's."""
    text = FINED + "Northwind will be prohibited from making misleading claims."
    assert ordered(text) == [("stop", "settlement")]
    assert [each.voice.value for each in read(text)[0].penalties] == ["settlement"]


@pytest.mark.parametrize(
    "text",
    [
        SUED + "The lawsuit asks the court to order Northwind to delete the data.",
        SUED + "Northwind must not sacrifice the quality of life of its neighbours.",
        "The Attorney General asked the court to order Northwind to delete the data.",
        "Canada's privacy watchdog ordered Northwind to delete all data.",
        "A rights group had accused Northwind of breaking a law that banned such pictures.",
        "Northwind banned from selling its software\n\nNorthwind told to stop scraping as regulator warns of fine",
    ],
)
def test_what_is_sought_or_told_of_others_is_no_order(text: str) -> None:
    """What a lawsuit asks for, another authority's order, an accuser's words, a list of other stories."""
    assert ordered(text) == []


def test_a_notice_that_tells_somebody_to_stop_is_an_order() -> None:
    """As newspapers write."""
    text = "An enforcement notice has been issued by the watchdog, telling Northwind to stop collecting pictures."
    assert ordered(text, regulator="ico", rank=SourceRank.PRESS) == [("stop", "press")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Northwind agreed to pay more than $4.5 million.", [("USD 4,500,000", "settlement sum", "imposed")]),
        (
            "Attorney General Bonta secured $9.75 million from Northwind Motors for failing to protect data.",
            [("USD 9,750,000", "settlement sum", "imposed")],
        ),
        ("Northwind agreed to pay $3 billion for the shares of a rival.", []),
        ("Attorney General Secures $11.3 Million from Car Makers", []),
        ("We considered a fine of $70,000, but decided on a reprimand of Northwind.", []),
        ("The fine could have been $9 million, had Northwind not cooperated.", []),
    ],
)
def test_what_was_agreed_or_secured_counts_and_what_was_only_thought_of_does_not(
    text: str, wanted: list[tuple[str, str, str]]
) -> None:
    """Nor what a heading says of several together, nor what somebody bought."""
    assert sums(text) == wanted


def test_items_of_a_list_are_no_headings() -> None:
    """As the CFPB tells what was ordered."""
    text = "The Bureau ordered Northwind to pay:\n\n• $80 million in refunds to buyers\n• a $60 million civil penalty"
    assert [each[:2] for each in sums(text)] == [("USD 80,000,000", "redress"), ("USD 60,000,000", "civil penalty")]


def test_what_must_be_done_beside_paying_is_an_order() -> None:
    """Paying itself is a sum, not an order."""
    text = FINED + "Northwind agreed to pay $5 million and implement a corrective action plan."
    assert ordered(text) == [("implement", "settlement")]


def test_a_total_of_two_settlements_is_not_laid_on_the_one_that_is_known() -> None:
    """Where only one of two companies was recognised as a respondent."""
    shared = (
        "The Attorney General today announced two settlements with Northwind Motors, Inc. (“Northwind”) and Zenith US, "
        "LLC and Zenith Americas, Inc. (“Zenith”), totaling $17 million."
    )
    assert [(str(each.money), each.respondent) for each in read(shared)[0].penalties] == [("USD 17,000,000", None)]
    alone = "The Attorney General today announced two settlements with Northwind Motors, totaling $17 million."
    assert [each.respondent for each in read(alone)[0].penalties] == [WHO]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Commission fined 26 companies a total of $2 million this year.", []),
        ("A court cut a fine imposed on Northwind to $30 million.", [("USD 30,000,000", "fine", "reduced")]),
        ("Northwind agreed in 2021 to pay $3 million.", []),
        ("Attorney General Bonta told that Northwind agreed in 2021 to pay $3 million.", [("USD 3,000,000",)]),
    ],
)
def test_others_and_earlier_sums_are_told_apart(text: str, wanted: list[tuple[str, ...]]) -> None:
    """Several that are not named, a fine brought down, and an earlier settlement, told by the authority itself."""
    assert [each[: len(wanted[0])] for each in sums(text)] == wanted


@pytest.mark.parametrize(
    ("text", "regulator", "wanted"),
    [
        ("Il Garante ha sanzionato Northwind per 50.000 euro.", "garante", "imposed"),
        ("La CNIL a sanctionné Northwind à hauteur de 50.000 euros.", "cnil", "imposed"),
        ("Northwind droht ein Zwangsgeld von 50.000 Euro.", "hmbbfdi", "threatened"),
    ],
)
def test_verbs_of_fining_are_read_in_their_languages(text: str, regulator: str, wanted: str) -> None:
    """Where no noun says that it is a fine."""
    assert [each[::2] for each in sums(text, regulator=regulator)] == [("EUR 50,000", wanted)]


def test_a_reprimand_without_a_day_of_its_own_is_announced() -> None:
    """The release's day stands in the text; on which day before it the reprimand was issued is not said."""
    text = "21 May 2024\n\nWe have issued a reprimand to Northwind Motors."
    dated = Detected("published_on", "2024-05-21", "text", 0.9, Span(0, len("21 May 2024")))
    assert told(text, regulator="ico", detected=dated) == [("announced", "2024-05-21", "day")]


@pytest.mark.parametrize(
    "beside",
    [
        "Italy's regulator fined Northwind €20 million in March.",
        "Rival Castle Motors was fined £2m in 2022.",
        "We considered a fine of £70,000 as well.",
        "The Commissioner has fined 26 companies a total of £2.4 million this year.",
    ],
)
def test_a_short_page_without_a_word_that_it_is_a_release_is_read_with_the_same_care(beside: str) -> None:
    """Nobody decides in it; describing takes it for the authority's own text."""
    text = f"The Information Commissioner's Office has fined Northwind Motors £5 million. {beside}"
    assert [each[0] for each in sums(text, regulator="ico", rank=SourceRank.PRIMARY)] == ["GBP 5,000,000"]


def test_a_page_about_a_decision_is_not_its_issuing() -> None:
    """Its own day, which describing takes for that of the decision, is the day on which it announces it."""
    text = "21 May 2024\n\nOn 2 May 2024 the ICO fined Northwind Motors £5 million."
    parsed = parse(text.encode(), name="page.txt", media_type="text/plain")
    described = Description(
        title="A page",
        kind=InstrumentKind.DECISION,
        rank=SourceRank.PRIMARY,
        language="en",
        regulator="ico",
        jurisdiction="GB",
        respondents=(WHO,),
        matter="uk-ico-northwind",
        decided_on=DAY,
        known_to=DAY,
        detected=(Detected("decided_on", "2024-05-21", "text", 0.9, Span(0, len("21 May 2024"))),),
    )
    _, matter = extract(parsed, described, GAZETTEER)
    assert matter is not None
    assert [(event.kind.value, event.on.day) for event in matter.events] == [("issued", 2), ("announced", 21)]


def test_a_year_right_behind_a_sum_is_its_own() -> None:
    """Earlier fines of the same company; but not the year of the breach, which stands further off."""
    text = (
        "The ICO fined Northwind £18m for losing data in 2018. It imposed a fine of £600,000 in 2019 and £10m in 2021."
    )
    assert [each[0] for each in sums(text, regulator="ico")] == ["GBP 18,000,000"]
