"""Understanding: who, where, when, what is asked and in which shape, from the words alone."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from corpus.records import Money
from service.answering.question import Intent, NameBook, Shape, understand
from service.answering.question.alternatives import groups_of
from service.answering.question.names import Entry
from service.answering.question.nicknames import bodies_with_nicknames
from service.answering.wording import facts
from tests.support.asking import BOOK, GAZETTEER, RESERVED, TODAY, ask


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("How much was Northwind Traders plc fined?", {"Northwind Traders plc"}),
        ("how much was northwind fined?", {"Northwind Traders plc", "Northwind Ireland Limited"}),
        ("How much was Northwnd fined?", {"Northwind Traders plc", "Northwind Ireland Limited"}),
        ("Was BG fined?", {"British Gliders plc"}),
        ("Must Fabrikam's archive be deleted?", {"Fabrikam Face AI Inc."}),
        ("What about Tailspn Toys?", {"Tailspin Toys B.V."}),
        ("What about Royal Crwn?", {"Royal Crown Hospital"}),
        ("What about Call A Doctor?", {"CallADoctor Scotland Ltd"}),
        ("Was Crown Hospital reprimanded?", {"Royal Crown Hospital"}),
        ("call a doctor scotland penalty", {"CallADoctor Scotland Ltd"}),
        ("Did the ICO call a dentist?", set()),
        ("Was any company fined in Britain?", set()),
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
    ("text", "regulators", "jurisdictions"),
    [
        ("What did the ICO order?", ("ico",), ()),
        ("What did the Information Commissioner order?", ("ico",), ()),
        ("What did the Dutch watchdog order?", ("ap",), ()),
        ("Which fines did the Irish regulator impose?", ("dpc",), ()),
        ("What was ordered in France and in Italy?", (), ("FR", "IT")),
        ("Total of EU fines", (), ("EU",)),
        ("Did Canada's federal commissioner order it?", ("opc",), ()),
        ("Which decision of the EU privacy board lay behind it?", ("edpb",), ()),
        ("What did the American trade watchdog order?", ("ftc",), ()),
        ("What did it promise Ken Paxton?", ("texas-ag",), ()),
        ("What did the federal judge in Chicago approve?", ("us-nd-ill",), ()),
        ("What did the county court in Chicago forbid?", ("us-il-cook-county",), ()),
        ("Have Washington regulators fined Northwind?", (), ("US",)),
        ("What did Brasília's data authority order?", (), ("BR",)),
        ("Whose office in Chicago was broken into?", (), ()),
        ("What did the cookies on northwind.fr cost?", (), ("FR",)),
        ("What did the cookies on northwind.co.uk cost?", (), ("GB",)),
        ("What did the cookies on northwind.com cost?", (), ()),
    ],
)
def test_authorities_and_places(text: str, regulators: tuple[str, ...], jurisdictions: tuple[str, ...]) -> None:
    """Authorities are found by name, short name and description, places by name and adjective."""
    query = ask(text)
    assert (query.regulators, query.jurisdictions) == (regulators, jurisdictions)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("What must Northwind delete?", Intent.ORDER),
        ("How long did Northwind have to delete the data?", Intent.DEADLINE),
        ("By when must Northwind comply?", Intent.DEADLINE),
        ("How much was Northwind fined?", Intent.MONEY),
        ("Which articles did Northwind infringe?", Intent.PROVISION),
        ("Why was Northwind fined?", Intent.REASON),
        ("When was Northwind fined?", Intent.DATE),
        ("Who fined Northwind?", Intent.WHO),
        ("Is the fine on Northwind still in force?", Intent.STATUS),
        ("Timeline of the Northwind matter", Intent.TIMELINE),
        ("What did the ICO do to Northwind?", Intent.SUMMARY),
        ("What is a notice of intent?", Intent.DEFINITION),
        ("Northwind", Intent.SUMMARY),
    ],
)
def test_the_main_thing_asked(text: str, intent: Intent) -> None:
    """The question word and the verbs tell what is mainly asked."""
    assert ask(text).main is intent


def test_capitals_stand_for_their_country() -> None:
    """A capital is a place and nobody's name."""
    query = ask("London or Dublin on Northwind: who was harder?")
    assert query.jurisdictions == ("GB", "IE")
    assert not query.unknown


def test_an_adjective_of_a_capital_stands_for_its_country_before_a_body_of_it() -> None:
    """The Roman judges are those of Italy, and the Roman alphabet is no place."""
    query = ask("When did the Roman judges side with Northwind?")
    assert query.jurisdictions == ("IT",)
    assert not query.unknown
    assert not ask("Was Northwind's notice in the Roman alphabet?").jurisdictions


@pytest.mark.parametrize(
    "text", ["What is the legal name of the firm behind Northwind?", "Which company runs Northwind?"]
)
def test_whose_name_a_company_goes_by_is_no_list(text: str) -> None:
    """One company is behind a name."""
    query = ask(text)
    assert query.main is Intent.WHO
    assert query.shape is Shape.SINGLE


def test_a_people_stands_for_its_country() -> None:
    """Who asks about Koreans asks about Korea; a plural that is no people's is no place."""
    assert ask("How many Koreans were affected?").jurisdictions == ("KR",)
    assert ask("How many Martians were affected?").jurisdictions == ()


def test_one_of_several_words_is_enough() -> None:
    """Words joined by "or" are alternatives, and what is set aside is not asked for."""
    text = "Who must delete algorithms or models, and not just data, about children?"
    terms = ("algorithm", "model", "data", "children")
    assert groups_of(text, terms) == (frozenset({"algorithm", "model"}), frozenset({"children"}))


def test_a_difference_is_counted_out_of_the_quotes() -> None:
    """The difference of two quoted sums is carried, and only where the claim calls it one."""
    quotes = ["A paid USD 5.", "B paid USD 8."]
    for text, carried in (("The difference is USD 3.", True), ("The fine is USD 3.", False)):
        claim, proof = facts.read(text), facts.read(" ".join(quotes))
        held = facts.with_totals(claim, proof, quotes)
        assert (facts.missing_amounts(claim, held, text) == []) is carried


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Which companies did the ICO fine in 2023?", Shape.LIST),
        ("How many fines did the ICO impose?", Shape.COUNT),
        ("How many days did Northwind have?", Shape.SINGLE),
        ("What is the total of EU fines on Northwind?", Shape.TOTAL),
        ("What was the largest fine?", Shape.LARGEST),
        ("Compare the fines on Northwind and Tailspin", Shape.COMPARISON),
        ("Any Indian penalty?", Shape.LIST),
        ("Who was fined more, Northwind or Tailspin?", Shape.COMPARISON),
        ("London or Dublin: which fine was higher?", Shape.COMPARISON),
        ("By how much did the fine of Northwind fall?", Shape.COMPARISON),
        ("Name retailers that were fined over face recognition", Shape.LIST),
        ("How much was Northwind fined?", Shape.SINGLE),
    ],
)
def test_the_shape_of_the_answer(text: str, shape: Shape) -> None:
    """Lists, counts, totals, extremes and comparisons are told from questions about one matter."""
    assert ask(text).shape is shape


@pytest.mark.parametrize(
    ("text", "yes_no"),
    [
        ("Did the ICO fine Northwind?", True),
        ("Must Northwind pay?", True),
        ("and was it appealed?", True),
        ("Northwind was fined, right?", True),
        ("northwind 4.4m ico - appealed?", True),
        ("Which fine, annulled or not?", False),
        ("What did the ICO do?", False),
        ("How much must Northwind pay?", False),
    ],
)
def test_yes_or_no(text: str, *, yes_no: bool) -> None:
    """Questions that begin with an auxiliary want yes or no."""
    assert ask(text).yes_no is yes_no


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Fines in 2022", "2022-01-01", "2022-12-31"),
        ("Fines in March 2022", "2022-03-01", "2022-03-31"),
        ("Fines between 2019 and 2021", "2019-01-01", "2021-12-31"),
        ("Fines since 2020", "2020-01-01", None),
        ("Fines before 2020", None, "2020-12-31"),
        ("Fines last year", "2025-01-01", "2025-12-31"),
        ("Fines on 18 May 2022", "2022-05-18", "2022-05-18"),
    ],
)
def test_periods(text: str, first: str | None, last: str | None) -> None:
    """A year, a month, a day, a stretch and an open end."""
    period = ask(text).period
    assert period is not None
    assert period.first == (dt.date.fromisoformat(first) if first else None)
    assert period.last == (dt.date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("As of January 2024, is it in force?", "2024-01-31"),
        ("Was it in force as at 1 June 2022?", "2022-06-01"),
        ("As of 2030, is it final?", "2026-11-22"),
        ("The fine, as things stood on 30 June 2025?", "2025-06-30"),
        ("Where did matters stand between the ICO and Northwind on 1 July 2023?", "2023-07-01"),
        ("By 31 January 2023, had it got anywhere?", "2023-01-31"),
        ("Had Northwind won in court by 15 January 2024?", "2024-01-15"),
        ("In autumn 2020, had the ICO fined Northwind?", "2020-12-31"),
        ("What sum did Northwind owe on 31 January 2022?", "2022-01-31"),
        ("Was the fine under appeal on 1 January 2023?", "2023-01-01"),
    ],
)
def test_as_of(text: str, as_of: str) -> None:
    """The date as of which is asked; the end of a month or year, and never later than today."""
    query = ask(text)
    assert query.as_of == dt.date.fromisoformat(as_of)
    assert query.period is None


@pytest.mark.parametrize(
    "text",
    [
        "Is the determination of 2021 still binding?",
        "What had the ICO proposed in 2019?",
        "Was the fine imposed in October 2022 still in force?",
        "Northwind had to pay GBP 5,000 on 4 May 2022, why?",
    ],
)
def test_the_day_of_a_step_is_no_day_as_of_which_is_asked(text: str) -> None:
    """The present is asked, or what was done on that day."""
    assert ask(text).as_of is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Is the seven and a half million pound fine in force?", "GBP 7,500,000"),
        ("Fines over ten million pounds", "GBP 10,000,000"),
        ("A fine of three hundred and forty-five million euros", "EUR 345,000,000"),
        ("half a million dollars", "USD 500,000"),
    ],
)
def test_sums_in_words(text: str, amount: str) -> None:
    """Numbers that stand in words before a scale are sums, and none of their words is asked about."""
    query = ask(text)
    assert [str(money) for money in query.amounts] == [amount]
    assert not {"seven", "half", "ten", "three", "hundr", "forty-f"} & set(query.terms)


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


def test_what_somebody_means_to_do_with_the_answer_is_not_asked() -> None:
    """To tell a client or to rely on it is no other task."""
    query = ask("Can I tell my client that the fine of Northwind is final?")
    assert not query.off_topic
    assert "client" not in query.terms
    assert ask("Can I sue my landlord?").off_topic


def test_a_negative_question_denies_nothing() -> None:
    """Who asks "didn't a judge throw it out?" asks whether one did."""
    assert not any(one.negated for one in ask("Didn't a judge throw out the order against Northwind?").asked)
    assert any(one.negated for one in ask("Why was Northwind not fined?").asked)


def test_a_month_in_a_title_is_no_name() -> None:
    """The months of titles lead to no matter."""
    book = NameBook([Entry(("Northwind plc",), "Northwind: order of July 2024", "x")], RESERVED)
    assert not book.find("What happened in July 2021?", lambda _: True)


def test_sums_in_the_question() -> None:
    """Sums are read with their currency, or as bare figures without one."""
    assert ask("Is the EUR 15m fine in force?").amounts == (Money(Decimal(15_000_000), "EUR"),)
    assert ask("Was the 7.8m a penalty?").figures == (Decimal("7.8E+6"),)


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


def test_every_nickname_leads_to_an_authority_that_is_known() -> None:
    """A slip in an id would make a nickname lead nowhere."""
    assert sorted(body for body in bodies_with_nicknames() if GAZETTEER.authority(body) is None) == []


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
    ("text", "numbers"),
    [
        ("What did the court say in C-205/21?", ("C-205/21",)),
        ("What was imposed in CNPD deliberation 2019/222?", ("2019/222",)),
        ("Why was DKN.5131.8.2022 decided so?", ("DKN.5131.8.2022",)),
        ("Who complained in Luxembourg's 18FR/2021?", ("18FR/2021",)),
        ("the Garante's doc. web 9737185", ("9737185",)),
        ("Who breached Regulation (EU) 2016/679 in March 2021?", ()),
    ],
)
def test_numbers_of_decisions_are_read_and_those_of_laws_are_not(text: str, numbers: tuple[str, ...]) -> None:
    """A law's number stands in hundreds of decisions and leads to none of them."""
    assert ask(text).references == numbers


@pytest.mark.parametrize(
    ("text", "name"),
    [("Was knitshopen fined?", "Ravioli ApS/KnitShoppen"), ("What about H.Q.B. EAD?", "H.QB. EAD")],
)
def test_names_after_a_stroke_and_initials_are_known_with_slips_and_any_dots(text: str, name: str) -> None:
    """Registries write two names in one, and dots where nobody types them."""
    book = NameBook([Entry((name,))], RESERVED)
    assert understand(text, book, GAZETTEER, TODAY, lambda _: False).subjects == {name}


def test_an_authority_that_many_countries_have_is_that_of_the_court_beside_it() -> None:
    """The Slovenian Supreme Court reviews no fine of the British Information Commissioner."""
    text = "Did a request against the Information Commissioner's fine succeed before the Slovenian Supreme Court?"
    assert "ico" not in ask(text).regulators
    assert "ico" in ask("Did the Information Commissioner's fine stand before the Upper Tribunal?").regulators
