"""Who came, and the way through the zones, counted again."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from kiosk.core.vocabulary import AgeBand, GroupKind, Programme, VisitExit, VisitMode
from tests.reports.recount_log import DASH, Cell, Log, Recounted, Words, quarters, share

BOTH = ("now", "before")
STARTED = "kind = 'VisitStarted'"


def groups(log: Log, view: str = "now") -> int:
    found: int = log.one(f"SELECT count(*) FROM {view} WHERE {STARTED}")
    return found


def people(log: Log, view: str = "now") -> int:
    found: int = log.one(f"SELECT sum(f(people)) FROM {view} WHERE {STARTED}")
    return found


def ends(log: Log, view: str) -> Counter[str]:
    """How visits ended; 中断 without an end."""
    found = log.counts(
        f"SELECT (SELECT f(how) FROM {view} x WHERE x.visit = s.visit AND x.kind = 'VisitEnded'), count(*)"
        f" FROM {view} s WHERE s.{STARTED} GROUP BY 1"
    )
    return Counter({VisitExit.INTERRUPTED.value if how is None else how: n for how, n in found.items()})


def seconds(log: Log, view: str) -> list[int]:
    of = f"SELECT round(f(seconds)) FROM {view} WHERE kind = 'VisitEnded' AND visit IN"
    return [int(s) for s in log.rows(f"{of} (SELECT visit FROM {view} WHERE {STARTED})")]


def by_day(log: Log, words: Words) -> Recounted:
    came = {day: (n, heads) for day, n, heads in log.rows(
        f"SELECT day, count(*), sum(f(people)) FROM now WHERE {STARTED} GROUP BY day"
    )}  # fmt: skip
    day, rows = date.fromisoformat(f"{log.month}-01"), list[tuple[Cell, ...]]()
    while day.isoformat()[:7] == log.month:
        rows.append((day.isoformat(), *came.get(day.isoformat(), (0, 0))))
        day += timedelta(days=1)
    return Recounted(rows)


def by_week(log: Log, words: Words) -> Recounted:
    rows = list[tuple[Cell, ...]]()
    for monday, n, heads in log.rows(
        f"SELECT date(day, 'weekday 0', '-6 days'), count(*), sum(f(people)) FROM now WHERE {STARTED} GROUP BY 1"
    ):
        days = [date.fromisoformat(monday) + timedelta(days=k) for k in range(7)]
        inside = [d for d in days if d.isoformat()[:7] == log.month]
        said = "—".join(f"{d.month}月{d.day}日" for d in dict.fromkeys((inside[0], inside[-1])))
        rows.append((said, n, heads))
    return Recounted(rows)


def by_kind(log: Log, words: Words) -> Recounted:
    counted = [
        {kind: rest for kind, *rest in log.rows(f"SELECT f(kind), count(*), sum(f(people)) FROM {v} WHERE {STARTED} GROUP BY 1")}
        for v in BOTH
    ]  # fmt: skip
    return Recounted([(kind.word, *(n for c in counted for n in c.get(kind, (0, 0)))) for kind in GroupKind])


def by_age(log: Log, words: Words) -> Recounted:
    now, before = (
        log.counts(
            f"SELECT j.value, count(DISTINCT visit) FROM {v}, json_each({v}.body, '$.ages') j WHERE {STARTED} GROUP BY 1"
        )
        for v in BOTH
    )
    return Recounted([
        (age.word, now[age], share(now[age], groups(log)), before[age])
        for age in AgeBand if age is not AgeBand.UNKNOWN or now[age] or before[age]
    ])  # fmt: skip


def by_way(log: Log, words: Words) -> Recounted:
    def rows(of: str, terms: type[VisitMode] | type[Programme]) -> list[tuple[Cell, ...]]:
        now, before = (log.counts(f"SELECT f({of}), count(*) FROM {v} WHERE {STARTED} GROUP BY 1") for v in BOTH)
        return [(term.word, now[term], before[term]) for term in terms]

    return Recounted([*rows("mode", VisitMode), *rows("programme", Programme)])


def by_length(log: Log, words: Words) -> Recounted:
    now, before = (seconds(log, view) for view in BOTH)
    rows = list[tuple[Cell, ...]]()
    for tens in range(6):
        word = f"{tens * 10}—{tens * 10 + 10} 分钟" if tens < 5 else "50 分钟以上"
        rows.append((word, *(sum(min(s // 600, 5) == tens for s in of) for of in (now, before))))
    note = [round(q / 60, 1) for q in quarters(now) if not isinstance(q, str)]
    return Recounted(rows, note)


def by_end(log: Log, words: Words) -> Recounted:
    (now, before), (n, earlier) = (ends(log, v) for v in BOTH), (groups(log, v) for v in BOTH)
    return Recounted([(h.word, now[h], share(now[h], n), share(before[h], earlier)) for h in VisitExit])


def refused(log: Log, words: Words) -> Recounted:
    of = [
        log.rows(f"SELECT count(*), coalesce(sum(f(people)), 0), coalesce(max(f(people)), 0) FROM {v} WHERE kind = 'GroupRefused'")[0]
        for v in BOTH
    ]  # fmt: skip
    names = ("超过上限的次数", "一共多少人", "最大的一批")
    return Recounted([(name, of[0][i], of[1][i]) for i, name in enumerate(names)])


# ------------------------------------------------------------ zones
class Ways:
    """The way of every visit of a month through the zones."""

    def __init__(self, log: Log, view: str) -> None:
        plan = dict(log.rows(f"SELECT visit, f(programme) FROM {view} WHERE {STARTED}"))
        self.full = {visit for visit, programme in plan.items() if programme == "full"}
        self.order: dict[str, list[str]] = {visit: [] for visit in plan}
        for visit, zone in log.rows(f"SELECT visit, f(zone) FROM {view} WHERE kind = 'ZoneEntered' ORDER BY id"):
            if visit in plan:
                self.order[visit].append(zone)
        self.dwelt: dict[str, dict[str, float]] = defaultdict(dict)
        self.done: dict[str, set[str]] = defaultdict(set)
        for visit, zone, stay, reached in log.rows(
            f"SELECT visit, f(zone), sum(f(seconds)), max(f(done)) FROM {view} WHERE kind = 'ZoneLeft' GROUP BY 1, 2"
        ):
            if visit in plan:
                self.dwelt[zone][visit] = stay
                if reached:
                    self.done[zone].add(visit)
        self.skipped = log.counts(
            f"SELECT f(zone), count(DISTINCT visit) FROM {view} WHERE kind = 'ZoneSkipped' GROUP BY 1"
        )
        self.how = {v: VisitExit.INTERRUPTED.value for v in plan} | dict(
            log.rows(f"SELECT visit, f(how) FROM {view} WHERE kind = 'VisitEnded'")
        )

    def entered(self, zone: str) -> list[str]:
        return [visit for visit, zones in self.order.items() if zone in zones]

    def missed(self, zone: str) -> tuple[int, int]:
        return len(self.full - set(self.entered(zone))), len(self.full)

    def cut_short(self, zone: str) -> tuple[int, int]:
        entered = set(self.entered(zone))
        return len(entered - self.done[zone]), len(entered)

    def stays(self, zone: str) -> list[float | str]:
        found = quarters([round(s) for s in self.dwelt[zone].values()])
        return [q if isinstance(q, str) else q / 60 for q in found]

    def places(self, zone: str) -> list[int]:
        return [list(dict.fromkeys(self.order[v])).index(zone) + 1 for v in self.entered(zone)]

    def broke_off(self) -> Counter[tuple[str, str]]:
        return Counter(
            (zones[-1] if zones else "", self.how[visit])
            for visit, zones in self.order.items()
            if self.how[visit] != VisitExit.FINISHED
        )


def zones(log: Log, words: Words) -> Recounted:
    now, before = Ways(log, "now"), Ways(log, "before")
    rows = list[tuple[Cell, ...]]()
    for zone in words.zones:
        place = quarters(now.places(zone))[1]
        rows.append((
            words.name(zone), len(now.entered(zone)), now.stays(zone)[1], before.stays(zone)[1],
            DASH if isinstance(place, str) else f"第 {place:g} 个", share(*now.missed(zone)), share(*before.missed(zone)),
            now.skipped[zone], share(*now.cut_short(zone)), share(*before.cut_short(zone)),
        ))  # fmt: skip
    return Recounted(rows)


def stays(log: Log, words: Words) -> Recounted:
    now = Ways(log, "now")
    return Recounted([(words.name(zone), *now.stays(zone)) for zone in words.zones])


def broken_off(log: Log, words: Words) -> Recounted:
    now, before = Ways(log, "now").broke_off(), Ways(log, "before").broke_off()
    hows = [how for how in VisitExit if how is not VisitExit.FINISHED]
    rows = list[tuple[Cell, ...]]()
    for zone in dict.fromkeys(zone for zone, _ in (*now, *before)):
        cells = [now[zone, how] for how in hows]
        rows.append(
            (words.name(zone) if zone else "还没进展区", *cells, sum(cells), sum(before[zone, h] for h in hows))
        )
    return Recounted(rows)


def depth(log: Log, words: Words) -> Recounted:
    now, before = (Counter(len(set(zones)) for zones in Ways(log, v).order.values()) for v in BOTH)
    return Recounted([(f"{n} 个展区", now[n], before[n]) for n in {*now, *before}])
