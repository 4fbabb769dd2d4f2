"""API keys: how they are made, what they allow, and the ring that knows them while the service runs.

A key is 32 random bytes, so a plain sha256 is enough: there is nothing to guess that a slow hash would slow down.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpus.caches import Bounded
from corpus.key_store import Key, KeyStore

SCOPES = {
    "ask": "ask questions and read everything held",
    "ingest": "add and delete documents",
    "admin": "everything, metrics included",
}
PREFIX = "sk-standing-"

REMEMBERED_SECONDS = 10.0
"""How long a key is believed without asking the registry, so how long a revoked key still works in another process."""

REMEMBERED_KEYS = 1000
USE_NOTED_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Principal:
    """Who makes a request. `name` is a key's id, or the address of someone without a key."""

    name: str
    scopes: frozenset[str]

    def may(self, scope: str) -> bool:
        """Whether the scope is held; admin holds all but `local`."""
        return scope in self.scopes or ("admin" in self.scopes and scope != LOCAL)


EVERYTHING = frozenset(SCOPES)
LOCAL = "local"
"""Held by who can read the store's folder: may name files of this machine."""


def create(store: KeyStore, name: str, scopes: Iterable[str], now: dt.datetime) -> tuple[Key, str]:
    """A new key and its secret, which is shown once and kept nowhere."""
    secret = PREFIX + secrets.token_urlsafe(32)
    key = Key(secrets.token_hex(4), name, frozenset(scopes), now)
    store.add(key, digest(secret))
    return key, secret


def digest(secret: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(secret.encode()).hexdigest()


class KeyRing:
    """Looks up secrets, and remembers for a moment what it found. Safe to share between threads."""

    def __init__(self, store: Callable[[], KeyStore], clock: Callable[[], float] = time.monotonic) -> None:
        self.local_token: str | None = None
        self._store = store
        self._clock = clock
        self._remembered: Bounded[str, tuple[float, Principal]] = Bounded(REMEMBERED_KEYS)
        self._noted: Bounded[str, float] = Bounded(REMEMBERED_KEYS)

    def remembered(self, secret: str) -> Principal | None:
        """The owner of a secret that was looked up a moment ago; costs nothing."""
        found = self._remembered.get(digest(secret))
        return found[1] if found and self._clock() - found[0] < REMEMBERED_SECONDS else None

    def look_up(self, secret: str) -> Principal | None:
        """The owner of a secret, from the registry; None when there is none."""
        if self.local_token and secrets.compare_digest(secret.encode(), self.local_token.encode()):
            return Principal("local", EVERYTHING | {LOCAL})
        store, now = self._store(), self._clock()
        key = store.find(digest(secret)) if secret.startswith(PREFIX) else None
        if key is None:
            return None
        if now - (self._noted.get(key.id) or -USE_NOTED_SECONDS) >= USE_NOTED_SECONDS:
            self._noted.put(key.id, now)
            store.used(key.id, dt.datetime.now(dt.UTC))
        principal = Principal(key.id, key.scopes)
        self._remembered.put(digest(secret), (now, principal))
        return principal

    def forget(self) -> None:
        """Ask the registry again about every secret."""
        self._remembered.drop(lambda _: True)
