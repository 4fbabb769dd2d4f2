"""A sum that a short English text names beside a fine, and that is none of this matter."""

from __future__ import annotations

import pytest

from corpus.documents import Description, InstrumentKind, SourceRank
from corpus.gazetteer import Gazetteer
from ingest.extract import extract
from ingest.parse import parse

GAZETTEER = Gazetteer.load()
WHO = "Larkspur Telecom Ltd"
NEWS = (
    "The Information Commissioner has published a decision about Larkspur Telecom Ltd, which sells broadband in the "
    "north of England.\n\nThe company had called people who had asked not to be called, and had kept no list of those "
    "who objected. Its call centre knew of this for two years and changed nothing.\n\n"
)

WRONG = [
    "The prosecutor asked for £90,000 in damages.",
    "Larkspur's turnover was £90,000 last year, when it was fined in another matter.",
    "Larkspur earned £90,000 from the calls, for which it was fined.",
    "The court ordered Larkspur to pay the Commissioner's costs of £9,000.",
    "The average fine under the regulations is £90,000.",
    "Fines in the sector totalled £90,000 last year.",
    "The Commissioner collected £900,000 in fines in 2023.",
    "The highest fine so far was £900,000.",
    "The fine is equal to what Larkspur earns in a day. Its revenue is £900,000 a year.",
    "Larkspur set aside £90,000 for a possible fine.",
    "Larkspur has made a provision of £90,000 in its accounts for the fine.",
    "Analysts had expected a fine of £90,000.",
    "Campaigners had called for a fine of £90,000.",
    "The complainant had asked that a fine of £90,000 be imposed.",
    "No fine of £90,000 was ever imposed.",
    "A fine under £90,000 need not be published.",
    "Customers lost £90,000 to the fraud, for which the fine was imposed.",
    "The fine comes on top of £90,000 in compensation.",
    "Staff who sell data can be fined £5,000.",
    "Larkspur's rival Hollin paid a £90,000 penalty.",
    "Hollin Broadband paid a £90,000 penalty in a similar matter.",
    "The fine on Hollin Broadband, of £90,000, is under appeal.",
    "Compare the £90,000 fine in Hollin.",
    "Larkspur offered to pay £90,000 to avoid a fine.",
    "Larkspur had paid £90,000 for the lists, the fining decision says.",
    "Fixed penalties of £400 apply to firms that do not register.",
    "Hollin was fined £90,000 in March.",
    "The Authority may impose a penalty not exceeding £90,000.",
    "Each offence carries a fine of £5,000.",
    "Directors risk a £90,000 fine.",
    "After the fine, the company said it would pay £2,000,000 to upgrade its systems.",
    "Larkspur agreed to pay £50,000 to a charity for the elderly.",
    "Larkspur paid the hackers £50,000, the penalty notice records.",
    "The registration fee is £40; failure to pay it is an offence.",
    "The company must pay customers £50,000.",
    "Larkspur was ordered to pay Mr Jones £50,000.",
    "The tribunal awarded Mr Jones £5,000 for distress.",
    "The claim for £5,000 in damages was struck out.",
    "Larkspur bought Hollin for £50 million shortly before it was fined.",
    "The budget of the regulator, which imposes the fines, is £50 million.",
    "Larkspur is worth £50 million.",
    "The penalty amounts to 0.2% of Larkspur's turnover of £50 million.",
    "The stolen cards were used for purchases of £50,000.",
    "Penalties of up to £17.5 million can be imposed.",
    "A penalty of between £40,000 and £60,000 would be in the range.",
    "The guideline range for such a breach is £40,000 to £60,000.",
    "In 2019 Larkspur was fined £40,000 for a different breach.",
    "Larkspur had been fined £40,000 before, in 2019, for spam.",
    "Its parent was fined £40,000 by the Dutch regulator.",
    "The Dutch regulator fined Larkspur's sister company €40,000.",
    "Ofcom has fined three companies £40,000 under the same rules.",
    "Four others paid penalties of between £10,000 and £40,000.",
    "The Act raises the maximum penalty to £40,000.",
    "Under the new Bill, fines would rise to £40,000.",
    "Each breach is punishable by a fine of £40,000.",
    "A spokesman said that talk of a £40,000 fine was premature.",
    "The company said a fine of £40,000 would put it out of business.",
    "It is unclear whether the fine of £40,000 reported by the Chronicle was ever considered.",
    "The Commissioner considered a penalty of £40,000 but decided on a reprimand instead.",
    "The Commissioner decided on a reprimand rather than the £40,000 penalty its staff had proposed.",
    "Instead of a fine of £40,000 the Commissioner issued a warning.",
    "The notice warned that failure to comply could lead to a fine of £40,000.",
    "The legal costs came to £40,000, more than the fine.",
    "The cost of compliance, £40,000, exceeds any fine.",
    "The bank froze £40,000 when the penalty was not paid.",
    "The contract, worth £40,000, was ended after the penalty.",
    "Its director was disqualified; his salary of £40,000 was noted in the penalty notice.",
    "The fine is less than the £40,000 Larkspur spent on advertising.",
    "The revenue from the campaign, £40,000, is many times the fine.",
    "There is no penalty where the sum involved is below £40,000.",
    "In Hollin v Information Commissioner the penalty was £40,000.",
    "In Hollin, where the penalty was £40,000, the breach was wider.",
    "The appellant relied on Hollin Ltd, fined £40,000 for 200 calls.",
    "For a body like this the tariff is £400.",
    "A discount of £10,000 applies if the fine is paid by May.",
    "The fine will be reduced to £40,000 if it is paid by May.",
    "Larkspur may pay a reduced amount of £40,000 within 28 days.",
    "The penalty included an uplift of £10,000 for obstruction.",
    "After a reduction of £10,000 for cooperation the penalty was settled.",
    "It would have been £40,000 but for the cooperation of the company, the notice of penalty says.",
    "The regulator's fining policy sets a basic amount of £40,000 for category II.",
]
RIGHT = [
    ("The penalty is set at £120,000.", ("GBP 120,000", "imposed")),
    ("Larkspur was handed a £290,000 penalty for the calls.", ("GBP 290,000", "imposed")),
    ("The company must pay £50,000 within 28 days. The fine is the first of its kind.", ("GBP 50,000", "imposed")),
    ("The fine, of £50,000, is payable by 3 May.", ("GBP 50,000", "imposed")),
    ("The fine amounts to £50,000.", ("GBP 50,000", "imposed")),
    ("The regulator levied a £50,000 fine.", ("GBP 50,000", "imposed")),
    ("Larkspur was penalised to the tune of £50,000.", ("GBP 50,000", "imposed")),
    ("The court sentenced Larkspur to pay a fine of £50,000 and costs of £3,000.", ("GBP 50,000", "imposed")),
    ("A monetary penalty notice of £50,000 has been issued to Larkspur.", ("GBP 50,000", "imposed")),
    (
        "The Commissioner has issued Larkspur Telecom Ltd with a monetary penalty notice in the sum of £50,000.",
        ("GBP 50,000", "imposed"),
    ),
    ("Larkspur paid two infringement notices totalling £50,000.", ("GBP 50,000", "imposed")),
    ("Penalty: £50,000", ("GBP 50,000", "imposed")),
    ("We have decided to fine Larkspur £50,000.", ("GBP 50,000", "imposed")),
    (
        "Having weighed these factors, the Commissioner decides that a penalty of £50,000 is appropriate.",
        ("GBP 50,000", "imposed"),
    ),
    (
        "The Commissioner considers that a penalty of £50,000 is effective, proportionate and dissuasive.",
        ("GBP 50,000", "imposed"),
    ),
    ("A penalty surcharge of £50,000 was imposed on Larkspur.", ("GBP 50,000", "imposed")),
    (
        "The Commissioner ordered Larkspur to pay £50,000, the largest fine under the regulations.",
        ("GBP 50,000", "imposed"),
    ),
    ("A fine of £50,000 was the result.", ("GBP 50,000", "imposed")),
    ("It received a fine of £50,000.", ("GBP 50,000", "imposed")),
    ("The £50,000 fine must be paid by 3 May.", ("GBP 50,000", "imposed")),
    ("The regulator handed down a fine of £50,000.", ("GBP 50,000", "imposed")),
    ("For the unlawful calls Larkspur is to pay an administrative penalty of £50,000.", ("GBP 50,000", "imposed")),
    ("The decision fixes the fine at £50,000.", ("GBP 50,000", "imposed")),
    ("The fine was fixed at £50,000.", ("GBP 50,000", "imposed")),
    ("Two fines were imposed: £50,000 for the calls and £20,000 for the missing list.", ("GBP 50,000", "imposed")),
    ("The fines are £50,000 for the calls and £20,000 for the missing list.", ("GBP 50,000", "imposed")),
    ("Larkspur will pay a civil penalty of £50,000 under the consent order.", ("GBP 50,000", "imposed")),
    ("The forfeiture order requires Larkspur to pay £50,000.", ("GBP 50,000", "imposed")),
    ("The tribunal substituted a penalty of £50,000.", ("GBP 50,000", "imposed")),
    ("The tribunal halved the fine to £50,000.", ("GBP 50,000", "reduced")),
    ("On appeal the fine was cut from £90,000 to £50,000.", ("GBP 50,000", "reduced")),
    (
        "The First-tier Tribunal allowed the appeal in part and reduced the penalty of £90,000 to £50,000.",
        ("GBP 50,000", "reduced"),
    ),
    ("The tribunal quashed the fine of £90,000.", ("GBP 90,000", "annulled")),
    ("The £90,000 fine was set aside on appeal.", ("GBP 90,000", "annulled")),
    ("The tribunal allowed Larkspur's appeal, and the £90,000 penalty falls away.", ("GBP 90,000", "annulled")),
    ("Larkspur has won its appeal against a £90,000 fine.", ("GBP 90,000", "annulled")),
    (
        "A judge has overturned the £90,000 fine that the Commissioner imposed on Larkspur in 2023.",
        ("GBP 90,000", "annulled"),
    ),
    ("The tribunal upheld the £90,000 fine.", ("GBP 90,000", "confirmed")),
    ("The tribunal dismissed Larkspur's appeal against the £90,000 fine.", ("GBP 90,000", "confirmed")),
    ("Larkspur lost its appeal against a fine of £90,000.", ("GBP 90,000", "confirmed")),
    ("The Commissioner issued a notice of intent to fine Larkspur £90,000.", ("GBP 90,000", "proposed")),
    ("The Commissioner is minded to fine Larkspur £90,000.", ("GBP 90,000", "proposed")),
    ("The prosecutor asked for a fine of £90,000.", ("GBP 90,000", "proposed")),
    ("Larkspur faces a provisional fine of £90,000.", ("GBP 90,000", "proposed")),
    ("The rapporteur suggested a fine of £90,000.", ("GBP 90,000", "proposed")),
    ("The regulator has asked the court to impose a penalty of £90,000.", ("GBP 90,000", "proposed")),
    ("The Commissioner is seeking a civil penalty of £90,000 in the Federal Court.", ("GBP 90,000", "proposed")),
    (
        "If it does not comply by May it will have to pay a periodic penalty of £5,000 for each day.",
        ("GBP 5,000", "threatened"),
    ),
    ("The order is subject to a penalty of £5,000 per week, up to a maximum of £100,000.", ("GBP 5,000", "threatened")),
    ("Larkspur must delete the list on pain of a penalty payment of £5,000 a day.", ("GBP 5,000", "threatened")),
]

MEANT_OR_DONE = [
    (
        "The authority has notified Larkspur of its intention to impose an administrative fine of £90,000.",
        ("GBP 90,000", "proposed"),
    ),
    ("The Commissioner recommends that the court impose a fine of £90,000.", ("GBP 90,000", "proposed")),
    ("Counsel asked the court to order Larkspur to pay a penalty of £90,000.", ("GBP 90,000", "proposed")),
    ("The regulator plans to fine Larkspur £90,000.", ("GBP 90,000", "proposed")),
    ("The Bureau is asking the Tribunal to impose an administrative penalty of £90,000.", ("GBP 90,000", "proposed")),
    ("The draft decision proposes that Larkspur be ordered to pay a fine of £90,000.", ("GBP 90,000", "proposed")),
    ("In its notice of intent the Commissioner set out a proposed penalty of £90,000.", ("GBP 90,000", "proposed")),
    ("The Commissioner gave notice that she intended to issue a penalty of £90,000.", ("GBP 90,000", "proposed")),
    ("The chamber is consulting Larkspur on a fine of £90,000 that it intends to impose.", ("GBP 90,000", "proposed")),
    ("A provisional decision to fine Larkspur £90,000 was sent to it in May.", ("GBP 90,000", "proposed")),
    ("Larkspur intends to appeal against the decision to impose a fine of £90,000.", ("GBP 90,000", "imposed")),
    ("Larkspur asked the court to annul the decision imposing a fine of £90,000.", ("GBP 90,000", "imposed")),
    ("Larkspur is seeking to overturn the £90,000 fine imposed in May.", ("GBP 90,000", "imposed")),
    ("The Commissioner considered the proposals and imposed a fine of £90,000.", ("GBP 90,000", "imposed")),
    ("As proposed by its staff, the Commission set the penalty at £90,000.", ("GBP 90,000", "imposed")),
    ("It had asked for more time, but was fined £90,000.", ("GBP 90,000", "imposed")),
    ("The Commissioner decided to impose a fine of £90,000.", ("GBP 90,000", "imposed")),
    ("The Commissioner has decided to issue a penalty notice of £90,000 to Larkspur.", ("GBP 90,000", "imposed")),
    ("The court refused to annul the fine of £90,000.", ("GBP 90,000", "confirmed")),
    ("Larkspur has asked the tribunal to set aside the penalty of £90,000.", ("GBP 90,000", "imposed")),
    ("The court granted its application and annulled the fine of £90,000.", ("GBP 90,000", "annulled")),
    ("It sought an order to quash the fine, and the court quashed the £90,000 penalty.", ("GBP 90,000", "annulled")),
    ("Larkspur may apply to the court to cancel the fine of £90,000.", ("GBP 90,000", "imposed")),
    ("The tribunal set aside the fine of £90,000 that the Commissioner had imposed.", ("GBP 90,000", "annulled")),
    ("The Court of Appeal annulled the penalty of £90,000.", ("GBP 90,000", "annulled")),
]


def sums(
    text: str,
    *,
    respondents: tuple[str, ...] = (WHO,),
    rank: SourceRank = SourceRank.PRIMARY,
    regulator: str | None = "ico",
) -> list[tuple[str, str]]:
    """The sums read as penalties, with how far they came."""
    parsed = parse(f"{NEWS}{text}\n".encode(), name="text.txt", media_type="text/plain")
    described = Description(
        title="A text",
        kind=InstrumentKind.DECISION,
        rank=rank,
        language="en",
        regulator=regulator,
        jurisdiction="GB" if regulator == "ico" else None,
        respondents=respondents,
        matter="uk-ico-larkspur",
    )
    records, _ = extract(parsed, described, GAZETTEER)
    return [(str(each.money), each.stage.value) for each in records.penalties]


@pytest.mark.parametrize(
    "text",
    [
        "Without its candour a penalty of £64,000 would have been justified. The Commissioner issues a reprimand.",
        "The company could easily have faced a fine of £2 million; it was reprimanded.",
        "Larkspur's chair denied rumours of a fine of £300,000.",
        "A newspaper wrote that a fine of £300,000 was imposed on Larkspur. No such penalty exists.",
        "A body that ignores the notice can be fined £500,000.",
        "On conviction the company is liable to a penalty of £5,000.",
        "A penalty of £17.5 million is the most that the Act allows.",
        "The starting point for the penalty was £90,000.",
        "In a separate case the Commissioner fined Hollin Bank plc £70,000.",
        "The penalties on Hollin Bank (£70,000) and Marrow Foods (£60,000) were cited by Larkspur.",
        "Last spring the broadband reseller Hollin was fined £45,000 for similar calls.",
        "The fine of £70,000 on Hollin Bank plc is another matter.",
    ],
)
def test_what_is_said_against_a_sum_is_heard(text: str) -> None:
    """None of them is a fine of Larkspur's."""
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ICO fined Larkspur £80,000. It would have been £100,000 had it not cooperated.", ["GBP 80,000"]),
        ("The ICO fined Larkspur £80,000, and if it pays by May the fine will be cut to £64,000.", ["GBP 80,000"]),
        ("Larkspur could have been prosecuted, but the ICO imposed a fine of £80,000.", ["GBP 80,000"]),
        ("Larkspur, which denied the claims, was fined £80,000.", ["GBP 80,000"]),
        ("The ICO may fine up to £17.5 million and fined Larkspur £80,000.", ["GBP 80,000"]),
        ("The ICO fined Larkspur £80,000. Hollin Bank plc was fined £70,000 last year.", ["GBP 80,000"]),
        ("The ICO imposed a fine of Eighty Thousand Pounds (£80,000).", ["GBP 80,000"]),
        ("The ICO fined Larkspur over £79,000. The exact penalty is £79,107.", ["GBP 79,107"]),
    ],
)
def test_the_fine_beside_it_is_kept(text: str, wanted: list[str]) -> None:
    """What is said of one sum is not said of the other."""
    assert [money for money, _ in sums(text)] == wanted


@pytest.mark.parametrize("text", WRONG)
@pytest.mark.parametrize("rank", [SourceRank.PRIMARY, SourceRank.PRESS])
def test_no_sum_is_a_fine_that_its_sentence_does_not_lay_on_the_respondent(text: str, rank: SourceRank) -> None:
    """Statistics, wishes, offers, provisions, payments to others, costs, cases cited, what other companies paid."""
    assert sums(text, rank=rank) == []


@pytest.mark.parametrize(("text", "wanted"), RIGHT + MEANT_OR_DONE)
@pytest.mark.parametrize("rank", [SourceRank.PRIMARY, SourceRank.PRESS])
def test_a_fine_is_read_with_what_came_of_it(text: str, wanted: tuple[str, str], rank: SourceRank) -> None:
    """However it is told: handed, levied, fixed; asked for; upheld, halved, quashed."""
    assert wanted in sums(text, rank=rank)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The notice is varied by substituting the sum of £120,000 for the penalty of £300,000.",
            [("GBP 120,000", "reduced"), ("GBP 300,000", "unknown")],
        ),
        (
            "The penalty notice required Larkspur to pay £300,000. Paid soon, it would have been cut to £240,000.",
            [("GBP 300,000", "imposed")],
        ),
        (
            "The court annulled in its entirety the decision by which the authority had, in May, fined it £84,000.",
            [("GBP 84,000", "annulled")],
        ),
        ("Larkspur was fined £84,000. It will be repaid with interest of £4,000.", [("GBP 84,000", "imposed")]),
        ("Larkspur was fined £84,000. Its directors took a dividend of £95,000.", [("GBP 84,000", "imposed")]),
        ("Larkspur was fined £84,000, and Amazon's £746 million fine was mentioned.", [("GBP 84,000", "imposed")]),
        (
            "Larkspur was fined £84,000. In Monier Ltd v Commissioner a penalty of £90,000 was upheld.",
            [("GBP 84,000", "imposed")],
        ),
    ],
)
def test_the_sums_of_a_judgment_are_told_from_what_stands_beside_them(text: str, wanted: list[tuple[str, str]]) -> None:
    """What it substitutes, what would have been, what was annulled, cases cited, interest, dividends."""
    assert sums(text) == wanted


def test_parts_that_follow_one_another_are_told_and_their_total_is_not() -> None:
    """Another fine of the text does not hide that two of them make up a third."""
    text = (
        "The ICO fined Larkspur Telecom Ltd £80,000 and Larkspur Data Ltd £50,000, which makes £130,000 in all. "
        "It also fined Larkspur Telecom Ltd £5,000 for its silence."
    )
    assert [money for money, _ in sums(text, respondents=(WHO, "Larkspur Data Ltd"))] == [
        "GBP 80,000",
        "GBP 50,000",
        "GBP 5,000",
    ]


@pytest.mark.parametrize(
    ("where", "money"),
    [
        ("Canada's anti-spam law applies to it.", "CAD 75,000"),
        ("It sells to Australian households only.", "AUD 75,000"),
        ("It sells to American households only.", "USD 75,000"),
    ],
)
def test_dollars_of_an_unknown_authority_are_those_of_the_country_that_the_text_names(where: str, money: str) -> None:
    """Though it names other countries, which have none."""
    told = sums(f"{where} A penalty of $75,000 was imposed on Larkspur.", regulator=None)
    assert told == [(money, "imposed")]


def test_a_proposal_of_an_earlier_day_and_what_was_imposed_are_each_read() -> None:
    """In a list whose opening words have no colon, too; whoever is called by letters is nobody else."""
    text = (
        "In a preliminary decision issued on 6 May 2024, penalties of £90,000 for Larkspur and £30,000 for HBL "
        "had been indicated.\n\nThe Commissioner hereby requires\n(a) Larkspur to pay a penalty of £90,000; and\n"
        "(b) Hollin to pay a financial penalty of £20,000,\nwithin 30 days."
    )
    told = sums(text, respondents=(WHO, "Hollin Broadband Ltd"))
    assert ("GBP 30,000", "proposed") in told
    assert [each for each in told if each[1] == "imposed"] == [("GBP 90,000", "imposed"), ("GBP 20,000", "imposed")]


def test_one_item_of_a_list_is_no_total_of_the_others() -> None:
    """Though they add up to it."""
    text = (
        "Penalties were imposed.\n\n1. Larkspur Telecom Ltd is to pay £50,000 for the calls.\n\n"
        "2. Larkspur Data Ltd is to pay £40,000 for the lists.\n\n3. Larkspur Mobile Ltd is to pay £10,000 for texts."
    )
    told = sums(text, respondents=(WHO, "Larkspur Data Ltd", "Larkspur Mobile Ltd"))
    assert [money for money, _ in told] == ["GBP 50,000", "GBP 40,000", "GBP 10,000"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The fine of £100,000 was reduced to £60,000 for prompt payment, which the company made in May.",
            ["GBP 100,000", "GBP 60,000"],
        ),
        ("The fine of £100,000 can be reduced to £60,000 for prompt payment.", ["GBP 100,000"]),
    ],
)
def test_a_discount_that_was_given_is_told_and_one_that_is_offered_is_not(text: str, wanted: list[str]) -> None:
    """Told from each other by their verbs."""
    assert [money for money, _ in sums(text)] == wanted


def test_a_text_that_names_another_authority_before_its_own_is_read_to_its_end() -> None:
    """Whether it is a release is asked while its news, which tells that, is looked for."""
    text = "The Garante ordered Larkspur to pay the sum of €60,000 as an administrative fine."
    assert sums(text, regulator="garante") == [("EUR 60,000", "imposed")]
