"""The country that the head of an English text names as its own: "REPUBLIC OF SLOVENIA", "ROMANIA", "(SOUTH AFRICA)".

Many countries have an Information Commissioner or a Supreme Administrative Court; the line above the name says whose.
"""

from __future__ import annotations

import re

from corpus.documents import Span
from corpus.gazetteer import Gazetteer, Jurisdiction

UNKNOWN = "??"
"""A state that no list knows: none of the bodies that are listed can be its."""
_HEAD, _TOP = 600, 200
_FEWEST = 4
_STATE = r"(?:REPUBLIC|KINGDOM|PRINCIPALITY|GRAND DUCHY|SULTANATE|EMIRATE|FEDERATION)"
_SAID = re.compile(
    rf"(?<![A-Z])(?:(?:FEDERAL |FEDERATIVE )?{_STATE} OF (?:THE )?(?P<of>[A-ZÀ-Þ]{{3,}}(?: (?:AND )?[A-ZÀ-Þ]{{3,}})?)"
    r"|(?P<adjective>[A-ZÀ-Þ]{4,}) (?:REPUBLIC|PEOPLE)(?![A-Z]))"
)
# In small letters it is the last line of an address.
_LINE = re.compile(r"(?:^|\n)\W{0,3}(?P<line>[A-ZÀ-Þ][A-ZÀ-Þ ]{3,39})\W{0,2}(?=\n|$)")
_BRACKET = re.compile(r"(?:^|\n)[A-Z][^\n()]{5,70} \((?P<place>[A-Z][A-Za-z ]{3,30})\)\s*(?=\n|$)")
_NO_NAME = frozenset({"THE", "PEOPLE", "PEOPLES", "DEMOCRATIC", "ISLAMIC", "FEDERAL"})


def find_head_home(text: str, gazetteer: Gazetteer) -> str | None:
    """The code of the country, `UNKNOWN` where a state is named that is not listed, None where none is or several."""
    head = text[:_HEAD]
    named = {_country(line["line"], gazetteer) for line in _LINE.finditer(head, 0, _TOP)}
    named |= {_country(found["place"], gazetteer) for found in _BRACKET.finditer(head)}
    unknown = False
    for state in _SAID.finditer(head):
        said = state["of"] or state["adjective"]
        code = _country(said, gazetteer) or _begun_with(said, gazetteer)
        named.add(code)
        unknown = unknown or (code is None and state["adjective"] is None and said not in _NO_NAME)
    codes = named - {None}
    if codes:
        return next(iter(codes)) if len(codes) == 1 else None
    return UNKNOWN if unknown else None


def _begun_with(name: str, gazetteer: Gazetteer) -> str | None:
    """The country with whose name a name in capitals begins, where the next line was joined to it."""
    countries = (place for place in gazetteer.jurisdictions.values() if len(place.code) == len("GB"))
    return next((place.code for place in countries if name.startswith(_in_capitals(place))), None)


def _in_capitals(place: Jurisdiction) -> tuple[str, ...]:
    return tuple(name.upper() for name in (place.name, *place.aliases) if len(name) >= _FEWEST)


def _country(name: str, gazetteer: Gazetteer) -> str | None:
    """The country of which a name is the whole: "Malta", "Hellenic"; None for a part of one, or for more than that."""
    name = name.title() if name.isupper() else name
    whole = Span(0, len(name))
    found = {
        m.id for m in gazetteer.find_jurisdictions(name) if Span(m.start, m.end) == whole and len(m.id) == len("GB")
    }
    return next(iter(found)) if len(found) == 1 else None
