"""Which authorities and places a question names."""

from __future__ import annotations

import pytest

from service.answering.question.nicknames import bodies_with_nicknames
from tests.support.asking import GAZETTEER, ask


@pytest.mark.parametrize(
    ("text", "regulators", "jurisdictions"),
    [
        ("What did the ICO order?", ("ico",), ()),
        ("What did the Information Commissioner order?", ("ico",), ()),
        ("What did the Dutch watchdog order?", ("ap",), ()),
        ("Which fines did the Irish regulator impose?", ("dpc",), ()),
        ("What was ordered in France and in Italy?", (), ("FR", "IT")),
        ("Total of EU fines", (), ("EU",)),
        ("Did Canada's federal commissioner order it?", ("opc",), ()),
        ("Which decision of the EU privacy board lay behind it?", ("edpb",), ()),
        ("What did the American trade watchdog order?", ("ftc",), ()),
        ("What did it promise Ken Paxton?", ("texas-ag",), ()),
        ("What did the federal judge in Chicago approve?", ("us-nd-ill",), ()),
        ("What did the county court in Chicago forbid?", ("us-il-cook-county",), ()),
        ("Have Washington regulators fined Northwind?", (), ("US",)),
        ("What did Brasília's data authority order?", (), ("BR",)),
        ("Is the Chicago class action over?", (), ("US-IL",)),
        ("Did the Luxembourg Grand Chamber quash it?", ("cjeu",), ()),
        ("Whose office in Chicago was broken into?", (), ()),
        ("Did Austin get the whole sum from Northwind?", (), ("US-TX",)),
        ("Is the Green Mountain State still in court with Northwind?", (), ("US-VT",)),
        ("What did the cookies on northwind.fr cost?", (), ("FR",)),
        ("What did the cookies on northwind.co.uk cost?", (), ("GB",)),
        ("What did the cookies on northwind.com cost?", (), ()),
        ("Was Northwind fined for sending data to Tailspin in the US?", (), ()),
        ("Was Northwind allowed to share photos with a group in Norway?", (), ()),
        ("Why were Northwind's servers in Norway a problem?", (), ()),
        ("Was Northwind fined for sending texts to people in Norway?", (), ("NO",)),
    ],
)
def test_authorities_and_places(text: str, regulators: tuple[str, ...], jurisdictions: tuple[str, ...]) -> None:
    """Authorities are found by name, short name and description, places by name and adjective."""
    query = ask(text)
    assert (query.regulators, query.jurisdictions) == (regulators, jurisdictions)


def test_capitals_stand_for_their_country() -> None:
    """A capital is a place and nobody's name."""
    query = ask("London or Dublin on Northwind: who was harder?")
    assert query.jurisdictions == ("GB", "IE")
    assert not query.unknown


def test_an_adjective_of_a_capital_stands_for_its_country_before_a_body_of_it() -> None:
    """The Roman judges are those of Italy, and the Roman alphabet is no place."""
    query = ask("When did the Roman judges side with Northwind?")
    assert query.jurisdictions == ("IT",)
    assert not query.unknown
    assert not ask("Was Northwind's notice in the Roman alphabet?").jurisdictions


def test_where_a_company_comes_from_is_no_place_of_a_decision() -> None:
    """Beside the place of those who decided; alone it may be either, and is that."""
    query = ask("Which American companies were fined in Norway?")
    assert (query.jurisdictions, query.origins) == (("NO",), ("American companies",))
    alone = ask("Which American companies were fined?")
    assert (alone.jurisdictions, alone.origins) == (("US",), ())


def test_a_people_stands_for_its_country() -> None:
    """Who asks about Koreans asks about Korea; a plural that is no people's is no place."""
    assert ask("How many Koreans were affected?").jurisdictions == ("KR",)
    assert ask("How many Martians were affected?").jurisdictions == ()


def test_every_nickname_leads_to_an_authority_that_is_known() -> None:
    """A slip in an id would make a nickname lead nowhere."""
    assert sorted(body for body in bodies_with_nicknames() if GAZETTEER.authority(body) is None) == []


def test_an_authority_that_many_countries_have_is_that_of_the_court_beside_it() -> None:
    """The Slovenian Supreme Court reviews no fine of the British Information Commissioner."""
    text = "Did a request against the Information Commissioner's fine succeed before the Slovenian Supreme Court?"
    assert "ico" not in ask(text).regulators
    assert "ico" in ask("Did the Information Commissioner's fine stand before the Upper Tribunal?").regulators
