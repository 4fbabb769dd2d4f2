"""Who issued what texts in other languages tell of, where they name an authority or a court only in passing."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Description, InstrumentKind, Source
from corpus.gazetteer import Gazetteer
from ingest.parse import parse
from ingest.preparing.describe import describe

GAZETTEER = Gazetteer.load()
RETRIEVED = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def read(text: str) -> Description:
    parsed = parse(text.encode(), name="news.txt", media_type="text/plain")
    return describe(parsed, source=Source("news.txt", "0" * 64, "text/plain", RETRIEVED), gazetteer=GAZETTEER)


@pytest.mark.parametrize(
    ("text", "regulator"),
    [
        (
            "Fjordbanken anmeldt\n\nSagen er nu hos politiet, efter at Datatilsynet havde meldt banken.",
            "datatilsynet-dk",
        ),
        ("Gebyr til Solvik\n\nSelskapet fikk gebyr etter klager av kunder, opplyser Datatilsynet.", "datatilsynet-no"),
        ("Cámaras en la calle\n\nLa empresa respondió que hay carteles. La AEPD no lo ve así.", "aepd"),
        ("Der Händler zahlt\n\nDer Bescheid des Hamburgischen Datenschutzbeauftragten ist rechtskräftig.", "hmbbfdi"),
        ("Η Kyma απαντά\n\nΗ εταιρεία σχολιάζει την απόφαση της Αρχής Προστασίας Δεδομένων για τα στοιχεία.", "hdpa"),
        ("Velkoja sai sakot\n\nYhtiö ei vastannut asiakkailleen, ja seuraamuskollegio määräsi maksun.", "fi-ombudsman"),
        ("Der Händler zahlt\n\nDie niedersächsische Datenschutzbehörde hat ein Bußgeld verhängt.", "lfd-ni"),
        ("Der Händler zahlt\n\nDie Datenschutzbehörde hat ein Bußgeld verhängt, der Händler zahlt.", None),
        # two that may be meant, or one of another country: neither
        ("Queixa\n\nA empresa escreveu à CNPD e à ANPD sobre esta queixa durante vários meses, sem resposta.", None),
        ("Foredrag\n\nDen svenske myndighed IMY holdt et foredrag om sine afgørelser, og det blev godt.", None),
    ],
)
def test_an_authority_named_in_passing_is_the_one_of_the_language(text: str, regulator: str | None) -> None:
    """By its initials, by its name in a case, or by what it is called at home."""
    assert read(text).regulator == regulator


def test_the_head_of_a_judgment_gives_its_court_and_its_day() -> None:
    """A court and a comma, or its ECLI; a court of a name that several countries share is that of the authority."""
    text = (
        "ECLI:NL:RBGEL:2025:1111, Rechtbank Gelderland, 7 augustus 2025, zaak ARN 22/1\n\nDe rechtbank beoordeelt het "
        "beroep tegen een boete die de Autoriteit Persoonsgegevens oplegde."
    )
    found = read(text)
    assert (found.kind, found.court, found.regulator) == (InstrumentKind.JUDGMENT, "rb-gelderland", "ap")
    assert found.decided_on == dt.date(2025, 8, 7)
    austrian = read(
        "Bundesverwaltungsgericht, W101 1234567-1/10E\n\nGegenstand ist die Beschwerde einer Gesellschaft gegen das "
        "Straferkenntnis der Datenschutzbehörde vom 14. Dezember 2023 (GZ D550.111)."
    )
    assert (austrian.court, austrian.regulator) == ("bvwg", "dsb")


def test_news_of_a_court_is_no_judgment_and_a_label_gives_the_day() -> None:
    """A headline that begins with a court goes on with a colon or a verb."""
    assert read("Landgericht Bonn: Funk GmbH zahlt weniger\n\nDas Gericht hat das Bußgeld herabgesetzt.").kind is not (
        InstrumentKind.JUDGMENT
    )
    text = "Tågverket får betala\n\nBeslut den 10 februari 2021. IMY tar ut 2,5 miljoner kronor i sanktionsavgift."
    assert read(text).decided_on == dt.date(2021, 2, 10)
