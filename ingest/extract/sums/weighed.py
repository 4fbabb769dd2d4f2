"""What the words around a sum say against its being this matter's fine, in a short English text.

That a fine is spoken of is not that one was imposed: it may be what would have been, what somebody denies, the law's
bound, a step of a reckoning, what is due if it is paid soon, or another's. Each sum is weighed once, by its clause and
the sentence behind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from corpus.records import MoneyStage
from ingest.extract.reading import Reading
from ingest.extract.sums.clauses import Clause
from ingest.extract.sums.settled import Candidate
from ingest.wording.sifted import vocabulary

LONGEST = 12_000
"""Characters of a text that is weighed so: longer ones are decisions, which reason about many sums in many words."""
_WORDS = vocabulary(Path(__file__).with_name("weighed.toml"))
_BEFORE = ("would_have", "denied", "bound", "reckoned", "statistic", "wished")
_BEHIND = (
    "then_would_have",
    "then_denied",
    "then_bound",
    "then_reckoned",
    "then_statistic",
    "then_another_case",
    "then_for_another_end",
)
_STAGES = (
    ("then_proposed", MoneyStage.PROPOSED),
    ("then_annulled", MoneyStage.ANNULLED),
    ("then_confirmed", MoneyStage.CONFIRMED),
    ("then_lowered", MoneyStage.IMPOSED),
)
_OPEN = frozenset({MoneyStage.UNKNOWN, MoneyStage.IMPOSED})
_FINE = r"(?:(?:administrative |monetary |financial |civil )?(?:fine|penalty|sanction)s?)"
_GAP_ONLY = re.compile(r"^[\s,-]{0,3}(?:(?:administrative|monetary|financial|civil) )?")
# The clause of a sum that something else was preferred to: "rather than", "instead of".
_PREFERRED = re.compile(r"\s*(?:than|of)\s")
_ASIDE = re.compile(r", (?:which|who|whose|where) [^,;]{1,120},")
_GAP = re.compile(rf"^[\s,;:)(–—\"”’'-]{{0,4}}(?:{_FINE} )?")
# Before a sum that a condition leads to.
_COMES_TO = re.compile(r"(?:to|only|just|at|pay|paying|(?:reduced|lower|discounted|smaller) (?:\w+ )?of) *$")
_ROUNDED = Decimal("0.02")
_NEAR = 140


def is_refuted(clause: Clause) -> bool:
    """Whether the words around a sum say that it is no fine of this matter."""
    near, behind = clause.before[-_NEAR:], _GAP.sub("", clause.behind)
    if any(_said_before(name, near) for name in _BEFORE) or any(_WORDS[name].match(behind) for name in _BEHIND):
        return True
    if (
        _PREFERRED.match(clause.before)
        or _WORDS["taken_back"].search(clause.next)
        or _WORDS["only_part"].search(clause.next)
    ):
        return True
    return _is_other_money(clause) or _is_paid_soon(clause, behind)


def without_asides(words: str) -> str:
    """The words before a sum without what is said in passing: "the budget of the office, which imposes fines, is"."""
    return _ASIDE.sub(" ", words)


def is_due(clause: Clause, reading: Reading) -> bool:
    """Whether the sum is what somebody has to pay, in a text that has told of a fine."""
    if _WORDS["not_due"].match(clause.behind.lstrip()):
        return False
    if not (_WORDS["due"].search(clause.before) or _WORDS["then_due"].match(clause.behind.lstrip(" ),"))):
        return False
    return _WORDS["fine"].search(reading.text[: clause.sentence.span.end + _NEAR]) is not None


def stage_said(clause: Clause, stage: MoneyStage) -> MoneyStage:
    """How far the sum came, where the words behind it say more than the verbs before it, which say `stage`."""
    behind = _GAP.sub("", clause.after_all)
    said = next((stage for name, stage in _STAGES if _WORDS[name].match(behind)), None)
    if said is None and stage is MoneyStage.UNKNOWN and _WORDS["then_imposed"].match(behind):
        return MoneyStage.IMPOSED
    if stage is MoneyStage.ANNULLED:
        refused = _WORDS["undoing_refused"].search(clause.before)
        sought = _WORDS["undoing_sought"].search(clause.before)
        return MoneyStage.CONFIRMED if refused else MoneyStage.IMPOSED if sought else stage
    if _WORDS["substituted"].search(clause.before) and _WORDS["then_substituted"].match(behind):
        said = MoneyStage.REDUCED
    if said is None and _WORDS["undone_decision"].search(clause.sentence.text[: clause.at]):
        said = MoneyStage.ANNULLED
    if said is None and _WORDS["only_meant"].search(clause.before):
        said = MoneyStage.PROPOSED
    return said if said and stage in _OPEN else stage


def without_rounded(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without sums called inexact that only round another: "more than €79 million" beside €79,107,101."""
    return [each for each in candidates if not any(_rounds(each, other) for other in candidates)]


def _rounds(told: Candidate, other: Candidate) -> bool:
    inexact, exact = told.penalty, other.penalty
    if not inexact.approximate or exact.approximate or inexact.money == exact.money:
        return False
    apart = abs(inexact.money.amount - exact.money.amount)
    return inexact.money.currency == exact.money.currency and apart < exact.money.amount * _ROUNDED


def _said_before(name: str, near: str) -> bool:
    """Whether it is said, and the sum not laid down by a verb behind it."""
    said = list(_WORDS[name].finditer(near))
    if not said:
        return False
    if name == "reckoned" and near.endswith("to "):
        return False
    # "would have been reduced" lays nothing down
    return not any(match.start() > said[-1].end() + 1 for match in _WORDS["laid_down"].finditer(near))


def _is_other_money(clause: Clause) -> bool:
    """Whether the nearest word that says what the money is calls it something else than a fine."""
    other, fine = (
        max((match.start() for match in _WORDS[name].finditer(clause.before)), default=-1)
        for name in ("other_money", "fine")
    )
    return other > fine and not _WORDS["fine"].match(_GAP_ONLY.sub("", clause.behind))


def _is_paid_soon(clause: Clause, behind: str) -> bool:
    if _WORDS["to_be_changed"].match(behind) or not (
        _COMES_TO.search(clause.before) or _WORDS["then_paid_soon"].match(behind)
    ):
        return False
    text = clause.sentence.text
    given = _WORDS["discounted"].search(text) is not None and _WORDS["offered"].search(text) is None
    soon = _WORDS["then_paid_soon"].match(behind) or _WORDS["paid_soon"].search(text)
    return soon is not None and not given
