"""What a sentence says befell a decision: an act and its object, in whichever voice, as English tells it.

"The tribunal quashed the fine", "the fine was quashed", ", quashing the fine". What is only asked for, possible, denied
or quoted is no deed. Who acted is told by the words before an active verb or behind "by"; dates are read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpus.matters import EventKind
from ingest.extract.steps.act_words import (
    FORMS,
    OBJECTS,
    REVIEW,
    STOPS,
    WORDS,
    Token,
    begins_clause,
    head_of,
    is_authoritys,
    is_in_part,
    is_of_purpose,
    is_of_review,
    objects_of,
    tokens_of,
)
from ingest.wording.phrases import read_phrases
from ingest.wording.sifted import sifted

_PHRASES = sifted(
    {EventKind(kind): each for kind, each in read_phrases(Path(__file__).with_name("act_phrases.toml")).items()}
)
_REACH, _BACK = 16, 20
_NEAR, _AFTER = 5, 8
_SUBJECT, _OWNER = 14, 3
_QUOTES = frozenset('“”"')
_BARE = frozenset({"set aside", "cut", "brought", "sent", "made"})
"""Forms that are infinitives too, or that stand in phrases of what somebody wants."""
_OF_WHICH = frozenset((word, "which") for word in ("in", "by", "with", "under", "to"))
_ARTICLES = frozenset({"the", "this", "that", "a", "an", "its", "their"})
_NOUNS = frozenset({"appeal", "stay", "lower", "send"})
_DETERMINED = [[word] for word in ("the", "a", "an", "its", "this", "that", "their", "both", "it")]
"""Behind a verb that could be a noun, as in "Appeals Board"."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One act: what it makes of the decision, where it stands in the sentence, and where the words stand that tell who.

    `object` is the word for what it befell. `review` says that a challenge was decided, so that one was brought.
    """

    kind: EventKind
    start: int
    end: int
    object: str
    whose: tuple[int, int] | None
    passive: bool = False
    review: bool = False
    partly: bool = False


@dataclass(frozen=True, slots=True)
class _Act:
    family: str
    how: str
    first: int
    last: int


def deeds(text: str) -> list[Deed]:
    """What a sentence tells as done, in its order."""
    tokens = tokens_of(text)
    words = [token.word for token in tokens]
    if "?" in words or words[:1] in (["if"], ["had"], ["should"], ["unless"], ["once"], ["whether"], ["were"]):
        return []
    quoted = _quoted(words)
    found = [
        deed for act in _acts(words) if act.first not in quoted and (deed := _deed(tokens, words, act)) is not None
    ]
    found += [each for each in _brought(text, tokens) if not any(d.kind is each.kind for d in found)]
    return sorted(_once(found), key=lambda deed: deed.start)


def _once(found: Sequence[Deed]) -> list[Deed]:
    kept: dict[EventKind, Deed] = {}
    for deed in found:
        kept.setdefault(deed.kind, deed)
    if EventKind.PARTLY_ANNULLED in kept:
        kept.pop(EventKind.ANNULLED, None)
    return list(kept.values())


def _quoted(words: Sequence[str]) -> set[int]:
    """The places inside quotation marks."""
    inside: set[int] = set()
    opened: int | None = None
    for place, word in enumerate(words):
        if word in _QUOTES:
            if opened is None:
                opened = place
            else:
                inside |= set(range(opened, place))
                opened = None
    return inside


def _acts(words: Sequence[str]) -> Iterator[_Act]:
    for place, word in enumerate(words):
        pair = f"{word} {words[place + 1]}" if place + 1 < len(words) else ""
        forms = FORMS.get(pair)
        last = place + 1 if forms else place
        for family, how in (forms or FORMS.get(word) or {}).items():
            yield _Act(family, how, place, last)
        if word in ("sets", "set", "setting") and not forms and "aside" in words[place + 1 : place + 10]:
            yield _Act("undo", "either", place, place)


def _deed(tokens: Sequence[Token], words: Sequence[str], act: _Act) -> Deed | None:
    passive = _is_passive(words, act)
    if act.how == "done" and passive is None:
        return None
    if passive is None and not _is_active(words, act):
        return None
    if _is_no_verb(words, act, passive) or (passive is None and _is_by_law(words, act)):
        return None
    at = _object_before(words, passive, act) if passive is not None else _object_behind(words, act)
    if at is None or _is_open(words, act, passive, at):
        return None
    kind, review, partly = _made_of(words, act, at, passive)
    if kind is None:
        return None
    whose = _agent(words, act) if passive is not None else _subject(words, act)
    span = (tokens[whose[0]].start, tokens[whose[1] - 1].end) if whose and whose[0] < whose[1] else None
    return Deed(
        kind,
        tokens[act.first].start,
        tokens[act.last].end,
        words[at],
        span,
        passive=passive is not None,
        review=review,
        partly=partly,
    )


def _is_no_verb(words: Sequence[str], act: _Act, passive: int | None) -> bool:
    """Whether the form is a noun or an adjective here: "Appeals Board", "the contested decision"."""
    if passive is None and act.family == "appeal" and words[act.first - 1] in _ARTICLES:
        return True
    return act.family in _NOUNS and act.how == "acting" and words[act.last + 1 : act.last + 2] not in _DETERMINED


def _is_by_law(words: Sequence[str], act: _Act) -> bool:
    """Whether the law stays a decision because somebody appeals, as in "the action suspended its operation"."""
    subject = words[max(0, act.first - _NEAR) : act.first]
    return act.family == "stay" and bool(set(subject) & (OBJECTS["challenge"] | {"bringing", "lodging", "filing"}))


def _is_passive(words: Sequence[str], act: _Act) -> int | None:
    """The place of the form of "be" before a participle."""
    if act.how == "acting":
        return None
    place = act.first - 1
    while place >= 0 and act.first - place <= _NEAR + 1:
        if words[place] in WORDS["be"]:
            return place
        if words[place] not in WORDS["between"]:
            return None
        place -= 1
    return None


def _is_active(words: Sequence[str], act: _Act) -> bool:
    """A participle behind a noun is none: "the fine annulled by the court" tells of it in passing, as its own news."""
    behind = words[act.last + 1] if act.last + 1 < len(words) else ""
    return behind != "by" and act.first > 0


def _object_behind(words: Sequence[str], act: _Act) -> int | None:
    """The first object behind the act, before anything else is done."""
    objects = objects_of(act.family)
    reach = _NEAR if act.family in ("lodge", "send", "lower") else _REACH
    for place in range(act.last + 1, min(len(words), act.last + 1 + reach)):
        word = words[place]
        told = words[act.last + 1] == "that" and not (act.family == "undo" and word in OBJECTS["sum"])
        if word in objects and not told and not is_of_purpose(words, place):
            return head_of(words, place, objects)
        if word in STOPS - set("()") or _leads_away(words, act, place):
            return None
    if act.family == "lower" and words[act.last + 1 : act.last + 2] in (["that"], ["it"], ["this"]):
        return act.last + 1
    return act.last if act.family == "keep" and _stands_alone(words, act) else None


def _leads_away(words: Sequence[str], act: _Act, place: int) -> bool:
    """Whether something else is dealt with: an argument that is rejected, or what is done next."""
    if act.family in ("allow", "dismiss") and words[place] in REVIEW["never"] | {"argument", "arguments", "request"}:
        return True
    return words[place] in ("and", "but", "while") and place > act.last + 1 and begins_clause(words, place)


def _stands_alone(words: Sequence[str], act: _Act) -> bool:
    """As in "and the Board affirmed on 3 May", "the court upheld it": the object is what was spoken of before."""
    behind = words[act.last + 1] if act.last + 1 < len(words) else "."
    near = words[max(0, act.first - 4) : act.first]
    return behind in (".", "on", "in", "it", "both", "this", "that") and bool(WORDS["bench"] & set(near))


def _object_before(words: Sequence[str], be: int, act: _Act) -> int | None:
    """The object that a passive verb is about: the nearest before it."""
    objects = objects_of(act.family)
    for place in range(be - 1, max(-1, be - 1 - _BACK), -1):
        if words[place] in STOPS - set("()—–"):
            return None
        if words[place] in objects and (act.family != "lower" or words[place] != "that"):
            return place
    return None


def _is_open(words: Sequence[str], act: _Act, passive: int | None, at: int) -> bool:
    """Whether it is not told as done: possible, asked for, or denied."""
    first = min(act.first, passive if passive is not None else act.first)
    start = first
    while start > 0 and words[start - 1] not in STOPS and first - start < _SUBJECT:
        start -= 1
    before = words[start:first]
    near = words[max(start, first - _NEAR) : act.first]
    asked = passive is not None and words[passive] == "be"  # "that the action be dismissed"
    behind = words[max(act.last, at) + 1 : max(act.last, at) + 2]
    if asked or {"if", "whether", "unless"} & {*before, *behind}:
        return True
    if passive is None and _tells_of_another(before):
        return True
    if set(near) & (WORDS["open"] | WORDS["denied"]) or (act.family == "lodge" and set(before) & WORDS["denied"]):
        return True
    low, high = (at, first) if at < first else (act.last + 1, at)
    if (
        set(words[low:high]) & {"not", "never"}
        or "no" in words[max(0, at - 3) : at]
        or "nor" in words[max(0, at - 3) : at]
    ):
        return True
    if words[act.first - 1] == "to" or (passive is not None and words[passive - 1] in ("to", "not")):
        return True
    form = " ".join(words[act.first : act.last + 1])
    bare = form in _BARE or (act.how == "either" and form.endswith("ing") and words[act.first - 1] != ",")
    return bool(bare and set(before[-_SUBJECT:]) & WORDS["asked_for"])


def _tells_of_another(before: Sequence[str]) -> bool:
    """Whether the clause only says of which decision it is: "the judgment in which it confirmed the fine"."""
    return any(pair in _OF_WHICH for pair in pairwise(before))


def _made_of(words: Sequence[str], act: _Act, at: int, passive: int | None) -> tuple[EventKind | None, bool, bool]:
    """What the act makes of the decision, whether a challenge was decided, and whether it touches only a part."""
    word = words[at]
    low, high = min(act.first, at), max(act.last, at)
    partial = bool(
        WORDS["partial"] & set(words[max(0, low - 2 if passive is None else low - 4) : high + 1])
    ) or is_in_part(words, high)
    challenge = word in OBJECTS["challenge"] and not (act.family == "keep" and word in OBJECTS["decision"])
    if challenge and act.family not in ("drop", "send") and not is_of_review(words, at):
        return None, False, partial
    if act.family == "allow" and words[act.last + 1 : act.last + 2] in (["to"], ["before"], ["within"], ["against"]):
        return None, False, partial
    if challenge and act.family in ("dismiss", "allow", "keep") and is_authoritys(words, max(0, low - _OWNER), high):
        return None, False, partial
    kinds = {
        "undo": None
        if word in OBJECTS["judged"]
        else EventKind.VARIED
        if WORDS["mostly"] & set(words[max(0, act.first - 2) : act.first])
        else EventKind.PARTLY_ANNULLED
        if partial
        else EventKind.ANNULLED,
        "keep": _allowed(partial=partial) if challenge else EventKind.PARTLY_ANNULLED if partial else EventKind.UPHELD,
        "dismiss": None if partial else EventKind.UPHELD,
        "allow": EventKind.SETTLED if "consent" in words[high + 1 : high + _NEAR] else _allowed(partial=partial),
        "lower": EventKind.REDUCED,
        "send": EventKind.REMITTED if _goes_back(words, act, at) else None,
        "restore": EventKind.RESTORED,
        "stay": None if partial else EventKind.STAYED,
        "drop": EventKind.ABANDONED if challenge else EventKind.WITHDRAWN,
        "appeal": EventKind.APPEALED,
        "lodge": EventKind.APPEALED,
    }
    return kinds[act.family], challenge and act.family in ("dismiss", "allow", "keep"), partial


def _allowed(*, partial: bool) -> EventKind:
    return EventKind.PARTLY_ANNULLED if partial else EventKind.ANNULLED


def _goes_back(words: Sequence[str], act: _Act, at: int) -> bool:
    """As in "sent the case back", "remitted to a different adjudicator": not merely passed on."""
    behind = words[act.last + 1 : max(at, act.last) + 12]
    surely = words[act.first] in ("remits", "remitted", "remands", "remanded", "remitting", "remanding")
    back = bool({"back", "anew", "again", "afresh"} & set(behind)) or "for further proceedings" in " ".join(behind)
    return back or (surely and "custody" not in behind)


def _subject(words: Sequence[str], act: _Act) -> tuple[int, int]:
    start = act.first
    while start > 0 and words[start - 1] not in STOPS and act.first - start < _SUBJECT:
        start -= 1
    clause = [place for place in range(start, act.first) if words[place] in WORDS["clause"]]
    return (clause[-1] + 1 if clause else start), act.first


def _agent(words: Sequence[str], act: _Act) -> tuple[int, int] | None:
    for place in range(act.last + 1, min(len(words), act.last + 1 + _REACH)):
        if words[place] in STOPS:
            return None
        if words[place] == "by" and words[place + 1 : place + 2] != ["consent"]:
            return place + 1, min(len(words), place + 9)
    return None


def _brought(text: str, tokens: Sequence[Token]) -> Iterator[Deed]:
    """What phrases tell: taken to court, a court asked to quash, a notice of appeal filed or withdrawn."""
    for kind, pattern in _PHRASES.items():
        match = pattern.search(text)
        if match is None:
            continue
        before = [token.word for token in tokens if token.end <= match.start()][-_AFTER:]
        inside = {token.word for token in tokens if match.start() <= token.start < match.end()}
        if not (set(before) & (WORDS["open"] | WORDS["denied"]) or inside & WORDS["denied"]):
            yield Deed(kind, match.start(), match.end(), "", None)
