"""What was read of one corpus version is kept until it moves on, and one answer looks at the version once."""

from __future__ import annotations

from threading import Thread

import pytest

from corpus.caches import PerVersion


class Store:
    """A version that moves on, and how often it was looked at."""

    def __init__(self) -> None:
        self.at, self.looked = 1, 0

    def __call__(self) -> int:
        self.looked += 1
        return self.at


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def kept(store: Store) -> PerVersion:
    return PerVersion(store)


def test_a_value_is_loaded_once_a_version(store: Store, kept: PerVersion) -> None:
    assert [kept.get("key", lambda: store.at), kept.get("key", lambda: -1)] == [1, 1]
    store.at = 2
    assert kept.get("key", lambda: store.at) == 2


def test_who_has_seen_the_version_does_not_look_again(store: Store, kept: PerVersion) -> None:
    with kept.seen(1):
        assert [kept.get(key, lambda: "read") for key in ("one", "two", "one")] == ["read"] * 3
    assert store.looked == 0
    assert kept.get("one", lambda: "read again") == "read"
    assert store.looked == 1


def test_what_another_read_meanwhile_of_a_later_version_is_not_forgotten_for_an_earlier_one(
    store: Store, kept: PerVersion
) -> None:
    with kept.seen(1):
        kept.get("key", lambda: "of one")
        store.at = 2
        other = Thread(target=lambda: kept.get("key", lambda: "of two"))
        other.start()
        other.join()
        assert kept.get("key", lambda: "of one again") == "of two"
    assert kept.get("key", lambda: "of two again") == "of two"


def test_the_block_ends_where_it_fails(store: Store, kept: PerVersion) -> None:
    with pytest.raises(KeyError), kept.seen(1):
        raise KeyError
    kept.get("key", lambda: "read")
    assert store.looked == 1
