"""A show of hands: how many of a group are for each answer. Who raises none is not sure; nobody has to be counted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.core.vocabulary import VisitMode
from kiosk.scene import Visit

HANDS = "hands"
"""Before the place of an answer and a number in what a bead is called: `hands/0/7`."""


@dataclass(frozen=True, slots=True)
class Hands:
    """How many hands went up for each of the answers, of `people` (0: nobody raises any, all zero: nobody counted).

    Where `several` answers may be right, one person may raise a hand for each of them. `said` is the answer that was
    touched itself: what the group says where nobody is counted, and in a list the one whose hands are counted.
    """

    people: int = 0
    counts: tuple[int, ...] = ()
    several: bool = False
    said: int | None = None

    @property
    def asked(self) -> bool:
        """Whether hands are raised at all: one person judges alone."""
        return self.people > 1

    @property
    def counted(self) -> bool:
        return any(self.counts)

    @property
    def rest(self) -> int:
        """Those who raised none."""
        return 0 if self.several else self.people - sum(self.counts)

    def most(self, index: int) -> int:
        """How many may be counted for an answer: those who raised their hand for no other."""
        return self.people if self.several else self.counts[index] + self.rest

    @property
    def agreed(self) -> tuple[int, ...]:
        """What the group says: the answer with more hands than any other, unless more than half of the group is not
        sure. Where several may be right, those for which more than half are."""
        if self.several:
            return tuple(i for i, count in enumerate(self.counts) if 2 * count > self.people)
        top = max(self.counts, default=0)
        leading = tuple(i for i, count in enumerate(self.counts) if count == top)
        return leading if top and len(leading) == 1 and 2 * self.rest <= self.people else ()

    @property
    def answer(self) -> int | None:
        """What the group says: what more hands say, or without any counted what was touched. None: it does not."""
        return next(iter(self.agreed), None) if self.counted else self.said

    def saying(self, index: int) -> Hands:
        """After a touch of an answer itself."""
        return replace(self, said=index)

    def after(self, target: str) -> Hands | None:
        """After a touch of a bead: so many are counted, or one less where it was the last; None for another target."""
        word, _, rest = target.partition("/")
        place, _, number = rest.partition("/")
        if word != HANDS or not self.asked or not (place.isdecimal() and number.isdecimal()):
            return None
        index, count = int(place), int(number)
        if index >= len(self.counts) or not 1 <= count <= self.most(index):
            return self
        count -= count == self.counts[index]
        return replace(self, counts=(*self.counts[:index], count, *self.counts[index + 1 :]))


def nobody_yet(people: int, answers: int, several: bool = False) -> Hands:
    """Before anybody was counted."""
    return Hands(people, (0,) * answers, several)


def judging(visit: Visit) -> int:
    """How many judge by a show of hands: a group that is led; 0 where everybody judges by touching."""
    return visit.people if visit.people > 1 and (visit.led or visit.mode is VisitMode.GUIDED) else 0
