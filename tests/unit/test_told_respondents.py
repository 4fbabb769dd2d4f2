"""Whom a decision is about: named in many ways and languages, or with the name taken out."""

from __future__ import annotations

import pytest

from tests.support.notices import NOTICE, described, letter, parsed


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("The Electoral Commission", "Electoral Commission"),
        ("Ci & Vo Food s.r.l.", "Ci & Vo Food s.r.l."),
        ("Brown & Green Online Shop A.B. & Co. KG", "Brown & Green Online Shop A.B. & Co. KG"),
        ('SIA "PARCELA"', "SIA PARCELA"),
    ],
)
def test_a_respondent_keeps_its_whole_name(written: str, name: str) -> None:
    """Names made of words for public bodies, and legal forms before a name and of several words."""
    assert described(parsed(NOTICE.replace("Acme Parcels Limited", written))).respondents == (name,)


@pytest.mark.parametrize(
    ("opening", "respondent"),
    [
        ("To: We Buy Any Bicycle Limited\n\nOf: 1 High Street", "We Buy Any Bicycle Limited"),
        ("The authority imposed an administrative fine of EUR 2 385 276 on Shop, UAB.", "Shop, UAB"),
        ("Applicant: NORTHERN CARS SL\n\nAttorney: A. B.\n\nDefendant: THE AGENCY", "NORTHERN CARS SL"),
        (
            "En el procedimiento sancionador instruido por la Agencia a EMBALAJES DEL SUR, S.L., se",
            "EMBALAJES DEL SUR, S.L.",
        ),
        (
            "heeft de Autoriteit een boete opgelegd aan Stichting Stadsziekenhuis (het ziekenhuis).",
            "Stichting Stadsziekenhuis",
        ),
        ("Geldbuße gegen die Paketdienst Nord GmbH wegen fehlender Auskunft", "Paketdienst Nord GmbH"),
        ("подадена от Г.И. срещу Колети ЕООД", "Колети ЕООД"),
    ],
)
def test_a_respondent_is_named_in_many_languages(opening: str, respondent: str) -> None:
    """The words that give someone the part of respondent, in several languages."""
    assert letter(opening).respondents == (respondent,)


UNKNOWN_HOUSE = """Ruling of 3 May 2022

The {name} keeps a register of members. {name} has published the register for two years, and {name} stated that
nobody was harmed. The rules on registers are laid down in the Act on Registers. Members wrote to the Bar Association.
"""


@pytest.mark.parametrize(
    "name", ["Seaside Rowing Club", "Harbour municipality", "Ministry of Transport, Mobility and Urban Agenda"]
)
def test_a_respondent_is_told_without_any_phrase_of_its_house(name: str) -> None:
    """Who does all that is told, at the head of the text, is whom it is about, though no phrase says so."""
    assert described(parsed(UNKNOWN_HOUSE.format(name=name))).respondents == (name,)


def test_other_peoples_cases_are_not_respondents() -> None:
    """A company before another court, and a lawyer's firm, are only named in passing."""
    text = NOTICE + (
        "\n3. See the judgment in Case C-131/12, Search Engine SL v. Agency, and in Case C-40/17, Fashion Trade GmbH.\n"
        "\n4. The company was represented by the law firm Brown Partners LLP.\n"
    )
    assert described(parsed(text)).respondents == ("Acme Parcels Limited",)


def test_a_second_respondent_needs_no_phrase_of_its_own() -> None:
    """Only the first stands after "To:"; the second is as much what the text is about."""
    both = (
        "Acme Parcels Limited has delivered them. The other company is Blue Vans Limited (registered office: Leeds). "
        "Blue Vans Limited has driven them. Against Blue Vans Limited a penalty is set too. Acme Parcels Limited"
    )
    found = described(parsed(NOTICE.replace("The company delivers parcels", both)))
    assert found.respondents == ("Acme Parcels Limited", "Blue Vans Limited")


RELEASE = """Fourth Defendant Pleads Guilty in Decade-long Scheme

2 June 2025

The spouse of a former manager has pleaded guilty, Attorney General Jane Doe announced. The case was investigated by the
Office of the Attorney General, the Special Prosecutions Section of the Attorney General's Office and the Office of
Inspector General. The Office of Inspector General has worked on it for two years.
"""


def test_whoever_prosecutes_is_no_respondent() -> None:
    """Offices of attorneys and inspectors general do much in a release, and are not whom it is about."""
    assert described(parsed(RELEASE)).respondents == ()


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        (
            "Decision on the survey conducted among\n\nCompany A\n\nCompany A stated that it keeps the data.",
            "Company A",
        ),
        ("A complaint from X municipality about a reprimand.", "X municipality"),
        ("[Names may be abbreviated for reasons of pseudonymisation.]", "abbreviated for reasons of pseudonymisation"),
        ("The authority fines [the controller] for keeping data.", "[the controller]"),
    ],
)
def test_a_respondent_whose_name_was_taken_out_is_told_as_such(opening: str, said: str) -> None:
    """No name is made of "Company A"; the words that stand for it are kept, with their place."""
    found = letter(opening)
    told = next(each for each in found.detected if each.field == "respondents_anonymised")
    assert found.respondents == ()
    assert told.value == said
    assert told.span is not None


def test_anonymous_companies_are_not_one_matter() -> None:
    """Decisions against companies whose name is blacked out go by their own numbers, not by "Sp. z o.o."."""
    opening = (
        "DECISION\n\nDKE.561.{}.2020\n\nThe President of the Personal Data Protection Office imposes on {} a fine."
    )
    found = {
        letter(opening.format(n, name)).matter for n, name in ((1, "X. Sp. z o.o."), (2, "Sp. z o.o."), (3, "A. S.A."))
    }
    assert found == {"pl-uodo-dke-561-1-2020", "pl-uodo-dke-561-2-2020", "pl-uodo-dke-561-3-2020"}
