"""By what a question calls somebody whom it does not name: "the gay dating app", "the DIY chain's receipts".

These words lead to a matter. Once it is found they are no part of what is asked about it.
"""

from __future__ import annotations

import re

from service.answering.wording.words import content_stems

_SORTS = (
    r"app|company|firm|chain|bank|lender|insurer|retailer|shop|store|supermarket|seller|dealer|broker|vendor|maker|"
    r"manufacturer|producer|developer|provider|supplier|operator|carrier|platform|network|website|site|portal|service|"
    r"airline|hotel|group|giant|project|start-?up|publisher|newspaper|school|university|hospital|clinic|pharmacy|"
    r"council|ministry|party|force|club|agency|bureau|landlord|people"
)
_DESCRIBED = re.compile(
    rf"\b(?:the|an?|this|that|which|what)\s+(?P<words>(?:(?!(?:and|or|of|in|on|for|by|with|against|over|about|at|between|under|that|which|who|was|were|is|"
    rf"are|did|does|has|had|have|to|from)\b)[\w&’-]+\s+){{1,4}}?(?:{_SORTS}))s?\b(?!-)",
    re.IGNORECASE,
)


def describing_stems(text: str) -> frozenset[str]:
    """The stems of the words by which a text calls somebody."""
    return frozenset(stem for one in _DESCRIBED.finditer(text) for stem in content_stems(one["words"]))
