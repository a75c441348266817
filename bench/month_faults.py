"""What befalls a hall in a simulated month: the power, the clock, the stick, the sound, hands on files and keys."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from bench.month_world import PIXELS, Act, World
from kiosk.core.vocabulary import StaffRole
from kiosk.scene import Tap
from kiosk.screen.pointer import SoundDevice
from kiosk.session.frame import PREFIX, TWO_SWITCHES
from kiosk.store.messages import approve, pending_messages, reject
from kiosk.wall_time import stamp

GO_ON = Act(-1.0)
"""No act: whoever visits does something first."""
AHEAD = (timedelta(hours=1), timedelta(hours=20), timedelta(days=1200))
BEHIND = (timedelta(minutes=3), timedelta(hours=2))
NO_YAML = "  ：坏了 [\n\t- {"


class Files:
    """The content and the stick of a hall, as people handle them. `name` is what zones.yaml calls the hall."""

    def __init__(self, world: World, chance: Random) -> None:
        self.zones, self._content, self._chance = world.places.hall, world.places.content, chance
        self.stick, self.name, self.pulled = world.folder / "stick", "", False
        self._pulls_at: Path | None = None
        self._whole: dict[Path, str] = {}
        text = self.zones.read_text("utf-8").replace("backup_to: ''", f"backup_to: {self.stick}")
        text = text.replace("rejected_days: 7", "rejected_days: 3").replace("    on: false", "    on: true", 1)
        text = text.replace("port: 8443", f"port: {chance.randrange(20_000, 30_000)}")
        _exchange(self.zones, text.replace("address: ''", "address: 127.0.0.1", 1))
        self.rename(0)

    @property
    def broken(self) -> list[Path]:
        """The files that somebody broke and nobody mended yet."""
        return [*self._whole]

    def rename(self, number: int) -> None:
        """A good edit."""
        lines = self.zones.read_text("utf-8").splitlines(keepends=True)
        at = next(i for i, line in enumerate(lines) if line.startswith("  name: "))
        self.name = f"博山区反诈科普体验馆{number}"
        lines[at] = f"  name: {self.name}\n"
        _exchange(self.zones, "".join(lines))

    def spoil(self) -> None:
        """An edit that makes no YAML of a file."""
        file = self._chance.choice([self.zones, *sorted(self._content.rglob("*.yaml"))])
        if file not in self._whole:
            self._whole[file] = file.read_text("utf-8")
            lines = self._whole[file].splitlines(keepends=True)
            lines.insert(self._chance.randrange(len(lines)), NO_YAML)
            _exchange(file, "".join(lines))

    def mend(self) -> None:
        """Whoever broke files puts back what was there."""
        for file, text in self._whole.items():
            _exchange(file, text)
        self._whole.clear()

    def plug(self) -> None:
        """The stick is there."""
        self.stick.mkdir(exist_ok=True)
        self.pulled = False

    def pull(self) -> None:
        """It is not; what is on it stays on it."""
        if self.stick.exists():
            self.stick.rename(self.stick.with_name(f"stick-{len([*self.stick.parent.glob('stick-*')])}"))
        self.pulled = True

    def pull_while_written(self) -> None:
        """It goes while the next file is being written to it."""
        self._pulls_at = self.stick

    def syncing(self, file: Path) -> None:
        """A file of a backup is being written."""
        if self._pulls_at is not None and self._pulls_at in file.parents:
            self._pulls_at = None
            self.pull()


def _exchange(file: Path, text: str) -> None:
    new = file.with_suffix(".edited")
    new.write_text(text, "utf-8")
    os.replace(new, file)


class Faults:
    """What can befall a hall; each is a story of its own that goes on between the acts of who visits."""

    def __init__(self, world: World, files: Files, mark: Callable[[], None]) -> None:
        self.world, self.files, self._mark = world, files, mark
        self._left: Path | None = None
        self.kinds: dict[str, Callable[[Random], Iterator[Act]]] = {
            "power cut": self.power_cut,
            "cut with the log behind": self.cut_with_the_log_behind,
            "killed": self.killed,
            "restarted by staff": self.restarted,
            "clock ahead": self.clock_ahead,
            "clock behind": self.clock_behind,
            "sound gone": self.sound_gone,
            "resized": self.resized,
            "keys": self.keys,
            "good edit": self.good_edit,
            "broken edit": self.broken_edit,
            "stick gone": self.stick_gone,
            "messages judged": self.messages_judged,
            "phone": self.phone,
        }

    def killed(self, chance: Random) -> Iterator[Act]:
        """The process is no more; all it had written is there."""
        yield Act(0.1, self._copied)
        yield Act(0.0, self._cut)

    def power_cut(self, chance: Random) -> Iterator[Act]:
        """The same, and half a page more in the journal: what was being written."""
        yield Act(0.1, self._copied)
        yield Act(0.0, lambda: self._tear(chance))
        yield Act(0.0, self._cut)

    def cut_with_the_log_behind(self, chance: Random) -> Iterator[Act]:
        """What was touched last is in the recording, what came of it is not in the log."""
        yield Act(0.1, self._copied)
        for _ in range(chance.randrange(1, 12)):
            yield GO_ON
        yield Act(0.0, self._cut)

    def _copied(self) -> None:
        self.world.flush()
        self._mark()
        self._left = self.world.copy_log()

    def _tear(self, chance: Random) -> None:
        assert self._left is not None
        journal = self._left / "kiosk.db-wal"
        if journal.exists():
            with journal.open("ab") as stream:
                stream.write(chance.randbytes(chance.randrange(1, 4120)))

    def _cut(self) -> None:
        assert self._left is not None
        left, self._left = self._left, None
        self.world.cut(left)

    def restarted(self, chance: Random) -> Iterator[Act]:
        yield Act(0.5, lambda: self.world.key("escape"))

    def clock_ahead(self, chance: Random) -> Iterator[Act]:
        yield from self._clock_moved(chance, chance.choice(AHEAD))

    def clock_behind(self, chance: Random) -> Iterator[Act]:
        yield from self._clock_moved(chance, -chance.choice(BEHIND))

    def _clock_moved(self, chance: Random, by: timedelta) -> Iterator[Act]:
        """Somebody sets the clock wrong, and it is set right after a while."""
        yield Act(0.2, lambda: self.world.move_clock(by))
        for _ in range(chance.randrange(1, 60)):
            yield GO_ON
        yield Act(0.2, lambda: self.world.move_clock(-by))

    def sound_gone(self, chance: Random) -> Iterator[Act]:
        yield Act(0.2, lambda: self.world.given.append(SoundDevice(False)))
        for _ in range(chance.randrange(1, 20)):
            yield GO_ON
        yield Act(0.2, lambda: self.world.given.append(SoundDevice(True)))

    def resized(self, chance: Random) -> Iterator[Act]:
        """The panel is turned, or another; and turned back."""
        was, size = self.world.hall.window.size, chance.choice(PIXELS)
        yield Act(0.2, lambda: self.world.hall.window.reshape(size))
        for _ in range(chance.randrange(1, 30)):
            yield GO_ON
        yield Act(0.2, lambda: self.world.hall.window.reshape(was))

    def keys(self, chance: Random) -> Iterator[Act]:
        """Somebody has found the box with two switches."""
        for _ in range(chance.randrange(1, 12)):
            name = chance.choice([*TWO_SWITCHES])
            yield Act(chance.choice((0.3, 1.0, 5.0)), lambda: self.world.key(name))  # noqa: B023

    def good_edit(self, chance: Random) -> Iterator[Act]:
        yield Act(0.1, lambda: self.files.rename(chance.randrange(1000)))

    def broken_edit(self, chance: Random) -> Iterator[Act]:
        yield Act(0.1, self.files.spoil)

    def stick_gone(self, chance: Random) -> Iterator[Act]:
        yield Act(0.1, self.files.pull if chance.random() < 0.5 else self.files.pull_while_written)

    def phone(self, chance: Random) -> Iterator[Act]:
        """The officer opens the door for a phone, and shuts it after a while."""
        yield from self._touches("guide", "remote", "close")
        for _ in range(chance.randrange(1, 20)):
            yield GO_ON
        yield from self._touches("guide", "remote", "remote_off", "close")

    def _touches(self, *words: str) -> Iterator[Act]:
        for word in words:
            yield Act(1.5, lambda: self.world.hall._do(Tap(PREFIX + word)))  # noqa: B023

    def messages_judged(self, chance: Random) -> Iterator[Act]:
        yield Act(0.3, lambda: self._judge_messages(chance))

    def _judge_messages(self, chance: Random) -> None:
        data = self.world.places.data
        assert data is not None
        self.world.flush()
        for message in pending_messages(data):
            decide = approve if chance.random() < 0.5 else reject
            decide(data, message.id, StaffRole.GUIDE, stamp())


def between(acts: Iterator[Act], fault: Iterator[Act], after: int) -> Iterator[Act]:
    """The acts, and among them the fault's: it begins after so many."""
    for number, act in enumerate(acts):
        yield act
        if number >= after:
            while (found := next(fault, GO_ON)) is not GO_ON:
                yield found
    yield from (act for act in fault if act is not GO_ON)
