"""What an operative part does with the challenge before it: refused, granted, or granted in part."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache


class Way(Enum):
    """What became of an appeal, a complaint, an action or a request."""

    REFUSED = "refused"
    GRANTED = "granted"
    PARTLY = "partly"


LONGEST = 420
"""Characters of a sentence that decides; longer ones are recitals that hold a word of deciding by the way."""
CHALLENGE = (
    r"appeals?|cassation|complaints?|objections?|actions?|claims?|applications?|requests?|petitions?|lawsuits?|suit|"
    r"motions?|challenge"
)
"""What asks a body to undo or to order something."""
_ACT = r"decisions?|resolutions?|orders?|judgments?|rulings?|notices?|fines?|penalt(?:y|ies)|deliberations?"
_LINK = r"(?:is|are|being|to be|shall be|stands?|must(?: \w+)? be|ha(?:s|ve) been)"
_OWN = r"(?:the|this|his|her|its|their|your|that|any|all|\w+['’]s?) (?:[\w'’-]+ ){0,3}"
_HOW = (
    r"(?:(?:hereby|therefore|thus|accordingly|consequently|otherwise|entirely|hence|as|being|to be|declared|held|"
    r"in (?:its|their) entirety|in (?:this|that|these|all other) (?:respects?|extent|parts?)) ){0,3}"
)
_NO = r"dismissed|rejected|denied|refused|unfounded|inadmissible|ill-founded|disallowed|not (?:\w+ )?(?:upheld|granted)"
_YES = r"upheld|granted|allowed|well[- ]founded|founded|successful|sustained|accepted"
_UNDONE = r"annulled|reversed|set aside|quashed|repealed|overturned|cancelled|canceled|revoked|lifted"
_BODY = r"^\W*(?:\w+[.)] ?)?(?:[^,;:]{0,80}\b)?"
_POINT = r"^\W*(?:[\w-]+[.):]+ ?-?)?(?:to )?"
"""Who decides, before the verb ("2. The court rejects"), or only the number of a point ("2. Dismiss")."""
_NEAR = r"[^.;:]{0,90}?"
_FAR = r"(?:[^.;:]|(?<=\bNo)\.){0,140}?"
_SITTING = r"(?:court|tribunal|board|panel|chamber|council of state)"
_LABEL = r"\b(?:result|outcome|decision|disposition)s?:[^.:]{0,60}?\b"
"""Who hears a challenge, and what heads its result: "3. The Board refused the request", "Result: appeal allowed"."""
_REFUSED = re.compile(
    rf"\b(?:{CHALLENGE})\b{_NEAR}\b{_LINK} {_HOW}(?:{_NO})\b"
    rf"|{_BODY}(?:to dismiss|dismisses|rejects|denies|dismissing|"
    rf"(?:we|I) (?:hereby |therefore )?(?:dismiss|reject|deny))\b"
    rf"{_NEAR}\b{_OWN}(?:{CHALLENGE})\b"
    rf"|{_POINT}(?:dismiss|reject|deny|dismissal of|rejection of)\b{_NEAR}\b{_OWN}(?:{CHALLENGE})\b"
    rf"|\bdeclares?\b{_NEAR}\b(?:{CHALLENGE})\b{_NEAR}\b(?:unfounded|inadmissible|ill-founded)\b"
    rf"|\bdeclares? (?:the )?(?:inadmissib|unfounded)\w*\b{_NEAR}\b(?:{CHALLENGE})\b"
    rf"|\b(?:therefore|accordingly|consequently|hereby|thus) (?:dismiss|reject|deni)(?:ed|es|s|ies)\b"
    rf"{_NEAR}\b(?:{CHALLENGE})\b"
    rf"|\b(?:court|tribunal|board|council of state|chamber|panel|authority|agency|commissioner)\W+"
    rf"(?:hereby |therefore )?(?:rejected|dismissed|denied) (?:the|his|her|its|their|this) (?:\w+ ){{0,2}}"
    rf"(?:{CHALLENGE})\b[^.;]{{0,60}}\bunfounded\b"
    rf"|\b(?:is|are|was|were|been) (?:not|un)[ -]?successful in (?:his|her|its|their) (?:{CHALLENGE})\b"
    rf"|\b(?:{_ACT})\b{_NEAR}\b{_LINK} {_HOW}(?:upheld|confirmed|maintained|affirmed)\b"
    rf"|\b{_SITTING}\)? (?:hereby |therefore )?(?:affirms|upholds|confirms|sustains) {_OWN}(?:{_ACT})\b"
    rf"|^\W*\d{{1,2}}[.)] (?:the |this )?{_SITTING} (?:dismissed|rejected|refused) {_OWN}(?:{CHALLENGE})\b"
    rf"|{_LABEL}(?:{CHALLENGE}) (?:is |are )?(?:dismissed|rejected|refused|disallowed)\b",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    rf"\b(?:{CHALLENGE})\b{_NEAR}\b{_LINK} {_HOW}(?:{_YES})\b"
    rf"|{_BODY}(?:to allow|upholds|grants|allows|sustains|(?:we|I) (?:hereby |therefore )?(?:uphold|grant|allow)) "
    rf"(?:in part )?{_OWN}(?:{CHALLENGE})\b"
    rf"|\b(?:appeal|complaint|action) by (?:upholding|allowing) it\b"
    rf"|{_POINT}(?:uphold|grant|allow) {_OWN}(?:{CHALLENGE})\b"
    rf"|\bdeclares?\b{_NEAR}\b(?:{CHALLENGE})\b{_NEAR}\b(?:well[- ]founded|founded|justified)\b"
    rf"|\b(?:{_ACT})\b{_FAR}\b{_LINK} {_HOW}(?:{_UNDONE})\b"
    rf"|\bwe (?:hereby |therefore )?(?:uphold|grant|allow) (?:in part )?{_OWN}(?:{CHALLENGE})\b"
    rf"|{_BODY}(?:annuls?|quashes|sets aside|overturns|reverses|revokes|repeals?)\b{_NEAR}\b(?:{_ACT})\b"
    rf"|{_BODY}(?:sets|(?:we|I) (?:hereby |therefore )?set) {_OWN}(?:{_ACT})\b{_NEAR}\baside\b"
    rf"|\b(?:court|tribunal|board|panel) (?:hereby |therefore )?varies {_OWN}(?:{_ACT})\b"
    rf"|\bha(?:s|ve) been (?:upheld|successful) in (?:his|her|its|their) (?:{CHALLENGE})\b"
    rf"|^\W*\d{{1,2}}[.)] (?:the |this )?{_SITTING} (?:allowed|upheld|granted) {_OWN}(?:{CHALLENGE})\b"
    rf"|{_LABEL}(?:{CHALLENGE}) (?:is |are )?(?:allowed|upheld|granted|sustained)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:parts? of (?:the|his|her|its|their) (?:\w+ )?(?:appeal|complaint|claim|action|request)|partly|partially|"
    r"in (?:the )?part|save (?:for|as|in so far)|varies|in so far as|insofar as|to the extent|"
    r"(?:the )?(?:remainder|rest)|for the rest|otherwise|"
    r"as to the (?:other|remaining))\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\bappeals?\b[^.;]{0,60}\b(?:against this|(?<!relation )(?<!regard )(?<!respect )to the(?! extent))\b|"
    r"\bintervene\b|\bintervention\b|\blegal aid\b|"
    r"\b(?:should|need not|does not|do not|did not)\b(?! (?:successful|upheld|granted))|"
    r"\b(?:(?-i:may)|might|can|could|whether|would|if|unless|where|when|(?<!the )(?<!all )(?<!her )(?<!his )(?<!its )"
    r"request(?:s|ed|ing) (?:the|that|to|for)|asks?|asked|"
    r"seeks?|sought|propos\w+|draft|submits?|argu\w+|claims that|according to the (?:plaintiff|appellant|complainant|"
    r"defendant|applicant|company|data subject)|previous(?:ly)?|earlier|at first instance|in any other case|"
    r"now appealed|appealed decision,|contested decision,|had been|primary (?:decision|order)|opinion of|"
    r"was directed against|is directed against|whereby|(?<!part )in which|by (?:a )?(?:decision|judgment|order|letter) "
    r"(?:of|dated)|by virtue of|case-law|see|cf|(?<!in )paragraphs?|"
    r"on \d{1,2} \w+ \d{4},? [^,]{0,80}(?:dismissed|rejected))\b",
    re.IGNORECASE,
)
"""What a party wants, what the law says of such cases, and what another body did before decide nothing here."""


_TOLD = rf"\b(?:the|its|his|her|their) (?:\w+ )?(?:{CHALLENGE}) (?:was|were) {_HOW}"
_TOLD_REFUSED = re.compile(rf"{_TOLD}(?:{_NO})\b", re.IGNORECASE)
_TOLD_GRANTED = re.compile(rf"{_TOLD}(?:{_YES})\b", re.IGNORECASE)
_EXPLAINED = re.compile(r": (?=[a-z])|,? (?:there being|because|since|as)\b")
"""What follows says why, and not what was decided."""


@lru_cache(maxsize=20_000)
def way_told(text: str) -> Way | None:
    """What a note on a case says became of the challenge: a decision itself recites so what others decided before."""
    if way := way_of(text):
        return way
    told = _EXPLAINED.split(text)[0]
    refused, granted = bool(_TOLD_REFUSED.search(told)), bool(_TOLD_GRANTED.search(told))
    if refused == granted or _NOT_SO.search(told):
        return None
    return Way.PARTLY if _PART.search(told) else Way.REFUSED if refused else Way.GRANTED


@lru_cache(maxsize=20_000)
def way_of(text: str) -> Way | None:
    """What a sentence of an operative part does with a challenge; None where it does nothing, or may be read twice."""
    if len(text) > LONGEST or _NOT_SO.search(text):
        return None
    refused, granted = bool(_REFUSED.search(text)), bool(_GRANTED.search(text))
    if not refused and not granted:
        return None
    if _PART.search(text):
        return Way.PARTLY
    if refused == granted:
        return None
    return Way.REFUSED if refused else Way.GRANTED
