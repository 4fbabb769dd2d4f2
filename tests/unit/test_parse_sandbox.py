"""Hostile and broken files end as a recorded reason, and the next file is read as if nothing had been."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.documents import Block, BlockKind, Page, ParsedDocument, Span
from ingest.errors import ParseFailed, Reason
from ingest.parse import DEFAULT_LIMITS, ParseLimits
from ingest.parse.apart.frames import BrokenAnswer, pack, unpack
from ingest.parse.apart.sandbox import Sandbox
from ingest.parse.apart.throughput import ParseJob, parse_many
from tests.support.bombs import pdf_bomb, pdf_bombs
from tests.support.pdfs import Text, pdf

LETTER = pdf([[Text("The Commissioner imposed a penalty of £60,000.")]])


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(ocr=False) as opened:
        yield opened


def limited(**changes: float) -> Sandbox:
    return Sandbox(limits=dataclasses.replace(DEFAULT_LIMITS, **changes), ocr=False)


def test_a_good_file_comes_back_whole(sandbox: Sandbox) -> None:
    """What the parsing process made of a PDF arrives as it was made."""
    parsed = sandbox.parse(LETTER, name="notice.pdf")
    assert parsed.text == "The Commissioner imposed a penalty of £60,000."
    assert [page.number for page in parsed.pages] == [1]


def test_dates_in_front_matter_survive_the_crossing(sandbox: Sandbox) -> None:
    """Front matter dates are dates on the owner's side too."""
    parsed = sandbox.parse(b"---\ndecided_on: 2022-05-18\n---\n# A\n\nText.\n", name="a.md")
    assert parsed.metadata["decided_on"] == dt.date(2022, 5, 18)


def test_a_failure_comes_back_with_its_reason(sandbox: Sandbox) -> None:
    """A damaged file raises what the parser raised."""
    with pytest.raises(ParseFailed) as failed:
        sandbox.parse(b"%PDF-1.4 and nothing more", name="broken.pdf")
    assert failed.value.reason is Reason.DAMAGED
    assert "structure is broken" in failed.value.message


def test_time_runs_out_and_the_next_file_is_read() -> None:
    """A file that takes too long is given up with a reason, and the next gets its own time."""
    with limited(seconds=0.02) as hurried:
        with pytest.raises(ParseFailed) as failed:
            hurried.parse(b"A sentence of a long text. " * 400_000, name="long.txt")
        assert failed.value.reason is Reason.TIMED_OUT
        hurried._limits = DEFAULT_LIMITS
        assert hurried.parse(b"Short and good.", name="b.txt").text == "Short and good."


def test_memory_runs_out_and_the_next_file_is_read() -> None:
    """A file that needs more memory than allowed ends as out of memory, not as a dead run."""
    with limited(memory=300 * 1024 * 1024) as small:
        with pytest.raises(ParseFailed) as failed:
            small.parse(pdf_bomb(24), name="bomb.pdf")
        assert failed.value.reason is Reason.OUT_OF_MEMORY
        assert small.parse(b"Short and good.", name="b.txt").text == "Short and good."


BOMBS = pdf_bombs()


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_pdf_that_swells_is_read_or_given_up_within_the_limits(bomb: bytes) -> None:
    """With a reason of ours, and the next file is read."""
    with limited(memory=700 * 1024 * 1024, seconds=60) as small:
        with contextlib.suppress(ParseFailed):
            assert len(small.parse(bomb, name="bomb.pdf").text) < 10_000
        assert small.parse(b"Short and good.", name="b.txt").text == "Short and good."


def test_a_killed_program_is_replaced(sandbox: Sandbox) -> None:
    """When the parsing program itself is killed, the next file starts a new one."""
    sandbox.parse(b"one", name="a.txt")
    assert sandbox._program is not None
    os.kill(sandbox._program.pid, signal.SIGKILL)
    sandbox._program.wait()
    assert sandbox.parse(b"two", name="a.txt").text == "two"


def test_the_program_inherits_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """The parsing program's environment holds nothing of its owner's."""
    monkeypatch.setenv("STANDING_LLM_API_KEY", "secret")
    with Sandbox(ocr=False) as opened:
        opened.parse(b"one", name="a.txt")
        assert opened._program is not None
        environment = Path(f"/proc/{opened._program.pid}/environ").read_bytes()
    assert b"secret" not in environment
    assert b"PYTHONPATH" in environment


def test_the_program_does_not_load_the_embedder() -> None:
    """Parsing workers stay small: no torch, no onnxruntime."""
    code = "import sys, ingest.parse.apart.zygote; print({'torch', 'onnxruntime', 'chromadb'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


def test_scratch_files_are_removed() -> None:
    """Closing a sandbox leaves nothing in the temporary directory."""
    opened = Sandbox(ocr=False)
    scratch = Path(opened._scratch.name)
    assert scratch.is_dir()
    opened.close()
    assert not scratch.exists()


def test_what_a_killed_owner_left_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scratch directory of a process that is gone is removed by the next, that of a living one is not."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    gone = subprocess.Popen(["true"])
    gone.wait()
    left, kept = tmp_path / f"standing-parse-{gone.pid}-x", tmp_path / f"standing-parse-{os.getpid()}-x"
    left.mkdir()
    kept.mkdir()
    Sandbox(ocr=False).close()
    assert not left.exists()
    assert kept.exists()


class Exploit:
    """What a parser taken over would send."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("true",)


@pytest.mark.parametrize("answer", [Exploit(), ["no", "answer"], len, Path("/")])
def test_a_forged_answer_is_refused(answer: object) -> None:
    """Only the value types of an answer are built from what a parsing process sends."""
    with pytest.raises(BrokenAnswer):
        unpack(pickle.dumps(answer))


def test_junk_for_an_answer_is_refused() -> None:
    """Bytes that are no pickle are a broken answer, not an error of the unpickler."""
    with pytest.raises(BrokenAnswer):
        unpack(b"\x00junk")


def test_a_document_survives_packing() -> None:
    """Blocks, pages and what the file declares arrive as they were, each of its own type."""
    parsed = ParsedDocument(
        "Title\n\n14. Text",
        (Block(BlockKind.HEADING, Span(0, 5), level=1), Block(BlockKind.PARAGRAPH, Span(7, 15), number="14")),
        pages=(Page(1, Span(0, 7)), Page(2, Span(7, 15))),
        title="Title",
        metadata={"decided_on": dt.date(2022, 5, 18), "unread_pages": [3]},
        needs_ocr=True,
        warnings=("a page could not be read",),
    )
    back = unpack(pack(parsed))
    assert back == parsed
    assert isinstance(back, ParsedDocument)
    assert [type(block.kind) for block in back.blocks] == [BlockKind, BlockKind]


@pytest.mark.parametrize("answer", [{"text": "a"}, {"text": "a", "blocks": [("heading", 5, 0, 0, None)], "pages": []}])
def test_an_answer_that_is_no_whole_document_is_refused(answer: dict[str, object]) -> None:
    """Fields that are missing, and spans that are none."""
    with pytest.raises(BrokenAnswer):
        unpack(pickle.dumps(answer))


def test_a_failure_survives_packing() -> None:
    """Reason, message and remedy cross the process boundary."""
    failure = ParseFailed(Reason.ENCRYPTED, "Locked.", remedy="Unlock it.")
    back = unpack(pack(failure))
    assert isinstance(back, ParseFailed)
    assert (back.reason, back.message, back.remedy) == (failure.reason, failure.message, failure.remedy)


def test_many_files_are_all_accounted_for(tmp_path: Path) -> None:
    """Every job is answered once, good, bad and missing alike."""
    good = tmp_path / "good.txt"
    good.write_text("A sentence that is read from disk.")
    jobs = [
        ParseJob("good", good, "good.txt"),
        ParseJob("missing", tmp_path / "missing.txt", "missing.txt"),
        ParseJob("broken", b"%PDF-nothing", "broken.pdf"),
        *(ParseJob(f"letter {number}", LETTER, "letter.pdf") for number in range(6)),
    ]
    outcomes = {outcome.job.key: outcome for outcome in parse_many(iter(jobs), workers=2, ocr=False)}
    assert set(outcomes) == {job.key for job in jobs}
    assert all((outcome.document is None) != (outcome.failure is None) for outcome in outcomes.values())
    assert sum(outcome.document is not None for outcome in outcomes.values()) == 7


def test_a_file_beyond_the_limit_is_refused() -> None:
    """A file larger than the limit is not read at all."""
    with Sandbox(limits=ParseLimits(bytes=10), ocr=False) as opened, pytest.raises(ParseFailed) as failed:
        opened.parse(b"eleven bytes", name="a.txt")
    assert failed.value.reason is Reason.TOO_LARGE
