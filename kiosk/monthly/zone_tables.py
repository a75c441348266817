"""The way through the zones, as tables: dwell, order, what was left out or cut short, and where visits broke off."""

from __future__ import annotations

from kiosk.core.vocabulary import VisitExit
from kiosk.monthly.gathering import Gathered
from kiosk.monthly.tables import Figure, Table
from kiosk.reports.shares import quantile
from kiosk.reports.stays import ZoneStay

_NOBODY = ZoneStay()
_BROKEN = tuple(how for how in VisitExit if how is not VisitExit.FINISHED)


def zones(of: Gathered) -> Table:
    """Every zone in the order of the hall."""
    rows: list[tuple[Figure, ...]] = []
    for zone in of.zones:
        now, before = (figures.stays.zones.get(zone, _NOBODY) for figures in (of.now, of.before))
        place = now.place
        rows.append(
            (
                of.naming.name(zone),
                now.entered,
                now.minutes,
                before.minutes,
                None if place is None else f"第 {place:g} 个",
                of.now.stays.missed(zone),
                of.before.stays.missed(zone),
                now.skipped,
                now.cut_short,
                before.cut_short,
            )
        )
    head = (
        "展区", "进去的批次", "停留（分）", "上月（分）", "通常走到", "没走到", "上月没走到", "讲解员跳过",
        "没做完就走", "上月没做完",
    )  # fmt: skip
    note = (
        "停留是中位数：把各批排队，正中间那一批的分钟数。没走到只在“完整参观”里数。"
        "没做完就走：进去了，没有做到这个展区该做的那件事。"
    )
    return Table("展区", "每个展区", head, tuple(rows), note)


def quarters(of: Gathered) -> Table:
    """How far apart groups are in each zone."""
    rows: list[tuple[Figure, ...]] = []
    for zone in of.zones:
        seconds = of.now.stays.zones.get(zone, _NOBODY).seconds
        found = [quantile(seconds, part) for part in (0.25, 0.5, 0.75)]
        rows.append((of.naming.name(zone), *(None if q is None else q / 60 for q in found)))
    head = ("展区", "快的四分之一（分）", "正中（分）", "慢的四分之一（分）")
    return Table("停留", "停留的快慢", head, tuple(rows))


def broken_off(of: Gathered) -> Table:
    """The zone in which visits were last that did not go through to the end."""
    now, before = of.now.stays.broke_off, of.before.stays.broke_off
    rows: list[tuple[Figure, ...]] = []
    for zone in ("", *of.zones, *sorted({zone for zone, _ in now} - {"", *of.zones})):
        counts = [now[zone, how] for how in _BROKEN]
        earlier = sum(before[zone, how] for how in _BROKEN)
        if any(counts) or earlier:
            name = of.naming.name(zone) if zone else "还没进展区"
            rows.append((name, *counts, sum(counts), earlier))
    head = ("停在哪里", *(how.word for how in _BROKEN), "一共", "上月")
    return Table("停在哪里", "没走完的，停在哪里", head, tuple(rows), "没走完的批次，最后进的是哪个展区。")


def depth(of: Gathered) -> Table:
    """How many zones visits entered."""
    now, before = of.now.stays.depth, of.before.stays.depth
    rows = tuple((f"{count} 个展区", now[count], before[count]) for count in sorted({*now, *before}))
    return Table("走了几个", "走了几个展区", ("走了", "批次", "上月批次"), rows)


def most_left_out(of: Gathered) -> str:
    """The zone that most full visits never entered; "" where nobody left any out."""
    stays = of.now.stays
    missed = {zone: stays.missed(zone).part for zone in of.zones}
    worst = max(missed, key=lambda zone: missed[zone], default="")
    return worst if missed.get(worst) else ""


def most_broken_off(of: Gathered) -> tuple[str, int]:
    """Where most visits that did not go through to the end were last, and how many; ("", 0) for nowhere."""
    ended: dict[str, int] = {}
    for (zone, _), count in of.now.stays.broke_off.items():
        ended[zone] = ended.get(zone, 0) + count
    worst = max(ended, key=lambda zone: ended[zone], default="")
    return worst, ended.get(worst, 0)
