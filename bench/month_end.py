"""What staff do at the end of a month, in the folder that a simulated one has left: export, report, a look over it."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path

from kiosk.cli import command
from kiosk.ops.backup import backups_in
from kiosk.ops.doctor import Bedside, Health, looked_over
from kiosk.reports.monthly import figures_of
from kiosk.reports.months import Month
from kiosk.screen.devices import Devices
from kiosk.store.database import FILE
from kiosk.store.query import months_logged, rows_between
from kiosk.wall_time import stamp
from kiosk.wiring import Places

Came = tuple[int, int]
"""Groups and people."""
LOOKED_AT = ("log", "backup", "permissions", "open")
"""What a doctor may not find ill; the clock is wrong where it is to be, and there is no panel."""


def judge(places: Places, came: Mapping[str, Came], stick: Path) -> Iterator[str]:
    """A sentence for each thing that fails, or says other figures than those who `came` by month."""
    assert places.data is not None
    yield from _counts(places.data, came)
    yield from _commands(places, came)
    for found in looked_over(Bedside(places.data, str(stick), datetime.fromisoformat(stamp()), Devices(), ())):
        if found.id in LOOKED_AT and found.health is Health.ILL:
            yield f"the doctor finds {found.id} ill: {found.words}"
    for folder in (places.data / "backups", *stick.parent.glob("stick*")):
        for backup in backups_in(folder):
            with closing(sqlite3.connect(f"file:{backup / FILE}?mode=ro", uri=True)) as log:
                if (said := log.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
                    yield f"the backup {folder.name}/{backup.name} is not whole: {said}"
    if not backups_in(places.data / "backups"):
        yield "no backup was ever made"


def _counts(data: Path, came: Mapping[str, Came]) -> Iterator[str]:
    if (logged := set(months_logged(data))) != set(came):
        yield f"months in the log {sorted(logged)}, months that had visits {sorted(came)}"
    for written, expected in came.items():
        month = Month.of(written)
        figures = figures_of(rows_between(data, month.first, month.last), [month])[month].attendance
        if (figures.groups, figures.people) != expected:
            yield f"{written}: the report counts {figures.groups} groups, {figures.people} people, came {expected}"


def _commands(places: Places, came: Mapping[str, Came]) -> Iterator[str]:
    out = places.hall.parent / "out"
    hall = ["--data", str(places.data), "--content", str(places.content), "--hall", str(places.hall)]
    groups, people = sum(came[month][0] for month in came), sum(came[month][1] for month in came)
    orders = [(["export", "--out", str(out / "export.xlsx")], f"共 {groups} 批，{people} 人次")]
    orders += [(["report", "--month", month, "--out", str(out)], month) for month in came]
    out.mkdir(exist_ok=True)
    for order, expected in orders:
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            status = command([*order, *hall])
        if status != 0 or expected not in said.getvalue():
            yield f"{' '.join(order[:3])}: status {status}, not “{expected}” but: {said.getvalue()[-300:]}"
