"""Content and media as somebody who means harm would make them, thousands of them: no crash, nothing that takes long or
much memory, and each either refused in a Chinese sentence or accepted and really shown.

`python -m bench hostile [--seed S] [--files N] [--media M] [--out DIR]` prints a table and the worst; whatever is not so
lies in DIR afterwards, to be tried again with `python -m bench hostile --again FILE …`. Every file is tried in a process
of its own, which the system holds to its limits.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import os
import re
import resource
import shutil
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml

from bench.hostile_content import changed
from bench.hostile_media import media as made
from kiosk.content.catalogue import Catalogue, find_files
from kiosk.content.check import check
from kiosk.content.conditions import Conditions
from kiosk.content.models.base import FileKind
from kiosk.content.pictures import SUFFIXES, file_fault
from kiosk.content.yaml_tree import parse
from kiosk.core.events import SceneFailed
from kiosk.core.geometry import Rect
from kiosk.draw.items import Picture, Video
from kiosk.screen import captions
from kiosk.screen.apart import opened
from kiosk.screen.film import FilmReader, FilmSound
from kiosk.screen.painter import Painter
from kiosk.screen.video import caption_text
from kiosk.session.machine import Machine
from kiosk.session.preview_state import HALL_PLACES, open_zone
from kiosk.wiring import Places, make_machine
from kiosk.zones.register import CATALOGUE

ROOT = Path(__file__).parents[1]
TODAY = "2026-11-28"
SIZE = (1280, 720)
MOST_SECONDS, MOST_MEGABYTES = 2.0, 500.0
"""Of the processor, and of memory beside what was there before the file."""
DIES_SECONDS, DIES_BYTES = 20, 3 << 30
STATES = 6
"""Of a zone's scene that are drawn."""
_CHINESE = re.compile("[\u4e00-\u9fff]")
_KINDS: dict[str, FileKind] = {".png": "picture", ".jpg": "picture", ".srt": "captions"}


class Tried(NamedTuple):
    """What became of one: seconds and megabytes beyond what the untouched takes, how it ended, what was said."""

    name: str
    seconds: float
    megabytes: float
    end: str
    said: str

    @property
    def bad(self) -> bool:
        dear = self.seconds > MOST_SECONDS or self.megabytes > MOST_MEGABYTES
        return dear or self.end not in ("refused", "accepted")


@dataclass
class Result:
    """All of them."""

    tried: list[Tried] = field(default_factory=list)

    @property
    def bad(self) -> list[Tried]:
        return [one for one in self.tried if one.bad]

    def lines(self) -> Iterator[str]:
        counts = Counter(one.end for one in self.tried)
        yield f"{len(self.tried)} tried: " + ", ".join(f"{count} {end}" for end, count in counts.most_common())
        for what in ("seconds", "megabytes"):
            for one in sorted(self.tried, key=lambda one: -getattr(one, what))[:5]:
                yield f"  {one.seconds:6.2f} s {one.megabytes:6.0f} MB  {one.end:8}  {one.name}  {one.said[:60]}"
        yield f"{len(self.bad)} not so"
        yield from (
            f"  {one.end}  {one.seconds:.2f} s {one.megabytes:.0f} MB  {one.name}  {one.said}" for one in self.bad
        )


def main(words: list[str]) -> None:
    """The command."""
    options = argparse.ArgumentParser(prog="python -m bench hostile")
    options.add_argument("--seed", type=int, default=20261128)
    options.add_argument("--files", type=int, default=10_000)
    options.add_argument("--media", type=int, default=500)
    options.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "kiosk-hostile")
    options.add_argument("--again", type=Path, nargs="+", default=())
    asked = options.parse_args(words)
    if asked.again:
        results = [("again", again(asked.again))]
    else:
        results = [
            ("media", media(asked.seed, asked.media, asked.out)),
            ("content", content(asked.seed, asked.files, asked.out)),
        ]
    for name, result in results:
        print(name, *result.lines(), sep="\n", flush=True)


# ------------------------------------------------------------ content
def content(seed: int, count: int, out: Path) -> Result:
    """`count` changed files, each in a hall of its own kind."""
    random, result = Random(seed), Result()
    with tempfile.TemporaryDirectory(prefix="kiosk-hostile") as folder:
        halls = _halls(Path(folder))
        gc.freeze()  # what is there for good is not written to by each child
        every = [(hall, path) for hall in halls.values() for path in hall.paths]
        for number in range(count):
            hall, path = random.choice(every)
            data, how = changed(random, path.read_bytes(), random.choice(every)[1].read_bytes())
            name = f"{seed}-{number}-{how}-{path.relative_to(ROOT).as_posix().replace('/', '+')}"
            result.tried.append(hall.apart(name, path, data))
            if result.tried[-1].bad:
                _keep(out, name, data)
    return result


def _halls(root: Path) -> dict[str, _Hall]:
    """A hall for each zone, and one that has them all, for zones.yaml itself."""
    found = {zone.zone: _Hall(root / zone.zone, zone.zone, Catalogue([zone])) for zone in CATALOGUE.zones}
    return {**found, "hall": _Hall(root / "hall", "", CATALOGUE)}


class _Hall:
    """A hall with one zone, of which a file at a time is another: what does not concern it costs nothing."""

    def __init__(self, root: Path, zone: str, catalogue: Catalogue) -> None:
        self.content, self.zones, self.zone, self.catalogue = root / "content", root / "zones.yaml", zone, catalogue
        if not zone:
            shutil.copytree(ROOT / "content", self.content, ignore=shutil.ignore_patterns("voice", "schemas"))
            shutil.copy(ROOT / "zones.yaml", root)
        else:
            for folder in (zone, "stills"):
                shutil.copytree(ROOT / "content" / folder, self.content / folder)
            (self.content / "hall").mkdir()
            shutil.copy(ROOT / "content" / "hall" / "hall.yaml", self.content / "hall")
            plan = parse("zones.yaml", (ROOT / "zones.yaml").read_bytes()).data
            plan["zones"] = [one for one in plan["zones"] if one["id"] == zone]
            plan.pop("programmes", None)
            self.zones.write_text(yaml.safe_dump(plan, allow_unicode=True), "utf-8")
        found = find_files(catalogue, ROOT / "content", ROOT / "zones.yaml")
        self.paths = [file.path for file in found if file.kind.zone == (zone or "hall")]
        self.tried()  # what is imported and worked out once is no cost of a file
        usual = [_apart("untouched", self.tried) for _ in range(2)]
        assert {one.end for one in usual} == {"accepted"}, usual
        self.seconds, self.megabytes = min(one.seconds for one in usual), min(one.megabytes for one in usual)

    def apart(self, name: str, path: Path, data: bytes) -> Tried:
        """What becomes of the hall with that file changed, beyond what it takes untouched."""
        with _Held(self.content.parent / path.relative_to(ROOT), data):
            found = _apart(name, self.tried)
        return found._replace(seconds=found.seconds - self.seconds, megabytes=found.megabytes - self.megabytes)

    def tried(self) -> tuple[str, str]:
        """Reads, checks and shows the hall: how it ended, and what was said."""
        report = check(self.catalogue, self.content, self.zones, Conditions(TODAY))
        wrong = [problem for problem in report.problems if not problem.warning]
        mute = [str(problem) for problem in report.problems if not _CHINESE.search(problem.message)]
        if mute or any("\n" in str(problem) for problem in report.problems):
            return "mute", str(mute[:1])
        if report.loaded.hall is None:
            return "closed", "no doors"
        places = Places(self.content, self.zones)
        machine = make_machine(report.loaded, places, SIZE, Random(1), lambda: "hostile")
        machine.view()
        _show(machine, self.zone)
        if failed := [logged.event for logged in machine.take() if isinstance(logged.event, SceneFailed)]:
            return "a scene failed", str(failed[0])
        return ("refused", str(wrong[0])) if wrong else ("accepted", "")


def _show(machine: Machine, zone: str) -> None:
    """Some screens of the zone; of the hall's own where the file belongs to none."""
    for place in () if zone else HALL_PLACES:
        scene = machine.scene(place)
        for state in islice(scene.samples() if scene is not None else (), STATES):
            machine.put(place, "", state)
            machine.view()
    scene = machine.scene(zone) if zone and machine.visit_session.is_open(zone) else None
    if scene is not None:
        for state in islice(scene.samples(), STATES):
            open_zone(machine, zone, state)
            machine.view()


class _Held:
    """A file that is another for a while."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path, self._data = path, data

    def __enter__(self) -> None:
        self._before = self._path.read_bytes() if self._path.exists() else None
        self._path.write_bytes(self._data)

    def __exit__(self, *_: object) -> None:
        if self._before is None:
            self._path.unlink()
        else:
            self._path.write_bytes(self._before)


# ------------------------------------------------------------ media
def media(seed: int, count: int, out: Path) -> Result:
    """`count` files, each opened as the check does, and shown as the hall does."""
    result = Result()
    with tempfile.TemporaryDirectory(prefix="kiosk-hostile") as folder:
        names = _made(seed, count, Path(folder))
        for warming in ("nothing.mp4", "nothing.png"):
            _media_in(Path(folder) / warming)
        for name in names:
            file = Path(folder) / name
            result.tried.append(_apart(name, lambda: _media_in(file)))  # noqa: B023
            if result.tried[-1].bad:
                _keep(out, name, file.read_bytes())
            file.unlink()
    return result


def _made(seed: int, count: int, folder: Path) -> list[str]:
    """The names of the files, made by another process: bombs are large while they are built."""
    child = os.fork()
    if not child:
        for number, (name, data) in enumerate(made(Random(seed), count)):
            (folder / f"{seed}-{number}-{name}").write_bytes(data)
        os._exit(0)
    os.waitpid(child, 0)
    return sorted((file.name for file in folder.iterdir()), key=lambda name: int(name.split("-")[1]))


def _media_in(file: Path) -> tuple[str, str]:
    kind = _KINDS.get(file.suffix, "film")
    if fault := file_fault(file.parent, file.name, SUFFIXES[kind], "hall") or opened(file, kind, None):
        return ("refused" if _CHINESE.search(fault) else "mute"), fault
    trouble = _Trouble()
    logging.getLogger("kiosk.screen").addHandler(trouble)
    {"picture": _painted, "film": _played, "captions": _read_off}[kind](file)
    return ("not shown", trouble.said[0]) if trouble.said else ("accepted", "")


class _Trouble(logging.Handler):
    """What the screen has to say of a file that it cannot show after all."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def _painted(file: Path) -> None:
    painter = Painter(SIZE, root=file.parent)
    painter.paint([Picture(rect=Rect(0, 0, 1920, 1080), file=file.name, fit="cover")])
    painter.settle()
    painter.close()


def _played(file: Path) -> None:
    """The film's first picture and its first second of sound."""
    film, sound = FilmReader(file, SIZE, 0.0, lambda: None), FilmSound(file)
    for _ in range(500):
        seen = film.at(0.0) is not None or film.end is not None
        heard = sound.reaches(1.0) or sound.end is not None
        if seen and heard:
            break
        time.sleep(0.01)
    else:
        logging.getLogger("kiosk.screen").warning("nothing came of it in five seconds")
    film.close()
    sound.close()


def _read_off(file: Path) -> None:
    item = Video(rect=Rect(0, 0, 1920, 1080), file="", position=0.0, playing=False)
    for moment in captions.read(file)[:200]:
        if moment.words:
            caption_text(moment.words, item)


# ------------------------------------------------------------ one at a time
def _apart(name: str, tried: Callable[[], tuple[str, str]]) -> Tried:
    """What becomes of it in a process of its own."""
    there = int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() // 1024
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        _bounded()
        try:
            found = tried()
        except BaseException as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            found = "raised", f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        os.write(write, json.dumps([found[0], found[1][:300]]).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        said = answer.read()
    _, status, used = os.wait4(child, 0)
    end, words = json.loads(said) if said else ("died", f"signal {os.WTERMSIG(status)}")
    return Tried(name, used.ru_utime + used.ru_stime, max(0, used.ru_maxrss - there) / 1024, end, words)


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (DIES_SECONDS, DIES_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (DIES_BYTES, DIES_BYTES))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)


def _keep(out: Path, name: str, data: bytes) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / name[-200:]).write_bytes(data)


def again(files: Iterable[Path]) -> Result:
    """Files that were kept, tried once more."""
    result = Result()
    with tempfile.TemporaryDirectory(prefix="kiosk-hostile") as folder:
        halls = _halls(Path(folder))
        for file in files:
            if file.suffix == ".yaml":
                path = _named(file)
                zone = path.relative_to(ROOT).parts[1] if path.parent != ROOT else "hall"
                result.tried.append(halls[zone].apart(file.name, path, file.read_bytes()))
            else:
                result.tried.append(_apart(file.name, lambda: _media_in(file)))  # noqa: B023
    return result


def _named(file: Path) -> Path:
    """The content file that a kept one was made from."""
    inside = re.split(r"-(?=content\+|zones\.yaml)", file.name, maxsplit=1)[1]
    return ROOT / inside.replace("+", "/")
