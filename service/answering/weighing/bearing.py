"""How likely a sentence bears on a question: one number out of its words, its passage, its place and its kind.

A logistic model over signals that are each weak: what the rules know (`evidence.py`), how near the passage is to the
question as the embedder sees it, where in the document it stands, whether it orders, finds or argues, and whether it
gives the kind of thing asked for. Fitted to the tuning questions (`python -m tests.evaluation.fit`, which prints what
each signal is worth); the weights stand in `bearing.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, pstdev

from corpus.documents import SourceRank, Voice
from service.answering.held.dossier import Dossier, Proof, Sentence
from service.answering.question import Intent, Query
from service.answering.question.verbs import verbs_of
from service.answering.weighing.cues import CUES, Cues
from service.answering.weighing.evidence import (
    SAYS_OF,
    SECTIONS_OF,
    Scored,
    covers,
    is_prose,
    is_silent,
    rank,
    speaks_as,
    tells_of_itself,
)
from service.answering.weighing.fitted import Fitted
from service.answering.weighing.wanted import gives_time
from service.answering.wording import facts
from service.answering.wording.words import content_stems

FEATURES = (
    "words",
    "words beside the best",
    "first by words",
    "share of the subject",
    "share of all words",
    "nearness",
    "first by nearness",
    "section",
    "says",
    "says besides",
    "verb",
    "figure asked and given",
    "day asked and given",
    "name asked and given",
    "article asked and given",
    "sum asked and given",
    "sum",
    "record",
    "silent",
    "orders",
    "finds",
    "argues",
    "place",
    "at the end",
    "short",
    "long",
)
OF_LONG = (*FEATURES, "decides", "decides what is asked", "time asked and given", "fine asked and given", *CUES)
"""Of long texts it counts too whether a sentence decides, gives a time or a fine, or what some questions ask
(`cues.py`); digests are no better told apart by it."""
FEW = 12
"""Statements of a short page, which is told like a digest. Of 289 tuning questions on decisions 208 are answered
rightly with 12, 202 with 24, and 204 without such a limit, which refuses what a page of three sentences says."""
AT_THE_END = 0.85
"""Share of a document after which its operative part is likely; 0.8 and 0.9 find the same share of facts."""
SHORT, LONG = 6, 60
"""Words of sentences that say little alone, and of those that a damaged layout ran together."""

_OF_SHORT = Fitted.load(Path(__file__).with_name("bearing.toml"), FEATURES)
_OF_LONG = Fitted.load(Path(__file__).with_name("bearing_long.toml"), OF_LONG)
"""Decisions are long and mostly machine-translated: what answers a question stands among a hundred sentences."""
_HOW_MANY = re.compile(r"\bhow (?:many|much|large|big|long|old|often)\b|\bnumber of\b|\bpercent", re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(?:reject|dismiss|uph[eo]ld|annul|grant|unfounded|inadmissib|well[- ]founded|decid|finds?\b|found\b|conclud|"
    r"rul(?:es|ed)\b|order|impos|reprimand|warn|fine[sd]?\b|critici[sz])",
    re.IGNORECASE,
)
"""Words in which an authority or a court decides."""
_WHETHER = re.compile(r"\W*(?:did|was|is|were|does|may|must|has|had|can|could|should)\b", re.IGNORECASE)
_HOW_LONG = re.compile(
    r"\buntil (?:when|what)|\bby (?:when|what)|\bhow (?:long|much time)|\bdeadline|\bwithin (?:what|which|how)|"
    r"\btime limit|\bwhat period",
    re.IGNORECASE,
)
_FINED = re.compile(r"\bfine[ds]?\b|\bpenalt|\bhow much\b|\bpay\b|\bsum\b|\bcost", re.IGNORECASE)
_FINE = re.compile(r"\bfine|\bpenalt|\bsanction|\bfee\b", re.IGNORECASE)
_WHO = re.compile(
    r"\bwho\b|\bwhom\b|\bwhose\b|\bwhich (?:compan|firm|court|body|authorit|regulator|judge)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence and how likely it is to bear on the question, 0 to 1."""

    sentence: Sentence
    likelihood: float


@dataclass(frozen=True, slots=True)
class Pool:
    """The sentences of a matter to choose from.

    `near` is the cosine of each passage to the question, by passage id (empty: nearness tells nothing); `lengths` the
    characters of each document, by id.
    """

    dossier: Dossier
    sentences: tuple[Sentence, ...]
    near: Mapping[str, float]
    lengths: Mapping[str, int]


def is_long(sentences: Sequence[Sentence]) -> bool:
    """Whether these are the statements of a long decision, and of no digest."""
    return len(sentences) > FEW and all(one.rank is not SourceRank.DIGEST for one in sentences)


def weigh(query: Query, pool: Pool) -> list[Weighed]:
    """The sentences that state something, those first that most likely bear on the question."""
    stating, rows = features(query, pool)
    model = _OF_LONG if is_long(stating) else _OF_SHORT
    found = [Weighed(one, model.likelihood(row)) for one, row in zip(stating, rows, strict=True)]
    return sorted(found, key=lambda one: (-one.likelihood, -one.sentence.rank.weight, one.sentence.proof.span.start))


def features(query: Query, pool: Pool) -> tuple[list[Sentence], list[tuple[float, ...]]]:
    """The sentences that state something, and a row for each in the order of FEATURES or OF_LONG."""
    stating = [one for one in pool.sentences if is_prose(one.english) and not tells_of_itself(one.text)]
    scored = {one.sentence.proof: (place, one) for place, one in enumerate(rank(query, stating))}
    most = max((one.score for _, one in scored.values()), default=0.0) or 1.0
    long = is_long(stating)
    near, asked, proofs = _Nearness(stating, pool.near), _Asked(query), _proofs(query, pool.dossier)
    rows = []
    for one in stating:
        words = _of_words(scored.get(one.proof), most)
        share = sum(covers(one.stems, term) for term in asked.said) / len(asked.said) if asked.said else 0.0
        rows.append(
            (
                *words,
                share,
                *near.of(one),
                *asked.answered_by(one),
                float(one.proof in proofs),
                float(is_silent(one)),
                *_manner(one),
                *_place(one, pool.lengths),
                *(asked.decided_by(one) if long else ()),
            )
        )
    return stating, rows


def _of_words(held: tuple[int, Scored] | None, most: float) -> tuple[float, float, float, float]:
    if held is None:
        return 0.0, 0.0, 0.0, 0.0
    place, one = held
    return one.score, one.score / most, 1.0 / (1 + place), one.share


class _Nearness:
    """How near passages are to the question, beside the other passages of the matter."""

    def __init__(self, sentences: Sequence[Sentence], near: Mapping[str, float]) -> None:
        held = [near[one.passage_id] for one in sentences if one.passage_id in near]
        self._near = near
        self._middle = fmean(held) if held else 0.0
        self._spread = (pstdev(held) if held else 0.0) or 1.0
        self._order = {value: place for place, value in enumerate(sorted(set(held), reverse=True))}

    def of(self, sentence: Sentence) -> tuple[float, float]:
        value = self._near.get(sentence.passage_id)
        if value is None:
            return 0.0, 0.0
        return (value - self._middle) / self._spread, 1.0 / (1 + self._order[value])


class _Asked:
    """What a question asks for, and whether a sentence gives a thing of that kind."""

    def __init__(self, query: Query) -> None:
        self.said = content_stems(query.text)
        self._query = query
        self._figure = bool(_HOW_MANY.search(query.text))
        self._day = query.asks(Intent.DATE, Intent.DEADLINE, Intent.TIMELINE)
        self._name = bool(_WHO.search(query.text))
        self._sum = query.asks(Intent.MONEY)
        self._verbs = set(query.verbs)
        self._how_long = bool(_HOW_LONG.search(query.text))
        self._fined = bool(_FINED.search(query.text))
        self._whether = bool(_WHETHER.match(query.text))
        self._cues = Cues(query)

    def answered_by(self, sentence: Sentence) -> tuple[float, ...]:
        text, query = sentence.english, self._query
        read = facts.read(text)
        return (
            float(_matches(SECTIONS_OF, query.main, sentence.heading)),
            float(_matches(SAYS_OF, query.main, text)),
            float(any(_matches(SAYS_OF, intent, text) for intent in query.intents[1:])),
            float(bool(self._verbs and self._verbs & set(verbs_of(text)))),
            float(self._figure and any(char.isdigit() for char in text)),
            float(self._day and bool(read.dates)),
            float(self._name and bool(read.names)),
            float(query.asks(Intent.PROVISION) and bool(read.articles)),
            float(self._sum and bool(read.amounts)),
            float(bool(read.amounts)),
        )

    def decided_by(self, sentence: Sentence) -> tuple[float, ...]:
        """Whether a sentence decides something, and what is asked so, gives a time or a fine, and its cues."""
        text = sentence.english
        decides, time = bool(_DECIDES.search(text)), self._how_long and gives_time(text)
        fine = self._fined and bool(facts.read(text).amounts) and bool(_FINE.search(text))
        return float(decides), float(decides and self._whether), float(time), float(fine), *self._cues.of(text)


def _matches(patterns: Mapping[Intent, re.Pattern[str]], intent: Intent, text: str) -> bool:
    pattern = patterns.get(intent)
    return bool(pattern and pattern.search(text))


def _manner(sentence: Sentence) -> tuple[float, float, float]:
    argued = facts.stances(sentence.english) & {"argument", "allegation"}
    return (
        float(speaks_as(sentence, Voice.ORDER)),
        float(speaks_as(sentence, Voice.FINDING)),
        float(bool(argued)),
    )


def _place(sentence: Sentence, lengths: Mapping[str, int]) -> tuple[float, float, float, float]:
    share = sentence.proof.span.start / max(1, lengths.get(sentence.proof.document_id, 1))
    words = len(sentence.stems)
    return share, float(share > AT_THE_END), float(words < SHORT), float(words > LONG)


def _proofs(query: Query, dossier: Dossier) -> set[Proof]:
    """The places that prove records of the kinds asked for."""
    spans = []
    if query.asks(Intent.MONEY):
        spans += [(held.document_id, held.record.span) for held in dossier.penalties]
    if query.asks(Intent.ORDER, Intent.DEADLINE):
        spans += [(held.document_id, held.record.span) for held in dossier.orders]
    if query.asks(Intent.PROVISION, Intent.REASON):
        spans += [(held.document_id, held.record.span) for held in dossier.provisions]
    if query.asks(Intent.STATUS, Intent.DATE, Intent.TIMELINE, Intent.WHO):
        spans += [(event.document_id, event.span) for event in dossier.events()]
    places = [dossier.proof(document_id, span) for document_id, span in spans]
    return {place for place in places if place}
