"""News as many houses write it, in several languages: whom it is about."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.describing.deeds import find_deeds
from tests.support.news import days, read, sums


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The ICO has fined social network Parley £90,000 over a leak.", ["Parley"]),
        ("Parley was fined £90,000 by the ICO.", ["Parley"]),
        ("ICO fines Parley for nuisance calls", ["Parley"]),
        ("Attorney General James secured $550,000 from HarborHealth, an operator of clinics.", ["HarborHealth"]),
        ("The penalty is £80,000 for Selby Council and £70,000 for Arden Council.", ["Selby Council", "Arden Council"]),
        ("La CNIL a condamné Bavardage, service de discussion, à une amende de 800 000 euros.", ["Bavardage"]),
        ("Le site de recettes Marmitou écope de 380 000 euros d'amende.", ["Marmitou"]),
        ("La AEPD ha sancionado con 3 millones de euros a Banca Norte.", ["Banca Norte"]),
        ("Telefonía Sur recibió cuatro sanciones de la AEPD.", ["Telefonía Sur"]),
        ("Luce e Gas Nord, due sanzioni dal Garante per 11 milioni", ["Luce e Gas Nord"]),
        ("De Autoriteit Persoonsgegevens legt de Waterdienst een boete op van 2 miljoen euro.", ["Waterdienst"]),
        ("In 2021 kreeg Kamerzoek een boete van 475.000 euro.", ["Kamerzoek"]),
        ("Die Behörde verhängte ein Bußgeld gegen die 2&2 Funk GmbH.", ["2&2 Funk GmbH"]),
        ("Google was fined €10 million by the CNIL.", ["Google"]),
        ("Moor & Fell Ltd v The Information Commissioner", ["Moor & Fell Ltd"]),
        # nobody: what is beside the news, of another time, or no name
        ("Rival Parley was fined £2m in 2022.", []),
        ("After the first cases, in which Parley was fined £90,000, the ICO wrote to others.", []),
        ("Data broker from Bellevue fined for not registering", []),
        ("Pat Doe v The Information Commissioner", []),
        ("The agency fined two companies for leaks.", []),
    ],
)
def test_a_deed_tells_whom_it_struck(text: str, names: list[str]) -> None:
    """Whom an authority acted at, by brands without a legal form, in the languages of Europe."""
    assert [span.of(text) for span in find_deeds(text)] == names


def test_what_happened_to_others_in_other_years_is_no_deed() -> None:
    """After the news, a fine of another year is somebody else's; the respondent's own history opens its own text."""
    text = "The ICO has fined Meridian £4.4m. Castle was fined £2m in 2022."
    assert [span.of(text) for span in find_deeds(text)] == ["Meridian"]


def test_a_headline_that_says_less_names_the_same_party() -> None:
    """A headline's short form, an abbreviation inside a name, and no second respondent for either."""
    found, records, _ = read(
        "Leeds NHS Trust fined £90,000 for data breach\n\nNorth Leeds Community Health (NLCH) NHS Trust has been "
        "fined "
        "£90,000 by the Information Commissioner's Office (ICO) after patient lists were faxed to a stranger."
    )
    assert found.respondents == ("North Leeds Community Health (NLCH) NHS Trust",)
    assert sums(records) == [("90000", "GBP", "imposed", found.respondents[0])]


def test_a_place_is_nobody() -> None:
    """An apposition between the company and its verb ends in a place."""
    found, _, _ = read(
        "The California Privacy Protection Agency (CPPA) decided. Quick Append, Inc., a data broker in Bellevue, "
        "Washington, must pay $55,400 under its order, since it did not register."
    )
    assert found.respondents == ("Quick Append, Inc.",)


def test_an_authority_that_somebody_settles_with_is_no_respondent() -> None:
    """Whoever settles "with Attorney General Ann Poe" is the company."""
    found, records, _ = read(
        "Friendly to Pay Texas $1.4 Billion, Attorney General Ann Poe Announces\n\nFriendly has agreed to a $1.4 "
        "billion "
        "settlement with Texas Attorney General Ann Poe. Texas Attorney General press release."
    )
    assert found.respondents == ("Friendly",)
    assert {whose for *_, whose in sums(records)} <= {"Friendly"}


def test_a_box_that_sums_a_decision_up_is_read() -> None:
    """The labels of a digest's box: days, party and the fine in the authority's own currency."""
    found, records, events = read(
        "Authority: | Datatilsynet (Norway) |\nJurisdiction: | Norway |\nDecided: | 25.08.2022 |\nPublished: | "
        "09.09.2022 "
        "|\nFine: | 200000 NOK |\nParties: | Kredittsjekk AS |\n\nThe Norwegian DPA fined a company €20,000 for "
        "checking "
        "the wrong person's credit. It fined the company €20,000 and asked for routines."
    )
    assert (found.decided_on, found.published_on) == (dt.date(2022, 8, 25), dt.date(2022, 9, 9))
    assert sums(records) == [("200000", "NOK", "imposed", "Kredittsjekk AS")]
    assert days(events) == [("issued", "2022-08-25"), ("announced", "2022-09-09")]


def test_a_box_whose_lines_ran_together_names_its_party_alone() -> None:
    """What follows the party's name is the next label, not the name."""
    found, _, _ = read(
        "Authority: CNIL (France) Decided: 08.09.2022 Published: 13.09.2022 Fine: 250000 EUR\n\n"
        "Parties: GIE REGISTRO National Case Number/Name: SAN-2022-918\n\nThe CNIL fined a company €250,000."
    )
    assert found.respondents == ("GIE REGISTRO",)


def test_other_bodies_of_a_release_are_no_respondents() -> None:
    """Services that are asked, offices that prosecute, and what all fines of a year come to, are beside the news."""
    found, records, _ = read(
        "Fines for nuisance calls\n\nThe Information Commissioner's Office (ICO) has imposed a £45,000 "
        "fine on a business in "
        "London. Hanover Digital Solutions Limited called numbers of the Telephone Preference Service. "
        "Fines of £2m since "
        "April prove its resolve, it said with the Insolvency Service."
    )
    assert found.respondents == ("Hanover Digital Solutions Limited",)
    assert sums(records) == [("45000", "GBP", "imposed", "Hanover Digital Solutions Limited")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            (
                "In the matter of a complaint by the Environmental Protection Agency\n\nThe Federal Trade "
                "Commission dismissed "
                "the complaint that the Environmental Protection Agency filed against Green Paints LLC on 3 May 2021."
            ),
            ("Green Paints LLC",),
        ),
        (
            (
                "The Coast Foundation v. Coastal Cement, Inc.\n\nThe Attorney General of California filed a "
                "brief. The Coast "
                "Foundation sued Coastal Cement, Inc. in the Superior Court in 2021."
            ),
            ("Coastal Cement, Inc.",),
        ),
        (
            (
                "The Privacy Commissioner of Canada looked into a complaint about Maple Bank Ltd in May. Maple Bank "
                "Ltd had filed a "
                "complaint of its own."
            ),
            ("Maple Bank Ltd",),
        ),
    ],
)
def test_whoever_complained_or_sued_is_no_respondent(text: str, names: tuple[str, ...]) -> None:
    """Where somebody else is likely to be whom the text is about; alone, a complainant may be."""
    assert read(text)[0].respondents == names


def test_whom_a_headline_names_is_whom_a_short_text_is_about() -> None:
    """Where no rule knows what was done, and the text goes on to speak of it; not of whom it speaks in passing."""
    text = (
        "PPC issues guidance to Kawane Travel\n\nThe Personal Information Protection Commission of Japan today issued "
        "guidance to Kawane Travel after passport copies were kept for nine years.\n\nKawane Travel had passed the "
        "copies on to Minato Hotels. Kawane Travel is to report on its measures by the end of March."
    )
    assert read(text)[0].respondents == ("Kawane Travel",)
    assert (
        read(text.replace("Kawane Travel", "the agency").replace("to the agency\n", "to a travel agency\n"))[
            0
        ].respondents
        == ()
    )
