"""What a list is about: the words of its question that neither ask for a kind of record nor say only that it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.answering.choosing.circumstances import WORDED
from service.answering.choosing.conditions import orders_asked
from service.answering.choosing.fitting import INITIALS, either_of
from service.answering.choosing.steps_asked import UNTOUCHED
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.question.alternatives import groups_of
from service.answering.question.lexicon import record_stems, verb_stems
from service.answering.question.query import ACROSS, LISTS
from service.answering.weighing.evidence import covers_all, is_silent
from service.answering.wording.senses import mishap_asked
from service.answering.wording.words import SOFT, content_stems, content_tokens, stem, stems

FIELD = frozenset({"privaci", "protect", "data", "person", "inform", "gdpr"})
"""Stems of the field itself, which tell no matter of it from another."""
GENERIC = frozenset(
    content_stems(
        "company companies firm firms business businesses organisation organisations organization group fine fines "
        "penalty sanction order decision case matter authority regulator watchdog commissioner country state "
        "province court tribunal judge action trouble list record settlement sum amount respondent party body "
        "people person individual customer user consumer client legal law act european europe american british news "
        "journalist file document overview everything instance place position must require required oblige instruct "
        "corrective measure injunction comply compliance forbid forbidden allow allowed suppose need demand "
        "recommend recommendation obey force forced ban banned receive obtain gain hit land face take taken give "
        "given get got set put impose apply end ended ending largest biggest highest smallest lowest least oldest "
        "newest latest recent first last top number count currently today present actual known far total altogether "
        "monetary pecuniary combined addition nobody else anybody someone involve involved concern result led lead "
        "discipline disciplined target targeted pursue punish punished told among ever gave oppose opposed afresh "
        "again anew outside except agreement deal approve approved approval yet going decided sent send watchdogs "
        "regulators authorities penalties sanctions orders decisions matters attorney attorneys general heaviest "
        "heftiest steepest greatest maximum minimum expensive less more fewer over under above below million billion "
        "thousand euro pound dollar cost carry often frequently repeatedly repeat repeated offender several multiple "
        "different cite cites cited article articles section sections "
        "exceed exceeding enforcement ruling judgment jointly carried nothing single "
        "smaller lower bigger larger higher figure failure failures failing shortcoming shortcomings lapse lapses "
        "everybody ones report reports worldwide global globally international abroad world"
    )
)
"""Stems that only say that sanctions of somebody are asked for."""


_MISHAP = frozenset(
    content_stems(
        "breach breaches leak leaked leakage security incident cyber cyberattack cyberattacks attack attacker hack "
        "hacked hacker hacking ransomware malware phishing steal stole stolen theft exposed exposing exposure lost "
        "loss losing intruder intrusion unauthorised unauthorized accidental accidentally inadvertent inadvertently"
    )
)
"""Stems of the words for data that got out."""
PHRASE = 2
"""Words that make a phrase."""
MOSTLY = 0.66
"""Share of the words of a subject that an order must speak of, so that its matter belongs to a list of such orders."""
_AIM = re.compile(
    r"\b(?:for|over|about|concerning|because|involving|due to|on|against|with)\b([^?.;]+)"
    r"|^(?:in )?(?:which|what|any) ((?:[\w-]+ ){1,3})",
    re.IGNORECASE,
)
"""Where words that say little elsewhere say what somebody was sanctioned for, or what sort of company is meant."""
_ADVERB = re.compile(
    r"\b(?!(?:ally|anomaly|assembly|early|family|italy|july|monopoly|rally|reply|supply)\b)\w{3,}ly\b", re.IGNORECASE
)
"""What says how something was done, and never of what: "wholly annulled"."""
_ASIDE = re.compile(
    r"\b(?:as opposed to|rather than|instead of|and not|not just|not only)\b(?: [^\W\d_]+){1,3}", re.IGNORECASE
)
_EITHER = re.compile(r"\b([^\W\d_]+) or ([^\W\d_]+)\b", re.IGNORECASE)
_NEWS = frozenset(content_stems("new change happen news development update event come came move since"))
"""Words that ask for all that happened in some time, and of nothing in particular."""
_RESULT = (
    r"(?:findings?|reports?|decisions?|rulings?|results?|conclusions?|sanctions?|measures?|actions?|steps?|notices?)"
)
_TO_PUBLISH = re.compile(
    r"\b(?:publish|issu|releas|adopt|ma[dk]|tak|took|write|wrote|written)\w*"
    rf"(?: (?:its|their|the|an?|any|some|formal|public))* {_RESULT}\b"
    rf"|\b{_RESULT} (?:\w+ ){{0,2}}?(?:publish|issu|releas|adopt)ed\b",
    re.IGNORECASE,
)
"""What every authority does in every matter."""
_PAID_OVER = re.compile(r"\bchang\w+ hands\b|\bhand\w* over\b", re.IGNORECASE)
"""What says of money only that it was paid."""
_CIVIL = re.compile(r"\bcivil penalt(?:y|ies)\b", re.IGNORECASE)
"""A kind of money, for which records are asked."""
_NO_MORE = re.compile(r"\b(?:no|any) longer\b", re.IGNORECASE)
"""What only says of a state that it has ended."""
_SAYING_NOTHING = (_NO_MORE, _CIVIL, _ASIDE, _ADVERB, _TO_PUBLISH, _PAID_OVER, UNTOUCHED, *WORDED)


def aims_of(text: str) -> frozenset[str]:
    """The stems of the words that say what it was about, also of those that say little elsewhere."""
    return frozenset(stem for match in _AIM.finditer(text) for stem in content_stems(match.group(1) or match.group(2)))


@dataclass(frozen=True, slots=True)
class Subject:
    """The words a matter must be about (`hard`), and those that say little elsewhere and something here (`soft`)."""

    hard: tuple[str, ...]
    soft: tuple[str, ...]
    text: str

    @property
    def terms(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.hard, *self.soft)


def subject_of(query: Query) -> Subject:
    """The subject of a list; empty where only a place, a time, a kind of record or a state limits it."""
    asking = (
        record_stems(query.text)
        | (_NEWS if "news" in query.qualifiers else frozenset())
        | (verb_stems(query.text) if orders_asked(query) else frozenset())
    )
    aimed = aims_of(query.text)
    said = [match.group() for pattern in _SAYING_NOTHING for match in pattern.finditer(query.text)]
    aside = set(content_stems(" ".join(said)))
    left = [term for term in query.terms if term not in GENERIC | asking | aside | _beside_generic(query.text)]
    if all(term in FIELD for term in left):
        left = []
    if query.shape in ACROSS - LISTS:
        left = [term for term in left if term in query.topic]
    telling = [term for term in left if term not in SOFT or term in aimed]
    left = telling if set(telling) - FIELD else left
    left = [term for term in left if term not in INITIALS] or left
    text = " ".join(token for token in content_tokens(query.text) if stem(token) in left)
    left = _of_mishap(query.text, left)
    hard = tuple(term for term in left if term not in SOFT)
    return Subject(hard, tuple(term for term in left if term in SOFT), text)


def _of_mishap(text: str, terms: Sequence[str]) -> list[str]:
    """The terms with the mark of a mishap for the words by which the question calls it: "data breach", "hacked"."""
    mark = mishap_asked(text)
    others = [term for term in terms if term not in _MISHAP | FIELD]
    return [*others, mark] if mark and set(terms) & _MISHAP else list(terms)


def _beside_generic(text: str) -> frozenset[str]:
    """The stems of what is asked for beside a word that limits nothing: "on its customers or staff"."""
    pairs = [tuple(map(stem, match.groups())) for match in _EITHER.finditer(text)]
    return frozenset(one for pair in pairs if GENERIC & set(pair) for one in pair)


def of_phrase(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """Where each word of a subject says little and only their phrase tells ("data protection officer"), who writes it.

    All of the matters where none does, or where the subject is no such phrase.
    """
    subject = subject_of(query)
    words = subject.text.split()
    if len(words) < PHRASE or not set(subject.hard) <= FIELD:
        return list(dossiers)
    phrase = re.compile(r"\b" + r"\W+".join(re.escape(word.removesuffix("s")) for word in words), re.IGNORECASE)
    if not phrase.search(query.text):
        return list(dossiers)
    writing = [
        one
        for one in dossiers
        if any(phrase.search(said.text) and not is_silent(said) for said in knowledge.sentences_of(one))
    ]
    return writing or list(dossiers)


def orders_of_subject(dossier: Dossier, query: Query) -> bool:
    """Whether an order of the kind asked for is about all of the subject: "delete the models built from the photos"."""
    if not orders_asked(query):
        return False
    groups = either_of(query.text, groups_of(query.text, subject_of(query).hard))
    objects = [frozenset(stems(held.record.object)) for held in dossier.orders if held.record.verb in query.verbs]
    most = max((sum(covers_all(one, [group]) for group in groups) for one in objects), default=0)
    return bool(groups) and most >= MOSTLY * len(groups)
