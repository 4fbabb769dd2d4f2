"""Whether a text plainly denies what is asked with yes or no: all its words stand in one sentence, under a negation.

Of tuning questions and of 300 others that nobody had developed on, 14 are denied so, and the answer to each is no. The
like for a plain yes was tried and is not here: what a sentence affirms with the same words is so five times in seven.
"""

from __future__ import annotations

import re

from service.answering.composing.reading import Reading
from service.answering.composing.voices import is_partys
from service.answering.held.dossier import Sentence
from service.answering.weighing.evidence import covers, is_prose, is_silent
from service.answering.wording import facts
from service.answering.wording.words import SOFT, content_stems

_OTHERWISE = re.compile(r"\b(?:not|never|no|without|nobody|none|nothing|neither|any|only|still)\b|n't\b", re.IGNORECASE)
"""Words of a question that turn it or ask for more than whether."""
_SAVE = re.compile(
    r"\b(?:but|except|until|unless|although|though|other than|save|however|only|yet|if|whether|would|may|might|could|"
    r"should|can|alleg\w+|argu\w+|claim\w*|submit\w*|contend\w*|according)\b",
    re.IGNORECASE,
)
"""Words with which a sentence denies less than all, or lets somebody else deny it."""
_HERE = re.compile(r"\bin (?:this|the present) (?:case|matter|instance)\b", re.IGNORECASE)


def denial(reading: Reading) -> Sentence | None:
    """The first sentence that denies what is asked; none where the question itself denies something."""
    if not reading.query.yes_no or _OTHERWISE.search(reading.query.text):
        return None
    own = reading.own_stems
    words = [word for word in content_stems(reading.query.text) if word not in own | SOFT and len(word) > 1]
    found = (one for one in reading.sentences if _denies(one, words) and (len(words) > 1 or _is_of(one, own)))
    return next((one for one in found if not is_partys(reading, one)), None)


def _denies(sentence: Sentence, words: list[str]) -> bool:
    text = sentence.english
    if not words or _SAVE.search(text) or is_silent(sentence) or not is_prose(text):
        return False
    return bool(facts.denied(text).intersection(words)) and all(covers(sentence.stems, word) for word in words)


def _is_of(sentence: Sentence, own: frozenset[str]) -> bool:
    """Whether a sentence speaks of the respondent: "no fine was imposed on its director" denies no fine on it."""
    return bool(own & sentence.stems or _HERE.search(sentence.english))
