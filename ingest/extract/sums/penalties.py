"""Penalties: which of the sums a document names were laid on whom, and how far they have come.

Most sums in a decision are no penalty: turnovers, legal ceilings, other cases, restatements in another currency. A sum
counts only where the words nearest to it call it one; what was imposed is read from the operative part first, and a
figure that only the reasoning names is kept with the stage unknown rather than taken for the result.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.documents import Span, Voice
from corpus.records import MoneyKind, MoneyStage, Penalty
from ingest.extract.parties import whose
from ingest.extract.reading import Reading, Sentence
from ingest.extract.releases import Telling
from ingest.extract.sums.abroad import (
    amounts_abroad,
    harmonised,
    is_abroad,
    is_anothers_abroad,
    told_abroad,
)
from ingest.extract.sums.bearers import is_another
from ingest.extract.sums.called import articles_fined, is_total, kind_called
from ingest.extract.sums.clauses import Clause, clause_of
from ingest.extract.sums.money import Amount, find_amounts
from ingest.extract.sums.reasoned import is_not_laid, stage_reasoned
from ingest.extract.sums.restated import once_each
from ingest.extract.sums.settled import HEARD, Candidate, settled
from ingest.extract.sums.short import amounts_of, is_read_so, told_shortly
from ingest.extract.sums.signs import Signs
from ingest.extract.sums.stages import last_place, stage_by_phrases
from ingest.extract.sums.told import (
    as_told,
    in_own_currency,
    is_beside,
    is_given_back,
    is_paid_for,
    is_settlement_sum,
    is_shared,
    is_sought,
    of_this_matter,
    without_claims,
)
from ingest.extract.sums.weighed import LONGEST as WEIGHED
from ingest.extract.sums.weighed import (
    is_due,
    is_refuted,
    stage_said,
    without_asides,
    without_rounded,
)
from ingest.extract.voice import voice_of
from ingest.wording.dates import find_dates
from ingest.wording.sifted import vocabulary

_WORDS = vocabulary(Path(__file__).with_name("penalties.toml"))
_LEFT, _NEAR, _RIGHT = 220, 60, 90
_SOON, _SHORT = 1500, 6000
_OR_PERCENT = re.compile(
    r"[\s,;(]{0,4}(?:or|o|ou|oder|ή|of,|in the case of|whichever|para una empresa|tratándose)(?!\w)[^.;]{0,110}?"
    r"\d{1,2}(?:[.,]\d)?\s?%",
    re.IGNORECASE,
)
# A limit told with its sum: "is EUR 640,000,000, that is, 4% of the turnover", "the maximum applicable fine is set at".
_SHARE_OF_TURNOVER = re.compile(
    r"[\s,;:(–—-]{0,4}(?:that is|i\.e\.|which is|being|or)?,?\s?\d{1,2}(?:[.,]\d)?\s?% of [^.;]{0,60}?turnover"
)
_LIMIT_SET = re.compile(
    r"(?:maximum|ceiling|cap|limit)(?: \w+){0,2}?(?: (?:fine|penalty|amount))? (?:is|was) (?:set|fixed) at\s*$",
    re.IGNORECASE,
)
# A sum of several parties together: "Acme Cars, Acme Sports and Acme Travel fined".
_PARTY = r"[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,4}"
_SEVERAL_FINED = re.compile(rf"{_PARTY}, (?:{_PARTY}, )*{_PARTY} and {_PARTY}(?: were| have been| are)? fined\s*$")
_BY = re.compile(
    r"(?:\b(?:by|gleich|menos|moins|weniger|minder|meno)|deduct(?:ion|ed)(?: of)?"
    r"|(?:this case|equivalent|este caso|equivalente) (?:to|a))\s*$",
    re.IGNORECASE,
)
_OTHER_FILE = re.compile(r"(?<!\w)(?:PS/\d{5}/\d{4}|PVN-\d{4}-\d+|C-\d{1,3}/\d\d|SAN-\d{4}-\d{3})")
# Between a sum and what it is called: the same in another currency, and a small word: "€75,000 (£67,000) penalty".
_RESTATED = re.compile(
    r"^[ ,–-]*(?:\([^()\n]{1,30}\) ?)?(?:(?:d['’]|de |di |in |of |van |als )(?:une |una |een |uma )?)?"
)
# Which sum is whose is told by their order.
_RESPECTIVELY = re.compile(
    r"respectivement|respectivamente|rispettivamente|respectievelijk|beziehungsweise|respektive|henholdsvis|vastaavasti"
    r"|odpowiednio|αντίστοιχα"
)
_ENGLISH = "en"
_FEES_ARE_FINES = frozenset({"NO", "SE", "DK", "FI", "IS", "KR"})


def find_penalties(
    reading: Reading,
    operative: tuple[Span, ...],
    *,
    respondents: tuple[str, ...] = (),
    jurisdiction: str | None = None,
    decided_on: dt.date | None = None,
    telling: Telling | None = None,
    language: str = "en",
    day: dt.date | None = None,
) -> tuple[Penalty, ...]:
    """The penalties of a document, in order; a sum imposed once and repeated elsewhere comes out once.

    Args:
        reading: The document.
        operative: Where it decides.
        respondents: Those it may lay the penalty on; with only one, every penalty is theirs.
        jurisdiction: Settles the currency of "kr" and "$".
        decided_on: The day of this decision, where it is one that could impose: what an instrument of an earlier day
            imposed, it only recounts.
        telling: Where the document only tells of a matter: whose sums are its news, and whose are not.
        language: Of the text; a short one in a language that is known, which neither decides nor surely is a release,
            is read by a fitted model, not by phrases.
        day: Of the text: what it tells of earlier years is no news.
    """
    if is_read_so(reading, language) and not operative and not (telling and telling.is_release):
        amounts = amounts_of(reading, jurisdiction, language)
        signs = Signs(reading, amounts, respondents=respondents, language=language, day=day)
        told = told_shortly(
            reading,
            amounts,
            signs,
            respondents=respondents,
            jurisdiction=jurisdiction,
            telling=telling,
        )
        # where the words around no sum make it a penalty, phrases that only decisions use may
        if told:
            return told
    candidates: list[Candidate] = []
    fees = (jurisdiction or "")[:2] in _FEES_ARE_FINES
    amounts = amounts_abroad(reading.text, find_amounts(reading.text, jurisdiction=jurisdiction), language)
    weighed = language == _ENGLISH and len(reading.text) <= WEIGHED
    for amount in once_each(reading.text, amounts, jurisdiction):
        candidates += (
            candidate
            for candidate in _candidates(
                reading,
                amount,
                operative,
                respondents,
                fees=fees,
                telling=telling,
                language=language,
                issued=bool(jurisdiction),
                beside=amounts if weighed else None,
            )
            if candidate.operative
            or candidate.penalty.stage is MoneyStage.PROPOSED
            or not _of_earlier_day(reading, amount, decided_on)
        )
    if weighed:
        candidates = without_rounded(candidates)
    if is_abroad(reading, language):
        candidates = harmonised(candidates)
    if telling:
        candidates = in_own_currency(of_this_matter(candidates, telling), telling)
    undone = telling is not None and _WORDS["undone"].search(reading.text) is not None
    chosen = settled(candidates, first=len(reading.text) < _SHORT, undone=undone)
    if telling:
        chosen = as_told(chosen, telling)
    if _WORDS["paid_off"].search(reading.text[:_SHORT]):
        chosen = map(_only_proposed, chosen)
    return tuple(sorted(chosen, key=lambda penalty: penalty.span))


def _only_proposed(penalty: Penalty) -> Penalty:
    """A procedure that ended because the proposed sum was paid imposed nothing more."""
    return replace(penalty, stage=MoneyStage.PROPOSED) if penalty.stage is MoneyStage.IMPOSED else penalty


def _first_half(span: Span) -> Span:
    return Span(span.start, (span.start + span.end) // 2)


def _candidates(
    reading: Reading,
    amount: Amount,
    operative: tuple[Span, ...],
    respondents: tuple[str, ...],
    *,
    fees: bool,
    telling: Telling | None,
    language: str,
    issued: bool,
    beside: Sequence[Amount] | None,
) -> Iterable[Candidate]:
    """The candidate that an amount makes, or none; `beside`: all sums of a text that is weighed clause by clause."""
    sentence = reading.around(amount.span.start)
    if sentence is None:
        return
    at, end = amount.span.start - sentence.span.start, amount.span.end - sentence.span.start
    left, right = sentence.text[max(0, at - _LEFT) : at], sentence.text[end : end + _RIGHT]
    if len(left) < _LEFT:
        left = f"{reading.lead(sentence)[-_LEFT:]} {left}"[-_LEFT:]
    left = f"{left} {reading.over(amount.span.start)} "[-_LEFT:] if "|" in left or "|" in right else left
    decides = any(part.covers(_first_half(sentence.span)) for part in operative)
    release = telling if telling and telling.is_release else None
    settles = release is not None and is_settlement_sum(left, right)
    returns = release is not None and release.names_respondent(left) and is_given_back(left, right)
    pays = telling is not None and telling.names_respondent(sentence.text) and is_paid_for(left, right)
    clause = clause_of(reading, sentence, amount, beside) if beside is not None else None
    due = clause is not None and is_due(clause, reading)
    called = settles or returns or pays or due or _is_penalty(without_asides(left), right, fees=fees, decides=decides)
    abroad = None
    if not operative:
        abroad = told_abroad(reading, sentence, amount, respondents, language, called=called, issued=issued)
    if not (called or abroad) or is_anothers_abroad(reading, sentence, amount, respondents, language):
        return
    if _is_bound(left, right) or _is_elsewhere(left, right) or (telling and is_beside(left, right)):
        return
    said = _said_before(reading, sentence, amount, weighed=clause is not None or language != _ENGLISH)
    if _is_unreal(clause, reading, left, respondents) or is_not_laid(said, right):
        return
    if len(respondents) < 2 and _SEVERAL_FINED.search(left):  # noqa: PLR2004 - nobody else it could be shared with
        return
    voice = voice_of(without_claims(sentence.text) if telling else sentence.text, operative=decides, at=at)
    stage = stage_by_phrases(left, right, voice, decides=decides)
    open_to_meaning = abroad and stage is MoneyStage.UNKNOWN and not (called and _WORDS["undone"].search(reading.text))
    stage = abroad if abroad and open_to_meaning else stage
    if telling and stage in {MoneyStage.IMPOSED, MoneyStage.UNKNOWN}:
        open_ = is_sought(clause.before if clause else left) or (pays and telling.proposes)
        stage = MoneyStage.PROPOSED if open_ else MoneyStage.IMPOSED if settles or returns or pays else stage
    stage = stage_said(clause, stage) if clause else stage
    stage = stage_reasoned(said, right, stage)
    if settles and voice in HEARD:
        voice = Voice.SETTLEMENT
    decisive = last_place(_WORDS["decisive"], left) >= 0
    total = is_total(left)
    each = _RESPECTIVELY.search(sentence.text) is not None
    shared = telling is not None and total and is_shared(left, telling)
    penalty = Penalty(
        money=amount.money,
        kind=_settlement_kind(kind_called(left, right), right) if settles else kind_called(left, right),
        stage=stage,
        span=amount.span,
        voice=voice,
        respondent=None if shared else whose(sentence.text, at, end, respondents, shared=total or each),
        approximate=amount.approximate,
        note="total" if total else "",
    )
    near = any(0 <= amount.span.start - part.start < _SOON for part in operative)
    decisive = decisive or abroad is MoneyStage.IMPOSED
    strong = abroad is not None or _WORDS["strong"].search(left) is not None
    weight = 4 * decides + near + 2 * decisive + strong
    yield Candidate(penalty, decides, weight, articles_fined(sentence.text), sentence)


def _said_before(reading: Reading, sentence: Sentence, amount: Amount, *, weighed: bool) -> str:
    """What is said before a sum in its sentence and the words that open its list; "" where its clause is weighed."""
    return "" if weighed else f"{reading.lead(sentence)} {sentence.text[: amount.span.start - sentence.span.start]}"


def _is_unreal(clause: Clause | None, reading: Reading, left: str, respondents: tuple[str, ...]) -> bool:
    """Whether the words around a sum say that it is no fine of this matter."""
    if _WORDS["would_be"].search(left[-_NEAR:]):
        return True
    if clause is None:
        return _WORDS["would_have"].search(left[-_NEAR:]) is not None
    return is_refuted(clause) or is_another(clause, reading, respondents)


def _is_penalty(left: str, right: str, *, fees: bool, decides: bool) -> bool:
    """The nearest telling word decides: "a fine of 0.1 % of the turnover of EUR 3m" is about the turnover.

    "Pay" and "fee" alone are what customers do; they count beside a word for a penalty, or where it is decided.
    """
    penalty, business, costs = (last_place(_WORDS[name], left) for name in ("penalty", "business", "costs"))
    strong = _WORDS["strong"].search(left) or _WORDS["strong"].search(right)
    if penalty < 0:
        return _WORDS["strong"].match(_RESTATED.sub("", right)) is not None and business < 0
    if not strong and not (fees and _WORDS["fees"].search(left)) and not (decides and _WORDS["decisive"].search(left)):
        return False
    return penalty > business and penalty > costs


def _is_bound(left: str, right: str) -> bool:
    """Whether the sum is a limit: a ceiling right before it, with no decision in between, or a share to choose from."""
    ceiling = last_place(_WORDS["ceiling"], left[-_NEAR:])
    decided = last_place(_WORDS["decisive"], left[-_NEAR:])
    return bool(
        (ceiling >= 0 and ceiling > decided)
        or _LIMIT_SET.search(left)
        or _WORDS["ceiling"].match(right.lstrip(" ,)(:"))
        or _SHARE_OF_TURNOVER.match(right)
        or _OR_PERCENT.match(right)
        or _BY.search(left)
    )


def _is_elsewhere(left: str, right: str) -> bool:
    return bool(
        _WORDS["elsewhere"].search(left[-140:])
        or _OTHER_FILE.search(left[-100:])
        or _WORDS["earlier"].search(right.split(".", maxsplit=1)[0])
    )


def _of_earlier_day(reading: Reading, amount: Amount, decided_on: dt.date | None) -> bool:
    """Whether the sentence, before the sum, gives the imposing instrument a day before this decision's."""
    sentence = reading.around(amount.span.start) if decided_on else None
    if decided_on is None or sentence is None:
        return False
    before = sentence.text[: amount.span.start - sentence.span.start]
    named = list(_WORDS["dated"].finditer(before))
    dates = find_dates(before[named[-1].end() :][:_NEAR]) if named else ()
    return bool(dates) and dates[0].precision == "day" and dates[0].on < decided_on


def _settlement_kind(kind: MoneyKind, right: str) -> MoneyKind:
    """What somebody agreed to pay is the sum of a settlement, where nothing right behind it calls it a fine."""
    fined = _WORDS["strong"].search(right[:_NEAR]) is not None
    return MoneyKind.SETTLEMENT_SUM if kind is MoneyKind.FINE and not fined else kind
