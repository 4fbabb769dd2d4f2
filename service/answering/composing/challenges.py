"""Whether a question asks how a challenge ended: who won, what was undone, obtained, or must now be done."""

from __future__ import annotations

import re
from enum import Enum

from service.answering.composing.deciding import CHALLENGE


class Side(Enum):
    """What of a challenge is asked."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    UNDONE = "undone"
    OBTAINED = "obtained"
    MUST_ACT = "must act"
    KEPT = "kept"


_ON = r"(?:[^?.]|(?<=\b\w)\.)"
"""On within a sentence, initials included: "the complaint of Bruno B. against"."""
_SUCCESS = r"succeed\w*|success(?:ful(?:ly)?)?|g[eo]ts? (?:any|some|no)where|prevail\w*"
_MADE = r"upheld|granted|accepted|allowed|well[- ]founded|founded"
_FAILED = r"dismissed|rejected|refused|denied|thrown out|turned down|in vain|failed|fail|unfounded"
_ACT = r"fines?|penalt\w+|decisions?|orders?|notices?|judgments?|rulings?|resolutions?"
_SUCCEEDED = re.compile(
    rf"\b(?:{CHALLENGE})\b[^?.]{{0,200}}\b(?:{_SUCCESS})\b"
    rf"|\b(?:{_SUCCESS}|win|lucky|right)\b[^?.]{{0,40}}"
    rf"\bwith (?:his|her|its|their|the) (?:[\w-]+ ){{0,3}}(?:{CHALLENGE})\b"
    r"|\b(?:did|does|has|have) [^?.,]{1,40}? (?:win|won|prevail)(?:ed)?(?: (?:its|his|her|their|the) "
    rf"(?:[\w-]+ ){{0,2}}(?:case|{CHALLENGE}))?(?: (?:before|in|at|against) [^?]{{2,80}})?\?"
    r"|\b(?:appeal(?:ed|s)?|complain(?:ed|s)?|sued?|sues|object(?:ed|s)|challeng(?:ed|es)|went to court|applied|"
    r"contest(?:ed|s))\b.*\b(?:did|does|has|have|had|was|were) (?:he|she|they|it|the \w+) "
    r"(?:(?:have|had|in the end|finally|any|ever) ?){0,3}(?:win|won|succeed(?:ed)?|prevail(?:ed)?|success(?:ful)?|"
    r"g[eo]t (?:any|some)where)\b",
    re.IGNORECASE | re.DOTALL,
)
_WHO_WON = re.compile(
    r"\b(?:who|which (?:side|party|of (?:them|the two))) (?:\w+ ){0,2}?"
    r"(?:won|wins|win|lost|loses|prevail(?:ed|s)|succeeded|"
    r"had the better|c[ao]mes? out (?:on top|ahead))\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    rf"(?:^|[.,;:] |\band )(?:is|are|was|were|did|has|have)\b{_ON}*\b(?:{CHALLENGE})\b"
    rf"(?:(?!\b(?:{_ACT})\b){_ON}){{0,120}}"
    rf"\b(?:(?P<made>{_MADE})|(?P<failed>{_FAILED}))"
    r"(?: (?:altogether|entirely|completely|outright|again))?(?: (?:by|before|in|on|at|after|as) [^?]{0,80})?\?",
    re.IGNORECASE,
)
"""The last participle of a question: "was the complaint about refused access upheld?" asks for the upholding."""
_UNDONE = re.compile(
    r"\b(?:annul\w*|cancel\w*|quash\w*|suspend\w*|lift\w*|overturn\w*|revers\w+|set aside|strike down|struck down|"
    r"reduc\w+|revok\w+|stay)\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    rf"\b(?:{_ACT})\b[^?.]{{0,80}}\b(?:upheld|confirmed|maintained|affirmed|sustained)\b"
    rf"|\b(?:uphold|confirm|maintain|affirm|sustain)\b[^?.]{{0,60}}\b(?:{_ACT})\b",
    re.IGNORECASE,
)
_OBTAINED = re.compile(
    r"\b(?:did|has|have) [^?.]*\b(?:gets?|got|gotten|receive[sd]?|obtain(?:ed)?|win|won|awarded)\b[^?.]*"
    r"\b(?:compensation|damages|access|money|rectification|erasure|correction|injunction)\b"
    r"|\b(?:was|were) [^?.]*\b(?:awarded|granted)\b[^?.]*\b(?:compensation|damages|access|injunction)\b",
    re.IGNORECASE,
)
_MUST_ACT = re.compile(
    r"^(?:and |so )?(?:does|do|did|must|should|is|was) (?:the )?(?P<who>[^?,]{2,60}?) (?:now )?"
    r"(?:(?:have|has|had|need|obliged|bound|ordered|told|made) to |must )?"
    r"(?:(?-i:act)|take (?:\w+ )?(?:action|measures|steps)|"
    r"enforce|intervene|look (?:again|into)|decide again|reconsider|investigate)\b",
    re.IGNORECASE,
)


def asks_who_won(text: str) -> bool:
    """Whether it is asked which side a decision on a challenge was for."""
    return bool(_WHO_WON.search(text))


def asks_if_won(text: str) -> bool:
    """Whether a text asks if somebody's challenge had success, or failed."""
    return bool(_SUCCEEDED.search(text) or _RESULT.search(text))


def side_of(text: str) -> Side | None:
    """What of a challenge a text asks, whether or not it is a plain yes or no question."""
    result = _RESULT.search(text)
    if result:
        return Side.FAILED if result.group("failed") else Side.SUCCEEDED
    return Side.SUCCEEDED if _SUCCEEDED.search(text) else None


def asks_if_undone(text: str) -> bool:
    """Whether a text asks if something was annulled, suspended, lifted or reduced."""
    return bool(_UNDONE.search(text))


def asks_if_kept(text: str) -> bool:
    """Whether a text asks if a decision or a sum was upheld by whoever reviewed it."""
    return bool(_KEPT.search(text))


def asks_if_obtained(text: str) -> bool:
    """Whether a text asks if somebody got what they went to court for."""
    return bool(_OBTAINED.search(text))


def who_must_act(text: str) -> str:
    """Who is asked to have to act, or to have acted; empty where nobody is."""
    acting = _MUST_ACT.search(text)
    return acting.group("who").strip() if acting else ""
