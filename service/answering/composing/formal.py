"""What every decision says at its end in the same few words: who bears the costs, and how it may be challenged."""

from __future__ import annotations

import re

from corpus.documents import SourceRank
from corpus.records import MoneyKind
from service.answering.composing import money
from service.answering.composing.findings import unrepeated
from service.answering.composing.outcomes import where_decided
from service.answering.composing.reading import Line, Reading, unique
from service.answering.held.dossier import Sentence, is_digested
from service.answering.question import Query
from service.answering.weighing.evidence import is_prose, is_silent
from service.answering.wording import facts

MOST = 3
"""Sentences told of either; a way to appeal takes up to three: whether, where and until when."""
_OF_COURTS = re.compile(
    r"\b(?:court|legal|litigation|procedural|lawyers?['’]?) (?:\w+ )?(?:costs?|fees?)\b"
    r"|\bcosts? (?:and expenses )?(?:of|in|for) (?:the |this |these |both |his |her |its |their )?(?:\w+ ){0,3}?"
    r"(?:case|proceedings?|dispute|action|appeal|court|lawsuit|litigation|procedure)\b"
    r"|\b(?:pay|pays|paid|bear|bears|bore|borne|reimburse\w*|order\w*) (?:\w+ ){0,3}?costs\b|\bcosts order\b"
    r"|\b(?:pay|pays|paid|owe|owes|bear|bears|bore|chip(?:s|ped)? in|contribut\w+|cover(?:s|ed)?|foot(?:s|ed)?|cost)\b"
    r"[^?]*\b(?:lawyers|attorneys|solicitors|barristers|counsel|legal (?:bills?|team|expenses))\b(?![- ]general)",
    re.IGNORECASE,
)
_COSTS = re.compile(r"\b(?:costs?|court fees?|legal fees?)\b", re.IGNORECASE)
_BEARS = re.compile(
    r"\b(?:bear|bears|borne|pay|pays|paid|reimburs\w+|order(?:s|ed)?|compensat\w+|award\w*|waived?|set at|impos\w+|"
    r"no (?:order|award|ruling)|without (?:imposition|an order)|own costs|charged|condemn\w*|recover\w*)\b",
    re.IGNORECASE,
)
_APPEAL_ASKED = re.compile(
    r"\b(?:can|could|may|might|possible)\b[^?]{0,80}\bbe (?:appealed|challenged|contested)"
    r"|\b(?:can|could|may|might|possible)\b[^?]{0,80}\b(?:appeal|challenge|contest)\b(?! (?:be|to be|costs?)\b)"
    r"|\b(?:until when|by when|how long|how much time|within (?:what|which|how)|which court|what court|how many "
    r"(?:days|weeks|months))\b[^?]*\b(?:appeal|challeng|contest|object)\w*"
    r"|\b(?:appeal|challeng|contest|object)\w*[^?]*\b(?:until when|by when|within (?:what|which|how)|how long|"
    r"how many (?:days|weeks|months)|before (?:which|what) court|which court|what court)\b"
    r"|\bfurther (?:appeal|remedy)\b|\b(?:deadline|time limit) (?:for|to) (?:an? |the )?(?:further )?appeal",
    re.IGNORECASE,
)
_MEANWHILE_ASKED = re.compile(
    r"\b(?:meanwhile|in the meantime|until then|suspensive|pending (?:the |an |its )?(?:appeal|objection)|"
    r"(?:while|as long as|when|if) (?:[\w&.'’-]+ ){1,3}(?:appeals|objects|challenges|is appealing|is pending)|"
    r"(?:appeal|objection|challenge)\w* (?:[\w-]+ ){0,3}?suspend\w*|"
    r"suspend\w* (?:the |its )?(?:effect|payment|enforcement))\b",
    re.IGNORECASE,
)
_MEANWHILE = re.compile(
    r"\b(?:suspend\w*|suspensi\w+|need not be complied|is not enforceable|remains? (?:in force|enforceable))\b",
    re.IGNORECASE,
)
"""Whether an appeal keeps off what was decided: "Filing an objection suspends the effect of this decision."."""
_APPEAL = re.compile(
    r"\b(?:appeals?|cassation|objections?|complaint|action|application for review|legal remed\w+|review|brought|"
    r"challenged?|contested)\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\b(?:may|can|shall|must|is|are) (?:also )?(?:be )?(?:appeal\w*|filed|lodged|brought|submitted|allowed|permitted|"
    r"possible|admissible|excluded|final|challenged|contested|not)\b"
    r"|\b(?:right|possibility) (?:to|of) appeal\b|\bwithin (?:\w+[ -]){1,4}?(?:days?|weeks?|months?)\b"
    r"|\b(?:entitled|the right) to (?:appeal|object|challenge)\b"
    r"|\bno (?:\w+ )?(?:appeal|remedy)\b|\bappeal(?:s|ed)? (?:to|against this|may|must|can)\b",
    re.IGNORECASE,
)
_WISHES = frozenset({"argument", "allegation"})
_OF_A_PARTY = re.compile(
    r"\baccording to the (?:plaintiff|appellant|claimant|complainant|defendant|applicant|company)|"
    r"\b(?:requests?|requested|demands?|seeks?|sought|asks?|asked|claims?|submits?|proposes?) "
    r"(?:that|the court|to have)\b",
    re.IGNORECASE,
)
"""What a party wants decides nothing."""
_WHY = re.compile(r"^(?:\w+ )?why\b", re.IGNORECASE)
_FINAL = re.compile(
    r"\b(?:decision|judgment|ruling|order|verdict)\b (?:\w+ ){0,3}?(?:is|shall be|are) (?:final|(?:not|no longer) "
    r"(?:subject to|open to|appealable))\b",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\b(?:this|the (?:present|above)|that) (?:\w+ ){0,2}?(?:decision|judgment|order|ruling|resolution|act|"
    r"deliberation|verdict|provision|notice)\b|\bservice\b|\bnotif|\bdelivery\b|\breceipt\b|"
    r"\bappeal (?:shall|must|may|can|is)\b|\bnotice of appeal\b|\bagainst (?-i:this [A-Z]{2,4})\b",
    re.IGNORECASE,
)


_WAY_ASKED = re.compile(
    r"\b(?:how|where|to whom|before (?:which|what) court) (?:can|could|may|might|do|does|to|would|should)\b[^?]*"
    r"\b(?:appeal|challeng|contest|object)\w*",
    re.IGNORECASE,
)
_CHALLENGED = re.compile(
    r"\b(?:appeal\w*|challeng\w*|object(?:ed|ions?)|cassation|judicial review|annulment|took [^.]{0,40} to court)\b",
    re.IGNORECASE,
)


def asks_for_costs(query: Query) -> bool:
    """Whether it is asked who bears the costs of proceedings."""
    return bool(_OF_COURTS.search(query.text))


def cost_lines(reading: Reading) -> list[Line]:
    """The costs of proceedings that records hold, where these are asked about."""
    if not asks_for_costs(reading.query):
        return []
    return unique(reading.record_line(held) for held in money.sums(reading) if held.record.kind is MoneyKind.COSTS)


def asks_how_to_appeal(query: Query) -> bool:
    """Whether it is asked if, where or until when a decision may be challenged."""
    asked = _APPEAL_ASKED.search(query.text) or _MEANWHILE_ASKED.search(query.text)
    return bool(asked) and not _WHY.search(query.text)


def formal_lines(reading: Reading) -> list[Line]:
    """The sentences of a decision that say so, as it ends; nothing where neither is asked."""
    query = reading.query
    found: list[Sentence] = []
    if asks_for_costs(query) or asks_how_to_appeal(query):
        where = [one for one in where_decided(reading) if one.rank is SourceRank.PRIMARY and not is_silent(one)]
        where = [one for one in where if not (facts.stances(one.english) & _WISHES or _OF_A_PARTY.search(one.english))]
        if asks_for_costs(query):
            found += _apart([one for one in where if _COSTS.search(one.english) and _BEARS.search(one.english)])
        if asks_how_to_appeal(query):
            found += _apart([one for one in where if _says_how(one.english)])
        if _MEANWHILE_ASKED.search(query.text):
            found += _apart([one for one in where if _keeps_off(one.english)])[-1:]
    return reading.quoting(dict.fromkeys(found))


def _keeps_off(text: str) -> bool:
    return bool(_MEANWHILE.search(text) and _APPEAL.search(text))


def _says_how(text: str) -> bool:
    return bool(_APPEAL.search(text) and _HOW.search(text) and _HERE.search(text)) or bool(_FINAL.search(text))


def _apart(found: list[Sentence]) -> list[Sentence]:
    """The last of them, in the order of the text, none saying what another says."""
    return unrepeated(reversed(found), MOST)[::-1]


def asks_way_to_appeal(query: Query) -> bool:
    """Whether it is asked how or where a decision may be challenged, and not only if it may."""
    return bool(_WAY_ASKED.search(query.text))


def told_of_challenges(reading: Reading) -> list[Line]:
    """What a digest tells of a challenge where no decision says how there may be one: brought, open, or no longer."""
    if not is_digested(reading.dossier):
        return []
    found = [one for one in reading.sentences if _CHALLENGED.search(one.english) and is_prose(one.english)]
    return reading.quoting([one for one in found if not is_silent(one)][:MOST])
