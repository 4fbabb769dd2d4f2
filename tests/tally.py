"""Sums what the pytest runs of one gate counted, for the closing line of `.ci/run`: `python -m tests.tally FOLDER`.

Each pytest call of the Makefile writes a JUnit XML into that folder. A test that ran in two of them counts twice.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tests passed, failed (errors in fixtures are failures) and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def count(reports: Iterable[Path]) -> Tally:
    """Add up JUnit reports."""
    suites = [suite.attrib for report in reports for suite in ET.parse(report).iter("testsuite")]
    failed, skipped, ran = (
        sum(int(suite[name]) for suite in suites for name in names)
        for names in (("failures", "errors"), ("skipped",), ("tests",))
    )
    return Tally(ran - failed - skipped, failed, skipped)


def main() -> int:
    """Print the line; a gate in which no test passed, or one failed, is none."""
    tally = count(sorted(Path(sys.argv[1]).glob("*.xml")))
    sys.stdout.write(f"{tally}\n")
    return int(tally.passed == 0 or tally.failed > 0)


if __name__ == "__main__":
    sys.exit(main())
