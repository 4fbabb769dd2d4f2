"""Server-sent events out of bytes, however the network cut them."""

from __future__ import annotations

import re

MOST_EVENT_BYTES = 256 * 1024
"""An event holds a few words; one beyond this is no answer of a language model."""

_LINE = re.compile(rb"\r\n|\n|\r")


class EventTooLarge(Exception):
    """A line or an event without end."""


class EventReader:
    """Collects bytes and gives the `data` of each whole event. Comments and other fields are passed over."""

    def __init__(self) -> None:
        self._held = b""
        self._data: list[bytes] = []

    def feed(self, received: bytes) -> list[str]:
        """The data of the events that are whole now. Raises `EventTooLarge`."""
        held = self._held + received
        # A return at the very end may be the first half of a line break.
        tail = held[-1:] if held.endswith(b"\r") else b""
        *lines, rest = _LINE.split(held[: len(held) - len(tail)])
        self._held = rest + tail
        if len(self._held) + sum(map(len, self._data)) > MOST_EVENT_BYTES:
            raise EventTooLarge
        return [event for line in lines if (event := self._line(line)) is not None]

    def end(self) -> list[str]:
        """What is left when the connection ends: a last event without its empty line still counts."""
        found = [self._line(self._held.rstrip(b"\r")), self._line(b"")]
        self._held = b""
        return [event for event in found if event is not None]

    def _line(self, line: bytes) -> str | None:
        if not line:
            data, self._data = self._data, []
            return b"\n".join(data).decode("utf-8", errors="replace") if data else None
        name, _, value = line.partition(b":")
        if name == b"data":
            self._data.append(value.removeprefix(b" "))
        return None
