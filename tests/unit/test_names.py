"""Names are found whole, in the right case, longest first, and not inside addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.names import NameFinder

FINDER = NameFinder(
    [
        ("AP", "ap"),
        ("Garante", "garante"),
        ("Information Commissioner", "ico"),
        ("Australian Information Commissioner", "oaic"),
        ("Commission d'accès à l'information", "cai"),
        ("N.D. Ill.", "us-nd-ill"),
        ("CNPD", "cnpd"),
        ("CNPD", "cnpd-pt"),
    ]
)


def ids(text: str, *, loose: bool = False) -> list[tuple[str, ...]]:
    return [found.ids for found in FINDER.find(text, loose=loose)]


@pytest.mark.parametrize("text", ["an ap for maps", "MAP", "AP2", "il garante che", "cnpd@example.org", "www.AP.nl"])
def test_what_only_looks_like_a_name_is_not_found(text: str) -> None:
    """Lower-case words, parts of words and addresses are not names."""
    assert ids(text) == []


@pytest.mark.parametrize("text", ["The AP.", "AP-led", "(AP)", "the AP's order", "APD/AP"])
def test_punctuation_beside_a_name_does_not_hide_it(text: str) -> None:
    """A name counts next to brackets, dashes, slashes and a possessive s."""
    assert ids(text) == [("ap",)]


def test_the_longest_name_wins() -> None:
    """The Australian commissioner is not also the British one."""
    assert ids("the Australian Information Commissioner and the Information Commissioner") == [("oaic",), ("ico",)]


def test_names_of_several_words_bear_any_case_and_line_breaks() -> None:
    """A name in capitals, over a line end or with a curly apostrophe is the same name."""
    assert ids("THE INFORMATION\n COMMISSIONER, Commission d’accès à l’information, N.D. Ill., n.d. ill.") == [
        ("ico",),
        ("cai",),
        ("us-nd-ill",),
        ("us-nd-ill",),
    ]


def test_one_word_counts_in_capitals() -> None:
    """A heading in capitals names the authority too."""
    assert ids("GARANTE") == [("garante",)]


def test_questions_may_be_typed_in_lower_case() -> None:
    """Loosely read, three letters and more match in any case; two letters never do."""
    assert ids("what did the garante say about an ap", loose=True) == [("garante",)]


def test_a_shared_name_gives_every_bearer() -> None:
    """CNPD is the authority of Luxembourg and of Portugal."""
    assert ids("CNPD") == [("cnpd", "cnpd-pt")]


@given(st.text(alphabet="AP apCNPDGarante.’'/()\n", max_size=60))
def test_places_are_ordered_and_do_not_overlap(text: str) -> None:
    """Whatever the text, the places found are in order, apart, and inside it."""
    ends = [0]
    for found in FINDER.find(text, loose=True):
        assert ends[-1] <= found.start < found.end <= len(text)
        ends.append(found.end)
