"""One SQL database behind the registry: transactions, the schema's version, statements that SQL has no one word for.

Dialect matters here, in `corpus/engines.py` and nowhere else in the registry.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from corpus.engines import READS, lock_schema, open_engine
from corpus.errors import ROOM, StoreDamaged, StoreError, StoreFull, StoreMissing, StoreOutdated, StoreUnreachable
from corpus.tables import REVISION

DAMAGE = ("malformed", "not a database", "disk image", "file is encrypted")

FULL = ("disk is full", "no space left", "disk full", "disk quota")
"""How SQLite, PostgreSQL, Chroma and the system say that there is no room."""

UNANSWERED = ("08", "57P")
"""PostgreSQL's classes of errors for a broken connection and for a server that ends or begins."""


class Database:
    """Short transactions on one database. Safe to share between threads."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(**READS[engine.dialect.name])
        self._writing = engine.execution_options(standing_writes=True)

    @property
    def dialect(self) -> str:
        """Either "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """One consistent view for the length of the block."""
        with translated(), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        with translated(), self._writing.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give every connection back."""
        self._engine.dispose()


def open_database(url: str) -> Database:
    """Connect, and bring the schema up to date.

    Raises `StoreOutdated` when the schema is newer than this program, `StoreDamaged` when it cannot be read.
    """
    return _opened(url, _migrate)


def look_into_database(url: str) -> Database:
    """Connect to what is there, and change nothing: for those who examine or copy it.

    Raises `StoreMissing` when there is no schema, `StoreOutdated` when it is another than this program's.
    """
    if held_file(url) is False:
        raise StoreMissing(f"There is no registry at {shown(url)}.", remedy="Run `standing ingest --bundled`.")
    return _opened(url, _expect)


def migration_due(url: str) -> str:
    """What the next opening has to do to the schema; empty where that is nothing, or where nobody can tell."""
    if held_file(url) is False:
        return ""
    engine = open_engine(url)
    try:
        with translated():
            held = _held(engine, url)
    except StoreError:
        return ""
    finally:
        engine.dispose()
    if held == REVISION:
        return ""
    return (
        f"The registry is brought from schema {held or 'none'} to {REVISION}, wholly or not at all; while another "
        "process does it, this one waits."
    )


def held_file(url: str) -> bool | None:
    """Whether the file of a SQLite address is there; None where a server has to be asked. Looking makes none."""
    return Path(sa.make_url(url).database or "").exists() if url.startswith("sqlite") else None


def shown(url: str) -> str:
    """An address without its password."""
    return sa.make_url(url).render_as_string()


def sqlite_url(path: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{path}"


def insert_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert the rows whose primary key is not there yet, and leave the others as they are."""
    if rows:
        connection.execute(_inserting(connection.dialect.name, table), list(rows))


def insert_first(connection: sa.Connection, table: sa.Table, row: Mapping[str, object]) -> bool:
    """Insert one row unless its primary key is there; whether this call inserted it."""
    return connection.execute(_telling(connection.dialect.name, table), row).first() is not None


def put(connection: sa.Connection, table: sa.Table, row: Mapping[str, object]) -> None:
    """Insert one row, or replace the one that has its primary key."""
    keys = [column.name for column in table.primary_key]
    changed = {name: value for name, value in row.items() if name not in keys}
    insert = _insert(connection.dialect.name, table).values(row)
    connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=changed))


@cache
def _inserting(dialect: str, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """Built once: to build it anew for every row took twice as long as to run it."""
    return _insert(dialect, table).on_conflict_do_nothing()


@cache
def _telling(dialect: str, table: sa.Table) -> sa.Executable:
    """The same, which gives back a row where it inserted one."""
    return _inserting(dialect, table).returning(sa.literal(1))


def _insert(dialect: str, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


def _opened(url: str, prepare: Callable[[sa.Engine, str], None]) -> Database:
    engine = open_engine(url)
    try:
        with translated():
            prepare(engine, url)
    except BaseException:
        engine.dispose()
        raise
    return Database(engine)


def _migrate(engine: sa.Engine, url: str) -> None:
    held = _held(engine, url)
    if held == REVISION:
        return
    # alembic takes a third of a second to import and is needed only when there is something to migrate
    from corpus.migrations.run import upgrade  # noqa: PLC0415

    try:
        with engine.execution_options(standing_writes=True).begin() as connection:
            lock_schema(connection)
            # where another process was quicker there is nothing left to do
            upgrade(connection)
    except Exception as error:
        if isinstance(error, sa.exc.DBAPIError) and _of_the_place(error):
            raise
        reason = str(getattr(error, "orig", None) or error).strip()
        raise StoreError(
            f"The registry {shown(url)} could not be brought from schema {held or 'none'} to {REVISION}: {reason}. "
            "It is as it was before.",
            remedy="Run `standing doctor`; the version of Standing that made it still opens it.",
        ) from error


def _expect(engine: sa.Engine, url: str) -> None:
    held = _held(engine, url)
    if held is None:
        raise StoreMissing(f"There is no registry at {shown(url)}.", remedy="Run `standing ingest --bundled`.")
    if held != REVISION:
        raise StoreOutdated(
            f"The registry {shown(url)} has schema {held}; this program's is {REVISION}.",
            remedy="The next start of the service, or any command that opens the store, brings it up to date: wholly "
            "or not at all.",
        )


def _held(engine: sa.Engine, url: str) -> str | None:
    """The schema's revision. Raises `StoreOutdated` for one that this program does not know yet."""
    with engine.connect() as connection:
        held = revision(connection)
    if held is not None and held > REVISION:
        raise StoreOutdated(
            f"The registry {shown(url)} has schema {held}; this program knows {REVISION}.",
            remedy="Install the newer version of Standing that made it.",
        )
    return held


def revision(connection: sa.Connection) -> str | None:
    """The schema's revision as the database says it; None where there is no schema."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def is_damage(reason: str) -> bool:
    """Whether SQLite's words say that the file itself is broken, not merely busy or full."""
    return any(word in reason for word in DAMAGE)


def _unanswered(cause: BaseException | None) -> bool:
    """Whether PostgreSQL could not be reached, or ended while it worked. A failed connection has no state at all."""
    if cause is None or isinstance(cause, sqlite3.Error):
        return False
    state = getattr(cause, "sqlstate", None)
    return state.startswith(UNANSWERED) if state else type(cause).__name__ == "OperationalError"


def is_full(reason: str) -> bool:
    """Whether the words of an engine say that there is no room left."""
    return any(word in reason.lower() for word in FULL)


def _of_the_place(error: sa.exc.DBAPIError) -> bool:
    """Whether it is no fault of the statement: a server that is away, a full disk, a broken file."""
    reason = str(error.orig)
    return error.connection_invalidated or _unanswered(error.orig) or is_full(reason) or is_damage(reason)


@contextmanager
def translated() -> Iterator[None]:
    """Errors of SQLAlchemy and of the databases as ours."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        reason = str(error.orig).strip()
        if is_full(reason):
            raise StoreFull(f"The registry has no room left: {reason}.", remedy=ROOM) from error
        if error.connection_invalidated or _unanswered(error.orig):
            raise StoreUnreachable(
                f"The database of the registry does not answer: {reason}.",
                remedy="See that it runs; all goes on by itself once it does.",
            ) from error
        if isinstance(error.orig, sqlite3.Error) and is_damage(reason):
            raise StoreDamaged(
                f"The registry cannot be read: {reason}.", remedy="Restore it from a backup, or ingest again."
            ) from error
        raise StoreError(f"The registry refused: {reason}.", remedy="Run `standing doctor`.") from error
    except sa.exc.TimeoutError as error:
        raise StoreError("The registry has no connection free.", remedy="Ask again in a moment.") from error
