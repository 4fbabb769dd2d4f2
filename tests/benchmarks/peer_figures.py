"""What a run of the benchmark against peers measured, as it is kept in JSON."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence

import msgspec

ASKERS = 16
"""How many ask at once in the second kind of round."""


class Taken(msgspec.Struct, frozen=True):
    """Seconds on the clock, and of processor time: what is left of the first on a machine where nothing waits."""

    seconds: float
    processor: float


class Asking(msgspec.Struct, frozen=True):
    """One round of queries: seconds in all, processor seconds in all, and seconds of each."""

    seconds: float
    processor: float
    each: list[float]

    @property
    def rate(self) -> float:
        """Queries a second."""
        return len(self.each) / self.seconds

    @property
    def median(self) -> float:
        """Seconds."""
        return statistics.median(self.each)


class Built(msgspec.Struct, frozen=True):
    """The store of all documents: made once, then asked."""

    passages: int
    seconds: float
    processor: float
    disk_bytes: int
    peak_bytes: int


class Quality(msgspec.Struct, frozen=True):
    """Shares of the queries whose document was among the first 1, 5, 10 and 20, and the mean reciprocal rank."""

    recalls: list[float]
    mrr: float


class Contested(msgspec.Struct):
    """All that is measured of one contender. Lists have one entry a round, in the order of the rounds."""

    versions: dict[str, str]
    built: Built
    sample_passages: int = 0
    read: float = 0.0
    ingest: list[Taken] = []
    ready: list[Taken] = []
    one: list[Asking] = []
    many: list[Asking] = []
    quality: dict[str, Quality] = {}


class Run(msgspec.Struct):
    """One run of the whole."""

    began: str
    machine: str
    commit: str
    documents: int
    characters: int
    sample_documents: int
    queries: int
    judged: int
    questions: int
    rounds: int
    load_averages: list[float]
    contenders: dict[str, Contested]
    left_out: dict[str, str]
    answers: dict[str, list[Asking]]
    passages_alone: list[Taken]
    query_alone: list[float]


def paired(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of ours over theirs, round by round: what the machine did meanwhile did it to both."""
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))


def percentile(rounds: Sequence[Asking], share: float) -> float:
    """Milliseconds below which so many of all queries stayed."""
    ordered = sorted(each for one in rounds for each in one.each)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def ratios(ours: Contested, theirs: Contested) -> dict[str, float]:
    """How many times better ours is on each line: above 1 we are ahead."""
    ingest, ingest_work = _both(theirs.ingest, ours.ingest)
    ready, ready_work = _both(theirs.ready, ours.ready)
    passages = ours.sample_passages / theirs.sample_passages
    times: dict[str, float] = {
        "ingest, documents/s": ingest,
        "ingest, passages/s": passages * ingest,
        "ingest, documents a processor second": ingest_work,
        "ingest, passages a processor second": passages * ingest_work,
        "disk": theirs.built.disk_bytes / ours.built.disk_bytes,
        "memory at most": theirs.built.peak_bytes / ours.built.peak_bytes,
        "start to first answer": ready,
        "start to first answer, processor": ready_work,
    }
    sides: tuple[tuple[str, Callable[[Contested], list[Asking]]], ...] = (
        ("1 asker", lambda one: one.one),
        ("16 askers", lambda one: one.many),
    )
    for name, side in sides:
        for share in (0.5, 0.95, 0.99):
            pairs = zip(side(ours), side(theirs), strict=True)
            by_round = [percentile([other], share) / percentile([mine], share) for mine, other in pairs]
            times[f"{name}, p{share * 100:.0f}"] = statistics.median(by_round)
        times[f"{name}, queries a processor second"] = paired(
            [one.processor for one in side(theirs)], [one.processor for one in side(ours)]
        )
    times["16 askers, queries/s"] = paired([one.rate for one in ours.many], [one.rate for one in theirs.many])
    for kind, quality in ours.quality.items():
        for name, mine, other in (
            ("recall@10", quality.recalls[2], theirs.quality[kind].recalls[2]),
            ("MRR", quality.mrr, theirs.quality[kind].mrr),
        ):
            times[f"{name}, {kind}"] = mine / other if other else float("inf")
    return times


def _both(theirs: Sequence[Taken], ours: Sequence[Taken]) -> tuple[float, float]:
    """Theirs over ours by the clock and by processor time."""
    clock = paired([one.seconds for one in theirs], [one.seconds for one in ours])
    return clock, paired([one.processor for one in theirs], [one.processor for one in ours])
