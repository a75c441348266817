"""Which lines of a message can be marked, and what marking them amounts to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.zones.scam_lessons.models import Exercise, ExerciseKind, ExerciseLine, LineSide
from kiosk.zones.scam_lessons.spot import Judged, Marked, judge, touch, touchable

SCAM = Exercise(
    ExerciseKind.CHAT,
    "陌生人",
    "有没有可疑的话？",
    False,
    (
        ExerciseLine("您好。"),
        ExerciseLine("先交保证金。", flag="先交钱的事都要停。"),
        ExerciseLine("真的吗？", side=LineSide.ME),
        ExerciseLine("我先问问儿子。", side=LineSide.ME, fine="问家里人总是对的。"),
        ExerciseLine("对方撤回了一条消息", side=LineSide.NOTE, flag="怕留下证据。"),
        ExerciseLine("祝您愉快。"),
    ),
    "这是骗局。",
)


def test_the_other_side_can_be_marked_and_what_the_author_explains() -> None:
    assert touchable(SCAM) == (0, 1, 3, 4, 5)


@pytest.mark.parametrize("target", ["mark/2", "mark/6", "mark/x", "mark/", "tick/1", "mark/1/1", "mark", ""])
def test_nothing_else_is_marked(target: str) -> None:
    assert touch(Marked(), target, SCAM) == Marked()


def test_a_second_tap_takes_the_mark_away_and_clear_takes_all() -> None:
    marked = touch(touch(Marked(), "mark/4", SCAM), "mark/1", SCAM)
    assert marked.lines == (1, 4)
    assert touch(marked, "mark/1", SCAM).lines == (4,)
    assert touch(marked, "clear", SCAM) == Marked(clear=True)
    assert touch(Marked(clear=True), "mark/1", SCAM) == Marked((1,), clear=False)
    assert touch(Marked(clear=True), "clear", SCAM) == Marked()


def test_once_answered_nothing_changes() -> None:
    answered = Marked((1,), answered=True)
    for target in ("mark/0", "mark/1", "clear"):
        assert touch(answered, target, SCAM) == answered


@pytest.mark.parametrize(
    ("lines", "judged"),
    [
        ((1, 4), Judged((1, 4), (), (), True)),
        ((1,), Judged((1,), (4,), (), True)),
        ((0, 1), Judged((1,), (4,), (0,), True)),
        ((0, 1, 5), Judged((1,), (4,), (0, 5), False)),
        ((0,), Judged((), (1, 4), (0,), False)),
        ((), Judged((), (1, 4), (), False)),
    ],
)
def test_one_true_sign_and_at_most_one_wrong_line_is_right(lines: tuple[int, ...], judged: Judged) -> None:
    assert judge(SCAM, Marked(lines)) == judged


def test_of_something_real_no_line_is_accused() -> None:
    real = replace(SCAM, genuine=True, lines=(ExerciseLine("请接电话。"), ExerciseLine("请先不要转账。")))
    assert judge(real, Marked()) == Judged((), (), (), True)
    assert judge(real, Marked((1,))) == Judged((), (), (1,), False)
