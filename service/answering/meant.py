"""Whether a question that names one respondent is about what another was sanctioned for."""

from __future__ import annotations

import re

from service.answering.composing.reading import Reading
from service.answering.question import Query
from service.answering.wording.words import content_stems

_OVER = (
    r"\b(?:over|using|used?|involving|through|because of|(?:data|posts|photos|friends|people|users?|profiles) on)"
    r"\s+(?:the )?"
)
_OF_ANOTHER = (
    r"[’']s? (?!(?:\w+ )?(?:fines?|penalt|orders?|sanction|case|appeals?|challenge|punish|bans?|decision|reprimand))\w"
)
"""What belongs to the respondent named, so that somebody else may answer for it: "Facebook's owner", never its fine."""


def is_meant(reading: Reading) -> bool:
    """Whether the question speaks of the matter's own respondents in other words ("the Swedish police")."""
    words = {stem for name in reading.dossier.respondents for stem in content_stems(name)}
    return bool(words & set(reading.query.terms))


def over_the_named(query: Query) -> bool:
    """Whether the respondent named is what others were sanctioned over: "who was reprimanded over Clearview"."""
    return any(
        re.search(rf"{_OVER}{re.escape(name)}|\b{re.escape(name)}{_OF_ANOTHER}", query.text) for name in query.called
    )
