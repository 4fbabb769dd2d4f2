"""What a clause denies, and what it says is only to come."""

from __future__ import annotations

import pytest

from service.answering.wording.clauses import clauses_of
from service.answering.wording.opposites import likes, opposites, root


def denied(text: str) -> set[str]:
    """The words of a sentence that an odd number of negations reach."""
    read = clauses_of(text)
    return {one.text for one in read.words if sum(negation.reaches(one.place) for negation in read.negations) % 2}


@pytest.mark.parametrize(
    ("text", "reached", "untouched"),
    [
        ("The licence was not suspended, but a condition was added.", {"licence", "suspended"}, {"condition", "added"}),
        ("The shop paid and did not lodge an appeal.", {"lodge", "appeal"}, {"paid", "shop"}),
        ("Its request for a stay was refused, and it appealed.", {"request", "stay"}, {"appealed"}),
        ("The board refused a stay.", {"stay"}, {"board"}),
        ("The order was made without a hearing.", {"hearing"}, {"order", "made"}),
        ("It not only paid the fine.", set(), {"paid", "fine"}),
        ("Nobody's account was closed.", {"account", "closed"}, set()),
        ("The firm did not fail to report.", {"firm", "fail"}, {"report"}),
        ("The regulator has yet to decide.", {"decide"}, {"regulator"}),
    ],
)
def test_a_negation_reaches_its_clause_or_what_it_governs(text: str, reached: set[str], untouched: set[str]) -> None:
    """A plain "not" denies its clause, "without" what follows, a refused request itself; two negations none."""
    found = denied(text)
    assert reached <= found
    assert not untouched & found


@pytest.mark.parametrize(
    ("text", "word", "ahead"),
    [
        ("The company may appeal within 30 days.", "appeal", True),
        ("An appeal to the tribunal is open to the company.", "appeal", True),
        ("The inspector had sought a fine and a reprimand.", "reprimand", True),
        ("The company appealed, though it could have paid.", "appealed", False),
        ("If it is upheld, the fine becomes final.", "upheld", True),
        ("The court upheld the fine.", "upheld", False),
        ("On 3 May the court upheld the fine.", "upheld", False),
    ],
)
def test_what_is_only_ahead_has_not_happened(text: str, word: str, ahead: bool) -> None:  # noqa: FBT001
    """What somebody may, must, asks or threatens to do."""
    read = clauses_of(text)
    place = next(one.place for one in read.words if one.text == word)
    assert read.is_ahead(place) is ahead


def test_an_infinitive_stands_behind_to() -> None:
    """Also with an adverb before it."""
    read = clauses_of("It was told to promptly delete the data")
    assert [one.text for one in read.words if read.is_infinitive(one.place)] == ["promptly", "delete"]


def test_irregular_forms_have_one_root() -> None:
    """The stemmer alone keeps them apart."""
    assert root("withdrawn") == root("withdrew") == root("withdraw")
    assert root("Paid") == root("payment") == root("pays")


def test_words_stand_for_one_another_and_rule_one_another_out() -> None:
    """A boss is an executive; what was annulled was not upheld; "unpaid" is not paid; what was dismissed is lost."""
    assert root("executive") in likes(root("boss"))
    assert root("annulled") in opposites(root("upheld"), "upheld")
    assert root("unpaid") in opposites(root("paid"), "paid")
    assert root("suitable") in opposites(root("unsuitable"), "unsuitable")
    assert root("dismissed") in likes(root("lose"))
    assert root("lose") not in likes(root("dismissed"))
