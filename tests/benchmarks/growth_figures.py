"""What a run of the growth benchmark measured, as it is kept in JSON."""

from __future__ import annotations

import msgspec


class Stage(msgspec.Struct):
    """A store at one size. Times in milliseconds unless they say seconds."""

    passages: int
    documents: int
    added_per_second: float
    added_processor_ms: float
    disk_bytes: dict[str, int]
    memory_bytes: int
    server_memory_bytes: int
    ready_seconds: float
    ready_processor: float
    search_p50: float
    search_p95: float
    search_processor: float
    many_rate: float
    words_p50: float
    words_p95: float
    wholes_p50: float
    vectors_p50: float
    vectors_p95: float
    recall: float


class Growth(msgspec.Struct):
    """One run: the stages of each kind of store, smallest first."""

    began: str
    machine: str
    commit: str
    seconds: float
    queries: int
    load_averages: list[float]
    stores: dict[str, list[Stage]]
    cut: dict[str, str]
