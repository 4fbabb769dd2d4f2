"""Lines into paragraphs: hyphens, marks, margins, pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse.formats.text import reflow
from ingest.parse.layout.numbering import MarkKind, bare_number, follows, mark_of
from ingest.parse.layout.paragraphs import join

JOINS = [
    ("the infor-", "mation was", "the information was"),
    ("the GDPR-", "Konformität", "the GDPR-Konformität"),
    ("Regulation 2016-", "679", "Regulation 2016-679"),
    ("a dash -", "and more", "a dash - and more"),
    ("one line", "and the next", "one line and the next"),
    ("soft hy\u00ad", "phen", "soft hyphen"),
    ("-", "alone", "- alone"),
]
MARKS = [
    ("14. The Commissioner", MarkKind.PARAGRAPH, "14"),
    ("3.2 The reply", MarkKind.PARAGRAPH, "3.2"),
    ("3.2.1. The reply", MarkKind.PARAGRAPH, "3.2.1"),
    ("7.a. Newsletters", MarkKind.PARAGRAPH, "7.a"),
    ("II. Findings", MarkKind.PARAGRAPH, "II"),
    ("B. Findings", MarkKind.PARAGRAPH, "B"),
    ("(a) the name", MarkKind.ITEM, "(a)"),
    ("(iv) the name", MarkKind.ITEM, "(iv)"),
    ("[12] The appeal", MarkKind.ITEM, "[12]"),
    ("b) the name", MarkKind.ITEM, "b)"),
    ("c. the name", MarkKind.ITEM, "c"),
    ("• the name", MarkKind.BULLET, None),
    ("- the name", MarkKind.BULLET, None),
    ("“1. The quoted law", MarkKind.PARAGRAPH, "1"),
]
NO_MARKS = [
    "The Commissioner",
    "25. Mai 2018",
    "2019. május",
    "5 years ago",
    "7.5 million",
    "1.000,00 Euro",
    "e.g. this",
]
PARAGRAPHS = [
    ("The first line of a paragraph that is\nbroken to a width.", 1),
    ("A sentence ends in this line of text.\n\nAnother begins after the empty line.", 2),
    ("The penalty is in force since the day\n\nit was served on the company in London.", 1),
    ("14. The first numbered paragraph here.\n15. The second numbered paragraph here.", 2),
    ("It must do the following things now:\n(a) stop the processing of images;\n(b) delete what it holds.", 3),
    ("This is provided for in article 65.4\nof the law on the protection of data.", 1),
    ("It was registered under reference no.\nprot. 12 of the authority in that year.", 1),
]


@pytest.mark.parametrize(("before", "after", "whole"), JOINS)
def test_words_broken_at_line_ends_are_whole_again(before: str, after: str, whole: str) -> None:
    """A typesetter's hyphen goes, a word's own hyphen stays."""
    assert join(before, after).replace("\u00ad", "-") == whole


@pytest.mark.parametrize(("text", "kind", "number"), MARKS)
def test_marks_are_read_as_printed(text: str, kind: MarkKind, number: str | None) -> None:
    """The number is the document's own, without a closing full stop."""
    mark = mark_of(text)
    assert mark is not None
    assert (mark.kind, mark.number) == (kind, number)


@pytest.mark.parametrize("text", NO_MARKS)
def test_dates_and_figures_are_no_marks(text: str) -> None:
    """What looks like a number in a sentence opens nothing."""
    assert mark_of(text) is None


@pytest.mark.parametrize(
    ("before", "after"), [("13", "14"), ("3.1", "3.2"), ("(a)", "(b)"), ("i)", "ii)"), ("(h)", "(i)"), ("IV", "V")]
)
def test_a_number_follows_another_of_its_form(before: str, after: str) -> None:
    """Counting up by one in the same form."""
    assert follows(before, after)
    assert not follows(after, before)


def test_numbers_of_other_forms_do_not_follow() -> None:
    """A list within a list starts its own count."""
    assert not follows("(a)", "2")
    assert not follows("3.1", "4.2")
    assert not follows(None, "1")


def test_bare_numbers_are_seen_only_before_words() -> None:
    """A number of a paragraph without a sign stands before a word."""
    assert bare_number("14 The Commissioner") == 14
    assert bare_number("14") is None
    assert bare_number("2020 was a year") is None


@pytest.mark.parametrize(("text", "count"), PARAGRAPHS)
def test_broken_lines_become_paragraphs(text: str, count: int) -> None:
    """Lines are joined where the text runs on, and parted where something new begins."""
    assert len(reflow(text)) == count


@given(st.lists(st.text(alphabet="abc XYZ.,;-()123\t", max_size=60), max_size=30))
def test_reflowing_keeps_every_letter_and_digit(rows: list[str]) -> None:
    """No word is lost or doubled, whatever the lines; page numbers need a real sequence to be taken."""
    text = "\n".join(rows)
    kept = "".join(paragraph.text for paragraph in reflow(text))
    assert sorted(filter(str.isalnum, kept)) == sorted(filter(str.isalnum, text))
