"""The question set: what is asked, what a right answer holds, and what it must never say."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Annotated, Literal

import msgspec

FOLDER = Path(__file__).parent / "questions"
BLIND = FOLDER.with_name("blind")
"""Questions by people who knew nothing of how answers are made, asked before anything was learnt from them."""

Spellings = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One question and what its answer is held against.

    Spellings are read by `tests.evaluation.spellings`: "delet*" is every word of that stem, "EUR 20000000" and
    "2022-05-18" are that sum and that day however written.

    Attributes:
        id: Its name, for ever: the hash of it decides the half where no split is fixed.
        split: The half it was written for; empty leaves that to the hash of the id.
        text: What is asked.
        topic: What it is about, for the table by topic.
        corpus: The bundled digests, or the bodies of the labelled decisions.
        earlier: The turns before, in one conversation.
        as_of: The day that the question is asked for; None is today.
        as_of_said: The day that the text itself names; it is not sent beside.
        required: Facts, each a list of spellings of which one must stand in the answer (text, tables, notes, standing).
        forbidden: What must stand nowhere in the answer.
        only_with: A fact, then the words of which one must stand in the same sentence or row wherever the fact does:
            a proposed sum may be told as proposed, and not otherwise.
        opens_not: The first word of a wrong verdict.
        matters: Whose documents must be cited.
        also: Whose documents may be cited beside; with * for any letters.
        documents: The same as `matters` for documents of no matter: file names of labelled decisions.
        standing: The state expected for a matter.
        refusal: The right answer is to refuse, with one of these codes (none named: any). Where facts are required
            too, an answer that states them is as right as a refusal.
    """

    id: str
    text: str
    topic: str
    split: Literal["", "tuning", "reported"] = ""
    corpus: Literal["bundled", "decisions"] = "bundled"
    earlier: tuple[str, ...] = ()
    as_of: dt.date | None = None
    as_of_said: dt.date | None = None
    required: tuple[Spellings, ...] = ()
    forbidden: tuple[str, ...] = ()
    only_with: tuple[Spellings, ...] = ()
    opens_not: Literal["", "yes", "no"] = ""
    matters: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    standing: dict[str, str] = {}
    refusal: tuple[str, ...] | None = None

    @property
    def tuning(self) -> bool:
        """Whether it belongs to the half that may be looked at while tuning: the split says, or the hash of the id."""
        if self.split:
            return self.split == "tuning"
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 0

    @property
    def must_refuse(self) -> bool:
        """Whether nothing but a refusal is right."""
        return self.refusal is not None and not self.required

    @property
    def may_refuse(self) -> bool:
        """Whether a refusal is right."""
        return self.refusal is not None

    def may_cite(self, matter: str | None) -> bool:
        """Whether documents of a matter belong into the answer."""
        return matter is not None and any(fnmatch(matter, allowed) for allowed in (*self.matters, *self.also))


def load(folder: Path = FOLDER) -> tuple[Question, ...]:
    """Every question of the set, in file order. Raises `msgspec.ValidationError` naming the field."""
    questions: list[Question] = []
    for path in sorted(folder.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["question"]
        questions += msgspec.convert(rows, list[Question])
    return tuple(questions)
