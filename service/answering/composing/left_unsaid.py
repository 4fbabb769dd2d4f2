"""Sentences that say of the very thing asked that it is not known, to be told after what is known.

A logistic model over weak signals chooses them: how much of the question a sentence speaks of, and of the sentence the
question; whether it is about the step, the kind of unknown (`unknowns.py`) or the figures asked for; how likely it
bears on the question as any sentence does. It was fitted to tuning questions with the sentences that a careful reader
wants told (`python -m tests.evaluation.fit_unsaid`); the weights stand in `left_unsaid.toml`. The network of
`weighing/reader` adds a little (average precision 0.54 to 0.56) and half of embedding the question and one search.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from corpus.documents import SourceRank
from corpus.matters import EventKind
from service.answering.composing.covering import own_words
from service.answering.composing.reading import Line, Reading
from service.answering.held.dossier import Sentence
from service.answering.question import Intent, Premise
from service.answering.question.intents import intents_of
from service.answering.question.premises import asked_of
from service.answering.weighing.evidence import covers, is_silent, tells_of_itself
from service.answering.weighing.fitted import Fitted, odds
from service.answering.weighing.unknowns import figures_shared, unknowns_asked, unknowns_in
from service.answering.wording.words import SOFT, content_stems, expand, stems

FEATURES = (
    "share of the question",
    "words of the question",
    "step asked about",
    "kind of unknown",
    "figures",
    "same intent",
    "odds of bearing",
    "place by bearing",
    "share of the sentence",
    "yes or no",
    "standing asked",
    "validity asked",
    "of a challenge",
    "of payment",
    "validity asked, of a challenge",
    "standing asked, of a challenge",
    "of a time nobody asked for",
    "time asked, of a time",
    "law asked, of the law",
    "says much",
    "says most",
    "such sentences",
    "the only one",
)
WORDS, SAME, YES_OR_NO, CHALLENGED = map(
    FEATURES.index, ("words of the question", "kind of unknown", "yes or no", "of a challenge")
)
TIMED, MUCH, MOST = map(FEATURES.index, ("time asked, of a time", "says much", "says most"))
MOST_TOLD = 2
LIKELY, IF_MOST, ALSO_LIKELY = 0.11, 0.06, 0.5
"""From which likelihood the likeliest is told, that which says most of the question, and a second. Of 1,536 tuning
questions and their matters, each judged by models that never saw the matter, 399 are told one from 0.15, 189 of the 312
that want one; from 0.1 541 and 223, from 0.2 332 and 177."""
SURE, IF_MUCH = 0.5, 0.07
"""From which likelihood one is told before all else, and one that says much of the question gives a refusal its
reason."""
SHARED = 0.4
"""Share of a question's words, by weight, that a sentence must speak of to say much of it."""
SOFT_WEIGHT, STRANGE_WEIGHT, STEP_WEIGHT, SAME_WEIGHT = 0.25, 0.5, 1.5, 2.0
"""What words that say little, words that the matter never uses, a step asked about and the very kind of unknown asked
about weigh among them."""
OFTEN = 4
"""Sentences of a matter from which a word says what the matter is about, and little of what is asked of it."""
_LAST = (99, 1e-4)
"""Place and likelihood of a sentence that is not among those that bear on the question."""
_OF_TIME = re.compile(
    r"\b(?:which days?|the days?|what day|how (?:much time|long)|deadlines?|which dates?)\b", re.IGNORECASE
)
_NONE_SEEN = re.compile(
    r"\bno (?!one\b)(?:[\w’'-]+ ){1,12}?(?:is|was|are|were) (?:seen|recorded|reported|known)\b"
    r"|\b(?:is|was|are|were) not (?:recorded|listed|reported)\b",
    re.IGNORECASE,
)
"""What says in a digest of a thing that none is recorded, and may be told as an answer too."""
_OF_LAW = re.compile(r"\b(?:articles?|sections?|provisions?|paragraphs?)\b", re.IGNORECASE)
_OF_MORE = re.compile(r"\b(?:whether|outcomes?|how much(?! time)|daily)\b", re.IGNORECASE)
_OF_COURTS = frozenset(
    {EventKind.APPEALED, EventKind.ANNULLED, EventKind.UPHELD, EventKind.REDUCED, EventKind.DISMISSED}
)
_VALIDITY = frozenset({Premise.IN_FORCE, Premise.FINAL, Premise.MUST_PAY})
_SAYING = frozenset(stems("source sources held page pages state say confirm give tell name no not seen"))
"""Words with which any such sentence says it."""

_FITTED = Fitted.load(Path(__file__).with_name("left_unsaid.toml"), FEATURES)


def left_unsaid(reading: Reading, lines: Sequence[Line]) -> list[Line]:
    """The sentences that say what is not known of what is asked, beside the lines that are told already."""
    told = {line.key for line in lines}
    likely = [
        one
        for place, (likelihood, one, row) in enumerate(_weighed(reading))
        if likelihood >= (LIKELY if place == 0 else ALSO_LIKELY) or (row[MOST] and likelihood >= IF_MOST)
    ]
    return reading.quoting([one for one in likely[:MOST_TOLD] if (one.proof,) not in told])


def surely_unsaid(reading: Reading, *, in_vain: bool) -> Sentence | None:
    """The sentence that says of the very thing asked that it is not known, to be told before all else.

    What is not known of a challenge comes first only where yes or no, its end or its day is asked, or where a step is
    taken for granted `in_vain`: else what is known does.
    """
    found = next(iter(_of_the_time_asked(reading)), None)
    if found is None or found[0] < SURE:
        return None
    _, one, row = found
    return one if in_vain or not row[CHALLENGED] or any(row[place] for place in (SAME, YES_OR_NO, TIMED)) else None


def reason_unsaid(reading: Reading, *, in_vain: bool) -> Sentence | None:
    """The sentence that gives a refusal its reason; one that says much of the question need not be as likely.

    Only such a one where the question takes something for granted `in_vain`: that is the nearer reason.
    """
    enough = (
        one
        for likelihood, one, row in _of_the_time_asked(reading)
        if likelihood >= (IF_MUCH if row[MUCH] else LIKELY) and (row[MUCH] or not in_vain)
    )
    return next(enough, None)


def _of_the_time_asked(reading: Reading) -> list[tuple[float, Sentence, tuple[float, ...]]]:
    """The sentences of silence, the likeliest first: where a time limit is asked for and some speak of times, these."""
    weighed = _weighed(reading)
    timed = [found for found in weighed if _is_of_time(found[1])] if reading.query.main is Intent.DEADLINE else []
    return timed or weighed


def says_unknown(sentence: Sentence) -> bool:
    """Whether a sentence says of something in its matter that it is not known, or that none is recorded."""
    if tells_of_itself(sentence.text):
        return False
    return is_silent(sentence) or (sentence.rank is SourceRank.DIGEST and bool(_NONE_SEEN.search(sentence.english)))


def _weighed(reading: Reading) -> list[tuple[float, Sentence, tuple[float, ...]]]:
    """The sentences of silence with how likely each is and its features, the likeliest first."""
    weighed = ((_FITTED.likelihood(row), one, row) for one, row in zip(*features(reading), strict=True))
    return sorted(weighed, key=lambda found: -found[0])


def features(reading: Reading) -> tuple[list[Sentence], list[tuple[float, ...]]]:
    """The sentences of silence, and a row for each in the order of FEATURES."""
    silent = [one for one in reading.sentences if says_unknown(one)]
    if not silent:
        return [], []
    asked = _Asked(reading)
    rows = [asked.of(one) for one in silent]
    points = [(row[MUCH], row[WORDS], -len(one.stems)) for row, one in zip(rows, silent, strict=True)]
    alone = float(len(silent) == 1)
    return silent, [
        (*row, float(row[MUCH] and one == max(points)), float(len(silent)), alone)
        for row, one in zip(rows, points, strict=True)
    ]


class _Asked:
    """What a question asks, held against the sentences of one matter that say what is not known."""

    def __init__(self, reading: Reading) -> None:
        query = reading.query
        self._query, self._words, self._steps = query, _words_asked(reading), _steps_asked(reading)
        self._whole = sum(self._words.values()) + STEP_WEIGHT * bool(self._steps)
        self._kinds, self._step_words = unknowns_asked(query.text), _step_words(reading)
        self._said, self._own = content_stems(query.text), own_words(reading) | reading.own_stems | _SAYING | SOFT
        self._bearing = {one.sentence.proof: (place, one.likelihood) for place, one in enumerate(reading.weighed)}
        self._timed = query.asks(Intent.DATE, Intent.DEADLINE, Intent.TIMELINE)
        self._of_law = query.asks(Intent.PROVISION)
        self._status = query.asks(Intent.STATUS)
        self._valid = bool({one.premise for one in query.asked} & _VALIDITY)

    def of(self, sentence: Sentence) -> tuple[float, ...]:
        """The features of one sentence that need no other."""
        kinds, (place, likelihood) = _kinds_in(sentence.english), self._bearing.get(sentence.proof, _LAST)
        unknown, figures = unknowns_in(sentence.english), figures_shared(self._query.text, sentence.english)
        stepped = bool(self._steps & kinds) or any(covers(sentence.stems, word) for word in self._step_words)
        shared = sum(weight for word, weight in self._words.items() if covers(sentence.stems, word))
        shared += STEP_WEIGHT * stepped + figures
        same, untimely = bool(self._kinds & unknown), not self._timed and _is_of_time(sentence)
        words = [word for word in content_stems(sentence.english) if word not in self._own]
        back = sum(any(covers(frozenset((word,)), other) for other in self._said) for word in words)
        challenged = bool(kinds & _OF_COURTS)
        return (
            shared / self._whole if self._whole else 0.0,
            shared + SAME_WEIGHT * same,
            float(stepped),
            float(same),
            float(figures),
            float(self._query.main in intents_of(sentence.english)),
            odds(likelihood),
            1.0 / (1 + place),
            back / len(words) if words else 0.0,
            float(self._query.yes_no),
            float(self._status),
            float(self._valid),
            float(challenged),
            float("paid" in unknown),
            float(self._valid and challenged),
            float(self._status and challenged),
            float(untimely),
            float(self._timed and _is_of_time(sentence)),
            float(self._of_law and bool(_OF_LAW.search(sentence.english))),
            float(not untimely and (same or (shared > 0 and shared >= SHARED * self._whole))),
        )


def _is_of_time(sentence: Sentence) -> bool:
    """Whether it says of a day or a time alone that it is not known."""
    return bool(_OF_TIME.search(sentence.english)) and not _OF_MORE.search(sentence.english)


def _words_asked(reading: Reading) -> dict[str, float]:
    """The words of the question by what they tell: plain words of asking and the names of the parties nothing."""
    own = own_words(reading) | {word for name in reading.query.called for word in stems(name)}
    own |= _step_words(reading)
    said = [one.stems for one in reading.sentences if not says_unknown(one)]
    title = expand(stems(reading.dossier.title))
    words: dict[str, float] = {}
    for word in content_stems(reading.query.text):
        if word in own or word[0].isdigit():
            continue
        often = sum(covers(text, word) for text in said)
        plain = word in SOFT or word in title or often >= OFTEN
        words[word] = SOFT_WEIGHT if plain else 1.0 if often else STRANGE_WEIGHT
    return words


def _step_words(reading: Reading) -> set[str]:
    return {word for one in reading.query.asked if one.premise is Premise.EVENT for word in stems(one.words)[-1:]}


def _steps_asked(reading: Reading) -> frozenset[EventKind]:
    """The kinds of step that the question asks about; of a court that it names, all that a court may do."""
    query = reading.query
    named = {kind for one in query.asked if one.premise is Premise.EVENT for kind in one.events}
    courts = [body for body in map(reading.gazetteer.authority, query.regulators) if body]
    return frozenset(named) | (_OF_COURTS if any(body.is_court for body in courts) else frozenset())


@lru_cache(maxsize=20_000)
def _kinds_in(text: str) -> frozenset[EventKind]:
    return frozenset(kind for one in asked_of(text) if one.premise is Premise.EVENT for kind in one.events)
