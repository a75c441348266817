"""One kind of content file: where it lies, what it holds, what of it can be kept off the screen by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.core.findings import Finding

HALL = "hall"
HALL_FILE = "zones.yaml"


def no_faults(value: Any) -> Sequence[Finding]:
    """For files of which the model says everything."""
    return ()


@dataclass(frozen=True, slots=True)
class FileRules:
    """What is held of a file that fits its model: `faults` finds what would stop it on the screen, `lint` what else is
    wrong with one that has no such fault, `advice` what is to be thought over and keeps nothing off."""

    faults: Callable[[Any], Sequence[Finding]] = no_faults
    lint: Callable[[Any], Sequence[Finding]] = no_faults
    advice: Callable[[Any], Sequence[Finding]] = no_faults


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One kind of file. `pattern` is below the content folder; `*` stands for any name.

    Without a `required` file (or one readable file of a pattern) its zone is closed. What a problem is about is kept
    off the screen: a whole file, or an entry of the lists named in `each` (`items`, `groups/*/phrases`); with a
    `fallback` (plain data) nothing is kept off, and the value there stands in. `item` is what one is called, e.g. 案例;
    of the lists in `each`, the first holds the items. `rules` gives what is held of it beyond its `model`, and imports
    that only then: a usual start reads checked data.
    """

    pattern: str
    model: type
    required: bool = True
    item: str = ""
    each: tuple[str, ...] = ()
    fallback: Callable[[], Any] | None = None
    rules: Callable[[], FileRules] = FileRules

    @property
    def many(self) -> bool:
        return "*" in self.pattern

    @property
    def folder(self) -> str:
        return self.pattern.rpartition("/")[0]

    @property
    def zone(self) -> str:
        """The zone's id, or `hall`: the first folder of the pattern."""
        return HALL if self.pattern == HALL_FILE else self.pattern.partition("/")[0]
