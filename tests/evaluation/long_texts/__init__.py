"""Whole invented decisions with questions and the sentences that bear the answers (README.md)."""

from __future__ import annotations

import zlib
from pathlib import Path

import msgspec

from corpus.store import Corpus
from tests.evaluation.reading import Question, ReadText, filled

FOLDER = Path(__file__).parent
ROOM = "long"
HELD_OUT = 5
"""Of so many texts one is held out."""


class LongText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision as somebody would drop it, about somebody who does not exist.

    Attributes:
        id: What its file is called.
        text: All of it.
        spans: Where its sentences stand in the canonical text, so that questions can tell them by their places.
        questions: What is asked of it.
    """

    id: str
    text: str
    spans: tuple[tuple[int, int], ...]
    questions: tuple[Question, ...]

    @property
    def key(self) -> str:
        """The source key of its document in the store."""
        return f"{ROOM}/{self.id}.txt"

    def read_from(self, store: Corpus) -> ReadText:
        """It as what is read, with the sentences of its canonical text in the store."""
        return filled(ReadText(self.id, self.questions, document=self.key, spans=self.spans), store)


def read_texts() -> tuple[LongText, ...]:
    """All of them, in the order of the file. Raises `msgspec.ValidationError` naming the field."""
    return tuple(msgspec.json.Decoder(LongText).decode_lines((FOLDER / "texts.jsonl").read_bytes()))


def is_held_out(text: LongText) -> bool:
    """Whether nothing is fitted to it: every fifth."""
    return zlib.crc32(text.id.encode()) % HELD_OUT == 0
