"""Which sums of a short text are penalties of its matter: told by a fitted model, settled over the whole text."""

from __future__ import annotations

import pytest

from corpus.documents import Source
from corpus.gazetteer import Gazetteer
from ingest.extract import extract
from ingest.extract.sums.likely import Weights, weights
from ingest.parse import parse
from ingest.preparing.describe import describe
from tests.evaluation.labelled_texts import RETRIEVED, labelled_texts

GAZETTEER = Gazetteer.load()


def sums(text: str) -> list[tuple[str, str, str]]:
    """The sums of a text read as penalties: how much, what kind, how far."""
    parsed = parse(text.encode(), name="note.txt", media_type="text/plain")
    source = Source("note.txt", "0" * 64, "text/plain", RETRIEVED)
    records, _ = extract(parsed, describe(parsed, source=source, gazetteer=GAZETTEER), GAZETTEER)
    return [(str(each.money), each.kind.value, each.stage.value) for each in records.penalties]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "Ferry line stung over booking data\n\nThe Information Commissioner's Office has fined Kittiwake "
                "Ferries Ltd £410,000 after the card details of 38,000 passengers were left open to anybody for "
                "eleven weeks.\n\nThe regulator said the operator had ignored two warnings from its own contractor. "
                "A rival, Gannet Lines, was handed a £95,000 penalty for a smaller leak in 2019. Under the law the "
                "fine could have been as much as £17.5 million.\n\nKittiwake, which had sales of £62 million last "
                "year, said it had since spent £2.3 million on its systems. Passengers who cancelled were given back "
                "£18,400 in fares."
            ),
            [("GBP 410,000", "fine", "imposed")],
        ),
        (
            (
                "Rederij betaalt voor gelekte boekingen\n\nDe Autoriteit Persoonsgegevens heeft veerdienst Zeemeeuw "
                "B.V. een boete van 320.000 euro opgelegd, omdat de gegevens van 38.000 passagiers elf weken lang "
                "voor iedereen open stonden.\n\nVolgens de toezichthouder had het bedrijf twee waarschuwingen van "
                "zijn eigen leverancier in de wind geslagen. De wet staat boetes tot 20 miljoen euro toe. Zeemeeuw "
                "behaalde vorig jaar een omzet van 48 miljoen euro.\n\nHet bedrijf zegt dat het inmiddels 1,4 "
                "miljoen euro in zijn systemen heeft gestoken en dat het de passagiers persoonlijk heeft ingelicht "
                "over wat er is gebeurd."
            ),
            [("EUR 320,000", "fine", "imposed")],
        ),
        (
            (
                "Reederei zahlt für offene Buchungen\n\nDie Datenschutzbehörde hat gegen die Möwe Fährdienst GmbH "
                "ein Bußgeld von 280.000 Euro verhängt, weil die Daten von 38.000 Fahrgästen elf Wochen lang offen "
                "im Netz standen.\n\nDas Unternehmen hatte zwei Warnungen seines Dienstleisters nicht beachtet, wie "
                "die Behörde mitteilte. Das Gesetz erlaubt Bußgelder bis zu 20 Millionen Euro. Der Umsatz der "
                "Reederei lag zuletzt bei 48 Millionen Euro.\n\nMöwe erklärte, man habe seither 1,4 Millionen Euro "
                "in die Technik gesteckt und alle Fahrgäste persönlich angeschrieben."
            ),
            [("EUR 280,000", "fine", "imposed")],
        ),
        (
            (
                "Ferry line wins round in court over penalty\n\nThe Information Commissioner fined Kittiwake Ferries "
                "Ltd £410,000 in May 2023 for leaving the card details of 38,000 passengers open to anybody for "
                "eleven weeks.\n\nThe First-tier Tribunal has now annulled the penalty of £410,000, holding that the "
                "notice gave no reasons for its amount. The penalty of £410,000 was set aside in full.\n\nKittiwake, "
                "which had sales of £62 million last year, welcomed the ruling. The Commissioner was ordered to pay "
                "its costs of £37,500. The tribunal noted that the company had written to all the passengers "
                "concerned within two days, and that nobody had lost money."
            ),
            [("GBP 410,000", "fine", "annulled")],
        ),
        (
            (
                "Watchdog looks into ferry line\n\nThe Information Commissioner's Office has opened an investigation "
                "into Kittiwake Ferries Ltd after the card details of 38,000 passengers were left open to anybody "
                "for eleven weeks.\n\nNo decision has been made. The law allows fines of up to £17.5 million. "
                "Kittiwake, which had sales of £62 million last year, said it had since spent £2.3 million on its "
                "systems and had written to all passengers within two days. A ticket costs £18.\n\nThe regulator "
                "said that it would publish its findings when it had heard the company, its contractor and the "
                "passengers who complained."
            ),
            [],
        ),
    ],
    ids=["english", "dutch", "german", "annulled", "none"],
)
def test_the_penalties_of_a_text_are_told_from_the_sums_beside_them(
    text: str, told: list[tuple[str, str, str]]
) -> None:
    """Not the bound, the turnover, what was spent, costs, another's fine; in each language."""
    assert sums(text) == told


def test_of_a_total_and_its_parts_the_parts_are_told_each_once() -> None:
    """However often the text repeats them."""
    text = (
        "Two ferry lines fined a total of £500,000\n\nThe Information Commissioner's Office has fined "
        "Kittiwake Ferries Ltd £410,000 and Gannet Lines Ltd £90,000 after the card details of 38,000 "
        "passengers were left open to anybody for eleven weeks.\n\nThe regulator said both operators had "
        "ignored warnings from their contractor. The fine of £410,000 on Kittiwake Ferries Ltd reflects its "
        "size, and the fine of £90,000 on Gannet Lines Ltd that it reported the leak itself.\n\nBoth "
        "companies said that they had written to all passengers within two days, and that nobody had lost "
        "money."
    )
    assert [money for money, _, _ in sums(text)] == ["GBP 410,000", "GBP 90,000"]


def test_the_weights_in_use_are_of_the_signs_that_are_given() -> None:
    """Every outcome has a weight for every sign that counts for outcomes, and no sum is likelier than certain."""
    held = weights()
    assert {len(each) for each in held.outcome.values()} == {len(held.outcomes)} == {len(held.biases)}
    likely = held.weigh(["no such sign"])
    assert 0 < likely.told < 1
    assert sum(likely.outcomes.values()) == pytest.approx(1)


def test_what_speaks_for_a_sum_makes_it_likelier() -> None:
    """By the weights of its signs and nothing else."""
    held = Weights(-1.0, {"fined": 2.0, "turnover": -3.0}, ("imposed", "annulled"), (0.0, 0.0), {"fined": (1.0, -1.0)})
    assert held.weigh(["fined"]).told > 0.5 > held.weigh(["turnover"]).told
    assert held.weigh(["fined"]).outcome == "imposed"


def test_every_labelled_sum_stands_in_its_sentence() -> None:
    """So that what is fitted to the labels is fitted to what they say; each text is its writer's."""
    texts = list(labelled_texts())
    missing = [
        (text.name, written)
        for text in texts
        for sentence in text.sentences
        for written, _, _ in sentence.sums
        if written not in sentence.text
    ]
    assert missing == []
    assert len({text.name for text in texts}) == len(texts) > 400
