"""Steps told in other languages: what befell a decision, and what is only possible."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Block, BlockKind, ParsedDocument, Span
from corpus.matters import EventKind
from ingest.extract.abroad import StepAbroad, step_told, steps_abroad
from ingest.extract.reading import Reading


def told(text: str, language: str) -> list[StepAbroad]:
    parsed = ParsedDocument(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), ())
    return list(steps_abroad(Reading(parsed), language))


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("es", "La Audiencia Nacional ha anulado la multa impuesta a la compañía eléctrica.", EventKind.ANNULLED),
        (
            "it",
            "Il Tribunale di Verona ha annullato il provvedimento con cui il Garante l'aveva multata.",
            EventKind.ANNULLED,
        ),
        ("nl", "De rechtbank Utrecht vernietigde het besluit van de toezichthouder.", EventKind.ANNULLED),
        (
            "de",
            "Das Landgericht Kassel hat das Bußgeld gegen den Händler auf 20.000 Euro herabgesetzt.",
            EventKind.REDUCED,
        ),
        ("fr", "Le Conseil d'État rejette le recours de la société contre cette sanction.", EventKind.UPHELD),
        ("sv", "Beslutet om sanktionsavgift har överklagats av bolaget, uppger myndigheten.", EventKind.APPEALED),
        ("pl", "Sąd uchylił decyzję prezesa urzędu o nałożeniu kary na spółkę.", EventKind.ANNULLED),
    ],
)
def test_what_befell_a_decision_is_read(language: str, text: str, kind: EventKind) -> None:
    """By the meanings of its words, wherever they stand in the sentence."""
    assert [step.kind for step in told(text, language)] == [kind]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La empresa avanzó que presentaría recurso contra la multa ante los tribunales."),
        ("fr", "La société peut contester cette décision devant le Conseil d'État."),
        ("fr", "Le juge des référés a refusé de suspendre l'exécution de la décision."),
        ("nl", "Het bedrijf gaat niet in beroep tegen de boete van de toezichthouder."),
        ("de", "Gegen den Bescheid kann binnen vier Wochen Beschwerde erhoben werden."),
        ("it", "La società ha chiesto al tribunale di annullare la sanzione del Garante."),
        ("en", "The tribunal annulled the fine that the authority had imposed on the shop."),
    ],
)
def test_what_is_open_or_denied_is_no_step(language: str, text: str) -> None:
    """What may be done, was asked for or refused; English has patterns of its own."""
    assert told(text, language) == []


def test_a_step_bears_the_day_of_its_judgment_and_not_of_the_decision() -> None:
    """A date after "the decision of" is the decision's."""
    dated = told("En sentencia de 3 de mayo de 2021 la Audiencia Nacional ha anulado la multa a la clínica.", "es")
    assert dated[0].on == dt.date(2021, 5, 3)
    undated = told("Le Conseil d'État rejette le recours contre la délibération du 7 mars 2020 de la commission.", "fr")
    assert undated[0].on is None


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Beslutet har överklagats till förvaltningsrätten av bolaget.", "sv", None),
        ("Beslutet har överklagats, enligt myndighetens sida.", "sv", EventKind.APPEALED),
        ("O tribunal reduziu a coima para metade.", "pt", EventKind.REDUCED),
        ("A empresa pode recorrer da coima.", "pt", None),
        ("The court reduced the fine.", "en", None),
    ],
)
def test_a_sentence_tells_what_happened_to_a_decision(text: str, language: str, kind: EventKind | None) -> None:
    """In another language, where it is not left open; "the court of appeal" is no appeal."""
    assert step_told(text, language) is kind
