"""What an export of a long log costs, beside that of an older commit: `python -m bench.exporting --before 40eb92c`.

`--data DIR` keeps the made-up log for the next time (100,000 visits: 450 MB).
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from bench.figures import HEAD, Row
from kiosk.core.codec import SCHEMA, encode
from kiosk.core.events import (
    ChoiceMade,
    ClueShown,
    DutiesDealt,
    Event,
    HandsCounted,
    IdleAnswered,
    IdleAsked,
    ItemFinished,
    ItemOpened,
    MessageJudged,
    MessageLeft,
    QuestionAnswered,
    QuizFinished,
    ScenarioEnded,
    VisitEnded,
    VisitStarted,
    ZoneEntered,
    ZoneLeft,
)
from kiosk.core.vocabulary import (
    AgeBand,
    Duty,
    Ending,
    GroupKind,
    MessageForm,
    OptionKind,
    QuestionForm,
    QuizWay,
    StaffRole,
    VisitExit,
    VisitMode,
    ZoneExit,
)
from kiosk.store.database import FILE, open_database

ROOT = Path(__file__).parents[1]
FIRST_DAY = datetime(2021, 11, 1, 9)
YEARS_DAYS = 5 * 365
MONTH = ("--from", "2024-05-01", "--to", "2024-05-31")
ZONES = ("case_warnings", "harm_data", "scam_lessons", "victim_memoirs", "vr_experience", "scam_types", "quiz")
SCAMS = ("police", "refund", "brushing", "investment", "loan", "romance")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--visits", type=int, default=100_000)
    options.add_argument("--before", default="", metavar="COMMIT", help="whose export is the baseline")
    options.add_argument("--data", type=Path, help="where the log is kept for the next time")
    options.add_argument("--format", default="xlsx", choices=("xlsx", "csv"))
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="kiosk-bench") as folder:
        data = asked.data or Path(folder)
        if not (data / FILE).exists():
            made(data, asked.visits)
        older = _checked_out(asked.before, Path(folder)) if asked.before else None
        print(HEAD)
        for what, days in (("everything", ()), ("one month of five years", MONTH)):
            here = _measured(ROOT, data, Path(folder) / f"here.{asked.format}", days)
            before = _measured(older, data, Path(folder) / f"before.{asked.format}", days) if older else (0.0, 0.0)
            print(Row(f"export of {what}: processor time", here[0], before[0], "s"))
            print(Row(f"export of {what}: most memory", here[1], before[1], "MB"), flush=True)


def made(data: Path, visits: int) -> None:
    """A log of that many visits over five years."""
    chance = random.Random(7)
    with closing(open_database(data, FIRST_DAY.isoformat() + "+08:00", False, 10.0)) as database:
        database.execute("INSERT INTO places VALUES (1, 'boshan', 'door')")
        database.execute("BEGIN")
        number = 0
        for n in range(visits):
            begun = FIRST_DAY + timedelta(days=n * YEARS_DAYS // visits, minutes=7 * (n % (visits // YEARS_DAYS + 1)))
            name = f"{begun:%Y%m%d-%H%M%S}-{chance.randrange(10_000):04d}-{n:06d}"
            left = []
            for seconds, event in _visit(chance):
                number += 1
                kind, body, beside = encode(event)
                at = (begun + timedelta(seconds=seconds)).isoformat(timespec="milliseconds") + "+08:00"
                database.execute(
                    "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, 0)", (number, name, at, kind, body, SCHEMA)
                )
                if beside:
                    database.execute("INSERT INTO bodies VALUES (?, ?)", (number, beside))
                    left.append(number)
            for message in left:
                number += 1
                kind, body, _ = encode(MessageJudged(message, True, StaffRole.DUTY))
                database.execute("INSERT INTO events VALUES (?, '', ?, ?, ?, ?, 0)", (number, at, kind, body, SCHEMA))
        database.execute("COMMIT")


def _visit(chance: random.Random) -> Iterator[tuple[float, Event]]:
    """Some twenty events of one visit with the seconds since its beginning."""
    at = 0.0
    guided = chance.random() < 0.5
    people = chance.randint(1, 15)
    ages = tuple(chance.sample(list(AgeBand), chance.randint(1, 2)))
    mode = VisitMode.GUIDED if guided else VisitMode.FREE
    yield at, VisitStarted(people, chance.choice(list(GroupKind)), ages, mode)
    if guided:
        yield 20.0, DutiesDealt(((Duty.PERSON, people // 2), (Duty.CLERK, people - people // 2)))
    zones = tuple(chance.sample(ZONES, 3))
    for zone in zones:
        at += 5.0
        yield at, ZoneEntered(zone)
        stay = round(chance.uniform(60.0, 400.0), 3)
        for step in range(1, chance.randint(2, 5)):
            yield at + stay * step / 6, _happened(chance, zone, people)
        at += stay
        yield at, ZoneLeft(zone, stay, chance.random() < 0.7, ZoneExit.HOME)
    if chance.random() < 0.2:
        yield at + 1.0, IdleAsked("map")
        yield at + 3.0, IdleAnswered("map")
    if chance.random() < 0.4:
        yield at + 5.0, QuizFinished(10, chance.randint(2, 10), QuizWay.GROUP, chance.randrange(2**31))
    if chance.random() < 0.3:
        yield at + 9.0, _message(chance)
    yield at + 30.0, VisitEnded(VisitExit.FINISHED, at + 30.0, zones)


def _message(chance: random.Random) -> MessageLeft:
    if chance.random() < 0.5:
        return MessageLeft(MessageForm.PHRASE, "不轻信、不透露、不转账")
    stroke = tuple(chance.randrange(400) for _ in range(300))
    return MessageLeft(MessageForm.INK, "", (stroke,) * 3, 800, 400)


def _happened(chance: random.Random, zone: str, people: int) -> Event:
    number = chance.randrange(60)
    genuine = number % 5 < 2
    about = (zone, f"{zone}-{number}", SCAMS[number % len(SCAMS)], genuine, f"{number * 9973:08x}")
    option = chance.choice("abc")
    kind = OptionKind.SAFE if (number + ord(option)) % 3 else OptionKind.RISKY
    match zone:
        case "quiz" | "scam_lessons":
            if chance.random() < 0.3:
                said = chance.randint(0, people)
                return HandsCounted(*about, (("scam", said), ("genuine", people - said)), people)
            right = chance.random() < 0.6
            said_scam = right != genuine
            return QuestionAnswered(*about, QuestionForm.JUDGE, "scam" if said_scam else "genuine", right, said_scam)
        case "vr_experience":
            if chance.random() < 0.2:
                return ScenarioEnded(*about, "end", chance.choice(list(Ending)), 18_000, ("a",), ("b", "c"))
            if chance.random() < 0.2:
                return ClueShown(*about, "ring", Duty.CLERK)
            return ChoiceMade(*about, "ring", option, kind)
        case "case_warnings" | "victim_memoirs":
            return ChoiceMade(*about, "step2", option, kind)
        case _:
            return ItemOpened(*about) if chance.random() < 0.6 else ItemFinished(*about)


def _checked_out(commit: str, folder: Path) -> Path:
    """That commit's program in a folder of its own."""
    place = folder / "older"
    place.mkdir()
    order = ["git", "archive", commit, "kiosk", "content", "zones.yaml"]
    with subprocess.Popen(order, cwd=ROOT, stdout=subprocess.PIPE) as archive:
        subprocess.run(["tar", "-x"], cwd=place, stdin=archive.stdout, check=True)
    return place


def _measured(program: Path, data: Path, out: Path, days: tuple[str, ...]) -> tuple[float, float]:
    """(Processor time in seconds, most memory in MB) of one export."""
    order = [sys.executable, "-c", _CHILD, "export", "--data", str(data), "--out", str(out), *days]
    environment = {**os.environ, "PYTHONPATH": str(program)}
    done = subprocess.run(order, cwd=program, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    seconds, megabytes = done.stdout.split()[-2:]
    return float(seconds), float(megabytes)


_CHILD = """
import resource, sys
from kiosk.cli import command
status = command(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(status)
"""

if __name__ == "__main__":
    main()
