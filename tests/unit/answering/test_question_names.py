"""Whom a question names: respondents in any spelling, and strangers."""

from __future__ import annotations

import pytest

from service.answering.question import NameBook, Shape, understand
from service.answering.question.names import Entry
from tests.support.asking import BOOK, GAZETTEER, RESERVED, TODAY, ask


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("How much was Northwind Traders plc fined?", {"Northwind Traders plc"}),
        ("how much was northwind fined?", {"Northwind Traders plc", "Northwind Ireland Limited"}),
        ("How much was Northwnd fined?", {"Northwind Traders plc", "Northwind Ireland Limited"}),
        ("How much was Nortwhind fined?", {"Northwind Traders plc", "Northwind Ireland Limited"}),
        ("Was BG fined?", {"British Gliders plc"}),
        ("Must Fabrikam's archive be deleted?", {"Fabrikam Face AI Inc."}),
        ("What about Tailspn Toys?", {"Tailspin Toys B.V."}),
        ("What about Royal Crwn?", {"Royal Crown Hospital"}),
        ("What about Call A Doctor?", {"CallADoctor Scotland Ltd"}),
        ("Was Crown Hospital reprimanded?", {"Royal Crown Hospital"}),
        ("call a doctor scotland penalty", {"CallADoctor Scotland Ltd"}),
        ("Did the ICO call a dentist?", set()),
        ("Was any company fined in Britain?", set()),
        ("Fabrikam, Tailspin: what did each pay?", {"Fabrikam Face AI Inc.", "Tailspin Toys B.V."}),
    ],
)
def test_respondents_by_full_partial_and_misspelt_names(text: str, subjects: set[str]) -> None:
    """Names are found whole, in part, by initials and with a slip; places and common words are no names."""
    assert ask(text).subjects == subjects


def test_a_name_that_several_share_is_given_back_with_its_candidates() -> None:
    """A word of two respondents' names that leads to neither alone is ambiguous."""
    query = ask("What happened to Royal?")
    assert query.subjects == frozenset()
    assert query.candidates == ("Royal Crown Hospital", "Royal Mint Bank")


def test_a_name_in_a_title_leads_to_its_matter() -> None:
    """A product in a matter's title is known although it is nobody's registered name."""
    assert ask("Was Brolly fined?").matters == ("ie-dpc-northwind",)
    assert ask("Was Brloly fined?").matters == ("ie-dpc-northwind",)


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("What must Acme Biometrics delete in Norway?", ("Acme Biometrics",)),
        ("what must acme biometrics delete in norway?", ("acme", "biometrics")),
        ("Did the Upper Tribunal fine Northwind under the Privacy Act?", ()),
        ("Please tell me how much Northwind was fined", ()),
        ("How much was Zzyzx's Northwind fined?", ()),
    ],
)
def test_names_that_no_document_holds_are_unknown(text: str, unknown: tuple[str, ...]) -> None:
    """A proper name with a word that no document uses belongs to somebody unknown."""
    assert ask(text).unknown == unknown


@pytest.mark.parametrize(
    "text",
    [
        "What did the DNA testing firm pay in Britain?",
        "The QXT chain in Canada, was it fined?",
        "Beyond the fine, what else has the company to do?",
    ],
)
def test_a_word_that_is_no_name_is_nobody_unknown(text: str) -> None:
    """Letters that say what sort of company is meant, and a preposition that opens a sentence."""
    assert not ask(text).unknown


def test_a_hyphenated_name_of_known_words_is_nobody_unknown() -> None:
    """A place that documents write without its hyphens."""
    assert not understand("Which Stoke-on-Trent firm was it?", BOOK, GAZETTEER, TODAY, lambda _: "-" not in _).unknown


@pytest.mark.parametrize("text", ["Did Zalora pay?", "What did the ICO do to Brightfox Analytics?", "Was KPQX fined?"])
def test_a_made_up_company_stays_unknown(text: str) -> None:
    """A proper name that no document holds."""
    assert ask(text).unknown


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("What did Dufresne's office find at Northwind?", ("Dufresne",)),
        ("What did the Roman guarantor order Northwind to do?", ("Roman",)),
        ("What did Palantir get from Northwind?", ()),
        ("How much did Northwind pay Palantir?", ()),
        ("Why was Palantir data sold by Northwind?", ()),
    ],
)
def test_a_name_that_only_goes_with_a_noun_stands_aside(text: str, aside: tuple[str, ...]) -> None:
    """Whoever does something or bears it does not stand aside, nor whoever is named alone."""
    assert ask(text).aside == aside


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("What penalty did the court set for Palantir?", ()),
        ("What penalty did the court set for Palantir vouchers?", ("Palantir",)),
    ],
)
def test_whoever_a_penalty_is_for_does_not_stand_in_passing(text: str, passing: tuple[str, ...]) -> None:
    """A penalty for a company is one on it, one for its vouchers may be on another."""
    assert ask(text).passing == passing


@pytest.mark.parametrize(
    ("text", "names", "passing"),
    [
        ("Was the data of Mrs Upper's children kept in Norway?", ("Upper",), ("Upper",)),
        ("What did the Danish data tribunal say about Court Act's penalty?", ("Court Act",), ()),
        ("Did the Supreme Court's notice of June 2024 end the case in Estonia?", (), ()),
        ("Was Northwind Court fined?", (), ()),
    ],
)
def test_names_come_without_titles_endings_and_words_that_every_court_bears(
    text: str, names: tuple[str, ...], passing: tuple[str, ...]
) -> None:
    """A name owned by what happened stands in passing, one that owns a penalty where somebody sanctioned does."""
    query = ask(text)
    assert (query.names, query.passing) == (names, passing)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Was knitshopen fined?", "Ravioli ApS/KnitShoppen"), ("What about H.Q.B. EAD?", "H.QB. EAD")],
)
def test_names_after_a_stroke_and_initials_are_known_with_slips_and_any_dots(text: str, name: str) -> None:
    """Registries write two names in one, and dots where nobody types them."""
    book = NameBook([Entry((name,))], RESERVED)
    assert understand(text, book, GAZETTEER, TODAY, lambda _: False).subjects == {name}


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("They forgot QXT. Did the tribunal mind?", ("QXT",)),
        ("Was J.Q. Zyzzor fined?", ("J.Q. Zyzzor",)),
        ("Were passengers at the company filmed?", ()),
        ("Were passengers at zyzzor.de filmed?", ("zyzzor.de",)),
        ("Did northwind.de pay?", ()),
        ("Did www.tailspin.nl pay?", ()),
        ("Was data sent to info@zyzzor.de?", ()),
    ],
)
def test_a_name_ends_with_its_sentence_and_a_web_address_is_one(text: str, unknown: tuple[str, ...]) -> None:
    """Nor is whoever stands in the plural before "at" a company."""
    assert ask(text).unknown == unknown


def test_a_web_address_of_somebody_known_names_them() -> None:
    """With its ending for the country."""
    query = ask("cookies on tailspin.nl: how large was the fine")
    assert query.subjects == {"Tailspin Toys B.V."}
    assert query.jurisdictions == ("NL",)


def test_parts_of_different_names_side_by_side_name_nobody() -> None:
    """Typed small, words of a name that nobody bears may each be part of another."""
    assert not ask("what did gliders crown pay").subjects
    assert ask("what did gliders pay").subjects == {"British Gliders plc"}


@pytest.mark.parametrize(
    ("text", "names", "shape"),
    [
        ("lakeside-quarry clinic lawyers' fees: how much is claimed", ("lakeside-quarry",), Shape.SINGLE),
        ("follow-up notices of the clinic: how many", (), Shape.LIST),
    ],
)
def test_a_name_typed_small_is_known_by_its_capital_in_documents(
    text: str, names: tuple[str, ...], shape: Shape
) -> None:
    """What all documents write with a capital is a name, and what is asked after it is asked of one matter."""
    capitals = {"lakeside", "quarry"}
    query = understand(text, BOOK, GAZETTEER, TODAY, lambda _: True, lambda word: word not in capitals)
    assert query.names == names
    assert query.shape is shape or names == ()
