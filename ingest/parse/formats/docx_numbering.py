"""Word's automatic numbers, which stand nowhere in the text, counted as Word prints them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{W}val"
PLACE = re.compile(r"%([1-9])")
BULLET = "•"
HUNDREDS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LETTERS = 26


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    start: int
    shape: str
    pattern: str


class Numbers:
    """Counts the lists of one document. Ask for its paragraphs in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """From the roots of numbering.xml and styles.xml; None for a part that a document lacks."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            self._read_styles(styles)

    def number(self, paragraph: Any) -> str | None:
        """The printed number of a `w:p`, "•" for a bullet, None for a paragraph without number."""
        found = _listed(paragraph.find(f"{W}pPr")) or self._styles.get(_style(paragraph))
        if found is None or found[0] not in self._lists:
            return None
        listed, depth = self._lists[found[0]], found[1]
        level = self._levels.get(listed, {}).get(depth)
        if level is None or level.shape == "none":
            return None
        counts = self._counts[listed]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return BULLET if level.shape == "bullet" else self._printed(listed, level, counts)

    def _printed(self, listed: str, level: _Level, counts: dict[int, int]) -> str:
        levels = self._levels[listed]

        def counted(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            shape = levels[depth].shape if depth in levels else "decimal"
            return shaped(counts.get(depth, levels[depth].start if depth in levels else 1), shape)

        return PLACE.sub(counted, level.pattern).strip()

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            levels = {
                int(level.get(f"{W}ilvl")): _Level(
                    int(_value(level, "start") or 1),
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText") or "",
                )
                for level in abstract.iter(f"{W}lvl")
            }
            self._levels[abstract.get(f"{W}abstractNumId")] = levels
        for listed in numbering.iter(f"{W}num"):
            self._lists[listed.get(f"{W}numId")] = _value(listed, "abstractNumId") or ""

    def _read_styles(self, styles: Any) -> None:
        for style in styles.iter(f"{W}style"):
            found = _listed(style.find(f"{W}pPr"))
            if found is not None:
                self._styles[style.get(f"{W}styleId")] = found


def shaped(count: int, shape: str) -> str:
    """A count in one of Word's number formats; those of other scripts as plain digits."""
    if shape in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % LETTERS) * ((count - 1) // LETTERS + 1)
        return letter.upper() if shape == "upperLetter" else letter
    if shape in {"lowerRoman", "upperRoman"}:
        return _roman(count).upper() if shape == "upperRoman" else _roman(count)
    return f"{count:02d}" if shape == "decimalZero" else str(count)


def _roman(count: int) -> str:
    digits = []
    for value, sign in HUNDREDS:
        digits.append(sign * (count // value))
        count %= value
    return "".join(digits)


def _listed(properties: Any) -> tuple[str, int] | None:
    """The list and the depth that paragraph properties name; ("0", 0) takes a style's number away."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None or _value(found, "numId") is None:
        return None
    return _value(found, "numId") or "0", int(_value(found, "ilvl") or 0)


def _style(paragraph: Any) -> str:
    properties = paragraph.find(f"{W}pPr")
    return (_value(properties, "pStyle") or "") if properties is not None else ""


def _value(element: Any, child: str) -> str | None:
    found = element.find(f"{W}{child}")
    return found.get(VALUE) if found is not None else None
