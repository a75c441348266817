"""What the running hall does by itself while nobody visits: clears up, lets go, looks through its log, backs it up."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kiosk.content.models.hall import HallSettings
from kiosk.core.refusals import refusal
from kiosk.store.log import EventLog
from kiosk.wall_time import stamp

FIRST_SECONDS, EVERY_SECONDS = 20.0, 60.0
"""How long after the opening it begins, and how often it looks what is to be done."""
HOURLY = 60
"""So many looks later: how often the log is looked through, and when something that failed is tried again."""

_log = logging.getLogger(__name__)


class Housekeeping:
    """A thread beside the hall that ends with its log; `quiet` says whether nobody visits. Each day, in the first quiet
    minute, what is over is erased and a backup made. Nothing of it can end the hall."""

    def __init__(
        self, data_dir: Path, hall_file: Path, settings: HallSettings, log: EventLog, quiet: Callable[[], bool]
    ) -> None:
        self._data_dir, self._hall_file, self._settings = data_dir, hall_file, settings
        self._log, self._quiet = log, quiet
        self._opened = datetime.fromisoformat(stamp()).timestamp()
        self._turn = 0
        self._tidied = self._misses_second = self._backed_up = False
        self._let_go_on = ""
        self._rests: dict[str, int] = {}

    def start(self, first_seconds: float = FIRST_SECONDS) -> None:
        """Begins after so long, so that nothing of it stands in the way of the opening."""
        threading.Thread(target=self._run, args=(first_seconds,), name="housekeeping", daemon=True).start()

    def _run(self, first_seconds: float) -> None:
        seconds = first_seconds
        while not self._log.closes_within(seconds):
            for name, duty in self._duties().items():
                if self._rests.get(name, 0) > self._turn:
                    continue
                try:
                    duty()
                except Exception as error:  # a disk can come up with anything; the hall goes on
                    _log.error("%s没有做成，一小时后再试：%s", name, refusal(error))
                    self._rests[name] = self._turn + HOURLY
            self._turn += 1
            seconds = EVERY_SECONDS

    def _duties(self) -> dict[str, Callable[[], None]]:
        always = {"清理": self._tidy}
        if not self._quiet():
            return always
        return always | {"删到期的留言": self._let_go, "检查记录库": self._look_through, "备份": self._back_up}

    def _tidy(self) -> None:
        if self._tidied:
            return
        from tempfile import gettempdir

        from kiosk.ops.leftovers import clear_leftovers
        from kiosk.store.private import tighten

        self._tidied = True
        clear_leftovers(self._data_dir, Path(gettempdir()), self._opened)
        tighten(self._data_dir)

    def _let_go(self) -> None:
        from kiosk.ops.erasing import follow_everywhere, let_go

        at = stamp()
        if self._let_go_on == at[:10]:
            return
        gone = let_go(self._data_dir, self._settings.keep, at)
        if gone:
            _log.warning("有 %d 条留言到期，内容已经删掉", gone)
        follow_everywhere(self._data_dir, self._backup_folders(), self._settings.keep, at)
        self._let_go_on = at[:10]

    def _look_through(self) -> None:
        if self._turn % HOURLY == HOURLY - 1:
            self._log.check()

    def _back_up(self) -> None:
        """Once a day; where the clock stands behind, once an opening: without a battery every day is the same one, and
        which backup is the older nobody can say, so that none goes."""
        from kiosk.ops.backup import backed_up_on, backups_in, make_backup, prune
        from kiosk.store.database import stamp_of

        own, at = self._backup_folders()[0], stamp()
        behind = any(path.name > f"kiosk-{stamp_of(at)}" for path in backups_in(own))
        if not backed_up_on(own, at) or (behind and not self._backed_up):
            self._log.flush(5.0)
            make_backup(self._data_dir, own, at, self._hall_file)
            if not behind:
                prune(own, at)
        self._backed_up = True
        if self._settings.backup_to:
            self._back_up_again(Path(self._settings.backup_to), at)

    def _back_up_again(self, second: Path, at: str) -> None:
        """The newest backup once more where the hall's owner wants it, as soon as that is there."""
        from kiosk.ops.ages import newest
        from kiosk.ops.backup import backups_in, copy_backup, prune
        from kiosk.ops.erasing import follow_everywhere

        if not second.is_dir():
            if not self._misses_second:
                _log.warning("备份只存在本机：没有 %s 这个文件夹（优盘没插？），插上以后会补", second)
            self._misses_second = True
            return
        self._misses_second = False
        own, now = self._backup_folders()[0], datetime.fromisoformat(at).replace(tzinfo=None)
        name = newest((path.name for path in backups_in(own)), now)
        if name and not (second / name).exists():
            copy_backup(own / name, second)
            prune(second, at)
            follow_everywhere(self._data_dir, [second], self._settings.keep, at)

    def _backup_folders(self) -> list[Path]:
        from kiosk.ops.backup import backup_folders

        return backup_folders(self._data_dir, self._settings.backup_to)
