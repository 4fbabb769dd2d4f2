"""How one decision is scored, field by field, against its labels.

`right`, `wrong` or `silent`; and whether the label's value stands in the text at all, for a value that stands only in
the label cannot be read out of the document: then silence is right and any other value is wrong.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from corpus.documents import Description
from corpus.gazetteer import Gazetteer
from corpus.records import MoneyKind, MoneyStage, Penalty, Records
from tests.evaluation.labelled import Fine, Labelled

SAME_NAME = 85  # percent of rapidfuzz.partial_ratio: lets "Ltd" stand for "Limited" and joins a label's parties
SHORTEST = 2  # characters: initials prove nothing
CENTS = 1  # labels leave out cents


@dataclass(frozen=True, slots=True)
class Score:
    """One field of one decision. `stated`: the label's value stands in the text; `silent`: nothing was read."""

    field: str
    right: bool
    stated: bool
    wanted: str
    got: str

    @property
    def silent(self) -> bool:
        """Whether nothing was read: where the label holds a value that is a gap, but never a false statement."""
        return self.got in {"None", ""}


def score(labelled: Labelled, description: Description, records: Records, gazetteer: Gazetteer) -> list[Score]:
    """All fields that the labels cover; label mistakes are left out by the caller."""
    scores = [_issuer(labelled, description, gazetteer)]
    if labelled.decided:
        scores.append(_decided(labelled, labelled.decided, description))
    if labelled.fine is not None:
        scores.append(_fine(labelled, labelled.fine, records))
    if labelled.parties:
        scores.append(_respondent(labelled, labelled.parties, description))
    return scores


def headline(penalties: Iterable[Penalty]) -> tuple[Decimal, str] | None:
    """The one figure a label would give: what was imposed, summed in its main currency; failing that, proposed.

    The labels count a proposal to the police (Denmark) as a fine. A stated total stands for its parts.
    """
    fines = [p for p in penalties if p.kind in {MoneyKind.FINE, MoneyKind.CIVIL_PENALTY}]
    for stages in ({MoneyStage.IMPOSED, MoneyStage.CONFIRMED}, {MoneyStage.PROPOSED}):
        chosen = [p for p in fines if p.stage in stages]
        totals = [p for p in chosen if p.note == "total"]
        chosen = totals[:1] or chosen
        if chosen:
            currency = chosen[0].money.currency
            return sum((p.money.amount for p in chosen if p.money.currency == currency), Decimal(0)), currency
    return None


def _issuer(labelled: Labelled, description: Description, gazetteer: Gazetteer) -> Score:
    label = labelled.authority or labelled.court or ""
    body = gazetteer.from_label(label)
    # some headers give an authority under Court: what the body is decides, not where it was typed
    field = "court" if labelled.court and (body is None or body.is_court) else "regulator"
    got = description.regulator if field == "regulator" else description.court
    right = body is not None and got == body.id
    return Score(field, right, stated=True, wanted=f"{label} = {body.id if body else '?'}", got=str(got))


def _decided(labelled: Labelled, wanted: dt.date, description: Description) -> Score:
    stated = _says_date(labelled.body, wanted)
    got = description.decided_on
    return Score("decided date", got == wanted or (got is None and not stated), stated, str(wanted), str(got))


def _fine(labelled: Labelled, wanted: Fine, records: Records) -> Score:
    got = headline(records.penalties)
    if not wanted.amount:
        return Score("fine", right=got is None, stated=True, wanted="none", got=str(got))
    stated = _says_amount(labelled.body, wanted.amount)
    same = got is not None and abs(got[0] - wanted.amount) < CENTS and wanted.currency in (None, got[1])
    return Score("fine", same or (got is None and not stated), stated, f"{wanted.amount} {wanted.currency}", str(got))


def _respondent(labelled: Labelled, wanted: str, description: Description) -> Score:
    label = plain(wanted)
    sides = (label, plain(wanted.replace("(", " ").replace(")", " ")))
    same = any(
        len(plain(name)) > SHORTEST and fuzz.partial_ratio(plain(name), side) >= SAME_NAME
        for name in description.respondents
        for side in sides
    )
    stated = fuzz.partial_ratio(label, plain(labelled.body)) >= SAME_NAME or any(
        word in labelled.body for word in re.findall(r"[A-Z][\w-]{4,}", re.sub(r"\([^)]*\)", "", wanted))
    )
    got = "; ".join(description.respondents)
    return Score("respondent", same or (not got and not stated), stated, wanted, got)


def articles(labelled: Labelled, records: Records) -> tuple[int, int, int]:
    """Right, found and wanted article numbers of the GDPR: those found infringed, or all cited where none was."""
    ours = {p.article.split("(")[0] for p in records.provisions if p.infringed and "GDPR" in p.law}
    ours = ours or {p.article.split("(")[0] for p in records.provisions if "GDPR" in p.law}
    return len(ours & labelled.articles), len(ours), len(labelled.articles)


def plain(name: str) -> str:
    """The words of a name in lower case, without what stands in brackets."""
    return " ".join(re.findall(r"\w+", re.sub(r"\([^)]*\)", " ", name).casefold()))


def _says_date(text: str, on: dt.date) -> bool:
    """Whether day, month and year stand together, by other means than the reader under test uses."""
    month = rf"(?:{on:%B}|{on:%b}|0?{on.month})"
    day = rf"0?{on.day}"
    return bool(
        re.search(
            rf"(?<!\d){day}\D{{0,12}}{month}\D{{0,8}}{on.year}|{month}\D{{0,4}}{day}\D{{1,6}}{on.year}",
            text,
            re.IGNORECASE,
        )
        or re.search(rf"{on.year}\W{{1,3}}{on.month:02}\W{{1,3}}{on.day:02}", text)
    )


def _says_amount(text: str, amount: Decimal) -> bool:
    digits = f"{amount:.0f}"
    loose = r"[.,'\s]?".join(digits)
    millions = f"{amount / 1_000_000:f}".rstrip("0").rstrip(".") if "." in f"{amount / 1_000_000:f}" else ""
    short = rf"|{re.escape(millions)}\s?(?:m|million|mn)(?!\w)" if millions else ""
    return re.search(rf"(?<!\d)(?:{loose}(?!\d){short})", text) is not None
