"""A store with something of everything in it, and what a person gets out of it: for tests of copies."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import msgspec

from corpus.database import look_into_database
from corpus.failures import Failure
from corpus.folder_store import FolderStore
from corpus.key_store import Key
from corpus.rows import Seal, sealed
from corpus.slack_store import Post, PostKey
from corpus.snapshots import snapshot
from corpus.store import Corpus, StoreSettings
from corpus.sync_store import SyncMark, SyncState
from ingest.keeping.archive import Archive
from ingest.pipeline import ingest
from ingest.sources.folder import bundled
from service.answering.answer import Answerer
from service.answering.wire import Answer, Ask
from tests.support.embedders import HashingEmbedder
from tests.support.publications import publication

NOW = dt.datetime(2026, 11, 22, 12, 0, 3, 217, tzinfo=dt.UTC)
ORIGINAL = b"Acme Ltd must delete the faces.\nAcme Ltd was fined EUR 12,000,000."
QUESTIONS = (
    "Was the Clearview AI fine of the ICO upheld?",
    "Is the Uber fine of 290 million in force?",
    "What was Bunnings ordered to do about facial recognition?",
    "Which regulators fined Clearview AI, and how much?",
    "What did the regulator of Atlantis order?",
)


def furnish(settings: StoreSettings, archive: Archive) -> None:
    """Documents in two versions and deleted ones, records, answers, keys, Slack's state, jobs, failures and marks."""
    with Corpus.open(settings, HashingEmbedder()) as corpus:
        chosen = [item for item in bundled() if any(word in item.name for word in ("clearview", "uber", "bunnings"))]
        ingest(corpus, chosen)
        _publish(corpus, archive)
        _remember(corpus)
        for question in QUESTIONS[:2]:
            answer(corpus, question)
        corpus.answers.add_feedback(corpus.answers.recent()[0].id, "bad", "Which day? \N{SNOWMAN}", "web", NOW)


def answer(corpus: Corpus, question: str) -> Answer:
    """What is answered on a fixed day."""
    return Answerer(corpus, clock=lambda: NOW).answer(Ask(question))


def answers(settings: StoreSettings) -> list[dict[str, object]]:
    """What the store answers, word for word, but for what differs from one asking to the next."""
    changing = ("id", "conversation_id", "timings_ms", "created_at")
    with Corpus.open(settings, HashingEmbedder()) as corpus:
        given = [msgspec.to_builtins(answer(corpus, question)) for question in QUESTIONS]
    return [{name: value for name, value in each.items() if name not in changing} for each in given]


def seals(settings: StoreSettings) -> dict[str, Seal]:
    """Counts and hashes of every table."""
    database = look_into_database(settings.registry_url)
    try:
        with snapshot(database) as taken:
            return {shape.table: sealed(taken.lines(shape)) for shape in taken.shapes}
    finally:
        database.close()


def originals(archive: Archive) -> dict[str, bytes]:
    """Every file of an archive."""
    return {path: archive.read_file(path) for path in archive.paths()}


def embedded(folder: Path) -> StoreSettings:
    """A store in a folder."""
    return StoreSettings(folder, folder / "models")


def _publish(corpus: Corpus, archive: Archive) -> None:
    for text in (ORIGINAL.decode(), "Acme Ltd must delete the faces.\nNothing is due."):
        given = publication("acme.txt", text)
        key = archive.put(text.encode(), url="https://a.example/acme", retrieved_at=NOW, media_type="text/plain")
        archive.put(text.encode(), url="https://b.example/acme", retrieved_at=NOW)
        corpus.publish(dataclasses.replace(given, source=dataclasses.replace(given.source, archive_key=key)))
    release = " ".join(f"The regulator of {n} fined Acme Ltd for what it did in {n}." for n in range(40))
    for name in ("release.txt", "mirror.txt"):
        corpus.publish(publication(name, release))
    (gone,) = corpus.publish(publication("gone.txt", "Words that had to go."))
    corpus.delete(gone.id)


def _remember(corpus: Corpus) -> None:
    job = corpus.jobs.create("ingest", "{}", NOW)
    corpus.jobs.claim("one", NOW)
    corpus.jobs.finish(job.id, "one", "{}", NOW)
    corpus.keys.add(Key("k1", "reader", frozenset({"ask"}), NOW), "ab" * 32)
    corpus.failures.record(Failure("broken.pdf", "damaged", NOW, "cd" * 32, "1"))
    corpus.sync.put(
        SyncMark("ico", "https://ico.org.uk/é", SyncState.FETCHED, NOW, '"1"', "Mon", "ef" * 32, '{"a":"b"}')
    )
    corpus.slack.save_installation("E1", "T1", '{"token":"x"}', NOW)
    corpus.slack.issue_state("s1", NOW + dt.timedelta(hours=1))
    corpus.slack.accept([Post(PostKey("T1", "C1", "1.1"), "U1", "1.0", "Who?", attempts=1)], NOW, dt.timedelta(1))
    FolderStore(corpus.registry.database).bind("decisions", Path("/srv/decisions"))
    corpus.leases.take("ingest", "somebody", NOW, NOW)
