"""How, before whom and within what time a decision may be challenged: told by the decision's own notice at its end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf, text_item

BODY = """# {authority}, decision of 3 June 2021, case {number}: {name}

## The case

The complainant wrote to the authority because {name} kept the photographs of its former members for nine years.

{name} explained that it had forgotten the photographs and deleted them within a week of the complaint.

## Decision

{authority} finds that {name} kept the photographs for longer than was needed and reprimands it.

## Notice

{notice}
"""
NOTICES = {
    "Northwind Rowing": (
        "Polish Office for Personal Data Protection",
        (
            "The decision is final. A party has the right to lodge a complaint against this decision with the "
            "Voivodship Administrative Court in Warsaw within 30 days of its delivery. The complaint shall be lodged "
            "via the President of the Office. The entry fee for the complaint amounts to PLN 300."
        ),
    ),
    "Fabrikam Choir": (
        "Norwegian Data Protection Authority",
        (
            "You may complain about the decision. Any complaint must be sent to us within three weeks after this "
            "letter is received, cf. the Public Administration Act."
        ),
    ),
    "Contoso Chess": (
        "Estonian Data Protection Inspectorate",
        (
            "This decision may be challenged within 40 days by submitting one of the two:\n\n"
            "- a challenge to the Director General of the Inspectorate, or\n"
            "- an appeal to an administrative court."
        ),
    ),
    "Litware Drama": (
        "Swedish Authority for Privacy Protection",
        (
            "If you want to appeal the decision, write to the authority. The appeal shall have been received by the "
            "authority no later than four weeks from the day you received the decision."
        ),
    ),
    "Adventure Skiing": (
        "Data State Inspectorate of Latvia",
        (
            "In accordance with Article 24 of the law this decision can be appealed within one month from the day of "
            "its entry into force in the Riga Courthouse of the Administrative District Court."
        ),
    ),
    "Tailspin Fencing": (
        "Spanish Data Protection Agency",
        (
            "Against this resolution, which ends the administrative procedure, the interested parties may optionally "
            "file an appeal for reconsideration before the Director of the Agency within one month from the day after "
            "its notification, or directly an administrative appeal before the National Court within two months."
        ),
    ),
    "Proseware Judo": (
        "Information Commissioner's Office",
        (
            "There is no statutory right of appeal against a reprimand. A controller which considers that the "
            "Commissioner has acted unlawfully may apply to the High Court for judicial review."
        ),
    ),
    "Wingtip Rugby": (
        "Irish Data Protection Commission",
        (
            "Under the Act Wingtip Rugby may appeal against the decision within 28 days from the date on which notice "
            "of it is given. Filing an appeal does not suspend the reprimand."
        ),
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    items = [
        text_item(
            f"remedies/{name.split()[0].lower()}.md",
            BODY.format(authority=authority, name=name, number=f"{place}71/2021", notice=notice),
        )
        for place, (name, (authority, notice)) in enumerate(NOTICES.items(), start=1)
    ]
    with open_shelf(tmp_path_factory.mktemp("remedies"), "uk-ico-marriott", items) as corpus:
        yield Answerer(corpus)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Northwind Rowing: where can it complain, how fast and for what fee?", ("Warsaw", "30 days", "PLN 300")),
        ("By when can Fabrikam Choir challenge the decision?", ("within three weeks",)),
        ("contoso chess reprimand how to challenge, deadline", ("40 days", "Director General", "administrative court")),
        ("How long does Litware Drama have to appeal the Swedish decision?", ("no later than four weeks",)),
        ("By when and before which court can Adventure Skiing contest the decision?", ("one month", "Riga Courthouse")),
        ("How long does Adventure Skiing have to go to court over the photographs?", ("one month",)),
        ("Which two ways has Tailspin Fencing against the reprimand?", ("one month", "two months")),
        ("Until when can the Wingtip Rugby decision be taken further?", ("within 28 days",)),
        ("can proseware judo fight the reprimand and how", ("no statutory right of appeal", "judicial review")),
        ("Does the reprimand bind Wingtip Rugby while it fights the decision in court?", ("does not suspend",)),
    ],
)
def test_the_notice_at_the_end_is_told(answerer: Answerer, question: str, told: tuple[str, ...]) -> None:
    """Its sentence, what goes on with it, and the points of a list that it leads to; no other time."""
    answer = answerer.answer(Ask(question))
    assert all(words in answer.text for words in told), answer.text
    assert "within a week" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Did Wingtip Rugby appeal against the decision?",
        "Has Wingtip Rugby challenged the reprimand before the High Court?",
        "Has the Circuit Court confirmed the reprimand of Wingtip Rugby?",
        "Has Proseware Judo been given permission to appeal to the Supreme Court?",
    ],
)
def test_a_decision_cannot_tell_whether_it_was_challenged(answerer: Answerer, question: str) -> None:
    """It says how it may be, and near sentences are no answer."""
    refusal = answerer.answer(Ask(question)).refusal
    assert refusal is not None
    assert refusal.code == "not_stated"
