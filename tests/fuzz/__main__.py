"""`python -m tests.fuzz [--minutes N] [TARGET ...]`: every target under Atheris, each for an equal time."""

from __future__ import annotations

import argparse
import subprocess
import sys

from tests.fuzz.targets import TARGETS

SHORTEST = 5
TIMES = "times"


def main() -> int:
    """1 where an input broke a target; it lies in artifacts/fuzz/broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS, TIMES], help="all by default")
    parser.add_argument("--minutes", type=float, default=5.0, help="for all of them together")
    given = parser.parse_args()
    chosen = given.targets or [*TARGETS, TIMES]
    seconds = max(SHORTEST, int(given.minutes * 60 / len(chosen)))
    broken = []
    for name in chosen:
        sys.stdout.write(f"{name}: {seconds} s\n")
        sys.stdout.flush()
        command = ["tests.fuzz.times"] if name == TIMES else ["tests.fuzz.guided", name]
        ran = subprocess.run(
            [sys.executable, "-m", *command, str(seconds)], capture_output=True, text=True, check=False
        )
        said = ran.stdout + ran.stderr
        tried = next((line.split()[-1] for line in said.splitlines() if "number_of_executed_units" in line), "?")
        sys.stdout.write(f"  {tried} inputs, {'broken' if ran.returncode else 'sound'}\n")
        if ran.returncode:
            broken.append(name)
            sys.stdout.write("\n".join(said.splitlines()[-60:]) + "\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
