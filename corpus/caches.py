"""Two caches for reads that answering repeats: one bounded by weight, one that lives as long as a corpus version."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Lock, local
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Bounded(Generic[K, V]):
    """Keeps what was used last, up to `limit` by `weigh`. For values that never change under their key."""

    def __init__(self, limit: int, weigh: Callable[[V], int] = lambda _: 1) -> None:
        self._limit = limit
        self._weigh = weigh
        self._held: OrderedDict[K, V] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """The value, or None when it is not held."""
        with self._lock:
            value = self._held.get(key)
            if value is not None:
                self._held.move_to_end(key)
            return value

    def put(self, key: K, value: V) -> None:
        """Keep the value, and let go of the longest unused."""
        with self._lock:
            self._drop(key)
            self._held[key] = value
            self._weight += self._weigh(value)
            self._shed()

    def allow(self, limit: int) -> None:
        """Keep up to so much from now on."""
        with self._lock:
            self._limit = limit
            self._shed()

    def drop(self, unwanted: Callable[[K], bool]) -> None:
        """Forget every key that is unwanted."""
        with self._lock:
            for key in [key for key in self._held if unwanted(key)]:
                self._drop(key)

    def _shed(self) -> None:
        while self._weight > self._limit and len(self._held) > 1:
            self._drop(next(iter(self._held)))

    def _drop(self, key: K) -> None:
        value = self._held.pop(key, None)
        if value is not None:
            self._weight -= self._weigh(value)


class PerVersion:
    """Keeps what was read from one version of the corpus, and forgets all of it when the version moves on.

    `read_version` is asked on every use, so that what another process published is seen by the next read. `on_change`
    is told the version before, whenever the version has moved on.
    """

    def __init__(
        self, read_version: Callable[[], int], limit: int = 4096, on_change: Callable[[int], None] = lambda _: None
    ) -> None:
        self._read_version = read_version
        self._on_change = on_change
        self._limit = limit
        self._version = -1
        self._held: dict[Hashable, object] = {}
        self._lock = Lock()
        self._seen = local()

    @contextmanager
    def seen(self, version: int) -> Iterator[None]:
        """Take the version as read while the block runs, in its thread: an answer looks once, not at every read."""
        before = getattr(self._seen, "version", None)
        self._seen.version = version
        try:
            yield
        finally:
            self._seen.version = before

    def version(self) -> int:
        """The version as it is now, or as it was seen."""
        seen: int | None = getattr(self._seen, "version", None)
        return self._read_version() if seen is None else max(seen, self._version)

    def get(self, key: Hashable, load: Callable[[], V]) -> V:
        """The value under `key`, loaded once per corpus version.

        The version is read before the value: a value newer than its version is only loaded once more than needed.
        """
        version = self.version()
        with self._lock:
            before = self._version
            if version != before or len(self._held) >= self._limit:
                self._held = {}
                self._version = version
            elif key in self._held:
                return self._held[key]  # type: ignore[return-value]
        if before not in (-1, version):
            self._on_change(before)
        value = load()
        with self._lock:
            if self._version == version:
                self._held[key] = value
        return value
