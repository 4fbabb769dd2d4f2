"""Lists of a sort of party: "which messaging apps were fined?"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from corpus.registry import NO_FILTERS
from service.answering.answer import Answerer
from service.answering.choosing.of_a_sort import is_of, sorts_asked
from service.answering.wire import Ask
from service.answering.wording.sorts import SORTS
from tests.support.shelf import open_shelf

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with open_shelf(tmp_path_factory.mktemp("shelf")) as held:
        yield Answerer(held, "http://standing.test", lambda: NOW)


@pytest.mark.parametrize(
    ("text", "sorts"),
    [
        ("Ride-hailing and meal delivery firms that were fined", {"rides", "deliveries"}),
        ("banks / payment providers fined for bad information", {"banks"}),
        ("Were any schools or hospitals involved?", {"schools", "hospitals"}),
        ("I'm after fines against airlines and hotel groups.", {"airlines", "hotels"}),
        ("settlements of attorneys general with big tech", {"big-tech"}),
        ("What is the largest fine on a social network?", {"social"}),
        ("Who passed data on to social networks?", set()),
        ("Which bank was fined?", set()),
        ("Which companies were fined by their banks?", set()),
    ],
)
def test_the_sort_asked_for_is_that_of_the_party(text: str, sorts: set[str]) -> None:
    """It is asked for in the plural or as any one, side by side with others, and not as who received something."""
    assert {one.id for one in sorts_asked(text)[0]} == sorts


@pytest.mark.parametrize(
    ("sort", "members"),
    [
        ("telecoms", {"fr-cnil-free-mobile-free", "gr-hdpa-cosmote-ote", "kr-pipc-sk-telecom"}),
        ("chatbots", {"it-garante-luka-replika", "it-garante-openai", "kr-pipc-deepseek"}),
        ("schools", {"uk-ico-chelmer-valley-high-school"}),
        ("police", {"se-imy-police-clearview", "fi-ombudsman-police-clearview"}),
        ("universities", set()),
    ],
)
def test_a_respondent_is_of_a_sort_as_it_is_introduced_or_known(
    answerer: Answerer, sort: str, members: set[str]
) -> None:
    """Who sells to schools is no school, and who is used by the police is no police force."""
    answerer.knowledge.refresh()
    (asked,) = (one for one in SORTS if one.id == sort)
    held = answerer.knowledge.dossiers(NO_FILTERS)
    assert {one.id for one in held if is_of(one, [asked], answerer.knowledge)} == members


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("Which messaging apps were fined?", {"ie-dpc-whatsapp"}),
        ("What has been decided about messenger services?", {"ie-dpc-whatsapp", "jp-ppc-ly-corporation"}),
        ("Music streaming services that were fined", {"se-imy-spotify"}),
        ("banks / payment providers fined for bad privacy information", {"es-aepd-caixabank", "se-imy-klarna"}),
        (
            "Retailers worldwide that got into trouble for face recognition on their shoppers?",
            {"au-oaic-bunnings", "au-oaic-kmart", "es-aepd-mercadona", "us-ftc-rite-aid"},
        ),
    ],
)
def test_a_list_of_a_sort_holds_whoever_is_of_it(answerer: Answerer, text: str, matters: set[str]) -> None:
    """All of them that say what else is asked; where nothing else is asked, nobody else."""
    rows = {row.matter for table in answerer.answer(Ask(text)).tables for row in table.rows}
    assert matters <= rows
    assert "Retailers" in text or rows == matters


def test_a_list_of_a_sort_of_which_nobody_is_held_is_refused(answerer: Answerer) -> None:
    """Whoever has only to do with videos publishes no games."""
    answer = answerer.answer(Ask("Video game publishers that had to pay fines"))
    assert answer.refusal
    assert answer.refusal.code == "not_stated"
