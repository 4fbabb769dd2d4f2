"""Comparisons and lists over several matters: both sums with their standing, and all that fit and no other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Answer, Ask
from tests.support.shelf import open_shelf

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with open_shelf(tmp_path_factory.mktemp("shelf")) as held:
        yield Answerer(held, "http://standing.test", lambda: NOW)


def matters(answer: Answer) -> set[str | None]:
    """The matters of the rows."""
    return {row.matter for table in answer.tables for row in table.rows}


# Each row: question, the matters in the table, what must be said.
CASES = [
    (
        "London or Dublin on TikTok and children: which fine was higher?",
        {"uk-ico-tiktok", "ie-dpc-tiktok-children"},
        ("GBP 12,700,000", "EUR 345,000,000", "under appeal"),
    ),
    (
        "Did the Dutch or the French fine Clearview more heavily?",
        {"nl-ap-clearview", "fr-cnil-clearview"},
        ("EUR 30,500,000", "EUR 20,000,000"),
    ),
    (
        "How much more did Meta than Google pay to Texas?",
        {"us-texas-ag-google", "us-texas-ag-meta"},
        ("USD 1,375,000,000", "USD 1,400,000,000", "The difference is USD 25,000,000."),
    ),
    (
        "Name the supermarkets and shops that were told off over facial recognition.",
        {"au-oaic-bunnings", "au-oaic-kmart", "es-aepd-mercadona", "us-ftc-rite-aid"},
        (),
    ),
    (
        "Which UK fines were above eighteen million pounds?",
        {"uk-ico-british-airways", "uk-ico-marriott"},
        ("GBP 20,000,000", "GBP 18,400,000"),
    ),
    (
        "Which companies had to delete algorithms or models, and not just data, under FTC orders?",
        {"us-ftc-avast", "us-ftc-everalbum", "us-ftc-ring", "us-ftc-rite-aid", "us-ftc-ww-kurbo"},
        (),
    ),
    ("Was Singapore's hospital group or its IT vendor fined more?", set(), ("SGD 250,000", "SGD 750,000")),
    ("How do Capita's penalties compare with what was first planned?", set(), ("14,000,000", "45,000,000")),
]


MORE = ("UK fines", "supermarkets")
"""What marks a list that may hold further rows: without a real embedder, nearness tells nothing of a subject."""


@pytest.mark.parametrize(("question", "wanted", "said"), CASES)
def test_comparisons_and_lists(
    answerer: Answerer, question: str, wanted: set[str | None], said: tuple[str, ...]
) -> None:
    """A table holds the matters that are compared and no others; within one matter the sums stand in prose."""
    answer = answerer.answer(Ask(question))
    assert matters(answer) >= wanted
    assert not matters(answer) - wanted or any(part in question for part in MORE)
    assert not [part for part in said if part not in answer.text]


# Each row: question, the matter that answers, what must be said.
OF_ANOTHER = [
    (
        "In the Irish ruling on Facebook's transfers to America, how long did it get?",
        "ie-dpc-meta-transfers",
        ("five months", "six months"),
    ),
    ("Is the 26.5 million in force?", "it-garante-enel-energia-2021", ("Court of Cassation",)),
    ("What did the DNA test company get fined in Britain?", "uk-ico-23andme", ("GBP 2,310,000",)),
    ("Can I tell my client that the 405 million for Instagram is final?", "ie-dpc-instagram", ("No.",)),
    ("Didn't an Alberta judge throw out the order against Clearview?", "ca-oipc-ab-clearview", ("No.", "upheld")),
]


@pytest.mark.parametrize(("question", "matter", "said"), OF_ANOTHER)
def test_descriptions_and_bare_sums_lead_to_the_matter(
    answerer: Answerer, question: str, matter: str, said: tuple[str, ...]
) -> None:
    """What belongs to somebody named, a sum alone, a sort of company: the matter is found and nothing is refused."""
    answer = answerer.answer(Ask(question))
    assert matter in {claim.matter for claim in answer.claims}
    assert not [part for part in said if part not in answer.text]


def test_what_belongs_to_nobody_else_is_refused(answerer: Answerer) -> None:
    """The fine of the Swedish police over Clearview is not told as Clearview's own."""
    answer = answerer.answer(Ask("What was Clearview's fine in Sweden?"))
    assert answer.refusal
    assert answer.refusal.code == "wrong_regulator"
