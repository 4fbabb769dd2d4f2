"""All of ../shared/data in one run, every file accounted for: `python -m tests.evaluation.ingest_shared [--home DIR]`.

Reads every document into a new store with a progress bar, then once more, which has to do nothing; then asks the store
what it holds. Exit status 1 when a file has no outcome or two, is held without a passage or a mark that it needs OCR,
failed without a reason, or when the second run found something to do.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from corpus.documents import Document
from corpus.store import Corpus, StoreSettings
from ingest.parse.pictures import tesseract
from ingest.pipeline import ingest
from ingest.report import IngestReport, Outcome, Progress, Status
from ingest.sources.item import Item
from service.commands.progress import progress
from tests.support.models import MODELS
from tests.support.real_files import LABELS, items

HOME = Path(__file__).parents[2] / ".cache" / "shared-store"


@dataclass(frozen=True)
class Accounting:
    """What became of every file, by the store's own word."""

    keys: tuple[str, ...]
    held: dict[str, Document]
    failed: dict[str, str]

    @classmethod
    def of(cls, corpus: Corpus, given: Sequence[Item]) -> Accounting:
        """Asks the registry and the failures, not the report."""
        held = {document.source.key: document for document in corpus.registry.documents(duplicates=True)}
        failed = {failure.source_key: failure.reason for failure in corpus.failures.all()}
        return cls(tuple(item.key for item in given), held, failed)

    @property
    def duplicates(self) -> list[Document]:
        """Held, and standing for nothing but what another says."""
        return [document for document in self.held.values() if document.duplicate_of]

    @property
    def unread(self) -> list[Document]:
        """Held as pictures, with pages that wait for OCR."""
        return [document for document in self.held.values() if document.needs_ocr]

    def mistakes(self, report: IngestReport) -> Iterator[str]:
        """Everything that is not accounted for."""
        told = Counter(outcome.key for outcome in report.outcomes)
        for key in self.keys:
            if told[key] != 1:
                yield f"{key}: {told[key]} outcomes"
            if (key in self.held) == (key in self.failed):
                yield f"{key}: neither held nor failed, or both"
        for key in sorted({*told, *self.held, *self.failed}.difference(self.keys)):
            yield f"{key}: was never given"
        yield from (f"{d.source.key}: held, empty" for d in self.held.values() if not d.passages and not d.needs_ocr)
        yield from (f"{key}: failed without a reason" for key, reason in self.failed.items() if not reason)


def read(corpus: Corpus, given: Sequence[Item], verb: str) -> IngestReport:
    """One run, with its bar."""
    with progress(verb) as (bar, _):
        task = bar.add_task("files", total=len(given))

        def show(step: Progress) -> None:
            bar.update(task, completed=step.done, description=f"{step.passages} passages")

        return ingest(corpus, given, on_progress=show)


def told(accounting: Accounting, first: IngestReport, second: IngestReport) -> Iterator[str]:
    """The accounting, in words."""
    held = accounting.held
    alone = len(held) - len(accounting.duplicates)
    yield f"{len(accounting.keys)} files ({', '.join(LABELS)} left out: they are labels), {first.seconds:.0f} s"
    yield f"  held        {alone:4}  in {sum(d.passages for d in held.values() if not d.duplicate_of)} passages"
    yield f"  duplicates  {len(accounting.duplicates):4}"
    for document in accounting.duplicates:
        of = next(other for other in held.values() if other.id == document.duplicate_of)
        yield f"                {document.source.key} repeats {of.source.key}"
    installed = "Tesseract is installed" if tesseract.available() else "Tesseract is not installed"
    yield f"  needs OCR   {len(accounting.unread):4}  of those held ({installed})"
    yield from (f"                {document.source.key}" for document in accounting.unread)
    yield f"  failed      {len(accounting.failed):4}"
    reasons: dict[str, list[str]] = defaultdict(list)
    for key, reason in accounting.failed.items():
        reasons[reason].append(Path(key).name)
    for reason, names in sorted(reasons.items(), key=lambda each: -len(each[1])):
        yield f"    {len(names):4}  {reason} {', '.join(names[:3])}{', ...' if len(names) > 3 else ''}"
    yield f"second run: {_counts(second.outcomes)}, {second.embedded} embedded, {second.seconds:.1f} s"


def _counts(outcomes: Sequence[Outcome]) -> str:
    return ", ".join(f"{count} {status}" for status, count in Counter(each.status for each in outcomes).items())


def main() -> int:
    """Read, read again, account."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--home", type=Path, default=HOME, help="where the store is made; what is there is removed")
    options = parser.parse_args()
    shutil.rmtree(options.home, ignore_errors=True)
    given = items()
    with Corpus.open(StoreSettings(home=options.home, models=MODELS)) as corpus:
        first = read(corpus, given, "Reading")
        second = read(corpus, given, "Again")
        accounting = Accounting.of(corpus, given)
        in_step = corpus.repair() == 0
    for line in told(accounting, first, second):
        click.echo(line)
    wrong = list(accounting.mistakes(first))
    if {outcome.status for outcome in second.outcomes} - {Status.UNCHANGED, Status.FAILED} or second.embedded:
        wrong.append("the second run found something to do")
    if not in_step:
        wrong.append("the indexes are not in step with the registry")
    for line in wrong:
        click.echo(f"NOT ACCOUNTED FOR: {line}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
