"""RESULTS.md, written from what the last whole runs measured; their figures are kept as JSON beside the charts."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tests.benchmarks import growth_page, peer_page
from tests.benchmarks.growth_figures import Growth
from tests.benchmarks.peer_figures import Run

HERE = Path(__file__).parent
FOLDER = HERE / "results"
PAGE = HERE / "RESULTS.md"
HEAD = """# What was measured

Written by `make bench` and `make bench-growth`; do not edit. The figures of each run are in `results/` as JSON.
"""


def keep_peers(run: Run) -> Path:
    """Keep a run against peers and write the page."""
    return _keep("peers", run, peer_page.chart(run))


def keep_growth(run: Growth) -> Path:
    """Keep a run of growth and write the page."""
    return _keep("growth", run, growth_page.chart(run))


def _keep(name: str, run: msgspec.Struct, chart: str) -> Path:
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.json").write_bytes(msgspec.json.format(msgspec.json.encode(_rounded(run)), indent=1) + b"\n")
    (FOLDER / f"{name}.svg").write_text(chart, encoding="utf-8")
    return write()


def write() -> Path:
    """Write the page from what is kept."""
    parts = [HEAD]
    peers = FOLDER / "peers.json"
    if peers.exists():
        run = msgspec.json.decode(peers.read_bytes(), type=Run)
        parts += ["## Beside peers\n\n" + peer_page.page(run), "![Ratios](results/peers.svg)\n"]
    growth = FOLDER / "growth.json"
    if growth.exists():
        grown = msgspec.json.decode(growth.read_bytes(), type=Growth)
        parts += ["## Growth\n\n" + growth_page.page(grown), "![Growth](results/growth.svg)\n"]
    PAGE.write_text("\n".join(parts), encoding="utf-8")
    return PAGE


def _rounded(run: msgspec.Struct) -> object:
    """Without digits that mean nothing, which would be most of the file."""
    return _short(msgspec.to_builtins(run))


def _short(value: object) -> object:
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {key: _short(each) for key, each in value.items()}
    return [_short(each) for each in value] if isinstance(value, list) else value


if __name__ == "__main__":
    write()
