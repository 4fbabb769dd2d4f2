"""Whether the very thing asked for, a sum or somebody's name, stands in none of the sentences that bear on a question.

Real documents are asked for details that they do not state in words that they use. A sum that nobody but the claimant
named, that a step did not bring about, or that befell somebody else is none of these. A digest says what is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.documents import SourceRank
from corpus.matters import EventKind
from service.answering.held.dossier import Sentence
from service.answering.question import Intent, Premise, Query
from service.answering.question.premises import speaks_of
from service.answering.weighing import wanted
from service.answering.weighing.evidence import covers, is_silent
from service.answering.wording import facts
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
    r"teacher|student|patient|client|complainant|appellant|applicant|plaintiff|claimant|worker|consultant|analyst)"
)
_WHICH_PERSON = re.compile(
    r"\bname of the (?:[\w'’-]+ ){1,8}who\b"
    rf"|\bname of (?:[\w'’-]+ ){{1,6}}?{_PERSON}\b"
    rf"|\bwho (?:was|is|were) the (?:[\w'’-]+ ){{0,3}}?{_PERSON}\b"
    rf"|\b(?:which|what) (?:[\w'’-]+ ){{0,2}}?{_PERSON}\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Judge|Justice|Sir|Lord|Lady|Dame|Prof)\b\.? [A-Z]"
    r"|\b[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][a-z]+\b|\b[A-Z]{3,} [A-Z]{3,}\b"
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
_INSTITUTION = re.compile(
    r"\b(?:Acts?|Article|Authority|Board|Chamber|Code|Commission(?:er)?|Committee|Council|Court|Data|Department|"
    r"Directive|Law|Member|Office|Ordinance|Privacy|Protection|Regulations?|Section|State|States|Supreme|Tribunal|"
    r"Union|The|In|On|At|For)\b"
)
"""Words in the names of bodies and laws, which are nobody's."""


def lacks(query: Query, parties: Sequence[str], sentences: Sequence[Sentence]) -> bool:
    """Whether a sum or a person's name is asked for and none of the sentences gives one; those that bear most first."""
    told = [one for one in sentences if not is_silent(one)][:NEAR]
    if query.yes_no or not told or any(one.rank is SourceRank.DIGEST for one in told):
        return False
    lacking = _lacks_sum(query, parties, told) or _lacks_person(query, parties, told)
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
    """The stem of what is asked of somebody: "turnover" in "what was Acme's annual turnover"; empty where none is."""
    asked = _WHOSE.search(text)
    return content_stems(asked.group(1))[-1:] if asked else []


def _lacks_person(query: Query, parties: Sequence[str], told: Sequence[Sentence]) -> bool:
    if not _WHICH_PERSON.search(query.text):
        return False
    own = _stems_of((*parties, *query.called))
    names = (match.group() for one in told for match in _NAMED.finditer(one.text))
    return not any(not _INSTITUTION.search(name) and not set(stems(name)) <= own for name in names)


def _stems_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for name in names for stem in stems(name))
