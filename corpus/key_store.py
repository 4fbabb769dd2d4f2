"""API keys as the registry keeps them: never the key, only its sha256."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from corpus.database import Database
from corpus.errors import NotFound
from corpus.tables import api_keys


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of a key."""

    id: str
    name: str
    scopes: frozenset[str]
    created_at: dt.datetime
    last_used_at: dt.datetime | None = None
    revoked_at: dt.datetime | None = None


class KeyStore:
    """Reads and writes of keys. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, key: Key, sha256: str) -> None:
        """Keep a new key under its sha256."""
        values = {"id": key.id, "name": key.name, "sha256": sha256, "scopes": " ".join(sorted(key.scopes))}
        with self._database.write() as connection:
            connection.execute(sa.insert(api_keys).values({**values, "created_at": key.created_at}))

    def find(self, sha256: str) -> Key | None:
        """The key with that sha256 that is not revoked."""
        query = sa.select(api_keys).where(api_keys.c.sha256 == sha256, api_keys.c.revoked_at.is_(None))
        with self._database.read() as connection:
            row = connection.execute(query).mappings().first()
        return _key(row) if row else None

    def all(self) -> tuple[Key, ...]:
        """Every key, revoked ones too, newest first."""
        query = sa.select(api_keys).order_by(api_keys.c.created_at.desc(), api_keys.c.id)
        with self._database.read() as connection:
            return tuple(_key(row) for row in connection.execute(query).mappings())

    def used(self, key_id: str, now: dt.datetime) -> None:
        """Note that a key was used."""
        with self._database.write() as connection:
            connection.execute(sa.update(api_keys).where(api_keys.c.id == key_id).values(last_used_at=now))

    def revoke(self, key_id: str, now: dt.datetime) -> None:
        """End a key. Raises `NotFound`."""
        ours = (api_keys.c.id == key_id) & api_keys.c.revoked_at.is_(None)
        with self._database.write() as connection:
            if not connection.execute(sa.update(api_keys).where(ours).values(revoked_at=now)).rowcount:
                raise NotFound(
                    f"There is no key {key_id} that could be revoked.", remedy="`standing keys list` shows all."
                )


def _key(row: sa.RowMapping) -> Key:
    return Key(
        id=row["id"],
        name=row["name"],
        scopes=frozenset(row["scopes"].split()),
        created_at=row["created_at"],
        last_used_at=row["last_used_at"],
        revoked_at=row["revoked_at"],
    )
