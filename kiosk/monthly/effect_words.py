"""Whether the visit works, in words a chief understands: one of four sentences, and what stands behind it."""

from __future__ import annotations

from kiosk.core.vocabulary import EffectVerdict
from kiosk.monthly.tables import NOTHING, Table
from kiosk.reports.effect import FEWEST_GROUPS, BeforeAfter, Effect
from kiosk.reports.intervals import Estimate

TOO_FEW = "样本不足"
_LARGE = {
    EffectVerdict.BETTER: "参观以后，大家更分得清真假了。",
    EffectVerdict.NO_CHANGE: "参观前和参观后，看不出变化。",
    EffectVerdict.MORE_SUSPICIOUS: "参观以后，大家没有更分得清，只是更怀疑了。",
    EffectVerdict.TOO_FEW: "样本不足，参观有没有用，现在还不能说。",
}


def large(found: Effect) -> str:
    """The verdict as one sentence."""
    return _LARGE[found.verdict]


def told_rates(found: Effect) -> bool:
    """Whether there are enough groups for any rate to be given."""
    return found.verdict is not EffectVerdict.TOO_FEW and found.measured is not None


def sentences(found: Effect) -> list[str]:
    """Four sentences: the verdict; what people know of the genuine, first, because nobody else reports it; what they
    find of the scams; and what all that stands on."""
    if found.measured is None or not told_rates(found):
        missing = max(0, FEWEST_GROUPS - found.both)
        more = f"还差 {missing} 批。" if missing else f"{found.note}。"
        return [
            large(found),
            f"真事认得率：{TOO_FEW}。",
            f"识破率：{TOO_FEW}。",
            f"参观前、参观后都答了题的有 {found.both} 批，至少要 {FEWEST_GROUPS} 批才下判断；{more}",
        ]
    measured = found.measured
    note = f"{found.note}。" if found.note else ""
    return [
        f"{large(found)}{note}",
        f"真事认得率：100 件真事，参观前认得出 {_each(measured.genuine_known, 'before')}，"
        f"参观后 {_each(measured.genuine_known, 'after')}。",
        f"识破率：100 个骗局，参观前识破 {_each(measured.scams_found, 'before')}，"
        f"参观后 {_each(measured.scams_found, 'after')}。",
        f"这是最近三个月 {found.both} 批前后都答了题的结果；括号里是把握 95% 的范围，"
        "说的是这些题、这样的观众，说不了他们回家以后。",
    ]


def _each(rate: BeforeAfter, phase: str) -> str:
    found: Estimate = getattr(rate, phase)
    return f"{found.value * 100:.0f} 件（{found.lower * 100:.0f}–{found.upper * 100:.0f}）"


def change(rate: BeforeAfter) -> str:
    """From how many of a hundred to how many, whether that is a change, and what the difference may be, which no line
    breaks."""
    way = "多了" if rate.difference.above(0) else "少了" if rate.difference.below(0) else "看不出变化"
    between = _points(rate.difference).replace(" ", "\u00a0")
    return f"从 {rate.before.value * 100:.0f} 到 {rate.after.value * 100:.0f}，{way}（{between}）"


def rate(found: Effect, genuine: bool) -> str:
    """A rate after the visit as a figure of the first page."""
    if found.measured is None or not told_rates(found):
        return TOO_FEW
    half = found.measured.genuine_known if genuine else found.measured.scams_found
    return f"{half.after.value * 100:.0f}%"


def effect_table(found: Effect) -> Table:
    """Both rates before and after, with their bands."""
    rows: list[tuple[str, ...]] = []
    if found.measured is not None and told_rates(found):
        for name, half in (("真事认得率", found.measured.genuine_known), ("识破率", found.measured.scams_found)):
            rows += [(name, "参观前", f"{half.before.value * 100:.0f}%", _band(half.before))]
            rows += [(name, "参观后", f"{half.after.value * 100:.0f}%", _band(half.after))]
            rows += [(name, "相差（百分点）", f"{half.difference.value * 100:+.0f}", _points(half.difference))]
    else:
        rows = [(name, "参观前和参观后", TOO_FEW, NOTHING) for name in ("真事认得率", "识破率")]
    note = (
        f"最近三个月：前后都答了题的 {found.both} 批，只答了前面的 {found.only_before} 批，"
        f"只答了后面的 {found.only_after} 批，一共 {found.answers:,} 人次作答。拿不准的人，两个率里都不算认出来。"
    )
    return Table("有没有用", "参观前后", ("看什么", "什么时候", "比例", "95% 的范围"), tuple(rows), note)


def _points(figure: Estimate) -> str:
    return f"{figure.lower * 100:+.0f} 到 {figure.upper * 100:+.0f}"


def _band(figure: Estimate) -> str:
    return f"{figure.lower * 100:.0f}%–{figure.upper * 100:.0f}%"
