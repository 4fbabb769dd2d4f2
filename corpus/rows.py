"""The rows of the registry's tables in a form that belongs to no database, and back.

A row is one line of JSON: its columns in a fixed order, moments in UTC, decimals as text, bytes in base64. Lines stand
in the order of the primary key, compared by code points. So the same rows give the same bytes and one sha256 in
whatever database they are, and a copy is checked by reading it back.

A `Shape` says what a table's lines hold, so that lines that another schema wrote can be read without its tables.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec
import sqlalchemy as sa

from corpus.column_types import Alphabetical, DecimalText, UtcDateTime
from corpus.tables import leases, metadata

ROWS = 200
"""Rows fetched or written at once: of the widest table, whole texts with their structure, some 30 MB."""

BYTES = 8_000_000
"""Bytes of lines after which rows are written, however few they are."""

LEFT_BEHIND = frozenset({leases.name})
"""Tables that are of running processes and not of what is known."""


@dataclass(frozen=True, slots=True)
class _Kind:
    type: type[sa.types.TypeEngine[Any]]
    read: Callable[[Any], object]


KINDS = {
    "text": _Kind(sa.Text, str),
    "integer": _Kind(sa.BigInteger, int),
    "boolean": _Kind(sa.Boolean, bool),
    "date": _Kind(sa.Date, dt.date.fromisoformat),
    "moment": _Kind(UtcDateTime, dt.datetime.fromisoformat),
    "decimal": _Kind(DecimalText, Decimal),
    "bytes": _Kind(sa.LargeBinary, base64.b64decode),
}
"""The kinds of column there are: what SQL calls each, and how its JSON is read."""

_OF: tuple[tuple[type[sa.types.TypeEngine[Any]], str], ...] = (
    (UtcDateTime, "moment"),
    (DecimalText, "decimal"),
    (sa.LargeBinary, "bytes"),
    (sa.Boolean, "boolean"),
    (sa.Integer, "integer"),
    (sa.Date, "date"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, and its kind as one of `KINDS`."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What the lines of one table hold, and the columns that they are in order of."""

    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def known_as(self) -> sa.TableClause:
        """The table in SQL, by these columns alone."""
        return sa.table(self.table, *(sa.column(each.name, KINDS[each.kind].type) for each in self.columns))

    def lines(self, connection: sa.Connection) -> Iterator[bytes]:
        """Every row of the table as a line, in order."""
        table = self.known_as
        query = sa.select(*table.columns).order_by(*(_ordered(table.columns[name]) for name in self.key))
        rows = connection.execute(query, execution_options={"yield_per": ROWS})
        for row in rows:
            yield msgspec.json.encode(tuple(row)) + b"\n"

    def write(self, connection: sa.Connection, lines: Iterable[bytes]) -> None:
        """Insert the rows of the lines. Raises `ValueError` for a line of another shape."""
        insert = sa.insert(self.known_as)
        held: list[dict[str, object]] = []
        size = 0
        for line in lines:
            held.append(self._row(line))
            size += len(line)
            if len(held) == ROWS or size > BYTES:
                connection.execute(insert, held)
                held, size = [], 0
        if held:
            connection.execute(insert, held)

    def _row(self, line: bytes) -> dict[str, object]:
        values = msgspec.json.decode(line)
        if not isinstance(values, list) or len(values) != len(self.columns):
            raise ValueError(f"a line of {self.table} does not hold its {len(self.columns)} columns")
        pairs = zip(self.columns, values, strict=True)
        return {each.name: None if value is None else KINDS[each.kind].read(value) for each, value in pairs}


@dataclass(frozen=True, slots=True)
class Seal:
    """How many lines there are, and the sha256 of all of them."""

    rows: int
    sha256: str


class Sealing:
    """Lines on their way through, counted and hashed."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self._sha256 = hashlib.sha256()
        self._rows = 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self._lines:
            self._sha256.update(line)
            self._rows += 1
            yield line

    @property
    def seal(self) -> Seal:
        """Of the lines that have gone through."""
        return Seal(self._rows, self._sha256.hexdigest())


def sealed(lines: Iterable[bytes]) -> Seal:
    """The seal of lines that nobody else reads."""
    through = Sealing(lines)
    for _ in through:
        pass
    return through.seal


def _shape(table: sa.Table) -> Shape:
    # SQLAlchemy's names are strings of a kind of their own, which JSON does not know
    columns = tuple(Column(str(column.name), _kind(column)) for column in table.columns)
    return Shape(str(table.name), columns, tuple(str(column.name) for column in table.primary_key))


def _kind(column: sa.Column[Any]) -> str:
    return next((name for kind, name in _OF if isinstance(column.type, kind)), "text")


def _ordered(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    return Alphabetical(column) if isinstance(column.type, sa.Text) else column


SHAPES = tuple(_shape(table) for table in metadata.sorted_tables if table.name not in LEFT_BEHIND)
"""Every table that is copied, each after those that it refers to."""
