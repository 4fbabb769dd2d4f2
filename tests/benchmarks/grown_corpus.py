"""Many passages out of few: real documents again and again, with other words in them and other vectors.

A copy keeps the structure of its document. One word in eight is another real word of the same length, so that offsets
stay true and word statistics stay those of such texts; each vector is turned by a random step, to a cosine of about 0.9
with the original, so that neighbours are neither equal nor unrelated. Nothing is embedded: growth would otherwise be
the embedder's and nothing else. Records and matters are left out.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from corpus.documents import Description, ParsedDocument, Source
from corpus.publication import PassageDraft, Publication, Vectors
from corpus.store import Corpus

CHANGED = 8
"""One word in so many is changed in each copy."""

STEP = 0.48
"""Length of the random step beside a vector of length 1: a cosine of 0.90."""

RETRIEVED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True)
class Original:
    """A real document as the store holds it."""

    key: str
    parsed: ParsedDocument
    description: Description
    passages: tuple[PassageDraft, ...]
    vectors: Vectors


def originals(corpus: Corpus) -> tuple[list[Original], str]:
    """The documents of a store, and the model of their vectors."""
    model = corpus.indexes.model
    assert model
    found = []
    for document in corpus.registry.documents():
        held = corpus.registry.passages_of(document.id, document.version)
        if not held:
            continue
        ids, rows = corpus.kept_vectors.of_passages(model, [passage.id for passage in held])
        by_id = dict(zip(ids, rows, strict=True))
        drafts = tuple(
            PassageDraft(p.ordinal, p.span, p.text, p.page, p.paragraph, p.heading_path, p.tokens) for p in held
        )
        vectors = np.stack([by_id[passage.id] for passage in held])
        parsed = corpus.registry.parsed(document.id, document.version)
        found.append(Original(document.source.key, parsed, document.description, drafts, vectors))
    return found, model


class Copies:
    """Publications without end, the same ones each time."""

    def __init__(self, held: list[Original], model: str) -> None:
        self._held = held
        self._model = model
        by_length: dict[int, list[str]] = defaultdict(list)
        for original in held:
            for word in _WORD.findall(original.parsed.text):
                by_length[len(word)].append(word)
        # as often as they are used, so that common words stay common
        self._words = {length: words[:: max(1, len(words) // 5000)] for length, words in by_length.items()}

    def __iter__(self) -> Iterator[Publication]:
        number = 0
        while True:
            for original in self._held:
                yield self._copy(original, number)
            number += 1

    def _copy(self, original: Original, number: int) -> Publication:
        key = f"copy-{number}/{original.key}"
        random = np.random.default_rng(int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]))
        text = self._varied(original.parsed.text, random)
        vectors = original.vectors + random.normal(0, STEP / np.sqrt(original.vectors.shape[1]), original.vectors.shape)
        return Publication(
            source=Source(key, hashlib.sha256(text.encode()).hexdigest(), "text/plain", RETRIEVED),
            parsed=replace(original.parsed, text=text),
            description=original.description,
            passages=tuple(replace(draft, text=draft.span.of(text)) for draft in original.passages),
            vectors=(vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32),
            model=self._model,
        )

    def _varied(self, text: str, random: np.random.Generator) -> str:
        def other(match: re.Match[str]) -> str:
            drawn = int(random.integers(0, 2**31))
            if drawn % CHANGED:
                return match[0]
            words = self._words[len(match[0])]
            return words[drawn // CHANGED % len(words)]

        return _WORD.sub(other, text)
