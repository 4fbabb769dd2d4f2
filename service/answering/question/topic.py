"""What a question is about, beside whom it names; and whether it is about this field at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from service.answering.question import guards
from service.answering.question.amounts import overlaps
from service.answering.question.mentions import Mentions
from service.answering.question.strangers import WORD, bare_word
from service.answering.wording.words import SOFT, content_stems, is_stop, stem

FOREIGN = 0.4
"""Share of words that no document uses above which a question is of another field; questions about enforcement of the
tuning half have at most a third."""
_DESCRIBED = re.compile(
    r"\b(?:(?:the|an?) (?:[a-z-]+ ){0,2}?)?(?:company|firm|bank|retailer|supermarket|apps?|platform|giant|chain|maker|"
    r"services?|operator|website|site|network|group|school|start-?up|provider|airline|carmaker|outsourcer|business)\s+$"
)
"""What a company is ("the streaming service Spotify") names it and is nothing else that is asked about."""
_ARTICLES = frozenset(("la", "le", "les", "el", "los", "il", "lo", "gli", "der", "das", "den", "het", "de", "du", "di"))
"""Small words of names in other languages: "La Caixa's bank"."""
_ASKING = re.compile(
    r"\b(?:fin(?:e|es|ed|ing)|penalt(?:y|ies)|order(?:s|ed)?|impos(?:e|ed)|issu(?:e|ed)|force|stands?|standing|pay|paid|amount|"
    r"deadline|status|decision|decided|regulators?|authorit(?:y|ies)|respondents?|company|companies|gdpr|law|legal)\b",
    re.IGNORECASE,
)
"""Words that ask for a kind of record: the records answer them, so that they do not narrow the evidence."""


def terms_of(text: str, mentions: Mentions) -> tuple[str, ...]:
    """The stems of the words left when names, places, dates, sums and what describes a name are taken away."""
    described = [_DESCRIBED.search(text[: one.start]) for one in mentions.named]
    kept, end = [], 0
    for start, stop in sorted([*mentions.taken, *(match.span() for match in described if match)]):
        kept.append(text[end : max(end, start)])
        end = max(end, stop)
    rest = " ".join([*kept, text[end:]])
    asking = {stem(word) for word in _ASKING.findall(rest)}
    said = (word for word in content_stems(rest) if len(word) > 1 and not word.isdigit())
    return tuple(word for word in said if word not in asking and word not in _ARTICLES)


def is_off_topic(text: str, mentions: Mentions, unknown: Sequence[str], known_word: Callable[[str], bool]) -> bool:
    """Whether nobody held is named, no word is of the field, and documents do not use most of the other words.

    A country alone makes no question one of enforcement; a name alone ("What about Volkswagen?") is that of a stranger.
    """
    if guards.speaks_of_the_field(text) or mentions.named or mentions.authorities:
        return False
    rest = [text[m.start() : m.end()] for m in WORD.finditer(text) if not overlaps(m.start(), m.end(), mentions.taken)]
    words = [word for word in rest if not is_stop(word) and stem(word) not in SOFT]
    strange = [word for word in words if not known_word(bare_word(word))]
    only_named = {word for name in unknown for word in name.split()}
    if not set(words) - only_named:
        return False
    return len(strange) > FOREIGN * len(words) if words else False
