"""Who of the parties to a judgment answers for what was done with data.

In a suit that is the defendant, on whichever side of an appeal it stands now. Where an authority is a party it is whom
the authority acted against: the organisation on the other side, or, where a person complains of the authority, the one
that takes part beside it. Authorities, courts, people and those who sued are never named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Span
from ingest.describing.captions import (
    ANSWERS,
    APPEALS,
    BESIDE,
    BRINGS,
    CHARGED,
    DECIDED,
    HELPS,
    RESISTS,
    Side,
    read_caption,
    tells_of_request,
)
from ingest.describing.captions_translated import read_translated
from ingest.describing.charged import is_appealed_from, is_charged
from ingest.describing.names import bare, has_legal_form, is_anonymous, name_at, plausibility
from ingest.describing.persons import is_person, surname
from ingest.wording.phrases import any_of, read_phrases, spaced

_WORDS = read_phrases(Path(__file__).with_name("captions.toml"))
_ENFORCER = re.compile(rf"(?<!\w)(?:{spaced('|'.join(_WORDS['enforcers']))})", re.IGNORECASE)
_STATE = re.compile(rf"(?<!\w)(?:{spaced('|'.join(_WORDS['states']))})", re.IGNORECASE)
_NO_PERSON = re.compile(rf"(?<!\w)(?:{spaced('|'.join(_WORDS['organisations']))})(?!\w)", re.IGNORECASE)
_PUBLIC = any_of(_WORDS["public"])
_SMALL = re.compile(r"(?<=\w )(?:Of|The|For|And|In|At|To)(?= )")
_ORGANISATION = 0.9
_WRITTEN = 12_000
"""Characters in which a name is looked for as sentences write it."""


@dataclass(frozen=True, slots=True)
class Answering:
    """What a caption says of respondents.

    `named`: them, where it leaves no doubt. `only`: those of whom one may be meant, by the keys of their names, where
    it does not show whether they are people; nobody else is. `never`: parties that are none. `unnamed`: whom the
    authority that is a party acted against, if anyone, is no party itself: then only phrases may tell.
    """

    named: tuple[Span, ...] = ()
    only: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    unnamed: bool = False


def find_answering(text: str, is_authority: Callable[[str], bool], *, judgment: bool = False) -> Answering | None:
    """What the caption of a judgment says of respondents, None where there is none.

    Where it surely is one (`judgment`), it is also read as courts are translated that write other languages.
    """
    sides = read_caption(text) or (read_translated(text) if judgment else ())
    about_nobody = any(CHARGED in side.parts for side in sides) and not any(
        _is_party(span.of(text)) for side in sides for span in side.names
    )
    return _answering(text, sides, is_authority) if sides and not about_nobody else None


def _answering(text: str, sides: tuple[Side, ...], is_authority: Callable[[str], bool]) -> Answering:
    appealed_from = _appealed_from(text, sides)

    def enforces(span: Span, side: Side) -> bool:
        name = span.of(text)
        suing = BRINGS in side.parts and _STATE.search(name) is not None
        known = suing or DECIDED in side.parts or is_authority(name) or _ENFORCER.search(name) is not None
        return known or (name in appealed_from and RESISTS in side.parts)

    principal = [side for side in sides if not side.parts & {BESIDE, HELPS} or side.parts & {APPEALS, RESISTS}]
    charged = [span for side in sides if CHARGED in side.parts for span in side.names]
    if charged:
        return Answering(_distinct(text, (span for span in charged if _is_party(span.of(text)))))
    enforcing = [s for s in principal if DECIDED in s.parts or any(enforces(span, s) for span in s.names)]
    if enforcing:
        others = [span for side in principal for span in side.names if not enforces(span, side)]
        joined = [side for side in sides if BESIDE in side.parts and side not in principal]
        beside = [span for side in joined for span in side.names if not enforces(span, side)]
        together = [span for side in enforcing for span in side.names]
        sued = any(BRINGS in side.parts for side in enforcing)
        told = frozenset(span for side in sides if side.bodies for span in side.names)
        return _against_authority(text, _asked(text, others, together), beside, sued=sued, told=told)
    return _in_suit(text, sides, principal)


def _appealed_from(text: str, sides: tuple[Side, ...]) -> frozenset[str]:
    """Who by name and deed is an authority that no list knows: the company on the other side appeals from it."""
    appeals = (span for side in sides if APPEALS in side.parts for span in side.names)
    if not any(is_organisation(span.of(text)) for span in appeals):
        return frozenset()
    resists = (span.of(text) for side in sides if RESISTS in side.parts for span in side.names)
    return frozenset(name for name in resists if is_appealed_from(text, name))


def _against_authority(
    text: str, others: list[Span], beside: list[Span], *, sued: bool, told: frozenset[Span]
) -> Answering:
    """Whom an authority acted against: the organisation facing it, unless only the one beside it has a legal form.

    And the people whom it sues or served a notice on. `told`: those whom the text calls organisations.
    """
    firm = [span for span in others if span in told or is_organisation(span.of(text))]
    joined = [span for span in beside if is_organisation(span.of(text))]
    named = firm if firm and (not joined or any(has_legal_form(span.of(text)) for span in firm)) else joined
    people = [span for span in others if is_person(span.of(text)) and span not in firm]
    if named == firm and (sued or any(is_charged(text, surname(span.of(text))) for span in people)):
        named = [span for span in others if span in firm or span in people]
    never = _keys(text, [span for span in (*others, *beside) if span not in named])
    return Answering(_distinct(text, named), never=never, unnamed=not named)


def _asked(text: str, others: list[Span], together: list[Span]) -> list[Span]:
    """Without the companies where a public body was asked for what it holds: it stands beside the authority, or so."""
    public = [span for span in others if _PUBLIC.search(span.of(text)) and not has_legal_form(span.of(text))]
    asked = public and (tells_of_request(text) or any(span in together for span in public))
    return [span for span in others if not (asked and has_legal_form(span.of(text)))]


def _is_party(name: str) -> bool:
    return is_organisation(name) or is_person(name)


def _distinct(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Each party once, where it is first named."""
    first: dict[str, Span] = {}
    for span in spans:
        first.setdefault(bare(span.of(text)), span)
    return tuple(first.values())


def _in_suit(text: str, sides: tuple[Side, ...], principal: list[Side]) -> Answering:
    first = [side for side in principal if ANSWERS in side.parts]
    if not first and any(BRINGS in side.parts for side in principal):
        first = [side for side in principal if RESISTS in side.parts and BRINGS not in side.parts]
        first = first or [side for side in principal if APPEALS in side.parts and BRINGS not in side.parts]
    if not first:
        return _of_appeal(text, principal)
    answering = [span for side in first for span in side.names]
    told = [span for side in first if side.bodies for span in side.names]
    named = tuple(span for span in answering if span in told or is_organisation(span.of(text)))
    if not named and not any(BRINGS in side.parts for side in principal):
        named = _of_appeal(text, principal).named
    never = [span for side in sides if side not in first for span in side.names if span not in named]
    return Answering(named, only=_keys(text, answering), never=_keys(text, never))


def _of_appeal(text: str, principal: list[Side]) -> Answering:
    """Appellant and respondent alone do not say who was sued: the organisation, where people are on the other side."""
    firms = [(side, tuple(span for span in side.names if is_organisation(span.of(text)))) for side in principal]
    named = [(side, several) for side, several in firms if several]
    if len(named) > 1:
        named = [(side, several) for side, several in named if RESISTS in side.parts]
    return Answering(named[0][1]) if named else Answering()


def is_organisation(name: str) -> bool:
    """Whether a party is an organisation or an office, by its name; one in capitals is read as it is mostly written."""
    if is_anonymous(name) or _STATE.search(name):
        return False
    small = _SMALL.sub(lambda match: match.group().lower(), name.title()) if name.isupper() else name
    return max(plausibility(name), plausibility(small)) >= _ORGANISATION or _NO_PERSON.search(name) is not None


def as_written(text: str, span: Span) -> Span:
    """Where the text writes a party's name as one does in a sentence, if the caption sets it in capitals."""
    name = span.of(text)
    if not name.isupper() and not name[0].islower():
        return span
    words = r"\W{1,3}".join(re.escape(word) for word in bare(name).split())
    for match in re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE).finditer(text, span.end, _WRITTEN):
        found = name_at(text, match.start())
        if found and _is_same(found.of(text), name):
            return found
    return span


def _is_same(written: str, name: str) -> bool:
    """Whether a mention in small letters is the whole name: a short form such as "Acme" is not shown for "ACME LTD"."""
    return not written.isupper() and bare(written) == bare(name) and has_legal_form(written) == has_legal_form(name)


def _keys(text: str, spans: Iterable[Span]) -> frozenset[str]:
    return frozenset(bare(span.of(text)) for span in spans)
