"""Whom an order binds: the respondent that its sentence names, in full or as the document calls it for short."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ingest.describing.names import bare
from ingest.extract.parties import key_of

_REACH = 120
_DEFINED = re.compile(r"\s{0,2}\(([^()]{2,80})\)")
_QUOTED = re.compile(r"[\"“„'‘«]([^\"“”„'’»]{2,40})[\"”“'’»]")
_HEREINAFTER = re.compile(
    r"(?:hereinafter|hereafter|henceforth)(?: referred to as| called)?:? (.{2,40})", re.IGNORECASE
)
_INITIALS = re.compile(r"[A-Z][A-Z&]{1,9}")
_SEVERAL = re.compile(
    r"\b(?:respondents|companies|controllers|defendants|both|all (?:two|three|four|of them))\b", re.IGNORECASE
)
_OF_ALL = frozenset({"respondents", "parties", "companies", "controllers", "defendants", "appellants", "applicants"})
_ROLE = re.compile(
    r"(?:claimed|complained|data|the|each|joint|further|it|is|hereby|respondents?|compan(?:y|ies)|controllers?|"
    r"processors?|defendants?|part(?:y|ies)|organi[sz]ations?|entit(?:y|ies)|licensees?|operators?|persons?|appellants?|"
    r"applicants?|undertakings?|accused|both|all|ordered|in|pursuant|under|article|gdpr|regulation|act)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?:^|(?<=\s))(?P<the>[Tt]he\s+)?(?P<name>[A-Z][\w&'’.-]*(?:\s+(?:[A-Z][\w&'’.-]*|of|and|for)){0,6})"
    r"(?:\s+\([^()]*\))?\s+(?:to|must|shall|(?:is|are)\s+\w+\s+to)(?:\s+not)?\s*(?:,[^,]{0,120},\s*)?$"
)
"""Whom the sentence tells: "the Laboratory to", "Ubuntu Leads must"."""
_BODY = re.compile(
    r"\b(?:authority|commissioner|commission|inspectorate|agency|office|ombudsman|garante|guarantor|board|state|"
    r"ministry|minister|treasury|municipal executive|lower instance|regulator|tribunal|court|registrar)\b",
    re.IGNORECASE,
)
"""Words of public bodies, which a court orders to mend what they did."""


@dataclass(frozen=True)
class Addressees:
    """The respondents of a document, and what it calls each."""

    text: str
    respondents: tuple[str, ...]

    def named(self, words: str) -> tuple[str, ...]:
        """The respondents that some words name, by any of their names."""
        return tuple(name for name, calls in self._calls.items() if calls.search(words))

    def whom(self, words: str, *, judged: bool) -> str | None:
        """The respondent that is meant where these words stand before what is ordered; None where that is not said.

        Args:
            words: What stands before it in the sentence.
            judged: Whether a court orders: that may bind its other party as well.
        """
        named = self.named(words)
        if len(named) == 1:
            return named[0]
        other = self._other(words)
        if other and not named:
            return other
        alone = len(self.respondents) == 1 and not (judged or _SEVERAL.search(words))
        return self.respondents[0] if alone else None

    def stand_last(self, words: str) -> bool:
        """Whether the words end with one of their names."""
        return any(
            call.end() == len(words.rstrip()) for calls in self._calls.values() for call in calls.finditer(words)
        )

    def binds_a_body(self, words: str) -> bool:
        """Whether the words before what is ordered name a public body and none of the respondents."""
        return _BODY.search(words) is not None and not self.named(words)

    def _other(self, words: str) -> str | None:
        """The respondent of whose name a part is told ("the Hospital"), or whoever else is, as the sentence has it."""
        told = _TOLD.search(words)
        if told is None or all(map(_ROLE.fullmatch, told["name"].split())):
            return None
        ours = [name for name in self.respondents if set(told["name"].split()) <= set(name.split())]
        if ours:
            return ours[0] if len(ours) == 1 else None
        return " ".join(told.group().split()[: len(f"{told['the'] or ''}{told['name']}".split())])

    @cached_property
    def _calls(self) -> dict[str, re.Pattern[str]]:
        calls = {name: {name, bare(name), *self._short(name)} for name in self.respondents}
        keys = [key_of(name) for name in self.respondents]
        for name, key in zip(self.respondents, keys, strict=True):
            if key and keys.count(key) == 1:
                calls[name].add(key)
        return {name: _any(each) for name, each in calls.items()}

    def _short(self, name: str) -> set[str]:
        """What the document says that it calls the name: (the "Organisation"), (hereinafter: the company)."""
        found: set[str] = set()
        for place in re.finditer(re.escape(name), self.text[:_OPENING]):
            defined = _DEFINED.match(self.text, place.end(), place.end() + _REACH)
            if defined:
                later = _HEREINAFTER.search(defined[1])
                initials = [defined[1]] if _INITIALS.fullmatch(defined[1]) else []
                found.update(_QUOTED.findall(defined[1]) or ([later[1]] if later else initials))
        return {short.strip() for short in found if short.strip() and short.strip().casefold() not in _OF_ALL}


_OPENING = 20_000


def _any(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
