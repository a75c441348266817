"""The explicit table of content files: which file feeds which part of which zone, and by which model it is read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.models.case import Case, Films
from kiosk.content.models.chart import Charts, LocalFigures
from kiosk.content.models.hall import Hall, HallWords
from kiosk.content.models.lesson import Lesson
from kiosk.content.models.memoir import Memoir
from kiosk.content.models.message import Phrases
from kiosk.content.models.quiz import Blueprint, QuizItems
from kiosk.content.models.rule import Rules
from kiosk.content.models.scam_type import Questionnaire, ScamType
from kiosk.content.models.scenario import Scenario

HALL = "hall"
HALL_FILE = "zones.yaml"


@dataclass(frozen=True, slots=True)
class ZoneFile:
    """One kind of file. `pattern` is below the content folder; `*` stands for any name.

    `zone` is a zone's id or `hall`. Without a `required` file (or one readable file of a pattern) the zone is closed.
    """

    zone: str
    pattern: str
    model: type
    required: bool = True

    @property
    def many(self) -> bool:
        return "*" in self.pattern

    @property
    def folder(self) -> str:
        return self.pattern.rpartition("/")[0]


ZONE_FILES: tuple[ZoneFile, ...] = (
    ZoneFile(HALL, HALL_FILE, Hall),
    ZoneFile(HALL, "hall/hall.yaml", HallWords),
    ZoneFile("case_warnings", "case_warnings/cases/*.yaml", Case),
    ZoneFile("case_warnings", "case_warnings/films.yaml", Films, required=False),
    ZoneFile("harm_data", "harm_data/charts.yaml", Charts),
    ZoneFile("harm_data", "harm_data/local.yaml", LocalFigures, required=False),
    ZoneFile("scam_lessons", "scam_lessons/modules/*.yaml", Lesson),
    ZoneFile("victim_memoirs", "victim_memoirs/memoirs/*.yaml", Memoir),
    ZoneFile("vr_experience", "vr_experience/scenarios/*.yaml", Scenario),
    ZoneFile("scam_types", "scam_types/types/*.yaml", ScamType),
    ZoneFile("scam_types", "scam_types/which.yaml", Questionnaire),
    ZoneFile("six_eight_rules", "six_eight_rules/rules.yaml", Rules),
    ZoneFile("quiz", "quiz/items/*.yaml", QuizItems),
    ZoneFile("quiz", "quiz/blueprint.yaml", Blueprint),
    ZoneFile("message_board", "message_board/phrases.yaml", Phrases),
)
"""zones.yaml stands first; it lies where the owner says, not in the content folder."""

ZONE_IDS: tuple[str, ...] = tuple(dict.fromkeys(kind.zone for kind in ZONE_FILES if kind.zone != HALL))


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is there. `shown` is its path as staff know it; `size` bytes and `mtime_ns` when it was listed."""

    kind: ZoneFile
    path: Path
    shown: str
    size: int
    mtime_ns: int


def find_files(content_dir: Path, hall_file: Path) -> list[Found]:
    """Every content file, kind by kind in the table's order, within a kind by name. Hidden files are not content."""
    found = []
    for kind in ZONE_FILES:
        for path in _paths(kind, content_dir, hall_file):
            try:
                stat = path.stat()
            except OSError:
                continue
            found.append(Found(kind, path, shown(content_dir, kind, path.name), stat.st_size, stat.st_mtime_ns))
    return found


def shown(content_dir: Path, kind: ZoneFile, name: str) -> str:
    """A file's path as staff know it: `zones.yaml`, `content/case_warnings/cases/a.yaml`."""
    if kind.pattern == HALL_FILE:
        return name
    return "/".join(part for part in (content_dir.name, kind.folder, name) if part)


def _paths(kind: ZoneFile, content_dir: Path, hall_file: Path) -> list[Path]:
    if not kind.many:
        path = hall_file if kind.pattern == HALL_FILE else content_dir / kind.pattern
        return [path] if os.path.isfile(path) else []  # unlike Path.is_file: False where one may not look
    try:
        with os.scandir(content_dir / kind.folder) as entries:
            names = [e.name for e in entries if e.name.endswith(".yaml") and e.name[0] not in ".~" and e.is_file()]
    except OSError:
        return []
    return [content_dir / kind.folder / name for name in sorted(names)]
