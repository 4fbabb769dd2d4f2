"""A sentence of another language by the English meanings of its words: where they stand, and what leaves them open.

A denial counts only beside what it denies, "may" and "must" in their own clause, and a wish for what is done also in
the clause that says what is wished for: "asked the court to annul the fine" tells of no annulment, "appealed, but the
court did not lower the fine and dismissed the appeal" of a dismissal.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from corpus.glosses import Glossed, english_stem, glossed_words
from ingest.wording.months import month_number

_MARK = re.compile(r"[,;:()–—«»\"“”]|\s-\s|\n")
_FIGURE = re.compile(r"\d[\d.,  ]*")
_ANOTHER = re.compile(
    r"\b(?:ander(?:e[nrms]?)?|ähnlich\w*|vergleichbar\w*|vergelijkbare|soortgelijke|gelijkaardige) "
    r"(?:Verfahren|Fall|Fällen|Sache|Rechtssache|zaak|zaken|procedure|dossier)\b"
    r"|\b(?:autres?|altr[oaie]|otr[oa]s?|n?outr[oa]s?) "
    r"(?:affaires?|dossiers?|procédures?|cas[oi]?|caus[ae]|procediment[oi]s?|process?[oi]s?|asuntos?|expedientes?|aç(?:ão|ões))\b"
    r"|\b(?:affaires?|cas[oi]?|caus[ae]|process?[oi]|procediment[oi]|asuntos?) "
    r"(?:similaires?|simil[ei]s?|similar(?:es)?|analog(?:ue|o|hi)s?|análogos?|semelhantes?|comparables?)\b"
    r"|\b(?:andre?|anden|anna[nt]|annen|lignende|liknande|tilsvarende|motsvarande|inn(?:ej|ych)|podobn(?:ej|ych)|to(?:isessa|isen)|"
    r"vastaavassa|άλλη|άλλες|παρόμοια|ανάλογη) "
    r"(?:sag(?:er)?|sak(?:er)?|mål|ärenden?|spraw(?:ie|ach)|asia(?:ssa|n)|jutu(?:ssa|n)|tapauksessa|υπόθεση|υποθέσεις)\b",
    re.IGNORECASE,
)
_RIGHT_AT = 4
"""Words between a denial, or a verb of the future, and what it is about."""
# Verbs of what would be done or will be, by their endings, where a word list says nothing of them.
_NOT_YET = {
    "es": re.compile(r"\w{3,}(?:r[áí]|rán|r[ií]an?)$"),
    "pt": re.compile(r"\w{3,}(?:rá|rão|riam?)$"),
    "it": re.compile(r"\w{3,}(?:rà|ranno|rebbero|rebbe)$"),
    "fr": re.compile(r"\w{3,}(?:era|eront|erait|eraient|ira|iront|irait|rait|raient|dra|dront)$"),
    "fi": re.compile(r"\w{3,}isi(?:vat)?$"),
    "pl": re.compile(r"(?:odwoła|zaskarży|złoży|wniesie|uchyli|obniży|utrzyma|oddali)(?:ą|łby|łaby)?$"),
}
_SURELY = re.compile(r"(?:r[áàíã]|rán|rão|rían|ranno|rebbe|rebbero|eront|ront|raient)$|ría$")
"""Such endings as few nouns have."""
_ROMANCE = frozenset({"es", "fr", "it", "pt"})
_INFINITIVE = {
    "de": re.compile(r"\bzu \w+n\b|\w(?:ein|auf|ab|an|zurück|herab)zu\w+n\b|\b(?:ein|auf|ab|an|zurück|herab)zu\w+n\b"),
    "nl": re.compile(r"\bte \w+n\b"),
}
_INFINITE = re.compile(r"[aei]re?$")
_INFINITE_NORTH = re.compile(r"(?:betal[ae]|betalen|(?:be)?zahlen|maksaa|zapłacić)$")
_POSSIBLE = re.compile(
    r"(?:[aei]bles?|[aei]bil[ei]|[áí]ve(?:l|is)|bar(?:e[nrsm]?|a|t)?|kelpoi\w+|aln(?:y|a|e|ej|ego|ych)|σιμ(?:ος|η|ο|ες|α))$"
)
"""Endings of adjectives that say what can be done: "recurrible", "anfechtbar"."""
_STANDS_OPEN = re.compile(r"\b(?:staat|staan|steht|stehen)\b[^.;]{0,80}\b(?:open|offen|zu)\b")
"""A remedy that "stands open" in German and Dutch."""
_IFS = frozenset(
    {
        "als",
        "caso",
        "dersom",
        "falls",
        "gdyby",
        "hvis",
        "indien",
        "jeśli",
        "jeżeli",
        "jos",
        "mikäli",
        "om",
        "qualora",
        "se",
        "si",
        "sofern",
        "såfremt",
        "wenn",
        "αν",
        "εάν",
    }
)
"""Words that mean "if" where a clause begins with them."""
_IS = frozenset({"è", "é"})
"""Is "and" without its accent."""
_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))["words"]


def stems_of(words: str) -> frozenset[str]:
    """The English stems of some words."""
    return frozenset(map(english_stem, words.split()))


WORDS = {name: stems_of(words) for name, words in _WORDS.items()}


def _plain(word: Glossed) -> Glossed:
    """A word without the meanings that it has as the name of a month: "mai" is no "may"."""
    return word if month_number(word.text) is None else Glossed(word.start, word.end, word.text, frozenset())


class Said:
    """The words of one sentence with their meanings, and the clauses that they stand in."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.words = tuple(_plain(word) for word in glossed_words(text, language))
        self._future = _NOT_YET.get(language)
        self._romance = language in _ROMANCE
        self._infinitive = _INFINITIVE.get(language)

    def is_of(self, at: int, name: str) -> bool:
        """Whether a word is of a sort that abroad.toml lists."""
        return bool(self.words[at].stems & WORDS[name])

    def any_of(self, name: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a word of that sort stands from one place up to another."""
        return any(word.stems & WORDS[name] for word in self.words[max(0, start) : end])

    def leaves_open(self, name: str, start: int, end: int) -> bool:
        """Whether a word of that sort stands from one place up to another; a court's name is none ("oikeus")."""
        return any(word.stems & WORDS[name] and not word.stems & WORDS["court"] for word in self.words[start:end])

    def nearest(self, at: int, stems: frozenset[str], reach: int) -> int | None:
        """The place nearest to another at which one of these meanings stands, within so many words."""
        places = (place for place in range(len(self.words)) if place != at and self.words[place].stems & stems)
        near = [place for place in places if abs(place - at) <= reach]
        return min(near, key=lambda place: abs(place - at), default=None)

    def clause_of(self, at: int) -> range:
        """The places of the clause that a word stands in."""
        return next(clause for clause in self.clauses if at in clause)

    @cached_property
    def clauses(self) -> tuple[range, ...]:
        """The clauses, in order: what stands between commas and their like, and before and behind "but"."""
        starts = [0, *(at for at in range(1, len(self.words)) if self._breaks(at))]
        ends = [*starts[1:], len(self.words)]
        return tuple(range(start, end) for start, end in zip(starts, ends, strict=True))

    def _breaks(self, at: int) -> bool:
        gap = _FIGURE.sub("", self.text[self.words[at - 1].end : self.words[at].start])
        return _MARK.search(gap) is not None or self.is_of(at, "but")

    def is_open(self, at: int) -> bool:
        """Whether what a word says is denied, only possible, or only wanted."""
        clause = self.clause_of(at)
        if self.words[clause.start].text.casefold() in _IFS:
            return True
        if _STANDS_OPEN.search(self.text[self.words[clause.start].start : self.words[clause.stop - 1].end]):
            return True
        if self._is_denied(at, clause) or self.leaves_open("possible", clause.start, clause.stop):
            return True
        if self.leaves_open("wanted", clause.start, clause.stop) or self.any_of("requested", clause.start, at):
            return True
        return self._is_future(at) or self._is_governed(clause)

    def is_only_possible(self, at: int) -> bool:
        """Whether a word only says that something can be done: "the decision is appealable"."""
        return _POSSIBLE.search(self.words[at].text.casefold()) is not None

    @cached_property
    def is_of_another(self) -> bool:
        """Whether the sentence is about another case: "in a similar case the court annulled the fine"."""
        return _ANOTHER.search(self.text) is not None

    def speaks_of_challenge(self, *, at_court: bool) -> bool:
        """Whether a word says that something was challenged, which a filing beside it or the court bears out."""
        for at, word in enumerate(self.words):
            if not word.stems & WORDS["challenge"] or word.stems & (WORDS["ambiguous"] | WORDS["court"]):
                continue
            if self.any_of("court", at - 1, at) or self.is_open(at) or self.is_only_possible(at):
                continue
            if self.any_of("filing", at - _RIGHT_AT, at + _RIGHT_AT + 1) or at_court:
                return True
        return False

    def is_infinitive(self, at: int) -> bool:
        """Whether a verb stands in its infinitive, as far as its ending or the word before it says so."""
        ending = _INFINITE if self._romance else _INFINITE_NORTH
        ends = ending.search(self.words[at].text) is not None
        return ends or (at > 0 and self.any_of("that", at - 1, at) and not self.any_of("has", at - 1, at))

    def _is_denied(self, at: int, clause: range) -> bool:
        low, high = max(clause.start, at - _RIGHT_AT), min(clause.stop, at + _RIGHT_AT)
        near = (place for place in range(low, high) if place != at)
        return any(self.is_of(place, "denied") and not self._parted(place, at) for place in near)

    def _parted(self, one: int, other: int) -> bool:
        """Whether an "and" stands between two words."""
        between = self.words[min(one, other) + 1 : max(one, other)]
        return any(word.stems & WORDS["and"] for word in between if word.text not in _IS)

    def _is_future(self, at: int) -> bool:
        if self._future is None:
            return False
        near = self.words[max(0, at - _RIGHT_AT) : at + 1]
        return any(
            self._future.match(word.text) and not self._is_noun(word) for word in near if word is not near[-1]
        ) or (self._future.match(near[-1].text) is not None)

    def _is_noun(self, word: Glossed) -> bool:
        """Whether a word that a word list knows may be a noun with such an ending: "maioria", "opéra"."""
        return bool(word.stems) and not _SURELY.search(word.text)

    def _is_governed(self, clause: range) -> bool:
        """Whether the clause says what the clause before it wants or asks: "asks that the fine be annulled"."""
        if clause.start == 0 or not self._is_subordinate(clause):
            return False
        before = self.clause_of(clause.start - 1)
        return any(self.any_of(name, before.start, before.stop) for name in ("wanted", "requested", "announced"))

    def _is_subordinate(self, clause: range) -> bool:
        if self.any_of("that", clause.start, clause.start + 2):
            return True
        text = self.text[self.words[clause.start].start : self.words[clause.stop - 1].end]
        return self._infinitive is not None and self._infinitive.search(text) is not None

    def places(self, stems: frozenset[str]) -> Iterator[int]:
        """The places at which one of these meanings stands."""
        return (at for at, word in enumerate(self.words) if word.stems & stems)
