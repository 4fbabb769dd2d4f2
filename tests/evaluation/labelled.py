"""The labelled decisions: what people typed above each, normalised, and the decision text alone.

The header, the abstract and the summary of a file are labels; the text inside its fence is the document. The files fall
into two halves by a hash of their names, fixed for ever. What ingest reads is written looking at one of two parts only:
development, which is the development half and two thirds of the other; the last third is reported. No one reads a text
of that to write a rule.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

DATA = Path(__file__).parents[3] / "shared" / "data"
ORIGINALS = frozenset({"united-kingdom", "ireland", "european-union"})
DEVELOPMENT, REPORTED = "development", "reported"
PARTS = (DEVELOPMENT, REPORTED)
# The first salt of "part 1", "part 2", ... that shares out the originals and the translations evenly.
_SALT = "part 6"
_HEADER = re.compile(r"^\*\*(?P<name>[^:*]+):\*\*\s*(?P<value>.*)$", re.MULTILINE)
_NOTHING = frozenset({"", "n/a", "none", "unknown", "anonymous", "anonymized", "anonymised", "-"})
_ARTICLE = re.compile(r"Article (\d{1,3})(\(\d+\))?(\([a-z]\))? GDPR")


@dataclass(frozen=True, slots=True)
class Fine:
    """What a label says was fined, zero for nothing; currency None where the label forgot it."""

    amount: Decimal
    currency: str | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """One decision with its labels. None means unlabelled."""

    name: str
    country: str
    body: str
    authority: str | None
    court: str | None
    decided: dt.date | None
    published: dt.date | None
    fine: Fine | None
    parties: str | None
    articles: frozenset[str]

    @property
    def half(self) -> str:
        """Development or reported, by the parity of the first byte of the sha256 of the file name."""
        return DEVELOPMENT if hashlib.sha256(self.name.encode()).digest()[0] % 2 == 0 else REPORTED

    @property
    def part(self) -> str:
        """Development or reported: the reported half is divided again by another hash of the file name."""
        if self.half == DEVELOPMENT:
            return DEVELOPMENT
        third = hashlib.sha256(f"{_SALT}:{self.name}".encode()).digest()[0] % 3
        return REPORTED if third == 1 else DEVELOPMENT

    @property
    def original(self) -> bool:
        """Whether the text is original English; the others are machine translations, or not English at all."""
        return self.country in ORIGINALS


def read_all(part: str | None = None) -> list[Labelled]:
    """Every labelled decision, or those of one part, by name."""
    found = [_read(path) for path in sorted((DATA / "decisions").rglob("*.md"))]
    return [labelled for labelled in found if part in (None, labelled.part)]


def _read(path: Path) -> Labelled:
    head, _, rest = path.read_text(encoding="utf-8").partition("\n```")
    body = rest.partition("\n")[2].rpartition("\n```")[0]
    header = {match["name"]: match["value"].strip() for match in _HEADER.finditer(head)}
    return Labelled(
        name=path.name,
        country=path.parent.name,
        body=body,
        authority=header.get("Authority"),
        court=header.get("Court"),
        decided=_date(header.get("Decided")),
        published=_date(header.get("Published")),
        fine=_fine(header.get("Fine")),
        parties=_parties(header.get("Parties")),
        articles=frozenset(match[1] for match in _ARTICLE.finditer(header.get("Relevant Law", ""))),
    )


def _date(value: str | None) -> dt.date | None:
    match = re.match(r"(\d\d)\.(\d\d)\.(\d{4})", value or "")
    return dt.date(int(match[3]), int(match[2]), int(match[1])) if match else None


def _fine(value: str | None) -> Fine | None:
    """`170000 GBP`, `£1.5 million` and `200.000 NOK` alike: a mark before three last digits parts thousands."""
    if value is None:
        return None
    match = re.search(r"\d[\d.,' ]*", value)
    if not match:
        return Fine(Decimal(0), None)
    whole = re.sub(r"[.,]\d{1,2}$", "", match.group().strip(" .,"))
    scale = 1_000_000 if re.search(r"\d\s*(?:m|million)", value, re.IGNORECASE) else 1
    digits = match.group().strip(" .,").replace(",", ".") if scale > 1 else re.sub(r"\D", "", whole)
    code = re.search(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", value)
    sign = next((currency for mark, currency in (("€", "EUR"), ("£", "GBP"), ("zł", "PLN")) if mark in value), None)
    return Fine(Decimal(digits) * scale, code.group() if code else sign)


def _parties(value: str | None) -> str | None:
    named = value is not None and value.casefold() not in _NOTHING and "***" not in value
    return value if named else None
