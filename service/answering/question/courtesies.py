"""Words that ask nothing of any document: thanks, a greeting, what can be asked here, what is held, our own words."""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.matters import State

_WHAT_LEADS = (
    r"(?:(?:ok(?:ay)?|great|perfect|good|excellent|fine|super|brilliant|right|alright|cool|nice|lovely|"
    r"wonderful|yes|no|"
    r"got it|i see|well|hi|hello|and|so|please)\b\W*)*"
)
_THANKS = (
    r"(?:(?:many |big )?thanks?(?: you| u)?|thx|ty|cheers|much appreciated|appreciated|(?:good)?bye|see you|"
    r"that(?:['’]s| is| was) (?:all|it|enough|(?:very |really |so |most )?(?:helpful|useful|clear|great|good))|"
    r"very helpful|understood|noted|got it|i see|ok(?:ay)?|great|perfect|excellent|good|super|brilliant|alright|cool|"
    r"nice|wonderful)"
    r"(?:\W+(?:so much|very much|a lot|a million|again|then|all|indeed|for (?:that|this|now|today|"
    r"everything|(?:the|your) "
    r"(?:help|answer|quick answer|information|info))|that(?:['’]s| is| was) (?:all|it|very helpful|"
    r"helpful|useful|great)|"
    r"(?:good)?bye|thanks?(?: you)?|standing))*"
)
_GREETING = r"(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|dear sirs?)(?: there| all| standing)?"
_ABILITIES = (
    r"(?:help(?: me)?(?: please)?|who are you|what are you|what(?:['’]s| is) (?:this|standing)|"
    r"(?:what|which questions?) (?:can|could|should|may|do|does) (?:i|you|we|one|this|it|standing) "
    r"(?:ask|do|answer|know|be asked)(?: (?:you|here|it|about|for me|exactly))*|"
    r"how (?:does (?:this|it|standing)|do you) work|how (?:do|can) i use (?:this|it|you|standing)|"
    r"what can (?:this|it|you) (?:do|answer) for (?:me|us)|are you (?:an? )?(?:ai|bot|robot|human|lawyer|"
    r"chatbot|person))"
)
_KINDS = r"(?:documents?|decisions?|cases?|matters?|digests?|sources?|texts?|files?)"
_PLACES = r"(?:countries|jurisdictions|places|regulators|authorities|watchdogs|courts)"
_HOLDS = (
    r"(?:are (?:there )?(?:held|covered|included|loaded|in here|here)|do you (?:hold|have|cover|know|"
    r"contain|include))"
)
_STORE = r"(?:in|of) (?:the|your|this) (?:corpus|collection|database|library|index|store|archive)"
_HOLDINGS = (
    rf"(?:(?:how many|which|what) (?:{_KINDS}|{_PLACES}) (?:{_HOLDS}(?: {_STORE})?|are (?:there )?{_STORE})|"
    rf"what (?:is|are) (?:held|covered|in (?:here|the corpus|your corpus))(?: here)?|what do you (?:hold|have|cover)|"
    rf"how (?:current|recent|up[ -]to[ -]date|old|big|large) (?:are you|is (?:this|it|your (?:data|information)|the "
    rf"(?:corpus|collection|database)))|where does (?:your|this|the) (?:data|information) come from|"
    rf"what(?:['’]s| is) (?:the )?(?:size of )?(?:the|your) corpus)"
)


_STATES = "|".join(re.escape(state.value) for state in State if state is not State.UNKNOWN)
_STATE = (
    r"(?:what (?:does|do you mean by|is meant by|is the meaning of)|define|meaning of) (?:it mean (?:that|"
    r"when) \w+ is )?"
    rf"(?:the (?:word|status|standing|state) )?[\"“”'‘’]*(?P<state>{_STATES}|"
    rf"recommended only)[\"“”'‘’]*(?: mean)?(?: here)?"
)


class Courtesy(StrEnum):
    """What was said instead of a question about enforcement."""

    THANKS = "thanks"
    GREETING = "greeting"
    ABILITIES = "abilities"
    HOLDINGS = "holdings"
    STATE = "state"


_SAID = {
    kind: re.compile(rf"^\W*{_WHAT_LEADS}{pattern}\W*$", re.IGNORECASE)
    for kind, pattern in (
        (Courtesy.STATE, _STATE),
        (Courtesy.HOLDINGS, _HOLDINGS),
        (Courtesy.ABILITIES, _ABILITIES),
        (Courtesy.GREETING, _GREETING),
        (Courtesy.THANKS, _THANKS),
    )
}


def courtesy_of(text: str) -> Courtesy | None:
    """Which of these the whole text is; None where anything else is said."""
    return next((kind for kind, pattern in _SAID.items() if pattern.match(text)), None)


def state_meant(text: str) -> str:
    """The standing whose meaning is asked, as its badge has it; nothing where none is."""
    found = _SAID[Courtesy.STATE].match(text)
    return found["state"].casefold() if found else ""
