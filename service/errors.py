"""Every error a door can show, and the one table that gives each its HTTP status.

```
ServiceError
├── InvalidSettings      the environment holds a setting we do not know or cannot read (never reaches a door)
├── BadRequest           400  the request cannot be understood
├── Unauthorised         401  no key, or an unknown one
├── Forbidden            403  the key lacks the scope
├── TooSlow              408  the body did not come in time
├── TooLarge             413  body, upload or question beyond its limit
├── UnsupportedMedia     415  a file type that cannot be read
├── RateLimited          429  too many requests from one key or address
├── Overloaded           429  the queue is full; come back after `retry_after` seconds
├── ModelUnavailable     502  the language model endpoint failed (answers fall back; only direct calls see this)
├── NotReady             503  a component is not up yet
├── TookTooLong          504  an answer took longer than it may
└── PortTaken            another program listens on the port (never reaches a door)
```

`corpus.errors` and `ingest.errors` are mapped here too: a test proves that every error has a status.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus import errors as corpus_errors
from ingest import errors as ingest_errors


class ServiceError(Exception):
    """The root of the tree. `remedy` says what a person can do about it."""

    status = 500

    def __init__(self, message: str, *, remedy: str = "", retry_after: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.retry_after = retry_after

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class InvalidSettings(ServiceError):
    """The environment holds a setting we do not know or cannot read."""


class BadRequest(ServiceError):
    """The request cannot be understood."""

    status = 400


class Unauthorised(ServiceError):
    """No key, or an unknown one."""

    status = 401


class Forbidden(ServiceError):
    """The key lacks the scope."""

    status = 403


class TooSlow(ServiceError):
    """The body did not come in time."""

    status = 408


class TooLarge(ServiceError):
    """Body, upload or question beyond its limit."""

    status = 413


class UnsupportedMedia(ServiceError):
    """A file type that cannot be read."""

    status = 415


class RateLimited(ServiceError):
    """Too many requests from one key or address."""

    status = 429


class Overloaded(ServiceError):
    """The queue is full."""

    status = 429


class ModelUnavailable(ServiceError):
    """The language model endpoint failed."""

    status = 502


class NotReady(ServiceError):
    """A component is not up yet."""

    status = 503


class TookTooLong(ServiceError):
    """An answer took longer than it may."""

    status = 504


class PortTaken(ServiceError):
    """Another program listens on the port."""


COMES_BACK = 5
"""Seconds after which asking again is worth while where a server of the store does not answer: a database that was
killed is back after some two, and Chroma after some five."""

CORPUS_STATUS: dict[type[corpus_errors.CorpusError], int] = {
    corpus_errors.NotFound: 404,
    corpus_errors.InvalidFilter: 400,
    corpus_errors.InvalidDigest: 422,
    corpus_errors.InvalidYaml: 422,
    corpus_errors.StoreError: 503,
    corpus_errors.AssetError: 503,
    corpus_errors.MissingExtra: 501,
    corpus_errors.CorpusError: 500,
}
"""The status of each branch of the corpus tree; the nearest ancestor decides."""

INGEST_STATUS: dict[type[ingest_errors.IngestError], int] = {
    ingest_errors.SourceMissing: 404,
    ingest_errors.FetchFailed: 502,
    ingest_errors.ArchiveDamaged: 500,
    ingest_errors.ArchiveUnreachable: 503,
    ingest_errors.ClusterFailed: 503,
    ingest_errors.IngestError: 422,
}
"""The same of the ingest tree."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One error as `application/problem+json` (RFC 9457) shows it, with `remedy` as our extension member."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str
    retry_after: int | None = None


def problem_of(error: Exception) -> Problem:
    """What a door shows for an error. Errors outside our trees show nothing of their insides."""
    if isinstance(error, ServiceError):
        return _problem(error, error.status, error.message, error.remedy, error.retry_after)
    if isinstance(error, corpus_errors.CorpusError):
        status = next(CORPUS_STATUS[kind] for kind in type(error).__mro__ if kind in CORPUS_STATUS)
        after = COMES_BACK if isinstance(error, corpus_errors.StoreUnreachable) else None
        return _problem(error, status, error.message, error.remedy, after)
    if isinstance(error, ingest_errors.IngestError):
        status = next(INGEST_STATUS[kind] for kind in type(error).__mro__ if kind in INGEST_STATUS)
        return _problem(error, status, error.message, error.remedy)
    return Problem(
        "about:blank",
        "Internal error",
        500,
        "Something went wrong on our side.",
        "Try again; the request id in the response headers finds it in the logs.",
    )


def _problem(error: Exception, status: int, detail: str, remedy: str, retry_after: int | None = None) -> Problem:
    name = type(error).__name__
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
    slug = words.replace(" ", "-")
    return Problem(f"urn:standing:problem:{slug}", words.capitalize(), status, detail, remedy, retry_after)
