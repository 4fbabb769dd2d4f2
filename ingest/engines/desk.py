"""Where one file becomes a prepared document, or the outcome that it needs no further work: in whatever process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from corpus.errors import CorpusError, StoreError
from corpus.failures import Failure
from corpus.registry import HeldSource
from corpus.store import Corpus
from ingest.errors import IngestError
from ingest.parse.pictures import tesseract
from ingest.preparing.stages import InProcess, Knowledge, Loaded, Parser, Prepared, Window, load, prepare
from ingest.report import Outcome, Status
from ingest.sources.item import Item

Result = Prepared | Outcome | Failure
"""A document to publish, a file that needs nothing, or one that could not be read, which is still to be recorded."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What is held under each source key, and which files failed before. Can be sent to other machines."""

    held: Mapping[str, HeldSource]
    failures: Mapping[str, Failure] = field(default_factory=dict)

    @classmethod
    def of(cls, corpus: Corpus, *, retry_failed: bool = False) -> Self:
        """What the store knows now; with `retry_failed` nothing of earlier failures."""
        failures = () if retry_failed else corpus.failures.all()
        return cls(corpus.registry.sources(), {failure.source_key: failure for failure in failures})


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that needs neither the embedder's model nor a place to write."""

    notes: Notes
    knowledge: Knowledge
    window: Window

    def work(self, item: Item, parser: Parser) -> Result:
        """One file. Only the store's own errors are raised."""
        loaded = None
        try:
            loaded = load(item, dt.datetime.now(dt.UTC))
            known = self._known(loaded)
            return known or prepare(loaded, InProcess() if item.trusted else parser, self.knowledge, self.window)
        except StoreError:
            raise
        except (IngestError, CorpusError, OSError) as error:
            return _failed(item, loaded, str(error))
        except Exception as error:  # noqa: BLE001 - a fault in reading one file must not stop the others
            return _failed(item, loaded, f"{type(error).__name__}: {error}")

    def _known(self, loaded: Loaded) -> Outcome | None:
        key, worked = loaded.item.key, (loaded.source.sha256, loaded.pipeline)
        held, failure = self.notes.held.get(key), self.notes.failures.get(key)
        if failure and (failure.sha256, failure.pipeline) == worked:
            return Outcome(key, Status.FAILED, reason=failure.reason)
        if held is None or (held.sha256, held.pipeline) != worked:
            return None
        if held.needs_ocr and tesseract.available():
            return None
        reason = Status.NEEDS_OCR.value if held.needs_ocr else ""
        return Outcome(key, Status.UNCHANGED, held.document_id, reason=reason)


def _failed(item: Item, loaded: Loaded | None, reason: str) -> Failure:
    sha256, pipeline = (loaded.source.sha256, loaded.pipeline) if loaded else (None, "")
    return Failure(item.key, reason, dt.datetime.now(dt.UTC), sha256, pipeline)
