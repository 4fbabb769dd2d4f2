"""Whether somebody is still bound, asked in words that no record knows: what was ordered, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_shelf(tmp_path_factory.mktemp("binding")) as held:
        yield held


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Can Serco's leisure centres go back to clocking the lifeguards in by fingerprint?", "stop all processing"),
        ("Does BetterHelp still have to keep its patients' secrets from advertisers, or is that over?", "health data"),
        ("Did Cadillac Fairview get away with counting shoppers in malls?", "no power to fine"),
    ],
)
def test_what_binds_is_told_without_a_word_of_ours(corpus: Corpus, question: str, said: str) -> None:
    """Neither yes nor no, which no record gives, but the order or finding and its standing."""
    answer = Answerer(corpus).answer(Ask(question))
    assert not answer.refused
    assert any(said in claim.text for claim in answer.claims)
    assert not answer.claims[0].text.startswith(("Yes", "No."))
    assert answer.standing


def test_what_nobody_is_bound_by_is_not_told(corpus: Corpus) -> None:
    """A question about something else of the same company stays refused."""
    assert Answerer(corpus).answer(Ask("Does Serco have a swimming pool in Leeds?")).refused
