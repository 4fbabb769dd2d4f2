"""Lines of a matter's own sentences, chosen by how likely they bear on the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from corpus.documents import SourceRank
from service.answering.choosing.narrowing import vocabulary_of
from service.answering.choosing.speaking import writes_initials
from service.answering.composing import money, orders
from service.answering.composing.findings import finding_lines, repeats
from service.answering.composing.left_unsaid import left_unsaid
from service.answering.composing.outcomes import outcome_lines
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.sum_details import tells_only_the_most
from service.answering.composing.voices import asks_for_outcome, is_partys, is_possibility, speaks_of_another
from service.answering.held.dossier import Sentence, is_digested
from service.answering.question import Intent, Query
from service.answering.question.lexicon import ACRONYMS
from service.answering.weighing.bearing import Weighed, is_long
from service.answering.weighing.evidence import covers, is_prose, is_silent
from service.answering.weighing.reconsidering import Weighing
from service.answering.wording.words import stem, stems

ENOUGH, ENOUGH_OF_LONG = 0.025, 0.01
"""Likelihood from which a sentence is told. Over 959 tuning questions 0.05 answers 1 in 100 fewer rightly, 0.1 two. A
decision has many more sentences, so that each is less likely."""
FAR_FROM_BEST = 0.05
"""Share of the best sentence's likelihood below which none of a long decision is told: without it half a sentence more
finds as much. From 0.15 on there is a line fewer an answer, and two of 70 blind questions lose what answers them."""
MOST_BESIDE, MOST_IN_ALL = 5, 7
"""Sentences told beside what records tell, and lines in all, where words of the question are left unsaid. With these
and seven alone 1,275 of 1,472 tuning questions over digests are right, with one fewer of each and five 1,272, with one
more of each 1,277 (lines an answer: 4.6, 4.2, 4.9)."""
_READ = frozenset({Intent.WHO, Intent.DEADLINE})
STANDS_OUT = 0.1
"""Likelihood below which even the foremost sentence hardly bears on the question by its words."""
MOST_MORE, MOST_WITH_MORE = 2, 4
"""The same where records have said all of it: what an expert would add. Over 779 tuning questions, lines an answer and
accuracy: none 3.3 and 0.827, these 3.9 and 0.840, as many as above 4.6 and 0.846."""
PLAINLY = 0.3
"""Likelihood of the best sentence from which the reader is not asked to choose. Of 1,937 tuning questions over digests
it chooses at 0.4 for one in twelve more, nine of which are right that were not and none fewer. Here it is one of them,
and three refusals (`doubting.py`), fewer, and the median answer takes a twentieth less time."""
CLEARLY, MOST_FOREMOST = 0.1, 2
"""Likelihood of a sentence that is told before an overview of its matter, and how many such are told."""
MOST_ALONE, MOST_OF_LONG = 7, 8
"""Sentences told where no rule tells anything. Digests are to the point; of a decision that nobody asked about before,
five sentences hold all that is asked in 0.58 of 66 questions, eight in 0.71, ten in 0.77."""
MOST_OF_DOUBTFUL, DOUBTFUL = 5, 0.0
"""The same of a decision of which the reader finds even the likeliest sentence unlikely to answer: logarithm of
odds."""
MOST_MATTERS = 2
MOST_POINTS, LONGEST_POINT = 4, 350
"""Points told beside another of their list, and characters of one; what is longer is a numbered paragraph."""
_POINT = re.compile(r"^\W{0,3}(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] |^\s*[•*–-] ")
_SEVERAL_ASKED = re.compile(
    r"\b(?:which|what|list|name) (?:[\w-]+ ){0,4}?(?!(?:was|is|has|does|this)\b)\w{2,}[^\Wsiu]s\b|\bwhat\b[^?]*\border",
    re.IGNORECASE,
)
NEAR_BEST = 0.6
"""Share of the best matter's likelihood from which a second matter is told beside it."""
_OF_ANOTHER = re.compile(
    r"\b(?:another|other|separate|later|own) (?:\w+ )?(?:matters?|cases?)\b|\bmatters? of (?:its|their) own\b"
    r"|\b(?:is|are) separate from\b",
    re.IGNORECASE,
)
"""What sets a matter apart from others, and says nothing of itself: told last."""
_HOW_TO_APPEAL = re.compile(
    r"\b(?:right|notice|grounds) of appeal\b|\bdecid(?:e|ing) (?:whether or not )?to appeal\b|\bconcerning appeals\b"
    r"|\bmay (?:be )?(?:appeal(?:ed)?|(?:lodge|bring|file)\w* an? (?:appeal|complaint|action))\b"
    r"|\bin any other case the tribunal will dismiss\b",
    re.IGNORECASE,
)
"""What tells everybody how decisions are appealed, and nothing of this one."""
_APPEAL_ASKED = re.compile(r"\b(?:appeal|challeng|contest|tribunal|court|object)", re.IGNORECASE)
_ANOTHER_ASKED = re.compile(r"\b(?:an)?other\b|\bseparate\b|\bsame\b|\bbesides?\b", re.IGNORECASE)
MOST_CARRIED = 2
"""Sentences told because they go on with what is told: without them 769 of 847 tuning questions are right,
with one or two 771."""
_ALSO = re.compile(
    r"^(?:Other|Further|Another)\b|\balso (?:found|held|alleged|rests?|ordered|recommended|raised|faulted|pointed)\b"
)
_THESE = re.compile(r"\b(?:[Tt]hese|[Tt]hose|[Tt]he other|[Ss]uch) ([a-z]+)")
_IN_SERIES = re.compile(r"^(?:First|Second|Third|Fourth|Fifth)(?:ly)?,")
"""Sentences that count up: whoever is told one of them is told all."""

_ARGUED = re.compile(
    r"\b(?:what|how|why|which)\b[^?,]*\b(?:did|do|does|had|has|have)\b[^?,]*\bargued?\b", re.IGNORECASE
)
_AND_HELD = re.compile(
    r"\b(?:and|but)\b[^?]*\b(?:did|does|was|were|why|what|how|with)\b[^?]*"
    r"\b(?:accept|agree|fail|reject|succe|follow|decid|rul|answer|repl|sa[yi]|h[eo]ld|convinc|persuad|dismiss)\w*",
    re.IGNORECASE,
)
"""Asked what came of an argument too, what is no argument answers as well."""


@dataclass(frozen=True)
class Found:
    """Matters that a question may be about, when no rule answers it or rules only quote.

    `uncovered` are words of its subject that no document of the matters uses; `searched` says that search alone led to
    them, and no name, place or authority.
    """

    query: Query
    uncovered: tuple[str, ...]
    readings: Sequence[Reading]
    searched: bool

    @cached_property
    def weighed(self) -> list[tuple[Reading, list[Weighed]]]:
        """The matters that write every proper name of the question, with their sentences; the likeliest first."""
        held = [reading for reading in self.readings if _holds_names(self.query, reading)]
        weighed = [(reading, reading.weighed) for reading in held if reading.weighed]
        return sorted(weighed, key=lambda pair: -pair[1][0].likelihood)

    def weighing(self, best: tuple[Reading, list[Weighed]], *, refused: bool = True) -> Weighing:
        """The question before the likeliest of these matters; `refused` says that the rules refused."""
        reading, weighed = best
        return Weighing(self.query, self.uncovered, reading.dossier.respondents, weighed, self.searched, refused)

    def is_answered(self, *, refused: bool = True) -> bool:
        """Whether the likeliest matter is likely to answer the question."""
        return self.weighing(self.weighed[0], refused=refused).is_answered(self.weighed[0][0].reread)

    @property
    def is_long(self) -> bool:
        """Whether the likeliest matter is told by a long decision."""
        return bool(self.weighed) and self.weighing(self.weighed[0]).is_long

    @property
    def is_lacking(self) -> bool:
        """Whether a sum or a person's name is asked for and the likeliest matter gives none."""
        return bool(self.weighed) and self.weighing(self.weighed[0]).is_lacking


def beside(reading: Reading, lines: Sequence[Line]) -> list[Line]:
    """Sentences that likely bear on the question, beside the lines that are told already."""
    told = [sentence for line in lines for sentence in line.sentences]
    unsaid = _unsaid(reading, told)
    open_ = bool(reading.query.also or unsaid)
    most, in_all = (MOST_BESIDE, MOST_IN_ALL) if open_ else (MOST_MORE, MOST_WITH_MORE)
    read = reading.reread if _is_worth_reading(reading, unsaid, open_=open_) else None
    weighed = _without_other_orders(reading, read.weighed if read else reading.weighed, told)
    chosen = _chosen(reading, weighed, told, min(most, in_all - len(lines)))
    return chosen if open_ else [replace(line, aside=True) for line in chosen]


def _is_worth_reading(reading: Reading, unsaid: set[str], *, open_: bool) -> bool:
    """Whether the reader chooses what is told beside records: for some questions, and where no sentence stands out.

    For all questions 21 of 2,722 more would be right and one fewer, but every second answer would take thrice as long.
    Of decisions themselves no more are.
    """
    reasoned = reading.query.asks(Intent.REASON)
    if not is_digested(reading.dossier):
        return reasoned
    hardly = bool(reading.weighed) and reading.weighed[0].likelihood < STANDS_OUT
    if reading.query.main in _READ or (open_ and hardly):
        return True
    return bool(unsaid.intersection(reading.query.topic)) and (reasoned or is_unclear(reading))


def is_unclear(reading: Reading) -> bool:
    """Whether no sentence plainly bears on the question, before the reader reads them."""
    return bool(reading.weighed) and reading.weighed[0].likelihood < PLAINLY


def foremost(reading: Reading) -> list[Line]:
    """The sentences that clearly bear on the question, where nothing particular is recognised in it.

    None where it asks for nothing but the matter.
    """
    if not _unsaid(reading, []):
        return []
    clear = [one for one in reading.weighed if one.likelihood >= CLEARLY]
    return _chosen(reading, clear, [], MOST_FOREMOST)


def alone(found: Found, *, refused: bool = True, likely: bool = False) -> list[tuple[Reading, list[Line]]]:
    """What matters say of a question that no rule answers; nothing where what it asks for is not among it.

    `likely` says that it is already known to be.
    """
    if not found.weighed or not (likely or found.is_answered(refused=refused)):
        return []
    floor = NEAR_BEST * found.weighed[0][1][0].likelihood
    near = [reading for reading, weighed in found.weighed[:MOST_MATTERS] if weighed[0].likelihood >= floor]
    told = [(one, _alone(one, one.reread.weighed if one.reread else one.weighed)) for one in near]
    return [(reading, lines) for reading, lines in told if lines]


def _without_other_orders(reading: Reading, weighed: Sequence[Weighed], told: Sequence[Sentence]) -> list[Weighed]:
    """The sentences but those that give the time of an order, where a time is asked that records have told already.

    So does one that is not the order's own but names a time of one that is not told.
    """
    if reading.query.main is not Intent.DEADLINE:
        return list(weighed)
    times = [(held, held.record.deadline.text.split(",")[0]) for held in reading.dossier.orders if held.record.deadline]
    own = {reading.dossier.proof(held.document_id, held.record.span) for held, _ in times}
    untold = [time for _, time in times if told and not any(time in one.text for one in told)]
    sentences = ((one, one.sentence) for one in weighed)
    return [one for one, said in sentences if said.proof not in own and not any(time in said.text for time in untold)]


def _alone(reading: Reading, weighed: Sequence[Weighed]) -> list[Line]:
    """The likeliest sentences, and what was found where reasons are asked for."""
    found = finding_lines(reading) if reading.query.asks(Intent.REASON) else []
    chosen = _chosen(reading, weighed, [], _most_alone(reading, weighed))
    lines = unique([*outcome_lines(reading), *chosen, *found]) if chosen else []
    return unique([*lines, *left_unsaid(reading, lines)]) if lines else []


def _most_alone(reading: Reading, weighed: Sequence[Weighed]) -> int:
    """How many sentences are told where no rule tells anything: fewer where the reader has found none likely."""
    if not is_long([one.sentence for one in weighed]):
        return MOST_ALONE
    doubtful = reading.reread is not None and reading.reread.best < DOUBTFUL
    return MOST_OF_DOUBTFUL if doubtful else MOST_OF_LONG


def _chosen(reading: Reading, weighed: Iterable[Weighed], told: Sequence[Sentence], most: int) -> list[Line]:
    """The likeliest that are not told, in the order of the text; a party's words only where they are asked for."""
    chosen: list[Sentence] = []
    weighed = list(weighed)
    enough = ENOUGH
    if is_long([one.sentence for one in weighed]):
        enough = max(ENOUGH_OF_LONG, FAR_FROM_BEST * max(one.likelihood for one in weighed))
    likely = [one for one in weighed if one.likelihood >= enough]
    if not _ANOTHER_ASKED.search(reading.query.text):
        likely.sort(key=lambda one: bool(_OF_ANOTHER.search(one.sentence.english)))
    for one in likely:
        if len(chosen) >= most:
            break
        if not _is_unfit(reading, one.sentence) and not any(repeats(one.sentence, held) for held in [*told, *chosen]):
            chosen.append(one.sentence)
    chosen = [one for one in chosen if not tells_only_the_most(reading.query, one.text)]
    chosen += _rest_of_series(reading, [*told, *chosen])
    chosen += _points_beside(reading, [*told, *chosen])
    chosen += _carried_on(reading, [*told, *chosen])
    return reading.quoting(
        sorted(chosen, key=lambda one: (-one.rank.weight, one.proof.document_id, one.proof.span.start))
    )


def _carried_on(reading: Reading, told: Sequence[Sentence]) -> list[Sentence]:
    """The sentence after one that is told, where it says that it goes on with the same: "also", "other", "these"."""
    found: list[Sentence] = []
    for one, after in pairwise(reading.sentences):
        same = (one.proof.document_id, one.heading) == (after.proof.document_id, after.heading)
        if same and one in told and after not in told and _goes_on(one, after) and not _is_unfit(reading, after):
            found.append(after)
    return found[:MOST_CARRIED]


def _goes_on(one: Sentence, after: Sentence) -> bool:
    if one.rank is not SourceRank.DIGEST:
        return False
    pointed = {stem(match.group(1)) for match in _THESE.finditer(after.text)}
    return bool(_ALSO.search(after.text) or pointed & one.stems)


def _rest_of_series(reading: Reading, told: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that count on where one that is told counts up."""
    places = {(one.proof.document_id, one.heading) for one in told if _IN_SERIES.search(one.text)}
    series = [one for one in reading.sentences if _IN_SERIES.search(one.text)] if places else []
    return [one for one in series if (one.proof.document_id, one.heading) in places and one not in told]


def _points_beside(reading: Reading, told: Sequence[Sentence]) -> list[Sentence]:
    """Asked for several things, the points next to one that is told, in a list of a decision's own."""
    if not _SEVERAL_ASKED.search(reading.query.text):
        return []
    order = {one.proof: place for place, one in enumerate(reading.sentences)}
    found: list[Sentence] = []
    for one in told:
        if one.proof not in order or one.rank is SourceRank.DIGEST or not _POINT.match(one.text):
            continue
        for step in (1, -1):
            found += _run_of_points(reading, one, order[one.proof], step)
    kept = [one for one in dict.fromkeys(found) if one not in told and is_prose(one.english)]
    return kept[:MOST_POINTS]


def _run_of_points(reading: Reading, told: Sentence, place: int, step: int) -> list[Sentence]:
    """The points of one list that stand before or after one of them, as far as they follow each other."""
    run: list[Sentence] = []
    while 0 <= (place := place + step) < len(reading.sentences) and len(run) < MOST_POINTS:
        one = reading.sentences[place]
        same = (one.proof.document_id, one.heading) == (told.proof.document_id, told.heading)
        if not same or not _POINT.match(one.text) or len(one.text) > LONGEST_POINT or _is_unfit(reading, one):
            break
        run.append(one)
    return run


def _unsaid(reading: Reading, told: Sequence[Sentence]) -> set[str]:
    """The words of the question, beside the parties' names and those that only ask, that stand in no sentence told."""
    said = frozenset().union(*(sentence.stems for sentence in told))
    named = frozenset(stem for name in reading.dossier.respondents for stem in stems(name)) | reading.query.asking
    return {word for word in reading.query.terms if word not in named and not covers(said, word)}


def _is_unfit(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence only tells that a thing is not known, or speaks for or of a party that nobody asked about.

    Asked what somebody argued, what nobody argues is no answer.
    """
    if asks_for_outcome(reading.query) and is_possibility(sentence.english):
        return True
    if is_silent(sentence) or speaks_of_another(reading, sentence):
        return True
    if _HOW_TO_APPEAL.search(sentence.text) and not _APPEAL_ASKED.search(reading.query.text):
        return True
    if money.tells_only_old(reading, sentence.text) or orders.tells_of_replaced(reading, sentence):
        return True
    argued, asked = is_partys(reading, sentence), _ARGUED.search(reading.query.text)
    if asked and _AND_HELD.search(reading.query.text, asked.end()):
        return False
    return not argued if asked else argued and not reading.query.voices


def _holds_names(query: Query, reading: Reading) -> bool:
    """Whether a matter's documents write every proper name of the question that is nobody's they are about.

    Common short forms ("AI") name nobody, and others may be written out ("National Health Service").
    """
    names = [name for name in (*query.names, *query.unknown) if name not in ACRONYMS]
    spoken = vocabulary_of(reading.dossier, reading.knowledge)
    missing = [name for name in names if not set(stems(name)) <= spoken]
    return all(writes_initials(name, reading.sentences) for name in missing)
