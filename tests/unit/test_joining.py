"""Which documents share a matter: those of one proceeding, and no others."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Description, InstrumentKind, SourceRank
from corpus.gazetteer import Gazetteer
from corpus.matters import Instrument, Matter
from ingest.describing.joining import join_matter, new_matter_id
from tests.support.publications import description

DECIDED = dt.date(2024, 3, 4)
FINE = Instrument("mpn", "monetary penalty notice", "ENF-77120", DECIDED)


def matter(*instruments: Instrument, name: str = "uk-ico-acme-2024-03-04", who: str = "Acme Parcels Ltd") -> Matter:
    return Matter(name, "Acme", "ico", "GB", (who,), instruments)


def about(**given: object) -> Description:
    return description("Acme", **({"regulator": "ico", "respondents": ("Acme Parcels Limited",)} | given))


def joins(told: Description, text: str, *known: Matter) -> str | None:
    joined = join_matter(known, told, text)
    return joined.matter if joined else None


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"decided_on": dt.date(2019, 5, 2)}, "An earlier decision about the same company."),
        ({"decided_on": dt.date(2025, 5, 2), "reference": "ENF-90001"}, "A repeat: see our decision ENF-77120."),
        ({}, "A decision that gives neither a number nor a day."),
        ({"rank": SourceRank.PRESS_RELEASE, "published_on": dt.date(2025, 9, 1)}, "Acme is fined once more."),
        ({"kind": InstrumentKind.NOTICE_OF_INTENT, "decided_on": dt.date(2024, 8, 1)}, "A new proposal."),
        ({"kind": InstrumentKind.JUDGMENT, "decided_on": dt.date(2021, 1, 5)}, "An older judgment."),
        ({"decided_on": DECIDED, "respondents": ("Zenith Ltd",)}, "Another company on the same day."),
        ({"decided_on": DECIDED, "regulator": "cnil"}, "Another authority on the same day."),
    ],
)
def test_another_proceeding_opens_a_matter_of_its_own(given: dict[str, object], text: str) -> None:
    """One company, one regulator, and yet another case: its standing must not be mixed with this one's."""
    assert joins(about(**given), text, matter(FINE)) is None


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"reference": "enf 77120", "decided_on": dt.date(2024, 9, 9)}, "The decision as corrected."),
        ({"kind": InstrumentKind.ENFORCEMENT_NOTICE, "decided_on": DECIDED}, "The order of the same day."),
        ({"kind": InstrumentKind.JUDGMENT, "decided_on": dt.date(2025, 1, 9)}, "The appeal is dismissed."),
        ({"kind": InstrumentKind.JUDGMENT}, "The notice of 4 March 2024 is varied."),
        ({"rank": SourceRank.PRESS_RELEASE, "published_on": dt.date(2024, 3, 20)}, "We have fined Acme."),
        ({"rank": SourceRank.PRESS, "published_on": dt.date(2025, 7, 1)}, "Acme, fined on March 4, 2024, has paid."),
        ({"kind": InstrumentKind.NOTICE_OF_INTENT, "decided_on": dt.date(2023, 4, 1)}, "We intend to fine Acme."),
    ],
)
def test_what_belongs_to_one_proceeding_shares_its_matter(given: dict[str, object], text: str) -> None:
    """The same number or day, the judgment on it, the news of it, the proposal before it."""
    known = matter(FINE)
    assert joins(about(**given), text, known) == known.id


def test_a_decision_takes_the_place_of_its_proposal() -> None:
    """The notice of intent was held first; a decision years later is another case."""
    known = matter(Instrument("intent", "notice of intent", None, dt.date(2019, 7, 8)))
    assert joins(about(decided_on=dt.date(2020, 10, 16)), "We fine Acme.", known) == known.id
    assert joins(about(decided_on=dt.date(2023, 10, 16)), "We fine Acme.", known) is None


def test_a_decision_joins_the_release_that_told_of_it() -> None:
    """The release gives only the day on which it came out."""
    known = matter(Instrument("decision", "decision", None, None, dt.date(2024, 3, 20)))
    assert joins(about(decided_on=DECIDED), "We fine Acme.", known) == known.id


def test_among_two_cases_a_judgment_joins_the_one_that_it_cites() -> None:
    """Without a number or a day that tells them apart it joins neither."""
    old = matter(Instrument("mpn", "monetary penalty notice", None, dt.date(2019, 1, 8)), name="uk-ico-acme-2019-01-08")
    new = matter(FINE)
    appeal = about(kind=InstrumentKind.JUDGMENT, decided_on=dt.date(2025, 1, 9))
    assert joins(appeal, "The notice of 8 January 2019 is quashed.", old, new) == old.id
    assert joins(appeal, "The appeal against ENF-77120 is allowed.", old, new) == new.id
    assert joins(appeal, "The appeal is allowed.", old, new) is None


def test_two_decisions_about_one_company_are_named_apart() -> None:
    """By the number where there is one, else by the day."""
    gazetteer = Gazetteer.load()
    names = [
        new_matter_id(gazetteer, about(decided_on=DECIDED)),
        new_matter_id(gazetteer, about(decided_on=dt.date(2025, 3, 4))),
        new_matter_id(gazetteer, about(decided_on=DECIDED, reference="ENF 77120")),
    ]
    assert names == [
        "uk-ico-acme-parcels-2024-03-04",
        "uk-ico-acme-parcels-2025-03-04",
        "uk-ico-acme-parcels-enf-77120",
    ]


def test_news_of_a_judgment_in_another_language_joins_the_only_matter() -> None:
    """What a court made of the fine is of its matter, though only the month of the fine is given; a new fine is not."""
    known = matter(Instrument("decision", "decision", None, DECIDED))
    court = "Tribunal baixa a coima\n\nO tribunal reduziu a coima da Acme que a autoridade aplicou em março de 2024."
    fine = "Nova coima\n\nA autoridade aplicou uma coima de 90 mil euros à Acme."
    told = about(language="pt", published_on=dt.date(2025, 8, 7))
    assert joins(told, court, known) == known.id
    assert joins(told, fine, known) is None
    again = "Tribunal mantém a coima\n\nO tribunal confirmou a decisão de 17 de janeiro de 2025 contra a Acme."
    assert joins(told, again, known) is None
    assert joins(told, court, known, matter(FINE, name="uk-ico-acme-2")) is None
