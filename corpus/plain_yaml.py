"""YAML from strangers: front matter and sidecars, as plain values of bounded size. The only importer of yaml.

Aliases are not read. Ten lines of them stand for ten thousand million words, which do no harm until somebody writes
the value out; and nothing that describes a document needs them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import yaml

from corpus.errors import InvalidYaml

MOST_CHARACTERS = 200_000
"""The longest front matter of the bundled digests has 9,323."""

DEEPEST = 20
"""Lists and mappings within each other; a digest has three."""

Scalar = str | int | float | bool | dt.date | None
FAULTS = (yaml.YAMLError, ValueError, ArithmeticError, LookupError, AttributeError, TypeError, RecursionError)
"""What yaml raises: its own errors, and Python's for the 45th of a month, figures without end and tags that lie."""


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, where PyYAML was built with it: a tenth of the time, 0.3 s less for the hundred bundled digests."""


def read_mapping(text: str) -> dict[str, object]:
    """A mapping of names to plain values: words, numbers, dates, lists and mappings of them.

    Raises `InvalidYaml`.
    """
    if len(text) > MOST_CHARACTERS:
        raise InvalidYaml(f"It has {len(text)} characters; at most {MOST_CHARACTERS} are read.")
    try:
        _check(text)
        loaded = yaml.load(text, _LOADER)  # noqa: S506 - either is a safe loader
    except FAULTS as error:
        raise InvalidYaml(f"It is not YAML: {error}.") from error
    if not isinstance(loaded, dict):
        raise InvalidYaml("It is not a mapping of names to values.")
    return {str(name): _plain(value) for name, value in loaded.items()}


def _check(text: str) -> None:
    """Refuse aliases and deep nesting, before anything is built."""
    depth = 0
    for event in yaml.parse(text, _LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise yaml.YAMLError("aliases (*name) are not read")
        if isinstance(event, yaml.NodeEvent) and depth >= DEEPEST:
            raise yaml.YAMLError(f"it is nested more than {DEEPEST} deep")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, Scalar):
        return value
    raise InvalidYaml(f"A {type(value).__name__} cannot stand in it.")
