"""A hall to be killed: the real one, into whose log events are put and said once they are known to be on disk.

`python -m bench.kill9_writer DATA NAME` says `open` when visitors could touch the first picture, then the names of the
events that the log itself has acknowledged since, until it is asked to end. `… DATA NAME COUNT FIRST` writes as many
without a hall, numbered from the first, and ends without closing anything, as a power cut does."""

from __future__ import annotations

import os
import sys
import threading
import time
from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from kiosk.core.events import ItemOpened, VisitEnded
from kiosk.core.logged import Logged
from kiosk.core.vocabulary import VisitExit
from kiosk.store.log import EventLog
from kiosk.wall_time import stamp

if TYPE_CHECKING:
    from kiosk.core.events import Event

ROOT = Path(__file__).parents[1]
ACKNOWLEDGED_SECONDS = 30.0
VISIT_OF = 40
"""After so many events a visit ends, and the log is folded into its file."""


def put(log: EventLog, visit: str, names: list[str], ends: bool = False) -> bool:
    """Whether all of them are on disk, as the log says."""
    for name in names:
        event: Event = ItemOpened("quiz", name, "", None, "0a1b2c3d")
        log.append(Logged(visit, event, stamp()))
    if ends:
        log.append(Logged(visit, VisitEnded(VisitExit.FINISHED, 60.0, ()), stamp()))
    return log.flush(ACKNOWLEDGED_SECONDS) and not log.closes_within(0.0)  # what comes after the end is not taken


def _feed(log: EventLog, name: str) -> None:
    chance = Random(name)
    numbers = count()
    for batch in count(1):
        names = [f"{name}-{next(numbers)};" for _ in range(chance.choice((1, 1, 2, 7)))]
        if put(log, name, names, batch % VISIT_OF == 0):
            print(*names, sep="\n", flush=True)
        time.sleep(chance.choice((0.0, 0.0, 0.01)))


def hall(data: Path, name: str) -> None:
    """The hall with its log fed, until it is told to end."""
    from kiosk import splash
    from kiosk.commands.signals import Signals
    from kiosk.opening import open_hall
    from kiosk.wiring import Places

    signals = Signals()
    opened = open_hall(splash.open_window((640, 360)), Places(ROOT / "content", ROOT / "zones.yaml", data))
    assert opened.log is not None
    print("open", flush=True)
    threading.Thread(target=_feed, args=(opened.log, name), daemon=True).start()
    signals.then(opened.stop)
    opened.run()
    opened.close()


def main() -> None:
    data, name, *many = sys.argv[1:]
    if not many:
        return hall(Path(data), name)
    log = EventLog.open(Path(data), stamp())
    count_of, first = map(int, many)
    for n in range(first, first + count_of, 8):
        put(log, f"{name}-{n // 80}", [f"{name}-{k};" for k in range(n, n + 8)])
    os._exit(0)


if __name__ == "__main__":
    main()
