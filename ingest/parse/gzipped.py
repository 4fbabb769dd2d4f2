"""Gzipped files, unpacked within the limit of what is read: a small file may claim to be a very large one."""

from __future__ import annotations

import zlib

from ingest.errors import ParseFailed, Reason

MARK = b"\x1f\x8b"
SUFFIX = ".gz"
_GZIP = 16 + zlib.MAX_WBITS


def is_gzip(data: bytes) -> bool:
    """Whether the file says that it is gzipped."""
    return data.startswith(MARK)


def unpack(data: bytes, *, most: int) -> bytes:
    """The file inside, of one member or of several in a row.

    Args:
        data: the gzipped file.
        most: how many bytes may come out; no more than that are ever held.

    Raises:
        ParseFailed: it is damaged, cut short, or larger than that.
    """
    parts: list[bytes] = []
    room = most
    while data.startswith(MARK):
        stream = zlib.decompressobj(_GZIP)
        try:
            part = stream.decompress(data, room + 1)
        except zlib.error as error:
            raise ParseFailed(Reason.DAMAGED, f"The gzipped file is damaged: {error}.") from error
        room -= len(part)
        if room < 0:
            raise ParseFailed(Reason.TOO_LARGE, f"The gzipped file unpacks to more than {most} bytes.")
        if not stream.eof:
            raise ParseFailed(Reason.DAMAGED, "The gzipped file is cut short.")
        parts.append(part)
        data = stream.unused_data
    return b"".join(parts)


def name_inside(name: str) -> str:
    """What the file inside is called."""
    return name[: -len(SUFFIX)] if name.lower().endswith(SUFFIX) else name
