"""YAML from strangers: front matter and sidecars, as plain values of bounded size. The only importer of yaml.

Aliases are not read. Ten lines of them stand for ten thousand million words, which do no harm until somebody writes
the value out; and nothing that describes a document needs them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NoReturn

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


_FORMS = yaml.SafeLoader.yaml_implicit_resolvers
_MAKER, _MAKERS = yaml.constructor.SafeConstructor(), yaml.constructor.SafeConstructor.yaml_constructors
_SCALARS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("bool", "int", "float", "null", "timestamp"))


def read_mapping(text: str) -> dict[str, object]:
    """A mapping of names to plain values: words, numbers, dates, lists and mappings of them.

    Raises `InvalidYaml`.
    """
    if len(text) > MOST_CHARACTERS:
        raise InvalidYaml(f"It has {len(text)} characters; at most {MOST_CHARACTERS} are read.")
    try:
        loaded = _Plainly(text).read()
    except (*FAULTS, StopIteration):
        loaded = _wholly(text)
    if not isinstance(loaded, dict):
        raise InvalidYaml("It is not a mapping of names to values.")
    return {str(name): _plain(value) for name, value in loaded.items()}


class _Plainly:
    """Builds the values of a text without tags, aliases and merged mappings in one pass, and stumbles over all else.

    Nearly every text is one, and is read in half the time: of the 101 bundled digests in 25 ms instead of 52.
    """

    def __init__(self, text: str) -> None:
        self._events = yaml.parse(text, _LOADER)

    def read(self) -> object:
        """Raises one of `FAULTS`, and `StopIteration` where there is nothing."""
        _stream, _document = next(self._events), next(self._events)
        value = self._value(next(self._events), 0)
        _ended, last = next(self._events), next(self._events)
        return value if isinstance(last, yaml.StreamEndEvent) else _stumble()

    def _value(self, event: Any, depth: int) -> object:
        if depth >= DEEPEST or event.anchor is not None or event.tag is not None:
            return _stumble()
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event.value) if event.implicit[0] else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._value(each, depth + 1) for each in self._until(yaml.SequenceEndEvent)]
        parts = self._until(yaml.MappingEndEvent)
        return {self._value(name, depth + 1): self._value(next(parts), depth + 1) for name in parts}

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        for event in self._events:
            if isinstance(event, end):
                return
            yield event


def _scalar(value: str) -> object:
    """A word, or what else it says by its form, as PyYAML has it."""
    for tag, form in _FORMS.get(value[:1], ()):
        if form.match(value):
            return _MAKERS[tag](_MAKER, yaml.ScalarNode(tag, value)) if tag in _SCALARS else _stumble()
    return value


def _stumble() -> NoReturn:
    raise yaml.YAMLError("not plain")


def _wholly(text: str) -> object:
    try:
        _check(text)
        return yaml.load(text, _LOADER)  # noqa: S506 - either is a safe loader
    except FAULTS as error:
        raise InvalidYaml(f"It is not YAML: {error}.") from error


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
