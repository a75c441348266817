"""Rhymes broken into lines between words: 转接公检法 / 挂掉, never 转接公检 / 法挂掉."""

from __future__ import annotations

from functools import lru_cache

from kiosk.draw.text import text_width

_WHOLE = (
    "公检法", "银行卡", "验证码", "安全账户", "链接", "网银", "卡号", "出事", "要求", "网站", "稳赚", "主动", "诈骗",
    "只要", "谈到", "中奖", "一律", "挂掉", "电话", "转接", "所有", "短信", "点击", "删掉", "微信", "认识", "发来",
    "不点", "提到", "凡是", "自称", "汇款", "统统", "不要", "相信", "通知", "领奖", "先交", "家属", "先汇", "索要",
    "信息", "开通", "接受", "检查", "领导", "老板", "打款", "陌生", "登记", "垫付", "资金", "任务", "兼职", "刷单",
    "都是", "投资", "理财", "电商", "物流", "客服", "退款", "平台", "下载", "转账", "密码", "名义", "社交", "不明",
    "要码", "交钱", "填卡", "不信", "不汇", "不给", "不填", "先别",
)  # fmt: skip
"""Words that no line breaks."""
_NOT_FIRST = "，。、；：？！”）的"
_NOT_LAST = "“（"


@lru_cache(maxsize=1024)
def in_phrases(words: str, size: float, w: float) -> str:
    """As many lines as are needed, as even as may be, broken between words; unchanged where that cannot be."""
    if text_width(words, size, "serif") <= w:
        return words
    stops = [0, *(k for k in range(1, len(words)) if _breaks(words, k)), len(words)]
    best: dict[int, tuple[int, float, tuple[int, ...]]] = {0: (0, 0.0, ())}
    for end in stops[1:]:
        found = []
        for start in stops:
            if start >= end or start not in best:
                continue
            across = text_width(words[start:end], size, "serif")
            if across <= w:
                lines, uneven, ends = best[start]
                found.append((lines + 1, round(uneven + (1 - across / w) ** 2, 6), (*ends, end)))
        if found:  # of two that are even the one whose first line is longer
            best[end] = min(found, key=lambda one: (*one[:2], [-at for at in one[2]]))
    if len(words) not in best:
        return words
    ends = best[len(words)][2]
    return "\n".join(words[a:b] for a, b in zip((0, *ends), ends, strict=False))


def torn(words: str, size: float, w: float) -> bool:
    """Whether some word is wider than a line, so that it would be broken."""
    return text_width(words, size, "serif") > w and in_phrases(words, size, w) == words


def _breaks(words: str, k: int) -> bool:
    """Whether a line may end before the `k`-th letter."""
    if words[k] in _NOT_FIRST or words[k - 1] in _NOT_LAST:
        return False
    if words[k - 1].isascii() and words[k].isascii():
        return False
    for whole in _WHOLE:
        at = words.find(whole, max(0, k - len(whole) + 1))
        if at != -1 and at < k < at + len(whole):
            return False
    return True
