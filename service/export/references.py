"""References to what an answer cites, in the forms that lawyers use, each with its pinpoint.

OSCOLA (4th edition): judgments as unreported cases, *Title* (Court, date) [paragraph]; everything else as a source
without a rule of its own: Author, 'Title' (date) para n <url> accessed date.
Bluebook (21st edition): Title, ¶ n (Authority date), url, with the months of table T12.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from service.answering.wire import Citation

NameOf = Callable[[str], str]
"""The name of an authority by its id."""

BLUEBOOK_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
JUDGMENT = "judgment"
DIGEST = "digest"


def oscola(citation: Citation, name_of: NameOf) -> str:
    """One reference with its pinpoint, ending with a full stop."""
    author = name_of(citation.regulator) if citation.regulator else ""
    date = british(citation.decided_on or citation.published_on)
    if citation.kind == JUDGMENT:
        within = ", ".join(part for part in (author, date) if part)
        body = f"{citation.title} ({within})" if within else citation.title
        pinpoint = f"[{citation.paragraph}]" if citation.paragraph else _page(citation, "p")
    else:
        lead = f"{author}, " if author else ""
        extra = ", ".join(part for part in (_form(citation), date) if part)
        body = f"{lead}\u2018{citation.title}\u2019" + (f" ({extra})" if extra else "")
        pinpoint = " ".join(part for part in (_paragraph(citation, "para"), _page(citation, "p")) if part)
    address = (
        f" <{citation.source_url}> accessed {british(citation.retrieved_at.date())}" if citation.source_url else ""
    )
    return f"{body}{' ' + pinpoint if pinpoint else ''}{address}."


def bluebook(citation: Citation, name_of: NameOf) -> str:
    """One reference with its pinpoint, ending with a full stop."""
    author = name_of(citation.regulator) if citation.regulator else ""
    date = american(citation.decided_on or citation.published_on)
    within = " ".join(part for part in (author, date) if part)
    pinpoint = ", ".join(part for part in (_paragraph(citation, "\u00b6"), _page(citation, "at")) if part)
    parts = [citation.title + (f", {pinpoint}" if pinpoint else "") + (f" ({within})" if within else "")]
    if citation.rank == DIGEST:
        parts[0] += " (case digest)"
    if citation.source_url:
        parts.append(citation.source_url)
    return ", ".join(parts) + "."


def british(day: dt.date | None) -> str:
    """`18 May 2022`; nothing where the day is not known."""
    return f"{day.day} {day:%B %Y}" if day else ""


def american(day: dt.date | None) -> str:
    """`May 18, 2022`; nothing where the day is not known."""
    return f"{BLUEBOOK_MONTHS[day.month - 1]} {day.day}, {day.year}" if day else ""


def _form(citation: Citation) -> str:
    if citation.rank == DIGEST:
        return "case digest"
    return "" if citation.kind.casefold() in citation.title.casefold() else citation.kind


def _paragraph(citation: Citation, sign: str) -> str:
    return f"{sign} {citation.paragraph}" if citation.paragraph else ""


def _page(citation: Citation, sign: str) -> str:
    return f"{sign} {citation.page}" if citation.page else ""
