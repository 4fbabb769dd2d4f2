"""The whole answer as text."""

from __future__ import annotations

import datetime as dt

import pytest

from service.answering.render import MOST_ROWS, markdown, marks, plain, refusal_text
from service.answering.wire import Claim, FilterFields, Nearest, Refusal, Row, Searched, StandingStatement, Table


def statement(matter: str) -> StandingStatement:
    return StandingStatement(matter, f"Title of {matter}", "final", "Final.", dt.date(2026, 1, 1), None, (), (3,))


@pytest.mark.parametrize(
    ("numbers", "text"),
    [((1,), "[1]"), ((1, 2), "[1][2]"), ((1, 2, 3, 4), "[1–4]"), ((1, 2, 3, 5, 6), "[1–3][5–6]")],
)
def test_marks(numbers: tuple[int, ...], text: str) -> None:
    """A few marks stand side by side, runs are drawn together."""
    assert marks(numbers) == text


def test_one_matter_reads_as_one_paragraph_with_its_standing() -> None:
    """Claims follow each other with their marks; the standing comes last."""
    claims = [Claim("It was fined.", (1,), "quote", "m"), Claim("It paid.", (2,), "quote", "m")]
    text = markdown(claims, (), (), (), [statement("m")], None)
    assert text == "It was fined. [1] It paid. [2]\n\n**Standing.** Final. [3]"


def test_a_further_part_has_a_paragraph_of_its_own() -> None:
    """Under the title that stands above the first."""
    claims = [
        Claim("Yes. It was fined.", (1,), "record", "m"),
        Claim("No. It did not appeal.", (2,), "record", "m", opens=True),
        Claim("It paid.", (3,), "quote", "n"),
    ]
    text = markdown(claims, (), (), (), [statement("m"), statement("n")], None)
    first, second, third, *_ = text.split("\n\n")
    assert first == "**Title of m.** Yes. It was fined. [1]"
    assert second == "No. It did not appeal. [2]"
    assert third == "**Title of n.** It paid. [3]"


def test_a_further_part_is_told_after_the_table_of_the_first() -> None:
    """Each of its matters under its title."""
    table = Table("Fines", ("Whom",), (Row(("Acme",), (1,)),))
    claims = [
        Claim("2 fines in all.", (1,), "record"),
        Claim("Yes. It was upheld.", (2,), "record", "m", opens=True),
        Claim("No. It fell.", (3,), "record", "n"),
    ]
    text = markdown(claims, (table,), (), (), [statement("m"), statement("n")], None)
    places = [text.index(one) for one in ("2 fines", "**Fines**", "**Title of m.** Yes.", "**Title of n.** No.")]
    assert places == sorted(places)


def test_who_says_it_is_told_once_for_quotes_that_follow_each_other() -> None:
    """And again after something else was told, or where another document speaks."""
    says = "The ICO’s decision says: "
    claims = [
        Claim(f"{says}“It kept photographs.”", (1,), "quote", "m"),
        Claim(f"{says}‘It called them “art”.’", (2,), "quote", "m"),
        Claim("The press release says: “It was fined.”", (3,), "quote", "m"),
        Claim(f"{says}“It must stop.”", (4,), "quote", "m"),
    ]
    told = "“It kept photographs.” [1] ‘It called them “art”.’ [2] The press release says: “It was fined.” [3]"
    assert markdown(claims, (), (), (), [], None) == f"{says}{told} {says}“It must stop.” [4]"


def test_many_quotes_stand_each_on_a_line() -> None:
    """Eight sentences of a decision in one paragraph are a wall; three read on."""
    says = "The ICO’s decision says: "
    claims = [Claim(f"{says}“Sentence {n}.”", (n,), "quote", "m") for n in range(1, 6)]
    assert markdown(claims, (), (), (), [], None).split("\n\n") == [
        f"{says}“Sentence 1.” [1]",
        *(f"“Sentence {n}.” [{n}]" for n in range(2, 6)),
    ]
    assert "\n" not in markdown(claims[:3], (), (), (), [], None)


def test_several_matters_are_headed_by_their_titles() -> None:
    """Each matter has its own paragraph and its own line of standing."""
    claims = [Claim("Fined.", (1,), "quote", "a"), Claim("Ordered.", (2,), "quote", "b")]
    text = markdown(claims, (), (), (), [statement("a"), statement("b")], None)
    assert "**Title of a.** Fined. [1]\n\n**Title of b.** Ordered. [2]" in text
    assert "- Title of a: Final. [3]\n- Title of b: Final. [3]" in text


def test_a_long_table_is_cut_in_the_text_and_says_so() -> None:
    """The text shows the first rows and how many more the table has."""
    rows = tuple(Row((f"r{n} | x",), (n,)) for n in range(MOST_ROWS + 2))
    text = markdown((), [Table("Rows", ("Name",), rows)], ("A note.",), (), (), None)
    assert text.count("| r") == MOST_ROWS
    assert "r0 \\| x" in text
    assert "2 more rows." in text
    assert text.endswith("A note.")


def test_plain_text_has_no_marks() -> None:
    """Doors that show text only lose the stars and the numbers."""
    assert plain("**No.** It was fined. [1][2–4] See [2023] UKFTT 1. [3]") == "No. It was fined. See [2023] UKFTT 1."


def test_a_refusal_says_what_was_searched_and_what_is_near() -> None:
    """Nothing in it is a citation."""
    looked = Searched(2, 7, FilterFields(), None)
    near = Nearest("d1", "d1.1.0", "A title", "Some words", "/documents/d1")
    text = refusal_text(Refusal("Not stated.", "not_stated", looked, (near,)))
    assert text.startswith("Not stated.\n\nSearched: 2 documents, 7 passages.")
    assert "- A title: Some words" in text
