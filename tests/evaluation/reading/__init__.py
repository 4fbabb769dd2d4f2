"""Questions on short texts with the sentences that bear the answer: what the reader is fitted to (README.md)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from corpus.sentences import sentences as cut
from corpus.store import Corpus
from tests.evaluation.short_texts import ShortText, is_among
from tests.evaluation.short_texts import read_texts as short_texts

FOLDER = Path(__file__).parent
ACROSS, WHOLE = FOLDER / "across.jsonl", FOLDER / "whole.jsonl"
HELD_OUT = "q2"
"""Of the short texts, those that the reader is not fitted to: they tell how it fares, and what it adds to rules."""


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question on one text.

    Attributes:
        q: What is asked.
        kind: For yes or no, or open.
        answer: "yes", "no", a short right answer, or "silent" where the text does not say.
        bears: The places of the sentences that bear the answer, from 0.
    """

    q: str
    kind: Literal["yesno", "open"]
    answer: str
    bears: tuple[int, ...]


class ReadText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text cut into sentences, with its questions.

    Of a passage of a real decision only the place is written down: `document` is its source key, `spans` where its
    sentences stand in the canonical text.
    """

    id: str
    questions: tuple[Question, ...]
    title: str = ""
    sentences: tuple[str, ...] = ()
    document: str = ""
    spans: tuple[tuple[int, int], ...] = ()


class Across(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question for all texts that share something.

    Attributes:
        q: What is asked.
        among: What the ids of the texts begin with that were read for it.
        matters: The texts that belong, by id, with the places of the sentences that show it, from 0.
    """

    q: str
    among: tuple[str, ...]
    matters: dict[str, tuple[int, ...]]


_READ = msgspec.json.Decoder(ReadText)


def read_all(decisions: Corpus) -> Iterator[ReadText]:
    """All of them, with the passages of decisions filled in from their store and the short English texts cut."""
    for path in sorted(set(FOLDER.glob("*.jsonl")) - {ACROSS, WHOLE}):
        for text in _READ.decode_lines(path.read_bytes()):
            yield filled(text, decisions) if text.document else text
    yield from (_of_short(one) for one in short_texts() if one.lang == "en")


def read_whole(decisions: Corpus) -> list[ReadText]:
    """Whole decisions."""
    return [filled(text, decisions) for text in _READ.decode_lines(WHOLE.read_bytes())]


def read_across() -> list[Across]:
    """The questions that ask across texts."""
    return msgspec.json.Decoder(Across).decode_lines(ACROSS.read_bytes())


def filled(text: ReadText, decisions: Corpus) -> ReadText:
    """A text with its sentences, cut out of its canonical text in the store."""
    held = {one.source.key: one for one in decisions.registry.documents()}
    document = held[text.document]
    canonical = decisions.registry.text(document.id, document.version)
    return msgspec.structs.replace(text, sentences=tuple(canonical[start:end] for start, end in text.spans))


def _of_short(text: ShortText) -> ReadText:
    paragraphs = text.text.split("\n")
    said = [span.of(paragraph) for paragraph in paragraphs for span in cut(paragraph)][1:]
    questions = []
    for one in text.questions:
        bears = tuple(place for place, sentence in enumerate(said) if is_among(sentence, one.sentences))
        if bears or one.is_silent:
            questions.append(Question(one.q, "yesno" if one.kind == "yesno" else "open", one.answer, bears))
    return ReadText(text.id, tuple(questions), text.title, tuple(said))
