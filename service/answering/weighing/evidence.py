"""Sentences for a question, best first: what they share with it, what they say, and where they stand."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.documents import SourceRank, Voice
from ingest.extract.voice import voice_of
from ingest.wording.dates import find_dates
from service.answering.held.dossier import Sentence
from service.answering.question import Intent, Query
from service.answering.question.query import Period
from service.answering.question.verbs import verbs_of
from service.answering.wording import facts
from service.answering.wording.words import SAYS, SECTIONS, STOPWORDS, alike

EXACT, SYNONYM = 1.0, 0.7
"""A shared word beside a shared synonym; over the bundled digests 0.5 and 0.9 choose no better sentences."""
FEATURE = 1.5
"""What saying the kind of thing asked weighs, in units of a word that stands in one sentence of the pool in five."""
SECTION = 0.8
SMALL_WORDS, SMALL = 2, 3
"""Fewest small words of a sentence, and letters of those of any language ("de", "que", "von"); labels in the headers of
decisions ("Parties: A Ltd") have none or one."""
VERB = 2.0

_ABOUT_ITSELF = re.compile(r"\bthis digest\b|\bnot an official text\b|^This is a digest", re.IGNORECASE)
_SETS_A_TIME = re.compile(
    r"\b(?:shall|must|requires?|orders?)\b[^.]*\b(?:within|no later than|not later than)\b[^.]*"
    r"\b(?:hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
"""What the head of a list of orders states by itself: "Acme shall within 30 days of this notice:"."""
_LEADS_ON = re.compile(
    r"^\W*(?:(?:[\w'’-]+,? ){0,8}click (?:here|below)|for (?:more|further) information|"
    r"(?:read|see|view|download|find out|learn) (?:more|the (?:full|whole|entire)\b.{0,40}))\b[^.]{0,40}\W*$",
    re.IGNORECASE,
)
"""What only leads on to another page says nothing of a matter."""
_OPEN = re.compile(
    r"\b(?:whether|if any|the test|may have|could have|will examine|inquiry (?:was|is) to)\b", re.IGNORECASE
)
"""What leaves a question open finds nothing."""

SAYS_OF = {Intent(name): pattern for name, pattern in SAYS.items()}
"""What a sentence says that answers each kind of question."""
SECTIONS_OF = {Intent(name): pattern for name, pattern in SECTIONS.items()}
"""The headings that each kind of question is answered under."""


_TELLS_APART = re.compile(
    r"\b(?:is|are|was|were|belongs?|belonged) (?:to )?(?:another|an? (?:different|separate)|different|separate) "
    r"(?:matter|case|decision|proceeding)s?\b|\b(?:is|are|was|were) separate from\b"
    r"|\bunlike (?:the|its|their) (?:later|earlier|other|first|second)\b"
    r"|\bin (?:another matter|a matter of its own|matters of their own)\b",
    re.IGNORECASE,
)
"""What says of something that it is no part of the matter: "the later fine over transfers is another matter"."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence and how well it answers.

    `covered` are the question's terms that it carries, `share` what they weigh of all that is asked about; a term that
    stands nowhere weighs most.
    """

    sentence: Sentence
    score: float
    covered: frozenset[str]
    share: float = 0.0


def rank(query: Query, sentences: Iterable[Sentence], terms: Sequence[str] | None = None) -> list[Scored]:
    """The sentences in the order in which they answer, the silent and the self-describing left out."""
    pool = [one for one in sentences if is_prose(one.english) and not is_silent(one) and not tells_of_itself(one.text)]
    wanted = tuple(query.terms if terms is None else terms)
    weight = _weights(wanted, pool)
    scored = [_score(query, one, wanted, weight) for one in pool]
    return sorted(scored, key=lambda one: (-one.score, -one.sentence.rank.weight, one.sentence.proof.span.start))


@lru_cache(maxsize=50_000)
def is_prose(text: str) -> bool:
    """Whether a text is a statement and no label, address, question, head of a list or link to another page."""
    if _LEADS_ON.search(text):
        return False
    words = text.split()
    small = sum(one in STOPWORDS or (len(one) <= SMALL and one.isalpha() and one.islower()) for one in words)
    heads = text.endswith(":") and not _SETS_A_TIME.search(text)
    return small >= SMALL_WORDS and not (heads or text.endswith("?")) and not text.startswith(("Whether ", "whether "))


def _in_time(period: Period, text: str) -> bool:
    return any(period.holds(date.on) for date in find_dates(text))


@lru_cache(maxsize=50_000)
def tells_of_itself(text: str) -> bool:
    """Whether a text speaks of the digest it stands in."""
    return bool(_ABOUT_ITSELF.search(text))


def is_silent(sentence: Sentence) -> bool:
    """Whether a sentence only says that something is not known: it supports a refusal, never an answer."""
    return "silence" in facts.stances(sentence.english)


def tells_of_its_matter(sentence: Sentence) -> bool:
    """Whether a sentence says something of the matter it stands in, and does not only tell another one from it."""
    return not is_silent(sentence) and not _TELLS_APART.search(sentence.english)


def covers(sentence_stems: frozenset[str], term: str) -> bool:
    """Whether a text with these stems speaks of a term or of a synonym."""
    return bool(alike(term) & sentence_stems)


def covers_all(text_stems: frozenset[str], groups: Iterable[frozenset[str]]) -> bool:
    """Whether a text speaks of a term of every group."""
    return all(any(covers(text_stems, term) for term in group) for group in groups)


def share_of_others(query: Query, sentence: Sentence) -> float:
    """What a sentence loses for standing under a heading that answers only other kinds of question."""
    fitting = {intent for intent, section in SECTIONS_OF.items() if section.search(sentence.heading)}
    return FEATURE / 2 if fitting and not fitting & set(query.intents) else 0.0


@lru_cache(maxsize=50_000)
def _voice(text: str) -> Voice:
    return voice_of(text)


def _voiced(sentence: Sentence) -> Voice:
    return _voice(sentence.english)


def speaks_as(sentence: Sentence, *voices: Voice) -> bool:
    """Whether a sentence is in one of these voices: an order, a finding, a recommendation ..."""
    return _voiced(sentence) in voices


def _weights(terms: Sequence[str], pool: Sequence[Sentence]) -> Callable[[str], float]:
    """The rarer a term in the pool, the more it tells; a term that stands nowhere tells nothing about any sentence."""
    size = len(pool)
    frequency = {term: sum(covers(one.stems, term) for one in pool) for term in terms}
    return lambda term: math.log(1 + size / (1 + frequency[term])) if size else 0.0


def _score(query: Query, sentence: Sentence, terms: Sequence[str], weight: Callable[[str], float]) -> Scored:
    covered = frozenset(term for term in terms if covers(sentence.stems, term))
    score = sum(weight(term) * (EXACT if term in sentence.stems else SYNONYM) for term in covered)
    for place, intent in enumerate(query.intents):
        share = 1.0 if place == 0 else 0.4
        says, section = SAYS_OF.get(intent), SECTIONS_OF.get(intent)
        score += share * FEATURE * bool(says and says.search(sentence.english))
        score += share * SECTION * bool(section and section.search(sentence.heading))
    score -= share_of_others(query, sentence)
    if query.main in (Intent.REASON, Intent.PROVISION):
        score += FEATURE * (_voiced(sentence) is Voice.FINDING) - FEATURE * bool(_OPEN.search(sentence.english))
    score += VERB * bool(query.verbs and set(query.verbs) & set(verbs_of(sentence.english)))
    if query.period and _in_time(query.period, sentence.english):
        score += FEATURE
    score -= 0.5 * (sentence.rank is SourceRank.PRESS)
    topic = [term for term in terms if term not in query.asking]
    whole = sum(weight(term) for term in topic)
    share = sum(weight(term) for term in topic if term in covered) / whole if whole else 1.0
    return Scored(sentence, score, covered, share)
