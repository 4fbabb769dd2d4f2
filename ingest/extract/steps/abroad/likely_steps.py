"""What befell a decision, as a text in another language tells it, read by how likely its sentences tell each step.

The rules of `told` read what common words tell. Where they find nothing, a model that was fitted to labelled sentences
says which steps a sentence tells; here it is told whose deed each was and on which day. It also says whether the
authority decided or only proposed something, and whether the text leaves open what stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cached_property

from corpus.glosses import is_listed
from corpus.matters import BodyRank, Event, EventKind
from ingest.extract.reading import Reading, Sentence
from ingest.extract.releases import LONGEST, Telling
from ingest.extract.steps.abroad.clauses import Said
from ingest.extract.steps.abroad.courts import Courts
from ingest.extract.steps.abroad.dated import day_of_step, day_of_telling, is_of_another_day
from ingest.extract.steps.abroad.together import REVIEWED, Told, event_of, heard, in_order
from ingest.extract.steps.abroad.told import Abroad
from ingest.extract.steps.actors import OUTCOMES, Context
from ingest.extract.steps.likely import ACTS, KINDS, likelihoods
from ingest.extract.steps.senses import AUTHORITY, COURT, PARTY, Word
from ingest.extract.steps.signs import Signs, signs_of

SURE, CHANGING, OF_AUTHORITY, DOUBTFUL = 0.5, 0.65, 0.4, 0.6
"""How likely a sentence must tell what leaves the standing as it is, what changes it, that the authority acted, and
what puts the standing in doubt. Of 47 steps in 36 texts that nobody who worked on this had read 25 are found, and 10 by
the rules alone; from 0.45 and 0.55 on one more is, and two more standings are wrong."""
_BY_PARTY = frozenset({EventKind.APPEALED, EventKind.ABANDONED})
_BY_BENCH = OUTCOMES | {EventKind.RESTORED, EventKind.PERMISSION_GRANTED, EventKind.PERMISSION_REFUSED}
_NEVER = frozenset(
    {
        EventKind.FILED,
        EventKind.CLOSED,
        EventKind.COMPLIED,
        EventKind.COLLECTED,
        EventKind.VARIED,
        EventKind.STAY_LIFTED,
    }
)
"""Kinds that stand in too few of the labelled sentences, or are too often read wrongly."""
_ENDING = frozenset({EventKind.EXPIRED, EventKind.ABANDONED})
_OTHERWISE = frozenset({EventKind.DISMISSED, EventKind.RESTORED})
_UNDOES = frozenset({EventKind.ANNULLED, EventKind.PARTLY_ANNULLED, EventKind.REDUCED})
_CONFIRMS = frozenset({EventKind.APPEALED, EventKind.UPHELD, EventKind.PERMISSION_REFUSED})
_CHANGES = (REVIEWED - {EventKind.UPHELD}) | {EventKind.APPEALED, EventKind.STAYED}
_BY_AUTHORITY = frozenset({EventKind.ISSUED, EventKind.INTENDED})
_DECISION = frozenset({"=decision", "=fine", "=sum"})
_CHALLENGE = frozenset({"=challenge", "+appeal", "+dispute"})
_AFTER = "after"
_JUDGMENT, _PARTLY, _AGAINST = "=judgment", "?partly", "?against"
_HIGHER = frozenset({"cassat", "higher"})
_COMPLAINANT = frozenset({"complain", "claimant"})
_HEAD = 8
"""Sentences at the head of a text that tell what its authority decided."""
_CLOSE, _BESIDE = 4, 2
"""Words between an appeal and whose it is, and between a challenge and the authority whose own it is."""
_SHORTEST = 22
"""Characters of a sentence that tells a step; shorter ones are headings and labels."""
_RANKS = list(BodyRank)


class LikelySteps:
    """The steps that one text tells; nothing of English, of languages without a word list, and without an authority."""

    def __init__(self, reading: Reading, context: Context, telling: Telling | None, ruled: Abroad) -> None:
        self._reading, self._context, self._telling, self._ruled = reading, context, telling, ruled
        self._language = context.description.language
        self._doubt, self._changed = 0.0, False
        self._first_by_authority: EventKind | None = None
        self._courts = Courts(reading, context)
        self.steps: tuple[Told, ...] = ()
        if context.regulator is not None and is_listed(self._language):
            self.steps = self._without_doubtful(tuple(self._read()))

    @property
    def decides(self) -> bool:
        """Whether it tells that its authority decided something, and not first that it proposed it."""
        return self._first_by_authority is EventKind.ISSUED

    @property
    def proposes(self) -> bool:
        """Whether what it tells first of its authority is that it proposed something."""
        return self._first_by_authority is EventKind.INTENDED and not any(step.kind in OUTCOMES for step in self.steps)

    @property
    def is_in_doubt(self) -> bool:
        """Whether it speaks of what befell the decision, or of a court that acts, and no outcome is read."""
        if self._changed or self._is_reopened:
            return True
        told = {event.kind for event in self.events()}
        unread = is_listed(self._language) and self._courts.head is not None
        if unread and not told & (REVIEWED | _OTHERWISE | _ENDING):
            return True
        return not told and self._doubt >= DOUBTFUL

    def events(self) -> tuple[Event, ...]:
        """The steps as events: as the rules tell them, else as the model does, by the day of the text at the latest.

        Where the rules leave open whether an outcome was appealed in turn, only a step that says so is told.
        """
        by_rules = tuple(self._ruled.events())
        if by_rules or self._changed or self._is_reopened:
            return by_rules
        return tuple(
            event_of(self._context, each.kind, (each.body, each.rank), each.sentence, each.on, each.precision)
            for each in self._in_order
            if each.on
        )

    @cached_property
    def _in_order(self) -> list[Told]:
        told = day_of_telling(self._reading, self._context)
        day, precision = (told, "by") if told else (self._context.description.decided_on, _AFTER)
        return in_order(self.steps, day, precision, self._context.respondent)

    @property
    def _is_reopened(self) -> bool:
        """Whether an outcome may have been appealed in turn, and no step says so."""
        again = any(step.kind is EventKind.APPEALED and step.precision == _AFTER for step in self._in_order)
        return self._ruled.is_unsure and not again

    def _read(self) -> Iterator[Told]:
        before: Sequence[Word] = ()
        # a long decision recites what befell others
        for place, sentence in enumerate(self._reading.sentences(LONGEST)):
            signs = signs_of(sentence.text, self._language, self._context.gazetteer, first=place == 0, before=before)
            yield from heard(list(self._of_sentence(sentence, place, signs)))
            before = signs.words

    def _of_sentence(self, sentence: Sentence, place: int, signs: Signs) -> Iterator[Told]:
        for name, likely in likelihoods(signs).items() if len(sentence.text) >= _SHORTEST else ():
            kind, word = KINDS[name], signs.first(ACTS[name])
            if kind in _BY_AUTHORITY:
                if place < _HEAD and likely >= OF_AUTHORITY and self._first_by_authority is None:
                    self._first_by_authority = kind
                continue
            if word is None or likely < SURE or self._is_left_open(sentence, word):
                continue
            if kind in _CHANGES:
                self._doubt = max(self._doubt, likely)
            if likely >= (SURE if kind in _CONFIRMS else CHANGING) and kind not in _NEVER:
                yield from self._told(kind, signs, word, sentence, likely)
        self._courts.follow(sentence)

    def _told(self, kind: EventKind, signs: Signs, word: Word, sentence: Sentence, likely: float) -> Iterator[Told]:
        body = self._body(kind, signs, word, sentence)
        if body is None:
            return
        if kind is EventKind.PARTLY_ANNULLED and _PARTLY not in signs.whole:
            kind = EventKind.ANNULLED
        if kind in _UNDOES and _JUDGMENT in signs.whole and not signs.whole & _DECISION:
            # a judgment was undone, and what that makes of the decision the words do not say
            self._changed = True
            return
        if kind is EventKind.UPHELD and _of_authoritys_challenge(signs):
            kind = EventKind.DISMISSED
        said = Said(sentence.text, self._language)
        at = next((place for place, each in enumerate(said.words) if each.start >= word.start), None)
        if at is None or (kind is EventKind.STAYED and not self._is_stayed_by_court(said, at, sentence)):
            return
        on, precision = self._day(said, at, kind)
        if on and precision == "day" and self._is_earlier(on):
            return
        to = self._brought_to(signs, sentence) if kind is EventKind.APPEALED else None
        yield Told(kind, sentence, *body, on, precision, bool(signs.whole & _CHALLENGE), to, likely)

    def _brought_to(self, signs: Signs, sentence: Sentence) -> BodyRank | None:
        """The rank of the court that an appeal was brought to, as far as the sentence tells it."""
        return self._courts.addressed(sentence) or (BodyRank.SUPREME if signs.whole & _HIGHER else None)

    def _without_doubtful(self, steps: tuple[Told, ...]) -> tuple[Told, ...]:
        """Without what leaves open where the matter stands.

        What undid a judgment leaves open what stands. The dismissal of the authority's own appeal leaves what the
        judgment before it made of the decision, which is open where the text does not tell it. What a lower court did
        is not what a higher one did that the head of the text names.
        """
        kinds = {step.kind for step in steps}
        if not kinds & (REVIEWED | _OTHERWISE | _ENDING):
            least = CHANGING if not (self._telling and self._telling.is_undecided) else 1.0
            steps = tuple(step for step in steps if step.kind is not EventKind.APPEALED or step.likely > least)
        if not any(step.kind is EventKind.APPEALED for step in steps):
            # by which a penalty is laid down as often as a challenge ends
            steps = tuple(step for step in steps if step.kind is not EventKind.SETTLED)
        if not kinds & REVIEWED:
            # what an authority brings before any judgment is its own suit
            steps = tuple(s for s in steps if not (s.kind is EventKind.APPEALED and s.rank is BodyRank.REGULATOR))
        if len(self._context.description.respondents) > 1:
            # what one of them does or is spared settles nothing for the others
            spared = _ENDING | {EventKind.STAYED} if EventKind.APPEALED in kinds else {EventKind.STAYED}
            steps = tuple(step for step in steps if step.kind not in spared)
        decided = [_RANKS.index(step.rank) for step in steps if step.kind in REVIEWED | _OTHERWISE]
        head = self._courts.head
        unread = head is not None and bool(decided) and _RANKS.index(head.rank) > max(decided)
        undone = bool(kinds & _UNDOES)
        dismissed = EventKind.DISMISSED in kinds
        self._changed = unread or (not undone and (self._changed or dismissed))
        return steps

    def _is_stayed_by_court(self, said: Said, at: int, sentence: Sentence) -> bool:
        """Whether the clause that tells of a stay names a court; else a stay is told of in passing, or has ended."""
        clause = said.clause_of(at)
        start, end = said.words[clause.start].start, said.words[clause.stop - 1].end
        return any(start <= court.span.start < end for court in self._courts.of(sentence))

    def _day(self, said: Said, at: int, kind: EventKind) -> tuple[dt.date | None, str]:
        """The day of a step, None where its sentence gives none before that of the text."""
        on, precision = day_of_step(said, at, kind)
        published = self._context.description.published_on
        return (None, "day") if on and published and on > published else (on, precision)

    def _is_earlier(self, on: dt.date) -> bool:
        """Whether what happened on a day befell another decision: it came before the day of this one."""
        decided = self._context.description.decided_on
        return decided is not None and on < decided and not is_of_another_day(self._reading, self._context)

    def _body(self, kind: EventKind, signs: Signs, word: Word, sentence: Sentence) -> tuple[str, BodyRank] | None:
        """Who took the step; None where that stays open, or it was somebody else."""
        own = self._context.regulator
        if own is None:
            return None
        if kind in _BY_BENCH:
            return self._courts.acting(sentence, word, spoken=COURT in signs.whole)
        if kind not in _BY_PARTY:
            return own.name, own.body_rank
        near = _before(signs, word)
        if any(each.names & _COMPLAINANT for each in near):
            return None
        if kind is EventKind.APPEALED and _is_of_authority(near):
            return own.name, BodyRank.REGULATOR
        return self._context.respondent, BodyRank.PARTY

    def _is_left_open(self, sentence: Sentence, word: Word) -> bool:
        """Whether a word only says what can be done ("recurrible"), is of a complaint, or of another case."""
        said = Said(sentence.text, self._language)
        at = next((at for at, each in enumerate(said.words) if each.start == word.start), None)
        return said.is_of_another or (at is not None and (said.is_only_possible(at) or said.is_of(at, "of_data")))


def _of_authoritys_challenge(signs: Signs) -> bool:
    """Whether the challenge that a sentence speaks of is the authority's own: it stands right beside it."""
    for at, word in enumerate(signs.words):
        if word.names & {"=challenge", "+appeal"}:
            near = [each.names for each in signs.words[max(0, at - _BESIDE) : at + 1 + _BESIDE + 1]]
            if any(AUTHORITY in names for names in near) and not any(
                _AGAINST in names or "=decision" in names for names in near
            ):
                return True
    return False


def _before(signs: Signs, word: Word) -> list[Word]:
    place = next(at for at, each in enumerate(signs.words) if each.start == word.start)
    return list(signs.words[max(0, place - _CLOSE) : place])


def _is_of_authority(near: list[Word]) -> bool:
    """Whether the authority is named right before an appeal, and not the party or that against which it is."""
    names = [each.names for each in near]
    last = next((at for at in range(len(names) - 1, -1, -1) if names[at] & {AUTHORITY, PARTY}), None)
    return last is not None and AUTHORITY in names[last] and not any(_AGAINST in each for each in names[:last])
