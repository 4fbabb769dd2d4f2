"""What the lines from records leave unsaid of a question, told in the documents' own sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.records import Money
from ingest.extract.money import find_amounts
from service.answering.composing.reading import Line, Reading
from service.answering.dossier import Sentence
from service.answering.evidence import covers, is_prose, tells_of_itself
from service.answering.words import SOFT, stems

ENOUGH = 0.5
"""Share of what is left unsaid, by weight, that a sentence must carry: half. From 0.34 to 0.7 the figures of the tuning
questions are the same."""
ENOUGH_ALONE = 0.6
"""The same where the records tell nothing, so that the sentence is the whole answer. Over the 545 tuning questions
0.5 loses refusals (recall 0.952 to 0.940), 0.7 answers (refusal precision 0.823 to 0.814)."""
SOFTLY = 0.25
"""What a word that says little weighs beside one that says what is asked about; 0.1 gives the same figures, 0.5 loses
answers (refusal precision 0.823 to 0.814)."""
SEVERAL = 2
"""Words that say little and are still worth a sentence of their own when nothing else is left to tell."""
MOST = 2
"""Sentences told beside the records, or in their place; 1 and 3 give the same figures."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked about and not yet told: words by weight, and sums."""

    words: dict[str, float]
    sums: frozenset[Money]

    @property
    def whole(self) -> float:
        return sum(self.words.values()) + len(self.sums)

    def carried(self, sentence: Sentence) -> float:
        """How much of it a sentence carries."""
        said = sum(weight for word, weight in self.words.items() if covers(sentence.stems, word))
        return said + len(self.sums & _sums_in(sentence.text)) if self.sums else said

    def less(self, sentence: Sentence) -> _Asked:
        """What is left when a sentence has been told."""
        words = {word: weight for word, weight in self.words.items() if not covers(sentence.stems, word)}
        return _Asked(words, self.sums - _sums_in(sentence.text))


def besides(reading: Reading, lines: Sequence[Line]) -> list[Line]:
    """Sentences that carry most of what the lines do not; what is not known of it is told as that."""
    told = [sentence for line in lines for sentence in line.sentences]
    asked = _asked(reading, spoken_only=bool(lines))
    for sentence in told:
        asked = asked.less(sentence)
    if not any(word not in SOFT for word in asked.words) and not asked.sums and len(asked.words) < SEVERAL:
        return []
    enough = ENOUGH if lines else ENOUGH_ALONE
    return reading.quoting(_carrying(asked, reading.sentences, {one.proof for one in told}, enough))


def _asked(reading: Reading, *, spoken_only: bool) -> _Asked:
    """The words of the question beside the names of the parties; the rarer a word in the matter, the more it tells.

    Beside lines that answer already, a word that the matter never uses asks for nothing more.
    """
    query = reading.query
    own = {word for name in reading.dossier.respondents for word in stems(name)}
    weigh = _rarity(reading.sentences)
    words = [word for word in query.terms if word not in own and word not in query.asking]
    if spoken_only:
        words = [word for word in words if any(covers(sentence.stems, word) for sentence in reading.sentences)]
    weights = {word: weigh(word) * (SOFTLY if word in SOFT else 1.0) for word in words}
    return _Asked({word: weight for word, weight in weights.items() if weight > 0}, frozenset(query.amounts))


def _rarity(sentences: Sequence[Sentence]) -> Callable[[str], float]:
    """A word that stands nowhere in the matter weighs as much as one that stands in one sentence."""
    size = len(sentences)

    def weigh(word: str) -> float:
        having = sum(covers(sentence.stems, word) for sentence in sentences)
        return math.log(1 + size / max(1, having)) if size else 0.0

    return weigh


def _carrying(asked: _Asked, sentences: Iterable[Sentence], told: set[object], enough: float) -> list[Sentence]:
    pool = [one for one in sentences if is_prose(one.text) and not tells_of_itself(one.text) and one.proof not in told]
    chosen: list[Sentence] = []
    while len(chosen) < MOST and pool and asked.whole:
        best = max(pool, key=lambda one: (asked.carried(one), one.rank.weight, -len(one.text)))
        if asked.carried(best) < enough * asked.whole:
            break
        chosen.append(best)
        pool.remove(best)
        asked = asked.less(best)
    return chosen


def _sums_in(text: str) -> frozenset[Money]:
    return frozenset(amount.money for amount in find_amounts(text))
