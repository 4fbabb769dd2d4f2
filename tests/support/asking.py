"""Questions understood before a small book of made-up names, on a fixed day."""

from __future__ import annotations

import datetime as dt

from corpus.gazetteer import Gazetteer
from service.answering.question import NameBook, Query, understand
from service.answering.question.names import Entry
from service.answering.wording.words import tokens

TODAY = dt.date(2026, 11, 22)
GAZETTEER = Gazetteer.load()
ENTRIES = (
    Entry(("Northwind Traders plc",), "Northwind Traders: ICO fine (2023)", "uk-ico-northwind"),
    Entry(("Northwind Ireland Limited",), "Northwind in Ireland (Brolly app)", "ie-dpc-northwind"),
    Entry(("British Gliders plc",), "British Gliders: ICO penalty", "uk-ico-gliders"),
    Entry(("Fabrikam Face AI Inc.",), "Fabrikam Face AI", "uk-ico-fabrikam"),
    Entry(("Royal Crown Hospital",), "Royal Crown Hospital: reprimand", "uk-ico-crown"),
    Entry(("Royal Mint Bank",), "Royal Mint Bank: fine", "uk-ico-mint"),
    Entry(("Tailspin Toys B.V.",), "Tailspin Toys (Zoomy): AP fine", "nl-ap-tailspin"),
    Entry(("CallADoctor Scotland Ltd",), "CallADoctor: ICO penalty", "uk-ico-calladoctor"),
)
RESERVED = frozenset(
    token.casefold()
    for named in (*GAZETTEER.jurisdictions.values(), *GAZETTEER.authorities.values())
    for name in named.names
    for token in tokens(name)
)
BOOK = NameBook(ENTRIES, RESERVED)
KNOWN = frozenset(
    {"fine", "penalty", "data", "children", "company", "tribunal", "court", "upper", "notice", "gdpr", "act", "privacy"}
)


def ask(text: str) -> Query:
    """The question understood; only a few common words are known."""
    return understand(text, BOOK, GAZETTEER, TODAY, lambda word: word in KNOWN)
