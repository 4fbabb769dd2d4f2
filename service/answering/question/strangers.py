"""Names in a question that are nobody's whom documents are about, and whether they stand where a respondent would."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.sentences import ends_in_abbreviation
from service.answering.question.amounts import overlaps
from service.answering.question.capitals import place_of_city
from service.answering.question.lexicon import ACRONYMS, LEXICON, asking_stems
from service.answering.question.several import opens_with_a_sort
from service.answering.question.spelling import LEGAL_FORMS, WEAK
from service.answering.wording.kin import kin_of
from service.answering.wording.words import ADDRESS, STOPWORDS, is_stop, stem

Span = tuple[int, int]

WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CAPITALISED = re.compile(r"(?<!\w)[A-Z][\w&.’'-]*(?:\s+(?:(?:of|de|la|and|&)\s+)?[A-Z][\w&.’'-]*)*")
AFTER_NAME = re.compile(
    r"(?:fine[ds]?|penalt(?:y|ies)|pay|paid|order(?:ed)?|case|decision|settlement|reprimand|delete|breach)\b",
    re.IGNORECASE,
)
_GOVERNS = re.compile(r"\s+(?:the|an?|all|any|its|their|his|her|this|that|these|those)\b", re.IGNORECASE)
"""What follows a preposition or a verb that opens a sentence ("Beyond the fine, ..."), and no name."""
_KIND_OF = re.compile(
    r"(?:[ -][a-z]+){0,2}? (?:company|firm|bank|retailer|supermarket|apps?|platform|chain|maker|services?|operator|"
    r"stores?|shops?|provider|business|vendor|supplier|website|site|group)\b"
)
_STOP = re.compile(r"\.\s+([A-Z][\w’'-]*)")
_POSSESSIVE = re.compile(r"['’]s?$")
_SANCTIONED = re.compile(
    r"(?:^|[.:;?]|\b(?:against|upon|fin(?:e|es|ed|ing)|sanction\w*|order(?:s|ed)?|t(?:ell|old)|penali\w+|reprimand\w*|"
    r"punish\w*|ma[dk]e|was|were|is|are|did|does|do|has|have|had|must|should|may|can|could|will|would|by|why|"
    r"(?:fines?|penalt\w+|orders?|case|matter|decisions?|reprimands?|settlements?) (?:on|of|for|about|with)|than))"
    r"\s*(?:the )?$",
    re.IGNORECASE,
)
"""What stands before the name of somebody who was sanctioned or is said to have been."""
_TO_SOMEBODY = re.compile(r"\b(?:for|on|upon|against|to|from)\s*(?:the )?$", re.IGNORECASE)
_ALONE = re.compile(
    r"\W*(?:$|[?.,;:]|(?:after|over|for|in|by|because|when|since|under|from|on|at|and|about|last|this|"
    r"still|stands?|remain\w*|final|valid|upheld|annulled|reduced|been|become|became|ever|yet|now|today|so|to)\b)"
)
_SANCTION = re.compile(
    r"\b(?:fin(?:e|es|ed)|penalt\w+|sanction\w*|reprimand\w*|pays?|paid|sums?|settlement)\b", re.IGNORECASE
)
"""To whom a penalty goes: "what penalty did the court set for Acme?", and not "payments for Acme vouchers"."""
_OF_THEIRS = re.compile(
    r"(?:\w+ )?(?:fines?|penalt\w+|appeals?|challenges?|cases?|settlements?|decisions?|orders?|breach\w*|violations?|"
    r"customers?|users?|clients?|employees?|staff|apps?|website|data|matter|reprimands?|deadlines?|sanctions?)\b",
    re.IGNORECASE,
)
"""What a name owns where it is the respondent's: "Acme's fine", while "Mrs P.A.'s number" is about somebody else's."""
_NOUN_AFTER = re.compile(
    r"(?:['’]s?)?[ -](?![a-z]+ed\b|(?:pays?|paid|g[eo]ts?|says?|said|ma[dk]es?|t[ao]kes?|took|sells?|sold)\b)"
    r"([a-z][\w-]+)"
)
_ACTS = re.compile(
    r"\b(?:did|does|do|was|were|is|are|has|have|had|can|could|must|will|would|should|may)$", re.IGNORECASE
)
_ADVERB = re.compile(r"(?!(?:Italy|Emily|Lily|Kelly|Billy|Molly|Sally)$)[A-Z][a-z]{2,}ly")
"""What opens a sentence and says how, and names nobody: "Surely at once?"."""
_TITLES = frozenset(LEXICON.name_titles.split())
_BODIES = frozenset(LEXICON.institution_words.split())


@dataclass(frozen=True, slots=True)
class Strangers:
    """Names of nobody documents are about.

    `unknown` have a word that no document uses, `mentioned` stand in some document. `passing` are those of both that
    do not stand where somebody sanctioned would, or are of a city: whoever is described well enough is found in
    spite of them. `aside` are those of these that only say whose or which something is ("Dufresne's office", "the Roman
    guarantor").
    """

    unknown: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


def strangers_of(
    text: str,
    taken: Sequence[Span],
    called: Sequence[Span],
    bodies: Sequence[Span],
    spans: Sequence[Span],
    known_word: Callable[[str], bool],
) -> Strangers:
    """The names of a question that are nobody's.

    Args:
        text: The question.
        taken: Where it names somebody or a place, or writes sums and dates.
        called: Of these, where it names a respondent.
        bodies: Of these, where it names an authority.
        spans: Of these, where it names a respondent, an authority or a place.
        known_word: Whether any document uses a word.
    """
    unknown: list[str] = []
    mentioned: list[str] = []
    passing: list[str] = []
    aside: list[str] = []
    for run in _runs(text):
        words = _name_words(text, run, taken)
        if not words or _goes_with(text, words, called) or _is_any_body(text, words) or _owns(text, words, called):
            continue
        written = text[words[0][0] : words[-1][1]]
        name = bare_name(written)
        strange = [word for word in (text[a:b] for a, b in words) if _may_name(word) and not is_known(word, known_word)]
        opening = len(words) == 1 and _begins_sentence(text, words[0][0])
        of_a_sort = len(words) == 1 and len(kin_of(stem(written))) > 1
        names_nobody = opens_with_a_sort(text) or of_a_sort or _ADVERB.fullmatch(written)
        if (opening and names_nobody) or (strange and of_a_sort):
            continue
        if strange and not (opening and (spans or _GOVERNS.match(text, words[0][1]))) and not _is_kind(text, words):
            unknown.append(name)
        elif words[0][0] > 0 and _names_one(name, known_word):
            mentioned.append(name)
        if not is_sanctioned(text, words) or place_of_city(name):
            passing.append(name)
            aside += [name] if _is_aside(text, words) else []
    for start, end in _addresses(text, [*called, *bodies]):
        name = text[start:end].removeprefix("www.")
        (mentioned if is_known(name, known_word) else unknown).append(name)
        passing += [] if is_sanctioned(text, [(start, end)]) else [name]
    named = {*unknown, *mentioned}
    passing, aside = ([one for one in names if one in named] for names in (passing, aside))
    return Strangers(tuple(unknown), tuple(mentioned), tuple(passing), tuple(aside))


def _runs(text: str) -> Iterator[Span]:
    """Where capitalised words stand together, none of them in two sentences: "sent it in BCC. Did ..."."""
    for match in _CAPITALISED.finditer(text):
        begin = match.start()
        for stop in _STOP.finditer(text, begin, match.end()):
            if _ends_sentence(text[begin : stop.start()].rsplit(maxsplit=1)[-1], stop[1]):
                yield begin, stop.start()
                begin = stop.end()
        yield begin, match.end()


def _ends_sentence(word: str, following: str) -> bool:
    """Whether a full stop ends a sentence, and no short form that a name goes on after: "St. John", "J.P. Morgan"."""
    short = len(word) == 1 or "." in word or ends_in_abbreviation(f"{word}.")
    return not short or following.casefold() in STOPWORDS


def _addresses(text: str, taken: Sequence[Span]) -> list[Span]:
    """Where web addresses stand that are nobody's who is known by name."""
    return [one.span() for one in ADDRESS.finditer(text) if not overlaps(*one.span(), taken)]


def bare_name(name: str) -> str:
    """A name without its possessive ending."""
    return name.replace("’", "'").removesuffix("'s").removesuffix("'")


def is_known(word: str, known_word: Callable[[str], bool]) -> bool:
    """Whether documents use the word, its singular ("Brazilians"), or the parts of it ("Stoke-on-Trent")."""
    bare = bare_word(word)
    parts = bare.split("-")
    if len(parts) > 2 and all(map(known_word, parts)):  # noqa: PLR2004
        return True
    return known_word(bare) or (bare.endswith("s") and known_word(bare[:-1]))


def bare_word(word: str) -> str:
    """A word as documents are asked for it."""
    return word.casefold().replace("’", "'").removesuffix("'s").strip("'.-")


def _names_one(name: str, known_word: Callable[[str], bool]) -> bool:
    """Whether a name is more than a common short form."""
    return name not in ACRONYMS or is_known(name, known_word)


def _goes_with(text: str, words: Sequence[Span], called: Sequence[Span]) -> bool:
    """Whether the words only go on with the name of a respondent beside them: "Varde" in "Varde Kommune"."""
    beside = any(not text[end : words[0][0]].strip() for _, end in called if end <= words[0][0])
    return beside and all(fills_names(text[start:end]) for start, end in words)


def _owns(text: str, words: Sequence[Span], called: Sequence[Span]) -> bool:
    """Whether the words say whose a respondent is, who is named right after them: "Iliad's Free Mobile"."""
    capitals = [(start, end) for start, end in words if text[start].isupper()]
    return bool(capitals) and all(
        _POSSESSIVE.search(text[start:end]) and any(not text[end:other].strip() for other, _ in called if other >= end)
        for start, end in capitals
    )


def _is_any_body(text: str, words: Sequence[Span]) -> bool:
    """Whether the words are no more than what courts and offices are called anywhere: "the Supreme Court"."""
    return all(bare_word(text[start:end]) in _BODIES | {"s"} for start, end in words)


def fills_names(word: str) -> bool:
    """Whether a word only fills up names and tells none from another."""
    key = bare_word(word)
    return key in WEAK | LEGAL_FORMS | _BODIES or len(kin_of(stem(key))) > 1


def is_sanctioned(text: str, words: Sequence[Span]) -> bool:
    """Whether a name stands where somebody does who was sanctioned: "fine Acme", "was Acme ...", "Acme's appeal"."""
    start, end = words[0][0], words[-1][1]
    if _POSSESSIVE.search(text[start:end]):
        return bool(_OF_THEIRS.match(text[end:].lstrip(" '’s")))
    if _TO_SOMEBODY.search(text[:start].rstrip()) and _ALONE.match(text[end:]) and _SANCTION.search(text):
        return True
    return bool(_SANCTIONED.search(text[:start].rstrip())) or bool(AFTER_NAME.match(text[end:].lstrip()))


def _is_aside(text: str, words: Sequence[Span]) -> bool:
    """Whether a name only goes with the noun after it, and takes and bears no action of its own."""
    start, end = words[0][0], words[-1][1]
    after = _NOUN_AFTER.match(text[end:])
    if after is None or is_stop(after[1]):
        return False
    return bool(_POSSESSIVE.search(text[start:end])) or not _ACTS.search(text[:start].rstrip())


def _is_kind(text: str, words: Sequence[Span]) -> bool:
    """Whether letters only say what sort of company is meant: "the DNA testing firm"."""
    (start, end) = words[0]
    return len(words) == 1 and text[start:end].isupper() and bool(_KIND_OF.match(text, end))


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a capital is there only because a sentence begins."""
    return not text[:start].strip() or text[:start].rstrip()[-1] in ".!?:"


def _name_words(text: str, run: Span, taken: Sequence[Span]) -> list[Span]:
    """The words of a capitalised run that can be part of a name, without its leading question word or a title."""
    words = [match.span() for match in WORD.finditer(text, *run)]
    free = [(a, b) for a, b in words if not overlaps(a, b, [*taken, *_addresses(text, ())])]
    asking = asking_stems(text)
    while free and (asks(text[free[0][0] : free[0][1]], asking) or text[slice(*free[0])].casefold() in _TITLES):
        free.pop(0)
    return free


def asks(word: str, asking: frozenset[str]) -> bool:
    """Whether a word only asks, or says what is asked."""
    bare = word.casefold().replace("’", "'")
    return bare in STOPWORDS or bare.split("'")[0] in STOPWORDS or stem(word) in asking


def _may_name(word: str) -> bool:
    """Whether a capitalised word can be somebody's name: no reference number, no common acronym."""
    return len(word) > 2 and not any(char.isdigit() for char in word) and word.rstrip("s") not in ACRONYMS  # noqa: PLR2004
