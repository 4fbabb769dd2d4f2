"""What an operative part does with a challenge, and which questions ask for that."""

from __future__ import annotations

import pytest

from service.answering.composing.challenges import (
    Side,
    asks_if_obtained,
    asks_if_undone,
    asks_if_won,
    asks_who_won,
    side_of,
    who_must_act,
)
from service.answering.composing.deciding import Way, way_of, way_told


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("13. The appeal is unfounded.", Way.REFUSED),
        ("• The complaints are dismissed.", Way.REFUSED),
        ("The Utrecht Court declares the objection unfounded.", Way.REFUSED),
        ("2. Dismiss the cassation appeal.", Way.REFUSED),
        ("Article 1: The application of the company Tailspin is dismissed.", Way.REFUSED),
        ("B is not successful in his appeal.", Way.REFUSED),
        ("The Data Protection Authority's decision is upheld.", Way.REFUSED),
        ("The claim for suspension must therefore be rejected.", Way.REFUSED),
        ("The Authority found the exemption to apply and therefore dismissed the complaint.", Way.REFUSED),
        ("4. the Board refused the request of the bank.", Way.REFUSED),
        ("For these reasons the Review Board (Board) affirms the judge's decision.", Way.REFUSED),
        ("Outcome: action dismissed.", Way.REFUSED),
        ("[3] I allow the application; my reasons follow.", Way.GRANTED),
        ("Result: Notice varied; appeal allowed in part.", Way.PARTLY),
        ("The complaint is upheld.", Way.GRANTED),
        ("Allows the appeal,", Way.GRANTED),
        ("1. Annul the decision of the Harbour County Court and terminate the proceedings.", Way.GRANTED),
        ("The bank has been upheld in its complaint.", Way.GRANTED),
        ("The Inspectorate's decision is reversed so that the bank is not ordered to change it.", Way.GRANTED),
        ("The Authority grants the applicant's request in part.", Way.PARTLY),
        ("That part of the complaint is therefore dismissed.", Way.PARTLY),
        ("[18] The claims are otherwise dismissed.", Way.PARTLY),
        ("I set that decision aside in so far as it concerns the sum, and remit the case.", Way.PARTLY),
        ("The decision of the Tribunal is to allow the bank's appeal in part.", Way.PARTLY),
        ("Declares the appeal admissible and founded to the extent determined below;", Way.PARTLY),
        ("The court grants in part the appeal of the Authority and sets the fine at SEK 9,000,000.", Way.PARTLY),
        ("That, for the rest, we UPHOLD IN PART the appeal brought by Ms Adams.", Way.PARTLY),
        ("The notice of the Berlin Commissioner of 9 May 2023 is set aside in so far as it orders it.", Way.PARTLY),
        ("The Tribunal varies the decision under review.", Way.PARTLY),
        ("(4) The claims for an injunction are refused, save for the order below.", Way.PARTLY),
        ("Her complaint is in this respect unfounded, and well-founded for the rest.", Way.PARTLY),
        ("VII. rejects the requests for compensation;", Way.REFUSED),
        ("1) declares inadmissible the claim for damages;", Way.REFUSED),
        ("The request for the second reduction is consequently rejected.", Way.REFUSED),
    ],
)
def test_what_is_decided_is_read(text: str, way: Way) -> None:
    """A judgment says in few forms whether it takes up a challenge."""
    assert way_of(text) is way


@pytest.mark.parametrize(
    "text",
    [
        "The plaintiff considers that the appeal should be rejected.",
        "In any other case the Tribunal will dismiss the appeal.",
        "The objection is directed against the decision whereby the authority rejected the complaint.",
        "An appeal against this judgment is allowed to the High Court.",
        "The defendant requests that the action be dismissed.",
        "If the request is denied, the applicant may complain.",
        "To allow him to consider any other possible course of action, the chamber sends him a leaflet.",
        "The objection does not have to be justified.",
        "The request to intervene is granted.",
        "The complaint concerns a camera.",
        "I would therefore have granted the bank's appeal in full.",
        "By judgment of 20 May 2022 the court declared the appeal against that decision unfounded.",
        "The complainant asks the Chamber to dismiss the appeal.",
    ],
)
def test_what_decides_nothing_is_not_read(text: str) -> None:
    """What parties want, what the law allows and what came before are no decision."""
    assert way_of(text) is None


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Did Ms Adams's appeal succeed?", Side.SUCCEEDED),
        ("Bruno B. complained to the Austrian authority about a tick in a box. Did he win?", Side.SUCCEEDED),
        ("Did the tenant get anywhere with her complaint?", Side.SUCCEEDED),
        ("Was the complaint about refused access upheld?", Side.SUCCEEDED),
        ("Was the complaint about access granted in 2020 dismissed?", Side.FAILED),
        ("Did the prosecutor's request against the fine have any success?", Side.SUCCEEDED),
        ("Did Tailspin win before the Conseil d'Etat?", Side.SUCCEEDED),
        ("Did Ms Tailspin win her privacy application against the bank?", Side.SUCCEEDED),
        ("Was the complaint of Bruno B. dismissed?", Side.FAILED),
        ("Was the fine upheld?", None),
        ("When was the appeal of Tailspin dismissed?", None),
        ("How much did the company lose?", None),
        ("Did the complaint concern a USB stick that got lost?", None),
    ],
)
def test_whose_success_is_asked_is_read(text: str, side: Side | None) -> None:
    """Asked whether a challenge was dismissed, a dismissal is a yes."""
    assert side_of(text) is side
    assert asks_if_won(text) is (side is not None)


def test_what_was_to_be_undone_or_obtained_is_read() -> None:
    """Suspending, compensation, and an authority that is to act."""
    assert asks_if_undone("Did the court suspend the award?")
    assert not asks_if_undone("Did the court uphold the award?")
    assert asks_if_obtained("Did the man get compensation from the bureau?")
    assert not asks_if_obtained("Did the man get a letter from the bureau?")
    assert who_must_act("Does the Dutch AP have to take action against Tailspin?") == "Dutch AP"
    assert not who_must_act("Was there an Act on privacy before?")


def test_a_note_on_a_case_tells_in_the_past_what_was_decided() -> None:
    """A decision recites what others decided before; a note tells so what it is about, and why."""
    told = (
        "The bank wanted the fine annulled, but its appeal was rejected by the court: the authority may supervise it."
    )
    assert (way_of(told), way_told(told)) == (None, Way.REFUSED)
    assert way_told("Its request was granted because the record could not be found.") is Way.GRANTED
    assert way_told("The appeal to the lower court was dismissed.") is None
    assert way_told("The bank asked whether its appeal was dismissed.") is None


@pytest.mark.parametrize(
    "text", ["Acme v Commissioner, who won in the end?", "Who came out on top?", "Which side lost before the court?"]
)
def test_who_won_asks_for_what_was_decided(text: str) -> None:
    """In whatever words; of Korean won it is not asked."""
    assert asks_who_won(text)
    assert not asks_who_won("How many won must it pay?")
