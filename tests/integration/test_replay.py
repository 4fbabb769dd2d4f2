"""Past answers asked again, and held against documents and standing as they are now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import service.commands.ask
from corpus.store import Corpus, StoreSettings
from ingest.engines.engine import Threads
from ingest.pipeline import ingest
from service.answering.answer import Answerer
from service.answering.replay import Watch, asked_again, difference
from service.answering.wire import Answer, Ask, FilterFields
from service.cli import cli
from service.settings import Settings
from tests.support.embedders import HashingEmbedder
from tests.support.shelf import open_shelf, text_item

NOW = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
KEY = "extra/northwind.md"
NOTICE = """# Penalty

The Information Commissioner imposes a monetary penalty of £45,000 on Northwind Umbrellas Limited.
"""
CORRECTED = NOTICE.replace("£45,000", "£54,000")
QUESTION = "How much was Northwind Umbrellas fined?"


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with open_shelf(tmp_path, "uber", (text_item(KEY, NOTICE),)) as held:
        yield held


def watch(corpus: Corpus, today: dt.date = dt.date(2026, 11, 22)) -> Watch:
    return Watch(corpus.answers, corpus.registry, corpus.records, today)


def answered(corpus: Corpus, ask: Ask) -> Answer:
    return Answerer(corpus, clock=lambda: NOW).answer(ask)


def test_nothing_moved_while_nothing_changed(corpus: Corpus) -> None:
    """An answer rests on what is still there."""
    answered(corpus, Ask(QUESTION))
    answered(corpus, Ask("Is the Uber fine of 290 million in force?"))
    assert list(watch(corpus).moved()) == []


def test_a_changed_source_is_named_with_whether_its_words_hold(corpus: Corpus) -> None:
    """A figure that was corrected in the source shows up in every answer that quoted it."""
    given = answered(corpus, Ask(QUESTION))
    ingest(corpus, [text_item(KEY, CORRECTED)], engine=Threads(1))
    (drift,) = watch(corpus).moved()
    (source,) = drift.sources
    assert drift.answer == given
    assert (source.was, source.now, source.quote_holds) == (1, 2, False)
    assert "the words cited are gone" in str(source)


def test_a_deleted_source_is_named(corpus: Corpus) -> None:
    """What was deleted supports nothing any more."""
    given = answered(corpus, Ask(QUESTION))
    corpus.delete(given.citations[0].document_id)
    (drift,) = watch(corpus).moved()
    assert str(drift.sources[0]).endswith("deleted")


def test_a_standing_that_moved_is_named_unless_the_question_fixed_the_day(corpus: Corpus) -> None:
    """What was answered as of a day stays right about that day."""
    open_ended = answered(corpus, Ask("Is the Uber fine of 10 million in force?"))
    answered(corpus, Ask("Is the Uber fine of 10 million in force?", as_of=dt.date(2024, 6, 1)))
    assert [item.status for item in open_ended.standing] == ["under appeal"]
    before_the_objection = dt.date(2024, 1, 1)
    found = list(watch(corpus, before_the_objection).moved())
    assert [drift.answer.id for drift in found] == [open_ended.id]
    assert found[0].standing[0].was == "under appeal"


def test_asking_again_keeps_question_filters_and_a_day_that_was_asked_for(corpus: Corpus) -> None:
    """What produced an answer is kept with it."""
    filters = FilterFields(regulator=("ap",))
    fixed = answered(corpus, Ask("Was Uber fined?", filters, dt.date(2024, 9, 1)))
    assert asked_again(fixed) == Ask("Was Uber fined?", filters, dt.date(2024, 9, 1))
    assert asked_again(answered(corpus, Ask("Was Uber fined?"))).as_of is None


def test_two_answers_differ_by_the_claims_that_only_one_makes(corpus: Corpus) -> None:
    """A correction is one claim gone and one new."""
    before = answered(corpus, Ask(QUESTION))
    ingest(corpus, [text_item(KEY, CORRECTED)], engine=Threads(1))
    found = difference(before, answered(corpus, asked_again(before)))
    assert "GBP 45,000" in " ".join(found.gone)
    assert "GBP 54,000" in " ".join(found.new)
    assert not difference(before, before)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["answers", *arguments])


def test_the_command_lists_shows_replays_and_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the terminal: the stored words, the new answer, and what moved."""
    monkeypatch.setenv("STANDING_HOME", str(tmp_path))
    monkeypatch.delenv("STANDING_MODELS", raising=False)

    def open_small(settings: Settings) -> Corpus:
        return Corpus.open(StoreSettings(settings.home, settings.home / "models"), HashingEmbedder())

    monkeypatch.setattr("service.stores.open_corpus", open_small)
    with open_shelf(tmp_path, "uber", (text_item(KEY, NOTICE),)) as corpus:
        given = answered(corpus, Ask(QUESTION))
    assert given.id in run("list").stdout
    assert "£45,000" in run("show", given.id).stdout or "GBP 45,000" in run("show", given.id).stdout
    assert "Answered as before." in run("replay", given.id).stderr
    assert run("moved").stdout == ""
    with open_small(service.commands.ask.settings.load()) as corpus:
        ingest(corpus, [text_item(KEY, CORRECTED)], engine=Threads(1))
    assert "Answered differently." in run("replay", given.id).stderr
    assert "Changed since" in run("show", given.id).stderr
    assert given.id in run("moved").stdout
    assert '"quote_holds":false' in run("moved", "--json").stdout
