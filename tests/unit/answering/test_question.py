"""Understanding: what is asked and in which shape, from the words alone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.records import Money
from service.answering.question import Intent, Shape
from service.answering.question.alternatives import groups_of
from service.answering.question.references import pattern_of
from service.answering.wording import facts
from tests.support.asking import ask


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


@pytest.mark.parametrize(
    "text", ["What is the legal name of the firm behind Northwind?", "Which company runs Northwind?"]
)
def test_whose_name_a_company_goes_by_is_no_list(text: str) -> None:
    """One company is behind a name."""
    query = ask(text)
    assert query.main is Intent.WHO
    assert query.shape is Shape.SINGLE


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
        ("Who has been fined the most?", Shape.LARGEST),
        ("Which company had to pay most?", Shape.LARGEST),
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
    ("text", "within"),
    [
        ("Fines over 10 million euros", False),
        ("Fines below EUR 10 million", False),
        ("Fines of at least 10 million euros", True),
        ("Fines of 10 million euros or more", True),
        ("Fines of up to 10 million euros", True),
    ],
)
def test_a_bound_belongs_to_the_list_where_the_question_says_so(text: str, *, within: bool) -> None:
    """Over ten million is more than ten million."""
    bounds = ask(text).bounds
    assert bounds is not None
    assert bounds.hold(Money(Decimal(10_000_000), "EUR")) is within


def test_one_of_a_scale_is_a_bound_and_elsewhere_a_number_of_people() -> None:
    """Over a billion limits a list; a million users are no sum."""
    bounds = ask("Which fines are over a billion euros?").bounds
    assert bounds is not None
    assert bounds.least == Decimal(1_000_000_000)
    assert not ask("Was Northwind fined over a leak of a million users?").figures


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


def test_sums_in_the_question() -> None:
    """Sums are read with their currency, or as bare figures without one."""
    assert ask("Is the EUR 15m fine in force?").amounts == (Money(Decimal(15_000_000), "EUR"),)
    assert ask("Was the 7.8m a penalty?").figures == (Decimal("7.8E+6"),)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("What did the court say in C-205/21?", ("C-205/21",)),
        ("What was imposed in CNPD deliberation 2019/222?", ("2019/222",)),
        ("Why was DKN.5131.8.2022 decided so?", ("DKN.5131.8.2022",)),
        ("Who complained in Luxembourg's 18FR/2021?", ("18FR/2021",)),
        ("the Garante's doc. web 9737185", ("9737185",)),
        ("Who breached Regulation (EU) 2016/679 in March 2021?", ()),
        ("Does law no. 90/2018 apply, or the GDPR (2016/679)?", ()),
        ("Why was dkn.5131.8.2022 decided so?", ("dkn.5131.8.2022",)),
        ("What does PS / 00274 / 2019 say?", ("PS / 00274 / 2019",)),
        ("What was 2022-0.560.569 about?", ("2022-0.560.569",)),
        ("What does ecli:at:bvwg:2019:w256.2214855.1.00 say?", ("ecli:at:bvwg:2019:w256.2214855.1.00",)),
        ("What did the community in EXP202310203 argue?", ("EXP202310203",)),
        ("Were 16-17 year olds filmed 24/7 in 2018-2019, or on 3/4 May 2021?", ()),
        ("Was EUR 1.234.567 paid?", ()),
    ],
)
def test_numbers_of_decisions_are_read_and_those_of_laws_are_not(text: str, numbers: tuple[str, ...]) -> None:
    """A law's number stands in hundreds of decisions and leads to none of them."""
    assert ask(text).references == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("What did the authority decide in decision 9 of 2025?", ("9/2025",)),
        ("the Garante's 9737185", ("9737185",)),
        ("What was held in 2021 IECA 53?", ("2021 IECA 53",)),
        ("What was decided in case 46189?", ("46189",)),
        ("Why was the firm with 9737185 customers fined?", ()),
        ("Was the EUR 9737185 paid?", ()),
        ("Was 26.09.2024 too late?", ()),
    ],
)
def test_figures_that_may_be_a_number_of_a_decision(text: str, numbers: tuple[str, ...]) -> None:
    """A count of people, a sum and a day are none."""
    assert ask(text).numbers == numbers


@pytest.mark.parametrize(
    ("number", "text", "found"),
    [
        ("9/2025", "DECISION 9 /2025", True),
        ("9/2025", "Athens, 06-9-2025", False),
        ("41/2022", "biometrics_04102022", False),
        ("2/2021", "VSRS_Sodba_IV_Ips_2_2021", True),
        ("2/2021", "decision 12/2021", False),
        ("PS/499/2022", "PS_00499_2022", True),
    ],
)
def test_a_number_is_found_in_any_spelling_and_no_part_of_another(number: str, text: str, found: bool) -> None:  # noqa: FBT001
    assert bool(pattern_of(number).search(text)) is found
