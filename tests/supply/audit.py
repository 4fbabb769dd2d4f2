"""Ask a vulnerability service about every pinned package: `python -m tests.supply.audit`.

pip-audit asks the JSON API of PyPI, then OSV. Where neither can be reached, PyPI's answers "not found" for each package
(as behind an index that mirrors files only) and pip-audit calls that no known vulnerabilities; here it is not audited.

Exit status: 0 where every package was audited and none has a known vulnerability; 1 where one has, or where some could
not be audited; 3 where none could. With `--where-possible` the last is 0, after saying so: the gate has to pass on
machines that reach no such service, and one that is always red is read by nobody.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PINS = ROOT / "constraints.txt"
FINE, FOUND, NOT_AUDITED = 0, 1, 3


@dataclass(frozen=True, slots=True)
class Audit:
    """What one service said."""

    vulnerable: tuple[str, ...]
    audited: int
    unaudited: tuple[str, ...]


def read(report: dict[str, Any]) -> Audit:
    """The report of pip-audit: a package that was skipped has no list of vulnerabilities at all."""
    packages = report["dependencies"]
    vulnerable = [
        f"{each['name']} {each['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no version'}"
        for each in packages
        for found in each.get("vulns", [])
    ]
    audited = [each for each in packages if "vulns" in each]
    skipped = [each["name"] for each in packages if "vulns" not in each]
    return Audit(tuple(vulnerable), len(audited), tuple(skipped))


def asked(pins: Path, *service: str) -> Audit | None:
    """What a service says of the pins; None where it cannot be reached."""
    program = str(Path(sys.executable).with_name("pip-audit"))
    command = [program, "--requirement", str(pins), "--no-deps", "--disable-pip", "--progress-spinner", "off"]
    done = subprocess.run([*command, "--format", "json", *service], capture_output=True, text=True, check=False)
    try:
        audit = read(json.loads(done.stdout))
    except ValueError:
        sys.stderr.write(f"{' '.join(service)}: {done.stderr.strip().splitlines()[-1:]}\n")
        return None
    return audit if audit.audited else None


def verdict(audit: Audit | None, *, where_possible: bool) -> tuple[str, int]:
    """What to print, and the exit status."""
    if audit is None:
        said = "NOT AUDITED: no vulnerability service can be reached from here, so nothing is known of any package."
        return said, FINE if where_possible else NOT_AUDITED
    lines = [f"VULNERABLE: {each}" for each in audit.vulnerable]
    if audit.unaudited:
        lines.append(f"NOT AUDITED: {', '.join(audit.unaudited)}")
    lines.append(f"{audit.audited} packages audited, {len(audit.vulnerable)} known vulnerabilities.")
    return "\n".join(lines), FOUND if audit.vulnerable or audit.unaudited else FINE


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask the services one after the other, until one answers."""
    parser = argparse.ArgumentParser(prog="audit")
    parser.add_argument("--where-possible", action="store_true", help="no failure where no service can be reached")
    parser.add_argument("--osv-url", help="an OSV service of your own, asked instead of the public ones")
    parser.add_argument("--pins", type=Path, default=PINS)
    given = parser.parse_args(arguments)
    osv = ("--vulnerability-service", "osv")
    services = [(*osv, "--osv-url", given.osv_url)] if given.osv_url else [("--vulnerability-service", "pypi"), osv]
    audit = next((found for service in services if (found := asked(given.pins, *service))), None)
    said, status = verdict(audit, where_possible=given.where_possible)
    sys.stdout.write(f"{said}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
