"""One sentence of another language after the other: which step each tells, and by whose hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.documents import Span
from corpus.matters import BodyRank, EventKind
from ingest.extract.reading import Sentence
from ingest.extract.steps.abroad.actors import Court, Sides, courts_of, names_judgment
from ingest.extract.steps.abroad.clauses import WORDS, Said, stems_of
from ingest.extract.steps.abroad.dated import day_of_step
from ingest.extract.steps.abroad.rules import ACTS, REACH, RULES, Rule
from ingest.extract.steps.actors import BY_COURT, OUTCOMES, Context
from ingest.wording.dates import Precision

BY_AUTHORITY = frozenset({EventKind.ISSUED, EventKind.INTENDED})
"""What only the authority does: told of what a text itself announces."""
_BEFALLS = OUTCOMES | {EventKind.APPEALED, EventKind.RESTORED}
_DECIDED = OUTCOMES | {EventKind.DISMISSED}
_UNDONE = frozenset({EventKind.ANNULLED, EventKind.PARTLY_ANNULLED, EventKind.REDUCED})
_CLOSE = 4
"""Words between an appeal and whose it is."""
_SHORTEST = 22
"""Characters of a sentence that tells a step; shorter ones are headings and labels."""
_HEAD = 8
"""Sentences at the head of a text that tell what its authority decided."""
_Found = tuple[EventKind, str, BodyRank]
_RANKS = list(BodyRank)
_APPEAL = stems_of("appeal")
_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class StepAbroad:
    """A step that a sentence tells; `on` is None where it gives no day of its own.

    `changed`: a judgment was changed, and how the words do not say. `heard`: the sentence of an
    appeal tells of its outcome too.
    """

    kind: EventKind
    sentence: Sentence
    body: str
    body_rank: BodyRank
    on: dt.date | None
    precision: Precision = "day"
    changed: bool = False
    heard: bool = False


class Teller:
    """Reads one sentence after the other, and remembers the court that was named last.

    `court_acts`: a court was named that did something.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self.court_acts = self._given_up = self._reopened = False
        self._outcome_told: BodyRank | None = None
        self._last: Court | None = None
        self._highest: Court | None = None
        self._before: Said | None = None

    def steps(self, sentence: Sentence, place: int) -> Iterator[StepAbroad]:
        """The steps that a sentence tells, each kind once."""
        said = Said(sentence.text, self._context.description.language)
        courts = courts_of(sentence.text, self._context)
        sides = Sides(said, self._context)
        found_here: list[StepAbroad] = []
        kinds: set[EventKind] = set()
        for at in range(len(said.words) if len(sentence.text) >= _SHORTEST else 0):
            found = self._step(said, at, courts, sides, head=place < _HEAD)
            if found is None or found[0] in kinds:
                continue
            kinds.add(found[0])
            on, precision = day_of_step(said, at, found[0])
            changed = found[0] is EventKind.RESTORED and said.any_of("judgment")
            found_here.append(StepAbroad(found[0], sentence, found[1], found[2], on, precision, changed))
        self._follow(found_here, said, courts)
        yield from self._without_given_up(found_here)
        self._last = next((court for court in courts if not court.judged), None) or (
            courts[0] if courts else self._last
        )
        acts = any(not court.judged and not court.addressed for court in courts)
        self.court_acts |= acts and not said.any_of("possible") and not said.is_of_another
        self._highest = max(
            (court for court in (self._highest, *courts) if court),
            key=lambda court: _RANKS.index(court.rank),
            default=None,
        )
        self._before = said

    @property
    def is_unsure(self) -> bool:
        """Whether what the sentences tell leaves open where the matter stands."""
        return self._given_up or self._reopened

    def _follow(self, steps: list[StepAbroad], said: Said, courts: tuple[Court, ...]) -> None:
        """Remember whether an appeal is spoken of after the outcome of one.

        The order of sentences does not say whether it is the one that was decided or one against that outcome, which
        leaves the matter open again. No appeal lies from the highest court.
        """
        decided = [step.body_rank for step in steps if step.kind in _DECIDED]
        if decided:
            self._outcome_told, self._reopened = max(decided, key=_RANKS.index), False
        elif self._outcome_told not in {None, BodyRank.SUPREME} and not said.is_of_another:
            at_court = any(court.addressed for court in courts)
            lodged = any(step.kind is EventKind.APPEALED for step in steps) and (at_court or said.any_of("filing"))
            self._reopened |= lodged or said.speaks_of_challenge(at_court=at_court)

    def _without_given_up(self, steps: list[StepAbroad]) -> list[StepAbroad]:
        """The steps of a sentence, where an appeal told with its end or its outcome is not open any more.

        An appeal told with its outcome had been lodged by then. Of several respondents one may have given up, and
        another not.
        """
        kinds = {step.kind for step in steps}
        if EventKind.APPEALED in kinds and EventKind.ABANDONED in kinds:
            self._given_up |= len(self._context.description.respondents) > 1
            return [step for step in steps if step.kind is not EventKind.APPEALED]
        if not kinds & _DECIDED:
            return steps
        return [replace(s, heard=True) if s.kind is EventKind.APPEALED else s for s in steps]

    @staticmethod
    def kind_told(text: str, language: str) -> EventKind | None:
        """What a sentence by itself tells to have happened to a decision, by whoever's hand."""
        said = Said(text, language)
        for at in range(len(said.words)):
            stems = said.words[at].stems
            if not stems & ACTS or said.is_open(at):
                continue
            of_court = stems & WORDS["court"] or said.any_of("court", at - 1, at)
            rules = (rule for rule in RULES if rule.kind in _BEFALLS and rule.is_told(said, at))
            kind = next((rule.kind for rule in rules), None)
            if kind not in {None, EventKind.EXPIRED} and said.is_only_possible(at):
                continue
            if kind in _DECIDED and not any(said.any_of(name) for name in ("court", "board", "dated", "instance")):
                # what the authority does itself, to its own sums, is no review of its decision
                continue
            if kind is EventKind.APPEALED and said.is_of(at, "of_data"):
                continue
            if kind and (kind is not EventKind.APPEALED or (stems & _APPEAL and not of_court)):
                return kind
        return None

    def _step(self, said: Said, at: int, courts: tuple[Court, ...], sides: Sides, *, head: bool) -> _Found | None:
        """The first step that the rules for a word make of it."""
        if not said.words[at].stems & ACTS:
            return None
        before = self._before if courts else None
        rules = (rule for rule in RULES if (head or rule.kind not in BY_AUTHORITY) and rule.is_told(said, at, before))
        found = (self._by_rule(rule, said, at, courts, sides) for rule in rules)
        return next((each for each in found if each), None)

    def _by_rule(self, rule: Rule, said: Said, at: int, courts: tuple[Court, ...], sides: Sides) -> _Found | None:
        kind = rule.kind
        if kind is EventKind.APPEALED and said.is_of(at, "asks"):
            return self._by_party(kind) if self._is_asked(said, at, courts) else None
        if self._is_left_open(kind, said, at):
            return None
        if kind in BY_COURT or kind is EventKind.RESTORED:
            return self._outcome(rule, said, at, courts, sides)
        if kind is EventKind.APPEALED:
            return self._appeal(said, at, courts, sides)
        return self._of_a_side(kind, said, at, sides, told_of=bool(sides.authority and not courts))

    @staticmethod
    def _is_left_open(kind: EventKind, said: Said, at: int) -> bool:
        """Whether an act is not told as done, or befell another case."""
        if kind is not EventKind.INTENDED and said.is_open(at):
            return True
        if kind is not EventKind.EXPIRED and said.is_only_possible(at):
            return True
        return kind not in BY_AUTHORITY and said.is_of_another

    def _of_a_side(self, kind: EventKind, said: Said, at: int, sides: Sides, *, told_of: bool) -> _Found | None:
        """What only the authority or the party does; `told_of`: the sentence is about the authority.

        Who paid may be another where the sentence names no party before it says so of the fine.
        """
        if kind in BY_AUTHORITY or kind is EventKind.EXPIRED:
            return self._by_authority(kind) if told_of or kind is EventKind.EXPIRED else None
        unpaid = kind is EventKind.COLLECTED and (
            said.is_of(at, "pay")
            or said.is_infinitive(at)
            or not (sides.party or said.any_of("decision", said.clause_of(at).start, at))
        )
        return None if unpaid else self._by_party(kind)

    def _by_party(self, kind: EventKind) -> _Found:
        return kind, self._context.respondent, BodyRank.PARTY

    def _by_authority(self, kind: EventKind) -> _Found | None:
        own = self._context.regulator
        return (kind, own.name, own.body_rank) if own else None

    def _is_asked(self, said: Said, at: int, courts: tuple[Court, ...]) -> bool:
        """Whether a court was asked to annul: it is named between the verb and what it is asked for."""
        clause = said.clause_of(at)
        possible = said.any_of("possible", clause.start, clause.stop) or said.any_of("denied", at - _CLOSE, at)
        return not possible and any(abs(_place(said, court) - at) <= _CLOSE for court in courts)

    def _appeal(self, said: Said, at: int, courts: tuple[Court, ...], sides: Sides) -> _Found | None:
        """Who appealed. A "court of appeal" is no appeal, and a complaint only where it is about a decision."""
        word = said.words[at]
        named = any(court.span.start <= word.start < court.span.end for court in courts)
        if named or word.stems & WORDS["court"] or said.any_of("court", at - 1, at):
            return None
        clause, near = said.clause_of(at), (at - _CLOSE, at + _CLOSE + 1)
        fails = said.any_of("dismissal", *near)
        # an authority that dismisses an objection leaves its decision as it is
        of_authority = fails and self._court(EventKind.UPHELD, said, at, courts) is None
        if of_authority or said.any_of("announced", clause.start, clause.stop) or said.any_of("given_up", *near):
            return None
        plain = bool(word.stems & _APPEAL)
        unclear = not plain or word.stems & WORDS["ambiguous"]
        if unclear and not self._is_of_decision(said, at, courts, sides, fails=plain and fails):
            return None
        if self._is_authoritys(said, at, sides):
            return self._by_authority(EventKind.APPEALED)
        by_party = any(place in clause for place in sides.party)
        others = not by_party and said.any_of("complainant", clause.start, clause.stop)
        return None if others else self._by_party(EventKind.APPEALED)

    def _is_of_decision(self, said: Said, at: int, courts: tuple[Court, ...], sides: Sides, *, fails: bool) -> bool:
        """Whether a word that may mean a complaint, too, is about a decision, or before a court."""
        if self._is_complaint(said, at, courts, sides):
            return False
        plain = bool(said.words[at].stems & _APPEAL)
        to_court = any(at < _place(said, court) <= at + 2 * _CLOSE for court in courts)
        about = plain and said.nearest(at, WORDS["decision"] | WORDS["judgment"], _CLOSE) is not None
        heard = bool(courts) and said.nearest(at, WORDS["decision"], 2 * _CLOSE) is not None
        return said.any_of("filing", at - _CLOSE, at + _CLOSE + 1) or to_court or about or heard or fails

    @staticmethod
    def _is_complaint(said: Said, at: int, courts: tuple[Court, ...], sides: Sides) -> bool:
        """Whether it is the complaint that the authority decides about, and is against no decision of it."""
        if said.is_of(at, "of_data"):
            return True
        clause = said.clause_of(at)
        heard = any(place in clause and place < at for place in sides.authority)
        return heard and not courts and not said.any_of("against", clause.start, at)

    def _is_authoritys(self, said: Said, at: int, sides: Sides) -> bool:
        """Whether the authority is named right beside an appeal, the party is not, and no decision of it is meant."""
        near = [place for place in sides.authority if _beside(said, place, at)]
        if not near or any(_beside(said, place, at) for place in sides.party):
            return False
        return not said.any_of("decision", min(*near, at), max(*near, at))

    def _outcome(self, rule: Rule, said: Said, at: int, courts: tuple[Court, ...], sides: Sides) -> _Found | None:
        kind = rule.kind
        court = self._court(kind, said, at, courts)
        if court is None:
            return self._withdrawn(kind, said, at, courts, sides)
        if kind is EventKind.UPHELD and said.is_of(at, "allowed"):
            # what is allowed is the appeal, and not the decision
            return None
        if kind is EventKind.STAYED and not self._stays(said, at, courts):
            return None
        if kind in _UNDONE and said.any_of("first") and not said.any_of("instance") and not said.any_of("decision"):
            # "the first was annulled": another decision than this
            return None
        if kind is EventKind.REDUCED and (said.any_of("mild", 0, at) or said.any_of("mild", at + 1)):
            return None
        if kind in {EventKind.ANNULLED, EventKind.PARTLY_ANNULLED} and self._is_of_judgment(said, at):
            kind = EventKind.RESTORED
        appeal = said.nearest(at, rule.objects - WORDS["decision"], 2 * _CLOSE) if kind is EventKind.UPHELD else None
        if appeal is not None and self._is_authoritys(said, appeal, sides):
            kind = EventKind.DISMISSED
        return kind, court.name, court.rank

    def _stays(self, said: Said, at: int, courts: tuple[Court, ...]) -> bool:
        """Whether a court stays the one decision that the text is about: the clause names it, and one respondent."""
        clause = said.clause_of(at)
        named = any(_place(said, court) in clause for court in courts) or said.any_of("court", clause.start, at)
        return named and len(self._context.description.respondents) <= 1

    def _is_of_judgment(self, said: Said, at: int) -> bool:
        """Whether a judgment is what was annulled: it stands nearer than any decision, which does not go with it."""
        judgments = [place for place in range(len(said.words)) if place != at and _is_judgment(said, place)]
        decisions = [place for place in said.places(WORDS["decision"]) if place != at and place not in judgments]
        judgment = min(judgments, key=lambda place: abs(place - at), default=None)
        decision = min(decisions, key=lambda place: abs(place - at), default=None)
        if judgment is None or abs(judgment - at) > REACH:
            return False
        if decision is None:
            return True
        return abs(judgment - at) < abs(decision - at) and not said.any_of("and", min(judgment, at), decision)

    def _withdrawn(
        self, kind: EventKind, said: Said, at: int, courts: tuple[Court, ...], sides: Sides
    ) -> _Found | None:
        """What an authority annuls itself, it withdraws: it is named before the act, and no decision before it."""
        own, clause = self._context.regulator, said.clause_of(at)
        subject = [place for place in sides.authority if place in clause and place < at]
        if kind is not EventKind.ANNULLED or courts or own is None or not subject:
            return None
        if said.any_of("decision", clause.start, subject[0]) or said.any_of("court"):
            return None
        return EventKind.WITHDRAWN, own.name, own.body_rank

    def _court(self, kind: EventKind, said: Said, at: int, courts: tuple[Court, ...]) -> Court | None:
        """The court whose outcome it is: named in the sentence, else "the court", which is the one named last."""
        acting = [court for court in courts if not court.judged]
        if acting:
            return min(acting, key=lambda court: (_place(said, court) > at, abs(_place(said, court) - at)))
        of_appeal = kind is EventKind.REMITTED or (kind is EventKind.UPHELD and said.nearest(at, _APPEAL, _CLOSE * 2))
        if self._highest and of_appeal:
            return self._highest
        if self._last and (said.any_of("court") or said.any_of("board") or courts):
            return self._last
        if courts:
            return courts[0]
        own = self._context.court
        if own and (said.any_of("court") or said.any_of("board")):
            return Court(own.name, own.body_rank, _NOWHERE, judged=False)
        return None


def _beside(said: Said, place: int, at: int) -> bool:
    """Whether a side is named within a few words of an appeal, and not as that against which it is."""
    near = abs(place - at) <= _CLOSE and place in said.clause_of(at)
    return near and not said.any_of("against", min(place, at), max(place, at))


def _is_judgment(said: Said, at: int) -> bool:
    word = said.words[at]
    return names_judgment(word.text) or bool(word.stems & WORDS["judgment"] and not word.stems & WORDS["decision"])


def _place(said: Said, court: Court) -> int:
    """The place of the first word behind which a court's name begins."""
    return next((at for at, word in enumerate(said.words) if word.start >= court.span.start), len(said.words))
