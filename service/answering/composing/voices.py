"""Whose words a sentence gives: a party's, the law's, or those of the authority that brought the matter."""

from __future__ import annotations

import re

from service.answering.composing.challenges import asks_if_won
from service.answering.composing.reading import Reading
from service.answering.held.dossier import Sentence
from service.answering.question import Query
from service.answering.weighing.evidence import is_prose, is_silent
from service.answering.wording import facts
from service.answering.wording.words import stems

MIXED_VOICES = frozenset({"argument", "allegation"})
"""Ways of saying a thing that are a party's, unless the authority itself speaks so."""
MOST_CHARGES = 3
"""What an authority alleged that is told: no bundled digest of a matter that was settled has more."""
_NAMELESS = r"(?:the )?(?:two|three|four|five|six) (?:authorities|regulators|commissioners)"
_ACTS = (
    r"alleg\w+|accus\w+|found|finds?|held|holds?|record(?:ed|s)|decid\w+|(?:did|does) not (?:accept|follow)|rejected"
)
_CHARGES = re.compile(r"\b(?:alleg(?:ed|es)|accus(?:ed|es))\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:outcome|results?|"
    r"what (?:was|did|has|were|does|happened)\b[^?]*\b(?:issued?|do|done|decided?|imposed?|to|with)|"
    r"how did [^?]*\b(?:end|conclude|go|turn out)|sanction\w*|punish\w*|get away|got away|reprimanded|warned|"
    r"fined?|penali[sz]ed|what became of|appeals board|courts?|tribunals?|in breach|find [^?]* breach|unlawful)\b",
    re.IGNORECASE,
)
_MAY = re.compile(r"\b(?:may|can|has the power to)\b[^.;]{0,80}\b(?:issue|impose|order|adopt|use)\b", re.IGNORECASE)
_REACH = 80
"""Characters between an authority's name and what it does: "The FTC and the Department of Justice also alleged"."""
_SPEAKS = (
    r"(?:sa(?:id|ys?)|told|tells?|argue[ds]?|claim(?:s|ed)?|answer(?:s|ed)|replie[ds]|insist(?:s|ed)?|maintain(?:s|ed)|"
    r"plead(?:s|ed)|contend(?:s|ed)?|blame[ds]?)"
)


def a_party_speaks(query: Query) -> bool:
    """Whether a question speaks of what somebody named argued or answered: "Acme told Italy that ..."."""
    names = "|".join(re.escape(name) for name in query.called)
    return bool(names) and bool(re.search(rf"\b(?:{names})\b[^.?;]{{0,40}}?\b{_SPEAKS}\b", query.text, re.IGNORECASE))


def is_partys(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence argues or alleges, and the authority of the matter is not the one who does.

    What an authority alleges in a matter that ended by settlement is its case, and all that there is of a finding.
    """
    return bool(facts.stances(sentence.text) & MIXED_VOICES) and not _speaks_itself(reading, sentence)


def charges(reading: Reading) -> list[Sentence]:
    """What the authority of the matter alleged, in the order of the text; the words still say that it alleged."""
    found = [one for one in reading.sentences if _CHARGES.search(one.english) and is_prose(one.english)]
    return [one for one in found if not is_silent(one) and _speaks_itself(reading, one)][:MOST_CHARGES]


def asks_for_outcome(query: Query) -> bool:
    """Whether how it ended is asked, or something that an outcome without money or orders answers."""
    return bool(_ASKED.search(query.text)) or asks_if_won(query.text)


def is_possibility(text: str) -> bool:
    """Whether a text says what an authority may do in law, which is not what it did."""
    return bool(_MAY.search(text))


def speaks_of_another(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence names another respondent of the matter and not the one asked about."""
    asked = reading.query.subjects
    if not asked & set(reading.dossier.respondents):
        return False
    ours = {stems(name)[0] for name in asked}
    others = {stems(name)[0] for name in reading.dossier.respondents if name not in asked} - ours
    return bool(others & sentence.stems) and not ours & sentence.stems


def _speaks_itself(reading: Reading, sentence: Sentence) -> bool:
    authority = reading.gazetteer.authority(reading.dossier.regulator or "")
    if authority is None or authority.is_court:
        return False
    names = "|".join([_NAMELESS, *(re.escape(name) for name in authority.names)])
    pattern = rf"\b(?:{names})\b[^.;:]{{0,{_REACH}}}?\b(?:{_ACTS})\b|\balleg(?:ed|es) (?:for|by) (?:the )?(?:{names})\b"
    return bool(re.search(pattern, sentence.text, re.IGNORECASE))
