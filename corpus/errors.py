"""Every error the corpus can raise.

```
CorpusError
├── AssetError                a model file cannot be had or is not the pinned one
│   ├── AssetUnavailable      no origin gave it; names each origin tried
│   └── AssetMismatch         bytes came, their sha256 is not the pinned one
├── StoreError
│   ├── StoreOwned            another process owns the store; names it
│   ├── StoreUnreachable      a server of the store does not answer; all goes on once it does
│   ├── StoreFull             there is no room left on the disk
│   ├── StoreDamaged          a part cannot be opened; says how to mend it
│   ├── StoreMissing          there is no store yet
│   ├── StoreNotEmpty         what was to be filled holds something already; names it
│   ├── StoreOutdated         the registry needs a migration, or is newer than this program
│   ├── CopyDiffers           what was copied is not what was to be copied; says where
│   └── ModelChanged          the index was built with another embedding model
├── NotFound                  no such document, passage, matter, answer
├── InvalidDigest             a digest's front matter breaks the schema
├── InvalidYaml               what describes a document is not YAML, or none of the plain kind
├── InvalidFilter             a filter names an unknown field or value
└── MissingExtra              an optional part is not installed; names the extra
```

Errors of engines (SQLAlchemy, Chroma, onnxruntime) are translated into these where they are raised.
"""

from __future__ import annotations

import errno
import sys

ROOM = "Make room on the disk; then do it again."


class CorpusError(Exception):
    """The root of the tree. `remedy` says what a person can do about it."""

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class AssetError(CorpusError):
    """A model file cannot be had or cannot be trusted."""


class AssetUnavailable(AssetError):
    """No origin gave the file."""


class AssetMismatch(AssetError):
    """The bytes are not the pinned ones."""


class StoreError(CorpusError):
    """The store cannot be used as it is."""


class StoreOwned(StoreError):
    """Another process owns the embedded store. `owner_url` is set when that process is a service."""

    def __init__(self, message: str, *, remedy: str = "", owner_url: str | None = None) -> None:
        super().__init__(message, remedy=remedy)
        self.owner_url = owner_url


class StoreUnreachable(StoreError):
    """A server of the store does not answer. Nothing is lost by asking again."""


class StoreFull(StoreError):
    """There is no room left on the disk. What was being written is not there, in whole or in part."""


def full(error: OSError, place: str) -> StoreFull | None:
    """What is said where the system found no room for what was written in a place; None for any other error."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        return None
    return StoreFull(f"{place} has no room left.", remedy=ROOM)


class StoreDamaged(StoreError):
    """A part of the store cannot be opened."""


class StoreMissing(StoreError):
    """There is no store yet."""


class StoreNotEmpty(StoreError):
    """What was to be filled holds something already."""


class CopyDiffers(StoreError):
    """Rows or vectors read back are not those that were written."""


class StoreOutdated(StoreError):
    """The registry's schema is older or newer than this program's."""


class ModelChanged(StoreError):
    """The vectors were made by another embedding model."""


class NotFound(CorpusError):
    """Nothing is held under that identifier."""


class InvalidDigest(CorpusError):
    """A digest's front matter breaks the schema."""


class InvalidYaml(CorpusError):
    """What describes a document is not YAML, or is none of the plain kind."""


class InvalidFilter(CorpusError):
    """A filter names an unknown field or value."""


class MissingExtra(CorpusError):
    """An optional part is not installed."""


def installing(extra: str) -> str:
    """How an extra is installed into what runs: out of its own code, since no index holds this package."""
    return (
        f"In the folder of Standing's code run {sys.executable} -m pip install --constraint constraints.txt "
        f"--editable '.[{extra}]'"
    )
