"""The drawn phone: what stands on it, that nothing on it is taken for real, that every line can be reached."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.core.geometry import Rect
from kiosk.core.vocabulary import Device, Silhouette
from kiosk.draw.items import Icon, Item, Panel, Text, find, targets
from kiosk.draw.look import Look
from kiosk.parts import phone
from kiosk.parts.phone import FRESH, PhoneLine, PhoneScreen
from kiosk.parts.phone_lines import FormRow, FormSheet, PermissionSheet, SeenSheet
from kiosk.parts.scroller import Scroll
from kiosk.scene import Drag, Tap

PLACE = Rect(100, 150, 760, 760)
LOOKS = {"normal": Look(), "large": Look(large=True), "contrast": Look(contrast=True)}
DEVICES = [device for device in Device if device is not Device.NONE]


def words(items: list[Item]) -> str:
    return "\n".join("".join(i.lines) for i in items if isinstance(i, Text))


def seen(items: list[Item]) -> str:
    """Only what is not cut away."""
    return words([i for i in items if not (i.clip and i.rect.meet(i.clip).h < 40)])


def long_chat(count: int = 12) -> PhoneScreen:
    lines = [PhoneLine(f"第{i}句，今天就要办好，别跟家里人说。", old=i < count - 2) for i in range(count)]
    return PhoneScreen(Device.CHAT, "小雅老师", tuple(lines))


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("device", DEVICES)
def test_every_page_says_that_it_is_a_simulation_and_who_it_is(device: Device, look: Look) -> None:
    items = phone.view(look, PLACE, PhoneScreen(device, "示例来电", (PhoneLine("你好。"),)))
    assert "模拟演示" in words(items) and "示例来电" in words(items) and "你好。" in words(items)
    assert all(PLACE.covers(i.rect) for i in items if not i.clip)


@pytest.mark.parametrize("device", DEVICES)
def test_the_phone_blocks_touches_of_what_lies_beneath(device: Device) -> None:
    below = Panel(rect=Rect(0, 0, 1920, 1080), target="room")
    items = [below, *phone.view(Look(), PLACE, PhoneScreen(device, "某人", (PhoneLine("喂？"),)))]
    assert find(items, PLACE.x + 300, PLACE.y + 300, "tap") is None
    assert find(items, PLACE.x - 20, PLACE.y + 300, "tap") is below


def test_a_long_chat_opens_at_its_newest_lines() -> None:
    shown = seen(phone.view(Look(), PLACE, long_chat()))
    assert "第11句" in shown and "第10句" in shown and "第0句" not in shown


def test_older_lines_are_reached_with_the_button_beside_the_phone() -> None:
    scroll, lookup = FRESH, Look()
    body_right = PLACE.right - phone.lane(lookup)
    for _ in range(20):
        items = phone.view(lookup, PLACE, long_chat(), scroll)
        up = [t for t, i in targets(items).items() if "/to/" in t and i.rect.centre[1] < PLACE.centre[1]]
        if not up:
            break
        assert targets(items)[up[0]].rect.x > body_right
        moved = phone.touch(scroll, Tap(up[0]))
        assert moved is not None
        scroll = moved
    assert "第0句" in seen(phone.view(lookup, PLACE, long_chat(), scroll))


def test_when_the_new_lines_do_not_fit_it_opens_at_the_first_of_them() -> None:
    screen = long_chat(14)
    lines = tuple(replace(line, old=i < 3) for i, line in enumerate(screen.lines))
    shown = seen(phone.view(Look(), PLACE, PhoneScreen(Device.CHAT, "小雅老师", lines)))
    assert "第3句" in shown and "第2句" not in shown and "第13句" not in shown


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_it_rests_where_what_decides_and_the_newest_line_are_both_seen(look: Look) -> None:
    said = [PhoneLine(f"第{i}句，您先别着急，听我慢慢说。") for i in range(12)]
    shown = seen(phone.view(look, PLACE, PhoneScreen(Device.CALL, "示例来电", tuple(said), decides=10)))
    assert "第10句" in shown and "第11句" in shown and "第0句" not in shown


def test_a_long_page_of_an_app_keeps_what_it_asks_for_above_the_newest_voice() -> None:
    form = FormSheet((FormRow("收款人", "某某"), FormRow("金额", "18000元", True)))
    voices = [PhoneLine(f"第{i}句，您照着点就行，我在这儿等您。", speaker="对方") for i in range(9)]
    page = PhoneScreen(Device.BANK, "示例银行", (PhoneLine("", "note", sheet=form), *voices))
    shown = seen(phone.view(LOOKS["large"], PLACE, page))
    assert shown.index("18000元") < shown.index("第8句") and "第7句" not in shown.split("18000元")[1]
    short = replace(page, lines=page.lines[:3])
    assert seen(phone.view(Look(), PLACE, short)).index("18000元") < seen(phone.view(Look(), PLACE, short)).index(
        "第0句"
    )


def test_a_finger_draws_the_page_on_from_where_it_stands() -> None:
    items = phone.view(Look(), PLACE, long_chat())
    name, page = next((t, i) for t, i in targets(items, "drag").items())
    start = phone.touch(FRESH, Drag(name, "start", 0, 0, extent=page.extent))
    assert start is not None and start.offset > 0
    moved = phone.touch(start, Drag(name, "move", 0, 50, extent=page.extent))
    assert moved is not None and moved.offset == pytest.approx(min(start.offset, page.extent) - 50)
    assert phone.touch(FRESH, Tap("choose/1/0")) is None and phone.touch(FRESH, Drag("room", "move", 0, 9)) is None


def test_a_short_page_has_nothing_to_scroll() -> None:
    items = phone.view(Look(), PLACE, PhoneScreen(Device.SMS, "陌生号码", (PhoneLine("你好。"),)))
    assert not targets(items) and not targets(items, "drag")


def test_a_bank_page_sets_out_its_fields() -> None:
    rows = (FormRow("收款人", "吴某某（个人）"), FormRow("金额", "218000元", large=True))
    line = PhoneLine("请核对。", "note", sheet=FormSheet(rows))
    texts = [
        i for i in phone.view(Look(), PLACE, PhoneScreen(Device.BANK, "泉城示例银行", (line,))) if isinstance(i, Text)
    ]
    by_words = {"".join(t.lines): t for t in texts}
    assert {"收款人", "吴某某（个人）", "金额", "218000元", "请核对。"} <= set(by_words)
    assert by_words["请核对。"].rect.y > by_words["218000元"].rect.y
    assert by_words["218000元"].size > by_words["吴某某（个人）"].size


def test_an_app_to_be_installed_lists_each_permission_with_its_switch() -> None:
    asked = PermissionSheet((("screen_share", "录制屏幕"), ("sms", "读取短信"), ("people", "读取通讯录")))
    line = PhoneLine("请求权限", "note", sheet=asked)
    items = phone.view(Look(), PLACE, PhoneScreen(Device.INSTALL, "云客会议", (line,)))
    assert all(name in words(items) for name in ("请求权限", "录制屏幕", "读取短信", "读取通讯录"))
    assert {"screen_share", "sms", "people"} <= {i.name for i in items if isinstance(i, Icon)}


def test_a_shared_screen_shows_what_the_other_side_sees() -> None:
    line = PhoneLine("他那边看到的", "note", sheet=SeenSheet(("你的余额45000元", "刚收到的验证码")))
    items = phone.view(Look(), PLACE, PhoneScreen(Device.SHARE, "小陶", (line,)))
    assert "正在共享屏幕" in words(items) and "刚收到的验证码" in words(items)


def test_a_red_packet_says_that_it_is_not_real() -> None:
    items = phone.view(
        Look(), PLACE, PhoneScreen(Device.GROUP, "福利群", (PhoneLine("走一个。", red_packet=18, speaker="导师阿美"),))
    )
    assert "红包 18元" in words(items) and "模拟，不能领取" in words(items)
    assert "导师阿美\n" in words(items) and "走一个。" in words(items)


def test_a_voice_beside_an_app_names_itself() -> None:
    line = PhoneLine("都点允许就行。", speaker="导师阿美")
    assert "导师阿美：都点允许就行。" in words(
        phone.view(Look(), PLACE, PhoneScreen(Device.INSTALL, "某应用", (line,)))
    )


@pytest.mark.parametrize("device", [Device.RING, Device.CALL, Device.CHAT])
def test_whoever_calls_is_a_silhouette_never_a_face(device: Device) -> None:
    for figure in Silhouette:
        items = phone.view(Look(), PLACE, PhoneScreen(device, "某人", (PhoneLine("喂？"),), figure))
        assert figure.value in {i.name for i in items if isinstance(i, Icon)}


def test_a_name_above_a_line_has_its_own_silhouette() -> None:
    line = PhoneLine("在办公室吧？", speaker="冯厂长", figure=Silhouette.MAN)
    items = phone.view(Look(), PLACE, PhoneScreen(Device.GROUP, "工作群", (line,)))
    name = next(i for i in items if isinstance(i, Text) and i.lines == ("冯厂长",))
    face = next(i for i in items if isinstance(i, Icon) and i.name == "man")
    said = next(i for i in items if isinstance(i, Text) and i.lines == ("在办公室吧？",))
    assert face.rect.right < name.rect.x and name.rect.bottom < said.rect.bottom


def test_words_with_a_colon_are_only_words() -> None:
    for line in (PhoneLine("收款人：吴某某。金额：5元。", "note"), PhoneLine("请留意：我们不会发链接。")):
        items = phone.view(Look(), PLACE, PhoneScreen(Device.CHAT, "小雅老师", (line,)))
        assert line.text in words(items).split("\n")


def test_drawing_it_twice_gives_the_same_list() -> None:
    for look in LOOKS.values():
        assert phone.view(look, PLACE, long_chat()) == phone.view(look, PLACE, long_chat())
        assert phone.view(look, PLACE, long_chat(), Scroll(40)) == phone.view(look, PLACE, long_chat(), Scroll(40))
