"""Whose decision a short English text tells of, where it names the authority only in passing.

A note on a judgment speaks of the court, and names once or twice whose decision it was: the one authority that it
names, or names far more often than any other. Supervisors whom every text cites are none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpus.documents import Span
from corpus.gazetteer import Gazetteer, Mention
from ingest.describing.issuer import CITED_BY_ALL, Issuer

LONGEST = 12_000
"""Characters of a text that tells of a matter; longer ones name their authority often enough."""
_MORE = 2
"""Times that the authority must be named for once that any other is."""
_OPENING, _HEAD = 1000, 4500
_FOR_A_STATE = "attorney general"
_STATE_SUES = re.compile(
    r"(?:(?<=ATTORNEY GENERAL OF THE )STATE OF (?P<own>[A-Z]{3,}(?: [A-Z]{4,})?)(?![A-Z ])"
    r"|(?:STATE|COMMONWEALTH|PEOPLE OF THE STATE) OF (?P<state>[A-Z]{4,}(?: [A-Z]{4,})?),?\s{1,3}"
    r"(?:Plaintiff|PLAINTIFF|ex rel))"
)
_SPOKEN_OF = re.compile(
    r"[Tt]he "
    r"(?:(?:[Pp]ersonal )?[Dd]ata [Pp]rotection|[Pp]ersonal [Dd]ata|[Pp]rivacy(?: [Pp]rotection)?|[Ii]nformation)"
    r" (?:[Aa]uthority|[Cc]ommission(?:er)?|[Rr]egulator|[Ww]atchdog|[Aa]gency)"
)
# "the State of Baden-Württemberg, represented by the State Commissioner for Data Protection".
_REPRESENTED = re.compile(
    r"(?:State|Land|Free State|Canton|Province|Republic|Kingdom) of (?P<place>[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?),? "
    r"represented by (?:the |its )?[^.,;\n]{0,60}(?:Data Protection|Privacy|Information)"
)
_SHORTEST = 2
"""Letters of initials that are nobody's alone: "AP" is a news agency too."""
_CONFIDENCE = 0.55


def find_in_passing(text: str, gazetteer: Gazetteer) -> Issuer | None:
    """The authority that a short text keeps naming or describing; None where several are, or none."""
    if len(text) > LONGEST:
        return None
    mentions = [m for m in gazetteer.find_authorities(text) if _may_issue(gazetteer, m)]
    mentions = mentions or [m for m in gazetteer.resolve_descriptions(text) if _may_issue(gazetteer, m)]
    mentions = mentions or list(_at_home(text, gazetteer))
    counted = Counter(mention.id for mention in mentions).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] < _MORE * counted[1][1]):
        return None
    first = next(mention for mention in mentions if mention.id == counted[0][0])
    return Issuer(first.id, _CONFIDENCE, Span(first.start, first.end))


def find_before_court(text: str, gazetteer: Gazetteer, place: str) -> Issuer | None:
    """The national authority of the country whose court speaks, where its head speaks of one as of that kind.

    Or that of the part of it which the head says that its commissioner represents.
    """
    represented = _REPRESENTED.search(text, 0, _HEAD)
    parts = {m.id for m in gazetteer.find_jurisdictions(represented["place"])} if represented else set()
    held = gazetteer.national(next(iter(parts))) if len(parts) == 1 else None
    if represented and held and gazetteer.within(held.jurisdiction, place):
        return Issuer(held.id, _CONFIDENCE, Span(*represented.span()))
    national, spoken = gazetteer.national(place), _SPOKEN_OF.search(text, 0, _HEAD)
    return Issuer(national.id, _CONFIDENCE, Span(*spoken.span())) if national and spoken else None


def _at_home(text: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    """The national authority of the one country that the opening names, where the text speaks of one as of that kind.

    And the attorney general of a state that sues in its own name.
    """
    suing = _STATE_SUES.search(text[:_OPENING])
    places = gazetteer.find_jurisdictions((suing["own"] or suing["state"]).title() if suing else text[:_OPENING])
    codes = {mention.id for mention in places}
    if len(codes) != 1:
        return
    place, spoken = places[0], _SPOKEN_OF.search(text)
    if suing:
        start, end = suing.span()
        for body in gazetteer.authorities_of(place.id):
            if body.kind == _FOR_A_STATE:
                yield Mention(body.id, start, end, text[start:end])
        return
    national = gazetteer.national(place.id)
    if spoken and national:
        yield Mention(national.id, *spoken.span(), spoken.group())


def _may_issue(gazetteer: Gazetteer, mention: Mention) -> bool:
    body = gazetteer.authority(mention.id)
    if body is None or len(mention.matched) <= _SHORTEST:
        return False
    return not body.is_court and body.id not in CITED_BY_ALL
