"""Sums that a release or an article tells of: which of them are this matter's, and which only stand beside it.

The same words that impose a fine in a decision tell in a release of other people's fines and of earlier years. A sum
imposed counts where its sentence is about this matter and its time; where all that was done is to sue, none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Protocol, TypeVar

from corpus.records import MoneyKind, MoneyStage, Penalty
from ingest.extract.reading import Sentence
from ingest.extract.releases import Telling
from ingest.wording.sifted import vocabulary

_WORDS = vocabulary(Path(__file__).parents[1] / "releases.toml")
_INEXACT = r"(?:about |approximately |more than |over |nearly |a total of )?"
_SETTLEMENT_AFTER = re.compile(r"^[\s,-]{0,2}(?:(?!and\b|or\b)[\w-]+ ){0,2}settlements?(?!\w)", re.IGNORECASE)
# Words of one sentence, the full stops of "Inc." among them.
_ON = r"(?:[^.;:]|\.(?! [A-Z]))"
_SETTLEMENT_BEFORE = re.compile(
    rf"(?<!\w)settle(?:ments?|d|s)?(?!\w){_ON}*?(?:(?:will|must|to|agreed to|required to) pay|totall?ing|totals?"
    rf"|amount(?:ing|s)? to|worth|settlements? of|for|in the amount of)\s{_INEXACT}$",
    re.IGNORECASE,
)
_AGREED = re.compile(rf"agree[ds]?(?: in (?:19|20)\d\d)? to pay {_INEXACT}$", re.IGNORECASE)
_PAYS = re.compile(r"(?:will|must|has to|have to|to|is to) pay (?:an? )?(?:[A-Z]\w+ ){0,2}$", re.IGNORECASE)
_FOR_A_BREACH = re.compile(
    r"^(?: \([^()\n]{1,20}\))? (?:under (?:an?|the) (?:agreement|settlement|order|consent)|to (?:settle|resolve)"
    r"|and (?:submit|accept|adopt|change|improve)|(?:for|over|after|because) [^.;\n]{0,70}?(?:breach|fail|not |violat"
    r"|contraven|incident|mishandl|leak|expos|disclos))",
    re.IGNORECASE,
)
_SECURED = re.compile(rf"(?:secure|obtain|recover)(?:s|d|ed)? {_INEXACT}$", re.IGNORECASE)
_BOUGHT = re.compile(r"^ (?:for (?!fail|violat|breach|its|alleg|mis|illegal|unlawful)|to (?:buy|acquire|purchase))")
_SEVERAL = re.compile(
    rf"(?:settlements|agreements|judge?ments|fines|penalties) (?:with|against|on|from) (?P<names>{_ON}*)$"
)
_AND_NAME = re.compile(r"(?<!\w)and (?P<name>[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,4})")
_RESOLVES = re.compile(r"(?:settl|resolv)\w*\s(?:[^.;]{0,60}?\s)?(?:alleg\w+|charges|claims)", re.IGNORECASE)
# "Fine: | 200000 NOK |", a line of the box that sums a decision up.
_LABELLED = re.compile(
    r"\W{0,4}(?:Fine|Penalty|Bußgeld|Geldbuße|Multa|Sanción|Sanzione|Amende|Boete)\s?:", re.IGNORECASE
)
_ROUNDED = Decimal("0.05")
_SHARE_REACH, _SOUGHT_REACH = 50, 160


class Told(Protocol):
    """A sum with the sentence that tells of it."""

    @property
    def penalty(self) -> Penalty:
        """The sum."""

    @property
    def sentence(self) -> Sentence:
        """Where it stands."""


Candidate = TypeVar("Candidate", bound=Told)


def is_settlement_sum(left: str, right: str) -> bool:
    """Whether the words around a sum make it the sum of a settlement: "a $19.2 million settlement"."""
    if _SETTLEMENT_AFTER.match(right) or _SETTLEMENT_BEFORE.search(left):
        return True
    agreed = _AGREED.search(left) is not None and _BOUGHT.match(right) is None
    return agreed or (_SECURED.search(left) is not None and right.startswith(" from "))


def is_paid_for(left: str, right: str) -> bool:
    """Whether what somebody has to pay is for a breach: "must pay €75,000 (£67,000) over three incidents"."""
    return _PAYS.search(left) is not None and _FOR_A_BREACH.match(right) is not None


def is_given_back(left: str, right: str) -> bool:
    """Whether somebody has to give the sum back: "ordered Acme to pay $80 million in refunds"."""
    return _WORDS["given_back"].match(right.lstrip()) is not None and _WORDS["to_pay"].search(left) is not None


def is_beside(left: str, right: str) -> bool:
    """Whether a sum is one of several shares of another, for each of many breaches, only thought of, or investors'."""
    return bool(
        _WORDS["share"].search(left[-_SHARE_REACH:])
        or _WORDS["each"].search(right)
        or _WORDS["business"].search(left[-_SHARE_REACH:])
        or _WORDS["thought_of"].search(left[-_SHARE_REACH:])
    )


def is_shared(left: str, telling: Telling) -> bool:
    """Whether somebody else shares the sum: "two settlements with Lannett and Bausch, totaling"."""
    several = _SEVERAL.search(left)
    others = _AND_NAME.finditer(several["names"]) if several else ()
    return any(not telling.names_respondent(other["name"]) for other in others)


def is_sought(left: str) -> bool:
    """Whether the sum is only asked for."""
    return _WORDS["sought"].search(left[-_SOUGHT_REACH:]) is not None


def without_claims(text: str) -> str:
    """The sentence with "resolving allegations" blanked, which alleges nothing: what follows is settled."""
    return _RESOLVES.sub(lambda match: " " * len(match.group()), text)


def of_this_matter(candidates: Sequence[Candidate], telling: Telling) -> list[Candidate]:
    """Those that are news of this matter; what it tells of earlier sums only where it tells of no others."""
    candidates = [each for each in candidates if not _is_rounded(each, candidates)]
    near = [each for each in candidates if _is_about(each, telling)]
    if not telling.is_release and not any(_laid(each) for each in near):
        # a respondent whose name was not recognised looks like somebody else
        texts = [(each, each.sentence.text) for each in candidates]
        near = [each for each, text in texts if not (telling.is_surely_elsewhere(text) or telling.names_another(text))]
    if telling.only_filed:
        return [each for each in near if each.penalty.stage is MoneyStage.PROPOSED]
    now = [each for each in near if not _recounted(each, telling)]
    if any(_laid(each) for each in now):
        return now
    return [each for each in near if each in now or telling.by_authority(each.sentence.text)]


def in_own_currency(candidates: Sequence[Candidate], telling: Telling) -> list[Candidate]:
    """Those in the currency in which the authority lays down sums, where there are any: others only restate them."""
    own = [each for each in candidates if each.penalty.money.currency == telling.own_currency]
    return own if any(_laid(each) for each in own) else list(candidates)


def as_told(penalties: Iterable[Penalty], telling: Telling) -> Iterator[Penalty]:
    """The penalties with what the whole text says of them: which are parts of another, and what awaits approval."""
    kept = list(penalties)
    for each in kept:
        if telling.is_release and any(_is_part(each, whole, kept) for whole in kept):
            continue
        waits = telling.pending and each.stage is MoneyStage.IMPOSED
        yield replace(each, stage=MoneyStage.PROPOSED) if waits else each


def _is_part(penalty: Penalty, whole: Penalty, penalties: Sequence[Penalty]) -> bool:
    """Whether a sum told after that of a settlement is a part of it: all that are laid on its bearer fit into it.

    What a part is called something else for ("in penalties") is told beside it: kinds are never added together.
    """
    if (
        penalty.kind is not whole.kind
        or whole.kind is not MoneyKind.SETTLEMENT_SUM
        or whole.span.start >= penalty.span.start
    ):
        return False
    laid = [each for each in penalties if _fits(each, whole)]
    return penalty in laid and sum(each.money.amount for each in laid) <= whole.money.amount


def _fits(penalty: Penalty, whole: Penalty) -> bool:
    same = (penalty.money.currency, penalty.stage, penalty.respondent)
    return penalty is not whole and same == (whole.money.currency, whole.stage, whole.respondent)


def _is_rounded(told: Told, others: Sequence[Told]) -> bool:
    """Whether a headline's sum rounds one told below: "to Pay $18 Million" above "will pay $18.2 million"."""
    if told.sentence.span.start:
        return False
    money = told.penalty.money
    below = (each.penalty for each in others if each.penalty.span.start > told.sentence.span.end)
    return any(
        money.currency == each.money.currency
        and _digits(money.amount) < _digits(each.money.amount)
        and abs(money.amount - each.money.amount) < each.money.amount * _ROUNDED
        for each in below
    )


def _digits(amount: Decimal) -> int:
    return len(amount.normalize().as_tuple().digits)


def _is_about(told: Told, telling: Telling) -> bool:
    """A sum in a heading, and one of which no verb says what became of it, must stand beside the respondent's name."""
    text = told.sentence.text
    unsaid = telling.is_release and told.penalty.stage is MoneyStage.UNKNOWN
    bare = not _LABELLED.match(text) and (unsaid or telling.is_heading(told.sentence))
    return not telling.is_elsewhere(text) and (not bare or telling.names_respondent(text))


def _recounted(told: Told, telling: Telling) -> bool:
    start, span = told.sentence.span.start, told.penalty.span
    return _laid(told) and telling.is_recounted(told.sentence, span.start - start, span.end - start)


def _laid(told: Told) -> bool:
    return told.penalty.stage in {MoneyStage.IMPOSED, MoneyStage.UNKNOWN}
