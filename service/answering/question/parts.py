"""The parts of a question that asks several things of one matter: "how long did it film, and what was kept?"."""

from __future__ import annotations

import re
from dataclasses import replace

from service.answering.question.intents import counts_things, intents_of, is_yes_no
from service.answering.question.premises import asked_of
from service.answering.question.query import Query, Shape
from service.answering.question.verbs import qualifiers_of, states_of, verbs_of, voices_of
from service.answering.wording.words import stems

PLACE = r"(?:for|on|by|in|under|over|to|from|with|at|before|within|of|since|until|against|about) "
WHAT = r"(?:which|what|who|whom|whose|when|where|why|how|until when|by when)\b"
"""What asks for a thing, and what may stand before it: "on which ground"."""
_FURTHER = re.compile(
    rf"[?;]\s+(?=\w)|,?\s+(?:and|but)\s+(?:also |then |if so,? )?(?=(?:{PLACE})?{WHAT}(?!ever\b))"
    rf"|,\s+(?=(?:{PLACE})?(?:how (?:much|many|long|often|big|high|large)|what|why|by when|until when|under which)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    rf"\b{WHAT}|\bnumber of\b|\b(?:amount|size|date|length|duration) of\b"
    r"|^\W*(?:did|does|do|is|are|was|were|has|have|had|must|can|could|will)\b",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(
    rf"^[^?]*?(?::|\s[–-])\s+(?=(?:{PLACE})?{WHAT}|(?:did|does|is|are|was|were|has|have|must|can)\b|number of\b)",
    re.IGNORECASE,
)
"""What is only described before the first part asks: "Hacked law firm: how many people were hit, and when?"."""
_BARE = re.compile(
    rf"^\W*(?:(?:{PLACE})(?:which|what|whom|how (?:many|much|long))(?: [\w-]+){{0,3}}"
    r"|(?:why|when|where|how|who|how (?:much|many|long|often)|by when|until when|what for)(?: not)?)\W*$",
    re.IGNORECASE,
)
"""A part without a verb of its own: "and on what ground?"."""
_VERB = re.compile(
    r"\b(?:did|does|do|is|are|was|were|has|have|had|must|can|could|will|would|may|might|should)\b", re.IGNORECASE
)


def parts_of_question(text: str) -> list[str]:
    """What a question asks, one after the other; one part where it asks for one thing or only describes more.

    What comes before the first that asks describes it. A part that is cut short is given the verb of the first.
    """
    parts: list[str] = []
    lead = ""
    for piece in (one.strip() for one in _FURTHER.split(text)):
        if not piece:
            continue
        if _ASKS.search(piece):
            parts.append(f"{lead} {piece}".strip())
            lead = ""
        elif parts:
            parts[-1] = f"{parts[-1]}, {piece}"
        else:
            lead = f"{lead} {piece}".strip()
    if len(parts) > 1:
        parts[0] = _DESCRIBED.sub("", parts[0])
    return [*parts[:1], *(_completed(part, parts[0]) for part in parts[1:])]


def _completed(part: str, first: str) -> str:
    """A part with what the first says of it: "on what ground" of "Was an appeal let through?"."""
    verb = _VERB.search(first) if _BARE.match(part) and not _VERB.search(part) else None
    return f"{part.rstrip('?. ')} {verb.group().lower()}{first[verb.end() :]}" if verb else part


def asking_part(query: Query, part: str) -> Query:
    """The question with only what one of its parts asks, of the same matters."""
    said = set(stems(part))
    terms = tuple(term for term in query.terms if term in said)
    plain = part
    for name in query.called:
        plain = plain.replace(name, "X" * len(name))
    return replace(
        query,
        text=part,
        intents=intents_of(plain),
        also=(),
        shape=Shape.SINGLE,
        yes_no=is_yes_no(plain),
        asked=asked_of(plain),
        terms=terms,
        verbs=verbs_of(plain),
        states=states_of(plain),
        voices=voices_of(plain),
        qualifiers=qualifiers_of(plain),
        counted=counts_things(plain),
    )
