"""Amounts of money in the notations regulators write them in, with their exact spans.

A currency is read from its sign, code or word. A sign that several countries share ("kr", "$") is settled by the
jurisdiction; outside the countries that share it "$" is the US dollar and "kr" no amount at all.

Only the neighbourhood of what may be a currency is searched for numbers: most of the thousands of numbers in a decision
are paragraphs, dates and articles.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from corpus.documents import Span
from corpus.records import Money
from ingest.wording.stems import Stems

_WRITTEN = tomllib.loads(Path(__file__).with_name("money.toml").read_text(encoding="utf-8"))
_CURRENCIES = {code: "|".join(signs) for code, signs in _WRITTEN["signs"].items()}
_SHARED: dict[str, dict[str | None, str]] = {
    "dollar": {"AU": "AUD", "CA": "CAD", "SG": "SGD", "NZ": "NZD", "HK": "HKD", None: "USD"},
    "crown": {"NO": "NOK", "SE": "SEK", "DK": "DKK", "IS": "ISK", "CZ": "CZK"},
}
_OWN = {
    country: currency
    for currency, countries in tomllib.loads(
        Path(__file__).with_name("own_currencies.toml").read_text(encoding="utf-8")
    ).items()
    for country in countries
}
_MULTIPLIERS = {exponent: "|".join(words) for exponent, words in _WRITTEN["multipliers"].items()}
_DECIMAL_POINT_LANGUAGE = re.compile(
    r"[Tt]rillions?|TRILLIONS?|tn|[Cc]rores?|[Ll]akhs?|[Ll]acs?|[Mm]illions?|[Bb]illions?|MILLIONS?|BILLION|bn|mn|[mMkK]"
)
_LETTER_NEXT = r"(?![^\W\d_])"
_SIGN = "|".join(f"(?P<{code}>{signs})" for code, signs in _CURRENCIES.items())
_FACTOR = "|".join(f"(?P<e{exponent}>{words})" for exponent, words in _MULTIPLIERS.items())
_GAP = r"[ \t\n  ]{0,3}"

_NUMBER = re.compile(
    r"\d{1,2}(?:,\d{2}){1,4},\d{3}(?![\d,])|"
    r"\d{1,3}(?:([.,'’   ])\d{3})(?:\1\d{3}){0,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,13}(?:[.,]\d{1,3})?(?!\d)"
)
_SIGN_BEFORE = re.compile(f"(?:(?<![^\\W\\d_])|(?=[€£$¥₩₹₺₦₵₱฿₪₴]))(?:{_SIGN}){_GAP}$")
_FACTOR_AFTER = re.compile(f"(?:{_GAP}|-)(?:{_FACTOR}){_LETTER_NEXT}")
_IN_WORDS = r"(?:\([^()\d]{1,90}\)|-[a-z -]{1,60}-)"
_SIGN_AFTER = re.compile(
    f"(?:,-|(?P<closed>\\)))?{_GAP}(?:{_IN_WORDS}{_GAP})?(?:of |de |d['’]|di |in )?(?:{_SIGN}){_LETTER_NEXT}"
)
# "3 milioni 200 mila euro", "3 millones y 200 mil euros".
_MILLIONS_BEFORE = re.compile(
    r"(?<![\d.,])(?P<figure>\d{1,3}) (?:milion[ei]|millón|millones|milhões|millions?) (?:e |y |et )?$"
)
_APPROXIMATE = re.compile(
    r"(?:approximately|approx\.|roughly|about|around|nearly|almost|just over|just under|over|more than|some|circa|ca\.|"
    r"environ|alrededor de|cerca de|rund|etwa|ongeveer|περίπου)\s{1,3}(?:the sum of )?$",
    re.IGNORECASE,
)
_SIGN_REACH = 24
# Characters of a figure that may be millions: "1,600,000 million" is a translation of the same sum in words.
_SCALED = len("100,000")
_BEFORE_SIGN, _AFTER_SIGN, _LONGEST_NUMBER = 150, 60, 40
# Something of every currency above, as it is written.
_STEMS = Stems(_WRITTEN["stems"])
_SIGN_ENDS = re.compile(
    r"[€£$¥₩₹₺₦₵₱฿₪₴]|(?:EUROS?|[A-Z]{3}|K[Ss]hs?\.?|[TU]Sh|RM|Rs\.?|GH¢|S/\.?|[Nn]aira|[Ee]uros?|kr\.?|[Ll]ei|лв\.?|zł|Ft"
    r"|dollars|pounds|kroner|ευρώ)$"
)


COUNTRIES = (
    frozenset(country for shared in _SHARED.values() for country in shared if country)
    | {"US"}
    | frozenset(_WRITTEN["local"])
)
"""Countries whose sums cannot be read before the country is known."""
_IN_COUNTRIES = re.compile(
    r"(?<![A-Z])\$ ?\d|\d dollars?(?!\w)|(?<!\w)(?:R|N|#|Sh|Shs)\.? ?\d|\d(?:/=| rand| shillings)"
)


@dataclass(frozen=True, slots=True)
class _Local:
    """The signs of money that one country alone uses so."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    stems: Stems


_LOCAL = {
    country: _Local(
        re.compile(rf"(?<!\w)(?P<{sign['currency']}>{sign['before']}){_GAP}$"),
        re.compile(rf"{_GAP}(?P<{sign['currency']}>{sign['behind']}){_LETTER_NEXT}"),
        Stems((*_WRITTEN["stems"], *sign["stems"])),
    )
    for country, sign in _WRITTEN["local"].items()
}


@dataclass(frozen=True, slots=True)
class Amount:
    """One written sum: its value, the span of figure, multiplier and currency, and whether it is called inexact."""

    money: Money
    span: Span
    approximate: bool = False


def find_amounts(text: str, *, jurisdiction: str | None = None) -> tuple[Amount, ...]:
    """Every sum above zero with a known currency, in order, none overlapping another.

    Args:
        text: Any text.
        jurisdiction: A gazetteer code; its first two letters settle the signs that several countries share. "" means
            that the country is not known: then such signs are not read at all.
    """
    country = jurisdiction[:2] if jurisdiction is not None else None
    local = _LOCAL.get(country or "")
    found: list[Amount] = []
    for number in _numbers(text, local.stems if local else _STEMS):
        amount = _read(text, number, country)
        if amount and (not found or amount.span.start >= found[-1].span.end):
            found.append(amount)
    return tuple(found)


def own_currency(jurisdiction: str) -> str | None:
    """The currency in which the authorities of a jurisdiction lay down sums, None where this does not know it."""
    return _OWN.get(jurisdiction[:2])


def may_hold_local_sums(text: str) -> bool:
    """Whether a text holds a sign of money whose country has to be known: "$", or what one country alone uses so."""
    return _IN_COUNTRIES.search(text) is not None


def _numbers(text: str, stems: Stems) -> Iterator[re.Match[str]]:
    """The numbers that stand near a currency, in order, each once."""
    done = 0
    for place in stems.places(text):
        # Begin at a blank, so that no number is cut in two; one already read is not read again. Where there is no
        # blank for longer than any number, what is cut stands too far from the sign to be its sum.
        near = max(done, place - _BEFORE_SIGN)
        far = max(0, near - _LONGEST_NUMBER)
        start = max(done, far, text.rfind(" ", far, near) + 1)
        for number in _NUMBER.finditer(text, start, place + _AFTER_SIGN + _LONGEST_NUMBER):
            if number.start() > place + _AFTER_SIGN:
                break
            done = number.end()
            yield number


def _read(text: str, number: re.Match[str], country: str | None) -> Amount | None:
    start, end = number.span()
    before = text[max(0, start - _SIGN_REACH) : start]
    if before[-1:] and before[-1] in ".,'’" and before[-2:-1].isdigit():
        return None
    factor = _FACTOR_AFTER.match(text, end) if len(number.group()) <= _SCALED else None
    end = factor.end() if factor else end
    sign = _SIGN_BEFORE.search(before) if _SIGN_ENDS.search(before.rstrip()[-6:]) else None
    local = _LOCAL.get(country or "")
    sign = sign or (local.before.search(before) if local else None)
    if sign:
        start -= len(before) - sign.start()
    elif before[-1:].isalnum() or before[-1:] in {"/", "-", "§"}:
        return None
    else:
        sign = _SIGN_AFTER.match(text, end) or (local.behind.match(text, end) if local else None)
        if sign and sign.groupdict().get("closed") and before[-1:] != "(":
            return None
        end = sign.end() if sign else end
    currency = _currency(sign, country) if sign else None
    value = _value(number.group(), factor)
    if not currency or not value:
        return None
    millions = _MILLIONS_BEFORE.search(before) if factor and factor.lastgroup == "e3" else None
    if millions:
        value += Decimal(millions["figure"]) * 1_000_000
        start -= len(before) - millions.start()
    approximate = _APPROXIMATE.search(text[max(0, start - 30) : start]) is not None
    return Amount(Money(value, currency), Span(start, end), approximate)


def _currency(sign: re.Match[str], country: str | None) -> str | None:
    code = sign.lastgroup or ""
    shared = _SHARED.get(code)
    if shared is None:
        return code
    return None if country == "" else shared.get(country) or shared.get(None)


def _value(figure: str, factor: re.Match[str] | None) -> Decimal:
    exponent = int(factor.lastgroup[1:]) if factor and factor.lastgroup else 0
    english = factor is not None and _DECIMAL_POINT_LANGUAGE.fullmatch(factor[factor.lastgroup or 0]) is not None
    return Decimal(_plain(figure, scaled=factor is not None, english=english)).scaleb(exponent).normalize() + 0


def _plain(figure: str, *, scaled: bool, english: bool) -> str:
    """The figure with a decimal point or none. "2.500" is 2500, but "2.500 million" is two and a half."""
    marks = [mark for mark in figure if not mark.isdigit()]
    if not marks:
        return figure
    head, tail = figure.rsplit(marks[-1], 1)
    grouped = len(tail) == 3 and not head.startswith("0")  # noqa: PLR2004  a group of thousands has three digits
    if grouped and scaled and len(marks) == 1:
        grouped = english and marks[-1] == ","
    digits = "".join(character for character in head if character.isdigit())
    return digits + tail if grouped else f"{digits}.{tail}"
