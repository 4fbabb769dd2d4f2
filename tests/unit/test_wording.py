"""What vocabularies are found by: the words that stand where a phrase may, and the phrases themselves."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.describing import instrument, roles, timing
from ingest.extract.orders import orders
from ingest.extract.provisions import provisions
from ingest.extract.steps import acts, events
from ingest.extract.sums import restated
from ingest.wording.needed import needed, search_near
from ingest.wording.phrases import PhraseFinder
from ingest.wording.sifted import Sifted, sifted
from ingest.wording.stems import Stems

SIFTED = {
    f"{module.__name__}.{name}": each
    for module in (acts, events, instrument, orders, provisions, restated, roles, timing)
    for name, value in vars(module).items()
    for each in (value.values() if isinstance(value, dict) else [value])
    if isinstance(each, Sifted)
}
LETTERS = st.text("abAB é’\n", max_size=40)


@given(LETTERS, st.lists(st.text("abAB é’", min_size=1, max_size=3)), st.integers(0, 40), st.integers(0, 40))
def test_stems_stand_where_looking_for_each_finds_them(text: str, stems: list[str], start: int, end: int) -> None:
    """Overlapping or not, in the part that is asked about; in the order of the stems and of the text."""
    end = min(end, len(text))
    known = list(dict.fromkeys(stems))
    wanted = [
        (number, place)
        for number, stem in enumerate(known)
        for place in range(start, end - len(stem) + 1)
        if text.startswith(stem, place)
    ]
    assert Stems(stems).found(text, start, end) == wanted
    assert Stems(stems).places(text, start, end) == sorted({place for _, place in wanted})
    assert Stems(stems).stand_in(text) == any(stem in text for stem in stems)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?:lodged|filed) an? (?:appeal|action)", {"appeal", "action"}),
        ("appeal(?:s|ed)? (?:\\w+ ){0,3}allowed", {"allowed"}),
        ("foo?bar|quux{2}", {"bar", "quux"}),
        ("(?<!not )annull(?:ed|s)", {"annull"}),
        ("fine(?: imposed)?|[a-z]{3} euro", {"fine", "euro"}),
        ("(?:fine)? [abc]{2,}", None),
        ("fine|of", None),
        ("\\d{4}-\\d/20\\d\\d", {"/20"}),
    ],
)
def test_what_every_match_needs(pattern: str, words: set[str] | None) -> None:
    """A choice of words that no match can do without; none where a match may be made of anything."""
    found = needed(pattern)
    assert (found.words if found else None) == words


@pytest.mark.parametrize(
    ("pattern", "reach"),
    [
        ("(?:lodged|filed) an? (?:appeal|action)", 6 + 6 + 2 + 6),
        ("(?<!not )(?:the )?annull(?:ed|s)", 3 + 6),
        ("[a-z]{3,5} ?euro\\b|\\d{4} crowns", 5 + 6),
        ("\\d+ crowns", math.inf),
        ("(['\"])fine\\1", 1),
        ("(a|bc){2} ?(?:fined|\\1 crowns)", math.inf),
    ],
)
def test_how_far_behind_the_beginning_of_a_match_its_words_stand(pattern: str, reach: float) -> None:
    """At most, where every space is six characters of white space."""
    found = needed(pattern)
    assert found is not None
    assert found.reach == reach


@given(
    st.text("ab x", max_size=60),
    st.sampled_from(["x?ab", "(?:a|bb) ?ab", "[ab]{0,30}xab", "(?: a)*xab"]),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_a_pattern_is_found_near_its_words_where_a_search_finds_it(text: str, regex: str, start: int, end: int) -> None:
    """In a part of the text too, and however far before the word it begins."""
    end = min(end, len(text))
    places = [place for place in range(len(text)) if text.startswith("ab", place)]
    pattern, need = re.compile(regex), needed(regex.replace("ab", "abc").replace(" ", "[ ]"))
    assert need is not None
    found, wanted = search_near(pattern, need.reach, places, text, start, end), pattern.search(text, start, end)
    assert (found and found.span()) == (wanted and wanted.span())


@pytest.mark.parametrize("name", SIFTED)
@settings(deadline=None)
@given(data=st.data())
def test_a_vocabulary_misses_no_phrase_for_its_sieve(name: str, data: st.DataObject) -> None:
    """Whatever the pattern itself finds, in any case and however broken over lines, is found."""
    each = SIFTED[name]
    pattern = each._pattern
    text = data.draw(st.from_regex(re.compile(pattern.pattern, pattern.flags)))
    text = data.draw(st.sampled_from([text, text.upper(), text.lower(), text.title()]))
    wanted, found = pattern.search(text), each.search(text)
    assert (wanted and wanted.span()) == (found and found.span())
    assert [match.span() for match in each.finditer(text)] == [match.span() for match in pattern.finditer(text)]


@given(
    st.lists(st.lists(st.sampled_from(["fine", "Fined", "appeal", "filed an", "ten", "euro", "ſixteen"])), max_size=12)
)
def test_vocabularies_looked_for_together_find_what_each_finds_alone(texts: list[list[str]]) -> None:
    """Whatever was asked about before, and of which of them."""
    lists = {"sums": ["fined?", "[a-z]{3} euros?"], "steps": ["filed an (?:appeal|action)", "fine"], "six": ["sixteen"]}
    together, alone = sifted(lists), {name: Sifted(phrases) for name, phrases in lists.items()}
    for text in (" ".join(words) for words in texts):
        for name, each in together.items():
            assert str(each.search(text)) == str(alone[name].search(text))
            assert str(list(each.finditer(text))) == str(list(alone[name]._pattern.finditer(text)))
            assert str(each.match(text, 4)) == str(alone[name]._pattern.match(text, 4))


@given(st.text("abc AB.\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_phrases_are_found_as_patterns_find_them(text: str, start: int, end: int) -> None:
    """Every place where one of them begins, within the bounds, in a text whose words are one space or line apart."""
    text = re.sub(r"(\s)\s+", r"\1", text)
    end = min(end, len(text))
    found = PhraseFinder(["a b", "abc?", "(?:A|B)a", "(?:A|a)?bca", "B\\. ?A", "c\\.?"]).find(text, start, end)
    several = [re.compile(each) for each in (r"a\s{1,6}b", "abc?", "(?:A|B)a", r"B\.\s{0,6}A", r"c\.?")]
    wanted = {match.span() for match in re.compile("(?:A|a)?bca").finditer(text, start, end)}
    wanted |= {
        match.span() for each in several for place in range(start, end) if (match := each.match(text, place, end))
    }
    assert {match.span() for match in found} == wanted
