"""How dates, amounts and kinds are written on the pages. Pure functions, registered as template filters."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import urlsplit, urlunsplit

from corpus.web_addresses import host_of
from service.answering.wire import HistoryStep
from service.answering.wording.facts import written

RANKS = {"primary": "official text", "press_release": "press release", "press": "press", "digest": "digest"}
SCALES = ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"), (Decimal(10) ** 3, "k"))
SIGNIFICANT = 3
AMOUNT = re.compile(r"(?:about )?[A-Z]{3} [\d,]+(?:\.\d+)?")
DATE = re.compile(r"(?:by )?(?:\d{1,2} )?[A-Z][a-z]+ \d{4}|\d{4}(?:-\d{2}){0,2}")
SILENT = ("announced", "collected")


def day(date: dt.date | None, precision: str = "day") -> str:
    """`18 May 2022`, `May 2022`, `2022` or `by 31 July 2025`, as far as the date is known; empty when it is not."""
    return written(date, precision) if date else ""


def short(amount: Decimal) -> str:
    """An amount to three significant figures for a chart: `7.55m`, `1.2bn`, `350k`. Never used where a sum is cited."""
    for scale, sign in SCALES:
        if amount >= scale:
            scaled = amount / scale
            places = max(0, SIGNIFICANT - len(str(int(scaled))))
            text = f"{scaled:.{places}f}"
            return (text.rstrip("0").rstrip(".") if "." in text else text) + sign
    return f"{amount:,.0f}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 document`, `2,310 documents`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def rank(value: str) -> str:
    """How near a source is to the authority's own words, in words."""
    return RANKS.get(value, value.replace("_", " "))


def capital(text: str) -> str:
    """The first letter in capitals, the rest as it was."""
    return text[:1].upper() + text[1:]


def original(url: str | None, media_type: str, page: int | None) -> str | None:
    """The address of the official original, opened at the page where a viewer can do that; None when it has none.

    Addresses come with documents from outside, so only those of the web are linked.
    """
    if url is None or not host_of(url):
        return None
    return f"{url}#page={page}" if page and media_type == "application/pdf" and "#" not in url else url


def path(history: Iterable[HistoryStep]) -> list[str]:
    """A history in one line: year and event, without announcements and without saying one thing twice."""
    told = (f"{step.date.year} {step.event}" for step in history if step.event not in SILENT)
    return list(dict.fromkeys(told))


def kind_of_cell(text: str) -> str:
    """Whether a table's cell is an amount or a date, which are not broken over lines; empty for words."""
    if AMOUNT.fullmatch(text):
        return "amount"
    return "date" if DATE.fullmatch(text) else ""


def local(url: str) -> str:
    """An address of this service without its host, so that a page works under whatever name it was opened."""
    parts = urlsplit(url)
    return urlunsplit(("", "", parts.path, parts.query, parts.fragment))


def host(url: str) -> str:
    """The host of an address, as a reader names a site."""
    return (host_of(url) or url).removeprefix("www.")
