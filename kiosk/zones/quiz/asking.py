"""An item as it stands before the visitors: the one value its views are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.models.quiz import QuizItem
from kiosk.parts.question import Asked


@dataclass(frozen=True, slots=True)
class Asking:
    """An item as it stands: number `index` + 1 of `count`, asked one person or a group.

    `hands` is how many went up for the answer (-1: not counted); `again` when it is looked at once more.
    """

    item: QuizItem
    index: int
    count: int
    asked: Asked
    way: str
    hands: int
    people: int
    again: bool = False

    @property
    def two(self) -> bool:
        """Whether there are just two answers, one word each."""
        return self.item.form in ("judge", "true_false")

    @property
    def counting(self) -> bool:
        """Whether hands are counted: in a group, where one option is chosen."""
        return self.way == "group" and self.people > 1 and self.item.form != "multiple"
