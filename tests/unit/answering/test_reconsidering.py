"""What a question asks for, and whether a refusal is taken back."""

from __future__ import annotations

import pytest

from corpus.documents import SourceRank, Span
from service.answering.bearing import Weighed
from service.answering.dossier import Proof, Sentence
from service.answering.question import Intent, Query
from service.answering.reconsidering import FEATURES, asked_for, features, is_answered
from service.answering.words import stems


def weighed(text: str, likelihood: float = 0.5) -> Weighed:
    proof = Proof("d0", 1, Span(0, len(text)))
    return Weighed(Sentence(proof, text, "d0.1.0", "", SourceRank.DIGEST, frozenset(stems(text)), 0), likelihood)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Which browser signal did Acme ignore?", ["browser", "signal"]),
        ("How many passport numbers were exposed?", ["passport", "number"]),
        ("What brand of cameras did Acme use?", ["brand", "camera"]),
        ("Which company supplied the software?", ["compani", "suppli", "softwar"]),
        ("Who hacked Acme?", ["hack"]),
        ("Was the fine annulled?", []),
    ],
)
def test_what_is_asked_for(text: str, wanted: list[str]) -> None:
    """It stands after the asking word; of a doer it is the deed."""
    assert asked_for(text) == wanted


def test_a_thing_that_no_document_names_is_told_from_words_beside_it() -> None:
    """What is asked for and unknown counts apart from other unknown words of the subject."""
    terms = ("ransomwar", "gang", "autumn")
    query = Query("Which ransomware gang did attack Acme in autumn?", (Intent.SUMMARY,), called=("Acme",), terms=terms)
    said = [weighed("Acme suffered an attack.")]
    asked = dict(zip(FEATURES, features(query, ("ransomwar", "gang"), said, searched=False), strict=True))
    beside = dict(zip(FEATURES, features(query, ("autumn",), said, searched=False), strict=True))
    assert asked["all asked for is unknown"] == 1.0
    assert beside["all asked for is unknown"] == 0.0


def test_other_words_than_the_documents_do_not_refuse_a_question() -> None:
    """A long question whose subject the matter covers is answered; one for an unknown thing is not."""
    known = Query(
        "Why did the watchdog scrap the giant fine over behavioural advertising of the platform's users?",
        (Intent.REASON,),
        terms=("giant", "behaviour", "advertis", "platform"),
    )
    unknown = Query("Which ransomware gang was it?", (Intent.SUMMARY,), terms=("ransomwar", "gang"))
    said = [weighed("The authority annulled the fine over behavioural advertising on the platform.")]
    assert is_answered(known, ("giant",), said, searched=False)
    assert not is_answered(unknown, ("ransomwar", "gang"), said, searched=False)


def test_without_a_sentence_nothing_is_taken_back() -> None:
    """No sentence, no answer."""
    assert not is_answered(Query("Why?", (Intent.REASON,)), (), [], searched=False)
