"""Whether a question that names one respondent is about what another was sanctioned for."""

from __future__ import annotations

import re

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
