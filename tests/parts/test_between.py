"""What is seen in the midst of a movement: only what is said to move, a little, and in the end exactly what was asked."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest

from kiosk.core.geometry import Rect
from kiosk.draw.items import Ground, Icon, Item, Manner, Moving, Panel, Text
from kiosk.parts import motion
from kiosk.parts.between import SHAKE_UNITS, Underway, between, counted, drained

CARD = Rect(100, 100, 400, 200)
MANNERS: tuple[Manner, ...] = get_args(Manner)
SHARES = [i / 20 for i in range(20)]


def words(rect: Rect, said: str) -> Text:
    return Text(rect=rect, lines=(said,), colour=(255, 255, 255), size=40, leading=50)


GROUND = Ground(rect=Rect(0, 0, 1920, 1080), top=(10, 20, 40), bottom=(0, 0, 0))
BESIDE = Panel(rect=Rect(600, 100, 400, 200), fill=(200, 0, 0), target="beside")
LIST: tuple[Item, ...] = (
    GROUND,
    Panel(rect=CARD, fill=(250, 250, 250), target="card"),
    words(Rect(120, 120, 300, 50), "986.3万次"),
    Icon(rect=Rect(420, 120, 40, 40), name="check", colour=(0, 200, 0)),
    BESIDE,
)
OLD: tuple[Item, ...] = (GROUND, Panel(rect=CARD, fill=(1, 2, 3)), BESIDE)


def halfway(manner: Manner, share: float, start: str = "218,000元") -> list[Item]:
    return list(between(LIST, [Underway(Moving(rect=CARD, manner=manner, start=start), share)], OLD))


def panel_of(items: list[Item]) -> Panel:
    return next(i for i in items if isinstance(i, Panel) and i is not BESIDE)


@pytest.mark.parametrize("manner", MANNERS)
def test_in_the_end_it_is_the_very_list(manner: Manner) -> None:
    assert between(LIST, [Underway(Moving(rect=CARD, manner=manner), 1.0)], OLD) is LIST
    assert between(LIST, [], OLD) is LIST


@pytest.mark.parametrize("manner", [m for m in MANNERS if m != "freeze"])
def test_it_moves_and_nothing_beside_it_does(manner: Manner) -> None:
    for share in SHARES:
        seen = halfway(manner, share)
        assert seen[0] is GROUND and seen[-1] is BESIDE
    assert any(halfway(manner, share) != list(LIST) for share in SHARES)


@pytest.mark.parametrize("manner", MANNERS)
def test_what_moves_is_soon_still(manner: Manner) -> None:
    seconds = motion.length(manner)
    if manner in ("count", "drain"):
        assert seconds + motion.SECONDS <= 0.6 + 1e-9, "with the arrival of its page"
    elif manner == "shake":
        assert seconds >= 1 / 3, "a head shaken three times a second at most"
    elif manner != "freeze":
        assert 0.16 <= seconds <= 0.24
    assert 0.16 <= motion.BRISK_SECONDS < motion.SECONDS < motion.GENTLE_SECONDS <= 0.24
    assert motion.FEEDBACK_SECONDS == 0.08


@pytest.mark.parametrize("figure", ["986.3万次", "12,345", "7", "100", "2亿港元", "3 对，1 早"])
def test_figures_count_up_to_their_value_without_changing_their_width(figure: str) -> None:
    seen = [counted(figure, share) for share in SHARES]
    assert {len(one) for one in seen} == {len(figure)}
    values = [int("".join(c for c in one if c.isdigit())) for one in seen]
    assert values == sorted(values)
    assert counted(figure, 1.0) == figure
    assert counted("没有数字", 0.3) == "没有数字"


def test_a_figure_with_several_digits_is_seen_counting() -> None:
    assert counted("986.3万次", 0.0) == "100.0万次"
    assert 10 < len({counted("986.3万次", i / 100) for i in range(100)}) < 15, "none is drawn that is not seen"


def test_money_drains_digit_by_digit_to_nothing() -> None:
    seen = [drained("218,000元", share) for share in SHARES]
    assert seen[0] == "218,000元" and drained("218,000元", 1.0) == "000,000元"
    for before, after in pairwise(seen):
        assert after <= before
    for share in SHARES:  # a digit runs down only when all smaller ones are gone
        digits = [c for c in drained("218,000元", share) if c.isdigit()]
        touched = [i for i in range(3) if digits[i] != "218"[i]]
        assert all(digits[i] == "0" for i in touched[1:])


def test_beside_the_figure_that_drains_the_words_stay() -> None:
    caption = words(Rect(120, 180, 300, 50), "这笔钱，手里还剩")
    how = Underway(Moving(rect=CARD, manner="drain", start="218,000元"), 0.0)
    seen = [i.lines[0] for i in between((*LIST, caption), [how]) if isinstance(i, Text)]
    assert seen == ["218,000元", "这笔钱，手里还剩"]


def test_a_wrong_answer_shakes_its_head_once() -> None:
    way = [panel_of(halfway("shake", i / 100)).rect.x - CARD.x for i in range(100)]
    sides = [x > 0 for x in way if abs(x) > 0.01]
    assert sum(a != b for a, b in pairwise(sides)) == 1, "to one side, to the other, and home"
    assert 4 < max(way) <= SHAKE_UNITS and -max(way) < min(way) < -2, "less far the second time"
    assert panel_of(halfway("shake", 0.5)).rect.y == CARD.y
    assert abs(way[-1]) < 0.1


def test_a_right_answer_comes_down_to_its_place() -> None:
    lifted = [CARD.y - panel_of(halfway("settle", share)).rect.y for share in SHARES]
    assert lifted == sorted(lifted, reverse=True) and 0 < lifted[-1] < 1 < lifted[0] <= 16


def test_a_card_shows_its_old_face_until_it_is_on_edge() -> None:
    faces = [panel_of(halfway("turn", share)) for share in SHARES]
    breadths = [face.rect.w for face in faces]
    edge = breadths.index(min(breadths))
    assert breadths[:edge] == sorted(breadths[:edge], reverse=True) and breadths[edge:] == sorted(breadths[edge:])
    assert min(breadths) < 0.2 * CARD.w
    assert faces[0].fill == (1, 2, 3) and faces[-1].fill == (250, 250, 250)
    assert {round(face.rect.centre[0]) for face in faces} == {round(CARD.centre[0])}
    words_seen = [i for i in halfway("turn", 0.3) if isinstance(i, Text)]
    assert words_seen and all(i.clip is not None and i.clip.w < CARD.w for i in words_seen)


def test_a_mark_lights_up_out_of_the_dark() -> None:
    first, last = (panel_of(halfway("light", share)).fill for share in (0.01, 0.99))
    assert first is not None and last is not None
    assert sum(first) < sum(last) <= 750
    assert len({panel_of(halfway("light", i / 100)).fill for i in range(100)}) <= 6, "each shade is a surface kept"


def test_light_rises_in_a_card_that_can_be_read_all_along() -> None:
    seen = halfway("fill", 0.2)
    lit = [i for i in seen if i.clip is not None]
    dim = [i for i in seen if i.clip is None and CARD.covers(i.rect)]
    assert [type(i) for i in lit] == [type(i) for i in dim] == [Panel, Text, Icon]
    assert all(i.clip is not None and i.clip.bottom == CARD.bottom and 0 < i.clip.h < CARD.h for i in lit)
    assert panel_of(dim).fill != panel_of(lit).fill == (250, 250, 250)


def test_what_is_cut_already_stays_cut() -> None:
    clip = Rect(100, 100, 200, 200)
    cut = Icon(rect=Rect(120, 120, 40, 40), name="check", colour=(0, 200, 0), clip=clip)
    for manner in ("fill", "turn"):
        for share in SHARES:
            for item in between((GROUND, cut), [Underway(Moving(rect=CARD, manner=manner), share)]):
                assert item is GROUND or (item.clip is not None and clip.covers(item.clip))
