"""What a validator says of a request, in the words of whoever sent it."""

from __future__ import annotations

import re
from collections.abc import Callable

_KINDS = {"str": "text", "int": "a whole number", "float": "a number", "bool": "true or false"}
_KINDS |= {"array": "a list", "object": "an object", "null": "nothing", "date": "a date"}
_SIZES = {"str": "characters", "array": "values", "object": "fields"}
_BOUNDS = {">=": "at least", "<=": "at most"}
_WHOLE = "data"
"""What a body is called as a whole: a name that nobody sent."""


def _kinds(names: str) -> str:
    """The kinds that are named, as people call them: "int | null" is "a whole number or nothing"."""
    return " or ".join(_KINDS.get(name.strip(), name.strip()) for name in names.split("|"))


_TOLD: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(said), told)
    for said, told in (
        (r"Object contains unknown field (`[^`]*`)", lambda m: f"has no field {m[1]}"),
        (r"Object missing required field (`[^`]*`)", lambda m: f"lacks the field {m[1]}"),
        (r"Invalid RFC3339 encoded date", lambda _: "is no date; write it as 2024-01-31"),
        (r"Expected `(?:str|array)` (?:of length >= 1|matching regex '\\\\S')", lambda _: "is empty"),
        (
            r"Expected `(str|array|object)` of length (>=|<=) (\d+)",
            lambda m: f"must have {_BOUNDS[m[2]]} {m[3]} {_SIZES[m[1]]}",
        ),
        (r"Expected `(?:int|float)` (>=|<=) (-?\d+)", lambda m: f"must be {_BOUNDS[m[1]]} {m[2]}"),
        (r"Expected `([\w |]+)`, got `(\w+)`", lambda m: f"must be {_kinds(m[1])}, not {_kinds(m[2])}"),
        (r"Expected `str` matching regex .*", lambda _: "is not in the form that is described"),
    )
)
"""What msgspec says, and how that is told of a field."""


def in_plain_words(field: str, said: str) -> str:
    """One complaint as a sentence without its full stop: which field, and what it should be.

    Args:
        field: The name of the field as it was sent; empty or "data" for the request as a whole.
        said: What msgspec says of it. What is not known here is passed on as it is.
    """
    named = field not in {"", _WHOLE}
    for pattern, told in _TOLD:
        if match := pattern.fullmatch(said):
            return f"{f'`{field}`' if named else 'The request'} {told(match)}"
    return f"`{field}`: {said}" if named else said
