"""Why, under which provisions, and whatever else only the texts themselves can say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from corpus.documents import SourceRank
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.voices import MIXED_VOICES, asks_for_outcome, charges, is_partys, is_possibility
from service.answering.held.dossier import Sentence
from service.answering.question import Intent
from service.answering.weighing.evidence import SECTIONS_OF, Scored, is_prose, is_silent, rank
from service.answering.wording import facts

MOST_SENTENCES = 4
NEAR_BEST = 0.6
"""A sentence below this share of the best says little more; 0.5 lets background in, 0.75 drops second reasons."""
SAME = 0.8
"""Share of words from which two sentences say the same."""
MOST_FINDINGS = 3
"""Findings told where the question asks for no particular one."""
MOST_HELD = 3
"""Reasons of a court or an authority told for one step."""
_POINT = re.compile(r"^\W*(?:[•*·–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s")
_EXPLAINS = re.compile(
    r"^(?:Articles?|Points?|The (?:other )?articles?|Sections?|Principles?)\b.{0,160}"
    r"\b(?:about|requires?|are|concerns?|limits?)\b"
    r"|\balso rests?\b",
)
_HELD = re.compile(
    r"\b(?:held|reasoned|because|found|considered|on (?:the )?grounds?|took the view|accepted)\b", re.IGNORECASE
)
_OBLIGES = re.compile(r"\b(?:must|shall|requir\w+|order\w*|compl(?:y|iance)|deadline)\b", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?:within|not? later than|by|before|until|in)\b[^.;]{0,40}\b(?:days?|weeks?|months?|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def evidence_lines(reading: Reading, most: int = MOST_SENTENCES, terms: Sequence[str] | None = None) -> list[Line]:
    """The sentences that answer best, in the order of the text; what a party argues only where that is asked."""
    scored = [one for one in rank(reading.query, reading.sentences, terms) if one.score > 0]
    chosen = near_best(reading, scored, most)
    ordered = sorted(chosen, key=lambda s: (-s.rank.weight, s.proof.document_id, s.proof.span.start))
    return reading.quoting(ordered)


def near_best(reading: Reading, scored: Sequence[Scored], most: int) -> list[Sentence]:
    """The best sentences, each of them near the best, none saying what another already says."""
    if not scored:
        return []
    floor = scored[0].score * NEAR_BEST if scored[0].score > 0 else scored[0].score
    kept: list[Sentence] = []
    for one in scored:
        if len(kept) == most or one.score < floor:
            break
        if not _is_unasked(reading, one.sentence) and not any(repeats(one.sentence, held) for held in kept):
            kept.append(one.sentence)
    return kept


def finding_lines(reading: Reading) -> list[Line]:
    """What the authority alleged, then what stands first under a heading of findings, in the order of the text."""
    under = [s for s in reading.sentences if SECTIONS_OF[Intent.REASON].search(s.heading) and is_prose(s.english)]
    found = [one for one in under if not is_silent(one) and not _is_unasked(reading, one)]
    alleged = charges(reading)
    return unique(reading.quoting([*alleged, *found[: max(1, MOST_FINDINGS - len(alleged))]]))


def period_lines(reading: Reading, decided: Sequence[Sentence] = ()) -> list[Line]:
    """Obligations with a period in a decision's own words; a digest has every deadline it knows in its records.

    `decided` are sentences from where decisions begin and end, which search may not have found.
    """
    every = dict.fromkeys([*reading.sentences, *decided])
    own = [one for one in every if one.rank is SourceRank.PRIMARY and is_prose(f"{one.english.rstrip(':')}.")]
    bound = [one for one in own if _OBLIGES.search(one.english) and _PERIOD.search(one.english)]
    plain = [one for one in bound if not facts.stances(one.english) & MIXED_VOICES]
    return reading.quoting([one.sentence for one in rank(reading.query, plain)[:MOST_FINDINGS]])


def opening_lines(reading: Reading, most: int = 1) -> list[Line]:
    """The sentences that say what a matter was about: the first of its summary."""
    under = [s for s in reading.sentences if SECTIONS_OF[Intent.SUMMARY].search(s.heading) and is_prose(s.english)]
    return reading.quoting([one for one in under if not is_silent(one)][:most])


def provision_lines(reading: Reading, *, infringed_only: bool) -> list[Line]:
    """The provisions found infringed, or all that are named."""
    held = [p for p in reading.dossier.provisions if p.record.infringed or not infringed_only]
    ordered = sorted(held, key=lambda p: (not p.record.infringed, -p.rank.weight))
    return unique(reading.record_line(p) for p in ordered)[:MOST_SENTENCES]


def explaining_lines(reading: Reading, told: Sequence[Line]) -> list[Line]:
    """What the documents say the provisions told are about, right after they are told."""
    places = {(s.proof.document_id, s.heading) for line in told for s in line.sentences}
    found = [
        one
        for one in reading.sentences
        if (one.proof.document_id, one.heading) in places and _EXPLAINS.search(one.english) and is_prose(one.english)
    ]
    return reading.quoting(found[:MOST_FINDINGS])


def argued_lines(reading: Reading) -> list[Line]:
    """What a party argued or alleged, and nothing else."""
    argued = [one for one in reading.sentences if facts.stances(one.text) & MIXED_VOICES]
    return reading.quoting(near_best(reading, rank(reading.query, argued), MOST_SENTENCES))


def about_event(reading: Reading, lines: Sequence[Line], bodies: Collection[str], terms: Collection[str]) -> list[Line]:
    """Sentences that say why a step was taken: what its body held, wherever that stands, then what stands near it."""
    if not lines:
        return []
    anchor = lines[0].sentences[0]
    here = [s for s in reading.sentences if s.proof.document_id == anchor.proof.document_id and s.proof != anchor.proof]
    names = [name.split(" (")[0].casefold() for name in bodies]
    held = [s for s in here if _HELD.search(s.english) and any(name in s.text.casefold() for name in names)]
    near = [s for s in here if s.heading == anchor.heading]
    words = [*terms, *_actors(anchor)]
    said = [one.sentence for one in rank(reading.query, held, words)][:MOST_HELD]
    scored = [one for one in rank(reading.query, near, words) if one.score > 0]
    return unique(reading.quoting([*said, *near_best(reading, scored, 2)]))[: max(len(said), 2)]


def _actors(sentence: Sentence) -> list[str]:
    return [name.casefold() for name in facts.read(sentence.text).names][:6]


def _is_unasked(reading: Reading, sentence: Sentence) -> bool:
    """A representation is no finding: it is quoted only where somebody asks what was argued or alleged."""
    if reading.query.voices:
        return False
    if asks_for_outcome(reading.query) and is_possibility(sentence.english):
        return True
    return is_partys(reading, sentence) and reading.query.asks(Intent.REASON, Intent.ORDER)


def unrepeated(order: Iterable[Sentence], most: int) -> list[Sentence]:
    """The first of some sentences, at most so many, none saying what one before it says."""
    kept: list[Sentence] = []
    for one in order:
        if not any(repeats(one, held) for held in kept):
            kept.append(one)
        if len(kept) == most:
            break
    return kept


def repeats(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences say the same."""
    return len(one.stems & other.stems) > SAME * min(len(one.stems), len(other.stems))


def is_point(sentence: Sentence) -> bool:
    """Whether a sentence begins as a point of a list does: with a dash, a number or a letter."""
    return bool(_POINT.match(sentence.text))
