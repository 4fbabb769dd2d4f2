"""Texts that make patterns slow: out of each pattern the stretches before and within its loops, to be repeated."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as grammar  # type: ignore[attr-defined]
from typing import Any

LETTERS = "a1 A.,-_\n\t'’é(£\"x/Z0:;)“”<>"
LOOPS = (code.MAX_REPEAT, code.MIN_REPEAT)
LONG = 20
VARIANTS = range(3)
COMMON = (
    " ",
    "a",
    "A ",
    "1",
    "1.",
    "\n",
    ". ",
    "a. ",
    "(",
    "[",
    "£",
    "€5 (a ",
    "1,",
    "“",
    "a\n",
    "-",
    "'",
    "no ",
    "5-a ",
)


def patterns_of(packages: Sequence[str]) -> Iterator[re.Pattern[str]]:
    """Every pattern that a module of these packages keeps, each once."""
    seen: dict[tuple[str, int], re.Pattern[str]] = {}
    for name in packages:
        package = importlib.import_module(name)
        names = [name, *(one.name for one in pkgutil.iter_modules(getattr(package, "__path__", ()), f"{name}."))]
        for module in names:
            for value in vars(importlib.import_module(module)).values():
                for pattern in _within(value, set(), 0):
                    if isinstance(pattern.pattern, str):
                        seen[pattern.pattern, pattern.flags] = pattern
    yield from seen.values()


def pumps_of(patterns: Iterable[re.Pattern[str]]) -> list[str]:
    """What to repeat, in a stable order."""
    found = set(COMMON)
    for pattern in patterns:
        tree = grammar.parse(pattern.pattern, pattern.flags)
        for variant in VARIANTS:
            found.update(_pumps(tree, "", variant))
    return sorted(pump[:80] for pump in found if pump)


def repeated(pump: str, length: int) -> str:
    return (pump * (length // len(pump) + 1))[:length]


def growth(work: Callable[[str], object], pump: str, length: int, times: int = 4) -> tuple[float, float]:
    """Seconds of this thread's own processor time for `times` the length, and how many times those of the length."""
    short, long = (_fastest(work, repeated(pump, size)) for size in (length, times * length))
    return long, long / max(short, 1e-6)


def _fastest(work: Callable[[str], object], text: str) -> float:
    spent = []
    for _ in range(3):
        began = time.thread_time()
        work(text)
        spent.append(time.thread_time() - began)
    return min(spent)


def _within(value: Any, seen: set[int], depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    if depth > 4 or id(value) in seen or isinstance(value, str | bytes | type):
        return
    seen.add(id(value))
    inner: Iterable[Any] = ()
    if isinstance(value, dict):
        inner = value.values()
    elif isinstance(value, list | tuple | frozenset | set):
        inner = value
    elif type(value).__module__.partition(".")[0] in {"corpus", "ingest", "service"} and hasattr(value, "__dict__"):
        inner = vars(value).values()
    for one in inner:
        yield from _within(one, seen, depth + 1)


def _pumps(items: Any, before: str, variant: int) -> Iterator[str]:
    for operation, about in items:
        if operation in LOOPS:
            _, most, body = about
            if most is code.MAXREPEAT or most >= LONG:
                yield from (_sample(body, variant), before + _sample(body, variant), f"{before} ")
            yield from _pumps(body, before, variant)
        elif operation is code.BRANCH:
            for branch in about[1]:
                yield from _pumps(branch, before, variant)
        elif operation is code.SUBPATTERN:
            yield from _pumps(about[3], before, variant)
        before += _sample([(operation, about)], variant)
    yield before[:-1] + " "


def _sample(items: Any, variant: int) -> str:
    """Something that the pattern finds."""
    return "".join(_one(operation, about, variant) for operation, about in items)


def _one(operation: Any, about: Any, variant: int) -> str:
    if operation is code.LITERAL:
        return chr(about)
    if operation is code.IN:
        fitting = [letter for letter in LETTERS if re.fullmatch(_class(about), letter)] or [_first(about)]
        return fitting[variant % len(fitting)]
    if operation is code.BRANCH:
        return _sample(about[1][variant % len(about[1])], variant)
    if operation is code.SUBPATTERN:
        return _sample(about[3], variant)
    if operation in LOOPS:
        least, most, body = about
        return _sample(body, variant) * max(least, min(1, int(most)) if variant else 0)
    return "a" if operation in {code.ANY, code.NOT_LITERAL} else ""


def _class(about: Any) -> str:
    names = {
        code.CATEGORY_DIGIT: r"\d",
        code.CATEGORY_NOT_DIGIT: r"\D",
        code.CATEGORY_SPACE: r"\s",
        code.CATEGORY_NOT_SPACE: r"\S",
        code.CATEGORY_WORD: r"\w",
        code.CATEGORY_NOT_WORD: r"\W",
    }
    parts = []
    for kind, value in about:
        if kind is code.NEGATE:
            parts.append("^")
        elif kind is code.LITERAL:
            parts.append(re.escape(chr(value)))
        elif kind is code.RANGE:
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif kind is code.CATEGORY:
            parts.append(names[value])
    return f"[{''.join(parts)}]"


def _first(about: Any) -> str:
    for kind, value in about:
        if kind is code.LITERAL:
            return chr(value)
        if kind is code.RANGE:
            return chr(value[0])
    return "a"
