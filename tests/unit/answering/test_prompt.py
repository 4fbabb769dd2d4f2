"""The prompt keeps documents apart from instructions."""

from __future__ import annotations

from corpus.documents import SourceRank, Span
from service.answering.generative.passages import find
from service.answering.generative.prompt import Shown, make_prompt
from service.answering.held.dossier import Proof, Sentence

TEXT = "The court’s\n“final” word – it   seems – was given on 5 May 2021. It fined nobody."
FIRST = Span(0, TEXT.index(" It fined"))
SECOND = Span(TEXT.index("It fined"), len(TEXT))


def sentence(span: Span) -> Sentence:
    return Sentence(
        Proof("d1", 1, span), span.of(TEXT), "d1.1.0", "", SourceRank.PRIMARY, frozenset(), 0, span.of(TEXT)
    )


SHOWN = Shown("P1", (sentence(FIRST), sentence(SECOND)), TEXT)


def test_hidden_characters_are_not_shown_to_the_model() -> None:
    """Nor do they stay in the question."""
    shown = Shown("P1", SHOWN.sentences, "Plain\u200b \u202eorders\x00.")
    told = make_prompt("What\u2066 now?", [shown], 5).messages[1].content
    assert not set(told) & set("\u200b\u202e\x00\u2066")


def test_each_prompt_has_its_own_mark_and_its_hash_does_not_depend_on_it() -> None:
    """A document cannot know the mark; equal questions have equal hashes."""
    first, second = (make_prompt("Why?", [SHOWN], 5) for _ in range(2))
    assert first.messages[1] != second.messages[1]
    assert first.sha256 == second.sha256 != make_prompt("When?", [SHOWN], 5).sha256


def test_the_instructions_are_the_same_for_every_question() -> None:
    """So that an endpoint may keep them read."""
    assert make_prompt("Why?", [SHOWN], 5).messages[0] == make_prompt("When?", [], 5).messages[0]


def test_a_quote_is_found_in_the_documents_own_words() -> None:
    """Spaces and the shape of marks may differ; what is cited is the text itself."""
    found = find('court\'s "final" word - it seems', SHOWN)
    assert found is not None
    assert found.quote == "court’s\n“final” word – it   seems"
    assert [one.proof.span for one in found.sentences] == [FIRST]
    assert found.text == FIRST.of(TEXT)


def test_a_quote_over_two_sentences_cites_both() -> None:
    """Each with its own place."""
    found = find("5 May 2021. It fined nobody.", SHOWN)
    assert found is not None
    assert [one.proof.span for one in found.sentences] == [FIRST, SECOND]


def test_other_words_are_not_found() -> None:
    """Not with another letter, another case, an ellipsis, or nothing at all."""
    assert [find(q, SHOWN) for q in ("It fined nobody!", "it fined nobody", "It … nobody.", "", " ")] == [None] * 5
