"""What is recorded where the effect of a visit is measured: one live form before anything is taught, another after."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.subject import AboutItem
from kiosk.core.vocabulary import Phase


@dataclass(frozen=True, slots=True)
class MeasuringBegun:
    """A live form was begun: its id, and the ids of its `items` in the order in which they were shown."""

    phase: Phase
    form: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JudgementCounted(AboutItem):
    """What was said of one item of a live form before anything was revealed: of `people` so many said that it is a
    scam, so many that it is genuine. The others are not sure, or would check first. Who comes alone is one of one. An
    item nobody was counted for has a `JudgementUncounted` instead."""

    phase: Phase
    form: str
    said_scam: int
    said_genuine: int
    people: int


@dataclass(frozen=True, slots=True)
class JudgementUncounted(AboutItem):
    """The group went on from an item of a live form and nobody was counted for it: `people` were there. Whether nobody
    was asked, or nobody raised a hand for either answer, is not known."""

    phase: Phase
    form: str
    people: int


@dataclass(frozen=True, slots=True)
class MeasuringSkipped:
    """A touch left a live form out, or the rest of it."""

    phase: Phase
    form: str
