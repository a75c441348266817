"""Who gets what: content into scenes, scenes into the machine. The only module that knows every zone and every room."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.content.cache import load_cached
from kiosk.content.defaults import filled
from kiosk.content.load import load
from kiosk.content.media import mp4_seconds
from kiosk.content.models.case import Film
from kiosk.content.words import read_words
from kiosk.content.zone_content import Loaded
from kiosk.draw.look import Words
from kiosk.hall import hall_scenes
from kiosk.parts.film import FilmInfo
from kiosk.scene import Scene
from kiosk.session.frame_model import ZONE_ICONS
from kiosk.session.machine import Machine
from kiosk.store.messages import approved_messages
from kiosk.store.query import UnreadableLogError
from kiosk.zones import zone_scenes
from kiosk.zones.message_board import WallMessage

_log = logging.getLogger("kiosk")
ROOMS = "vr_experience/rooms"


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie: the content folder, zones.yaml, and the data folder (None: nothing is kept)."""

    content: Path
    hall: Path
    data: Path | None = None


def read_content(places: Places) -> Loaded:
    """The content; with a data folder from the compiled cache when it is fresh. Holes in hall.yaml or zones.yaml are
    filled in."""
    if places.data is None:
        loaded = filled(load(places.content, places.hall))
    else:
        loaded = filled(load_cached(places.content, places.hall, places.data / "cache"))
    for problem in loaded.problems:
        _log.warning("%s", problem)
    return loaded


def make_machine(
    loaded: Loaded, places: Places, pixels: tuple[int, int], chance: random.Random, visit_ids: Callable[[], str]
) -> Machine:
    """The hall's machine on this content. Zones that could not be read are closed, with their first problem."""
    if loaded.hall is None:
        raise ValueError("content without a hall: fill it first")

    def film_of(film: Film) -> FilmInfo:
        seconds = mp4_seconds(places.content / film.file) or 0.0
        return FilmInfo(film.title, film.file, film.poster, film.captions, seconds)

    rooms = _rooms(places.content)
    standing = zone_scenes(loaded, (), film_of, rooms) | hall_scenes(loaded, ZONE_ICONS)

    def scenes() -> Mapping[str, Scene[Any]]:
        board = standing.get("message_board")
        if board is None or places.data is None or loaded.message_board is None:
            return standing
        wall = _wall(places.data)
        return standing | zone_scenes(Loaded(message_board=loaded.message_board), wall, film_of, rooms)

    phrases, problems = read_words(places.content)
    for problem in problems:
        _log.warning("%s", problem)
    broken = {zone: _first_problem(loaded, zone) for zone in ZONE_ICONS if zone not in standing}
    return Machine(loaded.hall, scenes, pixels, chance, visit_ids, broken, Words(phrases))


def _rooms(content: Path) -> dict[str, str]:
    """The panoramas that are there, by room: their files below the content folder."""
    try:
        return {path.stem: f"{ROOMS}/{path.name}" for path in sorted((content / ROOMS).glob("*.jpg"))}
    except OSError as error:  # a folder nobody may look into; the rooms are drawn flat
        _log.warning("the rooms cannot be looked up: %s", error)
        return {}


def _wall(data: Path) -> tuple[WallMessage, ...]:
    try:
        shown = approved_messages(data)[:40]
    except UnreadableLogError as error:
        _log.warning("the wall of messages cannot be read: %s", error)
        return ()
    return tuple(WallMessage(m.left.phrase, m.left.strokes, m.left.width, m.left.height) for m in shown)


def _first_problem(loaded: Loaded, zone: str) -> str:
    return next((str(p) for p in loaded.problems if f"/{zone}/" in f"/{p.path}"), "没有这个展区的内容")
