"""How a decision ended where it set no sum and no order that records hold: a reprimand, a warning, a dismissal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.documents import SourceRank
from service.answering.composing.deciding import Way, way_of
from service.answering.composing.findings import unrepeated
from service.answering.composing.reading import Line, Reading
from service.answering.composing.voices import asks_for_outcome
from service.answering.held.dossier import Sentence
from service.answering.weighing.evidence import covers, is_prose, is_silent
from service.answering.wording import facts
from service.answering.wording.words import stems

MOST = 2
"""Sentences told of one outcome; decisions repeat it, and the second often adds the article."""
_GIVES = (
    r"issu(?:e[sd]?|ing)|impos(?:e[sd]?|ing)|gives?|gave|given|address(?:es|ed)?|pronounc(?:es?|ed)|decid(?:es|ed)|"
    r"hereby|serv(?:es|ed)|adopt(?:s|ed)|ha[sd] been|is|was|receiv(?:es|ed)|merits?|warrants?"
)
_ORDER = r"(?:an?|the following) (?:order|injunction|instruction)"
_REBUKE = r"reprimands?|admonish\w*|warnings?|enforcement notice|cautions?|rebuke"
_SANCTION = re.compile(
    rf"\b(?:{_GIVES})\b[^.;]{{0,160}}\b(?:{_REBUKE})\b|\b(?:reprimands|warns|admonishes|reprimanded)\b"
    rf"|\b(?:issues|gives|serves|addresses|hereby (?:issue|give|serve)s?)\b[^.;]{{0,60}}\b(?:{_ORDER})\b"
    rf"|\b(?:{_REBUKE}) (?:is|was|has been|are|were) (?:issued|imposed|given|addressed|served)\b"
    r"|\b(?:express\w*|pronounc\w*|issu\w+|stat(?:es|ed)|grounds? for|reason to) (?:an? )?(?:\w+ ){0,2}"
    r"(?:criticism|reprimand)\b"
    r"|\b(?:seriously|severely|hereby) critici[sz](?:es|ed)\b",
    re.IGNORECASE,
)
_CASE = (
    r"complaints?|case|claims?|appeals?|proceedings?|procedure|file|inquiry|investigation|supervision|actions?|matter|"
    r"requests?|petitions?|applications?"
)
_OVER = (
    r"dismiss(?:es|ed)?|reject(?:s|ed)?|clos(?:es?|ed)|discontinu(?:es?|ed)|filing of (?:the|these|this)|archiv\w+|"
    r"terminat(?:es|ed)|uph(?:olds|eld)"
)
_END = re.compile(
    rf"\b(?:{_OVER})\b[^.;]{{0,60}}\b(?:{_CASE})\b"
    rf"|\b(?:{_CASE})\b (?:\w+ ){{0,6}}?(?:is|was|are|were|be|has been|been) "
    rf"(?:\w+ )?(?:{_OVER}|unfounded|upheld)\b"
    r"|\b(?:decision|order|ruling|judgment|fine|penalty)\b (?:\w+ ){0,6}?(?:is|are|was|were) (?:\w+ )?"
    r"(?:upheld|reversed|annulled|set aside|confirmed|overturned|repealed|maintained)\b"
    rf"|\b(?:{_CASE})\b[^.;]{{0,40}}\b(?:{_OVER})\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:may|might|can|could|whether|should|would|if|powers? to|request(?:s|ed) (?:the|that|to)|"
    r"any person|right of appeal|ask(?:s|ed)?|propos\w+|draft|"
    r"provisional\w*|in the case of|each supervisory|shall have|previous(?:ly)?|infringements?\s+referred|unless|"
    r"where|whereby|preconditions?|now appealed|(?:is|was) directed against|in any other case)\b",
    re.IGNORECASE,
)
"""What may come, is asked for, is the law, or was only a draft, is no outcome."""
_SAYS_SO = re.compile(
    r"\b(?:hereby|decides?|has decided|issues|rules|resolves|orders)\b"
    r"|^\W*(?:\w{1,2}[.)] )?to (?:close|dismiss|reject|discontinue|archive|terminate|issue|impose|uphold)\b",
    re.IGNORECASE,
)
MOST_POINTS = 3
"""Further points of an operative part that are told."""
_POINT = re.compile(r"^\W{0,3}(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)] ")
EARLY, LATE = 0.12, 0.7
"""Shares of a document before and after which it says what it decides; between them it tells and weighs."""
SHORT = 80
"""Characters of a sentence that says no more than that a case is over: "The case must therefore be closed."."""
BEGINNING, ENDING = 4, 60
"""Passages read at the beginning and, at most, at the end of a long decision."""
LEAST = 2
"""Signs that a sentence needs to be told as the outcome: 1 takes sentences of the law, 3 leaves out a third of them."""

OF_DECIDING = 2
"""Signs that it counts to decide on a challenge where a document decides: what was told of it before comes after."""
_UNDER_REVIEW = re.compile(
    r"\b(?:appeals?|objections?|decisions?|orders?|fines?|penalt(?:y|ies)|ruling|judgment)\b", re.IGNORECASE
)
_CONCLUDES = re.compile(r"\b(?:therefore|accordingly|hereby|consequently)\b", re.IGNORECASE)


def outcome(reading: Reading) -> list[Sentence]:
    """The sentences of the decisions themselves that say how the matter ended, the plainest first.

    A digest has its outcomes in its records.
    """
    found = where_decided(reading)
    found += [one for one in reading.sentences if one not in found and _concludes(reading, one)]
    scored = [(points, place, one) for place, one in enumerate(found) if (points := _signs(reading, one)) >= LEAST]
    best = sorted(scored, key=lambda found: (-found[0], -found[1]))
    kept = unrepeated((one for _, _, one in best), MOST)
    if all(_POINT.match(one.text) for one in kept):
        kept.sort(key=found.index)
    return [*kept, *_rest_of_list(kept, found)]


def outcome_lines(reading: Reading, most: int = MOST) -> list[Line]:
    """The outcome as lines, where the question asks for one; further points of it that speak of what is asked."""
    if not asks_for_outcome(reading.query):
        return []
    ended, asked = outcome(reading), reading.query.terms
    further = [one for one in ended[most:] if any(covers(one.stems, term) for term in asked)] if most == MOST else []
    return reading.quoting([*ended[:most], *further])


def _rest_of_list(told: Sequence[Sentence], found: Sequence[Sentence]) -> list[Sentence]:
    """What follows in a list of which a point is told: "1. to issue a reprimand ...; 2. to order ..."."""
    rest: list[Sentence] = []
    for one in told:
        if not _POINT.match(one.text):
            continue
        for after in found[found.index(one) + 1 :]:
            if len(rest) == MOST_POINTS or not _POINT.match(after.text) or after.heading != one.heading:
                break
            rest.append(after)
    return [one for one in rest if one not in told]


def is_sanction(sentence: Sentence) -> bool:
    """Whether an outcome is a sanction, and no dismissal."""
    return bool(_SANCTION.search(sentence.english))


def is_instead(reading: Reading) -> bool:
    """Whether the outcome rules out a fine or an order of its own: a sanction of another kind, or a case closed.

    What a court does to somebody's appeal leaves what was appealed as it was, and says nothing of what that was; a
    complaint that is upheld may have led to a fine.
    """
    ended = outcome(reading)
    if not ended:
        return False
    document = reading.document(ended[0].proof.document_id)
    of_court = document is None or bool(document.description.court)
    if way_of(ended[0].english) in (Way.GRANTED, Way.PARTLY):
        return False
    return is_sanction(ended[0]) or not (of_court or _UNDER_REVIEW.search(ended[0].english))


def where_decided(reading: Reading) -> list[Sentence]:
    """What the documents themselves say where they begin and where they end; long ones are not read in between."""
    found: list[Sentence] = []
    for document in reading.dossier.documents:
        if document.description.rank is SourceRank.DIGEST:
            continue
        passages = reading.knowledge.passages_of(document.id, document.version)
        if reading.knowledge.is_long(document):
            late = max(BEGINNING, int(len(passages) * LATE), len(passages) - ENDING)
            passages = (*passages[:BEGINNING], *passages[late:])
        for passage in passages:
            found += reading.knowledge.sentences_in(passage, document)
    return [one for one in found if not (reading.later and reading.later.tells(one))]


def is_where_decided(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence stands where a document says what it decides; a short one may say it anywhere."""
    document = reading.document(sentence.proof.document_id)
    share = _share(reading, sentence)
    return document is None or not reading.knowledge.is_long(document) or share <= EARLY or share >= LATE


def is_late(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence stands in the last part of a document, where it says what it decides."""
    return _share(reading, sentence) >= LATE


def _signs(reading: Reading, sentence: Sentence) -> int:
    decides = bool(way_of(sentence.english)) and (is_where_decided(reading, sentence) or _concludes(reading, sentence))
    if not (decides or _may_end(sentence.english)) or is_silent(sentence):
        return 0
    share = _share(reading, sentence)
    own = {stem for name in reading.dossier.respondents for stem in stems(name)[:1]}
    return (
        OF_DECIDING * decides
        + bool(share <= EARLY or share >= LATE)
        + bool(own & sentence.stems)
        + bool(_SAYS_SO.search(sentence.english))
        + bool(_SANCTION.search(sentence.english) or (_END.search(sentence.english) and len(sentence.english) < SHORT))
    )


def _concludes(reading: Reading, sentence: Sentence) -> bool:
    """Whether a decision's sentence concludes by deciding on a challenge, wherever it stands."""
    document = reading.document(sentence.proof.document_id)
    own = document is not None and document.description.rank is not SourceRank.DIGEST
    return own and bool(_CONCLUDES.search(sentence.english)) and way_of(sentence.english) is not None


@lru_cache(maxsize=20_000)
def _may_end(text: str) -> bool:
    ends = _SANCTION.search(text) or _END.search(text)
    stated = is_prose(text) or (len(text) < SHORT and text.endswith("."))
    return bool(ends and stated and not _OPEN.search(text) and not facts.stances(text) & {"argument", "proposal"})


def _share(reading: Reading, sentence: Sentence) -> float:
    document = reading.document(sentence.proof.document_id)
    length = reading.knowledge.length_of(document) if document else 0
    return sentence.proof.span.start / max(1, length)
