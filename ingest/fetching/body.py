"""Reading an answer's body within limits: size on the wire, size unpacked, and time."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator

import httpx

from ingest.errors import FetchFailed, FetchReason

ENCODINGS = "gzip, deflate"
"""What we ask for and can unpack step by step; anything else could unpack to any size at once."""

GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
STEP = 1 << 20


def read_body(response: httpx.Response, *, limit: int, deadline: float) -> bytes:
    """The body, unpacked.

    Args:
        response: An answer whose body has not been read.
        limit: Bytes that may be had, on the wire and unpacked.
        deadline: The moment of `time.monotonic()` by which it must be read.

    Raises:
        FetchFailed: too large, too slow, cut short, or packed in a way that we did not ask for.
    """
    url = str(response.url)
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared) > limit:
        raise _too_large(url, limit)
    pieces = _unpacked(response, url, limit, deadline)
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) > limit:
            raise _too_large(url, limit)
    return bytes(held)


def _unpacked(response: httpx.Response, url: str, limit: int, deadline: float) -> Iterator[bytes]:
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    raw = _raw(response, url, limit, deadline)
    if encoding in {"", "identity"}:
        yield from raw
    elif encoding in {"gzip", "x-gzip", "deflate"}:
        yield from _inflated(raw, url, encoding)
    else:
        raise FetchFailed(FetchReason.ENCODING, url, f"The answer is packed as {encoding}, which was not asked for.")


def _raw(response: httpx.Response, url: str, limit: int, deadline: float) -> Iterator[bytes]:
    read = 0
    try:
        for piece in response.iter_raw():
            read += len(piece)
            if read > limit:
                raise _too_large(url, limit)
            if time.monotonic() > deadline:
                raise FetchFailed(FetchReason.TIMED_OUT, url, "The answer came too slowly.")
            yield piece
    except httpx.RemoteProtocolError as error:
        raise FetchFailed(FetchReason.TRUNCATED, url, f"The answer was cut short: {error}.") from error


def _inflated(raw: Iterator[bytes], url: str, encoding: str) -> Iterator[bytes]:
    unpacker = None
    for piece in raw:
        if unpacker is None:
            # some servers send "deflate" without its header
            bits = -zlib.MAX_WBITS if encoding == "deflate" and piece[0] & 0x0F != zlib.DEFLATED else GZIP_OR_ZLIB
            unpacker = zlib.decompressobj(bits)
        rest = piece
        while rest:
            try:
                yield unpacker.decompress(rest, STEP)
            except zlib.error as error:
                raise FetchFailed(FetchReason.ENCODING, url, f"The answer cannot be unpacked: {error}.") from error
            rest = unpacker.unconsumed_tail
    if unpacker is not None and not unpacker.eof:
        raise FetchFailed(FetchReason.TRUNCATED, url, "The packed answer was cut short.")


def _too_large(url: str, limit: int) -> FetchFailed:
    return FetchFailed(FetchReason.TOO_LARGE, url, f"The answer has more than {limit:,} bytes.")
