"""A cache bounded by weight."""

from __future__ import annotations

from corpus.caches import Bounded


def held(cache: Bounded[str, str], keys: str) -> str:
    return "".join(key for key in keys if cache.get(key))


def test_what_was_used_last_is_kept_and_a_lower_limit_lets_go() -> None:
    """By weight, and whatever is larger than the limit alone is kept until the next comes."""
    cache: Bounded[str, str] = Bounded(3, len)
    for key in "abc":
        cache.put(key, key)
    cache.get("a")
    cache.put("d", "d")
    assert held(cache, "abcd") == "acd"
    cache.allow(5)
    cache.put("e", "ee")
    assert held(cache, "acde") == "acde"
    cache.allow(2)
    assert held(cache, "acde") == "e"
    cache.put("f", "ffff")
    assert held(cache, "ef") == "f"
