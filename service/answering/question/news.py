"""Whether it is asked what is new, at all or in a place, and about nobody and nothing in particular."""

from __future__ import annotations

import re

_KINDS = r"(?:news|developments?|updates?|steps?|changes?|documents?)"
_LATELY = (
    r"(?:lately|recently|of late|today|here|now|this (?:week|month|year)|last (?:week|month)|in the last [\w ]{1,20})"
)
_NEWS = re.compile(
    r"^\W*(?:(?:hi|hello|hey|so|and|ok(?:ay)?)\b\W*)*(?:"
    r"what(?:['’]?s| is| are)? new|any(?:thing)? (?:new|news)|"
    rf"(?:(?:show|tell|give) me |what(?:['’]s| is| are) )?(?:the )?(?:latest|newest|most recent)(?: {_KINDS})?|"
    rf"(?:any )?(?:latest|recent|newest) {_KINDS}|"
    r"what(?: has|['’]s)? (?:happened|changed|been (?:happening|going on))|what did (?:i|we) miss|news|updates?)"
    rf"(?: {_LATELY})?(?: (?:in|from|for|at) [^?]{{1,60}})?\W*$",
    re.IGNORECASE,
)


def asks_for_news(text: str) -> bool:
    """Whether that is all that a text asks."""
    return bool(_NEWS.search(text))
