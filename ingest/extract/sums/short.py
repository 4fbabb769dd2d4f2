"""The penalties of a short text that is no decision: a note on a case, news, an entry of a register.

What a sum is there, a fitted model tells by the words around it (`likely.py`), in English as in the languages that have
a word list. What the whole text says of its sums is settled here: each is told once, with the furthest that it came;
parts and not their total; nothing as imposed that only waits for approval.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.documents import Voice
from corpus.glosses import is_listed
from corpus.records import Money, MoneyKind, MoneyStage, Penalty
from ingest.extract.parties import whose
from ingest.extract.reading import Reading, Sentence
from ingest.extract.releases import Telling
from ingest.extract.sums.abroad import amounts_abroad
from ingest.extract.sums.called import is_total, kind_called
from ingest.extract.sums.likely import Likely, weights
from ingest.extract.sums.money import Amount, find_amounts
from ingest.extract.sums.restated import once_each
from ingest.extract.sums.settled import HEARD, Candidate, is_same, without_equal_parts, without_totals
from ingest.extract.sums.signs import Signs
from ingest.extract.voice import voice_of

SHORTEST, LONGEST = 500, 6000
"""Characters of a text that is read so. The model was fitted to texts of 500 to 1,500 and digests of up to 5,300. What
is longer reasons about sums in many words: of development decisions of up to 12,000 one was told a fine it annuls."""
SURE, LEAST, CLOSE = 0.85, 0.5, 0.03
"""How likely a sum must be to be told; and how likely the likeliest sum of a text, with those as close to it: a text
about a fine names it, in whatever words. Of 116 sums of a writer whom it was not fitted to 70 are told so, and 3 that
are none; 73 and 6 from 0.8 on, 75 and 9 from 0.75; with the likeliest from 0.4 on 72 and 4."""
_STAGES = {
    "confirmed": MoneyStage.CONFIRMED,
    "reduced": MoneyStage.REDUCED,
    "annulled": MoneyStage.ANNULLED,
    "proposed": MoneyStage.PROPOSED,
    "suspended": MoneyStage.SUSPENDED,
    "daily": MoneyStage.THREATENED,
}
_KINDS = {
    "daily": MoneyKind.PENALTY_PAYMENT,
    "settlement": MoneyKind.SETTLEMENT_SUM,
    "redress": MoneyKind.REDRESS,
}
_ENDS, _SAID = frozenset({"annulled", "reduced"}), 0.6
"""What an imposed sum may come to, and how likely a place must tell so."""
_DECIDES = re.compile(
    r"(?<!\w)(?:hereby|of this (?:[Nn]otice|[Dd]ecision|[Dd]etermination|[Oo]rder)|hiermit|(?:wird|werden) folgende"
    r" (?:Geld)?[Ss]trafen? verhängt|par la présente|por la presente|con il presente|bij dit besluit|niniejszym"
    r"|με την παρούσα|härmed|herved|täten)(?!\w)"
)
"""What an instrument that itself decides says, though no part of it is found to."""
_ROUNDED = Decimal("0.05")


def is_read_so(reading: Reading, language: str) -> bool:
    """Whether a text is short, in a language whose words are known, and does not itself decide."""
    if not SHORTEST <= len(reading.text) <= LONGEST or not (language == "en" or is_listed(language)):
        return False
    return _DECIDES.search(reading.text) is None


def amounts_of(reading: Reading, jurisdiction: str | None, language: str) -> Sequence[Amount]:
    """The sums that a short text names."""
    return amounts_abroad(reading.text, find_amounts(reading.text, jurisdiction=jurisdiction), language)


def told_shortly(
    reading: Reading,
    amounts: Sequence[Amount],
    signs: Signs,
    *,
    respondents: tuple[str, ...],
    jurisdiction: str | None,
    telling: Telling | None,
) -> tuple[Penalty, ...]:
    """The penalties of a short text, in order."""
    places = list(_told(reading, once_each(reading.text, amounts, jurisdiction), signs))
    outcomes = _outcomes(places)
    found = [_candidate(place, outcomes[place.amount.money], respondents) for place in places]
    found = without_equal_parts(_without_rounded(found))
    if telling:
        found = list(_in_own_currency(found, telling))
    kept = [each for each in without_totals(found) if not (telling and telling.only_filed and _is_laid(each))]
    told = [_awaiting(each.penalty) if telling and telling.pending else each.penalty for each in _once(kept)]
    return tuple(sorted(told, key=lambda penalty: penalty.span))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text tells of a sum, and how likely it is what."""

    amount: Amount
    sentence: Sentence
    likely: Likely


def _told(reading: Reading, amounts: Iterable[Amount], signs: Signs) -> Iterator[_Place]:
    """The places where a sum that is told is likely told of."""
    around = [(amount, reading.around(amount.span.start)) for amount in amounts]
    places = [_Place(amount, one, weights().weigh(signs.of(amount, one))) for amount, one in around if one]
    best = max((place.likely.told for place in places), default=1.0)
    near = [place for place in places if place.likely.told >= LEAST]
    told = {place.amount.money for place in near if place.likely.told >= min(SURE, best - CLOSE)}
    yield from (place for place in near if place.amount.money in told)


def _outcomes(places: Sequence[_Place]) -> Mapping[Money, str]:
    """What most likely became of each sum by all the places that tell of it; one that says how it ended decides."""
    shares: dict[Money, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for place in places:
        for name, share in place.likely.outcomes.items():
            ends = name in _ENDS and share >= _SAID
            shares[place.amount.money][name] += len(places) if ends else share * place.likely.told
    return {money: max(each, key=lambda name: each[name]) for money, each in shares.items()}


def _candidate(place: _Place, outcome: str, respondents: tuple[str, ...]) -> Candidate:
    amount, sentence = place.amount, place.sentence
    at, end = amount.span.start - sentence.span.start, amount.span.end - sentence.span.start
    left, right = sentence.text[:at], sentence.text[end:]
    voice = Voice.SETTLEMENT if outcome == "settlement" else voice_of(sentence.text, at=at)
    total = is_total(left)
    penalty = Penalty(
        money=amount.money,
        kind=_KINDS.get(outcome) or kind_called(left, right),
        stage=_STAGES.get(outcome, MoneyStage.IMPOSED),
        span=amount.span,
        voice=voice if voice in HEARD else Voice.BACKGROUND,
        respondent=whose(sentence.text, at, end, respondents, shared=total),
        approximate=amount.approximate,
        note="total" if total else "",
    )
    return Candidate(penalty, operative=False, weight=0, articles=frozenset(), sentence=sentence)


def _once(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Each sum once, with whoever bears it where any of its sentences says so."""
    kept: list[Candidate] = []
    for each in found:
        place = next((place for place, one in enumerate(kept) if is_same(each, one)), None)
        if place is None:
            kept.append(each)
        elif kept[place].penalty.respondent is None and each.penalty.respondent:
            kept[place] = each
    yield from kept


def _without_rounded(found: Sequence[Candidate]) -> list[Candidate]:
    """Without sums that only round another: "more than €79 million" beside €79,107,101, or a headline's."""
    return [each for each in found if not any(_rounds(each, other) for other in found)]


def _rounds(told: Candidate, other: Candidate) -> bool:
    one, exact = told.penalty, other.penalty
    inexact = one.approximate or told.sentence.span.start == 0
    if not inexact or one.money == exact.money or one.money.currency != exact.money.currency:
        return False
    apart = abs(one.money.amount - exact.money.amount)
    return _digits(one.money.amount) < _digits(exact.money.amount) and apart < exact.money.amount * _ROUNDED


def _digits(amount: Decimal) -> int:
    return len(amount.normalize().as_tuple().digits)


def _in_own_currency(found: Sequence[Candidate], telling: Telling) -> Sequence[Candidate]:
    """Those in the currency in which the authority lays down sums, where there are any: others only restate them."""
    own = [each for each in found if each.penalty.money.currency == telling.own_currency]
    return own if any(_is_laid(each) for each in own) else found


def _is_laid(candidate: Candidate) -> bool:
    return candidate.penalty.stage is MoneyStage.IMPOSED


def _awaiting(penalty: Penalty) -> Penalty:
    """What a court or the public has still to approve is only proposed."""
    return replace(penalty, stage=MoneyStage.PROPOSED) if penalty.stage is MoneyStage.IMPOSED else penalty
