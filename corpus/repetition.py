"""Duplicates in the registry: new versions compared with everything held, and everybody settled whom that touches.

A duplicate is kept and can be read; it is in no index, list or total. When the document that stands for it changes or
is deleted, those it stood for are settled anew.

Functions of an open transaction: `compared`, `without` and `anew` read and reckon, `write` makes it so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import sqlalchemy as sa

from corpus import likeness
from corpus.database import insert_new
from corpus.document_rows import fold_name
from corpus.documents import SourceRank
from corpus.duplicates import Told, repeating, settled
from corpus.filtering import NEWEST
from corpus.likeness import Reading, Sketch
from corpus.publishing import Planned
from corpus.tables import documents, repetitions, respondents, sketch_bands, sketches, texts, versions

MOST_COMPARED = 20
"""Candidates whose texts are compared, the likest first: enough for every copy of a release, and a bound on what a
thousand notices on one form cost."""

LIKELY = likeness.ALIKE - 0.13
"""Three standard deviations below: a pair whose sketches agree less is not compared."""

PART = 1000
"""Identifiers in one statement; databases bound how many values they take."""

Pairs = set[tuple[str, str]]
Sketches = Mapping[str, Sketch]


@dataclass(slots=True)
class Settlement:
    """What is to be written: sketches and ties of new versions, and what stands for every document that is touched."""

    sketched: dict[str, Sketch | None]
    edges: dict[str, set[str]] = field(default_factory=dict)
    links: dict[str, str | None] = field(default_factory=dict)
    before: dict[str, str | None] = field(default_factory=dict)

    @property
    def promoted(self) -> list[str]:
        """Documents that are not published anew and are no duplicates any more."""
        return sorted(key for key, of in self._bystanders() if of and not self.links[key])

    @property
    def demoted(self) -> list[str]:
        """Documents that are not published anew and have become duplicates."""
        return sorted(key for key, of in self._bystanders() if not of and self.links[key])

    @property
    def outdated(self) -> list[str]:
        """Documents that may have sketches and ties already, which the new ones replace: all but those quite new."""
        return [key for key, minima in self.sketched.items() if key in self.before or minima is None]

    def hides(self, document_id: str) -> bool:
        """Whether that document is a duplicate."""
        return self.links.get(document_id) is not None

    def _bystanders(self) -> Iterator[tuple[str, str | None]]:
        return ((key, of) for key, of in self.before.items() if key not in self.sketched)


def compared(connection: sa.Connection, planned: Sequence[Planned]) -> Settlement:
    """Compare new versions with everything held and with each other, and settle all whom that touches."""
    newest = {each.document_id: each for each in planned}
    readings = {key: likeness.read(each.publication.parsed.text) for key, each in newest.items()}
    minima = {key: likeness.sketch(reading) for key, reading in readings.items() if reading.telling}
    told = {key: _told_planned(each) for key, each in newest.items()}
    pairs = _alike(minima) | _alike_held(connection, minima, newest) | _scans(connection, told)
    told |= _told_held(connection, {other for pair in pairs for other in pair} - set(newest))
    settlement = Settlement({key: minima.get(key) for key in newest}, _edges(connection, pairs, told, readings))
    _settle(connection, settlement, told)
    return settlement


def without(connection: sa.Connection, document_id: str) -> Settlement:
    """Settle those whom the deletion of a document touches."""
    settlement = Settlement({document_id: None})
    _settle(connection, settlement, {}, deleted=document_id)
    return settlement


def anew(connection: sa.Connection) -> Settlement:
    """Compare everything held with everything else."""
    held = list(connection.execute(sa.select(documents.c.id).join(versions, NEWEST)).scalars())
    minima: dict[str, Sketch | None] = {}
    for key in held:
        reading = _read(connection, key)
        minima[key] = likeness.sketch(reading) if reading.telling else None
    told = _told_held(connection, held)
    pairs = _alike({key: each for key, each in minima.items() if each is not None})
    pairs |= _one_file({key: each.sha256 for key, each in told.items() if each.needs_ocr})
    settlement = Settlement(minima, _edges(connection, pairs, told, {}))
    _settle(connection, settlement, told)
    return settlement


def write(connection: sa.Connection, settlement: Settlement, raise_version: Callable[[], int]) -> None:
    """Make it so, in the transaction that publishes or deletes. A document whose link changes has changed."""
    for ours in _parts(settlement.outdated):
        for table in (sketches, sketch_bands):
            connection.execute(sa.delete(table).where(table.c.document_id.in_(ours)))
        connection.execute(sa.delete(repetitions).where(_touches(ours)))
    made = {key: minima for key, minima in sorted(settlement.sketched.items()) if minima is not None}
    insert_new(connection, sketches, [{"document_id": key, "minima": _bytes(each)} for key, each in made.items()])
    bands = [{"band": band, "document_id": key} for key, each in made.items() for band in set(likeness.bands(each))]
    insert_new(connection, sketch_bands, bands)
    ties = [(one, other) for one, others in sorted(settlement.edges.items()) for other in sorted(others)]
    insert_new(connection, repetitions, [{"document_id": one, "repeated_id": other} for one, other in ties])
    changed = {key: of for key, of in settlement.links.items() if settlement.before.get(key) != of}
    version = raise_version() if changed else 0
    for key, of in changed.items():
        relinked = sa.update(documents).where(documents.c.id == key).values(duplicate_of=of, changed_in=version)
        connection.execute(relinked)


def _settle(
    connection: sa.Connection, settlement: Settlement, told: dict[str, Told], deleted: str | None = None
) -> None:
    """Settle everybody who is tied, directly or through others, to a document whose ties are made anew."""
    edges = {one: set(others) for one, others in settlement.edges.items()}
    touched = {*settlement.sketched, *(key for one, others in edges.items() for key in (one, *others))}
    reached: set[str] = set()
    while fresh := touched - reached:
        reached |= fresh
        for one, other in _ties(connection, fresh):
            touched |= {one, other}
            if not {one, other} & settlement.sketched.keys():
                edges.setdefault(one, set()).add(other)
    left = reached - {deleted}
    told |= _told_held(connection, left - told.keys())
    for some in _parts(left):
        links = sa.select(documents.c.id, documents.c.duplicate_of).where(documents.c.id.in_(some))
        settlement.before |= {row.id: row.duplicate_of for row in connection.execute(links)}
    settlement.links = settled({key: told[key] for key in left}, edges)


def _ties(connection: sa.Connection, ids: Collection[str]) -> Iterator[tuple[str, str]]:
    for some in _parts(ids):
        query = sa.select(repetitions.c.document_id, repetitions.c.repeated_id).where(_touches(some))
        yield from ((one, other) for one, other in connection.execute(query))


def _edges(
    connection: sa.Connection, pairs: Pairs, told: Mapping[str, Told], readings: dict[str, Reading]
) -> dict[str, set[str]]:
    edges: dict[str, set[str]] = defaultdict(set)
    for one, other in sorted(pairs):
        for key in (one, other):
            if key not in readings:
                readings[key] = _read(connection, key)
        for a, b in repeating((told[one], readings[one]), (told[other], readings[other])):
            edges[a].add(b)
    return dict(edges)


def _alike(minima: Sketches) -> Pairs:
    """Pairs among those given whose texts are worth comparing."""
    sharing: dict[int, list[str]] = defaultdict(list)
    for key, each in sorted(minima.items()):
        for band in likeness.bands(each):
            sharing[band].append(key)
    pairs = {pair for keys in sharing.values() for pair in combinations(keys, 2)}
    return {(a, b) for a, b in pairs if likeness.estimate(minima[a], minima[b]) >= LIKELY}


def _alike_held(connection: sa.Connection, minima: Sketches, newest: Collection[str]) -> Pairs:
    """Pairs of one of those given and a document held that is not given anew."""
    of_band: dict[int, list[str]] = defaultdict(list)
    for key, each in minima.items():
        for band in likeness.bands(each):
            of_band[band].append(key)
    query = sa.select(sketch_bands.c.band, sketch_bands.c.document_id).where(sketch_bands.c.band.in_(list(of_band)))
    sharing: dict[str, set[str]] = defaultdict(set)
    for band, other in connection.execute(query):
        for key in of_band[band] if other not in newest else ():
            sharing[key].add(other)
    held = _minima(connection, {other for others in sharing.values() for other in others})
    pairs: Pairs = set()
    for key, others in sharing.items():
        likely = [(likeness.estimate(minima[key], held[other]), other) for other in others]
        best = sorted((each for each in likely if each[0] >= LIKELY), reverse=True)[:MOST_COMPARED]
        pairs |= {(key, other) for _, other in best}
    return pairs


def _scans(connection: sa.Connection, told: Mapping[str, Told]) -> Pairs:
    """Pairs of pictures that nobody has read: their bytes alone can be compared."""
    unread = {key: each.sha256 for key, each in told.items() if each.needs_ocr}
    if not unread:
        return set()
    query = sa.select(versions.c.document_id, versions.c.sha256).join(documents, NEWEST)
    query = query.where(versions.c.needs_ocr, versions.c.sha256.in_(set(unread.values())))
    held = {key: sha256 for key, sha256 in connection.execute(query) if key not in told}
    return {pair for pair in _one_file(unread | held) if not held.keys() >= set(pair)}


def _one_file(unread: Mapping[str, str]) -> Pairs:
    return {(a, b) for a, b in combinations(sorted(unread), 2) if unread[a] == unread[b]}


def _told_planned(planned: Planned) -> Told:
    given = planned.publication
    about = given.description
    return Told(
        id=planned.document_id,
        key=given.source.key,
        sha256=given.source.sha256,
        rank=about.rank,
        decided_on=about.decided_on,
        published_on=about.published_on,
        reference=fold_name(about.reference) if about.reference else None,
        respondents=frozenset(map(fold_name, about.respondents)),
        needs_ocr=given.parsed.needs_ocr,
    )


def _told_held(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Told]:
    of_version = (respondents.c.document_id == documents.c.id) & (respondents.c.version == documents.c.version)
    names = sa.select(documents.c.id, respondents.c.folded).join(respondents, of_version)
    newest = sa.select(versions, documents.c.source_key).join(documents, NEWEST)
    told: dict[str, Told] = {}
    for some in _parts(ids):
        named: dict[str, set[str]] = defaultdict(set)
        for key, folded in connection.execute(names.where(documents.c.id.in_(some))):
            named[key].add(folded)
        for row in connection.execute(newest.where(documents.c.id.in_(some))):
            told[row.document_id] = _told_row(row, frozenset(named[row.document_id]))
    return told


def _told_row(row: sa.Row[tuple[object, ...]], named: frozenset[str]) -> Told:
    return Told(
        id=row.document_id,
        key=row.source_key,
        sha256=row.sha256,
        rank=SourceRank(row.rank),
        decided_on=row.decided_on,
        published_on=row.published_on,
        reference=fold_name(row.reference) if row.reference else None,
        respondents=named,
        needs_ocr=row.needs_ocr,
    )


def _read(connection: sa.Connection, document_id: str) -> Reading:
    newest = (texts.c.document_id == documents.c.id) & (texts.c.version == documents.c.version)
    query = sa.select(texts.c.text).join(documents, newest).where(documents.c.id == document_id)
    return likeness.read(str(connection.execute(query).scalar_one()))


def _minima(connection: sa.Connection, ids: Collection[str]) -> dict[str, Sketch]:
    query = sa.select(sketches.c.document_id, sketches.c.minima)
    rows = (row for some in _parts(ids) for row in connection.execute(query.where(sketches.c.document_id.in_(some))))
    return {key: np.frombuffer(minima, "<u4") for key, minima in rows}


def _bytes(minima: Sketch) -> bytes:
    return minima.astype("<u4").tobytes()


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    """The identifiers in order, in as many as one statement takes."""
    ordered = sorted(ids)
    return (ordered[start : start + PART] for start in range(0, len(ordered), PART))


def _touches(ids: Collection[str]) -> sa.ColumnElement[bool]:
    return repetitions.c.document_id.in_(ids) | repetitions.c.repeated_id.in_(ids)
