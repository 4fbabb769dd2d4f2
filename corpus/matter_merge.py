"""One matter out of what several documents say of it. Pure code.

Names and titles follow our own digest where there is one, because it is written about the matter and not about one
step of it; the proof of each event follows rank, primary text first. Instruments that different documents name
differently are one when their reference, or their kind and date, agree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain, count

from corpus.documents import Document, InstrumentKind, SourceRank
from corpus.matters import Event, Instrument, Matter, Proof

PRECISIONS = {"day": 10, "month": 7, "year": 4, "by": 0, "after": 0}
"""How many characters of an ISO date are known."""

_STEPS = (
    frozenset({InstrumentKind.NOTICE_OF_INTENT.value, InstrumentKind.PRELIMINARY_NOTICE.value}),
    frozenset({InstrumentKind.JUDGMENT.value}),
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one document says of the matter."""

    document: Document
    title: str | None = None
    instruments: tuple[Instrument, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """The matter, and what each document's own instrument names mean in it."""

    matter: Matter
    names: Mapping[tuple[str, str], str]

    def instrument(self, document_id: str, name: str | None) -> str | None:
        """The matter's name of an instrument that a document calls `name`."""
        return name and self.names.get((document_id, name), name)


def merge(matter_id: str, parts: Iterable[Part]) -> Merged:
    """The matter, whatever order its documents came in."""
    ordered = sorted(parts, key=_telling)
    instruments, names = _merge_instruments(ordered)
    described = [part.document.description for part in ordered]
    events = [_renamed(event, names) for part in ordered for event in part.events]
    matter = Matter(
        id=matter_id,
        title=next((part.title for part in ordered if part.title), None) or described[0].title,
        regulator=next((d.regulator for d in described if d.regulator and not d.court), None)
        or next((d.regulator for d in described if d.regulator), None),
        jurisdiction=next((d.jurisdiction for d in described if d.jurisdiction), None),
        respondents=next((d.respondents for d in described if d.respondents), ()),
        instruments=instruments,
        events=merge_events(events),
        known_to=_known_to(ordered),
    )
    return Merged(matter, names)


def merge_events(events: Iterable[Event]) -> tuple[Event, ...]:
    """Reports of one event by several documents as one event, oldest first.

    Reports are of one event when the kind agrees, the dates agree as far as the coarser one is known, and they touch
    the same instruments or one of them does not say which. The finest date leads, then the highest rank: the document
    cited for an event must state its date.
    """
    groups: list[list[Event]] = []
    for event in sorted(events, key=_leading):
        group = next((group for group in groups if _same(group, event)), None)
        if group is None:
            groups.append([event])
        else:
            group.append(event)
    return tuple(sorted((_one(group) for group in groups), key=lambda event: event.on))


def _telling(part: Part) -> tuple[object, ...]:
    about = part.document.description
    return (about.rank is not SourceRank.DIGEST, -about.rank.weight, str(about.decided_on or ""), part.document.id)


def _known_to(parts: Sequence[Part]) -> dt.date | None:
    described = [part.document.description for part in parts]
    dates = [date for d in described for date in (d.known_to, d.published_on, d.decided_on) if date]
    return max(dates, default=None)


def _merge_instruments(parts: Sequence[Part]) -> tuple[tuple[Instrument, ...], dict[tuple[str, str], str]]:
    merged: dict[str, Instrument] = {}
    names: dict[tuple[str, str], str] = {}
    for part in parts:
        for instrument in part.instruments:
            known = next((held for held in merged.values() if _is(held, instrument)), None)
            if known is None:
                known = replace(instrument, id=_free(instrument.id, merged))
            merged[known.id] = _filled(known, instrument)
            names[part.document.id, instrument.id] = known.id
    return tuple(merged.values()), names


def _free(name: str, taken: Collection[str]) -> str:
    """The name, or the name with the first number that makes it free: extracted instruments share plain names."""
    numbered = (f"{name}-{n}" for n in count(2))
    return next(each for each in chain([name], numbered) if each not in taken)


def _is(one: Instrument, other: Instrument) -> bool:
    """Whether two documents mean one instrument. A proposal, the decision and the judgment may share a case number."""
    if any((one.kind in kinds) != (other.kind in kinds) for kinds in _STEPS):
        return False
    if one.reference and other.reference:
        return _plain(one.reference) == _plain(other.reference)
    if one.decided_on and other.decided_on:
        return one.decided_on == other.decided_on and (one.kind == other.kind or one.id == other.id)
    return one.id == other.id


def _plain(reference: str) -> str:
    return "".join(character for character in reference.casefold() if character.isalnum())


def _filled(held: Instrument, more: Instrument) -> Instrument:
    gaps = {f.name: getattr(more, f.name) for f in fields(held) if getattr(held, f.name) is None}
    return replace(held, **gaps)


def _renamed(event: Event, names: Mapping[tuple[str, str], str]) -> Event:
    applies_to = tuple(names.get((event.document_id, name), name) for name in event.applies_to)
    return replace(event, applies_to=tuple(dict.fromkeys(applies_to)))


def _leading(event: Event) -> tuple[object, ...]:
    return (
        -PRECISIONS[event.precision],
        -event.rank.weight,
        event.on,
        event.kind,
        event.document_id,
        event.span,
        event.applies_to,
    )


def _same(group: Sequence[Event], event: Event) -> bool:
    head = group[0]
    touched = next((set(member.applies_to) for member in group if member.applies_to), set())
    return (
        head.kind is event.kind
        and _at_one_time(head, event)
        and (not touched or not event.applies_to or touched == set(event.applies_to))
        and all(member.document_id != event.document_id for member in group)
    )


def _at_one_time(head: Event, event: Event) -> bool:
    """Whether what is known of two dates allows them to be one; a step told "by" a day may be any before it.

    One that happened "after" a day may be any later one.
    """
    known = min(PRECISIONS[head.precision], PRECISIONS[event.precision])
    if known:
        return head.on.isoformat()[:known] == event.on.isoformat()[:known]
    after = [each.on for each in (head, event) if each.precision == "after"]
    if after:
        return len(after) > 1 or max(head.on, event.on) != after[0]
    latest = [each.on for each in (head, event) if each.precision == "by"]
    return len(latest) > 1 or min(head.on, event.on) != latest[0] or head.on == event.on


def _one(group: Sequence[Event]) -> Event:
    head = group[0]
    return replace(
        head,
        applies_to=next((event.applies_to for event in group if event.applies_to), ()),
        effect=next((event.effect for event in group if event.effect), ""),
        last_instance=any(event.last_instance for event in group),
        further=tuple(Proof(event.document_id, event.span, event.rank) for event in group[1:]),
    )
