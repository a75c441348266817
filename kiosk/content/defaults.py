"""What the hall says and allows when its own two files cannot be read: the doors open all the same."""

from __future__ import annotations

from dataclasses import replace

from kiosk.content.models.base import Source
from kiosk.content.models.hall import Hall, HallSettings, HallWords, Striking, ZonePlan
from kiosk.content.zone_content import Loaded

HALL = Hall(
    HallSettings(name="反诈科普体验馆"),
    tuple(
        ZonePlan(zone, name, 4.0, 2.0)
        for zone, name in (
            ("case_warnings", "案例警示区"),
            ("harm_data", "危害数据分析区"),
            ("scam_lessons", "诈骗知识学习区"),
            ("victim_memoirs", "受害回忆录区"),
            ("vr_experience", "VR互动体验区"),
            ("scam_types", "常见诈骗种类区"),
            ("six_eight_rules", "“六个一律、八个凡是”区"),
            ("quiz", "知识考核区"),
            ("message_board", "电子留言区"),
        )
    ),
)

WORDS = HallWords(
    what="在这里，用四十分钟学会看穿电信网络诈骗，也学会认出真的。",
    figures=(Striking("96110", "反诈劝阻、咨询专线，来电要接。", Source("公安机关", "不详")),),
    privacy=(
        "不问姓名，不问电话，不拍照。",
        "只记人数、来自哪里、年龄段，和大家的选择。",
        "这些只用来改进展览，不能认出任何人。",
    ),
    thanks="谢谢大家。今天学到的，请讲给家里人听。",
    tips=("拿不准的电话，先挂断，自己查官方号码打回去。", "要你转账又要你保密的，先打 96110 问一问。"),
)


def filled(loaded: Loaded) -> Loaded:
    """The content with defaults where zones.yaml or hall.yaml could not be read."""
    return replace(loaded, hall=loaded.hall or HALL, words=loaded.words or WORDS)
