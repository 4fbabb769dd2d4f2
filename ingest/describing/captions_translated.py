"""The parties in the head of a judgment that was translated into English from another language.

Courts elsewhere set their captions otherwise than `captions.py` knows them: a line "against" between two parties with
their counsel, roles before names within a sentence ("of the plaintiff Acme d.o.o., ..., against the defendant Agency"),
roles on lines of their own, or no roles at all, only that somebody appeals against an authority's decision.
"""

from __future__ import annotations

import re
from pathlib import Path

from ingest.describing.captions import ANSWERS, APPEALS, BRINGS, DECIDED, RESISTS, Side
from ingest.describing.names import has_legal_form, is_anonymous, name_at, name_before, plausibility
from ingest.wording.phrases import read_phrases, spaced

_WORDS = {name: spaced("|".join(each)) for name, each in read_phrases(Path(__file__).with_suffix(".toml")).items()}
_PARTS = {part: re.compile(rf"(?:{_WORDS[part]})", re.IGNORECASE) for part in (BRINGS, APPEALS, ANSWERS, RESISTS)}
_ANY_ROLE = "|".join(_WORDS[part] for part in _PARTS)
_ROLE = re.compile(rf"(?<!\w)(?P<role>{_ANY_ROLE})(?!['’]?\w)", re.IGNORECASE)
# Lines may be joined: what parts the sides stands at the end of one, or at the beginning.
_LINE = re.compile(
    rf"(?:\n[\s•–—-]*|[,;.)–—-]\s)(?P<word>{_WORDS['between']})[ :–—-]*(?=\n)|\n(?P<lead>against|versus)\s?:?(?=\s)",
    re.IGNORECASE,
)
_PARTS_SIDES = re.compile(r"[,;.)–—-]\s(?:and|against|versus|vs?\.?)\s", re.IGNORECASE)
_OPENS = re.compile(rf"(?<!\w)(?:{_WORDS['opens']})", re.IGNORECASE)
_LEAD = re.compile(rf"(?:[\s“”\"„«•–—_.,:;*-]|(?:of|by|the|an?|{_WORDS['kinds']})(?=\W))*", re.IGNORECASE)
# "of the plaintiff Acme d.o.o.", "The plaintiff: Acme Zrt.", "APPELLANT\n\nAcme AB".
_BEFORE_NAME = re.compile(
    rf"(?:(?:(?<=\n)|^)(?:the\s)?(?P<label>{_ANY_ROLE})(?:\s?:\s{{0,4}}|[ \t]*\n\s{{0,4}})"
    rf"|(?<!\w)(?:of|by|from|against|between|and)\sthe\s(?P<inline>{_ANY_ROLE})(?:\s?[:,]\s|\s))",
    re.IGNORECASE,
)
_BROUGHT = re.compile(rf"(?<!\w)(?:{_WORDS['brought']})\s{{1,3}}", re.IGNORECASE)
_ASKS = re.compile(rf"\s{{1,3}}(?:{_WORDS['asks']})", re.IGNORECASE)
_AUTHORITY = re.compile(rf"(?<!\w)(?:{_WORDS['authorities']})(?!\w)", re.IGNORECASE)
_CHALLENGED = re.compile(
    rf"(?<!\w)(?:(?:{_WORDS['challenged']})\s[^;]{{0,120}}?|against (?:the )?[^,.;\n]{{0,60}}?)"
    rf"(?<!\w)(?:{_WORDS['authorities']})(?!\w)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    rf"(?<!\w)(?:against|versus|{_ANY_ROLE})(?!\w)|[a-z)]{{3}}\.\s{{1,3}}(?-i:[A-Z])|;|\n\n", re.IGNORECASE
)
_KIND = re.compile(rf"(?<!\w)(?:{_WORDS['kinds']})\s", re.IGNORECASE)
_DECIDING = Side((), frozenset({RESISTS, DECIDED}))
_OPENING, _BLOCK, _ROLES_APART, _NAME, _KIND_REACH, _SHORTEST = 4500, 700, 60, 160, 30, 4
_ORGANISATION = 0.9


def read_translated(text: str) -> tuple[Side, ...]:
    """The sides that the head of a translated judgment lists or tells; none where it does neither."""
    return _set_apart(text) or _run_on(text) or _labelled(text) or _challenging(text)


def _set_apart(text: str) -> tuple[Side, ...]:
    """The two around a line that holds no more than "against": each a name, whatever describes it, and its role."""
    for line in _LINE.finditer(text, 0, _OPENING):
        low, high = max(0, line.start() - _BLOCK), min(len(text), line.end() + _BLOCK)
        before = list(_ROLE.finditer(text, low, line.start()))
        behind = next(_ROLE.finditer(text, line.end(), high), None)
        if not before or (behind is None and (line["word"] or "").casefold() == "and"):
            continue
        first = next(each for each in before if before[-1].start() - each.start() <= _ROLES_APART)
        start = _opened(text, low, first.start())
        end = behind.start() if behind else high
        parts = _parts(text, end, end + _ROLES_APART) if behind else frozenset({RESISTS})
        one = _side(text, start, first.start(), _parts(text, first.start(), before[-1].end()))
        two = _side(text, line.end(), end, parts)
        if one.parts & {BRINGS, APPEALS} and two.parts & {ANSWERS, RESISTS}:
            return (one, two)
    return ()


def _run_on(text: str) -> tuple[Side, ...]:
    """The same where lines were joined: "in the case between Acme, in Zeist, claimant, and the Agency, defendant"."""
    for opened in _OPENS.finditer(text, 0, _OPENING):
        first = _ROLE.search(text, opened.end() + _SHORTEST, opened.end() + _BLOCK)
        gap = _PARTS_SIDES.search(text, first.end(), first.end() + _BLOCK) if first else None
        second = _ROLE.search(text, gap.end() + _SHORTEST, gap.end() + _BLOCK) if gap else None
        if first is None or gap is None or second is None:
            continue
        one = _side(text, opened.end(), first.start(), _parts(text, first.start(), first.end()))
        two = _side(text, gap.end(), second.start(), _parts(text, second.start(), second.end()))
        if one.names and one.parts & {BRINGS, APPEALS} and two.parts & {ANSWERS, RESISTS}:
            return (one, two)
    return ()


def _opened(text: str, low: int, end: int) -> int:
    """Where the first party's name begins: behind what opens the caption, else with the paragraph above the role."""
    opened = list(_OPENS.finditer(text, low, end))
    if opened:
        return opened[-1].end()
    above = text.rfind("\n\n", low, text.rfind("\n", low, end) + 1 or end)
    return above + 1 if above >= 0 else low


def _labelled(text: str) -> tuple[Side, ...]:
    """Roles before names: the first that bring the matter, and the first that answer, or whose decision it is."""
    bringing: Side | None = None
    for label in _BEFORE_NAME.finditer(text, 0, _OPENING):
        side = _side(text, label.end(), _own_end(text, label.end()), _parts(text, label.start(), label.end()))
        if bringing and side.parts & {ANSWERS, RESISTS}:
            return (bringing, side)
        if bringing is None and side.parts & {BRINGS, APPEALS}:
            bringing = side
    return (bringing, _DECIDING) if bringing and bringing.names and _CHALLENGED.search(text, 0, _OPENING) else ()


def _challenging(text: str) -> tuple[Side, ...]:
    """Whoever goes to court against an authority's decision: "on the complaint of Acme Ltd against the decision of"."""
    if not _CHALLENGED.search(text, 0, _OPENING):
        return ()
    appeals = frozenset({APPEALS})
    brought = (match.end() for match in _BROUGHT.finditer(text, 0, _OPENING))
    told = [_side(text, at, _own_end(text, at), appeals) for at in brought]
    for match in _ASKS.finditer(text, 0, _OPENING):
        name = name_before(text, match.start())
        told += (
            [Side((name,), appeals, _KIND.search(text, max(0, name.start - _KIND_REACH), name.start) is not None)]
            if name
            else []
        )
    parties = (each for each in told if each.names and DECIDED not in each.parts)
    bodies = (each for each in parties if each.bodies or _is_body(each.names[0].of(text)))
    return (next(bodies, Side((), appeals)), _DECIDING)


def _side(text: str, start: int, end: int, parts: frozenset[str]) -> Side:
    """The side whose name begins in a place, past what says of what kind its bearer is; no name that was taken out."""
    lead = _LEAD.match(text, start, end)
    at = lead.end() if lead else start
    name = name_at(text, at)
    if name is None or name.end > end or is_anonymous(name.of(text)):
        name = None
    if _AUTHORITY.search(text, at, end):
        return Side((name,) if name else (), parts | {DECIDED})
    return Side((name,) if name else (), parts, bodies=_KIND.search(text, start, at) is not None)


def _own_end(text: str, start: int) -> int:
    """Where what is said of a party ends: before the next role, or what it goes against."""
    end = _NEXT.search(text, start, start + _NAME)
    return end.start() if end else min(len(text), start + _NAME)


def _is_body(name: str) -> bool:
    return has_legal_form(name) or plausibility(name) >= _ORGANISATION


def _parts(text: str, start: int, end: int) -> frozenset[str]:
    return frozenset(part for part, words in _PARTS.items() if words.search(text, start, end))
