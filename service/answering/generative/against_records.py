"""Where a claim of a language model would tell what the records tell: standing, sums in force, steps. They decide."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.matters import EventKind
from service.answering.composing import money
from service.answering.composing.reading import Reading
from service.answering.held.dossier import Sentence
from service.answering.weighing.evidence import is_silent
from service.answering.wording import facts

_STANDING = re.compile(
    r"\b(?:still|currently|now|today|remains?|in force|no longer|to date|so far|stands|binding|"
    r"is (?:final|annulled|pending|suspended|valid|void)|are (?:final|annulled|pending|suspended)|"
    r"(?:has|have|must|need) (?:to )?pay|owes?)\b",
    re.IGNORECASE,
)
_FINE = re.compile(r"\b(?:fin(?:e|es|ed|ing)|penalt\w+|sanction\w*|impos\w+|pay(?:s|ment)?|paid)\b", re.IGNORECASE)
_UNSET = re.compile(
    r"\b(?:propos\w+|provisional\w*|intend\w*|intent|threaten\w*|draft|never imposed|not imposed)\b", re.IGNORECASE
)
"""What tells of a sum that it was not set."""
_PARTY = re.compile(
    r"\b(?:representations?|submissions?|arguments?|grounds? of (?:appeal|challenge)|complaints?|defen[cs]e|position|"
    r"views? of|responses?|comments?)\b",
    re.IGNORECASE,
)
_STEPS = (
    (r"annul\w*|quash\w*|set aside|overturn\w*|cancel\w*", (EventKind.ANNULLED, EventKind.PARTLY_ANNULLED)),
    (r"upheld|uphold\w*|confirm(?:s|ed)", (EventKind.UPHELD, EventKind.RESTORED)),
    (r"appeal(?:s|ed)", (EventKind.APPEALED, EventKind.PERMISSION_GRANTED, EventKind.PERMISSION_REFUSED)),
    (r"reduc(?:e|es|ed|ing)", (EventKind.REDUCED, EventKind.VARIED)),
    (r"remit\w*|sent .{1,30} back", (EventKind.REMITTED, EventKind.JURISDICTION_RESTORED)),
    (r"dismiss\w*", (EventKind.DISMISSED, EventKind.UPHELD, EventKind.PERMISSION_REFUSED)),
    (r"withdr[ae]w\w*", (EventKind.WITHDRAWN, EventKind.ABANDONED)),
    (r"stay(?:s|ed)|suspend(?:s|ed)", (EventKind.STAYED,)),
    (r"settle[sd]?", (EventKind.SETTLED, EventKind.APPROVED)),
)
_STEP_WORDS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), kinds) for words, kinds in _STEPS)


def told_by_records(claim: str, sentences: Iterable[Sentence], reading: Reading) -> str | None:
    """Why the claim must give way to the records of its matter, or None."""
    cited = tuple(sentences)
    if _STANDING.search(claim):
        return "what stands is told from the records"
    if any(is_silent(one) for one in cited):
        return "the cited text only says that something is not known"
    if not reading.query.voices and any(_PARTY.search(one.heading) for one in cited):
        return "it stands under a heading for what a party says"
    return _sum_fault(claim, reading) or _step_fault(claim, reading)


def _sum_fault(claim: str, reading: Reading) -> str | None:
    """A sum told as a fine must be one that the records hold as set and not since changed, or proposed and told so."""
    claimed = facts.read(claim).amounts
    recorded = money.effective(reading)
    if not claimed or not recorded or not _FINE.search(claim):
        return None
    counting = {held.record.money for held in money.current(reading)}
    if _UNSET.search(claim):
        counting |= {held.record.money for held in money.sums(reading) if held.record.stage in money.UNSET}
    wrong = [amount.money for amount in claimed if amount.money not in counting]
    if wrong:
        return f"the records do not hold {wrong[0]} as a sum in force"
    return None


def _step_fault(claim: str, reading: Reading) -> str | None:
    """A step told must be one of the matter's, on its day where the claim names one."""
    days = {date.on for date in facts.read(claim).dates if date.precision == "day"}
    for words, kinds in _STEP_WORDS:
        if not words.search(claim):
            continue
        steps = [event for event in reading.events if event.kind in kinds]
        if not steps:
            return f"the records hold no step of this kind ({kinds[0].value})"
        if days and not any(event.on in days for event in steps):
            return f"the records hold this step on {steps[-1].on.isoformat()}"
    return None
