"""Model files: fetched from their origins in order, trusted by their sha256 alone, put in place whole or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from corpus import asset_lock
from corpus.asset_lock import Asset, AssetFile, Lock, Origin
from corpus.asset_origins import CARRIERS, Downloader, OriginFailed, Origins
from corpus.errors import AssetError, AssetMismatch, AssetUnavailable

DEFAULT = ("default",)
State = Literal["ok", "absent", "mismatch"]


@dataclass(frozen=True)
class Progress:
    """Where one file stands, in bytes. The last `state` is `present` (it was there) or `placed` (it was fetched)."""

    asset: str
    file: str
    state: Literal["present", "fetching", "placed"]
    origin: str
    done: int
    total: int


@dataclass(frozen=True)
class Verdict:
    """What verifying one pinned file found."""

    asset: Asset
    file: AssetFile
    path: Path
    state: State


Report = Callable[[Progress], None]


def listed(lock: Lock | None = None) -> tuple[Asset, ...]:
    """Every asset of the lock, in its order."""
    return (lock or asset_lock.bundled()).assets


def fetch(
    names: Iterable[str],
    directory: Path,
    progress: Report | None = None,
    *,
    origins: Origins | None = None,
    lock: Lock | None = None,
) -> tuple[Path, ...]:
    """Puts the files of the named assets into `directory`, downloading those that are absent or not the pinned ones.

    A second process fetching into the same directory waits for the first.

    Args:
        names: Assets or groups; `all` for everything.
        directory: The models directory; made when absent.
        progress: Called as bytes arrive.
        origins: Where to look; the open internet as pip and httpx are configured by default.
        lock: The pinned files; the bundled lock by default.

    Returns:
        The path of each file.

    Raises:
        AssetUnavailable: no origin gave a file; the message names each origin and why.
        AssetMismatch: an origin gave other bytes than the pinned ones, and none gave the right ones.
    """
    assets = (lock or asset_lock.bundled()).select(names)
    report = progress or (lambda _progress: None)
    pinned = [(asset, file) for asset in assets for file in asset.files]
    if all(_state(directory / file.path, file) == "ok" for _, file in pinned):
        # Models may lie in a read-only image, so nothing is written where nothing is wanting.
        return tuple(_present(asset, file, directory, report) for asset, file in pinned)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with _alone(directory), Downloader(origins or Origins(), directory) as downloader:
            return tuple(_place(asset, file, directory, downloader, report) for asset, file in pinned)
    except OSError as error:
        raise AssetError(
            f"Model files cannot be written to {directory}: {error}.", remedy="Check its permissions and free space."
        ) from error


def verify(
    directory: Path, names: Iterable[str] = (asset_lock.EVERYTHING,), *, lock: Lock | None = None
) -> list[Verdict]:
    """Reads every file of the named assets and compares its sha256 with the pinned one."""
    assets = (lock or asset_lock.bundled()).select(names)
    return [
        Verdict(asset, file, directory / file.path, _state(directory / file.path, file))
        for asset in assets
        for file in asset.files
    ]


def require(directory: Path, path: str, *, lock: Lock | None = None) -> Path:
    """The verified place of one pinned file, for the code that is about to use it.

    Args:
        directory: The models directory.
        path: The file's path in the lock.
        lock: The pinned files; the bundled lock by default.

    Raises:
        AssetUnavailable: it is not there.
        AssetMismatch: the bytes there are not the pinned ones.
    """
    file = (lock or asset_lock.bundled()).file(path)
    place = directory / file.path
    state = _state(place, file)
    remedy = "Run `standing models fetch`."
    if state == "absent":
        raise AssetUnavailable(f"The model file {place} is absent.", remedy=remedy)
    if state == "mismatch":
        raise AssetMismatch(f"The model file {place} does not have the pinned sha256 {file.sha256}.", remedy=remedy)
    return place


def _place(asset: Asset, file: AssetFile, directory: Path, downloader: Downloader, report: Report) -> Path:
    place = directory / file.path
    if _state(place, file) == "ok":
        return _present(asset, file, directory, report)
    place.parent.mkdir(parents=True, exist_ok=True)
    tried: list[tuple[str, OriginFailed]] = []
    for origin in file.origins:
        label = downloader.label(origin)
        try:
            _obtain(downloader, file, origin, place, partial(_advance, report, asset, file, label))
        except OriginFailed as error:
            tried.append((label, error))
        else:
            report(Progress(asset.name, str(file.path), "placed", label, file.size, file.size))
            return place
    raise _exhausted(asset, file, place, tried)


def _present(asset: Asset, file: AssetFile, directory: Path, report: Report) -> Path:
    report(Progress(asset.name, str(file.path), "present", "", file.size, file.size))
    return directory / file.path


def _advance(report: Report, asset: Asset, file: AssetFile, label: str, done: int) -> None:
    report(Progress(asset.name, str(file.path), "fetching", label, done, file.size))


def _obtain(
    downloader: Downloader, file: AssetFile, origin: Origin, place: Path, advance: Callable[[int], None]
) -> None:
    part = place.with_name(f"{place.name}.part")
    resumed = any(_leftovers(part))
    downloader.download(file, origin, part, advance)
    if _sha256(part) != file.sha256:
        for leftover in _leftovers(part):
            leftover.unlink()
        if not resumed:
            raise _WrongBytes("gave other bytes than the pinned ones")
        # What an interrupted run left may have been at fault, so the origin gets a fresh start.
        _obtain(downloader, file, origin, place, advance)
    else:
        part.replace(place)


def _leftovers(part: Path) -> list[Path]:
    return [path for path in (part, *part.parent.glob(f"{part.name}-*")) if path.exists()]


class _WrongBytes(OriginFailed):
    pass


def _exhausted(asset: Asset, file: AssetFile, place: Path, tried: list[tuple[str, OriginFailed]]) -> AssetError:
    lines = "".join(f"\n  - {label}: {error}" for label, error in tried)
    kind = AssetMismatch if any(isinstance(error, _WrongBytes) for _, error in tried) else AssetUnavailable
    return kind(
        f"No origin gave {file.path} of the model asset {asset.name}. Tried:{lines}\n",
        remedy=(
            "Check the network, or pip's index and proxy settings, and run it again. Or place the file by hand: "
            f"{place}, {file.size} bytes, sha256 {file.sha256} ({asset.upstream})."
        ),
    )


def _state(place: Path, file: AssetFile) -> State:
    if not place.is_file():
        return "absent"
    return "ok" if place.stat().st_size == file.size and _sha256(place) == file.sha256 else "mismatch"


def _sha256(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    with (directory / ".fetching").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for stale in directory.glob(f"{CARRIERS}*"):
            shutil.rmtree(stale, ignore_errors=True)
        yield
