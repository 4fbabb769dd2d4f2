"""A polite rate: one request at a time to a host, so many seconds apart, and none while the host asks for peace."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable


class Pace:
    """Keeps the times at which hosts may next be asked. Safe to share between threads."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free_at: dict[str, float] = defaultdict(float)
        self._closed_until: dict[str, float] = {}

    def wait(self, host: str, seconds: float) -> None:
        """Sleep until the host may be asked again, and take the turn: the next one comes `seconds` later."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._free_at[host])
            self._free_at[host] = turn + seconds
        if turn > now:
            self._sleep(turn - now)

    def close(self, host: str, seconds: float) -> None:
        """The host asked to be left alone for so long."""
        with self._lock:
            self._closed_until[host] = self._clock() + seconds

    def closed_for(self, host: str) -> float:
        """Seconds for which the host still wants to be left alone; 0 when it does not."""
        with self._lock:
            return max(0.0, self._closed_until.get(host, 0.0) - self._clock())
