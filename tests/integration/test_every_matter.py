"""What is asked of every bundled matter in a lawyer's plain words, held against what its digest records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from corpus.documents import Voice
from corpus.matters import EventKind, State
from corpus.records import MoneyStage
from corpus.registry import NO_FILTERS
from corpus.standing import fold
from corpus.store import Corpus
from service.answering.answer import Answerer
from service.answering.held.dossier import PUNITIVE, Dossier
from service.answering.verify import VERDICTS
from service.answering.wire import Ask
from tests.support.shelf import open_shelf

TODAY = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
IN_FORCE = {
    State.IN_FORCE: "Yes",
    State.FINAL: "Yes",
    State.ANNULLED: "No",
    State.STAYED: "No",
    State.UNDER_APPEAL: "Not finally decided",
    State.UNDECIDED_AGAIN: "Not finally decided",
    State.PARTLY_STANDING: "In part",
}
FINAL = {
    State.FINAL: "Yes",
    State.IN_FORCE: "Not certain",
    State.UNDER_APPEAL: "No",
    State.UNDECIDED_AGAIN: "No",
}
RECOMMENDED = "Recommended only"
"""What only recommends is not in force, whatever became of it."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_shelf(tmp_path_factory.mktemp("verdicts")) as held:
        yield held


def test_whether_somebody_was_fined_is_what_the_records_hold(corpus: Corpus) -> None:
    """A sum that was only proposed or threatened is no fine."""
    asked = {one.id: (f"Was {who} fined by the {by}?", fined(one)) for one, who, by in decided(corpus)}
    assert wrong(corpus, asked) == []
    assert len(asked) > 80


def test_whether_it_stands_is_the_fold_of_its_steps(corpus: Corpus) -> None:
    """Also where several matters are told, for each of them."""
    states = {one.id: fold(one.matter.events, TODAY.date()).state for one, _, _ in decided(corpus) if one.matter}
    for question, words in (("still in force", IN_FORCE), ("final", FINAL)):
        asked = {
            one.id: (f"Is the {by}'s decision against {who} {question}?", words[states[one.id]])
            for one, who, by in decided(corpus)
            if states[one.id] in words
        }
        assert wrong(corpus, asked) == []
        assert len(asked) > 60


def test_every_order_of_a_matter_is_told_to_whom_asks_what_was_ordered(corpus: Corpus) -> None:
    """Each in the document's own words; what was only recommended beside orders is none."""
    answerer, missing, asked = Answerer(corpus, clock=lambda: TODAY), [], 0
    for one, who, by in decided(corpus):
        if any(event.kind is EventKind.VARIED for event in one.events()):
            continue
        versions = {document.id: document.version for document in one.documents}
        told = " ".join(claim.text for claim in answerer.answer(Ask(f"What did the {by} order {who} to do?")).claims)
        binding = [held for held in one.orders if held.record.voice is not Voice.RECOMMENDATION]
        for held in binding or one.orders:
            asked += 1
            quote = held.record.span.of(corpus.registry.text(held.document_id, versions[held.document_id]))
            missing += [f"{who}: {quote}"] if quote not in told else []
    assert missing == []
    assert asked > 150


def decided(corpus: Corpus) -> Iterator[tuple[Dossier, str, str]]:
    """Each matter with its first respondent and its authority, as a lawyer would write them."""
    for one in Answerer(corpus).knowledge.dossiers(NO_FILTERS):
        body = corpus.gazetteer.authority(one.regulator or "")
        if one.respondents and body:
            yield one, one.respondents[0], body.short


def fined(dossier: Dossier) -> str:
    unset = (MoneyStage.PROPOSED, MoneyStage.THREATENED)
    held = [one.record for one in dossier.penalties if one.record.kind in PUNITIVE and one.record.stage not in unset]
    return "Yes" if held else "No"


def wrong(corpus: Corpus, asked: dict[str, tuple[str, str]]) -> list[str]:
    """The questions whose answer opens what it says of the matter with another word than the records'."""
    answerer = Answerer(corpus, clock=lambda: TODAY)
    found = []
    for matter, (question, word) in asked.items():
        answer = answerer.answer(Ask(question))
        told = next((claim.text for claim in answer.claims if claim.matter == matter), None)
        advisory = any(one.matter == matter and one.text.startswith(RECOMMENDED) for one in answer.standing)
        opened = opening(told) or opening(answer.claims[0].text) if told else ""
        if told and opened != word and not (advisory and opened == "No"):
            found.append(f"{question} {word}, not {told[:80]}")
    return found


def opening(text: str | None) -> str:
    """The word that a claim opens with; one word may stand for several matters that are told after it."""
    return next((one for one in VERDICTS if text and text.startswith(f"{one}. ")), "")
