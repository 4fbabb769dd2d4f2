"""Which matters belong to a list because of the sort of their respondent: "ride-hailing firms that were fined".

A document hardly ever says in the words of a question what sort of company it is about: it introduces it once, in
other words, or leaves it to be known. So the sort that a list asks for is looked for where a respondent is introduced,
and among well-known names (`wording/sorts.toml`); what else is asked must then be said of it in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.answering.choosing.fitting import sharer_by_kin, under_title
from service.answering.choosing.subject import FIELD, subject_of
from service.answering.held.dossier import Dossier
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.question.alternatives import groups_of
from service.answering.wording.sorts import ROLES, SORTS, Sort
from service.answering.wording.words import content_stems

MOSTLY = 0.6
"""Share of what else the question is about that one sentence of a matter must speak of; from 0.45 to 0.75 the same
tuning lists come out right."""
_NOT_ASKED = re.compile(
    r"\b(?:to|via|through|by|at|than|into|between|using|its|their|his|her|whose|our|my|your)\s+$", re.IGNORECASE
)
"""What stands before a sort that is no party asked for: "sold to banks", "passed on by their suppliers"."""
_COLLECTIVE = re.compile(r"(?:[^s]s|sses|tech|technology|media|police|gafam|ai)$", re.IGNORECASE)
_ANY_ONE = re.compile(r"\b(?:on|against|of) (?:an?|any) $", re.IGNORECASE)
"""What stands before a sort in the singular that is asked for: "the largest fine on a bank"."""
_BETWEEN = re.compile(r"\s*(?:,|/|&|\band\b|\bor\b)*\s*", re.IGNORECASE)
_WITHIN = r"(?:(?!for\b|to\b|with\b|by\b|from\b|about\b|on\b|that\b|which\b|who\b|and\b)[\w’'-]+,? ){0,5}$"
_IS = re.compile(
    r"\b(?:is|are|was|were|runs?|ran|operates?|operated|offers?|offered|sells?|sold|makes|made|provides?|"
    r"provided|owns?) "
    rf"{_WITHIN}",
    re.IGNORECASE,
)
"""What leads from a name to its sort: "Acme runs hardware stores"."""
_APPOSED = re.compile(rf", (?:an?|the) {_WITHIN}", re.IGNORECASE)
"""The same behind a comma: "Acme, a school in Essex"."""
FARTHEST = 60
"""Characters between a name and what leads to its sort."""
LEAST_NAME = 3
"""Letters of a word by which a respondent is told."""


def sorts_asked(text: str) -> tuple[tuple[Sort, ...], frozenset[str]]:
    """The sorts of party that a list asks for, side by side, with the stems of the words that say so; or neither."""
    found = sorted(
        ((match.start(), match.end(), sort) for sort in SORTS for match in sort.called.finditer(text)),
        key=lambda one: (one[0], -one[1]),
    )
    asked: list[Sort] = []
    begun = ended = -1
    for start, end, sort in found:
        several = not _NOT_ASKED.search(text[:start]) and _COLLECTIVE.search(text[start:end])
        if not (several or _ANY_ONE.search(text[:start])):
            continue
        if asked and start > ended and not _BETWEEN.fullmatch(text[ended:start]):
            break
        asked.append(sort)
        begun, ended = start if begun < 0 else begun, max(ended, end)
    return tuple(dict.fromkeys(asked)), frozenset(content_stems(text[begun:ended])) if asked else frozenset()


def is_of(dossier: Dossier, sorts: Sequence[Sort], knowledge: Knowledge) -> bool:
    """Whether a respondent is of one of the sorts: by its name, or as a document introduces it."""
    named, headed = " | ".join(dossier.respondents), dossier.title.partition(":")
    titled = f"{named} | {headed[0]}" if headed[1] else named
    if any((one.names and one.names.search(titled)) or one.called.search(named) for one in sorts):
        return True
    names = _names(dossier)
    said = (dossier.title, *(one.english for one in knowledge.sentences_of(dossier)))
    return any(_introduces(text, one, names) for text in said for one in sorts)


def _introduces(text: str, sort: Sort, names: Sequence[str]) -> bool:
    """Whether a text says so of one of these names: "Acme runs hardware stores", "the airline Acme"."""
    if not any(name in text for name in names):
        return False
    for match in sort.called.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if after.removeprefix(" of").lstrip().startswith(tuple(names)):
            return True
        leads = [one for one in (_IS.search(before), _APPOSED.search(before)) if one]
        if any(name in before[max(0, one.start() - FARTHEST) : one.start()] for one in leads for name in names):
            return True
    return False


@dataclass(frozen=True, slots=True)
class OfSort:
    """The matters whose respondent is of a sort asked for, and those of them that say what else is asked.

    `alone` says that nothing else is.
    """

    members: tuple[Dossier, ...]
    saying: tuple[Dossier, ...]
    alone: bool

    def among(self, chosen: Sequence[Dossier], surely: Sequence[Dossier]) -> list[Dossier]:
        """Those that say it all, and of others that were chosen those of the sort or that surely belong.

        Where nothing is asked but the sort, and somebody is of it, nobody else belongs.
        """
        if self.alone and self.members:
            return list(self.members)
        others = [one for one in chosen if one in self.members or one in surely]
        return [*self.saying, *(one for one in others if one not in self.saying)]


def of_sorts(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> OfSort | None:
    """The matters of the sort of party that a question asks for; None where it asks for none."""
    sorts, words = sorts_asked(query.text)
    if not sorts:
        return None
    members = tuple(one for one in dossiers if is_of(one, sorts, knowledge))
    rest = [term for term in subject_of(query).terms if term not in words | FIELD | ROLES]
    if not rest:
        return OfSort(members, members, alone=True)
    share = sharer_by_kin(groups_of(query.text, rest), dossiers, knowledge)
    saying = tuple(one for one in members if max(map(share, under_title(one, knowledge.sentences_of(one)))) >= MOSTLY)
    return OfSort(members, saying, alone=False)


def _names(dossier: Dossier) -> tuple[str, ...]:
    """The first words of the respondents and of the title."""
    firsts = [name.split()[0].strip(",.:") for name in (*dossier.respondents, dossier.title) if name.split()]
    return tuple(dict.fromkeys(one for one in firsts if len(one) >= LEAST_NAME))
