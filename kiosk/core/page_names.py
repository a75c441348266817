"""What content says of pages, found by the page's name: written down to some colon, `*` for any one part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

ANY = "*"
"""In what content calls a page: any one part of its name."""


class OfAPage(Protocol):
    """Something that is said of the pages whose names begin like `page`."""

    @property
    def page(self) -> str: ...


E = TypeVar("E", bound=OfAPage)


def finest(entries: Sequence[E], page: str) -> E | None:
    """What is said of the page of that name: the name with most parts that fits it, of those the one with fewest `ANY`,
    and of those the longest."""
    fitting = [entry for entry in entries if fits(entry.page, page)]
    return max(
        fitting, key=lambda entry: (entry.page.count(":"), -entry.page.count(ANY), len(entry.page)), default=None
    )


def fits(called: str, page: str) -> bool:
    """Whether the page of that name is called so: part by part; the last one may go on, as `step` does in `step3`."""
    entry, parts = called.split(":"), page.split(":")
    if len(entry) > len(parts):
        return False
    *whole, last = entry
    return all(part in (ANY, there) for part, there in zip(whole, parts, strict=False)) and (
        last == ANY or parts[len(whole)].startswith(last)
    )
