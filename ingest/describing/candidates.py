"""The names of organisations in a text, and the signs that one of them is whom the document is about.

No sign is sure, and no house style shows all of them: that a name does things ("X has collected"), that words of a
proceeding stand before it, that it opens the document, has a legal form, is given a short form or an address. How much
each is worth is learnt, not written: see `respondents.py`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from corpus.documents import Span
from ingest.describing.names import all_names, bare, has_legal_form, is_anonymous, plausibility
from ingest.describing.precedents import find_precedents
from ingest.wording.phrases import any_of, read_phrases, spaced
from ingest.wording.sifted import Sifted
from ingest.wording.stems import Stems

_PHRASES = read_phrases(Path(__file__).with_name("signals.toml"))
_QUOTES = "[”\"’'»]{0,2}"
_ACTS = re.compile(rf"(?:['’]s)?{_QUOTES}(?:\s?\([^()\n]{{1,60}}\))?,?\s{{1,3}}(?:{'|'.join(_PHRASES['acts'])})(?!\w)")
_PART = any_of(_PHRASES["part"])
_SEAT = re.compile(rf"[^\n]{{0,30}}?(?:{spaced('|'.join(_PHRASES['seat']))})", re.IGNORECASE)
_CITED = re.compile(rf"(?:{spaced('|'.join(_PHRASES['cited']))})[^.\n]{{0,40}}$", re.IGNORECASE)
_VERSUS = re.compile(r",?\s(?:v\.?|vs\.?)\s[A-Z]")
_DEFENDS = re.compile(r"\s(?:v\.?|vs\.?)\s(?:[Tt]he )?$")
_BRINGS = re.compile(rf",?\s{{1,3}}(?:{spaced('|'.join(_PHRASES['brings']))})(?!\w)")
_COMPARED = re.compile(rf",?\s{{1,3}}(?:{spaced('|'.join(_PHRASES['compared']))})(?!\w)")
_CLEARED = re.compile(rf"(?:\s?\([^()\n]{{1,60}}\))?,?\s{{1,3}}(?:{spaced('|'.join(_PHRASES['cleared']))})(?!\w)")
_BROUGHT_BY = re.compile(rf"(?:{spaced('|'.join(_PHRASES['brought_by']))})$")
_NEVER = re.compile(rf"(?<!\w)(?:{spaced('|'.join(_PHRASES['never']))})(?!\w)")
_OFFICE = re.compile(r"(?<!\w)(?:Attorneys? General|Notice of)(?!\w)")
_SHORT_FORM = re.compile(
    rf"{_QUOTES},?\s?\((?:[^()\n]{{0,60}}?(?<!\w))?(?:the )?[“\"„'‘«]{{0,2}}"
    rf"(?P<form>[A-Z][\w&.-]{{1,24}}(?: [A-Z][\w&.-]{{1,20}}){{0,2}}){_QUOTES}\)"
)
# Not a part of an address: "bergen.kommune.no".
_SMALL = re.compile(r"(?<![\w.@/-])[^\W\d_A-Z]\w+(?![\w@/]|\.\w)")
_ROLE = re.compile(rf"(?:{spaced('|'.join(_PHRASES['role']))})")
_AND = " and "
# "MCST's council", "Acme's hospital": a part of somebody, not named itself.
_PART_OF = re.compile(r".*['’]s [a-z]+(?: [a-z]+)?$")
_BEFORE, _PART_REACH, _SHORT_FORM_REACH, _SHORTEST_HEAD = 70, 45, 110, 4
_TOP, _HEAD = 300, 1500
# The weight of the strongest phrases in the first lines: "To: Acme", "In the matter of Acme".
_ADDRESSES = 7.5
_MOST_COUNTED = 10
# Characters of a text in which names are looked for. Those in between are mostly other people's: with the whole text 89
# of the 102 respondents of `learn_respondents` are found and five invented, with this 92 and three, in half the time.
_START, _END = 8_000, 3_000
# What speaks for a form of the name to be the one shown: its legal form first, then the phrases around it, then use.
_FORM, _MENTION = 20.0, 0.2
# A brand that a deed tells is shown before a form of words with a public body in it, after one with a legal form.
_TOLD = 19.5


@dataclass(slots=True)
class Candidate:
    """One organisation, by whatever forms of its name: how often each sign was seen, and its forms with their worth.

    `told`: a deed tells that an authority acted at it.
    """

    key: str
    seen: Counter[str] = field(default_factory=Counter)
    role: float = 0.0
    told: bool = False
    forms: dict[str, tuple[float, Span]] = field(default_factory=dict)

    @property
    def best(self) -> Span:
        """The form of the name to show: the one with a legal form, then the one that roles and frequency speak for."""
        return max(self.forms.values(), key=lambda form: (form[0], -form[1].start))[1]

    def add_form(self, text: str, span: Span, worth: float) -> None:
        """Count a form of the name; its span is where it first stands."""
        name = span.of(text)
        held = self.forms.get(name, (_FORM * plausibility(name), span))
        self.forms[name] = (min(held[0] + worth, _FORM * (plausibility(name) + 1)), min(held[1], span))

    def take(self, other: Candidate) -> None:
        """Another candidate that is the same organisation."""
        self.seen.update(other.seen)
        self.role += other.role
        self.told = self.told or other.told
        self.forms |= {name: form for name, form in other.forms.items() if name not in self.forms}


def find_candidates(
    text: str,
    roles: Iterable[tuple[float, Span]],
    deeds: Iterable[Span] = (),
    *,
    is_authority: Callable[[str], bool],
    serves: Sifted,
) -> dict[str, Candidate]:
    """Every organisation that a text may be about, by the words of its name.

    Args:
        text: The document.
        roles: Names that a phrase gives the part of respondent, each with the weight of the phrase.
        deeds: Names at whose bearers the text tells that an authority acted.
        is_authority: Whether a name is an authority's or a court's.
        serves: What stands before a name that only serves or represents a party.
    """
    found: dict[str, Candidate] = {}
    short_forms: dict[str, str] = {}
    # the title of a text is its own; in the closing, names so hidden were missed more often than invented
    precedents = tuple(find_precedents(text, _TOP, _START))
    for span in _names(text):
        name = span.of(text)
        if any(each.start <= span.start < each.end for each in precedents):
            continue
        if (
            _PART_OF.match(name)
            or is_authority(name)
            or is_anonymous(name)
            or (_NEVER.search(name) and not has_legal_form(name))
        ):
            continue
        candidate = found.setdefault(bare(name), Candidate(bare(name)))
        candidate.seen.update(_signs(text, span, serves))
        candidate.add_form(text, span, _MENTION)
        short = _short_form(text, span)
        if _ROLE.fullmatch(short):
            candidate.seen["named by role"] += 1
        elif short and bare(short) != candidate.key:
            short_forms.setdefault(bare(short), candidate.key)
    for weight, span in (each for role in roles for each in _each_named(text, *role, {*found, *short_forms})):
        name = span.of(text)
        if not (is_authority(name) or is_anonymous(name) or (_OFFICE.search(name) and not has_legal_form(name))):
            candidate = found.setdefault(bare(name), Candidate(bare(name)))
            candidate.role += weight * plausibility(name)
            candidate.seen["addressed"] += weight >= _ADDRESSES
            candidate.add_form(text, span, weight)
    for span in deeds:
        name = span.of(text)
        if not (is_authority(name) or is_anonymous(name) or (_NEVER.search(name) and not has_legal_form(name))):
            candidate = found.setdefault(bare(name), Candidate(bare(name)))
            candidate.told = True
            worth, first = candidate.forms.get(name, (0.0, span))
            candidate.forms[name] = (max(worth, _TOLD), min(first, span))
    _join_short_forms(found, short_forms)
    _join_told(found)
    return _without_common_words(text, _joined(found))


def _each_named(text: str, weight: float, span: Span, known: Container[str]) -> Iterator[tuple[float, Span]]:
    """The two of whom a phrase speaks at once by forms that stand alone too, each for itself: "found Acme and Bell"."""
    one, several, two = span.of(text).partition(_AND)
    if several and bare(one) in known and bare(two) in known:
        yield weight, Span(span.start, span.start + len(one))
        yield weight, Span(span.end - len(two), span.end)
    else:
        yield weight, span


def _names(text: str) -> Iterable[Span]:
    if len(text) <= _START + _END:
        return all_names(text)
    return chain(all_names(text, 0, _START), all_names(text, len(text) - _END))


def _short_form(text: str, span: Span) -> str:
    """What a text goes on to call the name, "" where it does not say: "Acme Parcels Limited (Acme)".

    "Bell County, Washington (Bell County)" is no name of Washington's.
    """
    short = _SHORT_FORM.match(text, span.end, min(len(text), span.end + _SHORT_FORM_REACH))
    form = short["form"] if short else ""
    return "" if form and text.endswith(f"{form}, ", 0, span.start) else form


def same_party(one: str, other: str) -> bool:
    """Whether two keys name one party: equal, or one begins the other ("airbnb" and "airbnb ireland")."""
    return one == other or one.startswith(other + " ") or other.startswith(one + " ")


def signals(candidate: Candidate, most: int) -> dict[str, float]:
    """The signs of one candidate as numbers between 0 and about 3; `most` is how often the commonest name stands."""
    seen, name_count = candidate.seen, max(1, candidate.seen["mentions"])
    worth = max((plausibility(name) for name in candidate.forms), default=0.0)
    return {
        "role": min(candidate.role, 15.0) / 5,
        "acts": float(min(seen["acts"], _MOST_COUNTED) ** 0.5),
        "part": seen["part"] / name_count,
        "cited": seen["cited"] / name_count,
        "serves": seen["serves"] / name_count,
        "top": float(seen["top"] > 0),
        "head": float(seen["head"] > 0),
        "legal form": float(worth == 1.0),
        "public body": float(0.9 <= worth < 1.0),  # noqa: PLR2004 - the two degrees of plausibility
        "one word": float(" " not in candidate.key),
        "seat": float(seen["seat"] > 0),
        "named by role": float(seen["named by role"] > 0),
        "inside": seen["inside"] / name_count,
        "share": seen["mentions"] / max(1, most),
        "most": float(seen["mentions"] >= most),
    }


def _signs(text: str, span: Span, serves: Sifted) -> Iterable[str]:
    before = text[max(0, span.start - _BEFORE) : span.start]
    yield "mentions"
    if _ACTS.match(text, span.end):
        yield "acts"
    if _PART.search(before[-_PART_REACH:]):
        yield "part"
    if _SEAT.match(text, span.end, min(len(text), span.end + _BEFORE)):
        yield "seat"
    if serves.search(before) or _COMPARED.match(text, span.end) or _CLEARED.match(text, span.end):
        yield "serves"
    if span.start > _HEAD and (_CITED.search(before) or _VERSUS.match(text, span.end)):
        yield "cited"
    yield from _sides(text, span, before)
    if span.start < _TOP:
        yield "top"
    if span.start < _HEAD:
        yield "head"
    if before.strip(" ") and not before.rstrip(" ").endswith((".", ":", "\n")):
        yield "inside"


def _sides(text: str, span: Span, before: str) -> Iterable[str]:
    """On which side of a dispute the name stands: who brought it up, and who is first or second of "Acme v Bell"."""
    if _BRINGS.match(text, span.end) or _BROUGHT_BY.search(before):
        yield "brings"
    if _VERSUS.match(text, span.end):
        yield "versus"
    if _DEFENDS.search(before):
        yield "defends"


def _join_short_forms(found: dict[str, Candidate], short_forms: dict[str, str]) -> None:
    for short, key in short_forms.items():
        if short in found and key in found and short != key:
            abbreviated = found.pop(short)
            abbreviated.forms.clear()
            found[key].take(abbreviated)


def _join_told(found: dict[str, Candidate]) -> None:
    """What a headline calls by fewer words ("London NHS Trust fined") joined to whom the text tells the same of."""
    words = {key: frozenset(key.split()) for key, each in found.items() if each.told}
    for key, of_key in words.items():
        longer = next((other for other in words if other in found and of_key < words[other]), None)
        if longer:
            found[longer].take(found.pop(key))


def _joined(found: dict[str, Candidate]) -> list[Candidate]:
    """Longer names of one organisation joined to the shortest that begins them."""
    joined: list[Candidate] = []
    by_word: dict[str, list[Candidate]] = defaultdict(list)  # names of one party begin with the same word
    for key in sorted(found, key=lambda key: (key.count(" "), len(key), key)):
        alike = by_word[key.partition(" ")[0]]
        whole = next((c for c in alike if len(c.key) >= _SHORTEST_HEAD and same_party(c.key, key)), None)
        if whole:
            whole.take(found[key])
        elif len(key) > 1:
            joined.append(found[key])
            alike.append(found[key])
    return joined


def _without_common_words(text: str, joined: Iterable[Candidate]) -> dict[str, Candidate]:
    """A single word that the text also writes small ("There", "Names") is no name, if it always stands alone."""
    found = {candidate.key: candidate for candidate in joined}
    alone = [key for key, candidate in found.items() if not any(" " in form for form in candidate.forms)]
    for number, place in Stems(alone).found(text):
        word = _SMALL.match(text, place) if alone[number] in found else None
        if word and word.group() == alone[number]:
            del found[alone[number]]
    return found
