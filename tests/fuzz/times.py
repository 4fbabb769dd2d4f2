"""`python -m tests.fuzz.times SECONDS`: what patterns look for, repeated, and read at two lengths; in any order."""

from __future__ import annotations

import random
import sys
import time

from tests.property.test_time_laws import WORK, is_slow
from tests.support.pumps import patterns_of, pumps_of


def main() -> int:
    """1 where four times a text took much more than four times as long to read."""
    end = time.monotonic() + float(sys.argv[1])
    pairs = [(kind, pump) for kind, (_, packages) in WORK.items() for pump in pumps_of(patterns_of(packages))]
    random.SystemRandom().shuffle(pairs)
    slow, tried = [], 0
    for kind, pump in pairs:
        if time.monotonic() > end:
            break
        tried += 1
        grown = is_slow(WORK[kind][0], pump)
        if grown:
            slow.append(f"{kind}: {pump!r} takes {grown:.0f} times as long")
    sys.stdout.write("\n".join([*slow, f"stat::number_of_executed_units: {tried}\n"]))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
