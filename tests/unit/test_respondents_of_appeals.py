"""Whom an appeal is about where people, offices and unlisted authorities are its parties."""

from __future__ import annotations

import pytest

from ingest.describing.persons import is_person
from tests.support.notices import described, parsed


def respondents(text: str) -> tuple[str, ...]:
    return described(parsed(text)).respondents


TRIBUNAL = """[2023] UKFTT 88 (GRC)

First-tier Tribunal
(General Regulatory Chamber)
Information Rights

{opening}

{one}
Appellant

and

{two}

Before: Judge Ada Quill

DECISION

1. {reasons}
"""


@pytest.mark.parametrize(
    ("reasons", "names"),
    [
        ("This is an appeal against a penalty notice. The calls were sold by Larch Leads Ltd.", ("JONAS PETER WHELK",)),
        ("The Commissioner served on the Appellant an enforcement notice.", ("JONAS PETER WHELK",)),
        ("An enforcement notice was served on Mr Whelk, of Larch Leads Ltd.", ("JONAS PETER WHELK",)),
        ("He decided that Sandpiper Council was not entitled to refuse the request.", ("Sandpiper Council",)),
        ("The Appellant complains that the Commissioner refused to serve an enforcement notice on his bank.", ()),
    ],
)
def test_a_person_answers_for_a_notice_that_was_served_on_him(reasons: str, names: tuple[str, ...]) -> None:
    """Who only asked for a file does not: then it is the authority that held it, where the reasons say so."""
    text = TRIBUNAL.format(
        opening="Between", one="JONAS PETER WHELK", two="THE INFORMATION COMMISSIONER\nRespondent", reasons=reasons
    )
    assert respondents(text) == names


def test_a_person_and_his_company_who_appeal_together_are_both_meant() -> None:
    """One under another and without numbers."""
    text = TRIBUNAL.format(
        opening="B E T W E E N:-",
        one="JONAS PETER WHELK\n\nTELLIN MARKET SURVEYS LTD",
        two="THE INFORMATION COMMISSIONER\nRespondent",
        reasons="These are appeals against penalty notices.",
    ).replace("Appellant", "Appellants")
    assert respondents(text) == ("JONAS PETER WHELK", "TELLIN MARKET SURVEYS LTD")


@pytest.mark.parametrize(
    "office",
    ["Principal Officer of Fisheries Protection", "Director of Marine Surveys", "Institute of Actors of Ireland"],
)
def test_an_office_beside_the_authority_answers(office: str) -> None:
    """A person asked it for information; so may a body whose name ends in the name of a state."""
    text = TRIBUNAL.format(
        opening="Between",
        one="Ms Una Dulse",
        two=f"(1) The Information Commissioner\n(2) The {office}\nRespondents",
        reasons="Ms Dulse asked how many vessels were boarded. A copy had been made by Larch Leads Ltd.",
    )
    assert respondents(text) == (office,)


@pytest.mark.parametrize(
    ("deed", "name"),
    [
        ("an appeal against an improvement notice issued on 4 May 2021 by the Authority.", "BRACKEN DAIRIES LIMITED"),
        ("a claim about the rent of a field.", "MOORLAND AND RIVERS AUTHORITY"),
    ],
)
def test_an_authority_that_no_list_knows_is_told_by_what_it_decided(deed: str, name: str) -> None:
    """It is no respondent to its own notice; in another quarrel it may be."""
    text = (
        "[2023] EWHC 81 (Admin)\n\nIN THE HIGH COURT OF JUSTICE\n\nBetween:\n\nBRACKEN DAIRIES LIMITED Appellant\n\n"
        f"- and -\n\nTHE MOORLAND AND RIVERS AUTHORITY Respondent\n\nAPPROVED JUDGMENT\n\n1. This is {deed}\n"
    )
    assert respondents(text) == (name,)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Mr Rowan Tully Askew", True),
        ("DARNELL P. ODELL", True),
        ("Goh Mei Lin", True),
        ("Ludwig van der Aa", True),
        ("Mr W", False),
        ("KLD", False),
        ("Bracken Dairies Limited", False),
        ("Chief Officer of Customs", False),
        ("Sandpiper Council", False),
        ("Present, represented", False),
    ],
)
def test_a_person_is_told_by_the_name(name: str, *, person: bool) -> None:
    """Initials alone, companies, posts and bodies are none."""
    assert is_person(name) is person
