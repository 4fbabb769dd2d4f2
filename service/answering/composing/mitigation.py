"""What a decision counted for or against somebody when it set a sanction, in its own sentences.

Decisions name such circumstances by few words ("as a mitigating factor", "this pulls in an aggravating direction") that
questions seldom use: these ask what spoke in somebody's favour, or was held against them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from service.answering.composing.findings import is_point, unrepeated
from service.answering.composing.reading import Line, Reading
from service.answering.held.dossier import Sentence
from service.answering.question import Query
from service.answering.weighing.evidence import is_silent
from service.answering.weighing.untold_parts import reasons_for_less
from service.answering.wording import facts

MOST = 4
"""Sentences that name circumstances; the points of a list they lead to come on top."""
MOST_POINTS = 8
_COUNTED = (
    r"(?:sp[eo]a?ke?s?|spoken|count(?:s|ed)?|weigh(?:s|ed)?|work(?:s|ed)|told|tells?|went|held|hold|"
    r"t(?:ake|ook|aken) into account)"
)
_FOR_ASKED = re.compile(
    rf"\b{_COUNTED}\b[^?]{{0,30}}\b(?:in|to) (?:[\w.&'’-]+ ){{1,5}}?(?:favou?r|credit|advantage)\b"
    rf"|\b{_COUNTED}\b[^?]{{0,20}}\bin favou?r of\b|\b(?:mitigat|extenuat|attenuat|lenien)\w*"
    r"|\b(?:lower(?:ed)?|soften(?:ed)?|kept down|kept low|what reduced) (?:the|its|his|her|their) "
    r"(?:[\d.,€£$]+ )?(?:[\w.,-]+ ){0,2}?(?:fine|penalty|sanction)\b"
    r"|\bwhy (?:was|is|did) [^?]{0,60}\b(?:fine|penalty)\b[^?]{0,40}\b(?:so (?:low|small|little)|"
    r"no(?:t)? (?:higher|more))\b",
    re.IGNORECASE,
)
_AGAINST_ASKED = re.compile(
    r"\baggravat\w*|\bma(?:de|kes?) (?:it|matters|things|the [\w-]+) (?:\w+ )?(?:worse|graver|more serious)\b"
    r"|\b(?:count(?:s|ed)?|weigh(?:s|ed)?|held|hold|told) (?:\w+ )?against (?:it|him|her|them)\b",
    re.IGNORECASE,
)
_THING = r"(?:circumstance|factor|element|direction|effect|feature|premise|moment|ground|consideration)s?"


def _told(words: str, alone: str) -> re.Pattern[str]:
    """How circumstances of one sort are named; `alone` are words that name them without a noun."""
    listed = r"(?:\([^)]*\) )?"
    return re.compile(
        rf"\b(?:{words})\b {listed}(?:(?:and|or) \w+ {listed})?{_THING}\b|\bas (?:an? |the )?(?:{words})\b"
        rf"|\b(?:considered|regarded|seen|classified|emphasi[sz]ed) (?:\w+ )?(?:{words})\b|^\W*(?:{words})\W*$"
        rf"|\b(?:{words}) (?:the )?(?:assessment|emphasis)\b|\b(?:{alone})\b",
        re.IGNORECASE,
    )


_FOR = _told(
    "mitigating|extenuating|attenuating|alleviating",
    "as (?:an? )?(?:relievers?|mitigations?)|in mitigation",
)
_FAVOUR = re.compile(
    r"\bin (?:[\w.&'’-]+ ){1,5}favou?r\b|\bin favou?r of the (?:company|controller|respondent|defendant|accused)\b",
    re.IGNORECASE,
)
_SETTING = re.compile(r"\b(?:fines?|penalt\w+|sanctions?|circumstances?|into account|in setting)\b", re.IGNORECASE)
"""What counts in somebody's favour counts for a sanction; a judgment is in favour of whoever wins."""
_AGAINST = _told("aggravating", "as (?:an? )?aggravation|in aggravation")
_LAW = re.compile(
    r"\b(?:any )?other (?:\w+ ){0,4}?(?:aggravating|mitigating)\b"
    r"|\b(?:aggravating|mitigating|extenuating)\b(?: \w+)? ?(?:or|and|nor|/) ?(?:aggravating|mitigating|extenuating)\b"
    r"(?![^.]*:\W*$)|\bdegree of cooperation\b|\bwhether any\b|\bif in (?:the )?future\b",
    re.IGNORECASE,
)
"""The law's own list of what may count, what may count one day, and what counted neither way."""
_OF_A_PARTY = re.compile(
    r"\b(?:controller|defendant|respondent|company|accused|applicant|appellant|claimant|municipality)\b[^.;]{0,40}?"
    r"\b(?:includ|rais|invok|argu|claim|cit|submit|ask|request|stat|point|plead)(?:e[sd]?|s|ed|es)?\b",
    re.IGNORECASE,
)
_BACK = re.compile(r"^\W*(?:This|That|These|Those|Both|The above)\b")
_HEADS = re.compile(r"^\W*(?:\d[\d.]* )?(?:mitigating|extenuating|attenuating|aggravating)\b[^.:;]*$", re.IGNORECASE)
_HEADING = re.compile(r"\b(?:mitigating|extenuating|attenuating|aggravating)\b", re.IGNORECASE)


def asks_what_counted(query: Query) -> bool:
    """Whether it is asked what counted for or against whoever was sanctioned."""
    return not query.yes_no and bool(_FOR_ASKED.search(query.text) or _AGAINST_ASKED.search(query.text))


def counted_lines(reading: Reading) -> list[Line]:
    """The sentences of a decision that name such circumstances, with the points that they lead to."""
    query = reading.query
    if not asks_what_counted(query):
        return []
    sides = [told for asked, told in ((_FOR_ASKED, _FOR), (_AGAINST_ASKED, _AGAINST)) if asked.search(query.text)]
    found: list[Sentence] = []
    for told in sides:
        naming = [one for one in reading.whole if _names(one, told)]
        kept = unrepeated(naming, MOST)
        found += [point for one in kept for point in _with_what_it_means(reading.whole, one)]
        found += _under_heading(reading, told)[:MOST_POINTS] if not kept else []
    return reading.quoting(one for one in dict.fromkeys(found) if not is_silent(one))


def less_lines(reading: Reading) -> list[Line]:
    """What a digest says of why a sum is less than it was, or than was proposed, where that is asked."""
    less = reasons_for_less(reading.query, reading.dossier, reading.sentences) or []
    return reading.quoting(less[:MOST])


def _names(sentence: Sentence, told: re.Pattern[str]) -> bool:
    text = sentence.english
    favoured = told is _FOR and bool(_FAVOUR.search(text) and _SETTING.search(text))
    if not (favoured or told.search(text)) or _LAW.search(text) or _OF_A_PARTY.search(text):
        return False
    return "argument" not in facts.stances(text)


def _with_what_it_means(whole: Sequence[Sentence], one: Sentence) -> list[Sentence]:
    """A sentence, with the one before it that "this" points to, and the points of a list that it leads to."""
    place = whole.index(one)
    before = whole[place - 1 : place] if _BACK.match(one.english) else ()
    headed = bool(_HEADS.match(one.english))
    run = whole[place + 1 : place + 1 + MOST_POINTS] if headed or one.text.rstrip().endswith(":") else ()
    points = run if headed else _points_of(run)
    near = [other for other in (*before, *points) if other.proof.document_id == one.proof.document_id]
    return sorted([*near, one], key=lambda other: other.proof.span.start)


def _points_of(run: Sequence[Sentence]) -> list[Sentence]:
    """The first of some sentences, and the points after it, of which each may be of two sentences."""
    points = list(run[:1])
    for after, following in zip_longest(run[1:], run[2:]):
        if not is_point(after) and not (following and is_point(following)):
            break
        points.append(after)
    return points


def _under_heading(reading: Reading, told: re.Pattern[str]) -> list[Sentence]:
    """What stands under a heading that names them."""
    return [one for one in reading.whole if _HEADING.search(one.heading) and told.search(one.heading)]
