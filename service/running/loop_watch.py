"""How long the event loop stands still: a short sleep that ends late was held up by something that blocked."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

INTERVAL = 0.02
"""Seconds between looks. A block of 100 ms cannot hide between two of them, and 50 wake-ups a second cost nothing."""


async def watch_loop(report: Callable[[float], None]) -> None:
    """Report by how many seconds each sleep ended late, until cancelled."""
    while True:
        began = time.perf_counter()
        await asyncio.sleep(INTERVAL)
        report(max(0.0, time.perf_counter() - began - INTERVAL))
