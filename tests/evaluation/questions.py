"""The question set: what is asked, what a right answer holds, and what it must never say."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from pathlib import Path
from typing import Annotated, Literal

import msgspec

FOLDER = Path(__file__).parent / "questions"


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question and what its answer is held against.

    `required` is a list of facts, each a list of spellings of which one must stand in the answer (its text, tables,
    notes or standing). `forbidden` spellings must stand nowhere in it. `matters` are those whose documents may be
    cited; `standing` is the word expected for a matter. `earlier` are the turns before, in one conversation.
    `refusal` says that the right answer is to refuse, optionally with one of these codes.
    """

    id: str
    text: str
    topic: str
    corpus: Literal["bundled", "decisions"] = "bundled"
    earlier: tuple[str, ...] = ()
    as_of: dt.date | None = None
    required: tuple[Annotated[tuple[str, ...], msgspec.Meta(min_length=1)], ...] = ()
    forbidden: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    standing: dict[str, str] = {}
    refusal: tuple[str, ...] | None = None

    @property
    def tuning(self) -> bool:
        """Whether it belongs to the half that may be looked at while tuning; the hash of the id decides."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 0


def load(folder: Path = FOLDER) -> tuple[Question, ...]:
    """Every question of the set, in file order. Raises `msgspec.ValidationError` naming the field."""
    questions: list[Question] = []
    for path in sorted(folder.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["question"]
        questions += msgspec.convert(rows, list[Question])
    return tuple(questions)
