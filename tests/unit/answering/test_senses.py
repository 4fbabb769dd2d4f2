"""A breach of data is a mishap, a breach of a provision is none: told apart by the words beside it."""

from __future__ import annotations

import pytest

from service.answering.wording.senses import ATTACKED, LEAKED, mishap_asked, senses_of
from service.answering.wording.words import said_stems


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Acme was fined after a data breach.", {LEAKED}),
        ("Acme told its subscribers of the breach too late.", {LEAKED}),
        ("The Commissioner investigated Acme over that breach.", {LEAKED}),
        ("Records of users were exposed through a server.", {LEAKED}),
        ("The list was accidentally published.", {LEAKED}),
        ("A laptop with the data of patients was stolen.", {LEAKED, ATTACKED}),
        ("Attackers took the data of a million patients.", {LEAKED, ATTACKED}),
        ("The court found that Acme had breached Principle 3.3.", set()),
        ("Acme was fined for a breach of Article 5.", set()),
        ("The Commissioner found breaches by Acme of Principle 1.2.", set()),
        ("The fine is for a breach of data protection law.", set()),
        ("Acme was told that it was in breach of the order.", set()),
        ("The Health Breach Notification Rule was used against Acme.", set()),
        ("Acme attacked the decision in court.", set()),
    ],
)
def test_a_text_tells_of_data_that_got_out(text: str, marks: set[str]) -> None:
    """In whatever words; and not where a provision was broken, or a decision attacked."""
    assert senses_of(text) == marks
    assert said_stems(text) & {LEAKED, ATTACKED} == marks


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Which companies were fined over a data breach?", LEAKED),
        ("fines for breaches", LEAKED),
        ("Which breaches led to fines?", LEAKED),
        ("breach fines in the UK", LEAKED),
        ("fines for breaches of personal data", LEAKED),
        ("Who was punished after a leak?", LEAKED),
        ("Which companies lost their customers' data?", LEAKED),
        ("Who was fined after being hacked?", ATTACKED),
        ("Which cyberattacks or data breaches led to fines?", LEAKED),
        ("fines for breaches of Article 5", None),
        ("Who was in breach of the GDPR?", None),
        ("privacy breaches in Canada", None),
        ("companies that breached cookie rules", None),
        ("Which fines concern cookies?", None),
    ],
)
def test_a_question_asks_about_mishaps(text: str, mark: str | None) -> None:
    """Of an attack and a breach it is the wider."""
    assert mishap_asked(text) == mark
