"""The Chinese words of an export for the codes the log holds."""

from __future__ import annotations

from collections.abc import Mapping

YES, NO = "是", "否"

_AGES = {"minor": "18岁以下", "young": "18–35岁", "middle": "36–59岁", "senior": "60岁及以上", "unknown": "未选"}
_OUTCOMES = {"hit": "识破", "miss": "漏过", "false_alarm": "误把真的当骗局", "correct_rejection": "认出是真的"}

WORDS: dict[tuple[str, str], Mapping[str, str]] = {
    ("visits", "how"): {"finished": "走完", "time_up": "时间到", "abandoned": "中途离开"},
    ("visits", "ages"): _AGES,
    ("visits", "mode"): {"guided": "讲解员带领", "free": "自由参观"},
    ("zones", "how"): {
        "home": "回到首页",
        "done": "完成",
        "next": "去下一展区",
        "time_up": "时间到",
        "idle": "无人操作",
    },
    ("answers", "form"): {
        "single": "单选",
        "multiple": "多选",
        "true_false": "对错",
        "judge": "辨真假",
        "which_real": "找出真的",
    },
    ("answers", "outcome"): _OUTCOMES,
    ("endings", "ending"): {"safe": "平安", "saved": "及时止损", "loss": "钱被骗走", "missed": "错过真的提醒"},
    ("messages", "status"): {"pending": "待审", "approved": "通过", "rejected": "不通过"},
}
"""By (table, column); a code without a word is shown as it is."""

NAMED = {"zone", "zones", "type", "kind", "item"}
"""Columns whose ids have names in the content."""


def word(table: str, column: str, code: str, names: Mapping[str, str]) -> str:
    """The word for a code of that column; `names` gives the content's own names by id."""
    known = WORDS.get((table, column), names if column in NAMED else {})
    return known.get(code, code)
