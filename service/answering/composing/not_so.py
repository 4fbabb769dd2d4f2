"""What a digest says was not so, where a question takes it for granted: a sum never imposed, an appeal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.documents import SourceRank, Voice
from service.answering.composing.left_unsaid import says_unknown
from service.answering.composing.presumed import denied_step
from service.answering.composing.reading import Reading
from service.answering.composing.voices import is_partys
from service.answering.held.dossier import Sentence
from service.answering.weighing.evidence import covers, is_prose, speaks_as, tells_of_itself
from service.answering.wording import facts
from service.answering.wording.words import SOFT, content_stems, expand

SHARE, FEWEST = 0.5, 2
"""Share of the words of a question, and how many of them, that a sentence must speak of to set it right; where
nothing else is told the share is enough."""

_TURNED = re.compile(
    r"\b(?:not|never|no|without|nobody|none|nothing|neither|nor|instead|beside|besides)\b|n't\b", re.IGNORECASE
)
_NO_SUCH_SUM = re.compile(
    r"\b(?:never|not) (?:be(?:en)? )?(?:imposed|adopted|fixed|set|owed)\b|\band not an? \w+|\bnot part of\b|"
    r"\bno (?:source|page|document)s? held shows? that it fell due\b",
    re.IGNORECASE,
)
"""What says of a sum that it is not what it may be taken for."""
_ALLEGES = re.compile(r"\b(?:found|finds|held|alleg\w+|accus\w+|argued|reported|warned)\b", re.IGNORECASE)


def not_so(reading: Reading) -> Sentence | None:
    """The sentence of a digest that denies what the question takes for granted, and says more of it than any other.

    None where the question itself denies something.
    """
    text = reading.query.text
    if _TURNED.search(text):
        return None
    stated = [one for one in reading.sentences if one.rank is SourceRank.DIGEST and is_prose(one.english)]
    return denied_step(reading) or _of_sum(text, stated) or _of_words(reading, stated)


def denies_any(reading: Reading) -> Sentence | None:
    """The same where nothing else is told: a sentence that denies one thing that the question names."""
    if reading.query.yes_no or _TURNED.search(reading.query.text):
        return None
    words = _words(reading)
    found = [one for one in reading.sentences if one.rank is SourceRank.DIGEST and _denies(reading, one, words)]
    best = max(found, key=lambda one: _said(one, words), default=None)
    return best if best and _said(best, words) >= SHARE * len(words) else None


def denies(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence denies a thing that the question names."""
    return _denies(reading, sentence, _words(reading))


def _of_sum(text: str, stated: Iterable[Sentence]) -> Sentence | None:
    """What says of the very sum of the question that it was never imposed, or is something else."""
    sums = {amount.money for amount in facts.read(text).amounts}
    found = (one for one in stated if sums and sums & {held.money for held in facts.read(one.english).amounts})
    return next((one for one in found if _NO_SUCH_SUM.search(one.english)), None)


def _of_words(reading: Reading, stated: Sequence[Sentence]) -> Sentence | None:
    words = _words(reading)
    denying = [one for one in stated if _denies(reading, one, words)]
    if not denying:
        return None
    best = max(denying, key=lambda one: _said(one, words))
    most = _said(best, words)
    if most < max(FEWEST, SHARE * len(words)):
        return None
    others = (one for one in stated if one not in denying and not says_unknown(one))
    return best if all(_said(one, words) < most for one in others) else None


def _words(reading: Reading) -> list[str]:
    """The words of the question that are neither a party's name, nor a figure, nor plain."""
    found = content_stems(reading.query.text)
    return [one for one in found if one not in reading.own_stems | SOFT and not one[0].isdigit()]


def _said(sentence: Sentence, words: Iterable[str]) -> int:
    return sum(covers(sentence.stems, word) for word in words)


def _denies(reading: Reading, sentence: Sentence, words: Iterable[str]) -> bool:
    """Whether it denies a thing of one of these words, itself and for nobody."""
    denied = facts.denied(sentence.english)
    if not denied or not denied & expand(words) or _ALLEGES.search(sentence.english):
        return False
    if speaks_as(sentence, Voice.FINDING) or is_partys(reading, sentence):
        return False
    return not says_unknown(sentence) and not tells_of_itself(sentence.text)
