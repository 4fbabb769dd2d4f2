"""The parties on the first page of a judgment, each with its role: "BETWEEN Ann Bell CLAIMANT and Acme Ltd DEFENDANT".

Courts and tribunals of the English-speaking world list them one under another, each before its role; American courts
set a "v." between them, the Supreme Court of the United Kingdom puts roles in brackets, Australia cites "Acme v Bell
[2025] FCA 1", and references to the Court of Justice name who is before the court that asks. Lines may be lost: what is
read is the order of names, roles and what parts them. Who of them answers for what was done is told in `sides.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Span
from ingest.describing.names import name_at
from ingest.describing.party_names import names_in
from ingest.describing.persons import TITLE
from ingest.wording.phrases import any_of, read_phrases, spaced

_WORDS = read_phrases(Path(__file__).with_name("captions.toml"))
BRINGS, ANSWERS, APPEALS, RESISTS, BESIDE, HELPS = "brings", "answers", "appeals", "resists", "beside", "helps"
DECIDED = "decided"
"""The part of an authority whose decision a court is asked to undo, whatever the text calls it."""
CHARGED = "charged"
"""The part of those in whose matter an authority proceeds: "In the Matter of Acme Inc. and Ann Bell, Respondents"."""
_PARTS = {
    part: re.compile(spaced("|".join(_WORDS[part])), re.IGNORECASE)
    for part in (BRINGS, ANSWERS, APPEALS, RESISTS, BESIDE, HELPS)
}
_ROLES = spaced("|".join(phrase for part in _PARTS for phrase in _WORDS[part]))
_ROLE_WORD = rf"(?:(?:{'|'.join(_WORDS['ordinals'])})\s)?(?:{_ROLES})"
_ORDINAL = re.compile(rf"(?:{'|'.join(_WORDS['ordinals'])})\s", re.IGNORECASE)
# "Plaintiff, Case No. 22-CV-1253 v.": what stands in the other column of an American caption.
_NUMBERED = r"(?:[\s,.)]*(?:Case|Civil|Civ\.|Docket|Index|No\.)(?:\s[A-Za-z]+){0,3}\.?:?\s[\w:().-]*\d[\w:().-]*)?"
_BETWEEN = rf"{_NUMBERED}[\s•–—_.,:;)\]-]*(?<!\w)(?:{'|'.join(_WORDS['between'])})(?!\w)[\s•–—_.,:;-]*"
_LEAD = re.compile(_BETWEEN, re.IGNORECASE)
# A role ends a line, or a separator, the next name or a bracket follows; "the Claimant argues" is prose.
_ROLE = re.compile(
    rf"(?<!\w)(?P<role>{_ROLE_WORD}(?:\s?[/–-]\s{{0,3}}{_ROLE_WORD}){{0,3}})(?!\w)"
    rf"(?=\s*(?:[,.:;)•–—_-]|\n|$)|{_BETWEEN}|\s+[A-Z\[])",
    re.IGNORECASE,
)
_VERSUS = re.compile(rf"{_NUMBERED}[\s,.)\]–—-]*(?:v|vs|versus)\.?[\s–—-]", re.IGNORECASE)
_OPENS = re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS['opens'])})(?!\w)\s?[:/–-]*\s")
_PROSE = re.compile(rf"(?<!\w)(?:{spaced('|'.join(_WORDS['prose']))})(?!\w)")
_ARTICLE = re.compile(r"(?:^|\s)(?:[Tt]he|an?|for|of|by|[Ss]aid|[Ee]ach|any|-)\s*$")
# Whoever was left no more than letters: "EQ", "A. and B.", "X.Y."
_LETTERS = re.compile(r"\W*(?:[A-Z]{1,3}\W+){1,4}")
_CITED_AS = re.compile(
    r"(?:^|\n|>> |: )(?P<one>[^\n>\[\]]{1,120}?)\s(?P<between>[vV]\.?|-v-|and)\s(?P<two>[^\[\]]{2,120}?)"
    r"(?P<topic>\s\((?:Privacy|No\.? ?\d+|Approved)\))*,?\s{1,3}"
    r"\\?\[?(?:19|20)\d\d\\?\]?\s(?P<series>[A-Z][A-Za-z]{1,9})\s"
)
# "Commissioner initiated investigation into Acme Ltd and Bell Ltd": the "and" parts no two sides.
_INVESTIGATED = re.compile(r".*[Ii]nvestigation (?:into|of) (?=[A-Z])")
_AND_SERIES = frozenset({"AICmr", "AATA", "ARTA"})
"""Series that call their cases "Acme and Bell"."""
_LABELS = tuple(
    label
    for part in (BRINGS, ANSWERS, APPEALS, RESISTS)
    for word in _WORDS[part]
    for label in (f"{word.removesuffix('s?').casefold()}:", f"{word.replace('s?', 's').casefold()}:")
)
"""What a text in small letters holds where roles stand before names, told much sooner than by the pattern."""
_LABELLED = re.compile(
    rf"(?:^|\n|(?<=[a-z\d'’”] )(?<!the )|(?<=[a-z\d'’”]\n))(?P<role>{_ROLE_WORD}):\s"
    rf"(?P<names>(?:[^\n:]|\n+(?=\(\d\))){{2,240}}?)"
    rf"(?=\n(?!\n*\(\d\))|$|\s(?:{_ROLE_WORD}|[A-Z][a-z]+(?:\s[a-z]+){{0,2}}):|\s(?:ACN|ABN|UEN)\s)"
)
_ON_LINES = re.compile(
    r"(?:^|\n)(?P<one>[^\n]{2,120}?)\s+[-–—]?\s?(?:v|vs|versus|V|VS|VERSUS)\.?\s?[-–—]?\s*\n\s*"
    r"(?P<two>[^\n]{2,120}(?:(?<=,)\n+[^\n]{2,120}){0,3})(?=\n|$)"
)
_ON_A_LINE = re.compile(r"(?:^|\n)(?P<one>[^\n.()]{2,100}?)\s(?:v|vs|-v-)\.?\s(?P<two>[A-Z][^\n]{2,160}[^\n.])(?=\n)")
_IN_BRACKETS = re.compile(
    r"(?:Ref|Reference|Case|File|No|Number|Matter)\b[^\n()]{0,40}\((?P<one>[^()\n]{2,60}?)\sv\.?\s"
    r"(?P<two>(?:[^()\n]|\([^()\n]{2,30}\)){2,100})\)"
)
# "In the Matter of Investigation by ANN BELL, Attorney General, of ACME INC.": who investigates is no party.
_MATTER = re.compile(
    r"(?<!\w)(?:In the [Mm]atter of|IN THE MATTER OF)\s+"
    r"(?:[^;]{0,60}?(?<!\w)(?:Investigation|INVESTIGATION)\s(?:by|BY)\s[^;]{1,200}?,\s(?:of|OF)\s+)?(?=[A-Z(\d])"
)
_MATTER_END = re.compile(rf"(?<!\w)(?:{spaced('|'.join(_WORDS['matter_ends']))})")
_PAIR = re.compile(
    rf"(?:^|\n|(?<=\d )){TITLE}[A-Z][\w’'-]*(?:\s[A-Z][\w’'.-]*){{0,4}}\s(?P<and>and\s(?:the\s)?)(?=[A-Z])"
)
_BEHIND_PAIR = re.compile(rf"\s(?:{spaced('|'.join(_WORDS['behind_titles']))})(?!\w)")
_REQUESTED = any_of(_WORDS["requested"])
_REFERRED = any_of(_WORDS["reference_opens"], ignore_case=False)
_REFERRED_END = any_of(_WORDS["reference_ends"], ignore_case=False)
_REFERRED_VERSUS = re.compile(r"\s(?:v|against)\s")
_JOINED = any_of(_WORDS["reference_joined"])
_OPENING, _TITLE = 4500, 500
"""Characters in which a first page is looked for, and the title it is cited by."""
_AGAINST = (
    " v ",
    " v.",
    " v\n",
    "\nv ",
    "\nv.",
    "\nv\n",
    " vs",
    "\nvs",
    " V ",
    " V.",
    "\nV",
    "-v-",
    "-V",
    " VERSUS",
    "versus",
)
_OF_REFERENCES = ("REQUEST", "preliminary ruling")
_MOST_SIDES, _MOST_OPENED = 6, 4
_LONGEST, _LONGEST_REFERENCE = 420, 900
"""Characters of the names of one side with their role, and of a reference's parties with those who represent them."""


@dataclass(frozen=True, slots=True)
class Side:
    """Those who share a role, and the parts that it says they have: who defended and now appeals has two.

    `bodies`: the text says that they are organisations, whatever their names look like: "the company Acme".
    """

    names: tuple[Span, ...]
    parts: frozenset[str]
    bodies: bool = False


def read_caption(text: str) -> tuple[Side, ...]:
    """The sides that the first page of a judgment lists; none where it lists no two."""
    for sides in (*_under_openings(text), *_around_versus(text)):
        if _opposed(sides):
            return sides
    return (
        tuple(_labelled(text))
        or _in_matter(text)
        or _referred(text)
        or _cited_as(text)
        or _titled(text)
        or _opposed_without_roles(text)
    )


def tells_of_request(text: str) -> bool:
    """Whether the first pages speak of access to what an authority holds."""
    return _REQUESTED.search(text, 0, _OPENING) is not None


def _opposed(sides: tuple[Side, ...]) -> bool:
    for number, side in enumerate(sides):
        others = (other.parts for other in (*sides[:number], *sides[number + 1 :]))
        if side.parts & {BRINGS, APPEALS} and any(parts & {ANSWERS, RESISTS} for parts in others):
            return True
    return False


def _under_openings(text: str) -> Iterator[tuple[Side, ...]]:
    for number, match in enumerate(_OPENS.finditer(text, 0, _OPENING)):
        if number < _MOST_OPENED:
            yield tuple(_listed(text, match.end()))


def _around_versus(text: str) -> Iterator[tuple[Side, ...]]:
    """Roles that a "v." follows: "Maria Lopez, Plaintiff, v. Acme Inc., Defendant"."""
    opening = text[:_OPENING]
    if not any(each in opening for each in _AGAINST):
        return
    for role in _ROLE.finditer(opening):
        if _VERSUS.match(text, role.end()):
            before = text[: role.start()].rstrip(" \n(,")
            line = before.rfind("\n") + 1
            if text.startswith("(", line):
                # "(Suing as the next friend of L.K., a minor)": whom that describes stands above
                line = before[:line].rstrip().rfind("\n") + 1
            yield tuple(_listed(text, max(line, role.start() - _LONGEST, 0)))


def _listed(text: str, at: int) -> Iterator[Side]:
    """Side after side from `at` on, as long as something parts them and each ends in a role."""
    parts: frozenset[str] = frozenset()
    for number in range(_MOST_SIDES):
        lead = _LEAD.match(text, at)
        bracketed = text[at : at + 1] == ")"
        role = next(_roles(text, lead.end() if lead else at), None)
        below = role is not None and text.startswith("\n", at) and bool(_parts(role["role"]) & {BESIDE, HELPS})
        if role is None or (number and not (lead or bracketed or below or _is_counted(role["role"], parts))):
            return
        start = lead.end() if lead else at
        if _PROSE.search(text, start, role.start()) or _ARTICLE.search(text[start : role.start()]):
            return
        names = tuple(names_in(text, start, role.start(), several=_are_several(role["role"])))
        if not names and not _LETTERS.fullmatch(text, start, role.start()):
            return
        parts = _parts(role["role"])
        yield Side(names, parts)
        at = role.end()


def _is_counted(role: str, parts: frozenset[str]) -> bool:
    """Whether a role is that of the side before once more: "Acme Ltd 1st Respondent Bell Ltd 2nd Respondent"."""
    return _ORDINAL.match(role) is not None and _parts(role) == parts


def _are_several(role: str) -> bool:
    """Whether a role is that of several: "Respondents", "Notice Parties"."""
    return role.casefold().endswith("s")


def _roles(text: str, start: int) -> Iterator[re.Match[str]]:
    """The roles that stand near after a place: capitals, or set between commas."""
    for role in _ROLE.finditer(text, start, min(len(text), start + _LONGEST)):
        between_commas = text[start : role.start()].rstrip().endswith(",") and text.startswith(",", role.end())
        if between_commas or not role["role"][0].islower():
            yield role


def _labelled(text: str) -> Iterator[Side]:
    """Roles before names: "Claimant: Ms R Bell", "Respondent: Acme Trust"; none unless two stand near each other."""
    opening = text[:_OPENING].casefold()
    if not any(label in opening for label in _LABELS):
        return
    found = list(_LABELLED.finditer(text, 0, _OPENING))
    near = [match for match in found if match.start() - found[0].start() < _LONGEST]
    if len({match["role"] for match in near}) > 1:
        for match in near:
            names = tuple(names_in(text, *match.span("names")))
            if names and not _PROSE.search(match["names"]):
                yield Side(names, _parts(match["role"]))


def _parts(role: str) -> frozenset[str]:
    return frozenset(part for part, words in _PARTS.items() if words.search(role))


def _in_matter(text: str) -> tuple[Side, ...]:
    """Those whom a caption of one side names, as American authorities set it, down to their role or the number."""
    for opened in _MATTER.finditer(text, 0, _OPENING):
        ended = _MATTER_END.search(text, opened.end(), opened.end() + _LONGEST)
        between = text[opened.end() : ended.start()] if ended else ""
        if ended and not (_PROSE.search(between) or _ROLE.search(between)):
            names = tuple(names_in(text, opened.end(), ended.start()))
            return (Side((), frozenset({BRINGS})), Side(names, frozenset({ANSWERS, CHARGED}))) if names else ()
    return ()


def _referred(text: str) -> tuple[Side, ...]:
    """The parties before the court that referred: "in the proceedings A v Acme GmbH, joined party: Bell AG"."""
    opening = text[:_OPENING]
    opened = _REFERRED.search(opening) if any(each in opening for each in _OF_REFERENCES) else None
    if opened is None:
        return ()
    ended = _REFERRED_END.search(text, opened.end(), opened.end() + _LONGEST_REFERENCE)
    end = ended.start() if ended else opened.end()
    versus = _REFERRED_VERSUS.search(text, opened.end(), end)
    if versus is None:
        return ()
    joined = _JOINED.search(text, versus.end(), end)
    sides = [
        Side(tuple(names_in(text, opened.end(), versus.start())), frozenset({APPEALS})),
        Side(tuple(names_in(text, versus.end(), joined.start() if joined else end)), frozenset({ANSWERS})),
    ]
    if joined:
        sides.append(Side(tuple(names_in(text, joined.end(), end)), frozenset({BESIDE})))
    return tuple(sides)


def _cited_as(text: str) -> tuple[Side, ...]:
    """The two whom the case is called by, in the title of the document itself."""
    title = _CITED_AS.search(text, 0, _TITLE)
    if title is None or (title["between"] == "and" and title["series"] not in _AND_SERIES):
        return ()
    into = _INVESTIGATED.match(title["one"])
    if into:
        investigated = names_in(text, title.start("one") + into.end(), title.end("two"))
        return (Side((), frozenset({BRINGS})), Side(tuple(investigated), frozenset({ANSWERS})))
    one, two = (tuple(names_in(text, *title.span(name))) for name in ("one", "two"))
    return (Side(one, frozenset({BRINGS})), Side(two, frozenset({ANSWERS})))


def _titled(text: str) -> tuple[Side, ...]:
    """Who asked an authority for what it holds, and that authority, in the title: "Ms Q and Acme County Council"."""
    pair = _PAIR.search(text, 0, _TITLE)
    named = name_at(text, pair.end()) if pair and tells_of_request(text) else None
    if named is None or re.match(r"\s[a-z]", text[named.end :]):
        return ()
    behind = _BEHIND_PAIR.search(text, named.start, named.end)
    asked = Span(named.start, behind.start() if behind else named.end)
    return (Side((), frozenset({BRINGS})), Side((asked,), frozenset({ANSWERS})))


def _opposed_without_roles(text: str) -> tuple[Side, ...]:
    """Two names with a "v" on a line between them, or in brackets behind a number: "Ref: 12/23 (Bell v. Acme Ltd)"."""
    opening = text[:_OPENING]
    if not any(each in opening for each in _AGAINST):
        return ()
    ways = (_ON_LINES, _IN_BRACKETS, _ON_A_LINE)
    match = next(filter(None, (way.search(text, 0, _TITLE) for way in ways)), None)
    if match is None or any(_PROSE.search(match[name]) for name in ("one", "two")):
        return ()
    several = match.re is _ON_A_LINE
    behind = _BEHIND_PAIR.search(text, *match.span("two")) if several else None
    one = tuple(names_in(text, *match.span("one"), several=several))
    two = tuple(names_in(text, match.start("two"), behind.start() if behind else match.end("two"), several=several))
    return (Side(one, frozenset({BRINGS})), Side(two, frozenset({ANSWERS}))) if two else ()
