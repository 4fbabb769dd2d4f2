"""Whether a digest that rules only quote answers the question at all.

Rules quote the sentences that share most with a question, also where it asks for a detail that no sentence gives: who
the hackers were, at which price something was sold. The reader tells these apart (`weighing/rereading.py`); since it
takes several times as long as the rest of an answer, it reads only where little speaks for an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.answering.at_hand import AtHand
from service.answering.composing.bearing_lines import is_unclear
from service.answering.composing.composed import Composed
from service.answering.composing.reading import Reading
from service.answering.held.dossier import Sentence, is_digested
from service.answering.question import Intent, Query
from service.answering.weighing.evidence import covers, is_silent
from service.answering.weighing.reconsidering import Weighing
from service.answering.weighing.wanted import counts_plainly
from service.answering.wording.words import stems

UNLIKELY, UNLIKELY_UNSPOKEN = 0.2, 0.3
"""Likelihood below which nothing is told, and the same where a word of the subject is in no document of the matter. Of
1,937 tuning questions over digests 12 are so refused rightly and none that is answered."""
DOUBTFUL = 0.7
"""Likelihood before reading from which no more is read where every word of the subject is spoken of."""
_BY_RECORDS = frozenset({Intent.STATUS, Intent.TIMELINE, Intent.REFERENCE})
"""What records hold of every digest, so that quoting them answers."""
_OF_MANY_THINGS = frozenset({Intent.SUMMARY, Intent.WHO})
"""What rules find nothing particular in, or a name, which may be anybody's."""
_OF_SUMS = re.compile(
    r"\b(?:fin(?:e[ds]?|ing)|penal\w*|sanction\w*|pa(?:y|ys|id|ying)|costs?|settle\w*|refund\w*|compensat\w*|sums?)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|no|never|nobody|nothing|none)\b", re.IGNORECASE)


def is_unanswered(at_hand: AtHand, composed: Composed) -> bool:
    """Whether rules quote one digest, of which no sentence is likely to answer.

    A figure of what is counted is an answer, and so is what says that something is not known, or was not so.
    """
    if not composed.is_quoted or len(composed.readings) != 1 or not at_hand.found.weighed:
        return False
    reading, weighed = at_hand.found.weighed[0]
    if reading.dossier.id != composed.readings[0].dossier.id or not is_digested(reading.dossier):
        return False
    told = [line.sentences[0] for line in composed.lines if not line.aside]
    if _tells_what_is_not(at_hand.query, told) or counts_plainly(at_hand.query.text, told, frozenset()):
        return False
    weighing = at_hand.found.weighing((reading, weighed), refused=False)
    unspoken = bool(at_hand.plan.uncovered)
    doubted = is_unclear(reading) if unspoken else _is_doubted(at_hand, weighing)
    if not (doubted and _may_ask_for_more(reading)):
        return False
    return weighing.likelihood(reading.reread) < (UNLIKELY_UNSPOKEN if unspoken else UNLIKELY)


def _tells_what_is_not(query: Query, told: Sequence[Sentence]) -> bool:
    silent = [one for one in told if is_silent(one)]
    spoken_of = any(covers(one.stems, word) for one in silent for word in query.terms)
    return spoken_of or any(_DENIES.search(one.english) for one in told[:1])


def _may_ask_for_more(reading: Reading) -> bool:
    """Whether something may be asked for that records do not hold.

    Who asks for somebody without naming whom the matter is about mostly asks for just that.
    """
    query = reading.query
    named = {stem for name in query.called for stem in stems(name)}
    if query.main is Intent.WHO and not any(named & set(stems(name)) for name in reading.dossier.respondents):
        return False
    if query.main is Intent.MONEY:
        return not _OF_SUMS.search(query.text)
    return query.main not in _BY_RECORDS


def _is_doubted(at_hand: AtHand, weighing: Weighing) -> bool:
    """Whether it is asked about somebody who is named, and before reading little speaks for an answer."""
    query = at_hand.query
    named = bool(query.subjects or query.matters)
    return named and query.main in _OF_MANY_THINGS and weighing.likelihood(None) < DOUBTFUL
