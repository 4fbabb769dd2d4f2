"""Counts of what is held, on a real store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.documents import InstrumentKind, SourceRank
from corpus.holdings import holdings, respondent_names, values
from corpus.store import Corpus
from tests.support.publications import RETRIEVED, description, publication
from tests.support.stores import open_store


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with open_store(tmp_path) as opened:
        yield opened


def fill(corpus: Corpus) -> None:
    ico = {"regulator": "ico", "jurisdiction": "GB", "matter": "m"}
    corpus.publish(
        publication("a", "one\ntwo", description(decided_on=dt.date(2020, 1, 1), respondents=("Zed", "Acme"), **ico)),
        publication("b", "three", description(rank=SourceRank.DIGEST, known_to=dt.date(2022, 5, 5), **ico)),
        publication("c", "four", description(kind=InstrumentKind.OTHER, language="fr", respondents=("Acme",))),
    )


def test_documents_are_counted_by_regulator(corpus: Corpus) -> None:
    """Documents, passages and matters of each, by rank, with the latest date that any of them tells of."""
    fill(corpus)
    of = {each.regulator: each for each in holdings(corpus.registry.database)}
    assert set(of) == {"ico", None}
    ico = of["ico"]
    assert (ico.documents, ico.passages, ico.matters) == (2, 3, 1)
    assert ico.by_rank == {SourceRank.PRIMARY: 1, SourceRank.DIGEST: 1}
    assert (ico.newest, ico.read) == (dt.date(2022, 5, 5), RETRIEVED)
    assert (of[None].documents, of[None].matters, of[None].newest) == (1, 0, None)


def test_only_current_versions_count(corpus: Corpus) -> None:
    """A second version takes the place of the first; a deleted document is gone."""
    fill(corpus)
    corpus.publish(publication("a", "five", description(regulator="cnil", jurisdiction="FR")))
    of = {each.regulator: each.documents for each in holdings(corpus.registry.database)}
    assert of == {"ico": 1, "cnil": 1, None: 1}
    for document in corpus.registry.documents():
        corpus.delete(document.id)
    assert holdings(corpus.registry.database) == ()


def test_filters_offer_only_what_is_held(corpus: Corpus) -> None:
    """Each field's values once, sorted, without the empty one."""
    fill(corpus)
    offered = values(corpus.registry.database)
    assert offered.regulators == ("ico",)
    assert offered.jurisdictions == ("GB",)
    assert offered.kinds == ("decision", "other")
    assert offered.languages == ("en", "fr")


def test_names_come_once_and_up_to_a_limit(corpus: Corpus) -> None:
    """In alphabetical order, however many documents name them."""
    fill(corpus)
    assert respondent_names(corpus.registry.database, 9) == ("Acme", "Zed")
    assert respondent_names(corpus.registry.database, 1) == ("Acme",)
