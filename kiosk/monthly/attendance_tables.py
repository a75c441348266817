"""Who came, as tables: by day, week, kind, age, way and plan; how long it took; who could not be let in."""

from __future__ import annotations

from datetime import timedelta

from kiosk.core.vocabulary import AgeBand, GroupKind, Programme, VisitExit, VisitMode
from kiosk.monthly.gathering import Gathered
from kiosk.monthly.tables import Figure, Table
from kiosk.reports.shares import Share, quantile

_LENGTHS = ((0, 10), (10, 20), (20, 30), (30, 40), (40, 50), (50, 10_000))
"""Minutes, from and below."""


def by_day(of: Gathered) -> Table:
    """Every day of the month, also those on which nobody came."""
    came = of.now.attendance
    days = [day.isoformat() for day in of.now.month.days()]
    rows = tuple((day, came.day_groups[day], came.day_people[day]) for day in days)
    return Table("每天", "每一天", ("日期", "批次", "人次"), rows)


def by_week(of: Gathered) -> Table:
    """Every week in which somebody came; days of other months are not in it."""
    first, last = of.now.month.first, of.now.month.last
    rows: list[tuple[Figure, ...]] = []
    for monday, groups, people in of.now.attendance.weeks():
        begins, ends = max(monday, first), min(monday + timedelta(days=6), last)
        until = f"—{ends.month}月{ends.day}日" if ends > begins else ""
        rows.append((f"{begins.month}月{begins.day}日{until}", groups, people))
    return Table("每周", "每一周", ("周一到周日", "批次", "人次"), tuple(rows), "只算本月的日子。")


def by_kind(of: Gathered) -> Table:
    """Every kind of group, beside last month's."""
    now, before = of.now.attendance, of.before.attendance
    rows = tuple(
        (kind.word, now.kind_groups[kind], now.kind_people[kind], before.kind_groups[kind], before.kind_people[kind])
        for kind in GroupKind
    )
    return Table("团体", "哪里来的", ("团体", "批次", "人次", "上月批次", "上月人次"), rows)


def by_age(of: Gathered) -> Table:
    """Every age, beside last month's."""
    now, before = of.now.attendance, of.before.attendance
    rows = tuple(
        (age.word, now.age_groups[age], Share(now.age_groups[age], now.groups), before.age_groups[age])
        for age in AgeBand
        if age is not AgeBand.UNKNOWN or now.age_groups[age] or before.age_groups[age]
    )
    note = "签到时勾的是“这一批里有哪些年纪的人”，不数人头：一批里老少都有，各算一次，所以加起来会多于批次。"
    return Table("年纪", "什么年纪", ("年纪", "有这个年纪的批次", "占全部批次", "上月批次"), rows, note)


def by_way(of: Gathered) -> Table:
    """With an officer or without, and which plan."""
    now, before = of.now.attendance, of.before.attendance
    ways = [(mode.word, now.mode_groups[mode], before.mode_groups[mode]) for mode in VisitMode]
    plans = [(plan.word, now.programme_groups[plan], before.programme_groups[plan]) for plan in Programme]
    return Table("参观方式", "怎么参观的", ("方式和安排", "批次", "上月批次"), (*ways, *plans))


def by_length(of: Gathered) -> Table:
    """How long visits lasted, in steps of ten minutes."""
    now, before = of.now.attendance.seconds, of.before.attendance.seconds
    rows: list[tuple[Figure, ...]] = []
    for begin, end in _LENGTHS:
        word = f"{begin}—{end} 分钟" if end < 100 else f"{begin} 分钟以上"
        counts = [sum(n for s, n in counted.items() if begin * 60 <= s < end * 60) for counted in (now, before)]
        rows.append((word, *counts))
    quarters = [quantile(now, part) for part in (0.25, 0.5, 0.75)]
    middle = "、".join("—" if q is None else f"{q / 60:.1f}" for q in quarters)
    note = f"从短到长排，排在四分之一、正中、四分之三的是 {middle} 分钟。暂停的时间不算；断电没有结尾的不在里面。"
    return Table("时长", "参观了多久", ("时长", "批次", "上月批次"), tuple(rows), note)


def by_end(of: Gathered) -> Table:
    """How visits ended."""
    now, before = of.now.attendance, of.before.attendance
    rows = tuple(
        (how.word, now.ends[how], Share(now.ends[how], now.groups), Share(before.ends[how], before.groups))
        for how in VisitExit
    )
    return Table("怎么结束", "参观怎么结束的", ("结束方式", "批次", "占全部批次", "上月"), rows)


def refused(of: Gathered) -> Table:
    """Groups over the cap."""
    now, before = of.now.attendance.refused, of.before.attendance.refused
    rows = (
        ("超过上限的次数", now.total(), before.total()),
        ("一共多少人", _heads(now), _heads(before)),
        ("最大的一批", max(now, default=0), max(before, default=0)),
    )
    note = "签到时报的人数超过一批的上限，屏幕会请他们分批。分批以后再签到的，照样算在批次里。"
    return Table("超过上限", "人太多，没能一起进来", ("", "本月", "上月"), rows, note)


def _heads(sizes: dict[int, int]) -> int:
    return sum(people * times for people, times in sizes.items())
