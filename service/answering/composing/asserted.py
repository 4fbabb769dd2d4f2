"""Yes or no off what a sentence of a short document plainly says, where a fitted model is sure of it.

Of long decisions only some passages are read, digests have all in their records, and of other languages only the words
are understood: there nothing is told so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.documents import SourceRank
from service.answering.composing.reading import Reading, unique
from service.answering.composing.voices import speaks_of_another
from service.answering.composing.yes_no import NO, YES, Verdict
from service.answering.held.dossier import Sentence
from service.answering.question.put import Put, put
from service.answering.weighing.asserting import Asserted, asserted
from service.answering.weighing.evidence import is_prose, tells_of_itself
from service.answering.wording.clauses import TOKEN
from service.answering.wording.words import stems

SURE = 0.6
"""Certainty from which the word is told. Of 974 questions on texts that it was not fitted to 146 get the right word so
and 17 a wrong one (7 of these where the text says nothing); from 0.5 it is 175 and 20, from 0.7 106 and 7. Of 127 on
texts that nobody had seen 15 and 1, from 0.5 18 and 4."""
DOUBTED = 0.1
"""Likelihood of a yes below which that of a record is not told: of 14 such on 120 short texts five lie below, all
wrong, and four of the nine above are right."""
OFTEN = 3
"""Sentences that write a proper name for it to be that of somebody whom the matter is about."""
MOST_LEFT_OUT = 0.6
"""Share of what stands behind the main thing that a sentence may leave out: "did not consult the council" does not say
whether customers were consulted. It costs 25 of 158 right words and spares 4 of 20 wrong ones."""
_POSSESSIVE = re.compile(r"['’]s?$")
_AFFIRMING = ("main said", "main in other words", "main contrary denied")
_ONLY_AHEAD = ("ahead of what was", "infinitive for what was")
_NEVER = ("other of its kind", "denied ahead of what was")
"""Signs of a sentence about something else, and of one that denies what might have come."""
_DENYING = ("main denied", "main contrary", "opens with no", "all asked, part told", "denies, main unsaid")


@dataclass(frozen=True, slots=True)
class Told:
    """The word and the sentence that says it, where one is sure; `affirms` is the most that any sentence affirms."""

    word: str
    sentence: Sentence | None
    affirms: float


def beside(reading: Reading, found: Verdict | None) -> Verdict | None:
    """What records say, with the word of a sentence: where they give none that word, where they disagree no word."""
    if found is not None and found.word not in ("", YES, NO):
        return found
    said = told(reading)
    if said is None:
        return found
    if said.sentence is None:
        doubted = found is not None and found.word == YES and said.affirms < DOUBTED
        return replace(found, word="") if found is not None and doubted else found
    if found is not None and found.word == said.word:
        return found
    lines = tuple(unique([*reading.quoting([said.sentence]), *(found.lines if found else ())]))
    return Verdict("" if found and found.word else said.word, lines)


def told(reading: Reading) -> Told | None:
    """What the sentences of a short English document say of a question; None where it is not asked of one."""
    sentences = stating(reading)
    if not (reading.query.yes_no and sentences and _is_short(reading)):
        return None
    held = asserted(question(reading), [one.english for one in sentences])
    affirms = max(one.affirms for one in held)
    found = [
        (sure, word, sentence)
        for word in (YES, NO)
        for sure, sentence in zip(certainty(held, word), sentences, strict=True)
        if sure >= SURE and not speaks_of_another(reading, sentence)
    ]
    if not found:
        return Told("", None, affirms)
    _, word, sentence = max(found, key=lambda one: one[0])
    return Told(word, sentence, affirms)


def certainty(held: Sequence[Asserted], word: str) -> list[float]:
    """How sure each sentence of a matter makes a word, beside what the others say of the contrary."""
    if word == YES:
        against = max(one.denies for one in held)
        return [one.affirms * (1 - against) * _may_affirm(one) for one in held]
    against = max(one.affirms for one in held)
    return [one.denies * (1 - against) * _may_deny(one) for one in held]


def stating(reading: Reading) -> list[Sentence]:
    """The sentences of a matter that state something, in the order of the text."""
    found = [one for one in reading.sentences if is_prose(one.english) and not tells_of_itself(one.text)]
    return sorted(found, key=lambda one: (one.proof.document_id, one.proof.span.start))


def question(reading: Reading) -> Put:
    """The question as sentences are held against it, without the names of those whom the matter is about."""
    own = set(reading.own_stems)
    titled = set(stems(reading.dossier.title))
    for token in TOKEN.findall(reading.query.text)[1:]:
        name = set(stems(token))
        if token[0].isupper() and (name <= titled or (not token.isupper() and _is_often(reading, token))):
            own |= name
    return put(reading.query.text, own)


def _is_often(reading: Reading, name: str) -> bool:
    written = re.compile(rf"\b{re.escape(_POSSESSIVE.sub('', name))}")
    return sum(bool(written.search(one.text)) for one in reading.sentences) >= OFTEN


def _is_short(reading: Reading) -> bool:
    documents = reading.dossier.documents
    short = all(not reading.knowledge.is_long(one) for one in documents)
    return short and all(
        one.description.rank is not SourceRank.DIGEST and one.description.language in ("", "en") for one in documents
    )


def _may_affirm(one: Asserted) -> bool:
    """Whether it says the main thing, and not only that it may, must or is asked to come."""
    return _has(one, _AFFIRMING) and not _has(one, _ONLY_AHEAD) and _is_of_it(one)


def _may_deny(one: Asserted) -> bool:
    """Whether it denies the main thing or what else is asked, rules it out, or gives another sum."""
    other_sum = _has(one, ("sum other",)) and not _has(one, ("main unsaid",))
    return (_has(one, _DENYING) or other_sum) and _is_of_it(one)


def _is_of_it(one: Asserted) -> bool:
    """Whether it says most of what stands behind the main thing, and is not plainly about something else."""
    return not _has(one, _NEVER) and one.row["rest after uncovered"] <= MOST_LEFT_OUT


def _has(one: Asserted, signals: Sequence[str]) -> bool:
    return any(one.row[name] for name in signals)
