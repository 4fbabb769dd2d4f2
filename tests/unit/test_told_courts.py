"""Which court speaks, where one does, and what only looks like a judgment."""

from __future__ import annotations

import pytest

from corpus.documents import InstrumentKind
from ingest.describing.instrument import is_judgment
from tests.support.notices import described, parsed


def test_an_authority_before_a_court_is_one_of_its_country() -> None:
    """A foreign authority that the last footnote cites is not whom the appeal is against."""
    text = (
        "Neutral Citation Number: [2024] UKFTT 11 (GRC)\nFirst-tier Tribunal\nGeneral Regulatory Chamber\n\n"
        "The appeal against the penalty of £130,000 under PECR is dismissed.\n\n"
        "See Shop Kft v Nemzeti Adatvédelmi és Információszabadság Hatóság, paragraph 15.\n"
    )
    found = described(parsed(text))
    assert (found.court, found.regulator) == ("ftt-grc", "ico")


def test_a_judgment_under_appeal_does_not_name_the_court() -> None:
    """The court of first instance stands in the opening too."""
    text = (
        "Date of judgment\n2022-11-16\nCourt\nThe Supreme Administrative Court\nRef. linked\n"
        "II SA/Wa 7/20 - Judgment of the Provincial Administrative Court in Warsaw of 2019-10-02\n"
        "The cassation appeal was dismissed\nPolish Journal of Laws\n"
    )
    assert described(parsed(text)).court == "nsa-pl"


REASONS = "The applicant asked for the records of the toll gate. " * 120


@pytest.mark.parametrize(
    ("text", "court"),
    [
        (
            f"Rapporteur: Ana Doe\n\n{REASONS}\n\nThe judges of this Chamber of the Lisbon Court of Appeal agree.\n",
            "tr-lisboa",
        ),
        (
            f"DECISION\n\n{REASONS}\n\nEuropean Case Law Identifier (ECLI)\n\nECLI:AT:BVWG:2019:W111.1111111.1.00\n",
            "bvwg",
        ),
        (
            "COURT DECISION\n\nON BEHALF OF THE REPUBLIC OF ESTONIA\n\nCourt Tallinn District Court\n\nCase X v. Y\n",
            "tallinna-rk",
        ),
        (
            (
                "The proceedings are formed on a cassation appeal against decision No. 7 by adm. case No. 9/2020.\n\n"
                f"{REASONS}\n\nFor these reasons, the Supreme Administrative Court, fifth department, DECIDES: UPHOLD "
                "the decision No. 7 of the Administrative Court - Sofia.\n"
            ),
            "sac-bg",
        ),
    ],
)
def test_a_court_is_told_where_it_decides(text: str, court: str) -> None:
    """Only the last lines say who decided, and that it is a court."""
    found = described(parsed(text))
    assert (found.kind, found.court) == (InstrumentKind.JUDGMENT, court)


def test_a_case_law_number_of_an_authority_makes_no_judgment() -> None:
    """The Austrian authority's decisions are collected with those of courts."""
    text = f"Datenschutzbehörde\n\nDECISION\n\n{REASONS}\n\nEuropean Case Law Identifier\n\nECLI:AT:DSB:2020:2020.0.1\n"
    assert described(parsed(text)).kind is InstrumentKind.DECISION


@pytest.mark.parametrize(
    ("text", "judgment"),
    [
        ("The Attorney General today filed a lawsuit in the Superior Court of California against Acme Inc.", False),
        ("In the Superior Court of California\n\nThe Attorney General v. Acme Inc.", True),
    ],
)
def test_a_court_that_somebody_went_to_gives_no_judgment(text: str, judgment: bool) -> None:  # noqa: FBT001
    """Only one that names itself does."""
    assert is_judgment(text) is judgment
