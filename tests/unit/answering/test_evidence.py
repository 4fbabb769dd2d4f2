"""What may be evidence: statements in any language, and nothing of the page around them."""

from __future__ import annotations

import pytest

from corpus.documents import SourceRank, Span
from service.answering.held.dossier import Proof, Sentence
from service.answering.weighing.evidence import is_prose, tells_of_its_matter
from service.answering.wording.words import said_stems


@pytest.mark.parametrize(
    "text",
    [
        "The company kept the photographs of its customers for nine years.",
        "La société a conservé les photographies de ses clients pendant neuf ans.",
        "La empresa guardó las fotografías de sus clientes durante nueve años.",
        "Die Gesellschaft bewahrte die Lichtbilder von Kunden neun Jahre lang auf.",
        "The mails asked customers of the bank to click here in order to keep their account from being closed.",
        "Northwind shall within 30 days of the date of this notice:",
    ],
)
def test_statements_are_prose_in_any_language(text: str) -> None:
    """Small words tell a sentence from a label, whatever language they are of."""
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "Parties: Northwind Umbrellas Limited",
        "Date of Decision: 7 June 2024",
        "Click here to find out more.",
        "To read the lawsuit, click here.",
        "Read the full decision here",
        "For more information about this, visit our page.",
        "What does this mean for me?",
    ],
)
def test_labels_questions_and_links_are_not(text: str) -> None:
    """They say nothing of a matter, however many words of the question they hold."""
    assert not is_prose(text)


@pytest.mark.parametrize(
    ("text", "of_its_matter"),
    [
        ("The authority fined Acme over transfers to the United States.", True),
        ("The fine of Acme is separate and distinct.", True),
        ("The authority's later fine of Acme over transfers is another matter.", False),
        ("The fine over cookies is separate from the later fine over transfers.", False),
        ("The fine rests on the law, unlike the later fines over cookies.", False),
        ("The authority fined Northwind in another matter.", False),
        ("The sources held do not say whether Acme appealed.", False),
    ],
)
def test_what_tells_another_matter_from_it_says_nothing_of_a_matter(text: str, of_its_matter: bool) -> None:  # noqa: FBT001
    """No list about transfers holds a matter for its saying that transfers are another one."""
    proof = Proof("d0", 1, Span(0, len(text)))
    sentence = Sentence(proof, text, "d0.1.0", "", SourceRank.DIGEST, said_stems(text), 0, text)
    assert tells_of_its_matter(sentence) is of_its_matter
