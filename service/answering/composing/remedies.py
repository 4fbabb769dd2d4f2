"""How a decision may be challenged, as it says at its end: whether, before whom, within what time and for what fee."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from service.answering.composing.findings import is_point, unrepeated
from service.answering.composing.reading import Line, Reading
from service.answering.held.dossier import Sentence, is_digested
from service.answering.question import Query
from service.answering.weighing.evidence import is_prose, is_silent
from service.answering.weighing.wanted import gives_time

MOST = 3
"""Sentences told: whether, where and until when."""
MOST_MEANWHILE = 2
"""Sentences that say whether a challenge keeps off what was decided: the rule, and what was ordered of it here."""
MOST_CARRIED = 3
"""Sentences told because they go on with one of them: "It must be lodged ...", or the points that it leads to."""

_ONWARD = r"(?:take|takes|took|taken|taking|go|goes|going) (?:[\w’'-]+ ){0,4}?further"
_AGAINST = rf"(?:(?:appeal|challeng|contest|object|fight)\w*|{_ONWARD})"
_COURT = r"(?:an? |the )?(?:[a-z]+ )?(?:court|tribunal)"
_TO_COURT = rf"(?:go|goes|going|turn|apply|(?:take|bring) [^?]{{1,40}}) (?:to|before) {_COURT}"
_HOW_LONG = (
    r"(?:until when|by when|how long|how fast|how soon|how quickly|how much time|within (?:what|which|how)|"
    r"how many (?:days|weeks|months)|deadline|time limit)"
)
_WHICH_COURT = r"(?:before (?:which|what) (?:court|tribunal|body)|which court|what court|which tribunal)"
_APPEAL_ASKED = re.compile(
    r"\b(?:can|could|may|might|possible)\b[^?]{0,80}\bbe (?:appealed|challenged|contested|fought|taken further)"
    r"|\b(?:can|could|may|might|possible)\b[^?]{0,80}\b(?:appeal|challenge|contest|fight)\b(?! (?:be|to be|costs?)\b)"
    rf"|\b(?:{_HOW_LONG}|{_WHICH_COURT})\b[^?]*\b(?:{_AGAINST}|{_TO_COURT})"
    rf"|\b(?:{_AGAINST}|{_TO_COURT})\b[^?]*\b(?:{_HOW_LONG}|{_WHICH_COURT})\b"
    r"|\bfurther (?:appeal|remedy)\b",
    re.IGNORECASE,
)
_SOUGHT = rf"(?:{_AGAINST}|{_TO_COURT})"
_ABLE = r"(?:can|could|may|might|do|does|to|would|should|must|ha(?:s|ve) to)"
_WAY_ASKED = re.compile(
    rf"\b(?:how|where|to whom|{_WHICH_COURT}) {_ABLE}\b[^?]*\b(?:{_SOUGHT}|complain\b)"
    r"|\b(?:ways?|remed(?:y|ies)|recourse|avenues?)\b[^?]{0,80}\bagainst\b"
    rf"|\b(?:can|may|could|ha(?:s|ve)|must|is to)\b[^?]*\b{_SOUGHT}[^?]*\b(?:{_HOW_LONG}|{_WHICH_COURT})"
    rf"|\b(?:{_HOW_LONG}|{_WHICH_COURT})\b[^?]*\b(?:can|may|could|ha(?:s|ve))\b[^?]*\b{_SOUGHT}",
    re.IGNORECASE,
)
"""How, where or until when there may be a challenge; "how long did the appeal last" asks what became of one."""
_DIGEST_WAY_ASKED = re.compile(
    r"\b(?:how|where|to whom|before (?:which|what) court) (?:can|could|may|might|do|does|to|would|should)\b[^?]*"
    rf"\b{_AGAINST}",
    re.IGNORECASE,
)
_WHY = re.compile(r"^(?:\w+ )?why\b", re.IGNORECASE)
_TIME_ASKED = re.compile(rf"\b{_HOW_LONG}\b|\bwhen\b", re.IGNORECASE)
_FEE_ASKED = re.compile(r"\b(?:fees?|costs?|charges?)\b", re.IGNORECASE)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_OF_CHALLENGING = re.compile(
    rf"\b(?:{_HOW_LONG}|{_WHICH_COURT}|when|where|to whom|courts?|tribunals?|fees?|{_SOUGHT})\b", re.IGNORECASE
)
_MEANWHILE_ASKED = re.compile(
    r"\b(?:meanwhile|in the meantime|until then|suspensive|pending (?:the |an |its )?(?:appeal|objection)|"
    r"(?:while|as long as|when|if) (?:[\w&.'’-]+ ){1,3}(?:appeals|objects|challenges|is appealing|is pending)|"
    r"(?:while|as long as|before) (?:[\w&.'’-]+ ){0,2}?"
    r"(?:fights?|fighting|takes|challeng(?:es?|ing)|appeal(?:s|ing)?|objections?|objects)\b|"
    r"(?:appeal|objection|challenge)\w* (?:[\w-]+ ){0,3}?suspend\w*|"
    r"suspend\w* (?:the |its )?(?:effect|payment|enforcement))\b",
    re.IGNORECASE,
)
_MEANWHILE = re.compile(
    r"\b(?:suspend\w*|suspensi\w+|need not be complied|is not enforceable|remains? (?:in force|enforceable)|"
    r"(?:immediate|provisional) enforcement|immediately enforceable|not (?:take action to |be )enforced?|"
    r"los(?:es|t) (?:its )?effect)\b",
    re.IGNORECASE,
)
"""Whether an appeal keeps off what was decided: "Filing an objection suspends the effect of this decision."."""

_MEANS = r"appeals?|complaints?|objections?|actions?|applications?|lawsuits?|challenges?|oppositions?"
_APPEAL = re.compile(
    rf"\b(?:{_MEANS}|appealed|cassation|legal remed\w+|judicial remed\w+|review|brought|challenged|contested)\b",
    re.IGNORECASE,
)
_DONE = (
    r"appeal\w*|filed|lodged|brought|submitted|made|sent|received|addressed|initiated|instituted|proposed|allowed|"
    r"permitted|possible|admissible|excluded|final|challenged|contested"
)
_IN_TIME = r"(?:within|no(?:t)? later than|before the expiry of)\b[^.;]{0,40}?\b(?:days?|weeks?|months?)\b"
_HOW = re.compile(
    rf"\b(?:may|can|shall|must|is|are) (?:also |only |optionally )?(?:to )?(?:have )?(?:be |been )?(?:{_DONE}|not)\b"
    r"|\bmay apply to the [^.;]{0,30}\bcourt\b"
    rf"|\b(?:right|possibility) (?:to|of) appeal\b|\b{_IN_TIME}"
    r"|\b(?:entitled|the right) to (?:appeal|object|challenge|lodge|file|an effective)\b"
    r"|\bno (?:\w+ )?(?:appeal|remedy|(?:right|possibility) of appeal)\b"
    r"|\bappeal(?:s|ed)? (?:to|against this|may|must|can)\b",
    re.IGNORECASE,
)
_FINAL = re.compile(
    r"\b(?:decision|judgment|ruling|order|verdict)\b (?:\w+ ){0,3}?(?:is|shall be|are) (?:final|(?:not|no longer) "
    r"(?:subject to|open to|appealable))\b",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:this|the (?:present|above)|that) (?:\w+ ){0,2}?(?:decision|judgment|order|ruling|resolution|act|"
    r"deliberation|verdict|provision|notice|letter)\b|\bservice\b|\bnotif|\bdelivery\b|\breceipt\b"
    r"|\bappeal (?:shall|must|may|can|is)\b|\bmay appeal\b[^.;]{0,80}\bwithin\b"
    r"|\bappeal against (?:an?|the) (?:reprimand|notice|order|fine|penalty|decision|determination)\b"
    r"|\bmay apply to the [^.;]{0,30}\bcourt\b|\b(?:complaint|objection) (?:shall|must|may|can) (?:be|have been)\b"
    r"|\bnotice of appeal\b|\bagainst (?-i:this [A-Z]{2,4})\b"
    r"|\b(?:decision|judgment|order|ruling|resolution)\b[^.;]{0,40}\b(?:may|can) be "
    r"(?:appealed|challenged|contested)\b",
    re.IGNORECASE,
)
_OF_PAYING = re.compile(
    r"\b(?:fine|penalty|amount|sum)\b[^.;]{0,40}\b(?:must|shall|is to|should|has to) (?:be )?pa(?:id|y)", re.IGNORECASE
)
"""When a fine is due is reckoned from the time for a challenge, and is none."""
_PRONOUN = re.compile(r"^\W*(?:It|They)\b")
_FEE = re.compile(r"\b(?:court |entry |filing |registry )?fees?\b", re.IGNORECASE)
_CHALLENGED = re.compile(
    r"\b(?:appeal\w*|challeng\w*|object(?:ed|ions?)|cassation|judicial review|annulment|took [^.]{0,40} to court)\b",
    re.IGNORECASE,
)


def asks_how_to_appeal(query: Query) -> bool:
    """Whether it is asked if, where or until when a decision may be challenged."""
    asked = _APPEAL_ASKED.search(query.text) or _MEANWHILE_ASKED.search(query.text) or _WAY_ASKED.search(query.text)
    return bool(asked) and not _WHY.search(query.text)


def asks_only_how_to_appeal(query: Query) -> bool:
    """Whether the way or the time to challenge is asked, which no record of a sum or an order gives."""
    return bool(_WAY_ASKED.search(query.text)) and not query.yes_no and not _WHY.search(query.text)


def asks_meanwhile(query: Query) -> bool:
    """Whether it is asked if a decision binds while it is challenged."""
    return bool(_MEANWHILE_ASKED.search(query.text)) and not _WHY.search(query.text)


def asks_of_more(query: Query) -> bool:
    """Whether a part of the question after "and" is about more than how there may be a challenge."""
    _, *further = _AND.split(query.text)
    return any(not _OF_CHALLENGING.search(part) for part in further)


def remedies(reading: Reading, where: Sequence[Sentence]) -> list[Sentence]:
    """Of the sentences where a decision ends, those that say how it may be challenged, in the order of the text."""
    query = reading.query
    told = [one for one in where if _says_how(one.english)]
    if _TIME_ASKED.search(query.text):
        told.sort(key=lambda one: gives_time(one.english))
    kept = unrepeated(reversed(told), MOST)
    kept += [one for one in _carried_on(where, kept) if one not in kept][:MOST_CARRIED]
    if asks_meanwhile(query):
        off = unrepeated((one for one in reversed(where) if _keeps_off(one.english)), MOST_MEANWHILE)
        if query.yes_no and off:
            return off[::-1]
        kept += off[:1]
    if _FEE_ASKED.search(query.text):
        kept += unrepeated((one for one in where if _FEE.search(one.english) and _APPEAL.search(one.english)), 1)
    return [one for one in where if one in kept]


def asks_way_to_appeal(query: Query) -> bool:
    """Whether it is asked how or where a decision may be challenged, and not only if it may."""
    return bool(_DIGEST_WAY_ASKED.search(query.text))


def told_of_challenges(reading: Reading) -> list[Line]:
    """What a digest tells of a challenge where no decision says how there may be one: brought, open, or no longer."""
    if not is_digested(reading.dossier):
        return []
    found = [one for one in reading.sentences if _CHALLENGED.search(one.english) and is_prose(one.english)]
    return reading.quoting([one for one in found if not is_silent(one)][:MOST])


def _keeps_off(text: str) -> bool:
    return bool(_MEANWHILE.search(text) and _APPEAL.search(text))


def _says_how(text: str) -> bool:
    if _OF_PAYING.search(text):
        return False
    return bool(_APPEAL.search(text) and _HOW.search(text) and _HERE.search(text)) or bool(_FINAL.search(text))


def _carried_on(where: Sequence[Sentence], told: Sequence[Sentence]) -> list[Sentence]:
    """What goes on with a sentence that is told: a time for "it", or the points of a list that it leads to."""
    found: list[Sentence] = []
    for one, after in pairwise(where):
        same = one.proof.document_id == after.proof.document_id
        leads = one in told and one.text.rstrip().endswith(":")
        listed = one in found and is_point(one)
        timely = one in told and _PRONOUN.match(after.english) and re.search(_IN_TIME, after.english, re.IGNORECASE)
        in_list = (leads or listed) and is_point(after)
        if same and (in_list or timely):
            found.append(after)
    return found
