"""Evidence that speaks of what is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.documents import Voice
from service.answering.composing import findings
from service.answering.composing.reading import Line, Reading
from service.answering.held.dossier import Sentence
from service.answering.question import Query
from service.answering.question.descriptions import describing_stems
from service.answering.weighing.evidence import covers, is_silent, rank, speaks_as
from service.answering.weighing.wanted import has_figure_of, plain_figures
from service.answering.wording import facts
from service.answering.wording.words import content_stems, expand, stems

ENOUGH = 0.45
"""Share of what is asked about, by weight, that the best sentence must speak of: below it, answers to the tuning
questions were about something else as often as not."""
MOSTLY = 0.5
"""Share of the words about what is counted that a matter must use: "spoke up against" may stand there as "objected"."""

_COUNTED = re.compile(
    r"\bhow many (?:of (?:the|its|their) )?((?:(?!(?:did|does|do|was|were|are|is|have|has|had|must|can|could|will|"
    r"would|may|of|in|to|for|on|by|with|from|at)\b)[\w’'-]+ ?){1,4})",
    re.IGNORECASE,
)
"""What is counted, as far as its verb or what it is of."""
_CLAUSE = re.compile(r",| (?:and|before|after|when|while|until|since|because) ")
_HOW_MANY = re.compile(r"\bhow many ((?:[\w’']+ ?){1,4})", re.IGNORECASE)
_PLAIN_ASKING = frozenset(
    stems(
        "fine fined penalty penalties order ordered pay paid impose imposed issue issued decision million billion euro"
    )
)
_LAWS = frozenset({"gdpr", "pecr", "coppa", "act", "lgpd", "pipeda", "bipa"})


def open_topic(reading: Reading) -> tuple[str, ...]:
    """What is asked about, beside what already chose the matter by its title."""
    if not reading.narrowed:
        return reading.query.topic
    title = expand(stems(reading.dossier.title))
    return tuple(term for term in reading.query.topic if term not in title)


def asked_beside(query: Query) -> tuple[str, ...]:
    """What a question is about, without the words by which it calls somebody whom it does not name."""
    called = frozenset() if query.subjects or query.matters else describing_stems(query.text)
    return tuple(term for term in query.topic if term not in called)


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
    counted = _HOW_MANY.search(reading.query.text)
    nouns = content_stems(counted.group(1)) if counted else []
    said = set(stems(_CLAUSE.split(reading.query.text[counted.start() :])[0])) if counted else set()
    terms = tuple(term for term in reading.query.topic if term in said) or tuple(nouns) or reading.query.topic
    plainly = [line for line in only_covering(reading, terms) if _counts(line.sentences[0], terms, nouns)]
    return plainly or _counting_in_other_words(reading, terms)


def _counting_in_other_words(reading: Reading, terms: Sequence[str]) -> list[Line]:
    """The sentences with a figure of what is counted, no sum and no day, that speak of the rest as far as any does.

    Of the rest most must be spoken of somewhere in the matter; its title and its parties need not be said again.
    """
    counted = _COUNTED.search(reading.query.text)
    head = content_stems(counted.group(1)) if counted else []
    known = [term for term in terms if any(covers(one.stems, term) for one in reading.sentences)]
    if not head or len(known) < MOSTLY * len(terms):
        return []
    titled = expand(stems(reading.dossier.title)) | own_words(reading)
    needed = [term for term in known if term not in titled]
    found = only_covering(reading, needed or head)
    return [line for line in found if _counts(line.sentences[0], needed, head, plainly=True)]


def naming(reading: Reading) -> list[Line]:
    """Who: sentences that speak of it, those first that name somebody beside the parties."""
    lines = only_covering(reading, reading.query.terms)
    scored = [one for one in rank(reading.query, reading.sentences) if one.covered]
    others = [one.sentence for one in scored if _new_names(reading, one.sentence)]
    return reading.quoting(others[:1]) or lines


def naming_law(reading: Reading) -> list[Line]:
    """Sentences that say whether something rests on the law that the question names."""
    named = [word for word in content_stems(reading.query.text) if word in _LAWS]
    found = [s for s in reading.sentences if named and any(word in s.stems for word in named) and not is_silent(s)]
    ranked = [one.sentence for one in rank(reading.query, found)]
    return reading.quoting(ranked[:2])


def own_words(reading: Reading) -> frozenset[str]:
    """Words that every sentence of the matter may hold: those of its parties, authority and place, and plain asking."""
    authority = reading.gazetteer.authority(reading.dossier.regulator or "")
    place = reading.gazetteer.jurisdiction(reading.dossier.jurisdiction or "")
    courts = [body for body in map(reading.gazetteer.authority, reading.query.regulators) if body]
    names = [name for body in courts for name in body.names]
    names += [*reading.dossier.respondents, *(authority.names if authority else ()), *(place.names if place else ())]
    return frozenset(word for name in names for word in stems(name)) | _PLAIN_ASKING


def soft_only(reading: Reading) -> list[Line]:
    """A sentence that speaks of all the words of a question that has no other subject."""
    terms = [term for term in reading.query.terms if term not in reading.query.asking]
    found = [s for s in reading.sentences if len(terms) > 1 and all(covers(s.stems, term) for term in terms)]
    return reading.quoting([one for one in found if not is_silent(one)][:2])


def _counts(sentence: Sentence, terms: Sequence[str], nouns: Sequence[str], *, plainly: bool = False) -> bool:
    """Whether a figure stands before what is counted, in a sentence that speaks of all that is asked about.

    `plainly` says that a sum, a time or a day is no such figure.
    """
    if not all(covers(sentence.stems, term) for term in terms):
        return False
    text = plain_figures(sentence.english) if plainly else sentence.english
    return has_figure_of(text, nouns)


def _new_names(reading: Reading, sentence: Sentence) -> bool:
    known = reading.knowledge.source(sentence.proof.document_id, sentence.proof.version).names
    names = {name.casefold().removesuffix("'s") for name in facts.read(sentence.text).names}
    opening = sentence.text.split()[0].casefold()
    return bool(names - known - {opening})
