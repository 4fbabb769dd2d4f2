"""What a digest does not tell of a step that it tells: why it was taken, or the sum that was set after it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from corpus.matters import EventKind
from service.answering.held.dossier import EFFECTIVE, Dossier, Sentence, is_digested, set_on
from service.answering.question import Query
from service.answering.question.premises import paid_less
from service.answering.weighing.evidence import is_silent
from service.answering.wording.words import stems

_NEW_SUM = re.compile(
    r"\b(?:what|which|how (?:much|big|high|large))\b[^?]*?\b(?:new(?:ly)?|fresh|second|revised|reset|next) "
    r"(?:[\w-]+ ){0,2}?(?:fine|penalty|sum|amount|surcharge|sanction)\b"
    r"|\b(?:what|which|how (?:much|big|high|large))\b[^?]*?\b(?:fined?|penalty|sum|amount|surcharge|sanction)\b[^?]*?"
    r"\b(?:after|once|when|following|since|now that)\b[^?]*?\b(?:(?:sent|referred|passed|handed|gave|given|came|come|"
    r"went|goes|returned)\b[^?]{0,40}?\b(?:back|again)|remit\w*|remand\w*)\b",
    re.IGNORECASE,
)
"""A sum is asked for that was set after another had been taken back."""
_TAKEN_BACK = frozenset({EventKind.REMITTED, EventKind.ANNULLED, EventKind.PARTLY_ANNULLED})

_WHY_TURNED = re.compile(
    r"\b(?:why|(?:on|for) (?:what|which) (?:grounds?|reasons?|basis))\b[^?]*?\b(?:reject\w*|refus\w+|turn(?:ed)? down|"
    r"declin\w+|den(?:y|ied)|not (?:accept|approve|agree)\w*|balk\w* at)\b",
    re.IGNORECASE,
)
"""The reason is asked why something was not accepted."""
_TURNED = re.compile(
    r"\b(?:reject\w*|refus\w+|turned down|declin\w+|den(?:y|ied|ies)|dismiss\w*|"
    r"(?:not|never) (?:accept|approv|agree)\w*|without success|in vain|upheld|upholds?)\b",
    re.IGNORECASE,
)
_REASONED = re.compile(
    r"\b(?:because|since|as (?:it|they|he|she|the)|grounds?|reason\w*|h[eo]lds?|found|finds|consider\w*|"
    r"ruled that|s(?:aid|ays) that|view|want of|lack\w*|too|jurisdiction|competen\w+|out of time|late|thought|"
    r"saw|noted|doubt\w*|unfair|inadequate|enough|sufficient\w*|fail\w*)\b",
    re.IGNORECASE,
)
_BODIES = frozenset(stems("judge court tribunal board chamber panel"))

_SUM = r"(?:fines?|fined|penalt(?:y|ies)|sums?|amounts?|sanctions?)"
_WHY_LESS = re.compile(
    rf"\b(?:why|how come|(?:on|for) (?:what|which) (?:grounds?|reasons?))\b[^?]*?\b{_SUM}\b[^?]*?\b(?:lower(?:ed)?|"
    r"less|smaller|reduc\w+|cut|shr[aiu]nk|slashed|brought down|come down|c[ao]me out)\b(?! by (?:the|a) court)"
    rf"|\b(?:why|how come)\b[^?]*?\b(?:reduc\w+|lower|cut|slash)\b[^?]*?\b{_SUM}\b"
    rf"|\b(?:why|how come)\b[^?]*?\bnot\b[^?]*?\b(?:{_SUM}\b[^?]*?\b)?(?:full|whole|original|proposed)\b"
    rf"|\bwhat (?:lowered|reduced|cut|brought down|shrank|led to the reduction of)\b[^?]*?\b{_SUM}\b",
    re.IGNORECASE,
)
"""The reason is asked why a sum is less than it was or might have been."""
_LESS = re.compile(r"\b(?:reduc\w+|lower\w*|cuts?|discount\w*|less|mitigat\w+|halved)\b", re.IGNORECASE)
_LESSENED = frozenset({EventKind.REDUCED, EventKind.ANNULLED, EventKind.PARTLY_ANNULLED})
_FOR_LESS = re.compile(
    r"\b(?:because|since|after|agree\w*|settle\w*|account|mitigat\w+|reason\w*|representations|pandemic|covid|"
    r"co-?operat\w*|early|turnover|disproportion\w*|proportion\w*|admi(?:ts?|tted|ssions?)|steps taken)\b",
    re.IGNORECASE,
)


def lacks_new_sum(query: Query, dossier: Dossier, as_of: dt.date) -> bool:
    """Whether a sum is asked for that was set after the first had been taken back, and none was set since.

    A digest records every sum that it tells.
    """
    if query.yes_no or not is_digested(dossier) or not _NEW_SUM.search(query.text):
        return False
    back = [event.on for event in dossier.events(as_of) if event.kind in _TAKEN_BACK]
    since = [day for held in dossier.penalties if held.record.stage in EFFECTIVE and (day := set_on(dossier, held))]
    return bool(back) and not any(day > min(back) for day in since)


def asks_why_less(query: Query) -> bool:
    """Whether the reason is asked why a sum is less than it was, or less was paid than was set."""
    return bool(_WHY_LESS.search(query.text) or paid_less(query.text))


def reasons_for_less(query: Query, dossier: Dossier, sentences: Iterable[Sentence]) -> list[Sentence] | None:
    """What a digest says of why a sum is less than it was; None where that is not asked.

    None too where it only tells of a court that reduced it: what that court held may be the reason in any words.
    """
    if query.yes_no or not is_digested(dossier) or not asks_why_less(query):
        return None
    stating = (one for one in sentences if not is_silent(one))
    found = [one for one in stating if _LESS.search(one.english) and _FOR_LESS.search(one.english)]
    return found or (None if any(event.kind in _LESSENED for event in dossier.events()) else [])


def lacks_reason(query: Query, dossier: Dossier, sentences: tuple[Sentence, ...]) -> bool:
    """Whether the reason is asked of what a digest only tells: that something was turned down, or a sum made less."""
    if reasons_for_less(query, dossier, sentences) == []:
        return True
    if query.yes_no or not is_digested(dossier) or not _WHY_TURNED.search(query.text):
        return False
    stating = [one for one in sentences if not is_silent(one)]
    turned = [one for one in stating if _TURNED.search(one.english)]
    speaking = [one for one in stating if one in turned or _BODIES & one.stems]
    return bool(turned) and not any(_REASONED.search(one.english) for one in speaking)
