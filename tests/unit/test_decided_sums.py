"""Sums and steps of whole decisions and judgments: what was laid down, and what is only asked for or possible."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.documents import Description, InstrumentKind, SourceRank
from corpus.gazetteer import Gazetteer
from ingest.extract import extract
from ingest.parse import parse

GAZETTEER = Gazetteer.load()
FILLING = (
    "The company runs shops, and in each of them customers are told at the till how long their data are kept. " * 130
)
RECITED = (
    "By decision of 3 May 2022 the authority imposed on Acme Ltd a fine of EUR 40,000 for breach of Article 6 GDPR."
)


def described(kind: InstrumentKind) -> Description:
    """A decision of an authority, or a judgment on it."""
    court = "wsa-warszawa" if kind is InstrumentKind.JUDGMENT else None
    return Description(
        title="Acme",
        kind=kind,
        rank=SourceRank.PRIMARY,
        language="en",
        regulator="uodo",
        court=court,
        jurisdiction="PL",
        decided_on=dt.date(2023, 6, 1),
        respondents=("Acme Ltd",),
        matter="uodo/acme",
    )


def sums_of(text: str, kind: InstrumentKind = InstrumentKind.DECISION) -> list[tuple[str, str]]:
    """The sums of a whole text with this in it, and how far they came."""
    parsed = parse(text.encode(), name="decided.txt", media_type="text/plain")
    records, _ = extract(parsed, described(kind), GAZETTEER)
    return [(str(each.money), each.stage.value) for each in records.penalties]


def steps_of(text: str, kind: InstrumentKind = InstrumentKind.JUDGMENT) -> list[tuple[str, str]]:
    """The steps of a text, with their days."""
    parsed = parse(text.encode(), name="decided.txt", media_type="text/plain")
    _, matter = extract(parsed, described(kind), GAZETTEER)
    return [(each.kind.value, each.on.isoformat()) for each in (matter.events if matter else ())]


@pytest.mark.parametrize(
    "sentence",
    [
        "In the alternative Acme asks that the fine be reduced to EUR 5,000.",
        "Acme submitted that any fine above EUR 100,000 would endanger its shops, and that none should be imposed.",
        "Acme replied that the fine should rather be lowered to EUR 1 million.",
        "The prosecutor had applied for a fine of EUR 300,000.",
        "The minority agrees that there is a breach, but holds that the fine should be reduced to EUR 9,000.",
        "The dissenting member considered that a fine should have been imposed in the amount of EUR 90,000.",
        "Acme was told that a fine was possible and a figure of EUR 350,000 would have been in contemplation.",
        "The upper limit of the fine results from Article 83(5) of the GDPR and amounts to EUR 20,000,000.",
        "With that turnover the greatest possible fine in this case is EUR 60,000.",
        "The fine is laid down for each, and the court fee of EUR 1,500 was counted from it.",
        "The Office orders that the court fee paid by Acme in the amount of EUR 455 be reimbursed.",
        "The fine falls, and the Commission shall pay to Acme the sum of EUR 3,000 for its costs.",
        "The authority imposed a fine of only EUR 15,000 on a competitor in a comparable case.",
    ],
)
def test_what_nobody_laid_down_is_no_penalty_of_a_whole_decision(sentence: str) -> None:
    """What a party asks for, the outvoted would have set, the law bounds, or what are costs."""
    assert sums_of(f"{FILLING}\n\n{sentence}\n\n{FILLING}") == []


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("The authority had given notice of intent in February 2023 to impose a penalty of EUR 8,000.", "proposed"),
        ("It informed Acme of its intention to impose an administrative fine of EUR 8,000.", "proposed"),
        ("In my letter of 20 July I had stated that I was considering fines of EUR 8,000.", "proposed"),
        ("On 7 October the authority sent an advance notice of a fine of EUR 8,000.", "proposed"),
        ("A penalty of EUR 8,000 was proposed for Acme.", "proposed"),
        ("If Acme does not comply, a periodic penalty payment of EUR 8,000 is threatened.", "threatened"),
        ("On 16 December Acme proceeded to the payment of the sanction in the amount of EUR 8,000.", "collected"),
        ("Acme asked for less, but the authority imposed on it a fine of EUR 8,000 for the breach.", "imposed"),
    ],
)
def test_how_far_a_sum_came_in_a_whole_decision(sentence: str, stage: str) -> None:
    """What was only announced is proposed, whatever verb of imposing follows; what was imposed after all is imposed."""
    assert sums_of(f"{FILLING}\n\n{sentence}\n\n{FILLING}") == [("EUR 8,000", stage)]


@pytest.mark.parametrize(
    ("ruling", "stage"),
    [
        ("The decision of the authority of 3 May 2022 is annulled.", "annulled"),
        (
            "The decision is annulled in the part in which it confirmed the fine. The action is otherwise dismissed.",
            "annulled",
        ),
        ("The decision, item 1, is reversed. No administrative fine is imposed on Acme Ltd.", "annulled"),
        ("The action is dismissed.", "imposed"),
    ],
)
def test_a_judgment_says_what_it_leaves_of_a_fine(ruling: str, stage: str) -> None:
    """A fine that a judgment recites does not stand where it annuls it."""
    text = f"{RECITED}\n\n{FILLING}\n\nFOR THESE REASONS\n\n{ruling}\n"
    assert sums_of(text, InstrumentKind.JUDGMENT) == [("EUR 40,000", stage)]


@pytest.mark.parametrize(
    ("ruling", "steps"),
    [
        ("1. annuls point 2 and point 4 of the contested decision;\n\n2. awards the costs.", ["partly annulled"]),
        (
            "Annuls decision 104/2023 of the authority;\n\nRefers the file back to the authority;",
            ["annulled", "remitted"],
        ),
        ("Declares the appeal admissible and founded;\n\nAnnuls the decision of the authority;", ["annulled"]),
        ("to amend the decision of the authority by determining the fine at EUR 30,000;", ["varied"]),
        ("The complaint is allowed, the decision is set aside to that extent.", ["partly annulled"]),
        (
            "The decision is annulled and the matter is in this extent returned for further proceedings.",
            ["annulled", "remitted"],
        ),
        ("The bringing of the action suspended the decision.", []),
        ("The authority annuls the decision if no reasons are given.", []),
    ],
)
def test_what_a_judgment_does_is_read_from_its_operative_part(ruling: str, steps: list[str]) -> None:
    """Items that begin with their verb, parts of decisions, and what the law or nobody did."""
    text = f"{RECITED}\n\n{FILLING}\n\nFOR THESE REASONS\n\n{ruling}\n"
    assert sorted(kind for kind, _ in steps_of(text)) == steps


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("It is not disputed that the complainant collected the copy on 6 May 2022.", []),
        ("The appeal was lodged in time, seeing that the decision was served on 3 May 2022.", []),
        ("After explanations received on 8 April 2022, the fine is reduced by one quarter.", []),
        ("The notice was sent on 9 May 2022, and an appeal was lodged on 6 June 2022.", [("appealed", "2022-06-06")]),
    ],
)
def test_the_day_of_something_else_is_no_day_of_a_step(sentence: str, step: list[tuple[str, str]]) -> None:
    """What was served, sent or received on a day befell no decision on it."""
    assert steps_of(f"{FILLING}\n\n{sentence}\n\n{FILLING}") == step
