"""Every error ingest can raise.

```
IngestError
├── ParseFailed        a file could not be made into text; `reason` says why, in one of the words of `Reason`
├── FetchFailed        an address could not be read; `reason` says why, in one of the words of `FetchReason`
├── SourceMissing      what was to be ingested is not there, or cannot be told apart
├── SourceUnreadable   a list of documents cannot be understood: a feed, a sitemap, a page
├── InvalidSite        the description of a regulator's site breaks the schema
├── ArchiveDamaged     archived bytes are not there, or not those that were put in
├── ArchiveUnreachable the archive cannot be reached, has no such bucket or no room, or refuses
├── BackupDamaged      a backup is not whole
├── BackupRefused      a backup cannot be written there, or a restore would overwrite something
└── ClusterFailed      the machines that an ingest was spread over gave way
```
"""

from __future__ import annotations

from enum import StrEnum


class IngestError(Exception):
    """The root of the tree. `remedy` says what a person can do about it."""

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class Reason(StrEnum):
    """Why a file is not text. Recorded with the file, so that a report can count by it."""

    UNKNOWN_TYPE = "unknown type"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too large"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"
    CRASHED = "parser crashed"
    NO_TEXT = "no text"


class ParseFailed(IngestError):
    """A file could not be made into text. Survives pickling, as it crosses from the parsing process."""

    def __init__(self, reason: Reason, message: str, *, remedy: str = "") -> None:
        super().__init__(message, remedy=remedy)
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        return rebuild_parse_failed, (self.reason, self.message, self.remedy)


def rebuild_parse_failed(reason: Reason, message: str, remedy: str) -> ParseFailed:
    """A failure from the other side of a process boundary."""
    return ParseFailed(reason, message, remedy=remedy)


class SourceMissing(IngestError):
    """What was to be ingested is not there, or two files cannot be told apart."""


class FetchReason(StrEnum):
    """Why an address was not read. Recorded with the address, so that a report can count by it."""

    ADDRESS = "address refused"
    ROBOTS = "robots.txt forbids it"
    ELSEWHERE = "leads elsewhere"
    REDIRECTS = "redirects without end"
    TOO_LARGE = "too large"
    WRONG_TYPE = "wrong type"
    ENCODING = "cannot be unpacked"
    TRUNCATED = "cut short"
    MISSING = "not there"
    REFUSED = "refused"
    BUSY = "asked to wait"
    SERVER = "server error"
    TIMED_OUT = "timed out"
    UNREACHABLE = "unreachable"


class FetchFailed(IngestError):
    """An address could not be read. `status` is the HTTP status, where there was one; `retry_after` is in seconds."""

    def __init__(
        self,
        reason: FetchReason,
        url: str,
        message: str,
        *,
        remedy: str = "",
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, remedy=remedy)
        self.reason = reason
        self.url = url
        self.status = status
        self.retry_after = retry_after


class SourceUnreadable(IngestError):
    """A list of documents cannot be understood."""


class InvalidSite(IngestError):
    """The description of a regulator's site breaks the schema."""


class ClusterFailed(IngestError):
    """The machines that an ingest was spread over cannot be used, or gave way."""


class ArchiveDamaged(IngestError):
    """Archived bytes are not there, or not those that were put in."""


class ArchiveUnreachable(IngestError):
    """The archive cannot be reached, has no such bucket or no room, or refuses."""


class BackupDamaged(IngestError):
    """A backup is not whole."""


class BackupRefused(IngestError):
    """A backup cannot be written there, or a restore would overwrite something."""
