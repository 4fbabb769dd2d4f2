"""Parsing strangers' files: each in a process of its own, with limits, and without anything of ours to steal.

A `Sandbox` keeps one parsing program (see `zygote`) that forks for every document, so that a document costs a fork
(about 10 ms) and not an interpreter start (about 600 ms). The program gets a bare environment and no open file of its
owner.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.documents import ParsedDocument
from ingest.errors import ParseFailed, Reason
from ingest.parse.apart.frames import BrokenAnswer, Job, pack, read_frame, unpack, write_frame
from ingest.parse.limits import DEFAULT_LIMITS, ParseLimits

ROOT = Path(__file__).parents[3]
TESSERACT = "tesseract"
SCRATCH = "standing-parse-"
SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin"
PATIENCE = 5.0  # seconds for the program to end by itself


class Sandbox:
    """Parses one document at a time. Safe to share between threads, which then take turns; close it after use."""

    def __init__(self, *, limits: ParseLimits = DEFAULT_LIMITS, ocr: bool = True) -> None:
        self._limits = limits
        self._tesseract = shutil.which(TESSERACT) if ocr else None
        self._lock = threading.Lock()
        self._program: subprocess.Popen[bytes] | None = None
        _sweep()
        self._scratch = tempfile.TemporaryDirectory(prefix=f"{SCRATCH}{os.getpid()}-", ignore_cleanup_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def parse(self, data: bytes, *, name: str, media_type: str | None = None) -> ParsedDocument:
        """Read one file. Pages that need OCR are read in a second pass, which gets the time that they take.

        Raises:
            ParseFailed: the file cannot be made into text within the limits; says why.
        """
        with self._lock:
            parsed = self._ask(Job(data, name, media_type, self._limits, ocr=False))
            if not (parsed.needs_ocr and self._tesseract):
                return parsed
            return self._ask(Job(data, name, media_type, self._patient(parsed), ocr=True))

    def close(self) -> None:
        """End the program and remove its scratch files."""
        with self._lock:
            self._stop()
            self._scratch.cleanup()

    def _patient(self, parsed: ParsedDocument) -> ParseLimits:
        unread = parsed.metadata.get("unread_pages")
        pages = len(unread) if isinstance(unread, Sequence) else 1
        more = min(pages, self._limits.ocr_pages) * self._limits.ocr_seconds
        return dataclasses.replace(self._limits, seconds=self._limits.seconds + more)

    def _ask(self, job: Job) -> ParsedDocument:
        """One job to the program, which is started when there is none and replaced when it fails."""
        program = self._running()
        assert program.stdin is not None
        assert program.stdout is not None
        try:
            write_frame(program.stdin.fileno(), pack(job))
            frame = read_frame(program.stdout.fileno())
            answer = unpack(frame) if frame is not None else None
        except (BrokenAnswer, OSError):
            answer = None
        if answer is None:
            self._stop()
            raise ParseFailed(Reason.CRASHED, "The parsing program ended without an answer.")
        if isinstance(answer, ParseFailed):
            raise answer
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._program is None or self._program.poll() is not None:
            self._stop()
            self._program = subprocess.Popen(
                [sys.executable, "-m", "ingest.parse.apart.zygote"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment(),
                start_new_session=True,
            )
        return self._program

    def _environment(self) -> dict[str, str]:
        """Nothing inherited: where Python and Tesseract are, one thread each, and a scratch directory."""
        tools = f"{Path(self._tesseract).parent}:{SYSTEM_PATH}" if self._tesseract else SYSTEM_PATH
        return {
            "PATH": tools,
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "TMPDIR": self._scratch.name,
            "HOME": self._scratch.name,
            "OMP_THREAD_LIMIT": "1",
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
        }

    def _stop(self) -> None:
        if self._program is None:
            return
        for stream in (self._program.stdin, self._program.stdout):
            if stream is not None:
                stream.close()
        try:
            self._program.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._program.kill()
            self._program.wait()
        self._program = None


def _sweep() -> None:
    """Remove the scratch directories of processes that were killed before they could."""
    for left in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*-*"):
        owner = left.name.removeprefix(SCRATCH).partition("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists() and Path("/proc/self").exists():
            shutil.rmtree(left, ignore_errors=True)
