"""Ingest into a real store, with the hashing embedder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.documents import SourceRank
from corpus.errors import StoreError
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.standing import fold
from corpus.store import Corpus
from ingest.errors import SourceMissing
from ingest.parse.limits import DEFAULT_LIMITS
from ingest.pipeline import ingest
from ingest.report import Progress, Status
from ingest.sources import folder
from ingest.sources.item import Item
from tests.support.embedders import HashingEmbedder
from tests.support.stores import open_store

ACME = "# Acme fined\n\nThe authority fined Acme a million euros.\n\nAcme must delete the faces."
ZED = "# Zed warned\n\nThe authority warned Zed."


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with open_store(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "decisions"
    (made / "fr").mkdir(parents=True)
    (made / "fr" / "acme.md").write_text(ACME)
    (made / "zed.md").write_text(ZED)
    return made


def text_item(key: str, text: str) -> Item:
    return Item(key, key, text.encode, trusted=True)


def test_a_folder_is_read_and_found(corpus: Corpus, root: Path) -> None:
    """Every file has an outcome, a title, passages and a place in search."""
    report = ingest(corpus, folder.items([root]))
    assert {(o.key, o.status, o.title) for o in report.outcomes} == {
        ("decisions/fr/acme.md", Status.NEW, "Acme fined"),
        ("decisions/zed.md", Status.NEW, "Zed warned"),
    }
    assert corpus.retriever.search("faces", limit=1)[0].document.description.title == "Acme fined"
    assert report.embedded == sum(outcome.passages for outcome in report.outcomes)


def test_a_second_run_does_nothing(corpus: Corpus, root: Path) -> None:
    """Unchanged bytes are neither parsed nor embedded nor published."""
    ingest(corpus, folder.items([root]))
    before = corpus.version
    report = ingest(corpus, folder.items([root]))
    assert [outcome.status for outcome in report.outcomes] == [Status.UNCHANGED] * 2
    assert (report.embedded, corpus.version) == (0, before)


def test_a_changed_file_embeds_only_what_changed(corpus: Corpus) -> None:
    """The new version shares the vectors of the passages it keeps."""
    ingest(corpus, [text_item("a.md", "# One\n\nKept words.\n\n# Two\n\nOld words.")])
    report = ingest(corpus, [text_item("a.md", "# One\n\nKept words.\n\n# Two\n\nNew words.")])
    assert [outcome.status for outcome in report.outcomes] == [Status.CHANGED]
    assert report.embedded == 1
    assert {hit.passage.text for hit in corpus.retriever.search("words")} == {"Kept words.", "New words."}


def test_a_sidecar_wins_over_the_text_and_its_change_is_noticed(corpus: Corpus, root: Path) -> None:
    """What a person wrote beside a file is believed, and read again when they change it."""
    beside = root / "zed.md.meta.yaml"
    for title in ("Zed, 2020", "Zed, 2021"):
        beside.write_text(f"title: {title}\nregulator: ico\n")
        ingest(corpus, folder.items([root]))
        (zed,) = corpus.registry.documents(Filters(regulator=("ico",)))
        assert zed.description.title == title
    assert zed.version == 2
    assert ingest(corpus, folder.items([root])).counts[Status.UNCHANGED] == 2
    beside.write_text("[")
    assert "is not YAML" in ingest(corpus, folder.items([root])).failed[0].reason


def test_one_bad_file_does_not_stop_the_others(corpus: Corpus) -> None:
    """It is recorded with its reason, not tried again while unchanged, and forgotten once it can be read."""

    def vanish() -> bytes:
        raise FileNotFoundError("gone.md")

    items = [text_item("empty.md", "# Only a heading"), Item("gone.md", "gone.md", vanish), text_item("good.md", ZED)]
    report = ingest(corpus, items)
    assert {outcome.key: outcome.status for outcome in report.outcomes} == {
        "empty.md": Status.FAILED,
        "gone.md": Status.FAILED,
        "good.md": Status.NEW,
    }
    assert [failure.source_key for failure in corpus.failures.all()] == ["empty.md", "gone.md"]
    assert len(ingest(corpus, items).failed) == 2
    mended = ingest(corpus, [text_item("empty.md", ACME), text_item("gone.md", ZED)])
    assert mended.failed == ()
    assert corpus.failures.all() == ()


def test_a_fault_in_our_own_code_fails_one_file_only(corpus: Corpus) -> None:
    """The reason names the error, so that it can be mended."""

    def explode() -> bytes:
        raise ZeroDivisionError("oops")

    report = ingest(corpus, [Item("bad.md", "bad.md", explode), text_item("good.md", ZED)])
    assert [outcome.reason for outcome in report.failed] == ["ZeroDivisionError: oops"]
    assert len(corpus.registry.documents()) == 1


def test_a_failing_file_that_is_retried_is_read_again(corpus: Corpus) -> None:
    """After the program was mended, the same bytes can succeed."""
    results = [ValueError("not yet"), None]

    class Wavering(HashingEmbedder):
        def count_tokens(self, texts: list[str]) -> list[int]:  # type: ignore[override]
            if results and (error := results.pop(0)):
                raise error
            return super().count_tokens(texts)

    corpus._embedder = Wavering()
    item = text_item("a.md", ZED)
    assert ingest(corpus, [item]).counts[Status.FAILED] == 1
    assert ingest(corpus, [item]).counts[Status.FAILED] == 1
    assert ingest(corpus, [item], retry_failed=True).counts[Status.NEW] == 1


def test_progress_counts_every_file_once(corpus: Corpus, root: Path) -> None:
    """The last report says that all is done."""
    seen: list[Progress] = []
    ingest(corpus, folder.items([root]), on_progress=seen.append)
    assert [(progress.done, progress.total) for progress in seen] == [(1, 2), (2, 2)]
    assert seen[-1].passages == corpus.registry.coverage().passages


def test_a_store_that_gives_way_ends_the_run(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is no fault of the file."""

    def full(*_: Publication) -> tuple[()]:
        raise StoreError("disk full")

    monkeypatch.setattr(corpus, "publish", full)
    with pytest.raises(StoreError, match="disk full"):
        ingest(corpus, [text_item("a.md", ZED)])
    assert corpus.failures.all() == ()


def test_keys_do_not_change_when_a_folder_moves(root: Path, tmp_path: Path) -> None:
    """Hidden files are left out; a file named alone counts from its folder."""
    (root / ".hidden").mkdir()
    (root / ".hidden" / "x.md").write_text("x")
    (root / ".DS_Store").write_text("x")
    before = [item.key for item in folder.items([root])]
    moved = tmp_path / "elsewhere" / "decisions"
    moved.parent.mkdir()
    root.rename(moved)
    assert [item.key for item in folder.items([moved])] == before == ["decisions/fr/acme.md", "decisions/zed.md"]
    assert [item.key for item in folder.items([moved / "zed.md"])] == ["decisions/zed.md"]


def test_a_path_that_is_missing_is_refused(tmp_path: Path) -> None:
    """Before anything is read."""
    with pytest.raises(SourceMissing, match="nothing at"):
        folder.items([tmp_path / "nowhere"])


def test_two_folders_of_one_name_are_two(corpus: Corpus, root: Path, tmp_path: Path) -> None:
    """One after the other or in one call, as folders or file by file: neither overwrites the other."""
    other = tmp_path / "other" / "decisions"
    other.mkdir(parents=True)
    (other / "zed.md").write_text("# Zed cleared\n\nThe authority cleared another Zed.")
    assert ingest(corpus, folder.items_for(corpus, [root])).counts[Status.NEW] == 2
    report = ingest(corpus, folder.items_for(corpus, [other]))
    assert [(each.key, each.status) for each in report.outcomes] == [("decisions (2)/zed.md", Status.NEW)]
    for paths in ([root], [other], [other, root], [root / "zed.md", other / "zed.md"]):
        again = ingest(corpus, folder.items_for(corpus, paths))
        assert {each.status for each in again.outcomes} == {Status.UNCHANGED}
    assert len(corpus.registry.documents()) == 3
    assert {item.key for item in folder.items([other, root / "zed.md"])} == {"decisions/zed.md", "decisions (2)/zed.md"}


def test_a_folder_that_moved_is_known_again(corpus: Corpus, root: Path, tmp_path: Path) -> None:
    """By a file that is as it was; another folder in its old place is another one."""
    ingest(corpus, folder.items_for(corpus, [root]))
    moved = tmp_path / "elsewhere" / "decisions"
    moved.parent.mkdir()
    root.rename(moved)
    (moved / "zed.md").write_text(ZED + "\n\nIt may appeal.")
    report = ingest(corpus, folder.items_for(corpus, [moved]))
    assert report.counts[Status.CHANGED] == report.counts[Status.UNCHANGED] == 1
    root.mkdir()
    (root / "zed.md").write_text("# Another\n\nThe authority warned somebody else.")
    (new,) = ingest(corpus, folder.items_for(corpus, [root])).outcomes
    assert (new.key, new.status) == ("decisions (2)/zed.md", Status.NEW)


def test_a_folder_that_took_the_place_of_one_that_has_gone_is_another(
    corpus: Corpus, root: Path, tmp_path: Path
) -> None:
    """It has no file of the first as it was, so the first folder's documents stay what they are."""
    ingest(corpus, folder.items_for(corpus, [root]))
    root.rename(tmp_path / "archive")
    other = tmp_path / "other" / "decisions"
    other.mkdir(parents=True)
    (other / "zed.md").write_text("# Another\n\nThe authority warned somebody else.")
    (new,) = ingest(corpus, folder.items_for(corpus, [other])).outcomes
    assert (new.key, new.status) == ("decisions (2)/zed.md", Status.NEW)
    assert len(corpus.registry.documents()) == 3


def test_a_file_larger_than_is_read_is_not_loaded(corpus: Corpus, root: Path) -> None:
    """Its size is looked at first, so that it cannot fill the memory."""
    with (root / "huge.txt").open("wb") as file:
        file.truncate(DEFAULT_LIMITS.bytes + 1)
    (failed,) = ingest(corpus, folder.items([root])).failed
    assert failed.reason == f"The file has {DEFAULT_LIMITS.bytes + 1} bytes; at most {DEFAULT_LIMITS.bytes} are read."


def test_the_bundled_digests_are_published_with_their_records(corpus: Corpus) -> None:
    """Every record of every digest cites the very words of its quote, and its matter folds."""
    report = ingest(corpus, folder.bundled())
    assert report.failed == ()
    assert report.counts[Status.NEW] == len(folder.bundled()) > 50
    clearview = corpus.records.matter("uk-ico-clearview")
    assert fold(clearview.events).state == "undecided again"
    document = corpus.registry.document(clearview.events[0].document_id)
    assert (document.description.rank, document.description.regulator) == (SourceRank.DIGEST, "ico")
    assert document.source.url is not None
    for penalty in corpus.records.penalties():
        words = penalty.record.span.of(corpus.registry.text(penalty.document_id, penalty.version))
        assert any(character.isdigit() for character in words), words


OLD_NOTICE = """MONETARY PENALTY NOTICE

INFORMATION COMMISSIONER

To: Acme Parcels Limited

1. The Information Commissioner has decided to issue Acme Parcels Limited with a penalty of £90,000.

Dated 8 January 2019
"""
NEW_NOTICE = OLD_NOTICE.replace("90,000", "140,000").replace("8 January 2019", "4 March 2024")
APPEAL = """FIRST-TIER TRIBUNAL
GENERAL REGULATORY CHAMBER
INFORMATION RIGHTS

Between

Acme Parcels Limited
Appellant

and

The Information Commissioner
Respondent

DECISION

1. The appeal is dismissed. The monetary penalty notice of 4 March 2024 stands.

Promulgated on 9 January 2025
"""


@pytest.mark.parametrize("order", [("appeal", "old", "new"), ("new", "old", "appeal"), ("old", "appeal", "new")])
def test_a_judgment_finds_its_matter_whatever_came_first(corpus: Corpus, order: tuple[str, ...]) -> None:
    """Two fines of one company are two matters, and the appeal is in that of the second one, read before or after."""
    texts = {"old": OLD_NOTICE, "new": NEW_NOTICE, "appeal": APPEAL}
    for name in order:
        ingest(corpus, [Item(f"{name}.txt", f"{name}.txt", texts[name].encode, trusted=True)])
    documents = {each.source.key: each.description for each in corpus.registry.documents()}
    assert documents["old.txt"].matter == "uk-ico-acme-parcels-2019-01-08"
    assert documents["new.txt"].matter == documents["appeal.txt"].matter == "uk-ico-acme-parcels-2024-03-04"
    matters = {each.id: each for each in corpus.records.matters()}
    assert set(matters) == {"uk-ico-acme-parcels-2019-01-08", "uk-ico-acme-parcels-2024-03-04"}
    assert len(matters["uk-ico-acme-parcels-2024-03-04"].instruments) == 2
    before = corpus.version
    again = [Item(f"{name}.txt", f"{name}.txt", texts[name].encode, trusted=True) for name in order]
    ingest(corpus, again)
    assert corpus.version == before, "nothing moves a second time"
