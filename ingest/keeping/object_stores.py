"""S3-compatible stores for the archive, through obstore: the only importer of it.

Keys and the server's address come from the `AWS_*` variables that every S3 client knows (`AWS_ACCESS_KEY_ID`,
`AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT_URL`), or from the machine's or the pod's own role.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from corpus.errors import MissingExtra, installing
from ingest.errors import ArchiveUnreachable

SCHEME = "s3://"
RETRIES = {"max_retries": 4, "retry_timeout": dt.timedelta(seconds=20)}
"""obstore would try for three minutes, and a person waits for the upload."""
TIMEOUTS = {"connect_timeout": "5s", "timeout": "60s"}
_CODE = re.compile(r"<Code>(\w+)</Code>")
_STATUS = re.compile(r"status code: (\d{3})")
_REFUSALS = frozenset(("401", "403"))
_OF_THE_ROLE = ("/latest/api/token", "/latest/meta-data", "WebIdentity", "credential")


def open_store(address: str) -> tuple[Any, str]:
    """A store with the interface of fsspec, and where in it the archive is. Nothing is asked of the server yet.

    Raises `MissingExtra` where obstore is not installed.
    """
    try:
        from obstore.fsspec import FsspecStore  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtra(
            f"The archive {address} needs a package that is not installed: {error}.",
            remedy=f"{installing('s3')}, or keep the archive in a folder.",
        ) from error
    # whoever writes http:// into AWS_ENDPOINT_URL means it
    options = {**TIMEOUTS, "allow_http": True}
    # one kept for another address would keep that one's keys
    files = FsspecStore("s3", client_options=options, retry_config=RETRIES, skip_instance_cache=True)
    return files, address.removeprefix(SCHEME).rstrip("/")


@contextmanager
def reaching(address: str) -> Iterator[None]:
    """Raise `ArchiveUnreachable` for whatever stands between us and the store, not for a file that is not there."""
    from obstore.exceptions import BaseError  # noqa: PLC0415 - an extra

    try:
        yield
    except FileNotFoundError as error:
        if _code(error) == "NoSuchBucket":
            raise _unreachable(address, error) from error
        raise
    except BaseError as error:
        raise _unreachable(address, error) from error


def _unreachable(address: str, error: Exception) -> ArchiveUnreachable:
    # what follows repeats the request, with what may be secret
    said = str(error).partition("\n\nDebug source")[0]
    code, status = _code(error), next(iter(_STATUS.findall(said)), "")
    bucket = address.removeprefix(SCHEME).partition("/")[0]
    if code == "NoSuchBucket":
        return ArchiveUnreachable(
            f"There is no bucket {bucket!r} for the archive {address}.",
            remedy="Make the bucket, or correct STANDING_ARCHIVE or AWS_ENDPOINT_URL.",
        )
    if any(word in said for word in _OF_THE_ROLE):
        return ArchiveUnreachable(
            f"There are no credentials for the archive {address}.",
            remedy="Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a role that may use it.",
        )
    if status in _REFUSALS:
        return ArchiveUnreachable(
            f"The store refuses the archive {address}: {code or status}.",
            remedy="Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and that they may read, write, list and delete "
            f"in the bucket {bucket!r}.",
        )
    return ArchiveUnreachable(
        f"The archive {address} cannot be reached{f': {code or status}' if code or status else ''}.",
        remedy="Check AWS_ENDPOINT_URL and AWS_REGION, and that the store is up; then try again.",
    )


def _code(error: Exception) -> str:
    return next(iter(_CODE.findall(str(error))), "")
