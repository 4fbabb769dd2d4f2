"""Sources into a corpus: several at once, died and taken up, with what each source says of its documents."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from corpus.documents import InstrumentKind, SourceRank
from corpus.errors import StoreError
from corpus.store import Corpus
from ingest.fetching import Pace
from ingest.keeping.archive import Archive
from ingest.report import Status
from ingest.sources.site_schema import Site
from ingest.syncing.report import SyncReport, SyncStep
from ingest.syncing.sync import sync
from tests.support.pdfs import lines, pdf
from tests.support.site_web import local_site
from tests.support.stores import open_store
from tests.support.web import Reply, Web, web


@pytest.fixture
def served() -> Iterator[Web]:
    stamina.set_testing(True, attempts=2, cap=True)
    with web() as running:
        yield running
    stamina.set_testing(False)


def sites(served: Web, *names: str) -> list[Site]:
    """Sites on this machine, with PDFs that can be read."""
    made = [local_site(name, served) for name in names]
    for path, answer in served.pages.items():
        if path.endswith(".pdf"):
            words = f"The Authority decided on {path.rpartition('/')[2]} and imposed a fine."
            assert isinstance(answer, Reply)
            served.pages[path] = Reply(pdf([lines(words)]), media_type="application/pdf")
    return made


def run(corpus: Corpus, chosen: list[Site], served: Web, folder: Path, **more: object) -> SyncReport:
    with served.fetcher() as fetcher:
        return sync(corpus, chosen, fetcher, Archive(folder), **more)  # type: ignore[arg-type]


def test_documents_carry_what_their_source_says(served: Web, tmp_path: Path) -> None:
    """Regulator, kind, rank and dates come from the site where the text does not say; the link leads to the site."""
    (site,) = sites(served, "hdpa")
    with open_store(tmp_path / "home") as corpus:
        report = run(corpus, [site], served, tmp_path / "archive")
        assert report.well
        by_url = {document.source.key: document for document in corpus.registry.documents()}
        decision = by_url[served.url("www.dpa.gr", "/sites/default/files/2026-02/2_2026%20anonym_0.pdf")]
        about = corpus.registry.document(decision.id).description
        assert (about.regulator, about.kind, about.rank) == ("hdpa", InstrumentKind.DECISION, SourceRank.PRIMARY)
        assert str(about.decided_on) == "2026-02-11"
        origins = {found.field: found.origin for found in about.detected}
        assert {origins[name] for name in ("regulator", "kind", "decided_on", "title")} == {"source"}
        page = by_url[served.url("www.dpa.gr", "/el/enimerwtiko/prakseisArxis/prostimo-se-etaireia")]
        assert page.description.rank is SourceRank.PRESS_RELEASE
        assert decision.source.url == decision.source.key
        assert Archive(tmp_path / "archive").read(decision.source.archive_key or "").startswith(b"%PDF")


def test_many_sources_are_read_at_once_and_a_second_run_does_nothing(served: Web, tmp_path: Path) -> None:
    """Every document of every source once; then lists only."""
    chosen = sites(served, "ico", "hdpa", "dpc", "edpb", "ftc", "cnil")
    with open_store(tmp_path / "home") as corpus:
        steps: list[SyncStep] = []
        report = run(corpus, chosen, served, tmp_path / "archive", on_step=steps.append)
        assert [source.name for source in report.sources] == ["ico", "hdpa", "dpc", "edpb", "ftc", "cnil"]
        assert report.well
        held = corpus.registry.documents()
        assert len(held) == len(report.outcomes) == sum(source.new for source in report.sources) > 20
        assert (steps[-1].done, steps[-1].fetched) == (len(held), len(held))
        again = run(corpus, chosen, served, tmp_path / "archive")
        assert (again.outcomes, again.well) == ((), True)


def test_a_run_that_dies_in_the_middle_is_finished_by_the_next(served: Web, tmp_path: Path) -> None:
    """What was fetched is not fetched again, and nothing is lost or there twice."""
    chosen = sites(served, "ftc")
    with open_store(tmp_path / "home") as corpus:

        def die(*_: object) -> None:
            raise StoreError("No space left on the disk.")

        with pytest.raises(StoreError, match="No space"):
            run(corpus, chosen, served, tmp_path / "archive", run_ingest=die)
        assert corpus.registry.documents() == ()
    with open_store(tmp_path / "home") as corpus:
        served.asked.clear()
        report = run(corpus, chosen, served, tmp_path / "archive")
        assert report.sources[0].resumed == 6
        assert len(corpus.registry.documents()) == 6
        assert all("browse" in path or "feeds" in path for path in served.paths())


def test_a_run_can_be_stopped_while_it_waits_for_politeness(served: Web, tmp_path: Path) -> None:
    """Whoever stops it does not wait for the site's pace; the next run takes up the rest."""
    chosen = sites(served, "opc")
    stop, enough = threading.Event(), threading.Event()

    def interrupt(step: SyncStep) -> None:
        if step.fetched == 2:
            enough.set()
            raise KeyboardInterrupt

    def sleep(_: float) -> None:
        if len(served.asked) > 3:
            assert stop.wait(60), "the wait was not ended"

    with open_store(tmp_path / "home") as corpus:
        with served.fetcher(pace=Pace(sleep=sleep)) as fetcher, pytest.raises(KeyboardInterrupt):
            sync(corpus, chosen, fetcher, Archive(tmp_path / "archive"), stop=stop, on_step=interrupt)
        assert enough.is_set()
        report = run(corpus, chosen, served, tmp_path / "archive")
        assert report.well
        assert len(corpus.registry.documents()) == 4


def test_one_source_that_fails_does_not_stop_the_others(served: Web, tmp_path: Path) -> None:
    """A site that is down and a document that is none are reported; the rest is in."""
    chosen = sites(served, "ico", "garante")
    served.pages = {path: Reply(status=500) if "garante" in path else page for path, page in served.pages.items()}
    served.pages["ico.org.uk/media2/def/fenwick-reprimand.pdf"] = Reply(
        b"%PDF-1.4 nonsense", media_type="application/pdf"
    )
    with open_store(tmp_path / "home") as corpus:
        report = run(corpus, chosen, served, tmp_path / "archive")
        assert not report.well
        ico, garante = report.sources
        assert ico.well
        assert "500" in garante.troubles[0].what
        assert [(outcome.status, outcome.key.rpartition("/")[2]) for outcome in report.failed] == [
            (Status.FAILED, "fenwick-reprimand.pdf")
        ]


def test_a_document_that_calls_itself_a_digest_is_not_believed(served: Web, tmp_path: Path) -> None:
    """Front matter of a page from elsewhere does not make it one of ours."""
    (site,) = sites(served, "ico")
    digest = (Path(__file__).parents[2] / "corpus/data/digests/uk-ico-clearview.md").read_text()
    path = "ico.org.uk/media2/abc123/northwind-mpn-20260220.pdf"
    served.pages[path] = Reply(digest, media_type="application/octet-stream")
    with open_store(tmp_path / "home") as corpus:
        run(corpus, [site], served, tmp_path / "archive")
        assert not [one for one in corpus.registry.documents() if one.description.rank is SourceRank.DIGEST]
