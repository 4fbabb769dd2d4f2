"""What decisions say on a point that no record holds: who had a role, when a step was taken, all that is ordered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf, text_item

LODGINGS = """# Danish Data Protection Authority, decision 2021-77-0012 of 4 May 2021: Wingtip Lodgings ApS

Wingtip Lodgings ApS, with its registered office in Esbjerg, is the owner of the booking site harbourbeds.dk.

The incident occurred on 7 February 2020, when the lists blew over the yard.

The incident was reported to the Authority by a cleaning firm that had found the guest lists in a bin.

Wingtip Lodgings ApS was represented by Karen Holm, attorney in Esbjerg.

Fabrikam Print collects the forms from the rooms on behalf of Wingtip Lodgings ApS.

The Authority opened the investigation on 11 March 2020 after two guests had read of it in the paper.

The inspection visit took place on 9 June 2020 in the presence of the manager.

The Authority had announced a decision for the autumn, and wrote to the company three times in the year before.

Four guests had asked the company for their data and were told to come to the desk.

The company explained that the lists are printed for the kitchen, which has no screen.

The guests eat at eight, and the kitchen has been told who comes since the house opened in 1987.

The Authority finds that the lists lay open to everybody in the yard, in breach of Article 32 of the GDPR.

The kitchen needs no passport numbers to cook, so that Article 5(1)(c) of the GDPR is infringed too.

The rooms are let from April to October, and the house is closed in winter.

## Decision

The Authority orders Wingtip Lodgings ApS to shred the lists each evening, within three weeks of this decision.

The Authority further gives Wingtip Lodgings ApS an order to print no passport numbers on the lists.

An objection to this decision may be lodged within six weeks of its receipt.

Filing an objection suspends the effect of this decision.
"""
MILL = """# Norwegian Data Protection Authority, decision 2020-31 of 2 June 2020: Trey Mill AS

Trey Mill AS photographs everybody who comes to its gate and keeps the pictures for a year.

On 3 February 2020 the Authority notified Trey Mill AS of a fee that it meant to impose.

After what the company said we have come to the conclusion that the fee can be reduced to NOK 500,000.

The gate was built in 1954 and is watched by the porter, who knows everybody.

The Authority imposes a fee of NOK 500,000 on Trey Mill AS for breach of Article 6 of the GDPR.

Trey Mill AS is without a data protection officer since the last one left.
"""
SHORTER = """# Hellenic Data Protection Authority, decision 2/2021 of 3 March 2021

A bakery kept a camera over the oven, which saw the bakers alone, and the complaint is rejected.
"""
LONGER = """# Hellenic Data Protection Authority, decision 12/2021 of 7 April 2021

A barber filmed the chairs of his shop, and the Authority issues a reprimand to him.
"""
UNNUMBERED = """# The keeping of membership forms

Finnish Office of the Data Protection Ombudsman, 8 April 2022

The rowing club kept the forms of members who had left, and the Ombudsman issues a reprimand to the club.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    items = (
        text_item("decisions/lodgings.md", LODGINGS),
        text_item("decisions/mill.md", MILL),
        text_item("decisions/bakery.md", SHORTER),
        text_item("decisions/barber.md", LONGER),
        text_item("decisions/ombudsman_TSV_88_2022.md", UNNUMBERED),
    )
    with open_shelf(tmp_path_factory.mktemp("particulars"), "uk-ico-marriott", items) as corpus:
        yield Answerer(corpus)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Who acted for Wingtip Lodgings before the Danish authority?", "Karen Holm"),
        ("Which attorney appeared for the company in the Danish decision 2021-77-0012?", "Karen Holm"),
        ("Which company runs the site harbourbeds.dk?", "Wingtip Lodgings"),
        ("Who stands behind harbourbeds.dk and where does it sit?", "Esbjerg"),
        ("Who told the Danish authority about the incident at Wingtip Lodgings?", "cleaning firm"),
        ("Who fetched the forms from the rooms on behalf of Wingtip Lodgings?", "Fabrikam Print"),
        ("On what day did the inspectors call at Wingtip Lodgings?", "9 June 2020"),
        ("When did the incident at Wingtip Lodgings happen, and where were the lists found?", "7 February 2020"),
        ("When had the investigation of Wingtip Lodgings been opened?", "11 March 2020"),
        ("How long does Wingtip Lodgings have to object, and must it obey meanwhile?", "within six weeks"),
        ("How long does Wingtip Lodgings have to object, and must it obey meanwhile?", "suspends the effect"),
        ("Which orders did the Danish authority give Wingtip Lodgings?", "print no passport numbers"),
    ],
)
def test_the_sentence_that_says_it_is_told(answerer: Answerer, question: str, told: str) -> None:
    """Roles, days and orders in the decision's own words, whatever words the question has for them."""
    assert told in answerer.answer(Ask(question)).text


@pytest.mark.parametrize(
    "question",
    [
        "What sum had the Norwegian authority announced to Trey Mill before it came down to 500,000 kroner?",
        "Who was Trey Mill's data protection officer?",
    ],
)
def test_what_is_not_given_is_not_stated(answerer: Answerer, question: str) -> None:
    """A sum of before is not the one that it was reduced to, and an office without a name answers no "who"."""
    refusal = answerer.answer(Ask(question)).refusal
    assert refusal is not None
    assert refusal.code == "not_stated"


@pytest.mark.parametrize(
    ("question", "told", "never"),
    [
        ("What was decided in HDPA 2/2021?", "bakery", "barber"),
        ("What was decided in HDPA 12/2021?", "barber", "bakery"),
        ("What was decided in TSV/88/2022?", "rowing club", "barber"),
    ],
)
def test_a_number_is_found_whole_and_in_the_name_of_a_file(
    answerer: Answerer, question: str, told: str, never: str
) -> None:
    """A number is no part of a longer one; a decision that does not write its own is known by its file."""
    text = answerer.answer(Ask(question)).text
    assert told in text
    assert never not in text
