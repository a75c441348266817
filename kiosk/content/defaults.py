"""What the hall says and allows where its own two files are wrong or missing: the doors open all the same."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from kiosk.content.models.base import Source, key_of
from kiosk.content.models.duties import DutyWords
from kiosk.content.models.guide import GuideWords
from kiosk.content.models.hall import HallSettings, HallTip, HallWords, Striking

SETTINGS = HallSettings(name="反诈科普体验馆")

WORDS = HallWords(
    what="在这里，用四十分钟学会看穿电信网络诈骗，也学会认出真的。",
    figures=(Striking("96110", "反诈劝阻、咨询专线，来电要接。", Source("公安机关", "不详")),),
    privacy=(
        "不问姓名，不问电话，不拍照。",
        "只记人数、来自哪里、年龄段，和大家的选择。",
        "这些只用来改进展览，不能认出任何人。",
    ),
    thanks="谢谢大家。今天学到的，请讲给家里人听。",
    tips=(
        HallTip("拿不准的电话，先挂断，自己查官方号码打回去。"),
        HallTip("要你转账又要你保密的，先打 96110 问一问。"),
    ),
)

GUIDE = GuideWords(())
DUTIES = DutyWords((), ())


def plain(value: Any) -> Any:
    """A content object as the plain data of its file."""
    return json.loads(json.dumps(_written(value)))


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return [*map(_written, value)]
    if not is_dataclass(value):
        return value
    return {key_of(f): _written(getattr(value, f.name)) for f in fields(value)}
