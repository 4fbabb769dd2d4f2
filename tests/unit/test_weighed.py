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


def sums(text: str, *, respondents: tuple[str, ...] = (WHO,)) -> list[tuple[str, str]]:
    """The sums read as penalties, with how far they came."""
    parsed = parse(f"{NEWS}{text}\n".encode(), name="text.txt", media_type="text/plain")
    described = Description(
        title="A text",
        kind=InstrumentKind.DECISION,
        rank=SourceRank.PRIMARY,
        language="en",
        regulator="ico",
        jurisdiction="GB",
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
