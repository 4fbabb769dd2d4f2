"""Whether a question asks about a person at whom no document points: somebody's chief executive, founder or lawyer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.answering.wording.words import stems

_ROLES = (
    (r"ceo|chief executive(?: officer)?|boss", "ceo executive boss"),
    (r"(?:co-?)?founders?", "founder founders cofounder"),
    (r"chair(?:man|woman|person)?|board members?", "chair chairman chairwoman board"),
    (r"lawyers?|law firm|counsel", "lawyer lawyers counsel"),
    (r"investors?|shareholders?", "investor investors shareholder shareholders"),
    (r"spokes(?:man|woman|person|people)", "spokesman spokeswoman spokesperson"),
)
_OF_SOMEBODY = tuple(
    (
        re.compile(rf"['’]s? (?:[\w-]+ )?(?:{words})\b|\b(?:{words}) (?:of|at|behind|for)\b", re.IGNORECASE),
        frozenset(stems(said)),
    )
    for words, said in _ROLES
)


def asks_of_untold_role(text: str, vocabularies: Iterable[frozenset[str]]) -> bool:
    """Whether a question asks about somebody in a role of which none of the matters speaks in any word for it."""
    asked = [said for pattern, said in _OF_SOMEBODY if pattern.search(text)]
    if not asked:
        return False
    spoken = frozenset().union(*vocabularies)
    return not any(said & spoken for said in asked)
