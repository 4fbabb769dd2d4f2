"""From the matters of a plan to what is to be said: by rules, and where these refuse by sentences that bear on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.answering.at_hand import AtHand
from service.answering.by_rules import said_by_rules
from service.answering.composing.bearing_lines import alone
from service.answering.composing.binding import asks_what_binds, binding_lines
from service.answering.composing.composed import PROSE_MATTERS, Composed
from service.answering.composing.further_parts import of_further_parts
from service.answering.composing.newest import newest_steps
from service.answering.composing.particular import asks_for_details, outranks_lists, particular_lines
from service.answering.composing.phrasing import joined
from service.answering.composing.pleas import may_add_pleas, with_pleas
from service.answering.composing.reading import Line, Reading, unique
from service.answering.composing.remedies import asks_way_to_appeal, told_of_challenges
from service.answering.doubting import is_hopeless, is_unanswered
from service.answering.extractive import said_nothing_of
from service.answering.held.dossier import is_digested
from service.answering.overturning import RECONSIDERED, asks_for_meaning, may_overturn
from service.answering.question import Intent
from service.answering.unspoken import is_of_untold_part, is_of_untold_step, is_unspoken
from service.answering.untold_first import reason_untold, with_untold_first
from service.answering.weighing.evidence import is_prose
from service.answering.weighing.reconsidering import tells_count, tells_span
from service.answering.weighing.short.answered import Judged, is_short
from service.answering.weighing.wanted import counted, gives_time, has_figure_of, kinds_of
from service.answering.wording.words import stems

_OF_PENALTY = re.compile(
    r"\b(?:fin(?:e[ds]?|ing)|penal\w*|sanction\w*|punish\w*|pa(?:y|ys|id|ying)|cost|settle\w*|refund\w*|compensat\w*|sums?)\b",
    re.IGNORECASE,
)
"""Words with which a penalty, or what is to be paid, is asked for."""
_WHAT_WAS_DECIDED = re.compile(
    r"\W*what (?:(?:was|has been|did [^?]{1,60}) decided?|happened (?:over|with|about|in the (?:case|matter)))\b",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\bhow many (?:[\w-]+ ){0,2}(?:hours|days|weeks|months|years)\b", re.IGNORECASE)
LIKELY_SAID = 0.5
"""From which likelihood a sentence is quoted instead of what records say of penalties."""


class Considering(AtHand):
    """What is said of one question: by rules, and by sentences where they are likelier to answer."""

    def composed(self) -> Composed:
        """What is to be said, with a note of names that the documents do not hold."""
        news = newest_steps(self.readings(self.plan.dossiers)) if self.query.news else None
        composed = news or self._with_pleas(with_untold_first(self._composed()))
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
        untold = is_of_untold_part(self)
        if not untold and (told := self._of_particulars(by_rules) or self._of_challenges(by_rules)):
            return self._unless_hopeless(told) if kinds_of(self.query.text).count else told
        return self._unless_hopeless(self._of_rules(by_rules, untold=untold or is_unspoken(self)))

    def _of_rules(self, by_rules: Composed, *, untold: bool) -> Composed:
        """What rules say, or sentences where they are likelier to answer; nothing where what is asked is `untold`."""
        if untold or is_of_untold_step(self, judged=any(line.verdict for line in by_rules.lines)):
            return by_rules if by_rules.refusal else self._not_stated(by_rules)
        if judged := self.judged(by_rules):
            return self._of_short(by_rules, judged)
        if by_rules.refusal is None:
            return self._if_answered(by_rules)
        if not self.may_reconsider(by_rules.refusal.code):
            return by_rules
        return self._of_what_binds() or self._of_sentences() or by_rules

    def by_rules(self) -> Composed:
        """What records and rules say, or why they refuse."""
        return said_by_rules(self)

    def may_reconsider(self, code: str) -> bool:
        """Whether sentences may overturn a refusal of the rules."""
        return may_overturn(self, code)

    def _with_pleas(self, composed: Composed) -> Composed:
        """What is to be said, behind what the one decision that is meant reports a party to have said for itself."""
        if len(self.plan.dossiers) != 1 or not may_add_pleas(self.query, composed):
            return composed
        (reading,) = self.readings(self.plan.dossiers)
        return with_pleas(reading, composed)

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
        if refused and (refused.code not in RECONSIDERED or asks_for_meaning(query)):
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

        Who asks for no more than what was decided is always told that, and a yes or no off records stands.
        """
        by_record = any(line.verdict for line in by_rules.lines)
        if not (judged.is_answered or by_record or _WHAT_WAS_DECIDED.match(self.query.text)):
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
        """Of the one matter that is meant, what it says of a point that records do not hold, where one is asked.

        A decision is full of periods and sums: where rules refuse, one is told only if it is likely to answer.
        """
        listed = by_rules.listing and not outranks_lists(self.query)
        if len(self.plan.dossiers) != 1 or listed:
            return None
        (reading,) = self.readings(self.plan.dossiers)
        if by_rules.refusal and asks_for_details(self.query) and not (self.found.weighed and self.found.is_answered()):
            return None
        recorded = not (by_rules.refusal or by_rules.is_quoted or by_rules.listing)
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

    def _if_answered(self, told: Composed) -> Composed:
        """What rules tell, where they do not only quote what may have nothing to do with the question."""
        if is_unanswered(self, told):
            return self._not_stated(told)
        return self._if_likely(told) if self.is_doubtful(told) else told

    def _if_likely(self, quoted: Composed) -> Composed:
        if told := self._of_sentences(refused=False):
            return told
        return self._not_stated(quoted)

    def _unless_hopeless(self, told: Composed) -> Composed:
        """What is told, where that is not of a long decision of which no sentence answers."""
        return self._not_stated(told) if is_hopeless(self, told) else told

    def _not_stated(self, quoted: Composed) -> Composed:
        """That nothing answers, with what rules quoted as the nearest."""
        near = [line.sentences[0] for line in quoted.lines]
        few = self.readings(self.plan.dossiers) if len(self.plan.dossiers) <= PROSE_MATTERS else ()
        return Composed(refusal=self.refuser.not_stated(self.plan, reason_untold(few, in_vain=False), near))

    def _of_sentences(self, *, refused: bool = True, likely: bool = False) -> Composed | None:
        told = alone(self.found, refused=refused, likely=likely)
        told = [(one, unique([*lines, *of_further_parts(one, lines)])) for one, lines in told]
        lines = [line for _, lines in told for line in lines]
        if not lines or self._counts_nothing(told):
            return None
        uncovered = self.plan.uncovered
        notes = [said_nothing_of(self.query, uncovered)] if uncovered else []
        return Composed(lines=lines, notes=notes, readings=[reading for reading, _ in told])

    def _counts_nothing(self, told: Sequence[tuple[Reading, Sequence[Line]]]) -> bool:
        """Whether a number of something is asked for, and nothing told has a figure of it."""
        query = self.query
        own = frozenset(stem for name in query.called for stem in stems(name))
        nouns = counted(query.text, own) if query.counted else []
        if not nouns or any(has_figure_of(line.sentences[0].english, nouns) for _, lines in told for line in lines):
            return False
        tells = tells_span if _TIMES.search(query.text) else tells_count
        return not any(tells(reading.reread) for reading, _ in told)
