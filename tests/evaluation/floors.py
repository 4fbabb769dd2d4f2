"""Floors: what a measurement must not fall below, and what they were measured on.

`floors.toml` holds tables of floors, named "group.measure"; beside each group that was measured on the question set,
`measured_on` holds the hashes of the questions and documents. To lower or drop a floor, an entry in `[[lowered]]` names
it, the value it fell to and the reason; a test holds the file against every earlier version of itself.
"""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("floors.toml")
LOWERED = "lowered"
MEASURED_ON = "measured_on"


def read(text: str) -> dict[str, float]:
    """Every floor by its full name."""
    return dict(_flat("", tomllib.loads(text)))


def measured_on(group: str, text: str | None = None) -> dict[str, str]:
    """The hashes that the floors of a group were measured on."""
    table = tomllib.loads(FILE.read_text(encoding="utf-8") if text is None else text)
    return dict(table.get(group, {}).get(MEASURED_ON, {}))


def reasons(text: str) -> dict[tuple[str, float | None], str]:
    """The reason for each lowering, by floor and new value; None for a floor that was dropped."""
    rows = tomllib.loads(text).get(LOWERED, [])
    return {(row["floor"], row.get("to")): row["reason"].strip() for row in rows}


def unexplained(before: str, after: str) -> list[str]:
    """Floors that are lower in the later file, or gone from it, without a reason given there."""
    old, new, given = read(before), read(after), reasons(after)
    fallen = [(name, new.get(name)) for name, value in old.items() if new.get(name, float("-inf")) < value]
    return [f"{name}: {old[name]} to {value}" for name, value in fallen if not given.get((name, value))]


def below(group: str, measured: Mapping[str, float]) -> list[str]:
    """The floors of a group that a measurement fell below. A measure that was not taken is not held against it."""
    floors = read(FILE.read_text(encoding="utf-8"))
    found = []
    for name, floor in floors.items():
        value = measured.get(name.removeprefix(f"{group}."))
        if name.startswith(f"{group}.") and value is not None and value < floor:
            found.append(f"{name}: {value:.3f} is below the floor {floor}")
    return found


def verdict(group: str, measured: Mapping[str, float], on: Mapping[str, str]) -> int:
    """Print the floors of a group that do not hold; 1 where one does not, or was measured on something else."""
    pinned = measured_on(group)
    moved = [name for name, value in on.items() if pinned.get(name, value) != value]
    if moved:
        print(f"\nThe floors were measured on other {' and '.join(moved)}: write into {FILE.name}, under")
        print(f"[{group}.{MEASURED_ON}]: " + ", ".join(f'{name} = "{on[name]}"' for name in moved))
    low = below(group, measured)
    print("\n" + "\n".join(low) if low else f"\nNo floor of {group} is broken.")
    return 1 if low or moved else 0


def versions() -> list[str]:
    """Every committed version of the file, oldest first, and the file as it is; without git, only the latter."""
    folder = FILE.parent
    log = _git(folder, "log", "--reverse", "--format=%H", "--", FILE.name)
    held = [_git(folder, "show", f"{commit}:./{FILE.name}") for commit in (log or "").split()]
    return [*(text for text in held if text is not None), FILE.read_text(encoding="utf-8")]


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for name, value in table.items():
        if name in (LOWERED, MEASURED_ON):
            continue
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{name}.", value)
        else:
            yield f"{prefix}{name}", float(value)
