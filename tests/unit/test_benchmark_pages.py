"""The pages of the benchmarks say who is ahead, where Standing is behind and why, and what was cut."""

from __future__ import annotations

from tests.benchmarks import growth_page, peer_page
from tests.benchmarks.growth_figures import Growth, Stage
from tests.benchmarks.peer_figures import Asking, Built, Contested, Quality, Run, Taken


def contested(seconds: float) -> Contested:
    """A contender that takes so long over everything."""
    rounds = [Asking(10 * seconds, 5 * seconds, [seconds] * 10)] * 2
    taken = [Taken(seconds, seconds)] * 2
    quality = {"unmasked": Quality([0.5] * 4, 0.5), "masked": Quality([0.5] * 4, 0.5)}
    built = Built(passages=100, seconds=1, processor=1, disk_bytes=1000, peak_bytes=500)
    return Contested({"some": "1.0"}, built, 10, 1.0, taken, taken, rounds, rounds, quality)


def run(peers: dict[str, Contested]) -> Run:
    return Run(
        began="2026-01-01 00:00 UTC",
        machine="a machine",
        commit="abc",
        documents=10,
        characters=1000,
        sample_documents=5,
        queries=10,
        judged=5,
        questions=3,
        rounds=2,
        load_averages=[1.0, 2.0],
        contenders={"standing": contested(1), **peers},
        left_out={"paperqa": "it ended"},
        answers={"1": [Asking(1, 1, [0.5])], "16": [Asking(1, 1, [0.5])]},
        passages_alone=[Taken(0.5, 0.5)] * 2,
        query_alone=[0.01] * 2,
    )


def test_every_line_where_a_peer_is_ahead_is_named_with_its_reason() -> None:
    """A peer that is twice as fast stands under its lines; what is alike is not said to be behind."""
    page = peer_page.page(run({"txtai": contested(0.5), "langchain": contested(2)}))
    behind = page.partition("Where Standing is behind:")[2]
    assert "- **ingest, documents/s**: txtai (0.50). " + peer_page.WHY["ingest"] in behind
    assert "- **16 askers, queries/s**: txtai (0.50)." in behind
    assert "LangChain" not in behind
    assert "MRR" not in behind
    assert "PaperQA2 is left out: it ended" in page


def test_ahead_everywhere_is_said() -> None:
    """No list where there is nothing to list."""
    assert "Standing is ahead of every peer on each line." in peer_page.page(run({"langchain": contested(2)}))


def stage(passages: int, milliseconds: float) -> Stage:
    return Stage(
        passages=passages,
        documents=passages // 30,
        added_per_second=1000,
        added_processor_ms=0.5,
        disk_bytes={"registry": 3000 * passages, "vectors": 2000 * passages},
        memory_bytes=200_000_000,
        server_memory_bytes=0,
        ready_seconds=2,
        ready_processor=2,
        search_p50=milliseconds,
        search_p95=2 * milliseconds,
        search_processor=milliseconds,
        many_rate=50,
        words_p50=1,
        words_p95=2,
        wholes_p50=1,
        vectors_p50=1,
        vectors_p95=2,
        recall=0.99,
    )


def test_growth_names_what_grows_most_and_what_was_cut() -> None:
    """Ten times the passages and fifty times the search: that stands first."""
    grown = Growth(
        began="2026-01-01 00:00 UTC",
        machine="a machine",
        commit="abc",
        seconds=60,
        queries=60,
        load_averages=[1.0],
        stores={"embedded": [stage(10_000, 1), stage(100_000, 50)], "on servers": []},
        cut={"on servers": "10,000 passages did not fit"},
    )
    page = growth_page.page(grown)
    assert "embedded, 10 times the passages: processor time of a search 50.0, a search at" in page
    assert "Cut (on servers): 10,000 passages did not fit." in page
    assert "| disk a passage, bytes | 5000 | 5000 |" in page
    assert growth_page.chart(grown).startswith("<svg")
