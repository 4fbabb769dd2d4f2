"""Yes or no off one clear sentence: where no record tells, and one sentence says or denies all that is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from service.answering.composing.reading import Reading
from service.answering.composing.voices import is_partys, is_possibility
from service.answering.composing.yes_no import NO, YES
from service.answering.held.dossier import Sentence
from service.answering.question import Query, Shape
from service.answering.weighing.bearing import Weighed
from service.answering.weighing.evidence import covers, is_silent
from service.answering.wording import facts
from service.answering.wording.words import SOFT, alike, content_stems, stem, stems, tokens

LIKELY = 0.15
"""Likelihood from which a sentence may carry the word."""
FIRST = 4
"""Sentences looked at, the likeliest first."""
LEAST = 2
"""Words of the question, beside names, that it must speak of; one alone is said of much else, unless of the party."""
LONGEST = 40
"""Words of a clause that says one thing."""

_QUALIFIED = re.compile(
    r"\b(?:all|every\w*|each|entire(?:ly)?|whole|only|never|always|still|again|first|last|now|currently|full(?:y)?|"
    r"both|more|less|most|least|than|same|other|alone|or|not|instead|really|actually|yet|part|mere(?:ly)?|just|simply|"
    r"because|why|how)\b|n't\b",
    re.IGNORECASE,
)
"""What asks for more than whether it was so: a sentence with the same words may leave just that out."""
_TWO = re.compile(r"\band (?:is|are|was|were|does|do|did|has|have|had|what|who|when|where|which|to)\b", re.IGNORECASE)
"""What asks two things, of which one word may answer one."""
_OPEN = re.compile(
    r"\b(?:may|might|can|could|would|should|shall|will|if|whether|unless|until|allege\w*|claim\w*|argu\w+|submit\w*|"
    r"contend\w*|believ\w+|want\w*|asks?|asked|request\w*|seek\w*|sought|propos\w+|intend\w*|plan(?:s|ned)?|"
    r"suggest\w*|appear\w*|seem\w*|expect\w*|risk|possib\w+|others?|another|except|only|previous\w*|partly|part|some|"
    r"need(?:s|ed)? to|await\w*|pending|still|yet|to be|obligation to|duty to|must)\b",
    re.IGNORECASE,
)
"""What is somebody's word, not certain, or said with a condition."""
_OF = re.compile(
    r"\baccording to\b|\b(?:plaintiff|appellant|claimant|complainant|defendant|applicant|company|bank)s? "
    r"(?:believe|consider|state|submit|argue|claim|say|think)s?\b|\bin (?:its|his|her|their) (?:view|opinion)\b",
    re.IGNORECASE,
)
"""What gives a sentence to somebody."""
_CLAUSE = re.compile(
    r"[;:]\s|\s[–—-]\s|,?\s(?:but|although|though|while|whereas|because|since|however)\s|"
    r",\s(?:and|which|who|so|as)\s|\.\s"
)
_REFUSING = re.compile(r"\b(?:refus|declin|reject|fail|den(?:y|ie)|avoid|escap|lack|unable)\w*", re.IGNORECASE)
_REACH = 6
"""Words after a verb of refusing that it may deny."""
_IN_THE_CASE = re.compile(r"^\W*in (?:the case of )?[^,?]{3,80}, ", re.IGNORECASE)
"""What only says which case is meant."""
_SAYING = frozenset(
    stems(
        "find found hold held conclude concluded decide decided rule ruled consider considered think thought say said "
        "determine determined establish court tribunal board commissioner regulator authority judge decision case "
        "matter company firm organisation organization business respondent appellant"
    )
)
"""Who decides, how that is called, and what any party may be called."""


def stated(reading: Reading, weighed: Sequence[Weighed]) -> tuple[str, Sentence] | None:
    """The word and the sentence that carries it; None where no sentence plainly says or denies what is asked.

    Yes needs the very words: near ones ("noted" for "accepted") say something else.
    """
    query = reading.query
    words = _asked(reading)
    plain = query.yes_no and query.shape is Shape.SINGLE and not query.voices and not query.qualifiers
    if not plain or not words or _TWO.search(query.text) or _QUALIFIED.search(query.text):
        return None
    own = frozenset(one for name in (*query.called, *reading.dossier.respondents) for one in stems(name))
    for one in weighed[:FIRST]:
        sentence = one.sentence
        if one.likelihood < LIKELY or is_silent(sentence) or is_partys(reading, sentence) or _OF.search(sentence.text):
            continue
        if word := _said(query, sentence.text, frozenset(words), own):
            return word, sentence
    return None


def _asked(reading: Reading) -> list[str]:
    """The words of the question beside the names of those it is about and of whoever decided."""
    query = reading.query
    bodies = [reading.gazetteer.authority(one) for one in (*query.regulators, reading.dossier.regulator) if one]
    names = [*query.called, *reading.dossier.respondents, *(name for body in bodies if body for name in body.names)]
    own = {one for name in names for one in stems(name)}
    said = [one for one in content_stems(_IN_THE_CASE.sub("", query.text)) if one not in own]
    plain = [one for one in dict.fromkeys(said) if len(one) > 1 and not one[0].isdigit()]
    telling = [one for one in plain if one not in SOFT and one not in _SAYING]
    return telling if len(telling) >= LEAST else plain


def _said(query: Query, text: str, words: frozenset[str], own: frozenset[str]) -> str:
    """What one clause of a sentence says to all the words asked: yes, no, or nothing plain."""
    if " | " in text or is_possibility(text) or not set(query.amounts) <= {a.money for a in facts.read(text).amounts}:
        return ""
    for clause in _CLAUSE.split(text):
        said = frozenset(stem(one) for one in tokens(clause))
        if not all(covers(said, one) for one in words) or (len(words) < LEAST and not own & said):
            continue
        if len(clause.split()) > LONGEST or _OPEN.search(clause):
            return ""
        word = _word(clause, words)
        return word if word == NO or words <= said else ""
    return ""


@lru_cache(maxsize=4096)
def _word(text: str, words: frozenset[str]) -> str:
    """Yes where nothing is denied, No where one of the words is; nothing where something else is denied."""
    said = frozenset(one for word in words for one in alike(word))
    denied = facts.denied(text) | _refused(text)
    if denied & said:
        return NO
    return "" if denied or facts.read(text).negated or _REFUSING.search(text) else YES


def _refused(text: str) -> frozenset[str]:
    """The stems of what a sentence says that somebody refused, declined or failed to do."""
    found: set[str] = set()
    for match in _REFUSING.finditer(text):
        found |= {stem(one) for one in tokens(re.split(r"[.;:,]", text[match.end() :])[0])[:_REACH]}
    return frozenset(found)
