"""Whether the visit works, in words a chief understands: one of four sentences, and what stands behind it."""

from __future__ import annotations

from kiosk.core.vocabulary import EffectVerdict
from kiosk.monthly.gathering import Gathered
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


_WORSE = "参观以后，大家反而更分不清真假了。"


def large(found: Effect) -> str:
    """The verdict as one sentence; where no change for the better was seen, whether it was for the worse."""
    return _WORSE if fallen(found) else _LARGE[found.verdict]


def fallen(found: Effect) -> bool:
    """Whether scam and genuine are told apart less well than before the visit."""
    worse = found.measured is not None and found.measured.sensitivity_change.below(0)
    return worse and found.verdict is EffectVerdict.NO_CHANGE


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
            f"两人以上、参观前后都答了题的有 {found.both} 批，至少要 {FEWEST_GROUPS} 批才下判断；{more}",
        ]
    measured = found.measured
    note = f"{found.note}。" if found.note else ""
    return [
        f"{large(found)}{note}",
        f"真事认得率：100 件真事，参观前认得出 {_each(measured.genuine_known, 'before')}，"
        f"参观后 {_each(measured.genuine_known, 'after')}。",
        f"识破率：100 个骗局，参观前识破 {_each(measured.scams_found, 'before')}，"
        f"参观后 {_each(measured.scams_found, 'after')}。",
        f"这是最近三个月 {_who(found)}前后都答了题的结果；括号里是把握 95% 的范围，"
        "说的是这些题、这样的观众，说不了他们回家以后。",
    ]


def _each(rate: BeforeAfter, phase: str) -> str:
    found: Estimate = getattr(rate, phase)
    return f"{found.value * 100:.0f} 件（{found.lower * 100:.0f}–{found.upper * 100:.0f}）"


def _who(found: Effect) -> str:
    """The groups that answered twice, and the people who came alone and did."""
    alone = f"、{found.alone} 位一个人来的" if found.alone else ""
    return f"{found.both:,} 批{alone}"


def change(rate: BeforeAfter, knows: str, unit: str) -> str:
    """How many of a hundred before and after, whether that is a change, and between what the difference lies."""
    low, top = rate.difference.lower * 100, rate.difference.upper * 100
    if rate.difference.above(0):
        moved = f"多了{_least(low)} 到 {top:.0f} {unit}"
    elif rate.difference.below(0):
        moved = f"少了{_least(-top)} 到 {-low:.0f} {unit}"
    else:
        moved = f"看不出变化（少 {-low:.0f} {unit}到多 {top:.0f} {unit}都有可能）"
    before, after = rate.before.value * 100, rate.after.value * 100
    return f"参观前{knows} {before:.0f} {unit}，参观后 {after:.0f} {unit}，{moved}"


def _least(points: float) -> str:
    """The lesser end of a change, which is never nothing."""
    return f" {points:.0f}" if points >= 0.5 else "不到 1"


def rate(found: Effect, genuine: bool) -> str:
    """A rate after the visit as a figure of the first page."""
    if found.measured is None or not told_rates(found):
        return TOO_FEW
    half = found.measured.genuine_known if genuine else found.measured.scams_found
    return f"{half.after.value * 100:.0f}%"


def effect_table(of: Gathered) -> Table:
    """Both rates before and after, with their bands."""
    found, rows = of.effect, list[tuple[str, ...]]()
    if found.measured is not None and told_rates(found):
        for name, half in (("真事认得率", found.measured.genuine_known), ("识破率", found.measured.scams_found)):
            rows += [(name, "参观前", f"{half.before.value * 100:.0f}%", _band(half.before))]
            rows += [(name, "参观后", f"{half.after.value * 100:.0f}%", _band(half.after))]
            rows += [(name, "相差（百分点）", f"{half.difference.value * 100:+.0f}", _points(half.difference))]
    else:
        rows = [(name, "参观前和参观后", TOO_FEW, NOTHING) for name in ("真事认得率", "识破率")]
    uncounted = of.now.answers.uncounted
    note = (
        f"最近三个月：两人以上、前后都答了题的 {found.both} 批，只答了前面的 {found.only_before} 批，"
        f"只答了后面的 {found.only_after} 批；一个人来、前后都答了的 {found.alone} 位；"
        f"一共 {found.answers:,} 人次作答。拿不准的人，两个率里都不算认出来。"
        + (f"本月另有 {uncounted:,} 件没有数到人，不在里面。" if uncounted else "")
        + "比例各自取整，相减可能差 1。"
    )
    return Table("有没有用", "参观前后", ("看什么", "什么时候", "比例", "95% 的范围"), tuple(rows), note)


def _points(figure: Estimate) -> str:
    return f"{figure.lower * 100:+.0f} 到 {figure.upper * 100:+.0f}"


def _band(figure: Estimate) -> str:
    return f"{figure.lower * 100:.0f}%–{figure.upper * 100:.0f}%"
