"""Whether a fact stands in a text, however it is written."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

SIGNS = {"GBP": ("£",), "EUR": ("€",), "USD": ("$", "US$"), "AUD": ("A$", "AU$"), "BRL": ("R$",), "KRW": ("₩",)}
NAMES = {"GBP": "pounds", "EUR": "euros", "USD": "dollars", "AUD": "Australian dollars", "PLN": "zlotys"}
SCALES = ((1_000_000_000, ("billion", "bn")), (1_000_000, ("million", "m")))
_SUM = re.compile(r"([A-Z]{3}) (\d+(?:\.\d\d)?)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DASHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " "})


def fold(text: str) -> str:
    """Lower case, plain quotes and dashes, no emphasis, single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"[*_`]+", "", text.translate(_DASHES).casefold())).strip()


def stands(spelling: str, folded: str) -> bool:
    """Whether a spelling stands in a folded text, as whole words and whole numbers."""
    return _pattern(spelling).search(folded) is not None


def written(spelling: str) -> list[str]:
    """All ways to write what a spelling means."""
    money = _SUM.fullmatch(spelling)
    if money:
        return _sums(money[1], money[2])
    if _DAY.fullmatch(spelling):
        day = dt.date.fromisoformat(spelling)
        month = f"{day:%B}"
        return [
            spelling,
            f"{day.day} {month} {day.year}",
            f"{month} {day.day}, {day.year}",
            f"{day.day} {month[:3]} {day.year}",
        ]
    return [spelling]


def _sums(currency: str, digits: str) -> list[str]:
    amount = float(digits)
    whole = f"{amount:,.2f}" if "." in digits else f"{int(digits):,}"
    figures = [whole, whole.replace(",", " "), *([] if "." in digits else [f"{whole}.00"])]
    for scale, words in SCALES:
        short = f"{amount / scale:.3f}".rstrip("0").rstrip(".")
        if amount >= scale / 2 and round(float(short) * scale, 2) == amount:
            figures += [f"{short}{gap}{word}" for word in words for gap in (" ", "")]
    ways = [f"{currency} {figure}" for figure in figures] + [f"{figure} {currency}" for figure in figures]
    ways += [f"{sign}{gap}{figure}" for sign in SIGNS.get(currency, ()) for figure in figures for gap in ("", " ")]
    return ways + [f"{figure} {NAMES[currency]}" for figure in figures if currency in NAMES]


@lru_cache(maxsize=4096)
def _pattern(spelling: str) -> re.Pattern[str]:
    ways = "|".join(_one(way) for way in written(spelling))
    return re.compile(rf"(?<![\w,.])(?:{ways})(?![\w]|[,.]\d)")


def _one(way: str) -> str:
    stem = way.endswith("*")
    return re.escape(fold(way.rstrip("*"))) + (r"\w*" if stem else "")
