"""Points that decisions tell in a few words of their own: what counted, how a sum came about, how long, and pleas."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf, text_item

CAMP = """# Swedish Authority for Privacy Protection, decision of 8 May 2021, case 81TT/2021: Northwind Camping

## The case

A guest wrote to the authority because a camera of Northwind Camping looked into the wash house of the site.

The washing machines there were bought in 2015 and are emptied twice a week by the warden.

## Northwind Camping's comments

The camera was put up because coins had been stolen from the washing machines.

Northwind Camping has stated that it made no impact assessment, since the pictures are never stored.

## Assessment

The authority finds that the camera filmed guests who were washing, during June 2019 until 14 March 2021.

The pictures of the wrong person were sent out in two cases, by what the warden told the authority.

Fines of up to EUR 20,000,000 may be imposed for infringements of Article 5 under the Regulation.

The maximum amount for the fine is in this case SEK 6 million, since the site belongs to a municipality.

It is aggravating that children were filmed. The camera was hidden behind a vent. These circumstances are seen as
aggravating.

As mitigating circumstances the authority takes into account:

- that it is the first infringement of Northwind Camping,
- that the season was lost to the pandemic.

It must also be weighed as any other aggravating or mitigating factor what was gained by the infringement.

## Decision

The authority imposes a fine of SEK 90,000 on Northwind Camping, which is made up as follows:

At 1) SEK 60,000

At 2) SEK 20,000

At 3) SEK 10,000

The decision takes effect at once.
"""
KIOSK = """# Austrian Data Protection Authority, decision of 2 June 2020, case 12QQ/2020: Fabrikam Kiosk

The Austrian Data Protection Authority reprimanded Fabrikam Kiosk because it gave a list of debtors to a newspaper.

Fabrikam Kiosk explained that everybody in the village knew the debtors anyway. It also claimed that the list was old.

The authority did not follow this: what is known in a village is not known to the readers of a newspaper.

Any infringement of this kind may be punished by a fine of up to EUR 20,000,000.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    items = (text_item("points/camp.md", CAMP), text_item("points/kiosk.md", KIOSK))
    with open_shelf(tmp_path_factory.mktemp("points"), "uk-ico-marriott", items) as corpus:
        yield Answerer(corpus)


@pytest.mark.parametrize(
    ("question", "told", "never"),
    [
        ("What spoke in favour of Northwind Camping?", ("first infringement", "pandemic"), "children"),
        ("Which mitigating factors were there for Northwind Camping?", ("first infringement",), "any other"),
        (
            "What was held against it when Northwind Camping was fined?",
            ("hidden behind a vent", "aggravating"),
            "any other",
        ),
        ("What is the highest fine Northwind Camping could have faced?", ("SEK 6 million",), ""),
        ("How is the fine of SEK 90,000 for Northwind Camping made up?", ("60,000", "20,000", "10,000"), "6 million"),
        ("For how long did the camera of Northwind Camping film guests?", ("June 2019", "14 March 2021"), ""),
        ("How many times did Northwind Camping send out pictures of the wrong person?", ("two cases",), ""),
        ("What was Northwind Camping's excuse for making no impact assessment?", ("never stored",), ""),
        (
            "How did Fabrikam Kiosk justify giving away its list of debtors?",
            ("knew the debtors anyway", "list was old"),
            "",
        ),
    ],
)
def test_the_point_is_told(answerer: Answerer, question: str, told: tuple[str, ...], never: str) -> None:
    """By the decision's own sentences, with the points that they lead to, and not by the law's own list."""
    answer = answerer.answer(Ask(question))
    assert all(words in answer.text for words in told), answer.text
    assert not never or never not in answer.text


def test_what_may_be_imposed_at_most_is_no_fine(answerer: Answerer) -> None:
    """Asked how big a fine was where there was a reprimand, the law's ceiling is no answer."""
    answer = answerer.answer(Ask("How big was the fine for Fabrikam Kiosk over its list of debtors?"))
    assert "20,000,000" not in answer.text


def test_whoever_decides_pleads_nothing(answerer: Answerer) -> None:
    """What the authority said to an argument is no plea, and no excuse is made up where none was given."""
    answer = answerer.answer(Ask("What did the authority answer to Fabrikam Kiosk about the newspaper?"))
    assert "explained" not in answer.claims[0].text
