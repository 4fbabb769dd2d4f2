"""Who did what beside the parties: whose lawyer somebody was, who runs a site, who reported it, who worked for whom.

A decision says so in a sentence that shares few words with the question: "represented by Ms Adams" answers who acted
for the applicant. Such a sentence is known by the words for the role and by the name it gives (`roles.toml`). Digests
are read so for the roles that they tell: who judged, sued, complained, tipped off an authority or investigated with it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from corpus.documents import SourceRank
from service.answering.composing.findings import unrepeated
from service.answering.composing.reading import Line, Reading
from service.answering.held.dossier import Sentence, is_digested
from service.answering.question.lexicon import LEXICON, one_of
from service.answering.weighing.evidence import covers, is_prose, is_silent
from service.answering.wording.words import STOPWORDS, content_stems, stems

MOST = 2
"""Sentences told of one role: both sides have lawyers, and a complaint may be brought and then joined."""
SHARE = 0.3
"""Share of what else the question says of somebody's work that a sentence must speak of."""
LEAST = 4
"""Letters of a name that may be a part of another word: "Acmechat" of "acmechat.com"."""

_CAPITAL = re.compile(r"(?<![\w'’])[A-ZÀ-Ý][\w'’&-]*(?:\.\w+)*")
_BY_SOMEBODY = re.compile(
    r"\brepresent(?:ed|ation) by (?!(?:the|an?|his|her|its|their|law|one|two|means|other|another|someone|legal|"
    r"lawyers?|counsel)\b)\w"
)
"""A name that is written without a capital is known by its place alone."""
_SEAT_ASKED = re.compile(
    r"\bwhere\b[^?]*\b(?:sits?|based|seat(?:ed)?|registered|established|headquarter\w*|domiciled|incorporated)\b",
    re.IGNORECASE,
)
_SEAT = re.compile(
    r"\b(?:registered (?:office|in|at)|address|established (?:in|at)|based in|headquarter\w*|seat|domicil\w+|"
    r"incorporated)\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r",?\s+and\s+(?=(?:who|whom|which|what|where|when|why|how)\b)", re.IGNORECASE)
_OF_ASKING = frozenset(
    stems(
        "company firm business organisation lawyer attorney counsel solicitor name behalf case decision run ran own "
        "owned operate manage behind stand stood sell tell told report notify inform complain file lodge bring submit "
        "represent act acted appear defend authority"
    )
)
"""Words that say which role is asked for, and nothing of whose."""


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A role as the file writes it."""

    about: bool
    named: bool
    digests: bool = False
    asked: tuple[str, ...]
    told: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    who: str
    firm: str
    counsel: str
    plain_names: str
    roles: tuple[_Written, ...]


@dataclass(frozen=True, slots=True)
class _Role:
    """How a role is asked for and told; `about`, `named` and `digests` as in the file."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    about: bool
    named: bool
    digests: bool


_FILE = msgspec.convert(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")), _File)
_NOBODY = STOPWORDS.union(
    *(text.split() for text in (_FILE.plain_names, LEXICON.institution_words, LEXICON.authority_words)),
    LEXICON.name_titles.split(),
)
"""Words with a capital that are nobody's name."""


def _patterns(written: Sequence[str]) -> re.Pattern[str]:
    parts = {"{who}": _FILE.who, "{firm}": _FILE.firm, "{counsel}": _FILE.counsel}
    filled = list(written)
    for name, pattern in parts.items():
        filled = [one.replace(name, pattern) for one in filled]
    return one_of(filled)


_ROLES = tuple(
    _Role(_patterns(one.asked), _patterns(one.told), one.about, one.named, one.digests) for one in _FILE.roles
)


def role_lines(reading: Reading) -> list[Line]:
    """The sentences of a matter that say who had the roles asked for; nothing where none does."""
    found: list[Sentence] = []
    known = [one for one in _ROLES if one.digests] if is_digested(reading.dossier) else _ROLES
    for part in _PARTS.split(reading.query.text):
        role = next((one for one in known if one.asked.search(part)), None)
        if role:
            found += _telling(reading, part, role)
        if _SEAT_ASKED.search(part):
            found += unrepeated((one for one in _in_order(reading) if _gives_seat(reading, one)), 1)
    return reading.quoting(dict.fromkeys(found))


def _telling(reading: Reading, part: str, role: _Role) -> list[Sentence]:
    words = _words_about(reading, part)
    digested = is_digested(reading.dossier)
    about = role.about and not digested

    def tells(one: Sentence) -> bool:
        if not role.told.search(one.english) or (role.named and not _names_somebody(reading, one)):
            return False
        return not is_silent(one) and (not about or _speaks_of(one, words, part))

    if about:
        return unrepeated(filter(tells, _in_order(reading)), MOST)
    closest = sorted(
        reading.sentences if digested else reading.whole,
        key=lambda one: -sum(covers(one.stems, word) for word in words),
    )
    return unrepeated(filter(tells, closest), MOST)


def _in_order(reading: Reading) -> list[Sentence]:
    """The sentences of decisions that were weighed, the likeliest first."""
    weighed = reading.reread.weighed if reading.reread else reading.weighed
    own = [one.sentence for one in weighed if one.sentence.rank is not SourceRank.DIGEST]
    return [one for one in own if not is_silent(one)]


def _words_about(reading: Reading, part: str) -> list[str]:
    """What a part of the question says of the matter beside the role and whom the matter is about."""
    return [
        stem for stem in content_stems(part) if stem not in reading.own_stems | _OF_ASKING and not stem[0].isdigit()
    ]


def _speaks_of(sentence: Sentence, words: Sequence[str], part: str) -> bool:
    """Whether a sentence speaks of enough of the words, or writes a name among them, also as a part of another word."""
    text = sentence.english.casefold()
    named = [match.group() for match in _CAPITAL.finditer(part) if match.start() > 0]
    own = [name.casefold() for name in named if len(name) >= LEAST and set(stems(name)) & set(words)]
    if any(name in text for name in own):
        return True
    return sum(covers(sentence.stems, word) for word in words) >= max(1.0, SHARE * len(words))


def _names_somebody(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence names somebody whom the question does not, and who is no court, authority or law."""
    bodies = [reading.gazetteer.authority(one.description.regulator or "") for one in reading.dossier.documents]
    known = {word for body in bodies if body for name in body.names for word in stems(name)}
    known |= set(stems(reading.query.text))
    opening = sentence.text.lstrip("“\"‘'•–- ").split(" ")[0]
    words = [word for match in _CAPITAL.finditer(sentence.text) if len(word := match.group()) > 1 and word != opening]
    names = [word for word in words if word.casefold() not in _NOBODY and not set(stems(word)) <= known]
    return bool(names or _BY_SOMEBODY.search(sentence.text))


def _gives_seat(reading: Reading, sentence: Sentence) -> bool:
    own = {stem for name in reading.dossier.respondents for stem in stems(name)[:1]}
    return bool(_SEAT.search(sentence.english)) and bool(own & sentence.stems) and is_prose(sentence.english)
