"""Words that read almost like the text's: no such quote passes the verifier, whatever was altered and where."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.property.test_verifier_laws import keeps, passes

SENTENCES = (
    "On 18 May 2022 the Commissioner fined Acme Limited GBP 7,552,800 and ordered it to delete the first photographs.",
    "The tribunal dismissed the appeal of Acme Limited on 17 October 2023, and the notice was not annulled.",
    "Acme Limited must within two months inform 1,200 people whose photographs were kept for 90 days.",
    "The authority found that Acmé Limited infringed Articles 5(1)(a) and 6 of the GDPR without a lawful basis.",
)
ALIKE = {
    "fi": "\ufb01",
    "a": "\u0430",
    "e": "\u0435",
    "o": "\u043e",
    "A": "\u0391",
    "-": "\u2013",
    " ": "\u00a0",
    "0": "O",
    "1": "l",
    "5": "\uff15",
    "2": "\u0662",
    "7": "\u096d",
    "é": "e\u0301",
    "8": "8\u00b2",
}
TURNED = (
    *(("fined", "praised"), ("dismissed", "upheld"), ("delete", "keep"), ("found", "denied"), ("must", "may")),
    *(("not ", ""), ("was ", "was not "), ("without", "with"), ("months", "years"), ("days", "weeks"), ("90", "900")),
    *(("GBP", "EUR"), ("May", "March"), ("October", "November"), ("Acme", "Beta"), ("people", "companies")),
    *(("7,552,800", "7,525,800"), ("17", "71"), ("5(1)(a)", "5(1)(b)"), ("1,200", "1,201"), ("two", "three")),
)
UNSEEN = "\u200b\u00ad\u202e\u0301\u2060"
FRAMES = ["{}", "The regulator’s decision says: “{}”", "A press report says: ‘{}’"]
MISLEADING = re.compile(
    r"\d[\d,.]*|\b(?:not|without|months|years|days|weeks|GBP|EUR|May|March|\w*ember|October|Beta)\b"
)


@st.composite
def altered(draw: st.DrawFn) -> tuple[str, str]:
    """A sentence, and the same with one thing changed that a reader may not see or would be misled by."""
    text = draw(st.sampled_from(SENTENCES))
    at = draw(st.integers(0, len(text) - 1))
    pairs = [pair for pair in (*ALIKE.items(), *TURNED) if pair[0] in text]
    words = text.split(" ")
    words[1], words[-2] = words[-2], words[1]
    changes = [
        text.replace(*draw(st.sampled_from(pairs)), 1),
        text[:at] + text[at + draw(st.integers(1, 8)) :],
        text[:at] + text[at].swapcase() + text[at + 1 :],
        text[:at] + draw(st.sampled_from(UNSEEN)) + text[at:],
        text[:at] + draw(st.characters()) + text[at + 1 :],
        " ".join(words),
        unicodedata.normalize("NFD", text),
    ]
    return text, draw(st.sampled_from(changes))


@pytest.mark.parametrize(("text", "cut"), [(SENTENCES[1], "not a"), (SENTENCES[0], "GBP 7,552")])
def test_a_quote_that_ends_within_a_word_proves_nothing(text: str, cut: str) -> None:
    """Every letter stands in the text so, and what is left says another thing."""
    other = text[: text.index(cut) + len(cut)]
    assert not passes(other, text, other)


@given(altered(), st.sampled_from(FRAMES))
def test_a_quote_that_reads_almost_the_same_never_passes(pair: tuple[str, str], frame: str) -> None:
    """Ligatures, letters and digits of other scripts, what is not seen, what is turned: all are dropped."""
    text, other = pair
    assume(other != text)
    assert keeps(frame.format(text), text, "quote")
    assert not keeps(frame.format(other), text, "quote")
    assume(not is_part(other, text))
    assert not passes(frame.format(other), text, other)


def is_part(other: str, text: str) -> bool:
    """Whether it is whole words of the text in their order: less of a sentence, and nothing altered."""
    return re.search(rf"(?<![\w.,]){re.escape(other.strip())}(?![\w]|[.,]\d)", text) is not None


@given(altered())
def test_a_fact_that_was_altered_never_passes_in_other_words(pair: tuple[str, str]) -> None:
    """Nor in a paraphrase: a digit, a period, a date, a sum, a name or a negation that is not the text's."""
    text, other = pair
    held, said = set(MISLEADING.findall(text)), set(MISLEADING.findall(other))
    assert not (said - held and keeps(other, text, "paraphrase"))


@given(st.permutations(["The Commissioner fined Acme", "ordered it to delete the photographs", "within six months"]))
def test_fragments_around_an_ellipsis_stand_in_order(fragments: list[str]) -> None:
    """In the order of the text they are a quote of it; in any other they are none."""
    text = "The Commissioner fined Acme Limited, and ordered it to delete the photographs at once, within six months."
    places = [text.index(fragment) for fragment in fragments]
    joined = " … ".join(fragments)
    in_order = places == sorted(places)
    assert keeps(f"The decision says “{joined}”.", text, "record") == in_order


@pytest.mark.parametrize("said", ["about KRW 21,620,000,001", "about KRW 21,999,999,999", "over KRW 20,700,000,000"])
def test_a_sum_written_out_is_not_rounded(said: str) -> None:
    """21.6 billion may stand for the sum, and no other sum that is written to its last digit."""
    text = "The commission imposed on Meta a surcharge of KRW 21,620,000,000 in the end."
    assert not keeps(f"The commission imposed on Meta a surcharge of {said}.", text, "record")
    assert keeps("The commission imposed on Meta a surcharge of about KRW 21.6 billion.", text, "record")
