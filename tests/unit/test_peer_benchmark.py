"""The benchmark against peers reckons as it says: ratios above 1 are ours, percentiles are of all rounds."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.benchmarks.charts import Panel, dots, panels
from tests.benchmarks.contender import Contender, ContenderFailed
from tests.benchmarks.environments import NAMES, PEERS, REQUIREMENTS, STANDING, Environment
from tests.benchmarks.peer_figures import Asking, Built, Contested, Quality, Taken, paired, percentile, ratios
from tests.benchmarks.peer_rounds import in_turn, place


def contested(seconds: float, mrr: float) -> Contested:
    """A contender that takes so long over everything."""
    rounds = [Asking(10 * seconds, 5 * seconds, [seconds] * 10)] * 2
    return Contested(
        versions={},
        built=Built(passages=100, seconds=seconds, processor=seconds, disk_bytes=int(1000 * seconds), peak_bytes=500),
        sample_passages=10,
        ingest=[Taken(seconds, seconds), Taken(3 * seconds, 3 * seconds)],
        ready=[Taken(seconds, seconds)] * 2,
        one=rounds,
        many=rounds,
        quality={"masked": Quality([mrr] * 4, mrr)},
    )


def test_twice_as_fast_is_two_on_each_line() -> None:
    """A peer that takes twice as long, on twice the disk, and is half as right stands at 2; memory is alike."""
    found = ratios(contested(1, 0.8), contested(2, 0.4))
    assert found.pop("memory at most") == 1
    assert found == pytest.approx(dict.fromkeys(found, 2))


def test_rounds_are_compared_with_their_own_round() -> None:
    """A machine that was ten times slower in one round changes no ratio."""
    assert paired([1, 10, 1], [2, 20, 2]) == 0.5


def test_percentiles_are_of_all_rounds_in_milliseconds() -> None:
    """The slow queries of one round are not hidden by the others."""
    rounds = [Asking(1, 1, [0.001] * 98), Asking(1, 1, [0.5, 0.7])]
    assert percentile(rounds, 0.5) == 1
    assert percentile(rounds, 0.99) == 700


def test_each_round_begins_with_another() -> None:
    """Whoever is first in a round warms the machine for the rest, so it is not always the same."""
    among = {"a": 1, "b": 2, "c": 3}
    assert [next(in_turn(among, n))[0] for n in range(3)] == ["a", "b", "c"]
    assert dict(in_turn(among, 1)) == among


@pytest.mark.parametrize(("found", "at"), [(["x", "x", "y"], 2), (["y"], 1), (["x"], 0), ([], 0)])
def test_a_document_stands_where_its_best_passage_stands(found: list[str], at: int) -> None:
    """Several passages of one document count once."""
    assert place(found, "y") == at


def test_every_peer_has_an_adapter_and_pinned_versions() -> None:
    """Nothing floats: every line of the requirements names one version."""
    for name in NAMES:
        assert (PEERS / f"{name}.py").exists()
        lines = (REQUIREMENTS / f"{name}.txt").read_text().splitlines()
        assert all("==" in line for line in lines if not line.startswith("#"))
    assert (PEERS / f"{STANDING}.py").exists()


ECHO = """
import sys
class Contender:
    packages = ()
    def __init__(self, folder): print("noise on standard output")
    def load(self, *, to_ingest): pass
    def ingest(self, documents): return len(documents)
    def open(self): raise RuntimeError("nothing there")
    def search(self, text, limit): return [text] * limit
    def close(self): pass
"""


def test_a_contender_is_asked_by_lines(tmp_path: Path) -> None:
    """What it prints is not taken for a reply; what it cannot do is told; sixteen askers each get their own answer."""
    (tmp_path / "serve.py").write_text((PEERS / "serve.py").read_text())
    (tmp_path / "echo.py").write_text(ECHO)
    documents = tmp_path / "documents.jsonl"
    documents.write_text(json.dumps(["a", "text"]) + "\n")
    echo = Environment("echo", Path(sys.executable), None)
    with Contender(echo, tmp_path / "store", serve=tmp_path / "serve.py") as contender:
        assert contender.ingest(documents).passages == 1
        texts = [str(n) for n in range(40)]
        assert contender.search(texts, limit=2, askers=16).found == [[text, text] for text in texts]
        with pytest.raises(ContenderFailed, match="nothing there"):
            contender.open()


def test_charts_are_well_formed_and_hold_every_point() -> None:
    """SVG that a browser reads, a dot for each figure."""
    ratio = dots("Us & them", {"latency <p50>": {"peer": 2.0, "other": 0.3}}, behind="behind", ahead="ahead")
    growth = panels(
        "Growth", [Panel("ms", {"a": [(1e4, 3.0), (1e5, 30.0)]}), Panel("R", {"a": [(1e4, 0.99)]}, share=True)]
    )
    space = "{http://www.w3.org/2000/svg}"
    assert len(ET.fromstring(ratio).findall(f"{space}circle")) == 2 + 2
    assert len(ET.fromstring(growth).findall(f"{space}circle")) == 1 + 3
