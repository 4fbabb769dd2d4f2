"""Bodies that no list knows, and what speaks for each of them: which one of those that a text names decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from corpus.documents import Span
from corpus.gazetteer import Gazetteer, Mention, initials
from ingest.describing.issuer import Issuer

LONGEST = 12_000
"""Characters of a text that tells of a matter; of longer ones only the head is read."""
_HEAD = 3_500
DID, TITLED, HAD_A_HAND, NAMED = 3.0, 3.0, 2.0, 0.3
"""What a mention is worth whose bearer did what an authority does, that stands alone at the head, whose bearer had a
hand in it, and any other."""
BRACKET = r"(?:,? \((?:the )?[“”\"«»„]?[^()\n]{2,50}\))?"
"""What may stand between a name and what its bearer does: its initials."""
_DEFINED = re.compile(r",? \((?:the )?[“„\"‘'«]?(?P<short>[^\W\d_][\w &-]{1,24})[“”\"’'»]?(?: or [^()]{1,30})?\)")
_INITIALS = re.compile(r"[^\W\d_a-z][\w-]{0,6}[^\W\d_a-z]")
# What follows a label and its colon is what the label says, a party as often as not.
_PARTS = re.compile(r"\s+[-–—|·]\s+|[,|]\s*|:.*")
_TOP, _LONGEST_LINE = 500, 110
_LEAST, _LEAD = 3.0, 1.5
_FEWEST_LETTERS = 3
_LISTED = "*"
_ELSEWHERE = re.compile(r"(?P<before>(?:[A-Z][\w-]+ ){1,2})\*|\* of (?:the )?(?P<behind>[A-Z][\w-]+(?: [A-Z][\w-]+)?)")
_STEM, _ENDING = 3, 3
_SURE, _RISE = 0.8, 20


@dataclass(slots=True)
class _Body:
    name: str
    span: Span
    worth: float = 0.0


def read_part(text: str) -> str:
    """What of a text is read: all of a short one, the head of a long one."""
    return text if len(text) <= LONGEST else text[:_HEAD]


def the_one(text: str, mentions: Iterable[tuple[Span, float]], gazetteer: Gazetteer) -> Issuer | None:
    """The body for which most speaks, whose name is its id; None where too little does, or as much for another.

    Nobody either where it is listed, since then there are reasons why it was not read, and where only initials are
    known that are a listed body's too.
    """
    bodies: dict[str, _Body] = {}
    defined: dict[str, str] = {}
    for span, worth in mentions:
        name = span.of(text)
        body = bodies.setdefault(name, _Body(name, span))
        body.worth += worth
        if short := _DEFINED.match(text, span.end):
            defined[short["short"]] = name
    ranked = sorted(_together(bodies, defined).values(), key=lambda body: -body.worth)
    if not ranked or ranked[0].worth < _LEAST:
        return None
    first, second = ranked[0], ranked[1].worth if len(ranked) > 1 else 0.0
    if first.worth - second < _LEAD or not _may_stand(first.name, gazetteer):
        return None
    return Issuer(first.name, round(min(_SURE, _SURE / 2 + first.worth / _RISE), 2), first.span)


def is_titled(text: str, span: Span) -> bool:
    """Whether a name stands alone in a line of the head, or in a part of one: a letterhead, a dateline."""
    if span.start > _TOP:
        return False
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    if len(line) > _LONGEST_LINE:
        return False
    return any(part.strip().removeprefix("The ") == span.of(text) for part in _PARTS.split(line))


def _together(bodies: Mapping[str, _Body], defined: Mapping[str, str]) -> dict[str, _Body]:
    """The bodies, each with what speaks for its short names: initials, what stands in brackets, a part of its name."""
    found: dict[str, _Body] = {}
    for name in sorted(bodies, key=lambda each: (-len(each.split()), -bodies[each].worth, len(each))):
        body = bodies[name]
        whole = defined.get(name) or next((each for each in found if _is_short_for(name, each)), None)
        if whole in found:
            found[whole].worth += body.worth
        else:
            found[name] = body
    return found


def _is_short_for(name: str, whole: str) -> bool:
    """Whether a name is the initials of another, or its beginning or end: "Department of Ecology"."""
    if len(name) >= _FEWEST_LETTERS and name.upper() in initials(whole):
        return True
    if whole.startswith(f"{name} ") or whole.endswith(f" {name}"):
        return True
    ours, theirs = name.split(), whole.split()
    return len(ours) > 1 and all(map(_is_inflected, ours, theirs[-len(ours) :])) and len(ours) <= len(theirs)


def _is_inflected(one: str, other: str) -> bool:
    """Whether two words differ in their endings alone: "Urząd" and "Urzędu", "Eidgenössische" and "Eidgenössischen"."""
    pairs = zip(one.casefold(), other.casefold(), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return same >= _STEM and max(len(one), len(other)) - same <= _ENDING


def _may_stand(name: str, gazetteer: Gazetteer) -> bool:
    if _INITIALS.fullmatch(name):
        known = {initials(each.name) for each in gazetteer.authorities.values()}
        if len(name) < _FEWEST_LETTERS or name.upper() in known:
            return False
    return all(_is_another(name, mention, gazetteer) for mention in gazetteer.find_authorities(name))


def _is_another(name: str, listed: Mention, gazetteer: Gazetteer) -> bool:
    """Whether a name with a listed one in it is another body's: by its place, "Bangladesh Securities Commission"."""
    more = _ELSEWHERE.fullmatch(name[: listed.start] + _LISTED + name[listed.end :])
    body = gazetteer.authority(listed.id)
    if more is None or body is None or " " not in listed.matched:
        return False
    places = {mention.id for mention in gazetteer.find_jurisdictions(more["before"] or more["behind"])}
    return not any(gazetteer.within(body.jurisdiction, place) for place in places)
