"""Scenes say in the least words what moves: what they name is there, and what is answered is answered by a movement."""

from __future__ import annotations

import pytest

from kiosk.core.vocabulary import Ending
from kiosk.draw.items import Item, Manner, Moving, Text, targets
from kiosk.draw.look import Look
from kiosk.manifest import Manifest
from kiosk.scene import Tap
from kiosk.session.machine import Machine
from kiosk.zones.register import ZONES
from kiosk.zones.vr_experience.pages import VrDebriefPage
from tests.real_hall import machine

CHECK_IN = ("start", "people/4", "kind/family", "mode/free", "next")


def tapped(*words: str) -> Machine:
    hall = machine()
    for word in (*CHECK_IN, *words):
        hall.touch(Tap(word))
    return hall


def manners(hall: Machine) -> list[Manner]:
    return [moving.manner for moving in hall.scenery().moves]


def inside(hall: Machine, moving: Moving) -> list[Item]:
    return [item for item in hall.view() if moving.rect.covers(item.rect)]


@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: zone.id)
def test_what_is_said_to_move_is_there_once(zone: Manifest) -> None:
    scene = machine().scene(zone.id)
    assert scene is not None
    for state in scene.samples():
        items = scene.view(state, Look())
        moves = [item for item in items if isinstance(item, Moving)]
        assert len({(m.manner, m.key) for m in moves}) == len(moves), scene.page(state)
        seen = [i for i in items if not isinstance(i, Moving) and i.finger != "drag"]
        for moving in moves:
            below = moving.clip is not None and moving.rect.meet(moving.clip).empty
            assert below or moving.manner == "freeze" or any(moving.rect.covers(i.rect) for i in seen)
            assert (moving.manner == "drain") == bool(moving.start)


def test_an_answer_of_the_quiz_settles_or_shakes_its_head_and_its_card_turns() -> None:
    found = set()
    first = tapped("zone/quiz", "round", "way/solo")
    for choice in range(sum(word.startswith("ask/") for word in targets(first.view()))):
        hall = tapped("zone/quiz", "round", "way/solo")
        assert manners(hall) == []
        hall.touch(Tap(f"ask/{choice}"))
        answer = next(m for m in hall.scenery().moves if m.manner in ("settle", "shake"))
        said = "".join(line for i in inside(hall, answer) if isinstance(i, Text) for line in i.lines)
        assert (answer.manner == "settle") == ("正确" in said or "选对了" in said or said.endswith("是真的"))
        found.add(answer.manner)
        assert "turn" in manners(hall)
    assert found == {"settle", "shake"}


def test_the_figure_of_the_wall_of_charts_counts_and_goes_on_standing_there_when_scrolled_away() -> None:
    hall = tapped("zone/harm_data", "round")
    assert manners(hall) == ["count"]
    assert any(isinstance(i, Text) and "万" in i.lines[0] for i in inside(hall, hall.scenery().moves[0]))
    down = next(i.target for i in hall.view() if i.target.startswith("wall/to/"))
    hall.touch(Tap(down))
    hall.touch(Tap(next(i.target for i in reversed(hall.view()) if i.target.startswith("wall/to/"))))
    assert manners(hall) == ["count"], "else it would count again when it comes back into sight"


def test_a_zone_gone_through_lights_up_on_the_map_and_one_looked_into_does_not() -> None:
    assert manners(tapped("zone/six_eight_rules", "round", "frame/home")) == []
    hall = tapped("zone/six_eight_rules", "round")
    while hall.scene("six_eight_rules") and not hall.scene("six_eight_rules").goal(hall.state):  # type: ignore[union-attr]
        fresh = next(
            i.target
            for i in hall.view()
            if i.target.startswith("rule/") and i.target[5:] not in hall.state.inside.turned
        )
        hall.touch(Tap(fresh))
        hall.touch(Tap("frame/back"))
    hall.touch(Tap("frame/home"))
    assert manners(hall) == ["light"]
    assert {i.target for i in inside(hall, hall.scenery().moves[0]) if i.target} == {"zone/six_eight_rules"}
    hall.touch(Tap("zone/quiz"))
    hall.touch(Tap("frame/home"))
    assert manners(hall) == []


def test_money_drains_where_it_is_lost_and_light_comes_back_where_it_was_kept() -> None:
    scene = machine().scene("vr_experience")
    assert scene is not None
    ends: dict[Ending, list[list[Moving]]] = {}
    for state in scene.samples():
        page = state.inside.page if state.inside else None
        if isinstance(page, VrDebriefPage) and page.part == 0 and not page.more:
            moving = [i for i in scene.view(state, Look()) if isinstance(i, Moving)]
            ends.setdefault(page.end.kind, []).append(moving)
    drained = [m for moving in ends[Ending.LOSS] for m in moving]
    assert drained and all(m.manner == "drain" for m in drained), "where anything is left, nothing runs down to nothing"
    assert drained[0].start.endswith("元") and drained[0].start[0] != "0"
    for kind in (Ending.SAFE, Ending.FOUND_GENUINE):
        assert all([m.manner for m in moving] == ["fill"] for moving in ends[kind])


def test_a_scene_that_is_stopped_freezes() -> None:
    hall = tapped("zone/vr_experience", "round", "card/boss_group", "next")
    assert "freeze" not in manners(hall)
    while "stop" not in targets(hall.view()):  # one stops when something has been said
        hall.touch(Tap(next(word for word in targets(hall.view()) if word.startswith("on/"))))
    hall.touch(Tap("stop"))
    assert manners(hall) == ["freeze"]


def test_how_things_move_is_no_part_of_what_fingers_meet() -> None:
    hall = tapped("zone/harm_data", "round")
    assert not any(isinstance(item, Moving) for item in hall.view())
