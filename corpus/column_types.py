"""What the two SQL databases would keep or order differently, kept and ordered alike."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class UtcDateTime(sa.types.TypeDecorator[dt.datetime]):
    """A moment. SQLite keeps no time zone, so moments are stored in UTC and come back in UTC."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """Any aware moment as naive UTC."""
        del dialect
        return value and value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: dt.datetime | None, dialect: sa.Dialect) -> dt.datetime | None:
        """Naive UTC as an aware moment."""
        del dialect
        return value and value.replace(tzinfo=dt.UTC)


class Words(sa.types.TypeDecorator[str]):
    """Text that came from outside. PostgreSQL keeps no NUL, so it becomes the sign for what cannot be shown.

    One code point for one: spans stay what they were.
    """

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """Without NUL."""
        del dialect
        return value and value.replace("\0", "\ufffd")


class DecimalText(sa.types.TypeDecorator[Decimal]):
    """An exact decimal as text: SQLite would round a numeric column to a float."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> str | None:
        """Plain digits, never an exponent."""
        del dialect
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Decimal | None:
        """The same decimal back."""
        del dialect
        return None if value is None else Decimal(value)


class Alphabetical(FunctionElement[str]):
    """A text to order by: compared by code points on every database, whatever language its server was set up for."""

    type = sa.Text()
    inherit_cache = True


@compiles(Alphabetical)
def _by_code_points(element: Alphabetical, compiler: SQLCompiler, **options: Any) -> str:
    order = ' COLLATE "C"' if compiler.dialect.name == "postgresql" else ""
    return f"{compiler.process(element.clauses, **options)}{order}"
