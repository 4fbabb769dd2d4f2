"""Short texts of our own writing, in the manner of many houses, with what each sentence says: `labels/*.jsonl`.

One text a line: its sentences, and of each the sums of money with what each is, the steps that it tells as having
happened, and those that it only speaks of. Every file is one writer's, so that what is fitted to some of them can be
judged on another's.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.documents import Description, ParsedDocument, Source, Span
from corpus.gazetteer import Gazetteer
from ingest.parse import parse
from ingest.preparing.describe import describe

LABELS = Path(__file__).with_name("labels")
RETRIEVED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_ENDS = re.compile(r"[.!?:;…][\"”’'»“)\]]*$")
_PARAGRAPH = 4
"""Sentences of a paragraph."""


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence with its labels. `sums`: as written, class, whose; `steps`: kind, day, by."""

    text: str
    sums: tuple[tuple[str, str, str], ...]
    steps: tuple[tuple[str, str, str], ...]
    traps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One text. `writer` is the file that it stands in."""

    name: str
    writer: str
    language: str
    sentences: tuple[LabelledSentence, ...]

    @property
    def text(self) -> str:
        """The whole text: a headline and lines without a full stop stand alone, the rest in paragraphs."""
        written = ""
        for place, sentence in enumerate(self.sentences):
            alone = not _ENDS.search(written) or place % _PARAGRAPH == 0
            written += ("\n\n" if written and alone else " " if written else "") + sentence.text.strip()
        return written

    def read(self, gazetteer: Gazetteer) -> tuple[ParsedDocument, Description]:
        """It as any text would be parsed and described."""
        parsed = parse(self.text.encode(), name=f"{self.name}.txt", media_type="text/plain")
        source = Source(self.name, "0" * 64, "text/plain", RETRIEVED)
        return parsed, describe(parsed, source=source, gazetteer=gazetteer)

    def places(self, parsed: ParsedDocument) -> Iterator[tuple[LabelledSentence, Span]]:
        """Where each of its sentences stands in what was parsed of it."""
        at = 0
        for sentence in self.sentences:
            start = parsed.text.find(sentence.text.strip(), at)
            if start >= 0:
                at = start + len(sentence.text.strip())
                yield sentence, Span(start, at)


def labelled_texts() -> Iterator[LabelledText]:
    """All of them."""
    for path in sorted(LABELS.glob("*.jsonl")):
        yield from read_texts(path)


def read_texts(path: Path) -> Iterator[LabelledText]:
    """Those of one writer."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield _read(json.loads(line), path.stem)


def _read(told: dict[str, Any], writer: str) -> LabelledText:
    sentences = (
        LabelledSentence(
            each["s"],
            tuple(map(tuple, each.get("sums", ()))),
            tuple(map(tuple, each.get("steps", ()))),
            tuple(each.get("not", ())),
        )
        for each in told["sentences"]
    )
    return LabelledText(told["id"], writer, told["lang"], tuple(sentences))
