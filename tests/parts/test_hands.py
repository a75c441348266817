"""A show of hands: one touch a count, never more than the group, and what the group says by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.geometry import Rect, Size
from kiosk.core.vocabulary import VisitMode
from kiosk.draw.block import place
from kiosk.draw.items import Counted, Item, Text, targets
from kiosk.draw.look import Look
from kiosk.parts import abacus
from kiosk.parts.abacus import Side
from kiosk.parts.hands import Hands, judging, nobody_yet
from kiosk.scene import Visit

BOTH = abacus.truths("ask/0", "ask/1")
LOOKS = {
    "landscape": Look(),
    "large": Look(large=True),
    "upright": Look(canvas=Size(1080, 1920), area=Rect(48, 200, 984, 1400)),
}


def raised(people: int, *targets: str, answers: int = 2, several: bool = False) -> Hands:
    hands = nobody_yet(people, answers, several)
    for target in targets:
        after = hands.after(target)
        assert after is not None
        hands = after
    return hands


def beads(look: Look, hands: Hands, sides: tuple[Side, ...] = BOTH) -> dict[str, Item]:
    block = abacus.rows(look, hands, sides, (), look.area.w)
    found = targets(place(block, look.area.x, look.area.y))
    return {word: item for word, item in found.items() if word.startswith("hands/")}


# ------------------------------------------------------------ counting
@pytest.mark.parametrize("people", [2, 12, 15])
def test_one_touch_sets_any_count_and_another_of_the_last_takes_one_away(people: int) -> None:
    for count in range(1, people + 1):
        hands = raised(people, f"hands/0/{count}")
        assert (hands.counts, hands.rest) == ((count, 0), people - count)
        assert raised(people, f"hands/0/{count}", f"hands/0/{count}").counts == (count - 1, 0)
    assert raised(people, "hands/0/1", "hands/0/1") == nobody_yet(people, 2), "the last one taken away: nobody counted"


def test_fewer_is_a_touch_of_the_smaller_number_and_both_sides_are_kept() -> None:
    assert raised(12, "hands/0/7", "hands/1/4", "hands/0/3").counts == (3, 4)


@pytest.mark.parametrize("people", [2, 12, 15])
def test_the_other_side_has_no_more_than_are_left(people: int) -> None:
    hands = raised(people, f"hands/0/{people - 1}")
    assert (hands.most(0), hands.most(1)) == (people, 1)
    assert hands.after("hands/1/2") == hands, "more than are left are not there"
    full = raised(people, f"hands/0/{people - 1}", "hands/1/1")
    assert full.rest == 0 and full.most(1) == 1
    assert raised(people, f"hands/0/{people}").after("hands/1/1") == raised(people, f"hands/0/{people}")


@given(st.integers(2, 15), st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 17)), max_size=30), st.booleans())
def test_whatever_is_touched_nobody_is_counted_twice(
    people: int, touches: list[tuple[int, int]], several: bool
) -> None:
    hands = nobody_yet(people, 3, several)
    for index, number in touches:
        hands = hands.after(f"hands/{index}/{number}") or hands
        assert all(0 <= count <= people for count in hands.counts)
        if not several:
            assert sum(hands.counts) + hands.rest == people and hands.rest >= 0


@pytest.mark.parametrize("target", ["hands/0", "hands/x/1", "hands/0/-", "ask/0", "next", "hands"])
def test_another_target_is_none_of_its_business(target: str) -> None:
    assert nobody_yet(12, 2).after(target) is None


@pytest.mark.parametrize("target", ["hands/2/1", "hands/0/0", "hands/0/13"])
def test_a_bead_there_is_not_changes_nothing(target: str) -> None:
    assert raised(12, "hands/0/7", target) == raised(12, "hands/0/7")


def test_one_person_raises_no_hand() -> None:
    alone = nobody_yet(1, 2)
    assert not alone.asked and alone.after("hands/0/1") is None
    assert nobody_yet(2, 2).asked


def test_only_a_group_that_is_led_raises_hands() -> None:
    assert judging(Visit(people=12, led=True)) == 12
    assert judging(Visit(people=2, mode=VisitMode.GUIDED)) == 2
    assert judging(Visit(people=1, led=True, mode=VisitMode.GUIDED)) == 0
    assert judging(Visit(people=12)) == 0


# ------------------------------------------------------------ what a group says
@pytest.mark.parametrize(
    ("people", "counts", "answer"),
    [
        (12, (7, 3), 0),
        (12, (3, 7), 1),
        (12, (5, 5), None),
        (12, (6, 6), None),
        (12, (4, 2), 0),  # six not sure: half of the group, not more
        (12, (4, 1), None),  # seven not sure
        (12, (0, 0), None),
        (2, (1, 0), 0),
        (2, (1, 1), None),
        (2, (0, 2), 1),
        (15, (8, 7), 0),
        (15, (7, 8), 1),
        (15, (5, 3), 0),  # seven of fifteen are less than half
        (15, (5, 2), None),
        (12, (5, 5, 2), None),
        (12, (5, 4, 3), 0),
    ],
)
def test_the_side_with_more_hands_and_nobody_speaks_for_those_who_are_not_sure(
    people: int, counts: tuple[int, ...], answer: int | None
) -> None:
    assert Hands(people, counts).answer == answer


def test_where_nobody_counts_what_was_touched_is_said_and_hands_outweigh_it() -> None:
    hands = nobody_yet(12, 2).saying(1)
    assert hands.answer == 1
    assert raised(12, "hands/0/7").saying(1).answer == 0
    tied = raised(12, "hands/0/6", "hands/1/6").saying(1)
    assert tied.answer is None
    back = tied.after("hands/0/1")
    assert back is not None and back.answer == 1


def test_where_several_are_right_one_person_raises_a_hand_for_each_and_more_than_half_decide() -> None:
    hands = raised(12, "hands/0/12", "hands/1/7", "hands/2/6", answers=3, several=True)
    assert hands.counts == (12, 7, 6) and hands.rest == 0
    assert hands.agreed == (0, 1), "six of twelve are no more than half"
    assert hands.most(2) == 12


# ------------------------------------------------------------ on the screen
@pytest.mark.parametrize("people", [2, 15])
@pytest.mark.parametrize("name", LOOKS)
def test_every_count_is_one_bead_large_enough_for_a_finger(name: str, people: int) -> None:
    look = LOOKS[name]
    found = beads(look, nobody_yet(people, 2))
    assert {*found} == {f"hands/{side}/{n}" for side in (0, 1) for n in range(1, people + 1)}
    assert all(min(item.rect.w, item.rect.h) >= look.target for item in found.values())
    assert all(look.area.covers(item.rect, 1.0) for item in found.values())


@pytest.mark.parametrize("name", LOOKS)
def test_beads_the_other_side_has_taken_cannot_be_touched(name: str) -> None:
    hands = raised(15, "hands/0/7", "hands/1/4")
    found = beads(LOOKS[name], hands)
    assert {int(word.split("/")[2]) for word in found if word.startswith("hands/0/")} == {*range(1, 12)}
    assert {int(word.split("/")[2]) for word in found if word.startswith("hands/1/")} == {*range(1, 9)}
    assert sum(bool(item.on) for item in found.values()) == 11


def test_fifteen_beads_stand_in_one_line_beside_their_side_and_in_two_where_it_is_upright() -> None:
    assert len({item.rect.y for word, item in beads(LOOKS["landscape"], nobody_yet(15, 2)).items()}) == 2
    assert len({item.rect.y for word, item in beads(LOOKS["upright"], nobody_yet(15, 2)).items()}) == 4


def words(items: tuple[Item, ...]) -> str:
    return " ".join("".join(item.lines) for item in items if isinstance(item, Text))


def test_how_a_room_was_split_is_told_with_those_who_are_not_sure() -> None:
    look = Look()
    shown = words(abacus.split(look, raised(12, "hands/0/7", "hands/1/3"), BOTH, 1700).items)
    assert shown == "7 位说是骗局 · 3 位说是真的 · 2 位拿不准"
    assert words(abacus.split(look, raised(12, "hands/1/12"), BOTH, 1700).items) == "12 位说是真的"


def test_the_halves_of_the_room_lie_left_and_right_of_its_middle() -> None:
    look = Look()
    block = abacus.halves(look, nobody_yet(12, 2), BOTH, (), look.area.w, 400)
    found = targets(place(block, look.area.x, look.area.y))
    middle = look.canvas.w / 2
    assert found["ask/0"].rect.right <= middle <= found["ask/1"].rect.x
    assert found["ask/0"].rect.w == found["ask/1"].rect.w > look.canvas.w * 0.4


@pytest.mark.parametrize(("people", "offered"), [(3, False), (4, True)])
def test_three_people_are_not_sent_about_the_room(people: int, offered: bool) -> None:
    block = abacus.rest(Look(), nobody_yet(people, 2), 1700, walked=False)
    assert (abacus.ASIDE in targets(block.items)) is offered


def test_the_phone_is_told_of_each_answer_once() -> None:
    hands = raised(12, "hands/0/7")
    for block in (
        abacus.rows(Look(), hands, BOTH, (), 1700),
        abacus.halves(Look(), hands, BOTH, (), 1700, 400),
        abacus.sentences(Look(), hands.saying(1), BOTH, 1700, each=False),
    ):
        told = [(c.name, c.words, c.count, c.most) for c in block.items if isinstance(c, Counted)]
        assert told == [("hands/0", "是骗局", 7, 12), ("hands/1", "是真的", 0, 5)]
