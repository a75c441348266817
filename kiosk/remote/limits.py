"""How often somebody may ask: so many at once, so many a second; beyond that the hall does not even listen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable


class Allowance:
    """A bucket of `most`, refilled with `a_second`. `now` is the caller's clock in seconds."""

    def __init__(self, most: float, a_second: float, now: Callable[[], float]) -> None:
        self._most, self._a_second, self._now = most, a_second, now
        self._left, self._at = most, now()

    def take(self) -> bool:
        """One more; False when there is none left."""
        at = self._now()
        self._left = min(self._most, self._left + (at - self._at) * self._a_second)
        self._at = at
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True


class Allowances:
    """One for each address, of the `addresses` that asked last."""

    def __init__(self, most: float, a_second: float, now: Callable[[], float], addresses: int = 256) -> None:
        self._each, self._addresses = (most, a_second, now), addresses
        self._known: OrderedDict[str, Allowance] = OrderedDict()

    def take(self, address: str) -> bool:
        """One more for that address; False when it has none left."""
        known = self._known.setdefault(address, Allowance(*self._each))
        self._known.move_to_end(address)
        if len(self._known) > self._addresses:
            self._known.popitem(last=False)
        return known.take()
