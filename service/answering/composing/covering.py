"""Evidence that speaks of what is asked about, and sentences that say it is not known."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.documents import Voice
from service.answering import facts
from service.answering.composing import findings
from service.answering.composing.reading import Line, Reading
from service.answering.dossier import Sentence
from service.answering.evidence import covers, is_silent, rank, silences, speaks_as
from service.answering.words import content_stems, expand, stems

ENOUGH = 0.45
"""Share of what is asked about, by weight, that the best sentence must speak of: below it, answers to the tuning
questions were about something else as often as not."""
SHARED = 0.5
"""Share of a question's words that a sentence of silence must speak of to be told beside an answer."""


def open_topic(reading: Reading) -> tuple[str, ...]:
    """What is asked about beside what the matter's title says already."""
    title = expand(stems(reading.dossier.title))
    return tuple(term for term in reading.query.topic if term not in title)


def covering(reading: Reading) -> list[Line]:
    """Evidence that carries enough of what is asked about; nothing where all that speaks of it says it is unknown."""
    terms = open_topic(reading)
    lines = findings.evidence_lines(reading)
    if not terms:
        return lines
    told = [s for s in reading.sentences if all(covers(s.stems, term) for term in terms)]
    if told and all(is_silent(sentence) for sentence in told):
        return []
    best = rank(reading.query, reading.sentences)
    if best and best[0].covered & set(terms):
        return lines if best[0].share >= ENOUGH else []
    return only_covering(reading, terms)


def spoken(reading: Reading, *voices: Voice) -> list[Line]:
    """Evidence in one of these voices only, for what no record holds."""
    return [line for line in covering(reading) if speaks_as(line.sentences[0], *voices)]


def only_covering(reading: Reading, terms: Sequence[str]) -> list[Line]:
    """The sentences that speak of most of the terms."""
    scored = [one for one in rank(reading.query, reading.sentences, terms) if one.covered]
    most = max((len(one.covered) for one in scored), default=0)
    kept = [one for one in scored if len(one.covered) == most]
    return reading.quoting(findings.near_best(reading, kept, 2))


def counting(reading: Reading) -> list[Line]:
    """How many: only a sentence with a figure that speaks of all that is counted can tell."""
    terms = reading.query.topic
    return [line for line in only_covering(reading, terms) if _counts(line.sentences[0], terms)]


def naming(reading: Reading) -> list[Line]:
    """Who: sentences that speak of it, those first that name somebody beside the parties."""
    lines = only_covering(reading, reading.query.terms)
    scored = [one for one in rank(reading.query, reading.sentences) if one.covered]
    others = [one.sentence for one in scored if _new_names(reading, one.sentence)]
    return reading.quoting(others[:1]) or lines


def left_unsaid(reading: Reading, lines: Sequence[Line]) -> list[Line]:
    """A sentence that says what is not known of the very thing asked, to be told after what is known."""
    own = {stem for name in reading.dossier.respondents for stem in stems(name)}
    asked = [stem for stem in content_stems(reading.query.text) if stem not in own]
    told = {line.key for line in lines}
    for sentence in silences(reading.query, reading.sentences)[:3]:
        shared = sum(covers(sentence.stems, stem) for stem in asked)
        if asked and shared >= SHARED * len(asked) and (sentence.proof,) not in told:
            return reading.quoting([sentence])
    return []


def _counts(sentence: Sentence, terms: Sequence[str]) -> bool:
    return bool(facts.read(sentence.text).figures) and all(covers(sentence.stems, term) for term in terms)


def _new_names(reading: Reading, sentence: Sentence) -> bool:
    known = reading.knowledge.source(sentence.proof.document_id, sentence.proof.version).names
    names = {name.casefold().removesuffix("'s") for name in facts.read(sentence.text).names}
    opening = sentence.text.split()[0].casefold()
    return bool(names - known - {opening})
