"""Orders that are only told of: those of an earlier decision, of one under review, or of another one that is quoted."""

from __future__ import annotations

import re

from ingest.extract.reading import Sentence

_REVIEWED = re.compile(
    r"\b(?:order|decision|notice|measure|deliberation|injunction|resolution|point|number|item|part)\b[^.;:]{0,60}?"
    r"\b(?:obliges?d?|requires?d?|orders?|ordered|directs?|directed|instructed)\s+(?:the\s+)?"
    r"(?:applicant|appellant|claimant|plaintiff|petitioner)s?\b",
    re.IGNORECASE,
)
"""What the decision that somebody turns against lays on him."""
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|several|some|no|any|an?|the|these|those|such|of|by|with|further|other|previous|earlier|"
    r"corrective|certain)\s+$",
    re.IGNORECASE,
)
"""Before "orders": then it is a noun."""
_ASKED = re.compile(
    r"\b(?:according to which|(?:request\w*|ask\w*|appl(?:y|ies|ied|ication)|motion|propos\w+|suggest\w*) that)\b",
    re.IGNORECASE,
)
"""Before a cue: somebody wants it, or another text says it."""
_PROPOSER = re.compile(
    r"\b(?:head of (?:the )?investigations?|rapporteur|advocate general|prosecutor)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
"""Who only proposes what another is to order."""
_NEAR = 40
_LONGEST_QUOTE = 2000


def is_reported(text: str, cue: re.Match[str]) -> bool:
    """Whether a cue only tells of an order: "two orders to", "the order obliges the applicant to"."""
    counted = cue.group().startswith("orders") and _COUNTED.search(text[max(0, cue.start() - _NEAR) : cue.start()])
    asked = _ASKED.search(text, max(0, cue.start() - _NEAR), cue.start())
    proposed = _PROPOSER.search(text, 0, cue.end())
    return bool(counted or asked or proposed) or _REVIEWED.search(text) is not None


def is_quoted(text: str, sentence: Sentence, start: int) -> bool:
    """Whether a sentence stands in quotation marks that were opened in or after `start`, before its first words."""
    span, said = sentence.span, sentence.text.lstrip()
    for opening, closing in (('"', '"'), ("“", "”")):
        before = text[start : span.start]
        open_before = before.count('"') % 2 == 1 if opening == closing else before.count("“") > before.count("”")
        opens = said.startswith(opening) and closing not in said[1:-1]
        if (open_before or opens) and closing in text[span.start + 1 : span.end + _LONGEST_QUOTE]:
            return True
    return False
