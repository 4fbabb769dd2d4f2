"""Whether somebody conceded to have done wrong: told by what the documents say it admitted or denied."""

from __future__ import annotations

import re
from dataclasses import replace

from service.answering.composing.findings import unrepeated
from service.answering.composing.reading import Line, Reading
from service.answering.held.dossier import Sentence, is_digested
from service.answering.question import Query
from service.answering.weighing.evidence import is_silent

MOST = 2
_WRONG = (
    r"(?:guilt|guilty|liability|liable|wrongdoing|fault|blame|responsibility|mistakes?|anything|wrong|"
    r"(?:the|any|these|those|its|their|all) (?:[\w’'-]+ ){0,2}?(?:allegations?|charges?|breach(?:es)?|"
    r"infringements?|contraventions?|violations?|offences?|failings?)|"
    r"br(?:oke|eak|eaking|oken) (?:the |any |a |data protection |privacy )*(?:laws?|rules?)|"
    r"(?:violat|infring|breach)\w+ (?:the |any )?(?:law|rules|gdpr))"
)
_ASKED = re.compile(
    r"\b(?:admit\w*|admissions?|conced\w+|confess\w*|own(?:ed|s)? up|acknowledg\w+|accept\w*|plead\w*|"
    rf"den(?:y|ies|ied))\b[^?.;]{{0,40}}?\b{_WRONG}\b",
    re.IGNORECASE,
)
_ADMITS = re.compile(
    rf"\b(?:admi(?:t|ts|tted|tting|ssions?)|conced\w+|confess\w*|acknowledg\w+|accept\w*|pleaded)\b"
    rf"(?: or den\w+| nor den\w+| that)?[^.;]{{0,40}}?\b{_WRONG}\b"
    r"|\badmissions? of\b|\bwithout (?:an? |any )?admission\b",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\bneither (?:admi|conced|accept)|\b(?:without|no|not|never)\b(?: \w+){0,3} (?:admi|conced|accept|acknowledg)\w*"
    rf"|\bden(?:y|ies|ied)\b[^.;]{{0,30}}?\b{_WRONG}\b|\b(?:disagree\w*|disput\w+)\b[^.;]{{0,20}}?\ballegations?\b",
    re.IGNORECASE,
)
_PERHAPS = re.compile(r"\b(?:if|whether|would|may|might|could|should|must)\b", re.IGNORECASE)


_ASKED_OF_DENYING = re.compile(r"\bden(?:y|ies|ied)\b|\bnot\b|\bnever\b|n['’]t\b|\bwithout\b|\bor\b", re.IGNORECASE)
"""What turns the question, so that no one word answers it."""


def asks_for_admission(query: Query) -> bool:
    """Whether it is asked if somebody conceded to have done wrong, and not that some particular thing was so."""
    return bool(_ASKED.search(query.text))


def admission_lines(reading: Reading) -> list[Line]:
    """What somebody admitted or denied to have done; with a word for it where a digest says one thing of it."""
    if not asks_for_admission(reading.query):
        return []
    told = unrepeated((one for one in reading.sentences if _speaks_of_it(reading, one)), MOST)
    lines = reading.quoting(told)
    denied = {bool(_DENIES.search(one.english)) for one in told}
    judged = reading.query.yes_no and is_digested(reading.dossier) and len(denied) == 1
    if judged and not _ASKED_OF_DENYING.search(reading.query.text):
        lines[0] = replace(lines[0], verdict="No" if denied == {True} else "Yes")
    return lines


def _speaks_of_it(reading: Reading, sentence: Sentence) -> bool:
    text = sentence.english
    tells = (_ADMITS.search(text) or _DENIES.search(text)) and not _PERHAPS.search(text)
    return bool(tells) and bool(reading.own_stems & sentence.stems) and not is_silent(sentence)
