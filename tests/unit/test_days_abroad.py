"""The days that texts in other languages bear."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.describing.timing import Timing
from ingest.describing.timing_abroad import days_abroad
from ingest.wording.dates import find_dates

DAY = dt.date(2023, 5, 4)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Sagsnr. 12-3\nDato: 4. maj 2023\nEmne: Kameraer i en skole"),
        ("fi", "Päätös\n\nPäivämäärä: 4.5.2023\n\nYhtiön on poistettava tiedot."),
        ("pl", "Data: 4 maja 2023 r.\n\nSpółka ma usunąć dane."),
        ("no", "Kommunen fikk et gebyr. Vedtaket er datert 4. mai 2023 og kan påklages."),
        ("el", "Η απόφαση 7/2023 φέρει ημερομηνία 4 Μαΐου 2023 και αφορά ένα κατάστημα."),
        ("it", "Con la sentenza n. 812 del 4 maggio 2023 il Tribunale di Verona ha annullato la sanzione."),
        ("de", "Das Urteil verkündete die zweite Kammer für Bußgeldsachen am Donnerstag, dem 4. Mai 2023."),
        ("es", "La resolución, con número PS/1/2023 y fechada el 4 de mayo de 2023, impone una multa."),
        ("sv", "Det blev klart när Kammarrätten i Sundsvall den 4 maj 2023 ändrade domen."),
        ("nl", "Op 4 mei 2023 heeft de rechtbank de boete vernietigd."),
        ("fi", "Tietosuojavaltuutettu teki päätöksensä 4.5.2023."),
        (
            "nl",
            "ECLI:NL:RBABC:2023:99, Rechtbank Utrecht, 4 mei 2023, zaak 22/1\n\nDe rechtbank beoordeelt het beroep.",
        ),
        ("el", "Με την απόφαση (12/2023, της 4ης Μαΐου 2023) ο δήμος οφείλει να διαγράψει τα στοιχεία."),
    ],
)
def test_the_day_of_a_decision_is_read(language: str, text: str) -> None:
    """By its label, by the decision or judgment that bears it, or by what was decided on it."""
    found = days_abroad(text, find_dates(text), language).decided
    assert found
    assert found.on == DAY


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Rekisterinpitäjälle huomautus\n\nJulkaistu 4.5.2023\n\nValtuutettu on antanut huomautuksen."),
        ("sv", "Kommunen får betala\n\nPressmeddelande 2023-05-04\n\nMyndigheten granskade kommunen."),
        ("no", "Gebyr til en kommune Publisert: 04.05.2023\n\nTilsynet har kontrollert kommunen."),
        ("el", "Δελτίο Τύπου – 4 Μαΐου 2023\n\nΗ Αρχή εξέτασε την καταγγελία."),
    ],
)
def test_the_day_on_which_a_text_came_out_is_read(language: str, text: str) -> None:
    """By its label, also where the line was joined to the heading."""
    found = days_abroad(text, find_dates(text), language).published
    assert found
    assert found.on == DAY


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "En patient klagede den 4. maj 2023 over, at klinikken optog lyd i venteværelset."),
        ("no", "Nemnda behandlet klagen fra selskapet på Datatilsynets vedtak av 4. mai 2023."),
        ("fi", "Määräyksen noudattamisesta on toimitettava selvitys viimeistään 4.5.2023."),
        ("de", "Die Praxis muss die Anordnung bis zum 4. Mai 2023 umsetzen."),
        ("pl", "Na podstawie ustawy z dnia 4 maja 2023 r. o ochronie danych spółka ma obowiązek."),
        ("es", "El sistema funcionaba en pruebas desde el 4 de mayo de 2023 en varias tiendas."),
        ("en", "The decision is dated 4 May 2023."),
    ],
)
def test_the_day_of_something_else_is_none(language: str, text: str) -> None:
    """Complaints, deadlines, laws, what was appealed against; English has phrases of its own."""
    found = days_abroad(text, find_dates(text), language)
    assert found.decided is None
    assert found.published is None


def test_the_day_of_publication_is_that_of_the_decision_only_where_the_text_says_today() -> None:
    """What find_timing took for the day of the decision gives way to the label beside it."""
    told = "Pressmeddelande 2023-05-04\n\nInspektionen har i dag beslutat om en varning."
    plain = told.replace("i dag ", "")
    for text, expected in ((told, DAY), (plain, None)):
        dates = find_dates(text)
        timing = Timing(decided=dates[0]).with_abroad(days_abroad(text, dates, "sv"))
        assert (timing.decided.on if timing.decided else None) == expected
        assert timing.published
        assert timing.published.on == DAY
