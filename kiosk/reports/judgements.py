"""What a group said of one item of a live form, as every figure about live forms takes it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.vocabulary import Phase


@dataclass(frozen=True, slots=True)
class Judgement:
    """One item that one group (a visit, by its id) was asked in one phase, before anything was revealed.

    `item` is the hash of its wording: an edited item is another. Of `people`, `said_scam` and `said_genuine` hands were
    counted; the others are not sure.
    """

    group: str
    item: str
    genuine: bool
    phase: Phase
    said_scam: int
    said_genuine: int
    people: int
