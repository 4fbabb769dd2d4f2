"""What a party said for itself: its excuse, defence or grounds, told by the sentences in which a decision reports them.

Such a sentence is known by its voice ("the company states that ...", or whatever stands under "the company's comments")
and shares few words with the question, which asks for an excuse, a plea or what something was good for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from service.answering.composing.composed import Composed
from service.answering.composing.reading import Line, Reading, unique
from service.answering.held.dossier import Sentence, is_digested
from service.answering.question import Query
from service.answering.weighing.evidence import Scored, is_prose, is_silent, rank
from service.answering.wording.words import content_stems, stems

MOST, MOST_IN_ALL = 3, 5
"""Sentences chosen, and told with those that go on with them."""
NEARNESS = 6.0
"""What the nearness of a sentence's passage weighs beside the words both share."""
REASONED = 2.0
"""What it weighs that a sentence gives a reason."""
LEAST_NAME = 3
_ACTS = (
    r"(?:plead(?:ed|s)?|pled|excuse[sd]?|defend(?:ed|s)?|justif(?:y|ied|ies)|argue[ds]?|contend(?:ed|s)?|maintain(?:ed)?|"
    r"explain(?:ed|s)?|object(?:ed)?|put forward|invoke[ds]?|say|answer|repl(?:y|ied)|respond(?:ed)?|claim(?:ed)?|rely|"
    r"state|submit|account for)"
)
_ASKED = re.compile(
    rf"\b(?:what|how|why|which|on what)\b[^?]*?\b(?:did|does|do|had|has) (?P<who>[^?]{{1,90}}?) {_ACTS}\b"
    r"|\bwhat (?:was|were|is) (?P<whose>[^?]{1,80}?)['’]?s? (?:\w+ )?(?:excuses?|defen[cs]e|justifications?|pleas?|"
    r"arguments?|explanations?|objections?)\b"
    r"|\bwhich (?:excuses?|arguments?|justifications?|explanations?|objections?)\b[^?]*"
    r"\b(?:did|does|do|had|has) (?P<by>[^?]{1,80}?) (?:give|offer|make|raise|bring|have|advance|put)\b",
    re.IGNORECASE,
)
_JUDGING = re.compile(
    r"\b(?:authorit\w+|commission\w*|courts?|tribunals?|agenc(?:y|ies)|boards?|inspectorate|regulators?|watchdogs?|judges?|"
    r"ombudsman|chamber|office|law|act|gdpr|decision|judgment|report)\b|\b(?-i:[A-Z]{3,6})\b",
    re.IGNORECASE,
)
"""Who decides says why, and pleads nothing."""
_OF_ASKING = frozenset(
    stems(
        "plead excuse defend defence justify argue argument contend explain explanation object objection invoke say "
        "answer reply respond claim ground good point state submit account reason"
    )
)
_SAYS = (
    r"(?:argu|stat|claim|explain|inform|submit|contend|plead|invok|maintain|assert|emphasi[sz]|believ|consider|regard|"
    r"indicat|alleg|repl|answer|respond|declar|justif|defend|object|affirm|specif|represent|highlight|clarif|den[iy]|"
    r"disput|rel(?:y|ied|ies)|not(?:e[sd]|ing)|add(?:s|ed)|point(?:s|ed) (?:out|to)|report(?:s|ed) that)\w*"
)
_ROLES = (
    r"defendants?|respondents?|(?:data )?controllers?|company|municipality|accused|applicant|appellant|claimant|"
    r"plaintiff|association|bank|employer|committee|region|institute|school|operator|lawyers?|representatives?"
)
_STATEMENT = (
    r"(?:comments?|statements?|observations?|submissions?|defen[cs]e|arguments?|position|remarks|response|views?|"
    r"perspectives?)"
)
_DECIDES = re.compile(
    r"^\W*(?:[\w’'-]+ ){0,6}?(?:authority|inspectorate|commissioner|agency|court|tribunal|board|chamber|ombudsman|DPA|"
    r"EDPB|GDPR|regulation|law|act|article)\b[^.;,]{0,30}"
    r"\b(?:find|found|assess|stat|consider|not[ei]|conclud|determin|hold|held|decid|ha[sd]|is|was|follows|must)\w*\b",
    re.IGNORECASE,
)
_OBLIGES = re.compile(
    r"\b(?:should|must|shall)\b[^.;]{0,30}\b(?:justif|explain|inform|specif|document)\w*", re.IGNORECASE
)
_BECAUSE = re.compile(
    r"\b(?:because|since|therefore|which is why|in order to|so that|due to|given that)\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"^\W*(?:\d+\. )?(?:In addition|Moreover|Furthermore|Further|Also|Therefore|Finally|Likewise|He|She|It|They)\b",
    re.IGNORECASE,
)


class Parties:
    """How the sentences of a decision are known that give the words of those whom it is about, and of other parties."""

    def __init__(self, reading: Reading) -> None:
        """Read the names of the parties."""
        names = [*reading.dossier.respondents, *reading.query.called]
        firsts = [word for name in names for word in name.split()[:1] if len(word) >= LEAST_NAME]
        self._names = "|".join(map(re.escape, dict.fromkeys(firsts)))

    @cached_property
    def _who(self) -> str:
        return "|".join(filter(None, (_ROLES, self._names)))

    @cached_property
    def _voice(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?<!\w)(?:{self._who})\b[^.;]{{0,80}}?\b{_SAYS}\b|\baccording to (?:the )?(?:{self._who})\b"
            rf"|^\W*(?:\d+\. )?(?:He|She|It|They|M\.|Mr\.?|Ms\.?|Mrs\.?)\b[^.;]{{0,60}}?\b{_SAYS}\b"
            r"|\\?\[\w\\?\][^.;]{0,60}?\bconsiders?\b",
            re.IGNORECASE,
        )

    @cached_property
    def _heading(self) -> re.Pattern[str]:
        return re.compile(
            rf"\b{_STATEMENT}\b[^.]*\b(?:{self._who})|(?<!\w)(?:{self._who})[^.]*\b{_STATEMENT}\b", re.IGNORECASE
        )

    def speaks(self, sentence: Sentence) -> bool:
        """Whether a sentence gives a party's words, and not those of whoever decides."""
        if _DECIDES.search(sentence.english) or _OBLIGES.search(sentence.english):
            return False
        return bool(self._voice.search(sentence.english) or self._heading.search(sentence.heading))


def asks_what_was_pleaded(query: Query) -> bool:
    """Whether it is asked what a party said for itself, in the very question and not in what is told before it."""
    asked = _ASKED.search(_question_of(query.text))
    if query.yes_no or asked is None:
        return False
    who = asked.group("who") or asked.group("whose") or asked.group("by") or ""
    return bool(who) and not _JUDGING.search(who)


def may_add_pleas(query: Query, composed: Composed) -> bool:
    """Whether a plea is asked for and may stand before what else is to be said."""
    return not (composed.refusal or composed.listing) and asks_what_was_pleaded(query)


def with_pleas(reading: Reading, composed: Composed) -> Composed:
    """What is to be said, behind the party's words."""
    pleas = [] if is_digested(reading.dossier) else plea_lines(reading)
    return replace(composed, lines=unique([*pleas, *composed.lines]), readings=[reading]) if pleas else composed


def plea_lines(reading: Reading) -> list[Line]:
    """The sentences in which a decision reports what a party said on the point that is asked about."""
    parties = Parties(reading)
    spoken = [one for one in reading.whole if parties.speaks(one) and is_prose(one.english) and not is_silent(one)]
    near = reading.knowledge.nearness(reading.query.text, reading.dossier)
    words = [word for word in content_stems(reading.query.text) if word not in reading.own_stems | _OF_ASKING]
    ranked = [(_weight(one, near), one) for one in rank(reading.query, spoken, words) if one.covered]
    ranked.sort(key=lambda pair: -pair[0])
    chosen = [one.sentence for _, one in ranked[:MOST]]
    more = [one for one in _going_on(reading.whole, chosen, parties) if one not in chosen]
    told = [*chosen, *more[: MOST_IN_ALL - len(chosen)]]
    return reading.quoting(sorted(told, key=lambda one: (one.proof.document_id, one.proof.span.start)))


def _weight(scored: Scored, near: Mapping[str, float]) -> float:
    """How well a sentence answers by its words, the nearness of its passage, and whether it gives a reason."""
    reasoned = REASONED * bool(_BECAUSE.search(scored.sentence.english))
    return scored.score + NEARNESS * near.get(scored.sentence.passage_id, 0.0) + reasoned


def _going_on(whole: Sequence[Sentence], chosen: Sequence[Sentence], parties: Parties) -> list[Sentence]:
    """What stands right after a sentence and goes on in the same voice."""
    found: list[Sentence] = []
    for one in chosen:
        place = whole.index(one) + 1
        for after in whole[place : place + 1]:
            same = (after.proof.document_id, after.heading) == (one.proof.document_id, one.heading)
            if same and is_prose(after.english) and (_GOES_ON.match(after.english) or parties.speaks(after)):
                found.append(after)
    return found


def _question_of(text: str) -> str:
    """The last sentence of a text that asks."""
    asking = [part for part in re.split(r"(?<=[.!?])\s+", text) if part.rstrip().endswith("?")]
    return asking[-1] if asking else text
