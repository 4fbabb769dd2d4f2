"""Whether the very thing asked for, a sum or somebody's name, stands in none of the sentences that bear on a question.

Real documents are asked for details that they do not state in words that they use. A sum that nobody but the claimant
named, that a step did not bring about, or that befell somebody else is none of these. A digest says what is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from corpus.documents import SourceRank
from corpus.matters import EventKind
from service.answering.held.dossier import Sentence
from service.answering.question import Intent, Premise, Query
from service.answering.question.premises import speaks_of
from service.answering.weighing import wanted
from service.answering.weighing.evidence import covers, is_silent
from service.answering.wording import facts
from service.answering.wording.bodies import is_of_a_body
from service.answering.wording.words import content_stems, stems

NEAR = 8
"""Sentences that bear most on a question, among which what it asks for must stand."""

_SUM = re.compile(
    r"\bwhat (?:exact|precise|final|total|new|reduced|lower) (?:sum|amount|fine|penalty)\b", re.IGNORECASE
)
_TIME = re.compile(r"\bhow much (?:more )?(?:time|notice|longer)\b", re.IGNORECASE)
_OF_TIME = frozenset({Intent.DEADLINE, Intent.DATE})
"""By when money may be claimed is not how much."""
_NO_SUM = frozenset(stems("fine fined penalty penalties monetary compensation costs"))
_CLAIMED = re.compile(
    r"\b(?:seek(?:s|ing)?|sought|claim(?:s|ed|ing)?|ask(?:s|ed|ing)? for|demand(?:s|ed|ing)?)\b", re.IGNORECASE
)
_PERSON = (
    r"(?:manager|employee|judge|magistrate|officer|director|lawyer|counsel|solicitor|barrister|driver|doctor|nurse|"
    r"teacher|student|patient|client|complainant|appellant|applicant|plaintiff|claimant|worker|consultant|analyst|"
    r"person|hacker|intruder|attacker|culprit)"
)
_WHICH_PERSON = re.compile(
    r"\bname of the (?:[\w'’-]+ ){1,8}who\b"
    rf"|\bname of (?:[\w'’-]+ ){{1,6}}?{_PERSON}\b"
    rf"|\bwho (?:was|is|were) (?:the|[\w'’ -]{{2,40}}['’]s?) (?:[\w'’-]+ ){{0,3}}?{_PERSON}\b"
    rf"|\b(?:which|what) (?:(?!(?:did|do|does|was|were|is|are|had|has|have|must|may|can)\b)[\w'’-]+ ){{0,2}}?"
    rf"{_PERSON}\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Judge|Justice|Sir|Lord|Lady|Dame|Prof)\b\.? [A-Z][\w'’-]*"
    r"|\b[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][a-z]+\b|\b[A-Z]{3,} [A-Z]{3,}\b"
)
_MASKED = re.compile(r"\b(?:X{1,4}|[A-Z])\b\.?$")
"""What stands for a name that is not told: "Mr XX"."""
_OFFICE = frozenset(stems("officer director manager"))
"""Offices of which a name must stand where the office is spoken of; of others it may stand anywhere near."""
_OFTEN_UNSAID = frozenset(stems("people person user customer member euro kroner krona pound dollar zloty kuna time"))
"""What is counted under many names ("data subjects"), or is a sum, which is looked for elsewhere."""
_HOW_LONG = re.compile(r"\bhow many (?:\w+ )?(?:days|weeks|months|years|hours|minutes|times)\b", re.IGNORECASE)
_FORMER_SUM = re.compile(
    r"\b(?:what (?:\w+ )?(?:sum|amount|fine|penalty|fee)|how (?:much|high|big|large))\b[^?]*\b(?:announced|proposed|"
    r"notified|intended|foreseen|planned|threatened|first (?:set|worked out)|originally|initially)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:announc\w+|propos\w+|notif\w+|notice|intend\w*|intention|foresee\w*|foreseen|plan(?:s|ned)|threat\w+|"
    r"original\w*|initial\w*|draft|warned|agreement to initiate|reduc\w+|lower\w*|from)\b",
    re.IGNORECASE,
)
_WHY_DID = re.compile(r"\bwhy (?:did|was|were|has|have|had|does|do)\b", re.IGNORECASE)
_TURNS = tuple(
    frozenset(stems(words))
    for words in (
        "reject refuse dismiss deny denied decline",
        "annul overturn cancel revoke quash reverse aside",
        "withdraw withdrew withdrawn drop abandon",
        "suspend stay postpone",
        "acquit",
        "resign",
    )
)
"""Steps that a question for their reason takes for granted, each in the words that may tell it."""
_WHOSE = re.compile(
    r"\bwhat (?:was|were|is|are) (?:[\w&.-]+ ){0,4}?[\w&.-]+['’]s? ((?:[\w-]+ ){0,2}?[\w-]+)"
    r"(?= (?:when|in|at|for|on|during|before|after)\b|\?)",
    re.IGNORECASE,
)
_SAID = frozenset(
    stems(
        "excuse argument defence defense explanation answer reply response justification reason view position opinion "
        "plea claim complaint objection point case reaction grounds motive mistake failing fault role part"
    )
)


def lacks(query: Query, parties: Sequence[str], sentences: Sequence[Sentence]) -> bool:
    """Whether a sum or a person's name is asked for and none of the sentences gives one; those that bear most first."""
    told = [one for one in sentences if not is_silent(one)][:NEAR]
    if query.yes_no or not told or any(one.rank is SourceRank.DIGEST for one in told):
        return False
    lacking = _lacks_sum(query, parties, told) or _lacks_person(query, parties, sentences)
    lacking = lacking or _lacks_count(query, parties, sentences)
    return lacking or lacks_step(query, sentences) or _lacks_property(query, sentences)


def _lacks_sum(query: Query, parties: Sequence[str], told: Sequence[Sentence]) -> bool:
    asked = wanted.kinds_of(query.text).money or _SUM.search(query.text)
    if not asked or _TIME.search(query.text) or query.main in _OF_TIME:
        return False
    if any(facts.denied(one.english) & _NO_SUM for one in told):
        return False
    given = [one for one in told if facts.read(one.english).amounts]
    if not _CLAIMED.search(query.text):
        given = [one for one in given if not _CLAIMED.search(one.english)]
    for step in query.asked:
        if step.premise is Premise.EVENT and EventKind.REDUCED in step.events:
            given = [one for one in given if speaks_of(one.english, step)]
    strangers = _fined_strangers(query, parties)
    return not any(strangers <= one.stems for one in given)


def lacks_former_sum(query: Query, sentences: Sequence[Sentence]) -> bool:
    """Whether a sum is asked for that was announced or proposed, and none is given but those that the question names.

    A decision that says "the fine can be reduced to EUR 500" says nothing of what it was reduced from.
    """
    if query.yes_no or not _FORMER_SUM.search(query.text):
        return False
    named = {*query.figures, *(one.amount for one in query.amounts)}
    named |= {Decimal(one) for one in facts.read(query.text).figures if one.isdigit()}
    own = [{amount.money.amount for amount in facts.read(one.english).amounts} - named for one in sentences]
    ahead = [sums for one, sums in zip(sentences, own, strict=True) if _AHEAD.search(one.english)]
    return not any(ahead)


def _fined_strangers(query: Query, parties: Sequence[str]) -> frozenset[str]:
    """The words of the names that are asked about, where somebody is said to be fined and it is none of the parties."""
    fined = any(one.premise in (Premise.FINED, Premise.A_FINE) for one in query.asked)
    if query.subjects or not parties or not fined:
        return frozenset()
    own = _stems_of(parties)
    return frozenset(stem for name in query.names for stem in stems(name) if stem not in own)


def lacks_step(query: Query, sentences: Sequence[Sentence]) -> bool:
    """Whether a reason is asked for a refusal, a reduction or the like, and no sentence speaks of one."""
    asked = set(content_stems(query.text)) if _WHY_DID.search(query.text) else set()
    return any(asked & ways and not any(ways & one.stems for one in sentences) for ways in _TURNS)


def _lacks_property(query: Query, sentences: Sequence[Sentence]) -> bool:
    """Whether a property of somebody is asked for ("what was Acme's annual turnover") that no sentence names."""
    named = property_of(query.text)
    return any(not any(covers(one.stems, word) for one in sentences) for word in named)


def property_of(text: str) -> list[str]:
    """The stem of what is asked of somebody: "turnover" in "what was Acme's annual turnover"; empty where none is.

    What somebody said goes by no name where it stands: an excuse is not called one.
    """
    asked = _WHOSE.search(text)
    return [one for one in content_stems(asked.group(1))[-1:] if one not in _SAID] if asked else []


def _lacks_count(query: Query, parties: Sequence[str], sentences: Sequence[Sentence]) -> bool:
    """Whether a number is asked, and no sentence that speaks of more of the question gives a figure of the thing."""
    own = _stems_of((*parties, *query.called))
    nouns = wanted.counted(query.text, own) if wanted.kinds_of(query.text).count else []
    if _HOW_LONG.search(query.text) or _OFTEN_UNSAID.intersection(nouns):
        return False
    rest = [term for term in query.topic if term not in nouns and term not in own]
    counting = [one for one in sentences if nouns and wanted.has_figure_of(one.english, nouns)]
    return bool(nouns and rest) and not any(covers(one.stems, term) for one in counting for term in rest)


def _lacks_person(query: Query, parties: Sequence[str], sentences: Sequence[Sentence]) -> bool:
    if not _WHICH_PERSON.search(query.text):
        return False
    own = _stems_of((*parties, *query.called))
    offices = _OFFICE.intersection(stems(query.text))
    stating = [one for one in sentences if not is_silent(one)]
    told = [one for one in stating if offices & one.stems] if offices else stating[:NEAR]
    names = [match.group() for one in told for match in _NAMED.finditer(one.text)]
    names = [name for name in names if not is_of_a_body(name) and not _MASKED.search(name)]
    return not any(not set(stems(name)) <= own for name in names)


def _stems_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for name in names for stem in stems(name))
