"""Sentences of legal prose, one case a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Span
from corpus.sentences import sentences

WHOLE = [
    "The fine under Art. 83 GDPR was confirmed.",
    "It infringed Arts. 5 and 6, see para. 14 and s. 55A of the Act.",
    "In Smith v. Jones the court said otherwise.",
    "Clearview AI, Inc. appealed to the Tribunal.",
    "The U.S. District Court approved it.",
    "A penalty of GBP 7.5 million was imposed.",
    "The sum of EUR 1.234.567,89 is due.",
    "It was notified on 25. Mai 2018 in Wien.",
    "The decision of 2019. 05. 25. was published.",
    "See [2023] UKFTT 819 (GRC) at para. 12.",
    "Some measures, e.g. encryption, were absent.",
    "Mr. J. R. Smith signed it.",
    "14. The Commissioner finds that DGE contravened regulation 22.",
    "3.2. The controller replied late.",
    "(a) The notice was issued.",
    "The text reads “(...) Paragraph 2 applies”.",
    "The ICO (cf. No. 12/2021) agreed.",
    "Η Αρχή επέβαλε πρόστιμο κατά το άρθ. 83 του ΓΚΠΔ.",
    "Gemäß § 62 Abs. 1 Z. 4 DSG i.V.m. Art. 58 wird verwarnt.",
    "Conformément à l'art. 58 du RGPD et au n. 12.",
    "Съгласно чл. 83, ал. 1 от Регламента.",
    "Was it lawful, and why?",
    "“Stop!” they said.",
    "He asked whether it was lawful... and left.",
    "Innkeep Cloud Pte. Ltd. (“Innkeep”) hosted the booking system.",
    "The appeal was granted (5th Cir. Jan. 29, 2026) by the panel.",
]
PARTED = [
    ("The fine is final. No appeal was made.", ["The fine is final.", "No appeal was made."]),
    ("It was annulled in 2023. In 2025 it was revived.", ["It was annulled in 2023.", "In 2025 it was revived."]),
    ("It fined Clearview AI, Inc. The fine was annulled.", ["It fined Clearview AI, Inc.", "The fine was annulled."]),
    ("Who was fined? Amazon was.", ["Who was fined?", "Amazon was."]),
    ("Is it so; Η Αρχή απάντησε.", ["Is it so;", "Η Αρχή απάντησε."]),
    ("Ποιος; Η Αρχή.", ["Ποιος;", "Η Αρχή."]),
    ("Il a dit « non. » Le juge a tranché.", ["Il a dit « non. »", "Le juge a tranché."]),
    ("He said “no.” The court agreed.", ["He said “no.”", "The court agreed."]),
    ("It applies (see Art. 6). The rest does not.", ["It applies (see Art. 6).", "The rest does not."]),
    ("The law says so.¹ The court agreed.", ["The law says so.¹", "The court agreed."]),
    ("The law says so.[12] The court agreed.", ["The law says so.[12]", "The court agreed."]),
    ("Two months. 16,190 messages were sent.", ["Two months.", "16,190 messages were sent."]),
    ("First line\nSecond line. Third.", ["First line", "Second line.", "Third."]),
    ("Er wurde bestraft. Der Betrag war hoch.", ["Er wurde bestraft.", "Der Betrag war hoch."]),
    ("It lives in the U.K. The firm moved.", ["It lives in the U.K.", "The firm moved."]),
    ("The answer was no. The order stands.", ["The answer was no.", "The order stands."]),
    ("See paragraph (b). Section 5 applies.", ["See paragraph (b).", "Section 5 applies."]),
    ("It concerned item 5. The rest stood.", ["It concerned item 5.", "The rest stood."]),
    ("La multa es firme. ¿Por qué? Porque sí.", ["La multa es firme.", "¿Por qué?", "Porque sí."]),
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_sentence_stays_whole(text: str) -> None:
    """Abbreviations, citations, dates, decimals and paragraph numbers end no sentence."""
    assert [span.of(text) for span in sentences(text)] == [text]


@pytest.mark.parametrize(("text", "parts"), PARTED)
def test_sentences_are_parted(text: str, parts: list[str]) -> None:
    """Where a sentence ends, the next begins."""
    assert [span.of(text) for span in sentences(text)] == parts


def test_only_the_asked_stretch_is_parted() -> None:
    """Spans are offsets into the whole text, also where only a stretch of it is asked for."""
    text = "One. Two. Three."
    assert [span.of(text) for span in sentences(text, Span(5, 16))] == ["Two.", "Three."]


@given(st.text(alphabet=st.sampled_from("aB1 .!?;:\"'»)(\n…“”"), max_size=60) | st.text(max_size=60))
def test_sentences_lose_nothing(text: str) -> None:
    """Sentences are ordered, apart, within one line, trimmed, and leave out nothing but white space."""
    end = 0
    for span in sentences(text):
        words = span.of(text)
        assert span.start >= end
        assert not text[end : span.start].strip()
        assert words.strip() == words != ""
        assert "\n" not in words
        end = span.end
    assert not text[end:].strip()
