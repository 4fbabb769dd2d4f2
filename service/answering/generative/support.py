"""Whether a claim of a language model says only what its quote carries: it may leave words out, and do nothing else.

A verified quote does not make a claim true: "Acme must pay" may stand under a quote that tells the sum alone. So each
word of the claim must stand in the quote, or a synonym, in the same order; it may begin and end only where a clause
does; within, only an adverb, what stands before a noun, or what commas enclose may be left out; and no word that turns,
limits or attributes what is said may be left out or added. Method: sentence compression by deletion, used as a test.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from service.answering.wording.words import alike, stem

IN_ORDER = 1.0
"""Share of the claim's words that must stand in the quote in order (`python -m tests.evaluation support`)."""
LONGEST_GAP = 2
"""Words before a noun that may be left out; more are no longer only what describes it."""
FEWEST_WORDS = 3
"""Fewer words are no sentence."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:[.'’&][^\W_]+)*")
_FILE = tomllib.loads((Path(__file__).parent / "operators.toml").read_text(encoding="utf-8"))
_ARTICLES, _HELPERS, _BEGINS_AFTER, _ENDS_BEFORE = (
    frozenset(_FILE["words"][name].split()) for name in ("articles", "helpers", "begins_after", "ends_before")
)
_SHAPES = str.maketrans("’‘“”–—", "''\"\"--")
"""Marks that a model writes in their plain shape."""
_DATED = re.compile(r"\s*(?:on \d|in (?:[A-Z][a-z]+ )?\d{4}|by \d|within \w+ (?:hour|day|week|month|year))")
_BREAK = re.compile(r"[,;:.!?()\[\]–—]")
_ENCLOSED = re.compile(r",[^,]*,|\([^()]*\)|\[[^\[\]]*\]|–[^–]*–|—[^—]*—")
_SUM = re.compile(r"[€£$%]|\b[A-Z]{3}\s?\d|\d[\d.,]*\s?(?:million|billion)")
_VERDICT = re.compile(r"^\W*(?:yes|no)\s*[,.;:–—]", re.IGNORECASE)


def _compiled(table: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(patterns), re.IGNORECASE) for name, patterns in table.items()}


_ANYWHERE, _BEFORE = _compiled(_FILE["anywhere"]), _compiled(_FILE["before"])


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as written, its stem, and where it stands."""

    text: str
    stem: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """In lower case."""
        return self.text.casefold()

    @property
    def weighty(self) -> bool:
        """Whether leaving it out can change who did what: a name, a figure, a helper."""
        return not self.text.islower() or self.low in _HELPERS


def unsupported(claim: str, quote: str, sentence: str, in_order: float = IN_ORDER) -> str | None:
    """Why the claim says more than its quote, or None.

    Args:
        claim: What the model says.
        quote: The words it points to, as the document has them.
        sentence: The whole sentence or sentences that these stand in.
        in_order: Share of the words that must stand in the quote in order; varied when it is measured.
    """
    if _VERDICT.match(claim):
        return "yes and no are read off the records"
    known = {*quote, *quote.translate(_SHAPES), ".", ","}
    strange = sorted({sign for sign in claim if not (sign.isalnum() or sign.isspace())} - known)
    if strange:
        return f"“{strange[0]}” does not stand in the quote"
    said = [word for word in _words(claim) if word.low not in _ARTICLES]
    if len(said) < FEWEST_WORDS:
        return "it is too short to say anything"
    taken = _aligned(said, quote, in_order)
    if isinstance(taken, str):
        return taken
    at = max(0, sentence.find(quote))
    begin, end = at + taken[0].start, at + taken[-1].end
    return _edge_fault(sentence, begin, end) or _operator_fault(claim, sentence, end)


def _words(text: str) -> list[_Word]:
    return [_Word(m.group(), stem(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _aligned(said: list[_Word], quote: str, in_order: float) -> tuple[_Word, ...] | str:
    """The words of the quote that the claim takes over, or why it takes over others.

    A dynamic programme over the places where each word may stand; the way that leaves out fewest words wins.
    """
    held = [word for word in _words(quote) if word.low not in _ARTICLES]
    spare = int((1 - in_order) * len(said) + 1e-6)
    ways: dict[tuple[int, int], tuple[int, ...]] = {(-1, 0): ()}
    for word in said:
        fitting = [place for place, other in enumerate(held) if _same(word, other)]
        found = {(last, missed + 1): way for (last, missed), way in ways.items() if missed < spare}
        for (last, missed), way in sorted(ways.items()):
            # A later `last` leaves out fewer words and overwrites the earlier ones.
            found |= {(place, missed): (*way, place) for place in fitting if _joins(quote, held, last, place)}
        if not found:
            return f"“{word.text}” does not stand in the quote, or not in this order or connection"
        ways = found
    best = min(ways.items(), key=lambda item: (item[0][1], item[0][0]))[1]
    return tuple(held[place] for place in best) or "nothing of it stands in the quote"


def _same(word: _Word, other: _Word) -> bool:
    if word.low == other.low:
        return True
    owned = [each.text.endswith(("'s", "’s", "s'", "s’")) for each in (word, other)]
    if owned[0] != owned[1] or word.low in _HELPERS or not word.text[0].isalpha():
        return False
    first = word.start == 0
    return other.stem in alike(word.stem) and (first or word.text[0].isupper() == other.text[0].isupper())


def _joins(quote: str, held: list[_Word], last: int, place: int) -> bool:
    """Whether what stands between two words may be left out."""
    if last < 0 or place <= last:
        return last < 0
    gap = quote[held[last].end : held[place].start]
    if place == last + 1:
        return True
    rest = _ENCLOSED.sub(" ", gap)
    if _BREAK.search(rest) or (rest != gap and _SUM.search(gap)):
        return False
    return _describes(_words(rest))


def _describes(between: list[_Word]) -> bool:
    """Whether words only describe: adverbs, or a few words between an article and what it belongs to."""
    told = [word for word in between if word.low not in _ARTICLES]
    if any(word.weighty for word in told):
        return False
    after_article = bool(between) and between[0].low in _ARTICLES
    return all(word.low.endswith("ly") for word in told) or (after_article and len(told) <= LONGEST_GAP)


def _edge_fault(sentence: str, begin: int, end: int) -> str | None:
    """Why the words taken over do not begin and end where a clause does, or None."""
    before = [word for word in _words(sentence[:begin]) if word.low not in _ARTICLES]
    opens = not before or _BREAK.search(sentence, before[-1].end, begin) or before[-1].low in _BEGINS_AFTER
    if not opens:
        return f"it takes words out of their clause: “{before[-1].text}” stands before them"
    after = _words(sentence[end:])
    ends = not after or _BREAK.search(sentence, end, end + after[0].start) or after[0].low in _ENDS_BEFORE
    if not ends and not _DATED.match(sentence, end):
        return f"it takes words out of their clause: “{after[0].text}” stands after them"
    return None


def _operator_fault(claim: str, sentence: str, end: int) -> str | None:
    for name, pattern in (*_ANYWHERE.items(), *_BEFORE.items()):
        scope = sentence if name in _ANYWHERE else sentence[:end]
        held = {found.casefold() for found in pattern.findall(sentence)}
        said = {found.casefold() for found in pattern.findall(claim)}
        added = {_bare(word) for word in said} - {_bare(word) for word in held}
        if added:
            return f"“{min(said)}” does not stand in the quote"
        if pattern.search(scope) and not said:
            left_out = next(iter(pattern.finditer(scope))).group()
            return f"it leaves out “{left_out}”, which changes what the quote says"
    return None


def _bare(word: str) -> str:
    return " ".join(stem(part) for part in word.split())
