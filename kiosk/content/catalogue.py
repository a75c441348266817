"""Which content there is: each zone says which files it reads, what they become and what they must agree about.

Nothing here knows a zone. The manifests bring their `ZoneContent`; `zones.register` puts them in one `Catalogue`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from kiosk.content.content_file import HALL_FILE, ContentFile, FileRules
from kiosk.content.defaults import DUTIES, GUIDE, SETTINGS, WORDS, plain
from kiosk.content.models.dissuasion import Dissuasion
from kiosk.content.models.duties import DutyWords
from kiosk.content.models.guide import GuideWords
from kiosk.content.models.hall import Hall, HallWords, ZonePlan
from kiosk.content.models.take_home import Leaflet
from kiosk.content.models.trials import Trials
from kiosk.content.parts import Parts
from kiosk.content.shared import Shared
from kiosk.core.outside import visible

if TYPE_CHECKING:  # the checks are only called where the documents were read; a usual start does without them
    from kiosk.content.library import Library
    from kiosk.content.problems import Problem


Check: TypeAlias = "Callable[[Library], Iterator[Problem]]"
"""What looks across files."""


@dataclass(frozen=True, slots=True)
class ZoneContent:
    """What one zone reads. `assemble` makes the value its scene is given, None when the zone cannot open.

    `share` gives the facts other zones may know of it; `checks` gives what looks across files, and imports it only
    then. `also_reads` names, by pattern, files of other kinds that the zone looks for itself.
    """

    zone: str
    files: tuple[ContentFile, ...]
    assemble: Callable[[Parts], Any]
    share: Callable[[Parts], Shared] = field(default=lambda parts: Shared())
    checks: Callable[[], Iterable[Check]] = tuple
    also_reads: tuple[str, ...] = ()


class Catalogue:
    """All content of a hall: the hall's own files and each zone's. `plans` stand in where zones.yaml is wrong."""

    def __init__(self, zones: Sequence[ZoneContent], plans: Sequence[ZonePlan] = ()) -> None:
        self.zones = tuple(zones)
        self.zone_ids = tuple(zone.zone for zone in self.zones)
        self.files: tuple[ContentFile, ...] = (
            *_hall_files(plans),
            *(file for zone in self.zones for file in zone.files),
        )

    def sources(self) -> list[str]:
        """The program's own files: what decides on content stands in many rooms (models, rules of the zones, what the
        screen can open), and a cache made by other code is stale."""
        package = os.fspath(Path(__file__).parents[1])
        return [
            os.path.join(folder, name)  # six hundred of them, at every start
            for folder, _, names in sorted(os.walk(package))
            for name in sorted(names)
            if name.endswith(".py")
        ]


def _hall_files(plans: Sequence[ZonePlan]) -> tuple[ContentFile, ...]:
    """zones.yaml stands first; it lies where the owner says, not in the content folder. None of them is ever kept
    off: a wrong value gives way to the program's own. A hall opens without anything to take home."""
    hall = Hall(SETTINGS, tuple(plans))
    return (
        ContentFile(HALL_FILE, Hall, fallback=lambda: plain(hall)),
        ContentFile("hall/hall.yaml", HallWords, item="数字", each=("figures", "rings"), fallback=lambda: plain(WORDS)),
        ContentFile("hall/dissuasion.yaml", Dissuasion, required=False),
        ContentFile("hall/take_home.yaml", Leaflet, required=False, rules=_leaflet_rules),
        ContentFile(
            "hall/guide.yaml",
            GuideWords,
            required=False,
            item="讲解词",
            each=("pages",),
            fallback=lambda: plain(GUIDE),
        ),
        ContentFile(
            "hall/trials.yaml",
            Trials,
            required=False,
            item="试一试的题",
            each=("trials",),
            rules=_trials_rules,
        ),
        ContentFile(
            "hall/duties.yaml",
            DutyWords,
            required=False,
            item="分工",
            each=("zones", "turns"),
            fallback=lambda: plain(DUTIES),
        ),
    )


def _leaflet_rules() -> FileRules:
    from kiosk.content.leaflet_check import leaflet_lint

    return FileRules(lint=leaflet_lint)


def _trials_rules() -> FileRules:
    from kiosk.content.trials_check import trials_advice, trials_lint

    return FileRules(lint=trials_lint, advice=trials_advice)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is there. `shown` is its path as staff know it; `size` bytes and `mtime_ns` when it was listed."""

    kind: ContentFile
    path: Path
    shown: str
    size: int
    mtime_ns: int


MOST_FILES, MOST_TOGETHER = 1000, 512 * 1024
"""Of one kind: files, and bytes of all of them. The hall's own have 30 files and 170 KB at most; they are held against
each other, two by two."""


def find_files(catalogue: Catalogue, content_dir: Path, hall_file: Path) -> list[Found]:
    """Every content file, kind by kind in the catalogue's order, within a kind by name, as far as they are read
    together. Hidden files are no content."""
    return [file for kind in catalogue.files for file in files_of(kind, content_dir, hall_file)[0]]


def files_of(kind: ContentFile, content_dir: Path, hall_file: Path) -> tuple[list[Found], int]:
    """The files of that kind, and how many there are beyond those that are read together."""
    found: list[Found] = []
    paths = _paths(kind, content_dir, hall_file)
    size = 0
    for number, path in enumerate(paths):
        try:
            stat = path.stat()
        except OSError:
            continue
        size += stat.st_size
        if number and (len(found) >= MOST_FILES or size > MOST_TOGETHER):
            return found, len(paths) - number
        found.append(Found(kind, path, shown(content_dir, kind, path.name), stat.st_size, stat.st_mtime_ns))
    return found, 0


def shown(content_dir: Path, kind: ContentFile, name: str) -> str:
    """A file's path as staff know it: `zones.yaml`, `content/case_warnings/cases/a.yaml`."""
    if kind.pattern == HALL_FILE:
        return visible(name)
    return visible("/".join(part for part in (content_dir.name, kind.folder, name) if part))


def leads_out(file: os.DirEntry[str] | Path, content_dir: Path) -> bool:
    """Whether it is a link to something outside the content folder."""
    return file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(content_dir))


def _paths(kind: ContentFile, content_dir: Path, hall_file: Path) -> list[Path]:
    if not kind.many:
        path = hall_file if kind.pattern == HALL_FILE else content_dir / kind.pattern
        return [path] if os.path.isfile(path) else []  # unlike Path.is_file: False where one may not look
    try:
        with os.scandir(content_dir / kind.folder) as entries:
            names = [
                e.name
                for e in entries
                if e.name.endswith(".yaml") and e.name[0] not in ".~" and e.is_file() and not leads_out(e, content_dir)
            ]
    except OSError:
        return []
    return [content_dir / kind.folder / name for name in sorted(names)]
