"""Whose a sum or an order is: which of several respondents a sentence lays it on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ingest.describing.names import bare, has_legal_form, name_at, name_before, plausibility

_SHORT = 3
_KEPT = 64
"""Texts of which the words are kept: a sentence is asked about several times in a row."""
_WORD = re.compile(r"[^\W_]+")
# "a fine of EUR 3,250,000 on Acme", "S$25,000 be imposed on Acme", "una sanzione di 3.000 euro ad Acme".
_LAID_ON = re.compile(
    r"^[^.;\d]{0,40}?(?<!\w)(?P<laid>on|upon|against|for|to|from|gegen|für|contra|para|contre|pour|à|a|ad|per|alla|al|aan|op|voor|til|till|av|mot|na|dla|στον|στην|στη|στο)"
    r"\s{1,3}(?:the |la |die |den )?(?P<name>[^.;]{1,120})",
    re.IGNORECASE,
)
# What is said of whoever bears a sum, a public body as a company; a sum is also paid "to" somebody.
_BORNE = frozenset({"on", "upon", "against", "for", "gegen", "für", "contra", "contre", "pour", "para", "voor"})
_BODY = 0.9


def key_of(name: str) -> str:
    """What a text keeps calling a party: the first word of its name, or the first two where the first is short."""
    words = bare(name).split()
    return " ".join(words[: 1 if len("".join(words[:1])) > _SHORT else 2])


@lru_cache(maxsize=_KEPT)
def words_of(text: str) -> str:
    """The words of a text as names are compared, one space apart and around."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def whose(text: str, start: int, end: int, respondents: tuple[str, ...], *, shared: bool = False) -> str | None:
    """The respondent on whom the sum at `start` to `end` is laid, None where the sentence does not say.

    Args:
        text: The sentence.
        start: Where the sum begins.
        end: Where it ends.
        respondents: All there are; with only one everything is theirs that no other company stands beside.
        shared: Whether the sum is called a total: then it is nobody's alone where several are named.
    """
    if len(respondents) == 1:
        return None if _is_anothers(text, start, end, respondents[0]) else respondents[0]
    names = _names(respondents)
    words = words_of(text)
    if shared and sum(any(f" {key} " in words for key in keys) for keys in names.values()) > 1:
        return None
    laid_on = _LAID_ON.match(text[end:])
    after = words_of(laid_on["name"]) if laid_on else ""
    told = sorted((len(key), name) for name, keys in names.items() for key in keys if after.startswith(f" {key} "))
    if told and {name for length, name in told if length == told[-1][0]} == {told[-1][1]}:
        return told[-1][1]
    if laid_on and laid_on["laid"].casefold() in _BORNE and not told and name_at(laid_on["name"], 0):
        return None  # whoever it is, it is called otherwise here
    before = words_of(text[:start])
    places = [(max(before.rfind(f" {key} ") for key in keys), name) for name, keys in names.items() if keys]
    position, name = max(places, default=(-1, ""))
    if position >= 0:
        return name
    behind = {name for name, keys in names.items() if any(f" {key} " in words for key in keys)}
    return behind.pop() if len(behind) == 1 else None


def _is_anothers(text: str, start: int, end: int, respondent: str) -> bool:
    """Whether a company with its legal form, and not this one, stands right before the sum or is told to bear it."""
    laid_on = _LAID_ON.match(text[end:])
    beside = (name_before(text, start), name_at(text, end + laid_on.start("name")) if laid_on else None)
    names = [place.of(text) for place in beside if place]
    bearer = beside[1].of(text) if beside[1] and laid_on and laid_on["laid"].casefold() in _BORNE else ""
    companies = [*filter(has_legal_form, names), *([bearer] if plausibility(bearer) >= _BODY else [])]
    return any(not _may_be(name, respondent) for name in companies)


def _may_be(name: str, respondent: str) -> bool:
    """Whether a company's full name may be the respondent's; of one group, each is told by its whole name."""
    of_one_house = words_of(name).startswith(f" {key_of(respondent)} ")
    return of_one_house and not (has_legal_form(respondent) and bare(name) != bare(respondent))


def _names(respondents: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What each is called: the whole name, and its first word where no other begins with it."""
    keys = [key_of(name) for name in respondents]
    return {
        name: tuple(filter(None, (bare(name), *([key] if keys.count(key) == 1 else []))))
        for name, key in zip(respondents, keys, strict=True)
    }
