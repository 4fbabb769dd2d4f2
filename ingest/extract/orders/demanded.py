"""What an order demands: the verb that names it, and where the words that say it begin in the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ingest.extract.orders.infinitives import infinitive_after, infinitive_at
from ingest.wording.sifted import vocabulary

_HERE = Path(__file__).parent
_WORDS = vocabulary(_HERE / "orders.toml")
_VERBS = vocabulary(_HERE / "order_verbs.toml")
_AND = re.compile(r"(?<!\w)and (?:to |must )?")
_VERB_REACH, _ITEM_REACH, _INFINITIVE_REACH, _LONGEST = 170, 60, 320, 420
_NOT = re.compile(r"(?:not|never|no longer)\s", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:prohibit|ban|bar|enjoin|forbid|forbad)\w*\s(?:[^.;:]{0,100}?\s)?from\s+(?=\w+ing\b)", re.IGNORECASE
)
_DONE = re.compile(r"\b(?:has|have|had|was|were|been)\s+(?:\w+ly\s+)?(?:\w+\s+or\s+)?$", re.IGNORECASE)
"""Before a participle: what has been done is not what is to be done."""
_PASSIVE = re.compile(
    r"\b(?:(?:must|shall)\s+(?:\w+ly\s+|also\s+)?be|(?:is|are)\s+to\s+be)\s+(?:\w+ly\s+)?(?=\w)", re.IGNORECASE
)
_THAT = re.compile(r"\bthat,?\s+", re.IGNORECASE)
_NAMES_A_DEED = re.compile(r"\w{3,}(?:tion|sion|ure|ment|als?|ed|es|s)\b", re.IGNORECASE)
"""English nouns and forms of verbs that nothing tells to do: "Prohibition", "deleted", "terminates"."""
_TELLS = re.compile(
    r"(?:(?!\b(?:which|that|who|whose)\b)[^,;])*?\b(?:is|are|was|were|shall|must|has|have)\b", re.IGNORECASE
)
"""After a noun: a sentence about it, and not an item that demands it."""
_STRAIGHT = re.compile(
    r"\s*:?\s*(?:(?:the|a|an|its|their|any|all|immediate|permanent|temporary|complete)\s+){0,4}", re.IGNORECASE
)
_ENDED = re.compile(r"[.;:,]\W*(?:and|or)?\W*$")
_SERIES = re.compile(r";\s*(?:and\s+|or\s+)?(?:to|must|shall)\s")


@dataclass(frozen=True, slots=True)
class Demand:
    """What is demanded: one of the verbs of `corpus.records`, and where its words begin."""

    verb: str
    start: int

    def words(self, text: str) -> str:
        """The words, to the end of what belongs to them; never cut within a word."""
        rest = text[self.start :]
        if not _SERIES.search(rest):
            rest = rest.split(";")[0]
        if len(rest) > _LONGEST:
            rest = rest[:_LONGEST].rsplit(None, 1)[0]
        return " ".join(rest.split()).rstrip(" .:,")


def demanded(text: str, cue: re.Match[str], *, told: bool) -> Demand | None:
    """What a sentence demands behind its cue, or what the cue itself says; a payment alone is None.

    Args:
        text: The sentence.
        cue: The words that order.
        told: Whether it is told afterwards: then what else is to be done counts where a sum is to be paid.
    """
    forbidden = _forbidden(text, cue, told=told)
    if forbidden:
        return forbidden
    place = infinitive_after(text, cue.end(), min(len(text), cue.end() + _INFINITIVE_REACH))
    if place is not None:
        found = _named(text, place)
        if told and found.verb in {"pay", "other"}:
            found = (_joined(text, place) if found.verb == "pay" else _earliest(text, place, _VERB_REACH)) or found
            return None if found.verb == "other" else _unpaid(found)
        return _unpaid(found)
    return _unpaid(_passive(text, cue) or _bare(text, cue, told=told))


def demanded_by_item(text: str, start: int) -> Demand | None:
    """What an item of a list of orders demands: a verb at its beginning is enough, after "except" one anywhere."""
    place = infinitive_at(text, start)
    if place is not None:
        ban = _FROM.match(text, place)
        return Demand("stop", ban.end()) if ban else _unpaid(_named(text, place))
    reach = _LONGEST if text[start:].lower().startswith("except") else _ITEM_REACH
    found = _earliest(text, start, reach)
    if (
        found
        and _NAMES_A_DEED.match(text, found.start)
        and (_TELLS.match(text, found.start) or not _ENDED.search(text))
    ):
        return None
    return _unpaid(found)


def _unpaid(found: Demand | None) -> Demand | None:
    return None if found is None or found.verb == "pay" else found


def _forbidden(text: str, cue: re.Match[str], *, told: bool) -> Demand | None:
    """A ban: "is prohibited from processing"; what is not to be done again has a verb of its own."""
    ban = _FROM.search(text, cue.start(), min(len(text), cue.end() + _VERB_REACH))
    if ban and ban.start() < cue.end():
        return Demand("stop", ban.end())
    if not told or not _WORDS["forbids"].search(cue.group()):
        return None
    verb = _earliest(text, cue.end(), _VERB_REACH) or _earliest(text, cue.start(), _VERB_REACH)
    return verb if verb and verb.verb == "not resume" else Demand("stop", cue.start())


def _named(text: str, place: int) -> Demand:
    """The infinitive at a place with the verb that names it: its own, else that of what else is to be done."""
    at = [verb for verb, pattern in _VERBS.items() if pattern.match(text, place)]
    if at:
        return Demand(at[0], place)
    if _NOT.match(text, place):
        return Demand("stop", place)
    end = place + len(text[place:].split(";", maxsplit=1)[0])
    behind = _earliest(text, place, min(_VERB_REACH, end - place))
    return Demand(behind.verb if behind and behind.verb != "pay" else "other", place)


def _earliest(text: str, start: int, reach: int) -> Demand | None:
    """The earliest verb of an order after `start`, that nothing says was done already."""
    end = min(len(text), start + reach)
    found = sorted(
        (match.start(), place, verb)
        for place, (verb, pattern) in enumerate(_VERBS.items())
        for match in pattern.finditer(text, start, end)
    )
    open_ = (Demand(verb, at) for at, _, verb in found if not _DONE.search(text[max(0, at - 40) : at]))
    return next(open_, None)


def _joined(text: str, start: int) -> Demand | None:
    """What is to be done beside paying: "agreed to pay $4.75 million and implement a plan"."""
    for joint in _AND.finditer(text, start, min(len(text), start + _VERB_REACH)):
        for verb, pattern in _VERBS.items():
            if verb != "pay" and pattern.match(text, joint.end()):
                return Demand(verb, joint.end())
    return None


def _passive(text: str, cue: re.Match[str]) -> Demand | None:
    """What is to be done by somebody who is not named: "that the templates are to be erased"."""
    for duty in _PASSIVE.finditer(text, cue.start(), min(len(text), cue.end() + _INFINITIVE_REACH)):
        for verb, pattern in _VERBS.items():
            if pattern.match(text, duty.end()):
                that = _THAT.search(text, cue.start(), duty.start())
                return Demand(verb, that.end() if that else duty.end())
    return None


def _bare(text: str, cue: re.Match[str], *, told: bool) -> Demand | None:
    """A verb without "to": a noun right behind the cue, a form of another language, or the cue's own."""
    found = _earliest(text, cue.end(), _VERB_REACH)
    formal = cue.group().isupper() or not told
    if found and formal and _NAMES_A_DEED.match(text, found.start):
        straight = _STRAIGHT.match(text, cue.end())
        found = found if straight and straight.end() == found.start else None
    return found or _earliest(text, cue.start(), cue.end() - cue.start())
