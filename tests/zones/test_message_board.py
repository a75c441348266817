"""What visitors notice on 电子留言区: a word is chosen or written, handed over, and nobody is asked who they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kiosk.content.load import load
from kiosk.content.models.message import PhraseGroup, Phrases
from kiosk.core.events import MessageLeft
from kiosk.core.geometry import Rect
from kiosk.draw.items import Ink, Text, targets
from kiosk.draw.look import Look
from kiosk.parts.ink_pad import SHEET_H, SHEET_W, STROKES_MOST
from kiosk.scene import Stroke, Tap, Visit
from kiosk.zones.message_board import MessageBoard, State, WallMessage

ROOT = Path(__file__).parents[2]
LOOK = Look()
PHRASES = Phrases(
    "留一句话给后来的人。",
    (PhraseGroup("说给家人", ("先问问我再转账。", "回家吃饭。")), PhraseGroup("说给自己", ("慢一点。", "多问一句。"))),
)
WALL = (WallMessage("错的是骗子。"), WallMessage("", ((10, 10, 300, 200),), 1200, 600))
ZONE = MessageBoard(PHRASES, WALL)


def words(state: State, zone: MessageBoard = ZONE, look: Look = LOOK) -> str:
    return "\n".join("".join(i.lines) for i in zone.view(state, look) if isinstance(i, Text))


def play(state: State, *taps: str) -> State:
    for target in taps:
        state = ZONE.touch(state, Tap(target)).state
    return state


def written(state: State, *points: float, scale: int = 1000) -> State:
    return ZONE.touch(state, Stroke(f"pad/{scale}", points, True)).state


def test_the_wall_shows_phrases_and_handwriting_of_those_who_came_before() -> None:
    start = ZONE.start(Visit())
    assert "错的是骗子。" in words(start) and "写一句" in words(start)
    ink = [i for i in ZONE.view(start, LOOK) if isinstance(i, Ink)]
    assert ink[0].strokes == ((10, 10, 300, 200),) and ink[0].scale < 1


def test_an_empty_wall_invites() -> None:
    bare = MessageBoard(PHRASES)
    assert "墙上的第一句话，等您来写" in words(bare.start(Visit()), bare)


def test_a_phrase_is_chosen_and_sent() -> None:
    state = play(ZONE.start(Visit()), "next", "group/1")
    assert "慢一点。" in words(state) and "先问问我再转账。" not in words(state)
    assert "送出" not in words(state)
    step = ZONE.touch(play(state, "phrase/1"), Tap("next"))
    assert step.events == (MessageLeft("多问一句。", (), 0, 0),)
    assert ZONE.goal(step.state) and not ZONE.goal(state)
    said = words(step.state)
    assert "谢谢您" in said and "多问一句。" in said and "工作人员看过以后，它就会挂到墙上。" in said


def test_another_group_lets_go_of_the_chosen_phrase() -> None:
    state = play(ZONE.start(Visit()), "next", "phrase/0", "group/1")
    assert ZONE.touch(state, Tap("next")).events == ()


def test_handwriting_is_sent_in_the_units_of_the_sheet() -> None:
    sheet = play(ZONE.start(Visit()), "next", "pen")
    assert ZONE.touch(sheet, Tap("next")).events == ()
    state = written(written(sheet, 100, 50, 200, 60, scale=500), 400, 300)
    step = ZONE.touch(state, Tap("next"))
    assert step.events == (MessageLeft("", ((200, 100, 400, 120), (400, 300)), SHEET_W, SHEET_H),)
    assert step.state.pad.empty and ZONE.goal(step.state)


def test_ink_can_be_taken_back_and_wiped_off() -> None:
    state = written(written(play(ZONE.start(Visit()), "next", "pen"), 0, 0, 50, 50), 60, 0, 90, 50)
    assert len(play(state, "pad/undo").pad.strokes) == 1
    assert play(state, "pad/clear").pad.empty


def test_a_full_sheet_says_so_and_can_still_be_sent() -> None:
    state = play(ZONE.start(Visit()), "next", "pen")
    for i in range(STROKES_MOST + 1):
        state = written(state, i * 5, 10, i * 5, 200)
    assert "这一页写满了" in words(state)
    assert len(ZONE.touch(state, Tap("next")).events) == 1


def test_the_sheet_keeps_its_shape_on_every_screen() -> None:
    state = play(ZONE.start(Visit()), "next", "pen")
    areas = ((Rect(96, 120, 1728, 809), False), (Rect(48, 192, 984, 1462), True), (Rect(96, 389, 1728, 511), True))
    for area, large in areas:
        canvas = LOOK.canvas if area.w > 1000 else LOOK.canvas._replace(w=1080, h=1920)
        found = targets(ZONE.view(state, replace(LOOK, area=area, large=large, canvas=canvas)), "ink")
        ((word, item),) = found.items()
        assert abs(item.rect.w / item.rect.h - SHEET_W / SHEET_H) < 0.01
        assert word == f"pad/{round(item.rect.w / SHEET_W * 1000)}"


def test_nobody_is_asked_for_a_name() -> None:
    asked = "".join(words(state) for state in ZONE.samples())
    assert "不用写名字和电话。" in asked
    for word in ("姓名", "请输入", "手机号", "您是谁"):
        assert word not in asked


def test_back_keeps_the_ink_and_leads_home_in_the_end() -> None:
    state = written(play(ZONE.start(Visit()), "next", "pen"), 0, 0, 90, 90)
    away = play(state, "back")
    assert away.page == "phrases" and play(away, "pen").pad == state.pad
    assert ZONE.page(play(away, "back")) == "wall"
    assert ZONE.touch(play(away, "back"), Tap("back")).leave == "home"


def test_after_thanks_one_may_write_again_or_look_at_the_wall() -> None:
    sent = play(ZONE.start(Visit()), "next", "phrase/0", "next")
    assert sent.page == "thanks"
    assert play(sent, "again").page == "phrases" and play(sent, "next").page == "wall"
    assert play(sent, "again", "phrase/1", "next").sent == 2


def test_stale_and_unknown_gestures_change_nothing() -> None:
    strange = (Tap("phrase/99"), Tap("group/99"), Tap("phrase/x"), Tap("gone"), Stroke("sheet/1", (1.0, 1.0), True))
    for state in ZONE.samples():
        for gesture in strange:
            step = ZONE.touch(state, gesture)
            assert (step.state, step.events, step.leave) == (state, (), "")


def test_every_phrase_of_the_hall_can_be_sent() -> None:
    content = load(ROOT / "content", ROOT / "zones.yaml").message_board
    assert content is not None
    zone = MessageBoard(content.phrases)
    sent = set()
    for state in zone.samples():
        assert zone.view(state, LOOK) == zone.view(state, LOOK)
        if state.page == "thanks":
            sent.add(state.last.phrase)
    assert sent == {"", *(p for g in content.phrases.groups for p in g.phrases)}
