"""Which matters fit the subject of a list: the words it must speak of, and those after "for", "over" or "about"."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence

from corpus.retrieval import Hit
from service.answering.choosing.narrowing import title_of, vocabulary_of
from service.answering.held.dossier import Dossier, Sentence
from service.answering.held.knowledge import Knowledge
from service.answering.question import Query
from service.answering.question.alternatives import groups_of
from service.answering.question.lexicon import ACRONYMS
from service.answering.question.query import LISTS
from service.answering.weighing.evidence import covers, covers_all, tells_of_its_matter
from service.answering.wording import facts
from service.answering.wording.kin import kin_of
from service.answering.wording.words import content_stems, stem

FIELD = frozenset({"privaci", "protect", "data", "person", "inform"})
"""Stems of the field itself, which tell no matter of it from another."""
OF_THE_FIELD, SOFT_AIM = 0.25, 0.5
"""What words of the field, and soft words of what somebody was sanctioned for, weigh beside others."""
LEAST, NEAR_BEST = 0.5, 0.75
"""Share of the subject, by weight, that a sentence of a matter must speak of, and the share of the best matter's."""
TWO = 2

_AIM = re.compile(
    r"\b(?:for|over|about|concerning|because of|involving|due to)\b([^?.;]+)|^(?:in )?which ((?:[\w-]+ ){1,3})",
    re.IGNORECASE,
)
_SORT = r"(?:[\w-]+ ){0,2}?[\w-]+s"
_SORTS = re.compile(rf"\b({_SORT})((?:,? ?(?:,|/|and|or|&) ?{_SORT})+)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|/|\band\b|\bor\b|&)\s*", re.IGNORECASE)
"""Sorts of companies or things in the plural, one after the other."""
_GENERIC = frozenset(
    content_stems(
        "company companies firm firms business businesses organisation group fine fines penalty sanction order "
        "decision case matter authority regulator country state province court action trouble list record settlement "
        "sum amount"
    )
)

INITIALS = frozenset(map(stem, ACRONYMS))
"""Short forms that stand in many names, which tell little beside other words: "makers of AI chatbots"."""

Groups = Sequence[frozenset[str]]
Speaks = Callable[[frozenset[str], frozenset[str]], bool]


def _speaks(text: frozenset[str], group: frozenset[str]) -> bool:
    return any(covers(text, term) for term in group)


def _has_one(text: frozenset[str], group: frozenset[str]) -> bool:
    return not text.isdisjoint(group)


def fitting(
    query: Query, dossiers: Sequence[Dossier], terms: Sequence[str], hits: Sequence[Hit], knowledge: Knowledge
) -> list[Dossier]:
    """The matters of which a sentence, with the title, speaks of the subject.

    Args:
        query: The question.
        dossiers: The matters of the place, authority and time asked for.
        terms: The words of its subject; matters that have them all in one sentence leave no room for others.
        hits: The passages found for the question.
        knowledge: What is held.
    """
    hard = either_of(query.text, groups_of(query.text, terms))
    texts = {one.id: _texts(one, hits, knowledge) for one in dossiers if _may_fit(one, hard, knowledge)}
    strict = [one for one in dossiers if any(covers_all(text, hard) for text in texts.get(one.id, ()))]
    share = sharer([*hard, *_aimed_at(query, terms)], hard, dossiers, knowledge)
    shares = {one.id: max(map(share, texts[one.id])) for one in strict or dossiers if one.id in texts}
    best = max(shares.values(), default=0.0)
    if not strict and best < LEAST:
        return []
    return [one for one in dossiers if shares.get(one.id, 0.0) >= NEAR_BEST * best]


def either_of(text: str, groups: Groups) -> Groups:
    """The groups with those of sorts named side by side made one: "schools or hospitals", "health sites and apps"."""
    for match in _SORTS.finditer(text):
        sorts = [set(content_stems(part)) for part in _BETWEEN.split(match.group()) if part]
        common = set.intersection(*sorts)
        joined = frozenset(term for group in groups for term in group if term in set.union(*sorts) - common)
        heads = [group for group in groups if group & joined]
        if len(heads) > 1:
            groups = [*(group for group in groups if group not in heads), joined]
    return groups


def by_kin(groups: Groups) -> Groups:
    """The groups with all words of the sort of theirs; of initials, which stand in many names, only their own."""
    return [frozenset(group | {other for term in group for other in kin_of(term) - INITIALS}) for group in groups]


def spoken_of(groups: Groups, dossiers: Sequence[Dossier], knowledge: Knowledge, speaks: Speaks = _speaks) -> Groups:
    """The groups without those that no matter speaks of, where two that some matter speaks of are left."""
    known = [group for group in groups if any(speaks(vocabulary_of(one, knowledge), group) for one in dossiers)]
    return known if len(known) >= TWO else groups


def _may_fit(dossier: Dossier, hard: Groups, knowledge: Knowledge) -> bool:
    """Whether a matter speaks of half of the subject anywhere, so that it is worth reading sentence by sentence."""
    said = vocabulary_of(dossier, knowledge) | title_of(dossier)
    return sum(_speaks(said, group) for group in hard) * 2 >= len(hard)


def _aimed_at(query: Query, terms: Sequence[str]) -> Groups:
    """Words that say little elsewhere ("face", "impact") and much where they name what somebody was sanctioned for."""
    said = {word for match in _AIM.finditer(query.text) for word in content_stems(match.group(1) or match.group(2))}
    return [frozenset({one}) for one in query.terms if one in said and one not in terms and one not in _GENERIC]


def sharer(
    groups: Groups, hard: Groups, dossiers: Sequence[Dossier], knowledge: Knowledge, speaks: Speaks = _speaks
) -> Callable[[frozenset[str]], float]:
    """How much of the subject a text speaks of, rare words counting most."""
    words = [vocabulary_of(one, knowledge) for one in dossiers]
    held = {group: sum(speaks(said, group) for said in words) for group in groups}
    needed = set(spoken_of(hard, dossiers, knowledge, speaks))
    counted = [group for group in groups if group in needed or held[group]]
    weights = {group: _weight(group, group in hard, held[group], len(dossiers)) for group in counted}
    whole = sum(weights.values()) or 1.0
    return lambda text: sum(weight for group, weight in weights.items() if speaks(text, group)) / whole


def sharer_by_kin(
    groups: Groups, dossiers: Sequence[Dossier], knowledge: Knowledge
) -> Callable[[frozenset[str]], float]:
    """The same by words of the sort of the subject's; synonyms of words of a sort would lead too far from it."""
    kin = by_kin(groups)
    return sharer(kin, kin, dossiers, knowledge, _has_one)


def _weight(group: frozenset[str], hard: bool, held: int, size: int) -> float:  # noqa: FBT001
    rarity = math.log(1 + size / max(held, 1))
    return rarity * (OF_THE_FIELD if group <= FIELD else 1.0 if hard else SOFT_AIM)


def _texts(dossier: Dossier, hits: Sequence[Hit], knowledge: Knowledge) -> list[frozenset[str]]:
    """The title, and each sentence read under it."""
    ids = {document.id for document in dossier.documents}
    return under_title(dossier, knowledge.sentences_of(dossier, [hit for hit in hits if hit.document.id in ids]))


def under_title(dossier: Dossier, sentences: Iterable[Sentence]) -> list[frozenset[str]]:
    """The stems of a matter's title, and with them those of each of the sentences that tells of the matter."""
    title = title_of(dossier)
    return [title, *(one.stems | title for one in sentences if tells_of_its_matter(one))]


def under_articles(query: Query, dossiers: Sequence[Dossier]) -> list[Dossier]:
    """Of a list the matters in which an article or section that the question names was infringed, where any is."""
    named = facts.read(query.text).articles if query.shape in LISTS else frozenset()
    of_the_gdpr = "GDPR" in query.text.upper()
    found = [one for one in dossiers if any(_is_of(one, article, of_the_gdpr=of_the_gdpr) for article in named)]
    return found or list(dossiers)


def _is_of(dossier: Dossier, article: str, *, of_the_gdpr: bool) -> bool:
    records = [held.record for held in dossier.provisions if held.record.infringed]
    return any(
        (one.article == article or one.article.startswith(f"{article}(")) and ("GDPR" in one.law or not of_the_gdpr)
        for one in records
    )
