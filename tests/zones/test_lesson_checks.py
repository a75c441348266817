"""What the modules of 诈骗知识学习区 must agree about, each with itself and all with each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.content.small_hall import SmallHall, at

LESSON = "content/scam_lessons/modules/one.yaml"
SECOND = "content/scam_lessons/modules/two.yaml"


def _change(hall: SmallHall, change: Callable[[Any], Any]) -> None:
    data = hall.data(LESSON)
    change(data)
    hall.write(LESSON, data)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["exercise"].update(genuine=True), ["genuine: true", "删掉 flag"]),
        (lambda d: d.update(icon="flagg"), ["“flagg”", "写成 flag"]),
        (lambda d: d["exercise"]["lines"][1].pop("flag"), ["没有一句可疑"]),
        (lambda d: d["exercise"]["lines"][1].update(fine="没问题"), ["不能既可疑"]),
        (lambda d: d["exercise"]["lines"][0].update(id="b"), ["“b”", "换一个没用过的编号"]),
        (lambda d: d["exercise"]["lines"][0].update(id="clear"), ["没有可疑之处", "换一个编号"]),
        (lambda d: d["exercise"]["lines"][0].update(id="a+b"), ["“a+b”", "小写英文"]),
        (lambda d: d["exercise"].update(kind="bank"), ["“bank”", "sms（短信）", "call（通话）"]),
        (lambda d: d["exercise"]["lines"][0].update(side="you"), ["“you”", "them（对方）", "note（旁白）"]),
    ],
)
def test_a_contradiction_is_told(hall: SmallHall, change: Callable[[Any], Any], words: list[str]) -> None:
    _change(hall, change)
    found = hall.only_problem()
    assert found.path == LESSON
    at(found, found.line, found.column, *words)
    assert found.line > 1


def test_a_message_that_is_real_may_have_lines_that_only_look_suspicious(hall: SmallHall) -> None:
    def real(data: Any) -> None:
        data["exercise"].update(genuine=True, lines=[{"text": "请接电话", "fine": "来电要接"}, {"text": "谢谢"}])

    _change(hall, real)
    assert hall.check() == ()


def test_lines_may_have_ids_of_their_own(hall: SmallHall) -> None:
    _change(hall, lambda d: d["exercise"]["lines"][0].update(id="parcel-lost"))
    assert hall.check() == ()


def test_places_on_the_rail(hall: SmallHall) -> None:
    second = hall.data(LESSON) | {"id": "two"}
    hall.write(SECOND, second)
    at(hall.only_problem(), 2, 8, "第 1 个位置", "2、3")
    for wrong in (0, 9):
        hall.write(SECOND, second | {"order": wrong})
        at(hall.only_problem(), 2, 8, f"order 是 {wrong}", "1 到 8")
    for free in (2, 8):
        hall.write(SECOND, second | {"order": free})
        assert hall.check() == ()


def test_free_places_on_the_rail_are_named_from_the_first_to_the_last(hall: SmallHall) -> None:
    one = hall.data(LESSON)
    hall.write(LESSON, one | {"order": 3})
    hall.write(SECOND, one | {"id": "two", "order": 3})
    assert "例如 1、2、4、5、6、7、8" in hall.only_problem().message
    real = one["exercise"] | {"genuine": True, "lines": [{"text": "请接电话"}, {"text": "谢谢"}]}
    for order in (1, 2, 4, 5, 6, 7, 8):
        exercise = real if order in (1, 4, 5, 7) else one["exercise"]
        more = one | {"id": f"more{order}", "order": order, "exercise": exercise}
        hall.write(f"content/scam_lessons/modules/more{order}.yaml", more)
    assert hall.only_problem().message.endswith("例如 …")


def test_two_modules_with_one_id_are_told(hall: SmallHall) -> None:
    hall.write(SECOND, hall.data(LESSON) | {"order": 2})
    at(hall.only_problem(), 1, 5, "“one”", "one.yaml 第 1 行")
