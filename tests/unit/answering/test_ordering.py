"""Orders as sentences of ours, and which of them are quoted instead."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from corpus.documents import InstrumentKind, SourceRank, Span, Voice
from corpus.gazetteer import Gazetteer
from corpus.record_store import Held
from corpus.records import Deadline, Order, Verb
from service.answering.composing.ordering import order_variants

GAZETTEER = Gazetteer.load()
ACME, BETA = "Acme Ltd", "Beta Ltd"


def worded(
    sentence: str,
    what: str,
    *,
    verb: Verb = "delete",
    whom: str | None = ACME,
    deadline: Deadline | None = None,
    voice: Voice = Voice.ORDER,
    respondents: tuple[str, ...] = (ACME,),
    kind: InstrumentKind = InstrumentKind.DECISION,
    court: str | None = None,
) -> tuple[str, ...]:
    order = Order(verb, what, Span(0, len(sentence)), voice, addressee=whom, deadline=deadline)
    held = Held(order, "d1", 1, SourceRank.PRIMARY, None, "ico", "GB", respondents, None, "A decision")
    reading = SimpleNamespace(
        gazetteer=GAZETTEER,
        dossier=SimpleNamespace(language_of=lambda _: "en"),
        document=lambda _: SimpleNamespace(description=SimpleNamespace(kind=kind, court=court)),
        sentence=lambda *_: SimpleNamespace(text=sentence),
    )
    return order_variants(cast("Any", reading), held)


def test_an_infinitive_is_told_as_what_somebody_was_ordered_to_do() -> None:
    """With what forbids turned, and a ban as a ban."""
    (said,) = worded("The ICO orders Acme Ltd to delete the faces.", "delete the faces")
    assert said == "The ICO ordered Acme Ltd to delete the faces."
    (said,) = worded("Acme must not process faces.", "not process faces", verb="stop")
    assert said == "The ICO ordered Acme Ltd not to process faces."
    (said,) = worded("Acme is prohibited from processing faces.", "processing faces", verb="stop")
    assert said == "The ICO prohibited Acme Ltd from processing faces."
    (said,) = worded("The ICO orders that the faces are to be erased.", "the faces are to be erased", whom=None)
    assert said == "The ICO ordered that the faces are to be erased."


def test_a_deadline_stands_where_it_does_not_change_the_sense() -> None:
    """Once: it is not told again where the words hold it."""
    within = Deadline("Within 90 days")
    what = "delete the faces, meaning every picture"
    (said,) = worded(f"Within 90 days, Acme must {what}.", what, deadline=within)
    assert said == f"The ICO ordered Acme Ltd, within 90 days, to {what}."
    what = "delete the faces within 90 days and to tell us"
    (said,) = worded(f"The ICO orders Acme to {what}.", what, deadline=Deadline("within 90 days"))
    assert said == f"The ICO ordered Acme Ltd to {what}."


QUOTED = [
    ("The data have been deleted or destroyed.", "deleted or destroyed"),
    ("Acme must tell why review is necessary.", "review is necessary"),
    ("Provision I. Prohibition Against Misrepresentations", "Prohibition Against Misrepresentations"),
    ("If it resumes, Acme must delete the faces.", "delete the faces"),
    ("Acme must delete the faces, and must inform everybody.", "delete the faces, and must inform everybody"),
    ("Acme must delete the faces of all who object.", "delete the faces of all"),
    ('Acme must delete "the faces of all.', 'delete "the faces of all'),
]


@pytest.mark.parametrize(("sentence", "what"), QUOTED)
def test_what_makes_no_sentence_of_ours_is_quoted(sentence: str, what: str) -> None:
    """No infinitive, a condition before it, a second sentence, or words that are cut."""
    assert worded(sentence, what) == ()


def test_whom_it_binds_must_be_known() -> None:
    """Nobody is ordered what another was, and a court orders what it is known to."""
    said, both = "The ICO orders {} to delete it.", (ACME, BETA)
    assert worded(said.format("it"), "delete it", whom=None, respondents=both) == ()
    assert worded(said.format("it"), "delete it", whom=None, respondents=()) == ()
    (told,) = worded(said.format("the respondents"), "delete it", whom=None, respondents=both)
    assert told == "The ICO ordered Acme Ltd and Beta Ltd to delete it."
    judged = InstrumentKind.JUDGMENT
    assert worded("It is ordered to delete it.", "delete it", kind=judged) == ()
    (told,) = worded("Acme is ordered to delete it.", "delete it", kind=judged, court="High Court")
    assert told == "The High Court ordered Acme Ltd to delete it."


def test_advice_is_not_an_order() -> None:
    """It is called advice."""
    what = "delete the faces"
    (said,) = worded(f"The ICO recommends that Acme {what}.", what, voice=Voice.RECOMMENDATION)
    assert said == "The ICO recommended that Acme Ltd delete the faces."
