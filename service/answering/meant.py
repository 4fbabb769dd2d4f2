"""Whether a question that names one respondent is about what another was sanctioned for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.answering.composing.reading import Reading
from service.answering.question import Query
from service.answering.question.spelling import known_by
from service.answering.wording.words import content_stems

_OVER = (
    r"\b(?:over|using|used?|involving|through|because of|(?:data|posts|photos|friends|people|users?|profiles) on)"
    r"\s+(?:the )?"
)
_RUN = (
    r"\b(?:runs|owns|operates|offers|formerly|then|once|now|owner of|operator of|company behind|service) "
    r"(?:the )?(?:\w+ )?"
)
_OF_ANOTHER = (
    r"[’']s? (?!(?:\w+ )?(?:fines?|penalt|orders?|sanction|case|appeals?|challenge|punish|bans?|decision|reprimand))\w"
)
"""What belongs to the respondent named, so that somebody else may answer for it: "Facebook's owner", never its fine."""


_SANCTIONED = r"(?:fin(?:e|es|ed|ing)|sanction(?:s|ed)?|penali[sz]e[sd]?|punish(?:ed)?|reprimand(?:ed)?)"


def is_meant(reading: Reading) -> bool:
    """Whether the question speaks of the matter's own respondents in other words ("the Swedish police")."""
    words = {stem for name in reading.dossier.respondents for stem in content_stems(name)}
    return bool(words & set(reading.query.terms))


def is_run_by(reading: Reading) -> bool:
    """Whether the matter's respondents run, own or once were what the question names: it says Facebook for Meta.

    The registry may also spell them otherwise, with or without a legal form.
    """
    own = [words for name in reading.dossier.respondents if len(words := known_by(name)) > 1]
    if any(known_by(name)[: len(words)] == words for name in reading.query.called for words in own):
        return True
    names = "|".join(map(re.escape, reading.query.called))
    run = re.compile(rf"{_RUN}(?:{names})\b") if names else None
    return run is not None and any(run.search(sentence.text) for sentence in reading.sentences)


def over_the_named(query: Query) -> bool:
    """Whether the respondent named is what others were sanctioned over: "who was reprimanded over Clearview"."""
    return any(
        re.search(rf"{_OVER}{re.escape(name)}|\b{re.escape(name)}{_OF_ANOTHER}", query.text) for name in query.called
    )


def is_of_others(query: Query, readings: Iterable[Reading]) -> bool:
    """Whether it is asked if somebody named was sanctioned, and all of these matters are about other people."""
    named = bool(query.subjects) and any(_is_sanctioned(name, query.text) for name in query.called)
    if not (query.yes_no and named) or any(one.dossier.id in query.matters for one in readings):
        return False
    return all(
        not (query.subjects & set(one.dossier.respondents) or is_meant(one) or is_run_by(one)) for one in readings
    )


def _is_sanctioned(name: str, text: str) -> bool:
    called = rf"(?:the )?{re.escape(name)}\b(?!['’]s)"
    done = rf"\b(?:was|were|has|have|had|did|does|must)\s+{called}\s+(?:\w+ ){{0,3}}?(?:{_SANCTIONED}|pay)\b"
    return bool(re.search(rf"\b{_SANCTIONED}\s+{called}|{done}", text, re.IGNORECASE))
