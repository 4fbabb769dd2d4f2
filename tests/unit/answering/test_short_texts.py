"""Whether a short real document answers a question: its words, the things it gives, and what they come to."""

from __future__ import annotations

import dataclasses

import pytest

from corpus.documents import SourceRank, Span
from service.answering.held.dossier import Proof, Sentence
from service.answering.question import Intent, Query
from service.answering.question.intents import intents_of
from service.answering.question.premises import asked_of
from service.answering.weighing.bearing import Weighed
from service.answering.weighing.rereading import reread
from service.answering.weighing.short.answered import MOST_SENTENCES, OPEN, YES_NO, Judged, is_short
from service.answering.weighing.short.bearing_out import FEATURES
from service.answering.weighing.short.everyday import speaks
from service.answering.weighing.short.parts import parts_of
from service.answering.weighing.short.things import Kind, kinds_of, places_of
from service.answering.wording.words import content_stems, stem, stems

TITLE = "Quillmoor fined over lost parcels"
TEXT = (
    "Quillmoor Couriers Ltd was fined £40,000 by the Information Commissioner on 3 March 2024.",
    "Its drivers left 212 parcels with addresses on them in the street.",
    "The company said that its depot manager had been dismissed.",
    "It may appeal within 28 days.",
)


def text_of(*said: str, rank: SourceRank = SourceRank.PRIMARY) -> list[Sentence]:
    places = [sum(map(len, said[:place])) for place in range(len(said))]
    proofs = [Proof("d0", 1, Span(place, place + len(one))) for place, one in zip(places, said, strict=True)]
    return [
        Sentence(proof, one, "d0.1.0", "", rank, frozenset(stems(one)), 0, one)
        for proof, one in zip(proofs, said, strict=True)
    ]


def asking(text: str) -> Query:
    yes_no = text.split(maxsplit=1)[0] in {"Did", "Has", "Is", "Was", "Will"}
    terms = tuple(one for one in content_stems(text) if one != stem("Quillmoor"))
    intents = tuple(intents_of(text)) or (Intent.SUMMARY,)
    return Query(text, intents, yes_no=yes_no, called=("Quillmoor",), terms=terms, asked=asked_of(text))


def judged(question: str, *said: str) -> Judged:
    sentences = text_of(*(said or TEXT))
    weighed = [Weighed(one, 0.2) for one in sentences]
    return Judged(
        query=asking(question),
        uncovered=(),
        parties=("Quillmoor Couriers Ltd",),
        titles=(TITLE,),
        sentences=sentences,
        weighed=weighed,
        english=True,
        reread=reread(question, weighed),
        false_premise=False,
        recorded=False,
    )


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("How many parcels did Quillmoor lose?", {Kind.COUNT}),
        ("Who is the new depot manager?", {Kind.PERSON}),
        ("Which lorry did Quillmoor use?", {Kind.OTHER}),
        ("Which company insured Quillmoor?", {Kind.NAME}),
        ("How much was Quillmoor fined?", {Kind.SUM}),
        ("When was Quillmoor fined, and why?", {Kind.TIME, Kind.REASON}),
        ("Under which section was Quillmoor fined?", {Kind.ARTICLE}),
        ("What did Quillmoor say in its defence?", {Kind.WORDS}),
        ("Did Quillmoor pay?", set()),
    ],
)
def test_a_question_asks_for_things_of_a_kind(question: str, kinds: set[Kind]) -> None:
    """One word tells what an answer must give; for yes or no it gives nothing."""
    assert set(kinds_of(asking(question))) == kinds


@pytest.mark.parametrize(
    ("kind", "question", "text", "given"),
    [
        (Kind.COUNT, "How many drivers did Quillmoor have?", "Some 40 drivers worked for it.", ["40"]),
        (Kind.COUNT, "How many drivers did Quillmoor have?", "Its drivers left 212 parcels.", []),
        (Kind.PERSON, "Who is the depot manager?", "Ann Carew runs the depot.", ["Ann Carew"]),
        (Kind.PERSON, "Who is the depot manager?", "Quillmoor Couriers had a depot manager.", []),
        (Kind.SUM, "How much was it?", "The fine is £40,000 and due in May.", ["£40,000"]),
        (Kind.ARTICLE, "Under which section?", "It breached section 7 of the Post Act.", ["section 7", "Act"]),
        (Kind.PERIOD, "How long is the ban?", "The ban lasts two years.", ["two years"]),
    ],
)
def test_a_sentence_gives_a_thing_or_only_speaks_of_it(kind: Kind, question: str, text: str, given: list[str]) -> None:
    """A figure of something else and the names of the parties are not what is asked for."""
    query, (sentence,) = asking(question), text_of(text)
    parts = parts_of(query, ("Quillmoor Couriers Ltd",), (TITLE,), [sentence])
    assert [text[start:end] for start, end in places_of(kind, sentence, query, parts)] == given


def test_everyday_words_stand_for_those_of_documents() -> None:
    """Who "got the sack" was dismissed, and a liquidator comes with a liquidation; a depot is none of these."""
    spoken = frozenset(stems("Its manager was dismissed and a liquidator appointed."))
    assert speaks(spoken, stem("sacked"))
    assert speaks(spoken, stem("liquidation"))
    assert not speaks(spoken, stem("depot"))


def test_names_of_the_matter_are_no_words_of_a_question() -> None:
    """Also a name that nobody read as a party's, if the text writes it with a capital alone."""
    query = dataclasses.replace(asking("did pellow admit that parcels were lost"), called=())
    sentences = text_of("Pellow lost parcels.", "The parcels were insured.", "A court fined Pellow for it.")
    parts = parts_of(query, (), ("Pellow fined over lost parcels",), sentences)
    assert parts.own == {stem("pellow")}
    assert stem("parcels") in parts.plain
    assert stem("admit") in parts.predicates


@pytest.mark.parametrize(
    ("question", "likeliest"),
    [
        ("How many parcels were left in the street?", 1),
        ("What did Quillmoor say about its manager?", 2),
        ("Until when can Quillmoor appeal?", 3),
    ],
)
def test_the_sentence_that_bears_the_answer_is_likeliest(question: str, likeliest: int) -> None:
    """Its words and what it gives tell it from the others."""
    assert judged(question).nearest()[0].text == TEXT[likeliest]


@pytest.mark.parametrize(
    ("told", "silent"),
    [
        ("How many parcels were left in the street?", "How many drivers does Quillmoor employ?"),
        ("When was Quillmoor fined?", "When was the depot opened?"),
        ("Why was Quillmoor fined?", "Who is the new depot manager of Quillmoor?"),
        ("Was the depot manager sacked?", "Will Quillmoor buy a new depot?"),
        ("Was Quillmoor fined?", "Has Quillmoor paid its drivers back?"),
    ],
)
def test_what_the_text_says_is_likelier_answered_than_what_it_only_touches(told: str, silent: str) -> None:
    """The same words stand in it either way."""
    assert judged(told).likelihood > judged(silent).likelihood
    assert judged(told).is_answered


@pytest.mark.parametrize(
    "question", ["Who is the new depot manager of Quillmoor?", "Which insurance company insured Quillmoor's depot?"]
)
def test_what_the_text_leaves_out_is_not_answered(question: str) -> None:
    """A manager without a name names nobody."""
    assert not judged(question).is_answered


def test_what_may_be_done_is_not_what_was_done() -> None:
    """That an appeal is possible does not tell whether there was one."""
    (row,) = (one for one in judged("Did Quillmoor appeal?").marked if "appeal" in one.sentence.text)
    assert row.value("possible, asked as fact") == 1.0
    (row,) = (one for one in judged("Can Quillmoor appeal?").marked if "appeal" in one.sentence.text)
    assert row.value("possible, asked as fact") == 0.0


def test_each_row_has_a_value_a_feature() -> None:
    """Weights are told apart by name, so that rows must be as long as the names."""
    assert {len(one.row) for one in judged("Did Quillmoor pay?").marked} == {len(FEATURES)}
    assert len(judged("Did Quillmoor pay?").features()) == len(YES_NO)
    assert len(judged("What did Quillmoor pay?").features()) == len(OPEN)
    assert len(judged("What did it pay?", "It paid.").features()) == len(OPEN)


def test_digests_and_long_documents_are_not_judged_so() -> None:
    """A digest says what is not known, and a long decision has weights of its own."""
    assert is_short(text_of(*TEXT))
    assert not is_short(text_of(*TEXT, rank=SourceRank.DIGEST))
    assert not is_short(text_of(*(f"Point {place} was read out." for place in range(MOST_SENTENCES + 1))))
    assert not is_short([])
