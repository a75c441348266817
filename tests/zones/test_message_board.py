"""What visitors notice on 电子留言区: a word is chosen or written, handed over, and nobody is asked who they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kiosk.content.catalogue import Catalogue
from kiosk.content.load import load
from kiosk.content.models.film import FilmInfo
from kiosk.content.parts import Parts
from kiosk.content.shared import Shared
from kiosk.core.events import MessageLeft
from kiosk.core.geometry import Rect, Size
from kiosk.core.messages import Message
from kiosk.core.vocabulary import MessageForm, MessageStatus
from kiosk.draw.items import Ink, Item, Lines, Moving, Panel, Text, targets
from kiosk.draw.look import Look
from kiosk.manifest import Ingredients
from kiosk.parts.entrance import ONWARD
from kiosk.parts.ink_pad import LINES_MOST, SHEET_H, SHEET_W
from kiosk.scene import Drag, Stroke, Tap, Visit
from kiosk.zones.message_board.manifest import MESSAGE_BOARD, SHOWN_MOST, MessageBoardContent
from kiosk.zones.message_board.models import PhraseGroup, Phrases
from kiosk.zones.message_board.scene import MessageBoardScene, MessageBoardState, ThanksPage

ROOT = Path(__file__).parents[2]
LOOK = Look()
PORTRAIT = Look(canvas=Size(1080, 1920), area=Rect(48, 192, 984, 1462))
PHRASES = Phrases(
    "留一句话给后来的人。",
    (PhraseGroup("说给家人", ("先问问我再转账。", "回家吃饭。")), PhraseGroup("说给自己", ("慢一点。", "多问一句。"))),
)
INK = MessageLeft(MessageForm.INK, "", ((10, 10, 300, 200),), 1200, 600)
WALL = (MessageLeft(MessageForm.PHRASE, "错的是骗子。"), INK)
ZONE = MessageBoardScene(PHRASES, lambda: WALL)


def words(state: MessageBoardState, zone: MessageBoardScene = ZONE, look: Look = LOOK) -> str:
    return "\n".join("".join(i.lines) for i in zone.view(state, look) if isinstance(i, Text))


def play(state: MessageBoardState, *taps: str) -> MessageBoardState:
    for target in taps:
        state = ZONE.touch(state, Tap(target)).state
    return state


def written(state: MessageBoardState, *points: float, scale: int = 1000) -> MessageBoardState:
    return ZONE.touch(state, Stroke(f"pad/{scale}", points, True)).state


def test_the_wall_shows_phrases_and_handwriting_of_those_who_came_before() -> None:
    start = ZONE.start(Visit())
    assert "错的是骗子。" in words(start) and "写一句" in words(start)
    ink = [i for i in ZONE.view(start, LOOK) if isinstance(i, Ink)]
    assert ink[0].strokes == ((10, 10, 300, 200),) and ink[0].scale < 1


def test_an_empty_wall_invites() -> None:
    bare = MessageBoardScene(PHRASES)
    state = bare.start(Visit())
    assert "串上第一颗珠子" in words(state, bare)
    for word in ("next", "phrase/0", "next", "next"):
        state = bare.touch(state, Tap(word)).state
    assert bare.page(state) == "wall" and "串上第一颗珠子" not in words(state, bare)


def test_a_phrase_is_chosen_and_sent() -> None:
    state = play(ZONE.start(Visit()), "next", "group/1")
    assert "慢一点。" in words(state) and "先问问我再转账。" not in words(state)
    assert "next" not in targets(ZONE.view(state, LOOK))
    step = ZONE.touch(play(state, "phrase/1"), Tap("next"))
    assert step.events == (MessageLeft(MessageForm.PHRASE, "多问一句。"),)
    assert ZONE.goal(step.state) and not ZONE.goal(state)
    said = words(step.state)
    assert "珠子串上了" in said and "多问一句。" in said and "工作人员看过，字条就挂到墙上。" in said


def test_another_group_lets_go_of_the_chosen_phrase() -> None:
    state = play(ZONE.start(Visit()), "next", "phrase/0", "group/1")
    assert ZONE.touch(state, Tap("next")).events == ()


def test_handwriting_is_sent_in_the_units_of_the_sheet() -> None:
    sheet = play(ZONE.start(Visit()), "next", "pen")
    assert ZONE.touch(sheet, Tap("next")).events == ()
    state = written(written(sheet, 100, 50, 200, 60, scale=500), 400, 300)
    step = ZONE.touch(state, Tap("next"))
    assert step.events == (MessageLeft(MessageForm.INK, "", ((200, 100, 400, 120), (400, 300)), SHEET_W, SHEET_H),)
    assert step.state.pad.empty and ZONE.goal(step.state)


def test_ink_can_be_taken_back_and_wiped_off() -> None:
    state = written(written(play(ZONE.start(Visit()), "next", "pen"), 0, 0, 50, 50), 60, 0, 90, 50)
    assert len(play(state, "pad/undo").pad.strokes) == 1
    assert play(state, "pad/clear").pad.empty


def test_a_full_sheet_says_so_and_can_still_be_sent() -> None:
    state = play(ZONE.start(Visit()), "next", "pen")
    for i in range(LINES_MOST + 1):
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
    assert ZONE.page(away) == "phrases" and play(away, "pen").pad == state.pad
    assert ZONE.page(play(away, "back")) == "wall"
    assert ZONE.touch(play(away, "back"), Tap("back")).leave == "home"


def test_after_thanks_one_may_write_again_or_look_at_the_wall() -> None:
    sent = play(ZONE.start(Visit()), "next", "phrase/0", "next")
    assert ZONE.page(sent) == "thanks"
    assert ZONE.page(play(sent, "again")) == "phrases" and ZONE.page(play(sent, "next")) == "wall"
    assert play(sent, "again", "phrase/1", "next").sent == 2


def test_stale_and_unknown_gestures_change_nothing() -> None:
    strange = (Tap("phrase/99"), Tap("group/99"), Tap("phrase/x"), Tap("gone"), Stroke("sheet/1", (1.0, 1.0), True))
    for state in ZONE.samples():
        for gesture in strange:
            step = ZONE.touch(state, gesture)
            assert (step.state, step.events, step.leave) == (state, (), "")


def test_a_sent_phrase_is_let_go_and_ink_begun_before_stays() -> None:
    inked = play(written(play(ZONE.start(Visit()), "next", "pen"), 0, 0, 90, 90), "back")
    again = play(inked, "phrase/0", "next", "again")
    assert ZONE.touch(again, Tap("next")).events == ()
    assert play(again, "pen").pad == inked.pad


def test_the_group_is_still_open_when_one_comes_back_from_the_sheet() -> None:
    state = play(ZONE.start(Visit()), "next", "group/1", "pen", "back")
    assert "慢一点。" in words(state)


def test_long_lists_of_phrases_can_be_flung_and_come_to_rest() -> None:
    for state, name in ((ZONE.start(Visit()), "wall"), (play(ZONE.start(Visit()), "next"), "read")):
        flung = ZONE.touch(state, Drag(name, "end", 0, -50, vy=-800, extent=900)).state
        assert ZONE.due(state) is None and ZONE.due(flung) == 0.0
        for _ in range(400):
            flung = ZONE.tick(flung, 0.016).state
        assert ZONE.due(flung) is None and flung != state


class Records:
    """What the records hold for the wall."""

    def __init__(self, *left: MessageLeft) -> None:
        self.left = left

    def approved_messages(self) -> Sequence[Message]:
        return [Message(i, "v", "2026-07-01", left, MessageStatus.APPROVED) for i, left in enumerate(self.left)]

    def film(self, film: object) -> FilmInfo:
        raise AssertionError("the board has no films")

    def pictures(self, folder: str) -> Mapping[str, str]:
        return {"message_board": "stills/message_board.jpg"} if folder == "stills" else {}


def wall_of(*left: MessageLeft) -> tuple[MessageLeft, ...]:
    """The messages on the wall when these are approved, newest first."""
    content = MessageBoardContent(PHRASES)
    scene = MESSAGE_BOARD.scene(Ingredients(content, Shared(), None, Records(*left)))  # type: ignore[arg-type]
    assert isinstance(scene, MessageBoardScene)
    return scene.start(Visit()).hung


def test_the_wall_hangs_the_newest_messages_and_leaves_the_oldest_in_the_log() -> None:
    left = tuple(MessageLeft(MessageForm.PHRASE, f"第{i}句") for i in range(SHOWN_MOST + 1))
    assert wall_of(*left[:SHOWN_MOST]) == left[:SHOWN_MOST]
    assert wall_of(*left) == left[:SHOWN_MOST]


def test_an_erased_message_leaves_no_empty_sheet_on_the_wall() -> None:
    gone = (MessageLeft(MessageForm.PHRASE), MessageLeft(MessageForm.INK))
    assert wall_of(gone[0], INK, gone[1]) == (INK,)


def test_a_message_that_is_erased_while_the_wall_stands_is_gone_with_the_next_touch_and_when_the_zone_is_entered() -> (
    None
):
    hanging = list(WALL)
    zone = MessageBoardScene(PHRASES, lambda: hanging)
    state = zone.start(Visit())
    assert WALL[0].phrase in words(state, zone)
    hanging.remove(WALL[0])
    assert WALL[0].phrase not in words(zone.touch(state, Tap("nothing here")).state, zone)
    assert WALL[0].phrase not in words(zone.start(Visit()), zone)
    writing = zone.touch(state, Tap("next")).state
    assert WALL[0].phrase not in words(zone.touch(writing, Tap("back")).state, zone)


def beads(items: Sequence[Item]) -> list[Panel]:
    """The balls on the string: of what a bead is made of, what lies undermost."""
    round_ones = [
        i for i in items if isinstance(i, Panel) and i.alpha == 255 and i.radius == i.rect.w / 2 == i.rect.h / 2
    ]
    return [b for b in round_ones if not any(o.rect.covers(b.rect) and o is not b for o in round_ones)]


def test_every_message_is_a_bead_on_the_string_beside_the_halls_own_and_the_sheets_are_not_crowded() -> None:
    def hung(*messages: MessageLeft) -> int:
        zone = MessageBoardScene(PHRASES, lambda: messages)
        items = zone.view(zone.start(Visit()), LOOK)
        string = next(i for i in items if isinstance(i, Lines))
        words = [i for i in items if isinstance(i, Text) and not i.target]
        assert all(string.rect.meet(i.rect).empty for i in words)
        return len([b for b in beads(items) if b.rect.y < string.rect.bottom])

    assert hung(*WALL, WALL[0]) == hung(*WALL) + 1


def test_a_message_that_was_sent_is_the_newest_bead_the_largest_and_comes_to_rest() -> None:
    state = play(ZONE.start(Visit()), "next", "phrase/0", "next")
    items = ZONE.view(state, LOOK)
    largest = max(beads(items), key=lambda b: b.rect.w)
    (moving,) = [i for i in items if isinstance(i, Moving)]
    assert moving.manner == "settle" and moving.rect.covers(largest.rect)
    assert largest.rect.w > 2 * sorted(b.rect.w for b in beads(items))[-2]


def test_the_guided_path_asks_for_a_message_and_leads_on() -> None:
    state = ZONE.start(Visit(led=True))
    assert ZONE.page(state) == "phrases" and ZONE.touch(state, Tap("back")).leave == "home"
    thanks = play(state, "phrase/0", "next")
    assert ZONE.touch(thanks, Tap("next")).leave == ONWARD
    assert ZONE.page(play(thanks, "again")) == "phrases"
    assert ZONE.page(play(thanks, "back")) == "phrases"


def test_without_phrases_the_zone_stays_closed() -> None:
    assert MESSAGE_BOARD.content.assemble(Parts([(Phrases, [])])) is None


def test_every_phrase_of_the_hall_can_be_sent() -> None:
    loaded = load(Catalogue([MESSAGE_BOARD.content]), ROOT / "content", ROOT / "zones.yaml")
    content: MessageBoardContent = loaded.zones["message_board"]
    zone = MessageBoardScene(content.phrases)
    sent = set()
    for state in zone.samples():
        assert zone.view(state, LOOK) == zone.view(state, LOOK)
        if isinstance(state.page, ThanksPage):
            sent.add(state.page.message.phrase)
    assert sent == {"", *(p for g in content.phrases.groups for p in g.phrases)}
