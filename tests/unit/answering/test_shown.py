"""The column of a list that says why each matter is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from service.answering.composing.rows import Item, Listing
from service.answering.composing.shown import MATTERS, SAYS, with_sentences
from service.answering.held.dossier import Sentence

READ = "It let staff read files."


@dataclass(frozen=True)
class _Said:
    text: str

    @property
    def proof(self) -> str:
        return self.text


@dataclass(frozen=True)
class _Dossier:
    id: str


@dataclass(frozen=True)
class _Read:
    dossier: _Dossier
    shown: tuple[tuple[_Said, float], ...]


def item(matter: str, *said: str, proof: str = "It was fined.", bears: float = 1.0) -> Item:
    reading = cast("Any", _Read(_Dossier(matter), tuple((_Said(one), bears) for one in said)))
    return Item(("Acme", proof), (cast("Sentence", _Said(proof)),), reading)


def listed(*items: Item) -> Listing:
    return with_sentences(Listing("Fines", ("Respondent", "Date"), items))


def test_each_matter_says_once_why_it_is_listed() -> None:
    """The second row of a matter does not repeat it, and a matter of which nothing was read has an empty cell."""
    found = listed(item("a", READ), item("a", READ, proof="It was fined again."), item("b"))
    assert found.columns[-1] == SAYS
    assert [one.cells[-1] for one in found.items] == [READ, "", ""]
    assert [len(one.sentences) for one in found.items] == [2, 1, 1]


def test_what_carries_a_row_is_not_told_beside_it() -> None:
    """The sentence that tells the fine stands in the row already."""
    found = listed(item("a", "It was fined.", READ))
    assert [one.cells[-1] for one in found.items] == [READ]


def test_what_is_less_sure_is_told_of_matters_alone() -> None:
    """A row of sums says already what a matter has to do with the question."""
    rows = (item("a", READ, bears=-1.0),)
    assert SAYS not in listed(*rows).columns
    assert with_sentences(Listing("Matters", MATTERS, rows)).columns == (*MATTERS, SAYS)


def test_a_list_of_which_little_was_read_stays_as_it_is() -> None:
    """Records alone may make a list; and a timeline quotes each step already."""
    assert listed(item("a"), item("b"), item("c", READ)).columns == ("Respondent", "Date")
    quoting = Listing("Timeline", ("Date", SAYS), (item("a", READ),))
    assert with_sentences(quoting) is quoting
