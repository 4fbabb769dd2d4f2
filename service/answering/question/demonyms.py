"""A country's people for the country ("how many Koreans"), and where a country is only where a party comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.gazetteer import Gazetteer, Mention

_PLURAL = re.compile(r"\b([A-Z]\w+n)s\b")
_PARTY = re.compile(
    r"-(?:born|speaking|based|owned|listed|made|language)\b|\s+(?:[a-z]+ )?(?:customer|client|consumer|user|citizen|"
    r"resident|national|man|woman|men|women|person|people|tourist|passenger|student|patient|employee|complainant|"
    r"shareholder|seller|buyer|developer|scientist|professor|surname|name|language|passport|firm|company|companie|group|giant|"
    r"start-?up|corporation|businesse?|platform|app|website|parent|subsidiary)(?:['’]?s)?\b",
    re.IGNORECASE,
)
"""What follows the adjective of a country that only says where somebody or something comes from."""


def find_demonyms(text: str, gazetteer: Gazetteer) -> list[Mention]:
    """Every people named in the plural of a country's adjective, as the country."""
    return [
        Mention(found.id, one.start(), one.end(), one.group())
        for one in _PLURAL.finditer(text)
        for found in gazetteer.find_jurisdictions(one[1])
        if found.end - found.start == len(one[1])
    ]


def is_of_a_party(
    place: Mention, text: str, acting: Sequence[Mention], places: Sequence[Mention], gazetteer: Gazetteer
) -> bool:
    """Whether a country is only where somebody comes from who is before an authority of another ("an American firm").

    `acting` are the authorities and courts of the question, `places` all places that it names.
    """
    if not _PARTY.match(text, place.end):
        return False
    elsewhere = [body.jurisdiction for one in acting if (body := gazetteer.authority(one.id))]
    elsewhere = elsewhere or [one.id for one in places if not _PARTY.match(text, one.end)]
    within = gazetteer.within
    return bool(elsewhere) and not any(within(one, place.id) or within(place.id, one) for one in elsewhere)


def text_of_party(place: Mention, text: str) -> str:
    """Whoever is said to come from there, as the question writes it."""
    follows = _PARTY.match(text, place.end)
    return text[place.start : follows.end() if follows else place.end]
