"""What a question takes for granted or wants tested, so that records can bear it out or not."""

from __future__ import annotations

import re

from corpus.matters import EventKind
from service.answering.question.lexicon import LEXICON, compiled, one_of
from service.answering.question.query import Asked, Premise

_NEGATED = re.compile(r"\b(?:not|never|no|without|nobody|none|nothing|neither)\b|n't\b")
_NEGATIVE_QUESTION = re.compile(
    r"^\W*(?:(?:and|so|but|well)\W+)?(?:did|do|does|is|are|was|were|has|have|had|would|could|should|will)n't\b"
)
"""Who asks "didn't a judge throw it out?" asks whether one did, and denies nothing."""
_NEAR = 24
"""Characters before a premise in which a negation denies it: "did the ICO not then drop the case"."""

_EVENTS = tuple((one_of(words.patterns), tuple(map(EventKind, words.kinds))) for words in LEXICON.events)
_TEXTS = {tuple(map(EventKind, words.kinds)): one_of(words.texts) for words in LEXICON.events if words.texts}
_PREMISES = {Premise(name): pattern for name, pattern in compiled(LEXICON.premises).items()}


_OUTCOMES = frozenset(
    {
        EventKind.ANNULLED,
        EventKind.DISMISSED,
        EventKind.UPHELD,
        EventKind.REDUCED,
        EventKind.RESTORED,
        EventKind.REMITTED,
    }
)
"""What may come of a challenge: asked for that, the challenge itself is what it came of."""

_FAILED = (EventKind.DISMISSED, EventKind.UPHELD, EventKind.PERMISSION_REFUSED)
"""What it means for a challenge to be thrown out; a decision that is thrown out is annulled."""

_LOWERED = (EventKind.REDUCED, EventKind.VARIED)
"""What it means for a sum to be lowered."""

_PAY = (
    r"(?:pays?|paid|paying|ow(?:e[sd]?|ing)|hand(?:s|ed|ing)? over|part(?:s|ed|ing)? with|cough(?:s|ed|ing)? up|"
    r"g[eo]t(?:s|ting)? (?:away|off) with|settled? for|charged|billed)"
)
_LESS = (
    r"(?:less(?! (?:attention|heed|care|interest|regard|notice)\b)|only|just|merely|(?:so|that|as) (?:little|low|"
    r"small)|smaller|lower|lesser|reduced|cheaper|cheaply)"
)
_PAID_LESS = re.compile(
    r"\b(?:why|how come|(?:on|for) (?:what|which) (?:grounds?|reasons?))\b"
    r"(?![^?]*\b(?:should|would|could|might|ought)\b)[^?,;]*?"
    rf"(?P<less>\b{_PAY}\b[^?,;]{{0,40}}?\b{_LESS}\b|\b{_LESS}\b[^?,;]{{0,20}}?\b{_PAY}\b|\b(?:cheaper|rebate)\b)",
    re.IGNORECASE,
)
"""The reason is asked why somebody paid less than was set, which takes for granted that the sum was lowered."""

_AFTERWARDS = re.compile(
    r"\b(?:on|after|following|since|upon|through|despite) (?:the |its |their |an? |all )*(?:appeal|challenge)s?\b"
)
_TO_DO = re.compile(r"\b(?:to|must|not)\s+$|\b(?:must|shall)\s+(?:[\w'&.-]+\s+){1,4}$")
"""What stands before a verb that somebody was ordered to do: "ordered to suspend" and "must Acme comply" tell of no
step."""


_MAY = re.compile(
    r"\b(?:can|could|may|might|able to|right to|entitled to|possible to|how (?:do|does|to))\b[^?,;]{0,60}$"
)
"""What asks whether a challenge is open, and not whether there was one."""

_GIVEN_UP = re.compile(
    r"\b(?:withdr[ae]w\w*|drop\w*|abandon\w*|g[ai]ve up|discontinued?) (?:[\w']+ ){0,2}?(?:appeal|challenge|objection)"
    r"|\b(?:appeal|challenge|objection)s?\b[^?]{0,20}\b(?:withdrawn|dropped|abandoned|given up)\b"
)
"""A challenge that was given up is asked for as that."""

_INSTANCE = re.compile(
    r"(?<=\bcourt of )appeals?\b|(?<=\bcourts of )appeals?\b|(?<=\bboard of )appeals?\b"
    r"|\bappeals?(?= (?:courts?|tribunals?|boards?|committees?|chambers?|panels?|judges?)\b)"
)
"""What names an instance, and tells of no appeal: "the Irish Court of Appeal"."""
_WHAT = re.compile(
    r"^\W*(?:(?:and|so|but)\W+)?(?:what|which (?:[\w-]+ )?(?:circumstance|factor|reason|consideration|element)s?)"
    r"\s+(?:also |then )?$"
)
"""What stands before a verb whose doer is asked for: "what lowered the fine" asks for circumstances."""


def paid_less(text: str) -> str:
    """The words with which it is asked why somebody paid less than was set; none where it is only thought right."""
    found = _PAID_LESS.search(text)
    return found["less"] if found else ""


def asked_of(text: str) -> tuple[Asked, ...]:
    """Every premise of a question, steps first; what is denied is marked."""
    lowered = text.casefold().replace("’", "'")
    for unsaid in (_NEGATIVE_QUESTION, _INSTANCE):
        lowered = unsaid.sub(lambda one: " " * len(one.group()), lowered)
    ordered = _PREMISES[Premise.ORDERED].search(lowered)
    asked = [
        Asked(Premise.EVENT, match.group(), kinds, _denied(lowered, match))
        for pattern, kinds in _EVENTS
        if (match := pattern.search(lowered))
        and not (ordered and _TO_DO.search(lowered[: match.start()]))
        and not (kinds == _LOWERED and _WHAT.match(lowered[: match.start()]))
    ]
    if less := paid_less(lowered):
        asked = [one for one in asked if EventKind.COLLECTED not in one.events and one.events != _LOWERED]
        asked.append(Asked(Premise.EVENT, less, _LOWERED))
    if any(one.events == _FAILED for one in asked):
        asked = [one for one in asked if EventKind.ANNULLED not in one.events or "out" not in one.words]
    open_ = any(_MAY.search(lowered[: lowered.find(one.words)]) for one in asked if EventKind.APPEALED in one.events)
    if (
        open_
        or any(_OUTCOMES.intersection(one.events) for one in asked)
        or _AFTERWARDS.search(lowered)
        or _GIVEN_UP.search(lowered)
    ):
        asked = [one for one in asked if EventKind.APPEALED not in one.events]
    asked += [
        Asked(premise, match.group(), negated=_denied(lowered, match))
        for premise, pattern in _PREMISES.items()
        if (match := pattern.search(lowered))
    ]
    return tuple(asked)


def speaks_of(text: str, step: Asked) -> bool:
    """Whether a text speaks of a step of the kind that a question asks about, in any words for it."""
    lowered = text.casefold()
    ways = [pattern for pattern, kinds in _EVENTS if kinds == step.events]
    ways += [_TEXTS[step.events]] if step.events in _TEXTS else []
    return any(way.search(lowered) for way in ways)


def _denied(lowered: str, match: re.Match[str]) -> bool:
    """Whether a negation stands before the step, or within its words: "has nobody collected"."""
    return bool(_NEGATED.search(lowered[max(0, match.start() - _NEAR) : match.end()]))
