"""What the words around a sum say against its being this matter's fine, in a short English text.

That a fine is spoken of is not that one was imposed: it may be what would have been, what somebody denies, the law's
bound, a step of a reckoning, what is due if it is paid soon, or another's. Each sum is weighed once, by its clause and
the sentence behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from corpus.records import MoneyStage
from ingest.describing.names import name_at, name_before
from ingest.extract.money import Amount
from ingest.extract.parties import key_of, words_of
from ingest.extract.reading import Reading, Sentence
from ingest.extract.settled import Candidate
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
# Where one clause ends and the next begins.
_PART = re.compile(r";|—|(?:,| [–-])? (?:but|while|whereas|although|though|instead|rather)(?!\w)|, which(?!\w)")
_FINE = r"(?:(?:administrative |monetary |financial |civil )?(?:fine|penalty|sanction)s?)"
_GAP = re.compile(rf"^[\s,;:)(–—\"”’'-]{{0,4}}(?:{_FINE} )?")
_GAP_ONLY = re.compile(r"^[\s,-]{0,3}(?:(?:administrative|monetary|financial|civil) )?")
_NAME = (
    r"(?P<name>(?:[A-Z]|\d+(?=[a-z]{3}))[\w&.'’-]*(?: (?:(?:of|and|the|de|van|for|du) )?[A-Z&][\w&.'’-]*){0,6}"
    r"(?:,? (?:plc|p\.l\.c\.|Inc\.?|LLC|Ltd\.?))?)"
)
# The clause of a sum that something else was preferred to: "rather than", "instead of".
_PREFERRED = re.compile(r"\s*(?:than|of)\s")
# A case by its parties: "In Hollin Ltd v Commissioner"; and what is said in passing.
_CITED = re.compile(
    r"(?:[Ii]n|[Ss]ee|[Cc]f\.?) (?:the )?[A-Z][\w.&'’-]*(?: [\w.&'’-]+){0,5}?, (?:where|cited|a case)"
    r"|(?<![\w.&'’-])[A-Z][\w.&'’-]*(?: [\w.&'’-]+){0,5}? v\.? "
)
_ASIDE = re.compile(r", (?:which|who|whose|where) [^,;]{1,120},")
# Between sums told together.
_TOGETHER = re.compile(r"[^.;\d]{0,60}?(?:,| and)(?: of)? ?")
_SMALL = r"(?:(?:the|an?|its|their) )?(?:[a-z][\w-]* ){0,3}"
_FINED = r"(?:fined|penali[sz]ed|sanctioned|ordered to pay)"
# Who bears a sum that stands behind: "fined the forum Acme", "Acme was fined", "a fine on Acme of", "Acme (".
_BORNE_BEFORE = (
    re.compile(rf"(?:fines|fining|penali[sz]es|{_FINED}) {_SMALL}{_NAME}(?: (?:a total of|with a fine of|of))? *$"),
    re.compile(
        rf"(?<![\w’'&.-]){_NAME}(?:, [^,;]{{1,60}},)? (?:(?:was|were|(?:has|had|have) been) "
        rf"(?:\w+ly |also |already )?{_FINED}|(?:paid|agreed to pay|settled))(?!\w)[^;]{{0,40}}$"
    ),
    re.compile(
        rf"(?:{_FINE}|settlements?)(?: \w+)? (?:on|against|upon|in|with|for|to) {_SMALL}{_NAME}"
        r"(?:[’']s)?(?: case)?(?:,? of| \()?(?: about| nearly| over)? *$"
    ),
    re.compile(rf"(?<![\w’'&.-]){_NAME}(?: \(|[’']s (?:\w+ )?)$"),
)
_BORNE_BEHIND = re.compile(
    rf"^[ -]?(?:\w+ ){{0,2}}?(?:{_FINE}|settlement|judge?ment)?(?: \w+){{0,2}}? ?"
    rf"(?:on|against|upon|with) {_SMALL}{_NAME}"
)
# Before a sum that a condition leads to.
_COMES_TO = re.compile(r"(?:to|only|just|at|pay|paying|(?:reduced|lower|discounted|smaller) (?:\w+ )?of) *$")
# A name so written is the sum in words: "Two Hundred Thousand Dollars ($200,000)".
_IN_WORDS = re.compile(
    r"(?:Euros?|Dollars?|Pounds?|Sterling|Kroner|Kronor|Crowns?|Rupees?|Shillings?|Naira|Rand|Francs?|Million|Thousand|Only)$",
    re.IGNORECASE,
)
_OPENING, _FIRST = 600, 250
_ROUNDED = Decimal("0.02")
_NEAR = 140


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a sum's own clause before and behind it, no other sum between, and the sentence that follows.

    `after_all` stands behind the last of several sums told together: "£80,000 for Acme and £50,000 for Bell were".
    """

    before: str
    behind: str
    after_all: str
    sentence: Sentence
    at: int
    next: str


def clause_of(reading: Reading, sentence: Sentence, amount: Amount, amounts: Sequence[Amount]) -> Clause:
    """What is said of a sum."""
    start, end = sentence.span.start, sentence.span.end
    last = amount.span.end
    for each in amounts:
        if start < each.span.end <= amount.span.start:
            start = each.span.end
        elif amount.span.end <= each.span.start < sentence.span.end:
            end = min(end, each.span.start)
            last = each.span.end if _TOGETHER.fullmatch(reading.text[last : each.span.start]) else last
    before, behind = reading.text[start : amount.span.start], reading.text[amount.span.end : end]
    parts = list(_PART.finditer(before))
    part = _PART.search(behind)
    follows = reading.after(sentence)
    return Clause(
        before[parts[-1].end() :] if parts else before,
        behind[: part.start()] if part and not behind[part.start() :].startswith(", which") else behind,
        reading.text[last : sentence.span.end],
        sentence,
        amount.span.start - sentence.span.start,
        follows.text if follows else "",
    )


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


def is_another(clause: Clause, reading: Reading, respondents: Sequence[str]) -> bool:
    """Whether the sum is told of another case, or of somebody who is no respondent and not named as the text begins."""
    before = clause.sentence.text[: clause.at]
    said = _WORDS["another_case"].search(before)
    if said and not _is_respondent(before[said.end() :], respondents):
        return True
    cited = _CITED.search(before)
    if cited and not _is_respondent(cited.group(), respondents):
        return True
    if not respondents:
        return False
    begun, opening = clause.sentence.span.start, max(_OPENING, len(reading.text) // 3)
    head = words_of(reading.text[: min(opening, begun) if begun > _FIRST else opening])
    return any(
        _is_a_name(name) and not _is_respondent(name, respondents) and f" {key_of(name)} " not in head
        for name in _bearers(clause)
    )


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


def _bearers(clause: Clause) -> Iterator[str]:
    for pattern in _BORNE_BEFORE:
        match = pattern.search(clause.before)
        if match:
            yield match["name"]
    match = _BORNE_BEHIND.match(clause.behind)
    if match:
        yield match["name"]


def _is_a_name(name: str) -> bool:
    """Whether it is a name as companies and people bear them, and no law, day, part of the document or sum in words."""
    if _IN_WORDS.search(name):
        return False
    at = name_at(name, 0) or name_before(name, len(name))
    return at is not None or name[0].isdigit()


def _is_respondent(name: str, respondents: Sequence[str]) -> bool:
    words = words_of(name)
    return any(f" {key_of(each)} " in words for each in respondents if key_of(each))
