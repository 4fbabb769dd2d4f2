"""The question set holds together: it asks about what is held, and its expectations agree with the digests."""

from __future__ import annotations

import datetime as dt
from fnmatch import fnmatch
from functools import cache
from typing import Literal, get_args, get_type_hints

import pytest

from corpus.catalogue import bundled_digests
from corpus.digest import Digest
from corpus.documents import SourceRank, Span
from corpus.matters import Event
from corpus.standing import fold as fold_events
from service.answering.wire import Refusal
from tests.evaluation.labelled import DATA, read_all
from tests.evaluation.questions import BLIND, Question, load
from tests.evaluation.spellings import fold, stands

QUESTIONS = (*load(), *load(BLIND))
BUNDLED = [question for question in QUESTIONS if question.corpus == "bundled"]
DECIDED = [question for question in QUESTIONS if question.corpus == "decisions"]
COMPUTED = {"total", "count", "comparison"}
TODAY = dt.date(2026, 11, 22)


@cache
def digests() -> dict[str, tuple[Digest, str]]:
    return {d.head.matter: (d, fold(path.read_text(encoding="utf-8"))) for path, d in bundled_digests()}


def named(question: Question) -> list[str]:
    return [matter for matter in digests() if question.may_cite(matter)]


def standing(digest: Digest, as_of: dt.date) -> str:
    events = [
        Event(
            e.kind,
            e.date,
            e.body,
            e.body_rank,
            digest.head.matter,
            Span(0, 0),
            rank=SourceRank.DIGEST,
            precision=e.precision,
            last_instance=e.last_instance,
            applies_to=e.applies_to,
        )
        for e in digest.head.events
    ]
    return str(fold_events(events, as_of).state)


def test_every_question_has_its_own_name() -> None:
    """Two questions of one id would fall into one half, and one would hide the other's result."""
    ids = [question.id for question in QUESTIONS]
    assert len(ids) == len(set(ids))


def test_both_halves_are_of_a_size() -> None:
    """The halves that the hash draws are alike, and with the fixed splits neither is too small to mean anything."""
    drawn = [question.tuning for question in QUESTIONS if not question.split]
    assert 0.4 < sum(drawn) / len(drawn) < 0.6
    reported = [question for question in QUESTIONS if not question.tuning]
    assert len(reported) >= 400
    assert len(reported) < 0.6 * len(QUESTIONS)


@pytest.mark.parametrize(("split", "tuning"), [("tuning", True), ("reported", False)])
def test_a_fixed_split_outweighs_the_hash(split: Literal["tuning", "reported"], *, tuning: bool) -> None:
    """A question written for one half stays there, whatever its name hashes to."""
    ids = [f"question-{number}" for number in range(20)]
    drawn = {Question(id=name, text="?", topic="money").tuning for name in ids}
    fixed = {Question(id=name, text="?", topic="money", split=split).tuning for name in ids}
    assert drawn == {True, False}
    assert fixed == {tuning}


def test_fixed_splits_reach_every_topic() -> None:
    """Questions with a fixed split are in both halves of each topic that has enough of them, so both ask alike."""
    halves: dict[str, list[bool]] = {}
    for question in QUESTIONS:
        if question.split:
            halves.setdefault(question.topic, []).append(question.tuning)
    assert [topic for topic, drawn in halves.items() if len(drawn) > 5 and len(set(drawn)) < 2] == []


def test_every_question_expects_something() -> None:
    """A question that no answer can fail measures nothing."""
    assert [q.id for q in QUESTIONS if not (q.required or q.standing or q.may_refuse)] == []


def test_refusal_codes_exist() -> None:
    """A code that the wire does not know could never be given."""
    codes = set(get_args(get_type_hints(Refusal)["code"]))
    assert {code for q in QUESTIONS for code in q.refusal or ()} <= codes


@pytest.mark.parametrize("question", BUNDLED, ids=lambda question: question.id)
def test_expectations_agree_with_the_digests(question: Question) -> None:
    """Matters exist, states are the fold of their events, and every fact stands in a digest that may be cited."""
    every = digests()
    assert [name for name in (*question.matters, *question.standing) if name not in every] == []
    assert [name for name in question.also if not any(fnmatch(matter, name) for matter in every)] == []
    as_of = question.as_of or question.as_of_said or TODAY
    for matter, state in question.standing.items():
        assert standing(every[matter][0], as_of) == state, matter
    text = " \n ".join(f"{every[name][1]} {standing(every[name][0], as_of)}" for name in named(question))
    if question.topic not in COMPUTED:
        assert [way for way in question.required if not any(stands(one, text) for one in way)] == []


@pytest.mark.data
@pytest.mark.skipif(not DATA.exists(), reason="the real documents are not here")
def test_expectations_agree_with_the_decisions() -> None:
    """Every decision named is there, and its body alone holds each fact that is required of an answer about it."""
    bodies = {f"{labelled.country}/{labelled.name}": fold(labelled.body) for labelled in read_all()}
    wrong = {}
    for question in DECIDED:
        assert [name for name in question.documents if name not in bodies] == [], question.id
        text = " \n ".join(bodies[name] for name in question.documents)
        missing = [way for way in question.required if not any(stands(one, text) for one in way)]
        if missing and not question.may_refuse and question.topic not in COMPUTED:
            wrong[question.id] = missing
    assert wrong == {}
