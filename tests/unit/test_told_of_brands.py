"""News as many houses write it, in several languages: whom it is about, its days, its sums and whose they are."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Description, InstrumentKind, Source
from corpus.gazetteer import Gazetteer
from corpus.matters import Event
from corpus.records import Records
from ingest.describe import describe
from ingest.describing.deeds import find_deeds
from ingest.extract import extract
from ingest.parse import parse

GAZETTEER = Gazetteer.load()
RETRIEVED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def read(text: str) -> tuple[Description, Records, tuple[Event, ...]]:
    parsed = parse(text.encode(), name="news.txt", media_type="text/plain")
    source = Source("news.txt", "0" * 64, "text/plain", RETRIEVED)
    description = describe(parsed, source=source, gazetteer=GAZETTEER)
    records, matter = extract(parsed, description, GAZETTEER)
    return description, records, matter.events if matter else ()


def sums(records: Records) -> list[tuple[str, str, str, str | None]]:
    return [(f"{p.money.amount:f}", p.money.currency, p.stage.value, p.respondent) for p in records.penalties]


def days(events: tuple[Event, ...]) -> list[tuple[str, str]]:
    return [(event.kind.value, event.on.isoformat()) for event in events]


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


@pytest.mark.parametrize(
    ("text", "decided", "published"),
    [
        (
            (
                "Myndigheten får betala\n\nBeslut den 10 februari 2021. Integritetsskyddsmyndigheten (IMY) tar "
                "ut 2,5 miljoner "
                "kronor i sanktionsavgift av en myndighet som prövade en app för ansikten."
            ),
            "2021-02-10",
            None,
        ),
        (
            (
                "Personvernnemndas vedtak 21. juni 2022. Datatilsynets referanse: 20/12375-9\n\nX AS klager på "
                "vedtaket av 21. "
                "september 2021, der Datatilsynet ila selskapet et gebyr."
            ),
            "2022-06-21",
            None,
        ),
        (
            (
                "Multa para Banca Norte\n\n22 de octubre de 2021. La Agencia Española de Protección de Datos ha "
                "sancionado con "
                "3 millones de euros a Banca Norte por pedir mal el consentimiento a sus clientes."
            ),
            None,
            "2021-10-22",
        ),
        (
            (
                "Le bandeau\n\nOTTAWA, ON, June 29, 2020 – The Office of the Privacy Commissioner of Canada will look "
                "into an "
                "app for ordering coffee together with three of its provincial counterparts, it said."
            ),
            None,
            "2020-06-29",
        ),
        (
            (
                "Πρόστιμο\n\n31 Ιουλίου 2019. Η Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα τιμώρησε με "
                "150.000 ευρώ "
                "την "
                "εταιρεία Λογιστές Α.Ε. για τον τρόπο με τον οποίο ζήτησε συγκατάθεση."
            ),
            None,
            "2019-07-31",
        ),
        (
            "Boete\nInstantie: Autoriteit Persoonsgegevens\nPublicatie: 11 mei 2021\nBesluit tot een boete",
            None,
            "2021-05-11",
        ),
        (
            "Adopted: February 25, 2009 Released: February 27, 2009\nFederal Communications Commission",
            "2009-02-25",
            "2009-02-27",
        ),
        (
            "Moor Ltd v The Information Commissioner [2013] UKUT 951 (AAC) (08 November 2013)\n\nThe appeal fails.",
            "2013-11-08",
            None,
        ),
        (
            "Datenschutzbehörde\nMündliche Verhandlung: 20. Dezember 2024\nDie Beschwerde bleibt ohne Erfolg.",
            None,
            None,
        ),
        (
            (
                "De Autoriteit Persoonsgegevens (AP) geeft Kamerzoek B.V. een boete. Het besluit zelf is "
                "van 10 december "
                "2020."
            ),
            "2020-12-10",
            None,
        ),
    ],
)
def test_each_day_is_told_for_what_it_is(text: str, decided: str | None, published: str | None) -> None:
    """A dateline is the day of the news, a citation the day of the judgment, a hearing neither."""
    found, _, _ = read(text)
    assert (found.decided_on and found.decided_on.isoformat()) == decided
    assert (found.published_on and found.published_on.isoformat()) == published


def test_what_a_court_did_is_not_the_authoritys_decision() -> None:
    """A summary whose only day is a court's tells of nothing that the authority issued."""
    _, records, events = read(
        "Zweite Runde\n\nAm 27. Dezember 2024 hat das Bundesverwaltungsgericht die Geldstrafe gegen die Alpen Post "
        "AG mit "
        "16.000.000 Euro festgesetzt. Die Datenschutzbehörde (Österreich) hatte sie 2019 erlassen."
    )
    assert "issued" not in [kind for kind, _ in days(events)]
    assert sums(records) == [("16000000", "EUR", "imposed", "Alpen Post AG")]


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


def test_of_a_sum_in_two_currencies_the_authoritys_own_is_told() -> None:
    """The euro that a translator puts first only restates what was laid down in crowns."""
    _, records, _ = read(
        "Court: | Personvernnemnda (Norway) |\nJurisdiction: | Norway |\nDecided: | 31.08.2021 |\nParties: "
        "| Nord Butikk SA |\n"
        "\nThe Norwegian DPA (Datatilsynet) had imposed a fine of some €40,340 (NOK 400,000) on a store."
    )
    assert sums(records) == [("400000", "NOK", "imposed", "Nord Butikk SA")]


def test_what_befell_a_decision_did_not_happen_by_its_own_day() -> None:
    """A text whose only day is that of the decision tells an outcome after that day; nor is an appeal dated by it."""
    _, _, events = read(
        "Con il provvedimento n. 934 del 10 giugno 2021 il Garante per la protezione dei dati personali ha "
        "sanzionato per "
        "2.600.000 euro Consegna s.r.l.\n\nIl Tribunale di Milano ha annullato il provvedimento perché la "
        "sanzione era "
        "eccessiva."
    )
    assert [(event.kind.value, event.precision) for event in events] == [("annulled", "after")]
    _, _, events = read(
        "Personvernnemndas vedtak 27. september 2023. Datatilsynets referanse: 20/12136-18\n\nDating AS "
        "klaget på vedtaket "
        "fra 13. desember 2021, der Datatilsynet ila selskapet 65 000 000 kroner i overtredelsesgebyr."
    )
    on = dt.date(2021, 12, 13)
    assert ("appealed", on, "day") not in [(event.kind.value, event.on, event.precision) for event in events]


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


@pytest.mark.parametrize(
    ("text", "kind", "on"),
    [
        ("Le 18 février 2025, la CNIL a interdit à Épicerie Inc. de filmer ses clients.", "issued", "2025-02-18"),
        (
            "Le 28 janvier 2022 le Conseil d'État a rejeté le recours d'Épicerie Inc. contre la CNIL.",
            "upheld",
            "2022-01-28",
        ),
        (
            (
                "El 3 de marzo de 2023 la Audiencia Nacional ha anulado la multa de la Agencia Española de "
                "Protección de "
                "Datos a Norte S.L."
            ),
            "annulled",
            "2023-03-03",
        ),
        (
            "Am 26. November 2020 hat das Landgericht Köln das Bußgeld der BfDI gegen die Funk GmbH herabgesetzt.",
            "reduced",
            "2020-11-26",
        ),
        (
            (
                "Op 3 mei 2023 verklaarde de rechtbank Den Haag het beroep van Kamerzoek B.V. tegen de Autoriteit "
                "Persoonsgegevens ongegrond."
            ),
            "upheld",
            "2023-05-03",
        ),
    ],
)
def test_steps_are_told_in_other_languages(text: str, kind: str, on: str) -> None:
    """What was decided, upheld, annulled or reduced, with the day in the same sentence."""
    assert (kind, on) in days(read(text)[2])


@pytest.mark.parametrize(
    ("text", "kind", "court"),
    [
        (
            (
                "DECISION BY THE UPPER TRIBUNAL\n(ADMINISTRATIVE APPEALS CHAMBER)\n\nMoor v The "
                "Information Commissioner "
                "[2013] UKUT 951 (AAC)\n\nThe First-tier Tribunal dismissed the appeal."
            ),
            InstrumentKind.JUDGMENT,
            "ut-aac",
        ),
        (
            (
                "Case Reference: FT/EA/2024/9421\n\nInformation Rights\n\nBetween\nFAST CLAIMS "
                "LTD\nAppellant\nand\nINFORMATION COMMISSIONER\nRespondent\n\nDecision: The appeal is Dismissed"
            ),
            InstrumentKind.JUDGMENT,
            "ftt-grc",
        ),
        (
            (
                "IN THE UNITED STATES COURT OF APPEALS FOR THE NINTH CIRCUIT\n\nTESTLAB, INC., Petitioner, versus "
                "FEDERAL TRADE COMMISSION, Respondent."
            ),
            InstrumentKind.JUDGMENT,
            None,
        ),
        (
            (
                "Federal Communications Commission\n\nNOTICE OF APPARENT LIABILITY FOR FORFEITURE\n\nIn the Matter of "
                "Plains Networks, LLC"
            ),
            InstrumentKind.NOTICE_OF_INTENT,
            None,
        ),
    ],
)
def test_courts_and_notices_are_told_by_their_forms(text: str, kind: InstrumentKind, court: str | None) -> None:
    """Which of two tribunals speaks, a federal court of appeals, and a notice that only proposes."""
    found, _, _ = read(text)
    assert found.kind is kind
    assert court is None or found.court == court


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
    parsed = parse(page.encode(), name="bescheid.html", media_type="text/html")
    source = Source("bescheid.html", "0" * 64, "text/html", RETRIEVED)
    description = describe(parsed, source=source, gazetteer=GAZETTEER)
    records, _ = extract(parsed, description, GAZETTEER)
    assert sums(records) == [
        ("600", "EUR", "imposed", "Alpen Handel GmbH"),
        ("1400", "EUR", "imposed", "Alpen Handel GmbH"),
    ]


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
