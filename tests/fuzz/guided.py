"""`python -m tests.fuzz.guided TARGET SECONDS`: one target under Atheris, which seeks inputs that reach new code."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

FOUND = Path("artifacts/fuzz")
SLOWEST = 60
"""Seconds after which one input counts as a hang; 2 MB are read in a tenth of that on a busy machine."""

MEMORY = 4096


def main() -> None:
    """Feed one target until its time is over; an input that breaks it is kept in artifacts/fuzz."""
    name, seconds = sys.argv[1], int(sys.argv[2])
    with atheris.instrument_imports(include=["corpus", "ingest", "service"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - what is to be watched is imported under the watch
    target = TARGETS[name]
    inputs, broken = FOUND / "inputs" / name, FOUND / "broken"
    for folder in (inputs, broken):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (inputs / f"seed-{number}").write_bytes(seed)
    options = [f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}", "-max_len=4096"]
    options += [f"-artifact_prefix={broken}/{name}-", "-verbosity=0", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(inputs)], target.check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
