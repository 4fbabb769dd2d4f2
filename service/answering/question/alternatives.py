"""Words of a question of which one is enough, and words that it sets aside: "algorithms or models, not just data"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.answering.wording.words import stem

_OR = re.compile(r"([^\W\d_]+)(?:,? or ([^\W\d_]+))+", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:and )?not (?:just|only|merely|simply)\b(?: [^\W\d_]+){1,3}", re.IGNORECASE)


def groups_of(text: str, terms: Sequence[str]) -> tuple[frozenset[str], ...]:
    """The terms in groups of which one term is enough each; terms that the question sets aside are left out."""
    aside = {stem(word) for match in _ASIDE.finditer(text) for word in match.group().split()}
    wanted = [term for term in terms if term not in aside] or list(terms)
    joined = [{stem(word) for word in re.split(r"\W+(?:or\W+)?", match.group())} for match in _OR.finditer(text)]
    groups: list[frozenset[str]] = []
    for term in wanted:
        others = next((one for one in joined if term in one), {term})
        group = frozenset(other for other in wanted if other in others)
        if group not in groups:
            groups.append(group)
    return tuple(groups)
