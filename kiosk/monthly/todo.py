"""What to change next month, most urgent first: each with the figure that says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kiosk.core.vocabulary import EffectVerdict, ItemTrouble
from kiosk.monthly.effect_words import fallen
from kiosk.monthly.fall_tables import last_line, played, worst_moment
from kiosk.monthly.gathering import Gathered
from kiosk.monthly.naming import quoted
from kiosk.monthly.question_tables import most_missed
from kiosk.monthly.tables import Table, percent
from kiosk.reports.effect import FEWEST_GROUPS
from kiosk.reports.shares import Share

MUCH, HALF = 0.3, 0.5
"""Shares from which on something is worth a change."""
LEAST_GROUPS = 10
"""Groups, for such a share to say anything."""
_RETIRE = (
    ItemTrouble.EVERYBODY_KNOWS,
    ItemTrouble.SAYS_NOTHING,
    ItemTrouble.AGAINST_THE_OTHERS,
    ItemTrouble.GREW_EASIER,
)


class Remedy(NamedTuple):
    """What to do, and the figure that says so."""

    what: str
    why: str


def changes(of: Gathered) -> list[Remedy]:
    """At least one thing, the most urgent first: what makes the figures wrong, then what most people fell for."""
    found = [*_failures(of), *_effect(of), *_trap(of), *_genuine(of), *_stories(of), *_questions(of), *_zones(of)]
    found += [*_doors(of), *_items(of), *_reviews(of)]
    return list(dict.fromkeys(found)) or [Remedy("这个月没有一定要改的。", "照现在的办法接着做，下个月再看。")]


def answer_to_the_trap(of: Gathered) -> Remedy | None:
    """What to do about that which the first page says people fell for; None where too few did."""
    return next(_trap(of), None)


def changes_table(of: Gathered) -> Table:
    """All of them."""
    rows = tuple((place, *what) for place, what in enumerate(changes(of), 1))
    return Table("下月改什么", "下个月改什么", ("次序", "做什么", "为什么"), rows)


def _failures(of: Gathered) -> Iterator[Remedy]:
    for scene, times in of.now.stays.failed.most_common():
        yield Remedy(f"请管理员查“{of.naming.name(scene)}”。", f"这个月那里的页面出错 {times} 次。")
    if of.now.attendance.behind:
        behind = f"有 {of.now.attendance.behind} 批的记录，写的时候时钟慢了或拨回去过。"
        yield Remedy("校准这台电脑的日期和时间。", behind)


def _effect(of: Gathered) -> Iterator[Remedy]:
    found = of.effect
    missing = FEWEST_GROUPS - found.both
    match found.verdict:
        case EffectVerdict.TOO_FEW if missing > 0:
            yield Remedy(
                f"讲解时把参观前、参观后的两套题都做完，再攒 {missing} 批。",
                f"最近三个月，两人以上、前后都答了题的只有 {found.both} 批，满 {FEWEST_GROUPS} 批才知道参观有没有用。",
            )
        case EffectVerdict.TOO_FEW:
            yield Remedy("请管理员看两套题的先后有没有轮换。", f"{found.note}。")
        case EffectVerdict.MORE_SUSPICIOUS:
            yield Remedy("讲解里多讲真的长什么样、怎样打回去核实。", "大家只是更怀疑了：真事也更常被当成骗局。")
        case EffectVerdict.NO_CHANGE if fallen(found):
            yield Remedy("请管理员和讲解员一起查：两套题、讲解里，哪一处教反了。", "参观后比参观前更分不清真假。")
        case EffectVerdict.NO_CHANGE:
            yield Remedy("挑下面错得最多的题，改一改讲法。", "参观前后看不出变化。")
        case EffectVerdict.BETTER:
            pass


def _trap(of: Gathered) -> Iterator[Remedy]:
    """That at which most did as the scammer wants; where no story was played often enough, the question missed most."""
    worst = worst_moment(of)
    if worst is None:
        yield from _questions(of)
    elif _worth(worst[1].complied, MUCH):
        moment, fall = worst
        yield Remedy(
            f"讲到“{of.naming.name(moment.item)}”里{quoted(last_line(of, moment))}这一句，停下来当场点破。",
            f"{fall.complied.whole:,} 次选择里 {fall.complied.part:,} 次照骗子说的做了，是最容易照办的一刻。",
        )


def _genuine(of: Gathered) -> Iterator[Remedy]:
    complied, away = of.now.answers.tried(genuine=False), of.now.answers.tried(genuine=True)
    if _worth(away, MUCH):
        yield Remedy(
            "讲解时说一句：真的要接住，打回去核实就行。", f"馆里请大家做一件真事，{percent(away)} 的批次推开了。"
        )
    if _worth(complied, MUCH):
        yield Remedy(
            "讲解时当场点破：要验证码、要填信息，先问一声。", f"馆里试大家，假的请求有 {percent(complied)} 的批次照办。"
        )


def _stories(of: Gathered) -> Iterator[Remedy]:
    by_story: dict[tuple[str, str], Share] = {}
    for moment, fall in played(of.now.falls):
        if fall.genuine is False:
            had = by_story.get((moment.zone, moment.item), Share(0, 0))
            complied = fall.complied
            by_story[moment.zone, moment.item] = Share(had.part + complied.part, had.whole + complied.whole)
    worth = {about: share for about, share in by_story.items() if _worth(share, MUCH)}
    if worth:
        about = max(worth, key=lambda about: (worth[about].value or 0.0, worth[about].whole, about))
        yield Remedy(
            f"“{of.naming.name(about[1])}”走完以后，停下来把骗子的几招再讲一遍。",
            f"这个情景里每做一次选择，有 {percent(worth[about])} 照骗子说的做了，是各个情景里最多的。",
        )


def _questions(of: Gathered) -> Iterator[Remedy]:
    for one in most_missed(of)[:1]:
        if one.missed.value is not None and one.missed.value >= MUCH:
            why = f"{one.missed.whole:,} 批答过，{one.missed.part:,} 批答错。"
            yield Remedy(f"把这道题讲透：{quoted(one.lines[-1])}。", why)


def _zones(of: Gathered) -> Iterator[Remedy]:
    stays = of.now.stays
    for zone in of.zones:
        name, missed = of.naming.name(zone), stays.missed(zone)
        if _worth(missed, MUCH):
            yield Remedy(f"给“{name}”留出时间，或者往前挪。", f"完整参观里 {percent(missed)} 的批次没走到。")
        stay = stays.zones.get(zone)
        if stay is not None and _worth(stay.cut_short, HALF):
            undone = f"进去的批次里 {percent(stay.cut_short)} 没做完就走了。"
            yield Remedy(f"“{name}”少放一点，或者多给一分钟。", undone)


def _doors(of: Gathered) -> Iterator[Remedy]:
    times = of.now.attendance.refused.total()
    if times:
        yield Remedy("预约时就请人多的单位分批来。", f"这个月有 {times} 次一来就超过一批的上限。")


def _items(of: Gathered) -> Iterator[Remedy]:
    for item, trouble in of.troubled:
        what = "换掉" if trouble in _RETIRE else "核对"
        yield Remedy(f"{what}这道题：{of.naming.name(item)}（编号 {of.naming.plain(item)}）", f"{trouble.word}。")


def _reviews(of: Gathered) -> Iterator[Remedy]:
    for due in of.due:
        yield Remedy(f"复核 {due.path} 第 {due.line} 行的内容。", "到了复核的日子：看它还准不准，再改成下一次的日期。")


def _worth(share: Share, most: float) -> bool:
    return share.whole >= LEAST_GROUPS and share.value is not None and share.value >= most
