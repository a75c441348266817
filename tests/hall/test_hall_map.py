"""展区图 as a guide and a visitor on their own use it."""

from __future__ import annotations

from dataclasses import replace

from kiosk.core.events import VisitPaused, ZoneExtended, ZoneLeft, ZoneSkipped
from kiosk.core.geometry import Rect, Size
from kiosk.core.vocabulary import VisitMode, ZoneExit
from kiosk.draw.items import Icon, Panel, Picture, Text, targets
from kiosk.draw.look import Look
from kiosk.hall.hall_map import HallMap, MapState
from kiosk.hall.walk import StopMark
from kiosk.scene import Drag, Tap, Visit

NAMES = {
    "case_warnings": "案例警示区",
    "harm_data": "危害数据分析区",
    "scam_lessons": "诈骗知识学习区",
    "victim_memoirs": "受害回忆录区",
    "vr_experience": "VR互动体验区",
    "scam_types": "常见诈骗种类区",
    "six_eight_rules": "“六个一律、八个凡是”区",
    "quiz": "知识考核区",
    "message_board": "电子留言区",
}
ICONS = {zone: "map" for zone in NAMES}
ZONES = tuple(NAMES)
SCENE = HallMap(ICONS, NAMES)
LOOK = Look()
GUIDED = Visit(
    "v",
    mode=VisitMode.GUIDED,
    zones=ZONES,
    open_zones=ZONES,
    names=tuple(NAMES.items()),
    seconds_left=1850.0,
    plan=tuple((z, 4.0) for z in ZONES),
)
FREE = replace(GUIDED, mode=VisitMode.FREE, plan=())
LOOKS = (
    LOOK,
    Look(canvas=Size(1080, 1920), area=Rect(48, 192, 984, 1462)),
    Look(large=True),
    Look(area=Rect(96, 389, 1728, 540), reach=True),
)


def said(state: MapState, look: Look = LOOK) -> str:
    return "".join("".join(i.lines) for i in SCENE.view(state, look) if isinstance(i, Text))


def on_screen(state: MapState) -> set[str]:
    return set(targets(SCENE.view(state, LOOK)))


def opened(visit: Visit) -> MapState:
    return SCENE.start(visit)


def test_all_nine_zones_stand_on_the_map_by_number_and_name() -> None:
    for look in LOOKS[:2]:
        words = said(opened(FREE), look)
        assert all(name in words for name in NAMES.values())
        assert all(str(n) in words for n in range(1, 10))


def test_what_remains_is_told_in_words_and_counts_down_by_the_minute() -> None:
    state = opened(FREE)
    assert "还剩约 31 分钟" in said(state)
    wait = SCENE.due(state)
    assert wait is not None
    assert "还剩约 30 分钟" in said(SCENE.tick(state, wait).state)
    assert SCENE.due(SCENE.tick(state, 4000).state) is None


def test_the_guide_is_told_where_to_go_next_and_one_touch_goes_there() -> None:
    state = opened(GUIDED)
    assert "下一站：案例警示区" in said(state) and "建议 4 分钟" in said(state)
    assert SCENE.touch(state, Tap("next")).leave == "enter:case_warnings"


def test_any_open_zone_may_be_entered_in_both_modes() -> None:
    for visit in (GUIDED, FREE):
        state = opened(visit)
        for zone in ZONES:
            assert f"zone/{zone}" in on_screen(state)
            assert SCENE.touch(state, Tap(f"zone/{zone}")).leave == f"enter:{zone}"


def test_a_skipped_zone_makes_room_for_the_next_at_once() -> None:
    step = SCENE.touch(opened(GUIDED), Tap("skip"))
    assert step.events == (ZoneSkipped("case_warnings"),)
    assert "下一站：危害数据分析区" in said(step.state) and "跳过了" in said(step.state)
    assert SCENE.touch(step.state, Tap("next")).leave == "enter:harm_data"


def test_when_all_is_skipped_farewell_is_next() -> None:
    state = opened(GUIDED)
    for _ in ZONES:
        state = SCENE.touch(state, Tap("skip")).state
    assert "skip" not in on_screen(state) and "next" not in on_screen(state)
    assert SCENE.touch(state, Tap("finish")).leave == "finish"


def test_more_time_is_shown_where_it_was_given() -> None:
    step = SCENE.touch(opened(GUIDED), Tap("extend"))
    assert step.events == (ZoneExtended("case_warnings", 5.0),)
    assert "建议 4 + 5 分钟" in said(step.state)
    assert "建议 4 + 10 分钟" in said(SCENE.touch(step.state, Tap("extend")).state)


def test_a_rest_is_asked_of_the_hall() -> None:
    step = SCENE.touch(opened(GUIDED), Tap("pause"))
    assert step.events == (VisitPaused(),) and step.leave == ""


def test_only_guides_skip_extend_and_rest() -> None:
    state = opened(FREE)
    assert not {"skip", "extend", "pause", "next"} & on_screen(state)
    for word in ("skip", "extend", "pause", "next"):
        assert SCENE.touch(state, Tap(word)).events == () and SCENE.touch(state, Tap(word)).leave == ""


def test_what_was_seen_carries_a_mark_and_a_word() -> None:
    visit = replace(
        FREE,
        done=("case_warnings",),
        events=(ZoneLeft("case_warnings", 60.0, True, ZoneExit.HOME), ZoneLeft("harm_data", 9.0, False, ZoneExit.HOME)),
    )
    state = opened(visit)
    assert "看过了" in said(state) and "看过一些" in said(state) and "看过 2 个展区，还有 7 个" in said(state)
    assert any(isinstance(i, Icon) and i.name == "check" for i in SCENE.view(state, LOOK))


def test_a_closed_zone_says_so_and_cannot_be_entered() -> None:
    state = opened(replace(FREE, open_zones=tuple(z for z in ZONES if z != "quiz")))
    assert "暂停开放" in said(state) and "zone/quiz" not in on_screen(state)
    assert SCENE.touch(state, Tap("zone/quiz")).leave == ""
    assert any(isinstance(i, Icon) and i.name == "lock" for i in SCENE.view(state, LOOK))


def test_who_leaves_early_is_asked_and_may_stay() -> None:
    asked = SCENE.touch(opened(FREE), Tap("finish"))
    assert asked.leave == "" and SCENE.page(asked.state) == "leaving"
    assert "还有 9 个展区没看" in said(asked.state)
    for word in ("stay", "back"):
        assert SCENE.page(SCENE.touch(asked.state, Tap(word)).state) == "map"
    assert SCENE.touch(asked.state, Tap("finish")).leave == "finish"
    assert SCENE.touch(asked.state, Tap("zone/quiz")).leave == "enter:quiz"


def test_who_has_seen_everything_is_not_asked() -> None:
    for visit in (FREE, replace(GUIDED, plan=())):
        state = opened(replace(visit, done=ZONES))
        assert "每个展区都去过了" in said(state)
        assert SCENE.touch(state, Tap("finish")).leave == "finish"


def test_when_the_plan_is_out_of_time_nobody_is_asked_twice() -> None:
    late = opened(replace(GUIDED, plan=(), done=ZONES[:6]))
    assert "时间紧，可略过" in said(late)
    assert SCENE.touch(late, Tap("finish")).leave == "finish"


def test_a_zone_skipped_before_stays_skipped_when_the_map_opens_again() -> None:
    again = opened(
        replace(GUIDED, events=(ZoneSkipped("harm_data"),), plan=tuple((z, 4.0) for z in ZONES[2:]), done=ZONES[:1])
    )
    assert "下一站：诈骗知识学习区" in said(again) and "跳过了" in said(again)


def test_the_walk_is_a_thread_from_bead_to_bead() -> None:
    beads = [
        i
        for i in SCENE.view(opened(FREE), LOOK)
        if isinstance(i, Panel) and i.target.startswith("zone/") and i.rect.w == i.rect.h
    ]
    assert [b.target for b in beads] == [f"zone/{z}" for z in ZONES]
    assert [b.rect.x for b in beads] == sorted(b.rect.x for b in beads)


def test_each_stop_is_its_piece_of_glass_lit_where_the_zone_is_done() -> None:
    pieces = {zone: f"stills/{zone}.jpg" for zone in ZONES}
    scene = HallMap(ICONS, NAMES, pieces)
    left = (ZoneLeft(ZONES[3], 60.0, False, ZoneExit.HOME),)
    visit = replace(FREE, done=(*ZONES[:3], ZONES[8]), events=left)
    for look in LOOKS:
        items = scene.view(scene.start(visit), look)
        shown = {i.file: k for k, i in enumerate(items) if isinstance(i, Picture)}
        assert {*shown} <= {*pieces.values()} and shown
        if look in LOOKS[:2]:
            assert [*shown] == [*pieces.values()]
        for file, k in shown.items():
            veil = items[k + 1]
            assert isinstance(veil, Panel)
            veiled = veil.fill is not None and 0 < veil.alpha < 255
            assert veiled == (file not in {pieces[zone] for zone in visit.done}), file


def test_high_contrast_and_a_hall_without_pictures_have_the_icons() -> None:
    pieces = {zone: f"stills/{zone}.jpg" for zone in ZONES}
    for scene, look in ((HallMap(ICONS, NAMES, pieces), Look(contrast=True)), (SCENE, LOOK)):
        items = scene.view(scene.start(FREE), look)
        assert not [i for i in items if isinstance(i, Picture)]
        assert sum(isinstance(i, Icon) and i.name == "map" for i in items) == len(ZONES)
        assert {f"zone/{zone}" for zone in ZONES} <= {*targets(items)}


def test_what_is_not_there_does_nothing() -> None:
    for state in (opened(GUIDED), opened(FREE), SCENE.touch(opened(FREE), Tap("finish")).state):
        for word in ("zone/nowhere", "zone/", "back ", "people/3", ""):
            step = SCENE.touch(state, Tap(word))
            assert (step.state, step.events, step.leave) == (state, (), "")
    assert SCENE.touch(opened(FREE), Tap("back")).leave == ""


def test_samples_show_the_walk_of_both_modes_and_the_question_before_leaving() -> None:
    samples = list(SCENE.samples())
    assert {(SCENE.page(s), s.visit.mode) for s in samples} >= {
        ("map", VisitMode.GUIDED), ("map", VisitMode.FREE), ("leaving", VisitMode.FREE),
    }  # fmt: skip
    words = "".join(said(s) for s in samples)
    assert all(mark.word in words for mark in StopMark if mark is not StopMark.NEXT)


def test_scrolling_the_question_does_not_move_the_walk() -> None:
    asked = SCENE.touch(opened(FREE), Tap("finish")).state
    dragged = SCENE.touch(asked, Drag("walk", "move", 0.0, -50.0, extent=300.0)).state
    assert dragged.page.scroll.offset == 50.0
    assert SCENE.touch(dragged, Tap("stay")).state == opened(FREE)


def test_a_visit_of_one_zone_has_a_map_too() -> None:
    """A roadshow may be one zone; its bead is there, and can be touched."""
    for mode in VisitMode:
        state = opened(replace(GUIDED, mode=mode, zones=ZONES[:1], open_zones=ZONES[:1], plan=GUIDED.plan[:1]))
        for look in LOOKS:
            assert f"zone/{ZONES[0]}" in targets(SCENE.view(state, look))
