"""From the matters of a plan to what is to be said: by rules, and where these refuse by sentences that bear on it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.filters import Filters
from corpus.matters import EventKind
from corpus.retrieval import Hit
from service.answering.choosing.narrowing import title_of, vocabulary_of
from service.answering.choosing.places import is_of_place
from service.answering.choosing.planned import PASSAGES, Plan
from service.answering.choosing.speaking import writes_initials
from service.answering.choosing.subject import FIELD, subject_of
from service.answering.composing.bearing_lines import Found, alone
from service.answering.composing.binding import asks_what_binds, binding_lines
from service.answering.composing.composed import PROSE_MATTERS, Composed
from service.answering.composing.crimes import asks_of_untold_crime
from service.answering.composing.formal import asks_way_to_appeal, told_of_challenges
from service.answering.composing.further_parts import of_further_parts
from service.answering.composing.newest import newest_steps
from service.answering.composing.particular import particular_lines
from service.answering.composing.phrasing import joined
from service.answering.composing.reading import Reading, read, unique
from service.answering.composing.steps import is_borne_out
from service.answering.extractive import compose, related, said_nothing_of, said_of_body
from service.answering.held.dossier import Dossier, Sentence, is_digested
from service.answering.held.knowledge import Knowledge
from service.answering.held.roles import asks_of_untold_role
from service.answering.held.rulings import courts_asked, tells_of_ruling
from service.answering.meant import is_meant, is_of_others, is_run_by, over_the_named
from service.answering.question import Asked, Intent, Premise, Query, Shape
from service.answering.question.premises import speaks_of
from service.answering.refusal import Refuser
from service.answering.weighing.evidence import is_prose
from service.answering.weighing.lacking import lacks_former_sum, property_of
from service.answering.weighing.short.answered import Judged, is_short
from service.answering.weighing.short.things import Kind, kinds_of
from service.answering.weighing.wanted import asked_for, counted, gives_time, has_figure_of
from service.answering.wording.words import SOFT, content_stems, stems

RECONSIDERED = frozenset({"not_stated", "false_premise"})
"""Refusals that sentences may overturn: those that rest on what documents say, and not on whom they are about."""
OF_ANOTHER = "wrong_regulator"
"""They may overturn this too where a matter of the place or authority asked for is about who runs what is named."""

_WHO_ELSE = re.compile(r"^\W*(?:\w+ )?who (?:was|were|has been|have been|got|must|had to|has to)\b", re.IGNORECASE)
"""Whoever asks who was sanctioned names as a tool or a place whom the question names."""
_WHICH = re.compile(r"\W*(?:\w+ )?(?:which|what (?:was|were|is|are) the)\b", re.IGNORECASE)
"""What begins a question for a thing by its name; what is counted or done goes by many: "lawyers' bills" are fees."""
_COURTS = frozenset(stems("court tribunal"))
_TO_PAY = re.compile(r"\b(?:will|to|must|shall|agreed to|has to) pay\b", re.IGNORECASE)
_OF_PENALTY = re.compile(
    r"\b(?:fin(?:e[ds]?|ing)|penal\w*|sanction\w*|punish\w*|pa(?:y|ys|id|ying)|cost|settle\w*|refund\w*|compensat\w*|sums?)\b",
    re.IGNORECASE,
)
"""Words with which a penalty, or what is to be paid, is asked for."""
_WHAT_WAS_DECIDED = re.compile(r"\W*what (?:was|has been|did [^?]{1,60}) decided?\b", re.IGNORECASE)
LIKELY_SAID = 0.5
"""From which likelihood a sentence is quoted instead of what records say of penalties."""
_OF_A_STEP = frozenset({Intent.DATE, Intent.WHO, Intent.REASON})


@dataclass(frozen=True)
class Considering:
    """One question before the matters of its plan.

    `as_of` is the day as of which it is answered, `today` the day of asking; `filters` are those of the request.
    """

    query: Query
    as_of: dt.date
    today: dt.date
    filters: Filters
    plan: Plan
    knowledge: Knowledge
    refuser: Refuser

    def composed(self) -> Composed:
        """What is to be said, with a note of names that the documents do not hold."""
        news = newest_steps(self.readings(self.plan.dossiers)) if self.query.news else None
        composed = news or self._composed()
        if self.plan.odd and composed.refusal is None:
            names = joined([f"“{name}”" for name in self.plan.odd], "or")
            composed.notes.append(
                f"No document held names {names}: what is told is what the rest of the question fits."
            )
        return composed

    def _composed(self) -> Composed:
        """What records and rules say, or what sentences say that bear on the question all the same.

        Sentences decide where rules refuse, and where they only quote a decision on a particular point: that is told
        if it is likely to answer, and refused if it is not.
        """
        by_rules = self.by_rules()
        if told := self._of_particulars(by_rules) or self._of_challenges(by_rules):
            return told
        if self.asks_for_unspoken or self.asks_for_untold_ruling or self.asks_of_untold_role:
            near = [line.sentences[0] for line in by_rules.lines]
            return by_rules if by_rules.refusal else Composed(refusal=self.refuser.not_stated(self.plan, (), near))
        if judged := self.judged(by_rules):
            return self._of_short(by_rules, judged)
        if by_rules.refusal is None:
            return self._if_likely(by_rules) if self.is_doubtful(by_rules) else by_rules
        if not self.may_reconsider(by_rules.refusal.code):
            return by_rules
        return self._of_what_binds() or self._of_sentences() or by_rules

    def judged(self, by_rules: Composed) -> Judged | None:
        """The question before the one matter that is meant, where short real documents tell it; None elsewhere.

        Refusals that rest on whom the documents are about stay, and lists are told from records.
        """
        refused, query = by_rules.refusal, self.query
        if len(self.plan.dossiers) != 1 or by_rules.listing:
            return None
        (reading,) = self.readings(self.plan.dossiers)
        if not is_short(reading.sentences) or not self.found.weighed:
            return None
        if refused and (refused.code not in RECONSIDERED or _asks_for_meaning(query)):
            return None
        documents = [document.description for document in reading.dossier.documents]
        judged = Judged(
            query=query,
            uncovered=self.plan.uncovered,
            parties=reading.dossier.respondents,
            titles=[one.title for one in documents],
            sentences=reading.sentences,
            weighed=reading.weighed,
            english=all(one.language == "en" for one in documents),
            reread=reading.reread,
            false_premise=refused is not None and refused.code == "false_premise",
            recorded=refused is None and not by_rules.is_quoted,
        )
        return judged if judged.is_named else None

    def _of_short(self, by_rules: Composed, judged: Judged) -> Composed:
        """What rules say, or sentences where these refuse; nothing where neither is likely to answer.

        Who asks for no more than what was decided is always told that.
        """
        if not (judged.is_answered or _WHAT_WAS_DECIDED.match(self.query.text)):
            near = [one for one in judged.nearest() if is_prose(one.english)]
            return by_rules if by_rules.refusal else Composed(refusal=self.refuser.not_stated(self.plan, (), near))
        if by_rules.refusal is None and not self._is_of_another_sum(by_rules, judged):
            return by_rules
        return self._of_sentences(likely=True) or by_rules

    def _is_of_another_sum(self, by_rules: Composed, judged: Judged) -> bool:
        """Whether rules tell a penalty in words of ours where another sum is asked for, which a sentence likely tells.

        "How much did it lend out?" is not answered by its fine, nor is what was lent a fine.
        """
        if self.query.main is not Intent.MONEY or self.query.yes_no or by_rules.is_quoted:
            return False
        if _OF_PENALTY.search(self.query.text):
            return False
        return max(one.likelihood for one in judged.marked) >= LIKELY_SAID

    def _of_particulars(self, by_rules: Composed) -> Composed | None:
        """Of the one matter that is meant, what it says of a point that records do not hold, where one is asked."""
        if len(self.plan.dossiers) != 1 or by_rules.listing:
            return None
        (reading,) = self.readings(self.plan.dossiers)
        recorded = by_rules.refusal is None and not by_rules.is_quoted
        lines = particular_lines(reading, by_rules.lines, recorded=recorded)
        return Composed(lines=lines, notes=by_rules.notes, readings=[reading]) if lines else None

    def _of_challenges(self, by_rules: Composed) -> Composed | None:
        """What a digest tells of challenges to the one matter that is meant, where it is asked how there may be one."""
        of_one = len(self.plan.dossiers) == 1 and is_digested(self.plan.dossiers[0])
        if not (of_one and asks_way_to_appeal(self.query)) or not (by_rules.refusal or by_rules.is_quoted):
            return None
        (reading,) = self.readings(self.plan.dossiers)
        lines = told_of_challenges(reading)
        if not lines:
            return Composed(refusal=self.refuser.not_stated(self.plan, (), ()))
        return Composed(lines=lines, readings=[reading])

    def _of_what_binds(self) -> Composed | None:
        """Of the one matter that is meant, what binds its party, where that is asked in words no rule knows."""
        if len(self.plan.dossiers) != 1 or not asks_what_binds(self.query):
            return None
        (reading,) = self.readings(self.plan.dossiers)
        lines = binding_lines(reading)
        return Composed(lines=lines, readings=[reading]) if lines else None

    @cached_property
    def asks_for_untold_ruling(self) -> bool:
        """Whether what a court did is asked, and nothing is held of any act of that court."""
        courts = courts_asked(self.query, self.knowledge.gazetteer)
        if courts is None or self.query.yes_no or self.query.shape is not Shape.SINGLE or not self.plan.dossiers:
            return False
        readings = self.readings(self.plan.dossiers[:PROSE_MATTERS])
        gazetteer = self.knowledge.gazetteer
        return not any(tells_of_ruling(one.dossier, one.sentences, courts, gazetteer) for one in readings)

    @cached_property
    def asks_of_untold_role(self) -> bool:
        """Whether it is asked about a person in a role of which no matter speaks: "was its chief executive fined?"."""
        held = self.plan.dossiers
        return bool(held) and asks_of_untold_role(self.query.text, (vocabulary_of(one, self.knowledge) for one in held))

    @cached_property
    def asks_for_unspoken(self) -> bool:
        """Whether the very thing asked for, the sum set before, or the court asked about is in no word of a decision.

        "Which turnover was the fine based on" is not answered by the fine. A digest may call it by another name.
        """
        if len(self.plan.dossiers) != 1 or any(is_digested(one) for one in self.plan.dossiers):
            return False
        if lacks_former_sum(self.query, self.readings(self.plan.dossiers)[0].whole):
            return True
        unspoken = set(self.plan.uncovered)
        own = {stem for name in self.query.called for stem in stems(name)}
        named = asked_for(self.query.text) if _WHICH.match(self.query.text) else []
        if Kind.WORDS not in kinds_of(self.query):
            named = named or property_of(self.query.text)
        words = [word for word in named if word not in own and word not in SOFT][:1]
        return bool(unspoken & _COURTS) or bool(words and words[0] in unspoken)

    def is_doubtful(self, composed: Composed) -> bool:
        """Whether rules quote what may have nothing to do with the point that is asked about.

        That is so for long decisions, and where a time, a sum or a name is asked for and none is given.
        """
        if not composed.is_quoted:
            return False
        if self.query.main is Intent.DEADLINE and not any(
            gives_time(one.sentences[0].english) for one in composed.lines
        ):
            return True
        return (bool(self.query.topic) and self.found.is_long) or self.found.is_lacking

    def _if_likely(self, quoted: Composed) -> Composed:
        if told := self._of_sentences(refused=False):
            return told
        near = [line.sentences[0] for line in quoted.lines]
        return Composed(refusal=self.refuser.not_stated(self.plan, (), near))

    def _of_sentences(self, *, refused: bool = True, likely: bool = False) -> Composed | None:
        told = alone(self.found, refused=refused, likely=likely)
        told = [(one, unique([*lines, *of_further_parts(one, lines)])) for one, lines in told]
        lines = [line for _, lines in told for line in lines]
        if not lines or self._counts_nothing([line.sentences[0] for line in lines]):
            return None
        uncovered = self.plan.uncovered
        notes = [said_nothing_of(self.query, uncovered)] if uncovered else []
        return Composed(lines=lines, notes=notes, readings=[reading for reading, _ in told])

    def _counts_nothing(self, told: Sequence[Sentence]) -> bool:
        """Whether a number of something is asked for, and none of these sentences has a figure of it."""
        own = frozenset(stem for name in self.query.called for stem in stems(name))
        nouns = counted(self.query.text, own) if self.query.counted else []
        return bool(nouns) and not any(has_figure_of(one.english, nouns) for one in told)

    def may_reconsider(self, code: str) -> bool:
        """Whether sentences may overturn a refusal.

        Never one for somebody named of whom nothing was known by the day asked, nor for a step that no record holds,
        where nothing else is asked: near sentences would lend it what was denied. Nor for what a word means, which only
        a sentence about that word tells, nor for a list that no matter belongs to.
        """
        query = self.query
        if self.plan.empty:
            return False
        nothing_yet = not self._matters and bool(query.subjects or query.matters)
        steps = any(one.premise is Premise.EVENT and not self._may_have_been_taken(one) for one in query.asked)
        of_a_step = code == "false_premise" and query.main in _OF_A_STEP
        nothing_else = not set(query.topic).difference(*(title_of(one) for one in self._matters))
        of_another = code == OF_ANOTHER and not query.yes_no and any(map(is_run_by, self.readings(self.plan.related)))
        said = (vocabulary_of(one, self.knowledge) for one in self._matters)
        return (code in RECONSIDERED or of_another) and not (
            nothing_yet
            or _asks_for_meaning(query)
            or (steps and (of_a_step or nothing_else))
            or (code == "false_premise" and asks_of_untold_crime(query, said))
        )

    def _may_have_been_taken(self, step: Asked) -> bool:
        """Whether a step was taken, or may have been although no record holds it.

        A digest records and tells all that it knows, of a decision the text is read. Who asks how much somebody paid
        may mean what they are to pay.
        """
        if step.negated or any(is_borne_out(one, step) for one in self.readings(self._matters[:PROSE_MATTERS])):
            return True
        if any(is_digested(one) for one in self._matters):
            return False
        texts = [self.knowledge.english(document) for one in self._matters for document in one.documents]
        owed = EventKind.COLLECTED in step.events and self.query.main is Intent.MONEY
        return any(speaks_of(text, step) or (owed and _TO_PAY.search(text)) for text in texts)

    @property
    def _matters(self) -> tuple[Dossier, ...]:
        """The matters of the plan, or those of others that speak of the respondent."""
        return self.plan.dossiers or self.plan.related

    @cached_property
    def found(self) -> Found:
        """The matters to look through for sentences: those of the plan, else those of the best passages."""
        if self.plan.dossiers or self.plan.elsewhere:
            readings = self.readings(self._matters[:PROSE_MATTERS])
            return Found(self.query, self.plan.uncovered, readings, searched=False)
        hits = tuple(self.knowledge.search(self.query.text, self.filters, PASSAGES))
        ids = tuple(dict.fromkeys(hit.matter for hit in hits))
        held = {one.id: one for one in self.knowledge.dossiers(self.filters)}
        fitting = [held[key] for key in ids if key in held and is_of_place(held[key], self.query, self.knowledge)]
        best = fitting[:PROSE_MATTERS]
        return Found(self.query, self.plan.uncovered, self.readings(best, hits), searched=True)

    def readings(self, dossiers: Iterable[Dossier], hits: Sequence[Hit] | None = None) -> list[Reading]:
        """Dossiers with the sentences to choose from; what is dated after the day asked is not known yet."""
        if hits is not None:
            return [self._reading(one, replace(self.plan, hits=tuple(hits))) for one in dossiers]
        for one in (dossiers := list(dossiers)):
            if one.id not in self._read:
                self._read[one.id] = self._reading(one, self.plan)
        return [self._read[one.id] for one in dossiers]

    @cached_property
    def _read(self) -> dict[str, Reading]:
        """The dossiers that were read, by id: their sentences are weighed once, whoever asks."""
        return {}

    def _reading(self, dossier: Dossier, plan: Plan) -> Reading:
        return read(
            dossier,
            self.query,
            self.as_of,
            self.knowledge,
            plan.hits_of(dossier),
            narrowed=bool(plan.siblings),
            past=self.as_of < self.today,
            shown=plan.shown.get(dossier.id, ()),
        )

    def by_rules(self) -> Composed:
        """What records and rules say, or why they refuse."""
        plan, query = self.plan, self.query
        if not plan.dossiers and plan.elsewhere:
            return self._from_related()
        if plan.empty:
            return Composed(refusal=self.refuser.nothing_recorded(subject_of(query).text))
        if not plan.dossiers:
            return Composed(refusal=self.refuser.nothing_there())
        readings = self.readings(plan.dossiers)
        strangers = [
            name for name in query.unknown if not any(writes_initials(name, one.sentences) for one in readings)
        ]
        if strangers and query.shape is not Shape.COMPARISON and not _asks_besides(query, strangers, plan):
            return Composed(refusal=self.refuser.unmentioned(strangers))
        if is_of_others(query, readings) and (composed := related(query, readings)):
            return composed
        return compose(query, plan, readings, self.refuser)

    def _from_related(self) -> Composed:
        """Nobody there acted against the respondent: whom they did act against over it, or a refusal."""
        query, plan = self.query, self.plan
        readings = self.readings(plan.related)
        over = readings and over_the_named(query)
        if readings and query.yes_no and not query.regulators and not (over and "law" in query.qualifiers):
            composed = related(query, readings)
        elif meant := [one for one in readings if is_meant(one)]:
            composed = compose(query, replace(plan, dossiers=plan.related), meant, self.refuser)
        elif over or (readings and _WHO_ELSE.search(query.text)):
            composed = compose(query, replace(plan, dossiers=plan.related), readings, self.refuser)
        elif query.regulators and len(plan.elsewhere) == 1:
            composed = said_of_body(self.readings(plan.elsewhere))
        else:
            composed = None
        return composed or Composed(refusal=self.refuser.wrong_regulator(plan.elsewhere))


def _asks_for_meaning(query: Query) -> bool:
    """Whether it is asked what a word means, which only a sentence about that word tells."""
    return query.main is Intent.DEFINITION and not query.subjects


def _asks_besides(query: Query, strangers: Sequence[str], plan: Plan) -> bool:
    """Whether the question is about something that the documents speak of, whoever else it names with it."""
    named = {stem for name in strangers for stem in content_stems(name)}
    return bool(set(query.topic) - named - FIELD - set(plan.uncovered))
