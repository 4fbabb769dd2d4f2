"""What a question asks for, and whether sentences give a thing of that kind."""

from __future__ import annotations

import pytest

from corpus.documents import SourceRank, Span
from service.answering.held.dossier import Proof, Sentence
from service.answering.weighing.wanted import Kinds, asked_for, counts, counts_plainly, has_figure_of, kinds_of
from service.answering.wording.words import stem, stems


def sentence(text: str) -> Sentence:
    proof = Proof("d0", 1, Span(0, len(text)))
    return Sentence(proof, text, "d0.1.0", "", SourceRank.DIGEST, frozenset(stems(text)), 0, text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Which browser signal did Acme ignore?", ["browser", "signal"]),
        ("How many passport numbers were exposed?", ["passport", "number"]),
        ("What brand of cameras did Acme use?", ["brand", "camera"]),
        ("Which company supplied the software?", ["compani", "suppli", "softwar"]),
        ("What was the minimum password length at Acme?", ["minimum", "password", "length"]),
        ("Who hacked Acme?", ["hack"]),
        ("In which town did the firm which complained sit?", ["town"]),
        ("Was the fine annulled?", []),
    ],
)
def test_what_is_asked_for(text: str, wanted: list[str]) -> None:
    """It stands after the asking word, which a relative "which" is not; of a doer it is the deed."""
    assert asked_for(text) == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("How many people were affected?", "count"),
        ("In how many shops did the cameras run?", "count"),
        ("Who intervened in the appeal?", "name"),
        ("Through which supplier's login did they get in?", "name"),
        ("What are the names of the officers?", "name"),
        ("How much was the fine?", "money"),
        ("What ransom did they ask for?", "money"),
        ("When was it announced?", "day"),
        ("In what year did the intruders first get in?", "day"),
        ("Is it still in force?", ""),
        ("Which rights did the company not respect?", ""),
    ],
)
def test_kinds_of_thing(text: str, kind: str) -> None:
    """A question asks for a figure, a name, a sum, a day, or for none of these."""
    assert kinds_of(text) == Kinds(**{name: name == kind for name in ("count", "name", "money", "day")})


@pytest.mark.parametrize(
    ("text", "noun", "given"),
    [
        ("The breach concerned 155,592 people in the country.", "people", True),
        ("It covered twelve malls.", "mall", True),
        ("Pages differ on the number of people affected: some say 79,404.", "people", True),
        ("No page gives the number of people affected.", "people", False),
        ("It happened in 2023 to people there.", "people", False),
        ("People were affected.", "people", False),
        ("It paid 20 million over six long years to settle what all its customers had claimed.", "customer", False),
    ],
)
def test_a_figure_counts_what_follows_it(text: str, noun: str, *, given: bool) -> None:
    """A year counts nothing, and neither does a figure far from the word."""
    assert has_figure_of(text, [stem(noun)]) is given


def test_the_parties_are_never_what_is_counted() -> None:
    """Of "how many Acme customers" the customers are counted, and "Acme" beside a figure proves nothing."""
    own = frozenset(stems("Acme"))
    question = "How many Acme customers got money back?"
    assert counts(question, [sentence("Refunds went to 117,044 customers of the firm.")], own)
    assert not counts(question, [sentence("It fined 2 Acme companies.")], own)
    assert counts("How many Koreans were hit?", [sentence("At least 3.3 million users in the country were hit.")], own)
    assert not counts("How many Koreans were hit?", [sentence("It paid 3 fines.")], own)
    assert not counts("When was it?", [sentence("Refunds went to 117,044 customers.")], own)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The board announced binding decision 1/2021 about users.", False),
        ("Acme infringed Articles 5(1)(a), 13 and 24 towards its users.", False),
        ("Acme paid GBP 1,250,000 to its users.", False),
        ("There were 37 breaches of personal data.", False),
        ("Some 37 users were told.", True),
    ],
)
def test_what_counts_nothing_is_no_figure_of_people(text: str, *, counted: bool) -> None:
    """Files, articles, sums and what is personal stand beside figures too."""
    assert counts_plainly("How many users did Acme have?", [sentence(text)], frozenset()) is counted
