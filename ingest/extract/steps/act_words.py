"""The words of which `acts` reads what befell a decision: forms of acts, their objects, and words beside them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.wording.stems import Stems

_FILE: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("acts.toml").read_text(encoding="utf-8"))
_FAMILIES = ("undo", "keep", "dismiss", "allow", "lower", "send", "restore", "stay", "drop", "appeal", "lodge")
FORMS: dict[str, dict[str, str]] = {}
for _family in _FAMILIES:
    for _how, _words in _FILE[_family].items():
        for _word in _words.split():
            FORMS.setdefault(_word.replace("_", " "), {})[_family] = _how
OBJECTS = {name: frozenset(words.split()) for name, words in _FILE["objects"].items()}
REVIEW = {name: frozenset(words.split()) for name, words in _FILE["of_review"].items()}
WORDS = {name: frozenset(words.split()) for name, words in _FILE["words"].items()}
STEMS = Stems(
    sorted(
        {word[:6] for word in FORMS}
        | {"aside", "stipulat", "voluntar", "to court", "asked", "asking", "asks ", "notice", "review"}
    )
)
"""One of these stands in every sentence with a deed; in lower case."""
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[;:—–()“”\"?,.]")
STOPS = frozenset(";:—–()?")
_AFTER, _WIDE = 8, 16
"""Words behind an object that say of what it is, and that may name what it is against."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case, or a mark, and where it stands."""

    word: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """The words and marks of a sentence."""
    return [Token(m.group().casefold().replace("’", "'"), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def objects_of(family: str) -> frozenset[str]:
    """What an act of that family befalls."""
    decision, challenge = OBJECTS["decision"], OBJECTS["challenge"]
    return {
        "undo": decision | OBJECTS["judged"],
        "keep": decision | OBJECTS["judged"] | challenge,
        "dismiss": challenge,
        "allow": challenge,
        "lower": OBJECTS["amount"],
        "send": OBJECTS["matter"],
        "restore": decision,
        "stay": decision | OBJECTS["enforcement"],
        "drop": decision | challenge,
        "appeal": decision | OBJECTS["judged"],
        "lodge": challenge,
    }[family]


def head_of(words: Sequence[str], place: int, objects: frozenset[str]) -> int:
    """The last noun of a compound: of "penalty notice" and "privacy order appeal" what comes last."""
    while place + 1 < len(words) and words[place + 1] in objects:
        place += 1
    return place


def is_of_purpose(words: Sequence[str], place: int) -> bool:
    """As in "in order to", "in that case": no order and no case."""
    return words[place - 1 : place] == ["in"] or words[place - 2 : place] in (
        ["in", "that"],
        ["in", "this"],
        ["in", "any"],
    )


def begins_clause(words: Sequence[str], place: int) -> bool:
    """Whether what follows "and" is done next, and is no second object."""
    following = words[place + 1] if place + 1 < len(words) else ""
    return following in FORMS or following in WORDS["pronoun"] or following in WORDS["have"]


def is_in_part(words: Sequence[str], high: int) -> bool:
    """Whether the words behind say that only a part is meant."""
    behind = words[high + 1 : high + _AFTER + 1]
    joined = " ".join(behind)
    return (
        joined.startswith(("in part", "partly", "in the part", "in those parts", "to that extent"))
        or any(said in " ".join(words[high + 1 : high + _WIDE]) for said in ("so far as", "limited to"))
        or "to the extent" in joined
        or _ends_in_part(words[high + 1 : high + _WIDE])
    )


def _ends_in_part(behind: Sequence[str]) -> bool:
    """As in "the appeal of the company Acme in part": before anything else is told."""
    stop = next((place for place, word in enumerate(behind) if word in STOPS | {",", ".", "and"}), len(behind))
    return " in part" in " ".join(behind[:stop])


def is_authoritys(words: Sequence[str], low: int, high: int) -> bool:
    """As in "the Commissioner's appeal": what becomes of the decision is not told by what becomes of it."""
    own = {word.removesuffix("'s").removesuffix("'") for word in words[low:high]}
    behind = words[high + 1 : high + 5]
    return bool(own & WORDS["authority"]) or (behind[:1] in (["by"], ["of"]) and bool(set(behind) & WORDS["authority"]))


def is_of_review(words: Sequence[str], at: int) -> bool:
    """Whether a challenge is one of a decision; an application may ask for anything."""
    word = words[at]
    behind = words[at + 1 : at + 1 + _AFTER]
    around = [*words[max(0, at - 3) : at], *behind]
    never = REVIEW["never"] | {"certiorari"}
    if behind[:1] == ["that"] or set(words[max(0, at - 3) : at]) & never or set(behind[:4]) & never:
        return False
    if word == "review":
        return "judicial" in words[max(0, at - 2) : at]
    if word not in REVIEW["loose"]:
        return True
    if set(around) & REVIEW["told_by"] - {"against"} or "judicial" in around:
        return True
    if word == "action" and words[at - 1 : at] == ["the"] and behind[:1] != ["against"]:
        return True
    wide = list(words[at + 1 : at + 16])
    against = wide[wide.index("against") + 1 :][:_AFTER] if "against" in wide else []
    return bool(set(against) & (OBJECTS["decision"] | OBJECTS["judged"] | WORDS["authority"]))


def speaks_of_bench(words: str) -> bool:
    """Whether the words speak of a court as one does: "the tribunal", "a unanimous panel"."""
    return bool(WORDS["bench"] & {token.word for token in tokens_of(words)})


def is_pronoun(words: str) -> bool:
    """Whether the words that act are a pronoun, or nothing: "But it affirmed", "and vacated"."""
    said = [token.word for token in tokens_of(words)][-3:]
    return not said or bool(WORDS["pronoun"] & set(said))


def speaks_of_authority(words: str) -> bool:
    """Whether the words speak of an authority as one does."""
    return bool(WORDS["authority"] & {token.word for token in tokens_of(words)})
