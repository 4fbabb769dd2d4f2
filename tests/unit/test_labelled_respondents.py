"""Respondents whom a label of the head names, in the house styles of authorities of many countries."""

from __future__ import annotations

import pytest

from tests.support.notices import described, parsed

FACTS = "The cameras of the toll gate were kept in use for longer than the signs said. " * 60


@pytest.mark.parametrize(
    ("head", "named"),
    [
        (
            (
                "Data Protection Authority\n\nDecision 1/2024\n\nThe defendant: the non-profit association "
                "Larch Hospital, with registered office in Genk, represented by Mrs Ann Bell, lawyer in Antwerp"
            ),
            ("Larch Hospital",),
        ),
        (
            (
                "PIPC\n\nDeliberation and Resolution\n\nRespondent: Haneul Larch Edu Co., Ltd. (business registration "
                "number omitted), Bundang-gu; representative director Seo"
            ),
            ("Haneul Larch Edu Co., Ltd.",),
        ),
        (
            "SANCTIONING DECISION No. 9\n\nParties charged: Larch Tecnologia S.A.; Bell Educacional Ltda.\n\nLGPD",
            ("Larch Tecnologia S.A.", "Bell Educacional Ltda."),
        ),
        (
            (
                "DELIBERATION\n\nThe CNPD drew up a draft in which it imputed to LARCH E BELL, S.A. (hereinafter, "
                "the Accused), with registered office in Mora, offences."
            ),
            ("LARCH E BELL, S.A.",),
        ),
        (
            (
                "The Hessian Commissioner for Data Protection\n\nWiesbaden\n\nTo Larch Kliniken AG, for the "
                "attention of the board, Harbour Road 9\n\nDecision"
            ),
            ("Larch Kliniken AG",),
        ),
        (
            (
                "Order\n\nagainst\n\nMöbelhaus Larch Tenbrink GmbH & Co. KG, represented by its managing director, as "
                "the undertaking concerned, the Authority imposes a fine"
            ),
            ("Möbelhaus Larch Tenbrink GmbH & Co. KG",),
        ),
    ],
)
def test_a_label_names_the_respondent(head: str, named: tuple[str, ...]) -> None:
    """With what kind of body it is before the name, and where its seat and who represents it are behind."""
    assert described(parsed(f"{head}\n\n{FACTS}")).respondents == named


@pytest.mark.parametrize("name", ["REPUBLIC OF BULGARIA", "State Office"])
def test_a_state_and_a_bare_office_are_no_respondents(name: str) -> None:
    """The head of a judgment names the one, and a decision calls its author the other."""
    text = (
        f"{name}\n\nSUPREME ADMINISTRATIVE COURT\n\nJUDGMENT No. 4\n\nThe Republic and the company appear. The "
        f"{name} issued a fine. The company, the company and the company deny it.\n\n{FACTS}"
    )
    assert name not in described(parsed(text)).respondents
