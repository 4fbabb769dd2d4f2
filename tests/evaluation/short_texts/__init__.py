"""Short invented texts with questions, the right answers and the sentences that bear them (README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

FOLDER = Path(__file__).parent
ENOUGH = 50
"""Characters by which a sentence is known again, however the text was cut."""


class ShortQuestion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question on one text.

    Attributes:
        q: What is asked.
        kind: "yesno", or what an open question asks for.
        answer: "yes", "no", a short right answer, or "silent" where the text does not say.
        must: What a right answer to an open question contains; alternatives between bars.
        sentences: The sentences of the text that bear the answer.
    """

    q: str
    kind: str
    answer: str
    must: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def is_silent(self) -> bool:
        """Whether the text does not answer it."""
        return self.answer == "silent"


class ShortText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text as a release, a summary, a judgment or news would be, about somebody who does not exist."""

    id: str
    lang: str
    genre: str
    respondent: str
    authority: str
    title: str
    text: str
    questions: tuple[ShortQuestion, ...]


def read_texts() -> tuple[ShortText, ...]:
    """All of them, in the order of the files. Raises `msgspec.ValidationError` naming the field."""
    decoder = msgspec.json.Decoder(ShortText)
    return tuple(one for path in sorted(FOLDER.glob("*.jsonl")) for one in decoder.decode_lines(path.read_bytes()))


def is_among(sentence: str, wanted: Iterable[str]) -> bool:
    """Whether a sentence is one of those wanted, or the part of one that a text was cut into."""
    said = _bare(sentence)
    return any(one[:ENOUGH] in said or (len(said) > ENOUGH // 2 and said in one) for one in map(_bare, wanted))


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
