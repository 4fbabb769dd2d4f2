"""News as many houses write it, in several languages: its sums, how far they have come, and whose they are."""

from __future__ import annotations

import pytest

from tests.support.news import read, sums


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            (
                "El 3 de marzo de 2023 la Audiencia Nacional ha anulado la resolución de la Agencia Española de "
                "Protección de Datos (AEPD) contra Banca Norte S.A. La "
                "Agencia había impuesto dos multas: 2 millones de euros por los artículos 13 y 14 del RGPD."
            ),
            [("2000000", "EUR", "unknown")],
        ),
        (
            (
                "Das Gericht hat das Straferkenntnis der Datenschutzbehörde (Österreich) aufgehoben. Damit "
                "entfallen die "
                "Geldstrafe von 18 Millionen Euro und die Verfahrenskosten von 1,8 Millionen Euro."
            ),
            [("18000000", "EUR", "annulled")],
        ),
        (
            (
                "Landgericht Bonn: Die Kammer hat das vom BfDI verhängte Bußgeld gegen die Funk GmbH auf 900.000 Euro "
                "herabgesetzt."
            ),
            [("900000", "EUR", "reduced")],
        ),
        (
            (
                "Russische Affäre: o tribunal baixou a coima aplicada pela Comissão Nacional de Proteção "
                "de Dados (CNPD) "
                "para "
                "1.027.500 euros, menos 222,5 mil euros do que antes."
            ),
            [("1027500", "EUR", "reduced")],
        ),
        (
            (
                "The Data Protection Commission decided: Tulla, the Irish child agency, was slapped with a €75,000 "
                "(£67,000) penalty."
            ),
            [("75000", "EUR", "imposed")],
        ),
        ("Sanction de la CNIL : le site Marmitou écope de 380 000 euros d'amende.", [("380000", "EUR", "imposed")]),
        (
            (
                "Federal Communications Commission\nNOTICE OF APPARENT LIABILITY FOR FORFEITURE\nAdopted: May 5, "
                "2009\nWe find "
                "that Plains Networks, LLC is apparently liable for a monetary forfeiture in the amount of $2,000."
            ),
            [("2000", "USD", "proposed")],
        ),
        (
            (
                "The Federal Trade Commission acts against PillBox Holdings Inc. Under a proposed order "
                "the company has "
                "agreed to a civil penalty of "
                "$1.5 million. The order takes effect only if the federal court approves it."
            ),
            [("1500000", "USD", "proposed")],
        ),
        (
            "Personvern: Datatilsynet (Norway) ga Kredittsjekk AS et overtredelsesgebyr på 85 000 kroner.",
            [("85000", "NOK", "imposed")],
        ),
        (
            (
                "Prezes Urzędu Ochrony Danych Osobowych (UODO) nakłada na spółkę administracyjną karę "
                "pieniężną w kwocie "
                "18 941 zł."
            ),
            [("18941", "PLN", "imposed")],
        ),
    ],
)
def test_sums_are_told_as_far_as_they_have_come(text: str, wanted: list[tuple[str, str, str]]) -> None:
    """What courts undid or brought down is not imposed, what is apparent or awaits approval neither."""
    _, records, _ = read(text)
    assert [each[:3] for each in sums(records)] == wanted


def test_a_sum_of_another_company_in_a_list_is_none_of_this_matter() -> None:
    """The end of a release lists what its authority did to others."""
    _, records, _ = read(
        "Quick Append, Inc. did not register\n\nThe California Privacy Protection Agency (CPPA) has fined Quick "
        "Append, Inc. "
        "for its lateness.\n\nAmong its latest steps are:\n\n• A decision under which Tom Sewer, Inc., a clothing "
        "retailer, "
        "must alter its practices and pay $345,178 as a fine for violating the CCPA."
    )
    assert sums(records) == []


def test_of_a_sum_in_two_currencies_the_authoritys_own_is_told() -> None:
    """The euro that a translator puts first only restates what was laid down in crowns."""
    _, records, _ = read(
        "Court: | Personvernnemnda (Norway) |\nJurisdiction: | Norway |\nDecided: | 31.08.2021 |\nParties: "
        "| Nord Butikk SA |\n"
        "\nThe Norwegian DPA (Datatilsynet) had imposed a fine of some €40,340 (NOK 400,000) on a store."
    )
    assert sums(records) == [("400000", "NOK", "imposed", "Nord Butikk SA")]


def test_each_of_several_bears_its_own_sum() -> None:
    """Public bodies, and companies of one house, are told apart by their whole names."""
    _, records, _ = read(
        "Third and fourth fines\n\nThe Information Commissioner's Office (ICO) has acted again. The penalty is "
        "£80,000 for "
        "Selby Council and £70,000 for Arden Council."
    )
    assert [(amount, whose) for amount, _, _, whose in sums(records)] == [
        ("80000", "Selby Council"),
        ("70000", "Arden Council"),
    ]


def test_one_company_does_not_bear_the_sum_of_another_of_its_house() -> None:
    """Where only one of a group was recognised, the other's sum is nobody's rather than its."""
    _, records, _ = read(
        "La CNIL confirme les deux amendes, 60 millions d'euros pour Moteur LLC et 40 millions d'euros pour Moteur "
        "Ireland "
        "Limited."
    )
    assert ("40000000", "Moteur LLC") not in [(amount, whose) for amount, _, _, whose in sums(records)]


def test_a_fine_in_a_table_is_read_under_the_head_of_its_column() -> None:
    """Austrian penalty decisions lay the sums out in columns; neither the costs nor the total are fines."""
    page = (
        "<html><body><article><h1>Straferkenntnis</h1><p>Datenschutzbehörde, Straferkenntnis vom 3. Mai 2022, GZ "
        "2022-0.911.222, wegen der Verarbeitung von Daten ohne Grundlage.</p><p>Beschuldigter: Alpen Handel GmbH</p>"
        "<p>Wegen dieser Verwaltungsübertretungen werden folgende Strafen "
        "verhängt:</p><table><tr><th>zu</th><th>Geldstrafe "
        "von</th><th>Ersatzfreiheitsstrafe von</th></tr><tr><td>1.</td><td>€ 600,--</td><td>12 "
        "Stunden</td></tr><tr><td>2."
        "</td><td>€ 1.400,--</td><td>24 Stunden</td></tr></table><p>Ferner hat die Beschuldigte zu zahlen: "
        "€ 200,-- als "
        "Beitrag zu den Kosten. Der Gesamtbetrag beträgt daher € 2.200,--.</p></article></body></html>"
    )
    _, records, _ = read(page, name="bescheid.html", media_type="text/html")
    assert sums(records) == [
        ("600", "EUR", "imposed", "Alpen Handel GmbH"),
        ("1400", "EUR", "imposed", "Alpen Handel GmbH"),
    ]


def test_the_parts_of_a_settlement_are_not_told_beside_it() -> None:
    """What the same settlement pays to whom fits into its sum, and what is invested is no payment."""
    _, records, _ = read(
        "Attorney General James Secures $5 Million from HarborHealth\n\nNEW YORK – New York Attorney "
        "General Letitia James "
        "today announced a $5 million settlement with HarborHealth, Inc. over a data breach. HarborHealth "
        "agreed to pay $3 "
        "million to the state and $1.5 million to patients, and will invest $500,000 in security."
    )
    assert sums(records) == [("5000000", "USD", "imposed", "HarborHealth, Inc.")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            (
                "Harbor to Pay Massachusetts $18 Million Over Breach, Attorney General Says\n\nBOSTON – "
                "Massachusetts Attorney General "
                "Ann Poe announced today that Harbor will pay $18.2 million and submit to injunctive terms."
            ),
            [("18200000", "USD", "imposed")],
        ),
        (
            (
                "Harbor to Pay California $93 Million\n\nHarbor will pay $93 million to settle claims that it "
                "tracked people, "
                "California Attorney General Ann Poe said. A proposed stipulated judgment was filed with the court."
            ),
            [("93000000", "USD", "proposed")],
        ),
        (
            (
                "The California Privacy Protection Agency (CPPA) acts. Quick Append, Inc. must pay $55,400 "
                "under an order of its "
                "board, and customers of Quick Append pay $20 a month for its service."
            ),
            [("55400", "USD", "imposed")],
        ),
        (
            (
                "The Data Protection Commission decided. Tulla, the Irish agency, must pay €75,000 (£67,000) "
                "over three incidents."
            ),
            [],
        ),
    ],
)
def test_what_somebody_pays_for_a_breach_is_told(text: str, wanted: list[tuple[str, str, str]]) -> None:
    """Where the respondent is known and what is paid for is said; prices are none, a headline only rounds."""
    assert [each[:3] for each in sums(read(text)[1])] == wanted


def test_equal_fines_in_one_cell_are_told_by_their_total() -> None:
    """Two fines of one amount are one record; with the third they would not make the total that stands beside them."""
    _, records, _ = read(
        "Datenschutzbehörde\n\nStraferkenntnis vom 3. Mai 2022, GZ 2022-0.911.222\n\nwegen dieser "
        "Verwaltungsübertretungen "
        "wird folgende Strafe verhängt:\n\nGeldstrafe von Euro | falls uneinbringlich, "
        "Ersatzfreiheitsstrafe von\n\nZu 1): € "
        "700,00 Zu 2): € 700,00 Zu 3): € 100,00 Gesamt: € 1.500,00 | 70 Stunden 70 Stunden 16 "
        "Stunden\n\nFerner haben Sie zu "
        "zahlen: 150,00 Euro als Beitrag zu den Kosten, das sind 10% der Strafe, mindestens jedoch 10 Euro (ein Tag "
        "Freiheitsstrafe gleich 100 Euro). Der Gesamtbetrag beträgt 1.650,00 Euro."
    )
    assert [each[:3] for each in sums(records)] == [("1500", "EUR", "imposed")]
