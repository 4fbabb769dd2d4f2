"""Names of organisations: where one begins or ends in a text, and whether it can be a party at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from corpus.documents import Span
from ingest.wording.phrases import read_phrases

_WORDS = read_phrases(Path(__file__).with_name("names.toml"))
_LEGAL = "(?:" + "|".join(_WORDS["legal"]) + ")"
_LEGAL_BEFORE = "(?:" + "|".join(_WORDS["legal_before"]) + ")"
_LINKS = frozenset((*_WORDS["link"], "The"))
_LINK = "(?:" + "|".join(re.escape(word) for word in _WORDS["link"]) + ")"
_LOWER_BODY = "(?:" + "|".join(_WORDS["lower_body"]) + ")"
_CAPITAL = "A-ZÀ-ÖØ-ÞŁŚŻŽŠČĆĐĀĒĪŪĖĄŲŞİĞȘȚŐŰĂΑ-ΩΆΈΉΊΌΎΏА-Я"
_WORD = (
    rf"(?:(?!The )[{_CAPITAL}](?:[\w’'&/*-]|\.(?=[\w&])){{0,30}}"
    r"|\d{1,3}[A-Za-z]\w{1,20}|\d{1,3}&\d{1,3})"
)
_QUOTE = '["“”„«»]'
# "Ministry of Transport, Mobility and Urban Agenda"
_LISTING = (
    rf"(?:Ministr[a-z]+|MINISTRY|Minist[eè]r[a-zio]+|Department|Secretariat) (?:of|OF|for|de|dell[ao]) "
    rf"(?:{_WORD}(?: {_WORD})?, ){{1,3}}"
)
# UAB "Miesto bilietai", "Lesna gora" OOD: with a legal form beside it all that is quoted is the name.
_UNQUOTED = rf"[{_CAPITAL}][^{_QUOTE[1:-1]}\n]{{2,60}}{_QUOTE}"
_QUOTED = rf"{_LEGAL_BEFORE} {_QUOTE}{_UNQUOTED}|(?<={_QUOTE}){_UNQUOTED},? {_LEGAL}(?!\w)"
# "Zdravotní pojišťovna Morava, a.s.": small words are a part of a name before legal forms of central Europe.
_IN_SMALL = (
    r" (?!\w+(?:ed|es|ing|ions?|with|from|that|which)\b)[^\W\dA-Z_]{5,24}"
    rf"(?: {_WORD}){{0,2}}"
    r"(?=,? (?:a\.s\.|s\.r\.o\.|n\.o\.|o\.p\.s\.|z\.s\.|d\.o\.o|d\.d\.|Kft|Zrt|Nyrt|[Ss]p\. z|S\.A\.))"
)
# No name begins with anything but these, which is told of most letters at once: in two fifths of the time.
_BEGINNING = rf"(?=[{_CAPITAL}\dt{_QUOTE[1:]})"
_NAME = re.compile(
    rf"{_BEGINNING}(?:the |The )?{_QUOTE}?(?P<name>{_QUOTED}|(?:{_LISTING}|{_LEGAL_BEFORE} {_QUOTE}?)?"
    rf"{_WORD}(?:{_QUOTE}? (?:{_LINK} ){{0,3}}{_WORD}){{0,9}}"
    rf"(?: \([A-Z]{{2,8}}\) NHS (?:Foundation )?Trust)?"
    rf"(?: \([A-Z][A-Za-z]{{0,14}}\)(?: {_WORD}){{0,3}}?(?=,? {_LEGAL}(?!\w)))?"  # "Acme (UK) Ltd"
    r"(?:(?:(?<=Plan)|(?<=Branch)|(?<=School)|(?<=Lodge)|(?<=Hospital)) No\.? ?\d{1,6}(?!\w))?"
    rf"(?:{_IN_SMALL})?"
    rf"(?:\.?{_QUOTE})?(?:,? ?{_LEGAL}(?![\w])){{0,2}}(?: {_LOWER_BODY}(?!\w))?)"
)
_ENDS_LEGAL = re.compile(rf"(?<![\w.]){_LEGAL}\.?$")
_BEGINS_LEGAL = re.compile(rf"{_LEGAL_BEFORE} (?=\W?[{_CAPITAL}])")
_LEGAL_ALONE = re.compile(rf"{_LEGAL}\.?")
_LEGAL_BEHIND = re.compile(rf",? {_LEGAL}(?!\w)")
_LEGAL_AT_END = re.compile(rf"(?<![\w.]){_LEGAL}(?!\w)")
_BODY = re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS['body'])}|(?<=[^\W] ){_LOWER_BODY}$)(?!\w)")
_NO_NAME = "|".join((*_WORDS["generic"], *_WORDS["brands"]))
_GENERIC = re.compile(_NO_NAME)
_BRAND = re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS['brands'])})(?!\w)")
_NOT_A_PARTY = re.compile(rf"(?:The |A |An )?(?:(?:{'|'.join(_WORDS['not_a_party'])})(?!\w)|(?:{_NO_NAME})$)")
# "We Buy Any Car Limited": a legal form makes a company's name of what else would begin a sentence.
_PRONOUN_COMPANY = re.compile(rf"(?:We|You|Your|Our|It(?:['’]s)?|No) (?:\S+ ){{1,6}}{_LEGAL}$")
_TRAILING = re.compile(rf"(?:[’']s|(?: {_LINK}|[,:;&’'/\s-]|{_QUOTE})+)$")
# "Ford for Misrepresenting Fuel Economy" in a headline: what it did is no part of the name.
# "Board for Housing Grants": what it is for ends like a deed.
_DEED = re.compile(rf" (?:for|by|after|over) (?!(?:{'|'.join(_WORDS['fields'])})\b)[A-Z]\w+ing\b.*$")
# "Aan de Stichting Acme" opens a sentence.
_OPENING_WORDS = re.compile(r"(?:Aan|An) (?:(?:de|het|den|die|das) )?(?=\S)")
# "ICT Helpdesk in Bergen municipality": the body is what it is a part of.
_PLACE_OF = re.compile(rf".* (?:in|at|and) (?=[{_CAPITAL}][\w-]+ {_LOWER_BODY}$)")
# "N*** Holding", "'HXB' Pty Ltd", "ABC Ltd".
_TAKEN_OUT = re.compile(rf"\*\\?\*|^['‘\"“]?[A-Z]{{2,4}}['’\"”](?:\s|$)|^(?:ABC|DEF|XYZ|XY|AB)\s{_LEGAL}$")
# "1&1 Telecom GmbH"
_FIGURES = re.compile(r"\d&\d")
# "Parties: Acme SAS National Case Number/Name": the next label of a table whose lines were lost.
_NEXT_LABEL = re.compile(r" (?:National|European) Case(?!\w).*$")
# "Acme Pty Ltd Decision date 3 August", "Bank of Aotearoa Date of issue: 14 September": the next label again.
_LABEL_BEHIND = re.compile(r" (?:Date|Dated|Decision|Application|Address|Case|File|Reference|Catchwords|Heard)$")
_LABEL_GOES_ON = re.compile(r"(?: [a-z]+){0,2}:")
# "Klarna Bank AB och Integritetsskyddsmyndigheten": behind a legal form another begins.
_AND_ANOTHER = re.compile(rf"(?<=\w )({_LEGAL}) (?:and|och|og|und|et|y|en|oraz|i|e|in|at) .*$")
# "Acme Limited Bell Limited": lines were lost between two names. Forms that begin no word of a name themselves.
_RUN_ON = re.compile(
    r"(?<=[\w.)] )"
    r"(?:(?:Pty |Pte |Co\.? |Company )?(?:Limited|LIMITED|Ltd|LTD)\.?|LLC|LLP|plc|PLC|GmbH|DAC|Inc\.?|INC\.?)"
    r"(?= (?!Partnership|Liability|Company|Pension|Retirement|Staff|Employees?|Group|Holdings?|Trust|Partners|UK"
    rf"|{_LEGAL}(?!\w)|{_LINK} )[{_CAPITAL}])"
)
_SHORTEST, _LONGEST = 3, 140
_FORM_REACH, _FORM_BEGUN = 14, 12
"""Characters behind a name in which a legal form that began in it may end."""
BRACKETED_IN_NAME = rf"[A-Z][A-Za-z]{{0,14}}\)(?:\s{_WORD}){{0,3}}?,?\s{_LEGAL}(?!\w)"
"""What makes a bracket a part of a name: "Acme (UK) Ltd", "Bell (Holdings) Company Limited"."""
NAMES = 4096
"""Names whose worth is remembered: a document says the same few hundred again and again."""


def name_at(text: str, start: int) -> Span | None:
    """The name that begins at `start`, with its legal form."""
    match = _NAME.match(text, start, min(len(text), start + _LONGEST))
    return _trimmed(text, match, _RUN_ON.search(text, *match.span("name"))) if match else None


def name_before(text: str, end: int) -> Span | None:
    """The name that ends at `end`, a space or a comma apart."""
    low = max(0, end - _LONGEST)
    best = None
    for match in _NAME.finditer(text, low, end):
        # of the names before it few reach so far
        if match.end() + _FORM_REACH + len(" ,") < end:
            continue
        span = _trimmed(text, match, _RUN_ON.search(text, *match.span("name")))
        if span and end - span.end <= len(" ,") and not text[span.end : end].strip(" ,"):
            best = span
    return best


def brand_at(text: str, start: int) -> Span | None:
    """The brand that stands alone at `start`, one that `name_at` passes over because decisions drop it everywhere."""
    match = _BRAND.match(text, start)
    return Span(*match.span()) if match else None


def brand_before(text: str, end: int) -> Span | None:
    """The same, where it ends at `end`, a space or a comma apart."""
    near = text[:end].rstrip(" ,")
    match = next((m for m in _BRAND.finditer(text, max(0, end - _LONGEST), len(near)) if m.end() == len(near)), None)
    return Span(*match.span()) if match and end - len(near) <= len(" ,") else None


def all_names(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Every name in `text[start:end]` that can be an organisation's, in order."""
    limit = len(text) if end is None else end
    match = _NAME.search(text, start, limit)
    while match:
        run_on = _RUN_ON.search(text, *match.span("name"))
        span = _trimmed(text, match, run_on)
        if span:
            yield span
        match = _NAME.search(text, run_on.end() if run_on else match.end(), limit)


def _trimmed(text: str, match: re.Match[str], run_on: re.Match[str] | None) -> Span | None:
    """The name without what only seems to be of it; `run_on` is what ends it where another follows at once."""
    start, end = match.span("name")
    end = run_on.end() if run_on else _with_legal_form(text, start, end)
    if text[end : end + 1] == ":":
        # "Acme Limited Of: 1 High Street": what a colon follows is the next label
        end = text.rfind(" ", start, end) if " " in text[start:end] else start
    label = _LABEL_BEHIND.search(text[start:end])
    if label and (_LABEL_GOES_ON.match(text, end) or _ENDS_LEGAL.search(text[start : start + label.start()])):
        end = start + label.start()
    part = _naming_part(text[start:end])
    return Span(start + part.start, start + part.end) if part else None


@lru_cache(NAMES)
def _naming_part(words: str) -> Span | None:
    """What of a name's words is the name itself, None where nothing is that can be a party's."""
    place = _PLACE_OF.match(words) or _OPENING_WORDS.match(words)
    start = place.end() if place else 0
    name = _AND_ANOTHER.sub(r"\1", _NEXT_LABEL.sub("", words[start:]))
    if not _ENDS_LEGAL.search(name):
        name = _TRAILING.sub("", _DEED.sub("", name))
    if len(name) < _SHORTEST or (_NOT_A_PARTY.match(_BEGINS_LEGAL.sub("", name)) and not _PRONOUN_COMPANY.match(name)):
        return None
    return Span(start, start + len(name))


def with_legal_form(text: str, name: Span) -> Span:
    """The name with the legal form behind it, a space or a comma apart."""
    match = _LEGAL_BEHIND.match(text, name.end)
    return Span(name.start, _with_legal_form(text, name.start, match.end() if match else name.end))


def _with_legal_form(text: str, start: int, end: int) -> int:
    """Where a legal form of several words ("Sp. z o.o.") begins inside the name, the name runs to its end."""
    for form in _LEGAL_AT_END.finditer(text, max(start + 1, end - _FORM_BEGUN), end + _FORM_REACH):
        if form.start() <= end + 1 and form.end() > end:
            return form.end()
    return end


@lru_cache(NAMES)
def plausibility(name: str) -> float:
    """1 for a name with a legal form, less for a public body, least for bare words."""
    if has_legal_form(name):
        return 1.0
    if _BODY.search(name):
        return 0.9
    return 0.6 if " " in name else 0.4


@lru_cache(NAMES)
def has_legal_form(name: str) -> bool:
    """Whether the name ends in a legal form, or begins with one: SIA "Quantrum"."""
    return bool(_ENDS_LEGAL.search(name) or _BEGINS_LEGAL.match(name))


def run_on_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where in `text[start:end]` a name ends whose next one follows without anything between them."""
    for form in _RUN_ON.finditer(text, start, end):
        yield form.end()


def legal_form_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Where the legal forms in `text[start:end]` end, with the point of an abbreviation."""
    for form in _LEGAL_AT_END.finditer(text, start, end):
        yield form.end()


def is_legal_form(name: str) -> bool:
    """Whether the name is a legal form and nothing else: its bearer was made anonymous."""
    return _LEGAL_ALONE.fullmatch(name.strip()) is not None


@lru_cache(NAMES)
def is_anonymous(name: str) -> bool:
    """Whether nothing is left of the name but letters that stand for it: "X municipality", "Company A", "XXX Ltd".

    Or a part of it was taken out: "N*** Holding GmbH".
    """
    if _TAKEN_OUT.search(name):
        return True
    if _FIGURES.search(name):
        return False
    words = [word for word in re.findall(r"[^\W_]+", _LEGAL_AT_END.sub("", _BODY.sub(" ", name))) if word not in _LINKS]
    if not words:
        # "Electoral Commission" says which; "Company Ltd" does not
        return all(_GENERIC.fullmatch(match.group()) for match in _BODY.finditer(name))
    return all(len(set(word.casefold())) == 1 for word in words)


@lru_cache(NAMES)
def bare(name: str) -> str:
    """The words of a name without its legal form, in lower case: what two mentions of one party share."""
    without = _BEGINS_LEGAL.sub("", _LEGAL_AT_END.sub("", name))
    return " ".join(re.findall(r"\w+", without.casefold())) or " ".join(re.findall(r"\w+", name.casefold()))


def is_generic(name: str) -> bool:
    """Whether a name is only a word for a part or a body: "Interested Party", "Data User", "Company"."""
    return _NOT_A_PARTY.fullmatch(name.strip()) is not None


def readable(name: str) -> str:
    """The name on one line, without the quotation marks inside it."""
    return " ".join(re.sub(_QUOTE, "", name).split())
