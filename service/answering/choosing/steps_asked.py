"""Which steps a list asks for or says were not taken, by whom, and which matters took them or tell of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Sequence

from corpus.matters import BodyRank, Event, EventKind
from service.answering.held.dossier import Dossier, Sentence, first_word, is_digested
from service.answering.held.knowledge import Knowledge
from service.answering.question import Premise, Query
from service.answering.question.premises import speaks_of
from service.answering.question.query import Asked
from service.answering.weighing.evidence import is_silent
from service.answering.wording import facts

TOLD = frozenset({EventKind.SETTLED, EventKind.STAY_LIFTED})
"""Steps that a text may tell without a day, so that no record holds them: "Acme and the ICO then settled the case"."""
COURTS = frozenset({BodyRank.FIRST_INSTANCE, BodyRank.APPEAL, BodyRank.SUPREME})
OUTCOMES = frozenset(
    {
        EventKind.UPHELD,
        EventKind.RESTORED,
        EventKind.DISMISSED,
        EventKind.ANNULLED,
        EventKind.PARTLY_ANNULLED,
        EventKind.REDUCED,
        EventKind.VARIED,
    }
)
"""What courts do to what they review, and not what is to follow from it."""
_ANNULMENT = frozenset({EventKind.ANNULLED, EventKind.PARTLY_ANNULLED})
_PARTLY = r"(?:partly|partially|in part|to some extent)"
_WHOLLY = r"(?:wholly|fully|entirely|completely|in full|in (?:its|their) entirety|altogether)"
_BY_PARTIES = frozenset({EventKind.APPEALED, EventKind.ABANDONED, EventKind.FILED, EventKind.SETTLED})
_LEFT_AS_IT_WAS = frozenset({EventKind.UPHELD, EventKind.RESTORED, EventKind.DISMISSED})
_AVOIDED = (
    r"\b(?:instead of|rather than|without|not|never|nobody|no one|none|no|n['’]t)\s+"
    r"(?:(?!but\b|and\b|then\b)[\w'’-]+\s+){0,2}"
)
_WITHIN = re.compile(r"\b(?:not|never|nobody|no one|none|no)\b|n['’]t\b", re.IGNORECASE)
_CHALLENGE = re.compile(r"\b(?:appeal|challenge|objection)s?\b", re.IGNORECASE)
_IN_TURN = re.compile(
    r"\b(?:first|initially|once)\b[^?]*\b(?:then|later|afterwards|subsequently|again)\b", re.IGNORECASE
)
"""Steps of one matter that followed each other, all of which were taken."""
_OPEN = re.compile(r"\b(?:may|might|could|would|will|if|whether|proposes|offered|asked|wants?)\b", re.IGNORECASE)
UNTOUCHED = re.compile(
    r"\b(?:left|leave|leaving)\b[^?]{0,30}?\b(?:untouched|unchanged|intact|alone|standing in full)\b|\buntouched\b"
    r"|\bwithout (?:touching|changing|altering|reducing|cutting|lowering|amending)\b(?: (?:the|its|any|their))?"
    r"(?: (?:amount|sum|fine|figure|penalt\w+|level|order|decision)s?)?"
    r"|\b(?:in full|in its entirety|in their entirety)\b",
    re.IGNORECASE,
)
"""What says that a court confirmed all of it."""

Holds = Callable[[Dossier], bool]


def steps_asked(query: Query) -> tuple[frozenset[EventKind], frozenset[EventKind]]:
    """The steps that were to be taken, and those that the question says were avoided ("instead of appealing")."""
    steps = _steps(query)
    avoided = frozenset(kind for one in steps if _is_avoided(query, one) for kind in one.events)
    return frozenset(kind for one in steps for kind in _kinds_of(query, one)) - avoided, avoided


def of_steps(query: Query, as_of: dt.date, knowledge: Knowledge) -> list[Holds]:
    """What the steps of each matter must be."""
    taken, avoided = steps_asked(query)
    found: list[Holds] = []
    if taken and not query.states:
        each = [_kinds_of(query, one) for one in _steps(query) if not _is_avoided(query, one)]
        groups = each if _IN_TURN.search(query.text) else [taken]
        found += [_taking(query, kinds, as_of, knowledge) for kinds in groups]
    if UNTOUCHED.search(query.text) and (taken & OUTCOMES or not taken) and not taken & _ANNULMENT:
        found.append(lambda one: _is_untouched(one, as_of))
    if avoided:
        found.append(lambda one: not of_kinds(one.events(as_of), avoided))
        if avoided & OUTCOMES and not taken and _CHALLENGE.search(query.text):
            challenged = OUTCOMES | {EventKind.APPEALED}
            found.append(lambda one: any(event.kind in challenged for event in one.events(as_of)))
    return found


def of_kinds(events: Iterable[Event], kinds: Collection[EventKind]) -> list[Event]:
    """The steps of these kinds; of a challenge that no step records what a court made of it."""
    events = list(events)
    found = [event for event in events if event.kind in kinds]
    if not found and EventKind.APPEALED in kinds:
        return [event for event in events if event.kind in OUTCOMES and event.body_rank in COURTS]
    return found


def told_steps(dossier: Dossier, query: Query, as_of: dt.date, knowledge: Knowledge) -> list[Sentence]:
    """The first sentence that tells of a step asked for that no record of the matter holds, where one does.

    Nothing after the day asked may have happened to the matter: what is told without a day may be later too.
    """
    events = dossier.events()
    sought = [one for one in _steps(query) if TOLD & set(one.events) and not _is_avoided(query, one)]
    if not sought or any(event.on > as_of for event in events) or not is_digested(dossier):
        return []
    wanted = [one for one in sought if not any(event.kind in one.events for event in events)]
    names = {first_word(name) for name in dossier.respondents}
    said = [
        s for s in knowledge.sentences_of(dossier) if not is_silent(s) and any(n in s.text.casefold() for n in names)
    ]
    return [one for one in said if any(_tells(one.english, step) for step in wanted)][:1]


def is_of_the_court(query: Query, event: Event) -> bool:
    """Whether a step is one of a court, where it is asked what courts did; who goes to court is no court."""
    if "court" not in query.qualifiers or event.body_rank in COURTS:
        return True
    return event.kind in _BY_PARTIES and event.kind in steps_asked(query)[0]


def _steps(query: Query) -> list[Asked]:
    return [one for one in query.asked if one.premise is Premise.EVENT and EventKind.COLLECTED not in one.events]


def _kinds_of(query: Query, step: Asked) -> tuple[EventKind, ...]:
    """The kinds of a step; of what was annulled those in part or those in full, where the question says which."""
    if not _ANNULMENT.issubset(step.events):
        return step.events
    partly, wholly = (_is_said_with(query.text, step.words, how) for how in (_PARTLY, _WHOLLY))
    other = EventKind.ANNULLED if partly else EventKind.PARTLY_ANNULLED
    return step.events if partly == wholly else tuple(kind for kind in step.events if kind is not other)


def _is_said_with(text: str, words: str, how: str) -> bool:
    """Whether an adverb stands beside these words, or after another: "annulled wholly or partly"."""
    said, before = re.escape(words), r"(?:\w+ (?:or|and) )?"
    beside = rf"\b{how}\s+(?:(?:or|and) \w+ )?(?:been\s+)?{said}\b|\b{said}\s+{before}{how}\b"
    return re.search(beside, text, re.IGNORECASE) is not None


def _is_avoided(query: Query, step: Asked) -> bool:
    before = re.search(_AVOIDED + re.escape(step.words), query.text, re.IGNORECASE)
    return before is not None or (step.negated and bool(_WITHIN.search(step.words)))


def _taking(query: Query, kinds: Collection[EventKind], as_of: dt.date, knowledge: Knowledge) -> Holds:
    def took(one: Dossier) -> bool:
        events = [event for event in one.events(as_of) if is_of_the_court(query, event)]
        return bool(of_kinds(events, kinds)) or bool(told_steps(one, query, as_of, knowledge))

    return took


def _is_untouched(dossier: Dossier, as_of: dt.date) -> bool:
    """Whether what came of every challenge in the end is that it stands as it was."""
    outcomes: Sequence[Event] = [event for event in dossier.events(as_of) if event.kind in OUTCOMES]
    return bool(outcomes) and max(outcomes, key=lambda event: event.on).kind in _LEFT_AS_IT_WAS


def _tells(text: str, step: Asked) -> bool:
    return speaks_of(text, step) and not facts.denied(text) and not _OPEN.search(text)
