"""A faulty room file is told where it is wrong, all at once."""

from __future__ import annotations

import pytest

from kiosk.bake.reading import RoomError, room_of

GOOD = """\
title: 小屋
eye: 1.5
prints:
  card: {size: [30, 20], dots: 4, marks: [{text: 你好, at: [15, 10], size: 4}]}
materials:
  wall: {kind: plaster, colour: '#e9dfcd'}
  card: {kind: print, print: card}
groups:
  cup:
    - {cylinder: [0.04, 0.09], material: wall}
parts:
  - {box: [1, 2, 0.1], at: [0, 0, -0.1], material: wall}
  - {plate: [0.3, 0.2], at: [0, 1, 1], material: card}
  - {group: cup, at: [0, 1, 0]}
"""


def _told(text: str) -> list[str]:
    with pytest.raises(RoomError) as error:
        room_of("hut.yaml", text.encode())
    return [str(problem) for problem in error.value.problems]


def test_a_good_room_is_read() -> None:
    room = room_of("hut.yaml", GOOD.encode())
    assert room.title == "小屋"
    assert room.parts[0].box == (1, 2, 0.1)
    assert room.prints["card"].marks[0].text == "你好"


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("material: wall}\n  - {plate", "material: wal}\n  - {plate", "hut.yaml:12:52", "是不是想写 wall"),
        ("group: cup", "group: cap", "hut.yaml:14:13", "是不是想写 cup"),
        ("print: card}", "print: cart}", "hut.yaml:7:30", "是不是想写 card"),
        ("'#e9dfcd'", "'beige'", "hut.yaml:6:33", "'#rrggbb'"),
        ("kind: plaster", "kind: plastr", "hut.yaml:6:16", "plaster"),
        ("box: [1, 2, 0.1]", "box: [1, 2]", "hut.yaml:12:11", "至少 3 条"),
        ("box: [1, 2, 0.1]", "box: [1, 2, 0]", "hut.yaml:12:11", "大于 0"),
        ("box: [1, 2, 0.1]", "boks: [1, 2, 0.1]", "hut.yaml:12:6", "boks"),
        ("eye: 1.5", "eye: 高", "hut.yaml:2:6", "要数字"),
        ("- {group: cup, at: [0, 1, 0]}", "- {at: [0, 1, 0], material: wall}", "hut.yaml:14:5", "没有写形状"),
        ("plate: [0.3, 0.2]", "plate: [0.3, 0.2], ball: [1, 1, 1]", "hut.yaml:13:5", "只能写一样"),
        ("{text: 你好, at", "{text: 你好, disc: [1, 1, 1], at", "hut.yaml:4:43", "只写一样"),
        ("- {cylinder: [0.04, 0.09], material: wall}", "- {group: cup}", "hut.yaml:10:5", "没有尽头"),
        ("title: 小屋\n", "", "hut.yaml:1:1", "title"),
        ("title: 小屋", "title：小屋", "hut.yaml:1:6", "中文冒号"),
    ],
)
def test_a_fault_is_told_with_its_place(old: str, new: str, place: str, said: str) -> None:
    assert old in GOOD
    told = _told(GOOD.replace(old, new))
    assert any(line.startswith(place + ":") and said in line for line in told), told


def test_every_fault_is_told_at_once() -> None:
    told = _told(GOOD.replace("group: cup", "group: cap").replace("material: card}", "material: cord}"))
    assert len(told) == 2


def test_a_cylinder_takes_two_or_three_numbers() -> None:
    assert "半径" in _told(GOOD.replace("cylinder: [0.04, 0.09]", "cylinder: [0.04]"))[0]
    assert room_of("hut.yaml", GOOD.replace("[0.04, 0.09]", "[0.04, 0.09, 0.03]").encode()).groups["cup"][0].cylinder
