"""Who the respondents are by their full names: "which company is behind it", "what are the defendants called"."""

from __future__ import annotations

import re

from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.steps import beginning_lines
from service.answering.held.dossier import Sentence
from service.answering.weighing.evidence import is_prose, is_silent, tells_of_itself

_ASKED = re.compile(
    r"\b(?:legal|registered|proper|full|official|exact|real) (?:name|entit(?:y|ies))\b|\bname of the (?:[\w-]+ ){0,2}?"
    r"(?:entit(?:y|ies)|company|companies|respondents?|defendants?|addressees?|operator|firm)\b"
    r"|\b(?:which|what) (?:legal |exact )?(?:compan(?:y|ies)|entit(?:y|ies)|firms?|subsidiar(?:y|ies))\b[^?]*"
    r"\b(?:behind|runs?|operates?|addressed|respondents?|answers? for)\b"
    r"|\bwho (?:exactly )?(?:is|are|was|were) (?:named as )?(?:the )?(?:formal |legal )?"
    r"(?:respondents?|defendants?|addressees?|parties)\b"
    r"|\bwhat (?:is|are|was|were) (?:the |its |their )?(?:[\w-]+ ){0,3}?(?:called|named)\b"
    r"|\b(?:respondents?|defendants?|compan(?:y|ies))\b[^?]*\b(?:called|named|names?)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\bformerly\b|\bknown as\b|\brenamed\b|\bthe company behind\b|\brespondents? (?:of|is|are)\b|\bsubsidiary\b"
)
MOST = 3


def asks_for_parties(text: str) -> bool:
    """Whether a text asks what the respondents are called."""
    return bool(_ASKED.search(text))


def party_lines(reading: Reading) -> list[Line]:
    """Sentences that name every respondent in full, those first that say what they were called or what they run."""
    prose = [one for one in reading.sentences if is_prose(one.english) and not is_silent(one)]
    stating = [one for one in prose if not tells_of_itself(one.text)]
    names = [name.rstrip(".") for name in reading.dossier.respondents]
    naming = [one for one in stating if _named(one, names)]
    naming.sort(key=lambda one: (not _CALLED.search(one.english), -len(_named(one, names))))
    left = set(names)
    told: list[Sentence] = []
    for one in naming:
        if len(told) < MOST and _named(one, names) & left:
            told.append(one)
            left -= _named(one, names)
    return unique([*reading.quoting(told), *beginning_lines(reading)[:1]]) if told else []


def _named(sentence: Sentence, names: list[str]) -> set[str]:
    return {name for name in names if name in sentence.text}
