"""How a list is to be told, who asks and where its matters are taken from are no part of what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from service.answering.answer import Answerer
from service.answering.wire import Ask
from tests.support.shelf import open_shelf

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    with open_shelf(tmp_path_factory.mktemp("shelf")) as held:
        yield Answerer(held, "http://standing.test", lambda: NOW)


def rows(answerer: Answerer, text: str) -> set[str | None]:
    """The matters of the tables that answer a question."""
    return {row.matter for table in answerer.answer(Ask(text)).tables for row in table.rows}


@pytest.mark.parametrize(
    ("plain", "shaped"),
    [
        ("Fines by the Dutch AP", "Dutch AP fines sorted by size"),
        ("Fines by the Dutch AP", "Which fines of the Dutch AP do you have on file, with all dates?"),
        ("Decisions of the ANPD", "All decisions of the ANPD in your collection, in brief"),
        ("Decisions of the ANPD", "I work for a newspaper. All decisions of the ANPD that you hold"),
        ("FTC orders that cost nothing", "FTC orders that didn't cost anybody a penny"),
    ],
)
def test_its_form_is_no_subject(answerer: Answerer, plain: str, shaped: str) -> None:
    """The same matters belong as to the plain question."""
    found = rows(answerer, plain)
    assert found
    assert rows(answerer, shaped) == found


@pytest.mark.parametrize("text", ["Fines by the Dutch AP for skiing", "Decisions of the ANPD about lighthouses"])
def test_a_subject_that_nobody_speaks_of_still_empties_it(answerer: Answerer, text: str) -> None:
    """What a list is about stays its subject."""
    assert answerer.answer(Ask(text)).refused
