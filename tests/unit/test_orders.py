"""What a decision orders, whom, and how much of its sentence says so."""

from __future__ import annotations

import pytest

from corpus.documents import Description, InstrumentKind, ParsedDocument, SourceRank
from corpus.gazetteer import Gazetteer
from corpus.records import Order
from ingest.extract import extract
from ingest.extract.orders.deadlines import find_deadline
from ingest.extract.orders.infinitives import infinitive_after, is_governed, is_infinitive
from ingest.parse import parse

GAZETTEER = Gazetteer.load()
ACME = ("Acme Parcels Ltd",)
REASONS = "The company runs a shop and keeps a list of its customers. " * 220
"""Without so many words a text is read as a summary."""


def orders(
    text: str,
    *,
    respondents: tuple[str, ...] = ACME,
    kind: InstrumentKind = InstrumentKind.DECISION,
) -> tuple[Order, ...]:
    parsed: ParsedDocument = parse(f"{REASONS}\n\n{text}".encode(), name="decision.txt", media_type="text/plain")
    described = Description(
        title="A decision",
        kind=kind,
        rank=SourceRank.PRIMARY,
        language="en",
        regulator="ico",
        jurisdiction="GB",
        respondents=respondents,
    )
    return extract(parsed, described, GAZETTEER)[0].orders


DEMANDED = [
    ("The Commissioner orders Acme Parcels Ltd to stop filming.", "stop", "stop filming"),
    (
        "IT IS ORDERED that Acme Parcels must, within 60 days after this Order, delete or destroy all recordings.",
        "delete",
        "delete or destroy all recordings",
    ),
    (
        "Acme Parcels shall within 21 days of the effective date delete every photograph.",
        "delete",
        "delete every photograph",
    ),
    ("Acme Parcels Ltd is prohibited from processing biometric data.", "stop", "processing biometric data"),
    (
        "The Commissioner orders that the templates are to be erased by 30 May 2024.",
        "delete",
        "the templates are to be erased by 30 May 2024",
    ),
    (
        "IT IS ORDERED that Acme Parcels must not permit any employee to view a recording, or review is necessary.",
        "stop",
        "not permit any employee to view a recording, or review is necessary",
    ),
    (
        "The Authority orders the company to take down camera 3 within ten days from this notice and to delete all.",
        "delete",
        "take down camera 3 within ten days from this notice and to delete all",
    ),
    (
        "Acme Parcels is directed to engage a tester within 60 days; to rectify what is found; and to inform us.",
        "other",
        "engage a tester within 60 days; to rectify what is found; and to inform us",
    ),
    (
        "The Authority orders the company to close every album to strangers.",
        "other",
        "close every album to strangers",
    ),
    ("3. To instruct Acme Parcels to inform each of the patients.", "inform", "inform each of the patients"),
]


@pytest.mark.parametrize(("text", "verb", "demanded"), DEMANDED)
def test_what_is_ordered_begins_with_its_verb(text: str, verb: str, demanded: str) -> None:
    """Whatever stands between "must" and it, and though another verb follows; nothing is cut off."""
    (order,) = orders(text)
    assert (order.verb, order.object) == (verb, demanded)


NONE = [
    "IT IS FURTHER ORDERED that this Order is final upon the date of its publication on the website.",
    "IT IS FURTHER ORDERED that the proposed forfeiture is CANCELLED in part.",
    "ORDERS\n\nThe company shall comply with the following orders:\n\nProhibition Against Misrepresentations",
    "The manager had given the instruction to cover the slots.",
    "In summary, the powers exercised are a reprimand and two orders to bring processing into compliance.",
    "The order obliges the applicant to delete its records, and the defendant infers that this is most of them.",
    "The Commissioner instructs that, if Acme Parcels is unable to confirm who asks, it decides.",
    "The Authority dismisses the request that the Authority orders Acme Parcels to delete its register.",
    "The head of investigation recommends that the restricted panel orders Acme Parcels to delete its register.",
    "RULING\n\nThe first point required it to cease to collect passports.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_orders_nothing_of_the_respondent_is_no_order(text: str) -> None:
    """What the order itself does, a heading, a count of orders, and what an earlier order required."""
    assert orders(text) == ()


def test_what_a_judgment_quotes_or_orders_of_the_authority_is_no_order_of_it() -> None:
    """The decision under review in quotation marks, and what the losing authority must do."""
    text = (
        'The decision has the following operative part:\n\n"1. Acme Parcels Ltd is ordered to pay a fine.\n\n'
        '2. Acme Parcels Ltd is ordered to delete its recordings."\n\n'
        "FOR THESE REASONS\n\nThe court orders the Data Protection Authority to remove the decision from its website."
    )
    assert orders(text, kind=InstrumentKind.JUDGMENT) == ()


ADDRESSED = [
    ("Acme Parcels is ordered to delete the recordings.", "Acme Parcels Ltd"),
    ("The Operator is ordered to delete the recordings.", "Nordic Films AS"),
    ("The respondents are ordered to delete the recordings.", None),
    ("To instruct the Laboratory to delete the recordings.", "the Laboratory"),
]


@pytest.mark.parametrize(("text", "whom"), ADDRESSED)
def test_an_order_binds_whom_its_sentence_names(text: str, whom: str | None) -> None:
    """By a part of the name, by what the document calls it, or as somebody else."""
    defined = 'The complaint is about Nordic Films AS (the "Operator") and about Acme Parcels Ltd.\n\n'
    (order,) = orders(defined + text, respondents=(*ACME, "Nordic Films AS"))
    assert order.addressee == whom


def test_a_verb_is_told_from_a_noun_of_the_same_letters() -> None:
    """By what stands before it."""
    assert is_infinitive("review the list")
    assert not is_infinitive("deleted or destroyed")
    assert is_governed("Acme must also ")
    assert not is_governed("or ")
    assert infinitive_after("pursuant to Article 5, to delete it", 0, 40) == len("pursuant to Article 5, to ")
    assert infinitive_after("access to the list", 0, 18) is None


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        (
            "It must take it down within fifteen days from this notice and to delete it.",
            "within fifteen days from this notice",
        ),
        ("It shall within 21 days of the effective date delete it.", "within 21 days of the effective date"),
        ("Within 60 days it must delete what was collected before 1 May 2022.", "Within 60 days"),
    ],
)
def test_a_deadline_ends_before_what_is_to_be_done(text: str, deadline: str) -> None:
    """And what had happened by a day is none."""
    found = find_deadline(text)
    assert found is not None
    assert found.text == deadline
