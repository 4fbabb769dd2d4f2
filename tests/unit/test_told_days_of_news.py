"""News as many houses write it, in several languages: its days, its steps, and who speaks."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import InstrumentKind
from tests.support.news import days, read, sums


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
