"""Whether a digest that rules only quote, or a long decision, answers the question at all.

Rules quote the sentences that share most with a question, also where it asks for a detail that no sentence gives: who
the hackers were, at which price something was sold. The reader tells these apart (`weighing/rereading.py`); since it
takes several times as long as the rest of an answer, it reads only where little speaks for an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.answering.at_hand import AtHand
from service.answering.composing.composed import Composed
from service.answering.composing.plain_needs import plain_lines
from service.answering.composing.reading import Reading
from service.answering.held.dossier import Sentence, is_digested
from service.answering.question import Intent
from service.answering.weighing.evidence import covers, is_silent
from service.answering.weighing.reconsidering import Weighing, tells_count
from service.answering.weighing.rereading import Reread
from service.answering.weighing.wanted import asked_for, counts_plainly, kinds_of
from service.answering.wording import facts
from service.answering.wording.words import SOFT, content_stems, stems

UNLIKELY, UNLIKELY_UNSPOKEN = 0.25, 0.5
"""Likelihood below which nothing is told, and the same where a word of the subject is in no document of the matter."""
HOPELESS = -2.0
"""Logarithm of odds that the likeliest sentence answers, as the reader sees it, below which nothing is told. With this,
and 0.2 and 0.3 above, 12 of 33 tuning questions are refused that digests do not answer and rules quoted for, and none
of 179 that they answer; of 350 more that they answer none whose subject is spoken of nowhere lay below 0.5."""
HOPELESS_OF_LONG, UNLIKELY_OF_LONG = -1.0, 0.6
"""Both of a long decision, below which nothing of it is told: of 117 questions answered there none lay below both, of
eight that should have been refused six did. What the words of decisions themselves tell is left (`particular.py`),
unless it is a number that is asked: one of 97 more was refused wrongly so."""
DOUBTFUL, DOUBTFUL_UNSPOKEN = 0.7, 0.8
"""Likelihood before reading from which no more is read, and the same where a word of the subject is in no document of
the matter or things are counted: of 570 questions on digests 86 were read without such limits and eight refused, five
of them rightly and with less than these."""
_BY_RECORDS = frozenset({Intent.STATUS, Intent.TIMELINE, Intent.REFERENCE})
"""What records hold of every digest, so that quoting them answers."""
_OF_MANY_THINGS = frozenset({Intent.SUMMARY, Intent.WHO})
"""What rules find nothing particular in, or a name, which may be anybody's."""
_SUM_ASKED = re.compile(
    r"\b(?:what|which|how (?:much|big|high|large|heavy|hefty))\b[^?]{0,60}\b(?:fin(?:e[ds]?|ing)|penal\w*|"
    r"sanction\w*|pa(?:y|ys|id|ying)|costs?|settle\w*|refund\w*|compensat\w*|sums?|amount\w*|money)\b",
    re.IGNORECASE,
)
"""A sum that records hold is asked for, and not only what happened before or after a fine."""
_WHO_ACTED = re.compile(
    r"\W*(?:and )?(?:who|which (?:authority|regulator|court|body))(?: \w+)? "
    r"(?:fined|sanctioned|penali[sz]ed|punished|ordered|reprimanded|warned|investigated|sued|pursued|went after)\b",
    re.IGNORECASE,
)
"""Every digest tells whose matter it is."""


def is_unanswered(at_hand: AtHand, composed: Composed) -> bool:
    """Whether rules quote one digest, of which no sentence is likely to answer.

    A figure of what is counted is an answer, and so is what says that something is not known, or was not so.
    """
    if not composed.is_quoted or len(composed.readings) != 1 or not at_hand.found.weighed:
        return False
    reading, weighed = at_hand.found.weighed[0]
    if reading.dossier.id != composed.readings[0].dossier.id or not is_digested(reading.dossier):
        return False
    if plain_lines(reading):
        return False
    told = [line.sentences[0] for line in composed.lines if not line.aside]
    if _tells_what_is_not(reading, told) or counts_plainly(at_hand.query.text, told, reading.own_stems):
        return False
    weighing = at_hand.found.weighing((reading, weighed), refused=False)
    if not (_is_doubted(at_hand, weighing, told) and _may_ask_for_more(at_hand, reading)):
        return False
    return _is_unlikely(at_hand, weighing, reading.reread)


def is_hopeless(at_hand: AtHand, composed: Composed) -> bool:
    """Whether a long decision is told of which no sentence is likely to answer, once it has been read.

    What records hold is read against the question only where this asks for a number, a name or a thing of its own.
    """
    if composed.refusal or composed.listing or len(composed.readings) != 1 or not at_hand.found.weighed:
        return False
    reading, weighed = at_hand.found.weighed[0]
    weighing = at_hand.found.weighing((reading, weighed), refused=False)
    if reading.dossier.id != composed.readings[0].dossier.id or not weighing.is_long:
        return False
    if any(line.verdict for line in composed.lines) or not (composed.is_quoted or _asks_for_thing(reading, composed)):
        return False
    reread = reading.reread
    if reread is None or reread.best >= HOPELESS_OF_LONG:
        return False
    return weighing.likelihood(reread) < UNLIKELY_OF_LONG


def _asks_for_thing(reading: Reading, composed: Composed) -> bool:
    """Whether a number, a name or a thing is asked for that no line from a record speaks of."""
    text = reading.query.text
    kinds = kinds_of(text)
    if kinds.count or kinds.name:
        return True
    recorded = [one for line in composed.lines if line.variants for one in line.sentences]
    said = frozenset().union(*(one.stems for one in recorded)) | SOFT
    return any(not covers(said, word) for word in asked_for(text) if word not in reading.own_stems)


def _is_unlikely(at_hand: AtHand, weighing: Weighing, reread: Reread | None) -> bool:
    """Whether no sentence answers, once they have been read together with the question."""
    if at_hand.query.counted and tells_count(reread):
        return False
    if reread is not None and reread.best < HOPELESS:
        return True
    return weighing.likelihood(reread) < (UNLIKELY_UNSPOKEN if at_hand.plan.uncovered else UNLIKELY)


def _tells_what_is_not(reading: Reading, told: Sequence[Sentence]) -> bool:
    """Whether it is told that what is asked about is not known, or was not so."""
    words = [word for word in content_stems(reading.query.text) if word not in reading.own_stems]
    silent = [one.stems for one in told if is_silent(one)]
    denied = [facts.read(one.english).denied for one in told[:1]]
    return any(covers(stems_, word) for stems_ in (*silent, *denied) for word in words)


def _may_ask_for_more(at_hand: AtHand, reading: Reading) -> bool:
    """Whether something may be asked for that records do not hold.

    Who asks for somebody without naming whom the matter is about mostly asks for just that.
    """
    query = reading.query
    named = {stem for name in query.called for stem in stems(name)}
    if query.main is Intent.WHO and not any(named & set(stems(name)) for name in reading.dossier.respondents):
        return False
    if _WHO_ACTED.match(query.text):
        return False
    if query.main is Intent.MONEY:
        return query.counted or not _SUM_ASKED.search(query.text)
    return query.main not in _BY_RECORDS or bool(at_hand.plan.uncovered)


def _is_doubted(at_hand: AtHand, weighing: Weighing, told: Sequence[Sentence]) -> bool:
    """Whether little speaks for an answer before reading, and something particular may be asked for.

    Of somebody who is named, that is where a word of the question is unsaid, or yes or no is asked of money and no
    record says it.
    """
    query = at_hand.query
    likelihood = weighing.likelihood(None)
    if at_hand.plan.uncovered or query.counted:
        return likelihood < DOUBTFUL_UNSPOKEN
    if not (query.subjects or query.matters) or _asks_for_all(at_hand):
        return False
    if query.main in _OF_MANY_THINGS and likelihood < DOUBTFUL:
        return True
    said = frozenset().union(*(one.stems for one in told))
    words = [word for word in query.terms if word not in query.asking]
    asked = query.yes_no and query.main is Intent.MONEY
    unsaid = asked or any(not covers(said, word) for word in words)
    return unsaid and likelihood < DOUBTFUL


def _asks_for_all(at_hand: AtHand) -> bool:
    """Whether nothing but the matter is named: "tell me about the Acme case"."""
    own = {stem for name in at_hand.query.called for stem in stems(name)}
    return not any(word not in own for word in content_stems(at_hand.query.text) if word not in SOFT)
