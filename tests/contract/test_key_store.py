"""API keys."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.database import Database
from corpus.errors import NotFound
from corpus.key_store import Key, KeyStore

NOW = dt.datetime(2026, 3, 4, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def keys(database: Database) -> KeyStore:
    return KeyStore(database)


def test_a_key_is_found_by_its_sha256_until_it_is_revoked(keys: KeyStore) -> None:
    """A revoked key stays in the list and opens nothing."""
    key = Key("k1", "Acme", frozenset({"ask", "ingest"}), NOW)
    keys.add(key, "ab" * 32)
    assert keys.find("ab" * 32) == key
    assert keys.find("cd" * 32) is None
    keys.revoke("k1", LATER)
    assert keys.find("ab" * 32) is None
    assert [(held.id, held.revoked_at) for held in keys.all()] == [("k1", LATER)]


def test_the_last_use_is_noted(keys: KeyStore) -> None:
    """Keys are listed newest first, each with when it was last used."""
    keys.add(Key("k1", "one", frozenset({"ask"}), NOW), "1" * 64)
    keys.add(Key("k2", "two", frozenset({"ask"}), LATER), "2" * 64)
    keys.used("k1", LATER)
    assert [(held.id, held.last_used_at) for held in keys.all()] == [("k2", None), ("k1", LATER)]


def test_a_key_is_revoked_once(keys: KeyStore) -> None:
    """An unknown or revoked key is named."""
    keys.add(Key("k1", "one", frozenset({"ask"}), NOW), "1" * 64)
    keys.revoke("k1", NOW)
    for gone in ("k1", "k9"):
        with pytest.raises(NotFound, match=gone):
            keys.revoke(gone, NOW)
