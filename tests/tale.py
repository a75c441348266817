"""A small scenario of our own: a call that urges, a message that is genuine, a timer, three endings. And the hall's."""

from __future__ import annotations

from pathlib import Path

from kiosk.content.catalogue import Catalogue
from kiosk.content.load import load
from kiosk.core.vocabulary import Device, Ending, OptionKind, Silhouette
from kiosk.zones.vr_experience.manifest import VR_EXPERIENCE, VrExperienceContent
from kiosk.zones.vr_experience.models import (
    Choice,
    End,
    Flag,
    FlagKind,
    Node,
    Say,
    Scenario,
    ScenarioRoom,
    Timer,
    Voice,
)

TALE = Scenario(
    id="tale",
    order=1,
    title="门口的电话",
    type="refund",
    genuine=False,
    room=ScenarioRoom.LIVING_ROOM,
    role="你是王阿姨，在家看电视。手机响了。",
    max_yuan=5000,
    remember="先挂断，自己打官方电话。",
    flags=(
        Flag("knows", "知道订单，只说明信息泄露"),
        Flag("hurry", "催你，是不让你想", rule="six-1"),
        Flag("code", "验证码不能给", rule="eight-5"),
        Flag("plain", "官方应用里没有退款通知", FlagKind.GENUINE),
    ),
    nodes=(
        Node(
            "ring",
            Device.RING,
            "0000-0000-001",
            "电视开着。",
            Silhouette.PHONE,
            says=(Say("陌生号码。", Voice.NOTE),),
            choices=(
                Choice("接起来", "call", id="answer"),
                Choice("不接", "look", kind=OptionKind.SAFE, id="ignore"),
            ),
            ordered=True,
        ),
        Node(
            "call",
            Device.CALL,
            "售后小陶",
            "他的声音很甜。",
            says=(
                Say("您买的棉袄要赔您钱。", shows=("knows",)),
                Say("真的吗？", Voice.ME),
                Say("请马上办，过了今晚就没有了。", shows=("hurry", "knows")),
                Say("妈，谁的电话？", Voice.BESIDE),
            ),
            timer=Timer(10, "code"),
            choices=(
                Choice("好，马上办", "code", id="comply"),
                Choice("催什么，挂断", "look", ("hurry",), kind=OptionKind.SAFE, id="hang_up"),
            ),
            ordered=True,
        ),
        Node(
            "code",
            Device.CALL,
            "售后小陶",
            "他不让你挂。",
            says=(Say("把验证码念给我。", shows=("code",)),),
            choices=(
                Choice("念给他", "lost", yuan=3000, id="read_code"),
                Choice("不念", "look", ("code", "code"), kind=OptionKind.SAFE, id="refuse"),
            ),
            ordered=True,
        ),
        Node(
            "look",
            Device.BROWSER,
            "示例商城",
            says=(Say("消息：没有退款。", Voice.NOTE, shows=("plain",)),),
            choices=(
                Choice("放心了", "fine", ("plain",), kind=OptionKind.SAFE, id="relax"),
                Choice("还是打回去", "call", id="call_back"),
            ),
            ordered=True,
        ),
        Node("lost", place="屋里很静。", end=End(Ending.LOSS, "钱转走了", "现在就打110。")),
        Node("fine", place="电视还开着。", end=End(Ending.SAFE, "没有上当", "回到官方去看。")),
    ),
)


def _real() -> tuple[Scenario, ...]:
    root = Path(__file__).parents[1]
    content = load(Catalogue([VR_EXPERIENCE.content]), root / "content", root / "zones.yaml").zones[VR_EXPERIENCE.id]
    assert isinstance(content, VrExperienceContent)
    return content.scenarios


SCENARIOS = _real()
"""The hall's own scenarios, as the zone is given them."""
