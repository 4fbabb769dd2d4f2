"""Names of months, in the languages decisions are written in, mapped to their numbers (months.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path

_TABLE = tomllib.loads(Path(__file__).with_name("months.toml").read_text(encoding="utf-8"))
_MONTHS = {name: number for number, names in enumerate(_TABLE.values(), 1) for name in names.split()}

MONTH_WORD = rf"[^\W\d_]{{3,{max(map(len, _MONTHS))}}}"
"""A pattern for a word that may be a month; look it up with `month_number`."""


def month_number(word: str) -> int | None:
    """1 to 12, or None where the word is no month. "Listopad(a)" is October in Croatian and November elsewhere: 11."""
    return _MONTHS.get(word.lower().rstrip("."))
