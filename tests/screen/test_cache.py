from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.screen.cache import Cache


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 40)), max_size=60))
def test_never_more_bytes_than_allowed(puts: list[tuple[int, int]]) -> None:
    cache: Cache[int] = Cache(100, lambda value: value)
    for key, size in puts:
        cache.put(key, size)
        assert cache.bytes <= 100
        assert cache.get(key) == size


def test_what_was_not_used_for_longest_goes_first() -> None:
    cache: Cache[int] = Cache(3, lambda value: 1)
    for key in "abc":
        cache.put(key, 1)
    cache.get("a")
    cache.put("d", 1)
    assert "b" not in cache and "a" in cache and "c" in cache and len(cache) == 3


def test_what_is_on_the_screen_stays() -> None:
    cache: Cache[int] = Cache(2, lambda value: 1)
    cache.pinned = {"a", "b", "c"}
    for key in "abcd":
        cache.put(key, 1)
    assert all(key in cache for key in "abcd")
    cache.pinned = ()
    cache.put("e", 1)
    assert len(cache) == 2 and "e" in cache
