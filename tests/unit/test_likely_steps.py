"""Steps that no rule reads, in other languages: which a sentence tells, by whose hand and when, as a model reads it."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Source
from corpus.gazetteer import Gazetteer
from corpus.matters import Event, EventKind, State
from corpus.standing import fold
from ingest.extract import extract
from ingest.extract.steps.likely import ACTS, KINDS, likelihoods
from ingest.extract.steps.senses import words_of
from ingest.extract.steps.signs import signs_of
from ingest.parse import parse
from ingest.preparing.describe import describe
from tests.unit.test_abroad import events

GAZETTEER = Gazetteer.load()
SURE = 0.5


def likely(sentence: str, language: str) -> dict[str, float]:
    return likelihoods(signs_of(sentence, language, GAZETTEER))


@pytest.mark.parametrize(
    ("language", "sentence", "kind"),
    [
        ("en", "The tribunal quashed the penalty notice on 4 March 2024.", "annulled"),
        ("en", "A judge has cut the fine on the airline to £40,000.", "reduced"),
        ("en", "The Court of Appeal dismissed the retailer's appeal against the fine.", "upheld"),
        ("de", "Das Amtsgericht senkte die Geldbuße auf 12.000 Euro.", "reduced"),
        ("de", "Der Gerichtshof wies die Klage der Brauerei ab.", "upheld"),
        ("es", "La Audiencia Nacional tumbó la multa a la eléctrica.", "annulled"),
        ("fr", "La cour administrative d'appel a débouté la mutuelle.", "upheld"),
        ("it", "Il giudice ha dimezzato la sanzione alla palestra.", "reduced"),
        ("nl", "De rechtbank haalde een streep door de boete van de slager.", "annulled"),
        ("pl", "Sąd złagodził karę nałożoną na piekarnię do 30 tys. zł.", "reduced"),
        ("pt", "O tribunal deu razão à autoridade e manteve a coima.", "upheld"),
        ("sv", "Kammarrätten gick på myndighetens linje och avslog överklagandet.", "upheld"),
    ],
)
def test_what_a_sentence_tells_is_likely(language: str, sentence: str, kind: str) -> None:
    """Whatever its words, where they were met in sentences of their language or mean what was met in another."""
    assert likely(sentence, language)[kind] > SURE


@pytest.mark.parametrize(
    ("language", "sentence", "kind"),
    [
        ("en", "The brewery may appeal to the tribunal within 28 days.", "appealed"),
        ("en", "The brewery asked the court to quash the fine.", "annulled"),
        ("de", "Die Brauerei kann binnen eines Monats Klage erheben.", "appealed"),
        ("es", "La eléctrica pidió al tribunal que anulara la multa.", "annulled"),
        ("fr", "Le juge a refusé de suspendre la sanction.", "stayed"),
        ("nl", "De slager overweegt beroep in te stellen.", "appealed"),
        ("pl", "Piekarnia zapowiedziała odwołanie od decyzji.", "appealed"),
        ("sv", "Bageriet funderar på att överklaga beslutet.", "appealed"),
    ],
)
def test_what_is_possible_or_asked_for_is_unlikely(language: str, sentence: str, kind: str) -> None:
    """The signs around one act hold for another: what makes none of an appeal makes none of an annulment."""
    assert likely(sentence, language).get(kind, 0.0) < SURE


def test_a_kind_is_told_only_where_one_of_its_acts_stands() -> None:
    """And every kind of the model is a kind of event."""
    assert "annulled" not in likely("The brewery has eleven shops in Leeds.", "en")
    assert set(KINDS) == set(ACTS)


def test_courts_authorities_sums_and_names_are_words_of_their_sort() -> None:
    """So that what is learnt of one court holds for all; a name is not read as the words it is made of."""
    words = words_of("The Information Commissioner's Office fined Acorn Ltd £40,000 in Leeds.", "en", GAZETTEER)
    assert "@authority" in words[1].names
    assert any("=sum" in word.names for word in words)
    assert any("^" in word.names and "leed" in word.names for word in words)


def told(found: tuple[Event, ...]) -> list[tuple[str, dt.date, str]]:
    return [(event.kind.value, event.on, event.precision) for event in found if event.kind.value != "announced"]


def test_what_no_rule_reads_bears_the_day_of_its_sentence() -> None:
    """Told by the court that the sentence names."""
    found = events("Am 4. Mai 2023 hat das Landgericht Bonn das Bußgeld gegen Nordhandel drastisch gesenkt.", "de")
    assert told(found) == [("reduced", dt.date(2023, 5, 4), "day")]


def test_what_only_the_rules_leave_open_is_not_told_by_the_model() -> None:
    """An outcome that may have been appealed in turn leaves the standing open, whatever is likely."""
    text = "Hallinto-oikeus alensi seuraamusmaksua. Yhtiö on valittanut korkeimpaan hallinto-oikeuteen."
    assert fold(events(text, "fi")).state is State.UNKNOWN


def test_a_decision_is_issued_whatever_it_recites() -> None:
    """What was proposed and asked for before did not befall it."""
    text = (
        "Délibération de la formation restreinte n° SAN-2024-031 du 14 mai 2024 concernant la société LAMPIONS GRIS\n\n"
        "La formation restreinte de la Commission nationale de l'informatique et des libertés,\n\nI. Procédure\n"
        "La rapporteure a proposé à la formation restreinte de prononcer une amende de 300 000 euros. La société a "
        "demandé que la procédure soit close.\n\nPAR CES MOTIFS\nLa formation restreinte, après en avoir délibéré, "
        "décide de prononcer à l'encontre de la société LAMPIONS GRIS une amende administrative de 90 000 euros."
    )
    parsed = parse(text.encode(), name="san.txt", media_type="text/plain")
    source = Source("san.txt", "0" * 64, "text/plain", dt.datetime(2026, 3, 1, tzinfo=dt.UTC))
    _, draft = extract(parsed, describe(parsed, source=source, gazetteer=GAZETTEER), GAZETTEER)
    assert draft is not None
    assert [(event.kind, event.on) for event in draft.events] == [(EventKind.ISSUED, dt.date(2024, 5, 14))]
