"""Whether zones.yaml plans a visit that can be held: every zone once, minutes that fit. Whether what an officer may say
(hall/guide.yaml) and what everybody is to do (hall/duties.yaml) is said of pages there can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import ip_address

from kiosk.content.library import Library
from kiosk.content.models.duties import DutyTask, DutyWords
from kiosk.content.models.guide import GuideWords
from kiosk.content.models.hall import Hall
from kiosk.content.problems import Problem, meant
from kiosk.core.findings import Finding, Loc
from kiosk.core.page_names import OfAPage
from kiosk.core.vocabulary import Duty, Programme

SHORTER = (Programme.SHORT, Programme.ROADSHOW)
"""The programmes whose zones stand in zones.yaml beside those of the whole visit."""
_PLACES = ("map", "measuring", "trial")
"""Where an officer may speak outside the zones."""


def check_hall(library: Library, zone_ids: Sequence[str]) -> Iterator[Problem]:
    """Problems of zones.yaml; `zone_ids` are the zones there are."""
    for document, hall in library.of(Hall):
        yield from (document.problem(loc, message) for loc, message in _faults(hall, zone_ids))
        yield from (document.problem(loc, message, warning=True) for loc, message in _whole_visit(hall))
    for document, guide in library.of(GuideWords):
        known = (*zone_ids, *_PLACES)
        yield from (document.problem(loc, message) for loc, message in _pages("pages", guide.pages, known))
    for document, duties in library.of(DutyWords):
        yield from (document.problem(loc, message) for loc, message in _duties(duties, zone_ids))


def _faults(hall: Hall, zone_ids: Sequence[str]) -> Iterator[Finding]:
    yield from _zones(hall, zone_ids)
    yield from _minutes(hall)
    yield from _programmes(hall)
    if len(hall.hall.screen.touch) not in (0, 6):
        yield ("hall", "screen", "touch"), "触摸校准要么写六个数，要么不写：写成 [1, 0, 0, 0, 1, 0] 这样"
    address = hall.hall.remote.address
    try:
        if address:
            ip_address(address)
    except ValueError:
        yield (
            ("hall", "remote", "address"),
            f"“{address}”不是一个网络地址：写成 192.168.1.20 这样的四个数，或者不写，由程序自己找",
        )


def _pages(key: str, entries: Sequence[OfAPage], known: Sequence[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        loc: Loc = (key, number, "page")
        first = entry.page.partition(":")[0]
        if first not in known:
            yield loc, f"“{entry.page}”的开头不是展区的编号：{meant(first, known)}"
        elif entry.page in seen:
            yield loc, f"“{entry.page}”写了两次：两处的话合在一起，留下一处"
        seen.add(entry.page)


def _duties(duties: DutyWords, zone_ids: Sequence[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, door in enumerate(duties.zones):
        loc: Loc = ("zones", number, "zone")
        if door.zone not in zone_ids:
            yield loc, f"没有编号是“{door.zone}”的展区：{meant(door.zone, zone_ids)}"
        elif door.zone in seen:
            yield loc, f"展区“{door.zone}”写了两次：留下一处"
        seen.add(door.zone)
        yield from _shares(("zones", number, "tasks"), door.tasks)
    yield from _pages("turns", duties.turns, zone_ids)


def _shares(loc: Loc, tasks: Sequence[DutyTask]) -> Iterator[Finding]:
    """Everybody has a task, and one only."""
    given = [duty for task in tasks for duty in (task.who or tuple(Duty))]
    for duty in Duty:
        if given.count(duty) != 1:
            wrong = "没有事做" if duty not in given else "有两件事"
            yield loc, f"{duty.word}（{duty.value}）{wrong}：每个身份正好写一次；大家做同一件事，就只写一条，不写 who"


def _zones(hall: Hall, zone_ids: Sequence[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    absent = set(zone_ids) - {zone.id for zone in hall.zones}
    for number, zone in enumerate(hall.zones):
        loc: Loc = ("zones", number, "id")
        if zone.id not in zone_ids:
            yield loc, f"没有编号是“{zone.id}”的展区：{meant(zone.id, absent or zone_ids)}"
        elif zone.id in seen:
            yield loc, f"展区“{zone.id}”写了两次：留下一个，每个展区正好一次"
        seen.add(zone.id)
    if absent:
        missing = "、".join(zone for zone in zone_ids if zone in absent)
        yield ("zones",), f"少了展区 {missing}：每个展区正好写一次，暂时不开的也要写"


def _minutes(hall: Hall) -> Iterator[Finding]:
    for number, zone in enumerate(hall.zones):
        if zone.min_minutes > zone.minutes:
            yield (
                ("zones", number, "min_minutes"),
                f"最少 {zone.min_minutes:g} 分钟，比平时的 {zone.minutes:g} 分钟还多：改成 {zone.minutes:g} 或更少",
            )
        elif zone.min_minutes > hall.hall.visit_minutes:
            most = hall.hall.visit_minutes
            yield (
                ("zones", number, "min_minutes"),
                f"最少 {zone.min_minutes:g} 分钟，比整个参观的 {most} 分钟还多，带队走不到这一区：改成 {most} 或更少",
            )


def _programmes(hall: Hall) -> Iterator[Finding]:
    planned = {zone.id for zone in hall.zones}
    seen: set[Programme] = set()
    for number, shorter in enumerate(hall.programmes):
        loc: Loc = ("programmes", number)
        if shorter.programme not in SHORTER:
            yield (*loc, "programme"), f"“{shorter.programme.word}”不用写在这里：这里只写 {_codes(SHORTER)}"
        elif shorter.programme in seen:
            yield (*loc, "programme"), f"“{shorter.programme.word}”写了两次：留下一个"
        seen.add(shorter.programme)
        met: set[str] = set()
        for place, share in enumerate(shorter.zones):
            where = (*loc, "zones", place, "id")
            if share.id not in planned:
                yield where, f"没有编号是“{share.id}”的展区：{meant(share.id, planned)}"
            elif share.id in met:
                yield where, f"展区“{share.id}”写了两次：留下一个"
            met.add(share.id)
        total = sum(share.minutes for share in shorter.zones)
        if total > shorter.minutes:
            yield (
                (*loc, "minutes"),
                f"这几个展区加起来 {total:g} 分钟，超过一共的 {shorter.minutes} 分钟："
                f"从展区里减掉 {total - shorter.minutes:g} 分钟，或改大 minutes",
            )
    if hall.hall.programme in SHORTER and hall.hall.programme not in seen:
        yield (
            ("hall", "programme"),
            f"签到时先选着“{hall.hall.programme.word}”，programmes 里却没有它：补上，或改成 full",
        )


def _codes(programmes: Sequence[Programme]) -> str:
    return "、".join(f"{programme.value}（{programme.word}）" for programme in programmes)


def _whole_visit(hall: Hall) -> Iterator[Finding]:
    """More minutes than there are: the plan makes do with less for each zone, so nothing has to be kept off."""
    total = sum(zone.minutes for zone in hall.zones)
    most = hall.hall.visit_minutes
    if total > most:
        yield (
            ("hall", "visit_minutes"),
            f"各展区加起来 {total:g} 分钟，超过整个参观的 {most} 分钟："
            f"从展区里减掉 {total - most:g} 分钟，或改大 visit_minutes",
        )
