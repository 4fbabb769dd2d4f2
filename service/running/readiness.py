"""Which parts of the service are up, told while they are still opening."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from corpus.errors import CorpusError
from service.errors import ServiceError

State = Literal["waiting", "opening", "ready", "degraded", "failed"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `seconds` is how long it took to open; `message` and `remedy` say why it failed or takes long.

    A degraded part does not do its work now, and questions are answered without it.
    """

    name: str
    state: State = "waiting"
    seconds: float | None = None
    message: str = ""
    remedy: str = ""


class Parts:
    """The parts by name, in the order they open. Written by one thread, read by any."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parts = {name: Part(name) for name in names}

    def __iter__(self) -> Iterator[Part]:
        return iter(tuple(self._parts.values()))

    @property
    def ready(self) -> bool:
        """Whether every part is."""
        return all(part.state == "ready" for part in self)

    def state(self, name: str) -> State:
        """How far one part has come."""
        return self._parts[name].state

    @contextmanager
    def opening(self, name: str, message: str = "") -> Iterator[None]:
        """The part opens for the length of the block; an error marks it failed and goes on to the caller.

        `message` says what takes long about it.
        """
        self._parts[name] = replace(self._parts[name], state="opening", message=message)
        began = time.monotonic()
        try:
            yield
        except Exception as error:
            self._parts[name] = _failed(name, error)
            raise
        self._parts[name] = Part(name, "ready", seconds=round(time.monotonic() - began, 3))


def _failed(name: str, error: Exception) -> Part:
    if isinstance(error, (CorpusError, ServiceError)):
        return Part(name, "failed", message=error.message, remedy=error.remedy)
    return Part(name, "failed", message="It could not be opened.", remedy="The log says why; run `standing doctor`.")
