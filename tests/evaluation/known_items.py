"""Known-item queries: the one-sentence abstract above each labelled decision, as it stands and masked.

Masked means that what names the case is taken out: every figure with its currency, the parties, and every capitalised
word that does not open a sentence, but for the field's own words. What is left says what the case is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.evaluation.labelled import DATA, REPORTED, Labelled, read_all

FIELD_WORDS = frozenset({"gdpr", "article", "articles", "art", "dpa", "dpas", "dpia", "dpo", "court", "section", "id"})
"""Capitalised words that stand in hundreds of abstracts and name no case."""

_ABSTRACT = re.compile(r"## Case Information(.*?)(?:## Contents|\Z)", re.DOTALL)
_LABEL = re.compile(r"^\*\*.*$", re.MULTILINE)
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?:[^()\\]|\\.|\([^()]*\))*\)")
_FIGURE = re.compile(r"[€£$]?\b(?:(?:EUR|GBP|SEK|NOK|DKK|PLN|HUF|RON|BGN|CZK|ISK|USD)\s)?\S*\d\S*")
_CURRENCY = re.compile(r"[€£$]|\b(?:EUR|GBP|SEK|NOK|DKK|PLN|HUF|RON|BGN|CZK|ISK|USD|euros?|lei|forints?)\b")
_WORD = re.compile(r"[^\W\d_][\w'’&.-]*")
_OPENERS = re.compile(r"(?:^|[.!?:]\s+)[\"“'(]*$")


@dataclass(frozen=True, slots=True)
class KnownItem:
    """A query and the one document that it is about, by source key. `reported`: not to be looked at while tuning."""

    document: str
    text: str
    masked: str
    reported: bool


def known_items() -> list[KnownItem]:
    """One for each labelled decision that has an abstract."""
    found = []
    for labelled in read_all():
        name = f"{labelled.country}/{labelled.name}"
        abstract = read_abstract((DATA / "decisions" / name).read_text(encoding="utf-8"))
        if abstract:
            found.append(KnownItem(name, abstract, mask(abstract, labelled), labelled.half == REPORTED))
    return found


def read_abstract(text: str) -> str:
    """The sentence or two between the labels and the table of contents, without its links."""
    match = _ABSTRACT.search(text.partition("\n```")[0])
    words = _LABEL.sub("", match[1]) if match else ""
    return " ".join(_LINK.sub(r"\1", words).replace("_", "").split())


def mask(abstract: str, labelled: Labelled) -> str:
    """The abstract without figures and names."""
    parties = {word.casefold() for word in _WORD.findall(labelled.parties or "") if word[0].isupper()}
    plain = _CURRENCY.sub(" ", _FIGURE.sub(" ", abstract))
    kept: list[str] = []
    last = 0
    for match in _WORD.finditer(plain):
        word = match[0].rstrip(".'’-")
        opens = _OPENERS.search(plain[: match.start()]) is not None
        bare = word.removesuffix("'s").removesuffix("’s").casefold()
        named = any(letter.isupper() for letter in word) and bare not in FIELD_WORDS and not opens
        if named or bare in parties:
            kept.append(plain[last : match.start()])
            last = match.start() + len(word)
    return " ".join("".join([*kept, plain[last:]]).split())
