"""Who gets what: content into scenes, scenes into the machine. The only module that knows every zone and every room."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kiosk.content.asked import AskedOption, AskedText
from kiosk.content.cache import load_cached
from kiosk.content.conditions import Conditions, FilmOf, Openable
from kiosk.content.defaults import SETTINGS
from kiosk.content.load import load
from kiosk.content.loaded import Loaded
from kiosk.content.media import mp4_seconds
from kiosk.content.models.base import FileKind
from kiosk.content.models.duties import DutyTask
from kiosk.content.models.film import Film, FilmInfo
from kiosk.content.models.hall import Hall
from kiosk.content.models.trials import Reply
from kiosk.content.readings import VOICES, read_fixed
from kiosk.content.recordings import loudness, recordings
from kiosk.content.wording_hash import wording_of
from kiosk.content.words import read_words
from kiosk.core.live_forms import Alternation, KeptForms, quarter_of
from kiosk.core.messages import Message
from kiosk.core.refusals import refusal
from kiosk.core.speech import Role, Spoken, Utterance, Way
from kiosk.core.vocabulary import OptionKind
from kiosk.draw.look import Words
from kiosk.hall import hall_scenes
from kiosk.hall.dissuading_pages import Money
from kiosk.hall.ringing import lines_of
from kiosk.manifest import STILLS, Ingredients, Manifest, Sign
from kiosk.parts.entrance import Door, Entrance
from kiosk.reports.glossary import Glossary, WordsKey
from kiosk.reports.tallying import Counting, TodayDesk
from kiosk.reports.today import Today, not_counted, quarter_begin, today_of
from kiosk.scene import Scene
from kiosk.screen.reader import PACKAGE
from kiosk.session.aloud import Voices
from kiosk.session.machine import Machine
from kiosk.session.table import Place
from kiosk.store.damages import said_of_damage
from kiosk.store.exported import last_exported
from kiosk.store.query import rows_counted, visits_measured
from kiosk.store.reading import UnreadableLogError
from kiosk.store.wall import Wall
from kiosk.wall_time import stamp, today
from kiosk.zones.quiz.models import ZONE as QUIZ
from kiosk.zones.register import CATALOGUE, ICONS, SIGNS, ZONES, item_names, item_words

CACHE_FOLDER = "cache"
"""What can be worked out again, in the data folder."""


_log = logging.getLogger("kiosk")


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie: the content folder, zones.yaml, and the data folder (None: nothing is kept)."""

    content: Path
    hall: Path
    data: Path | None = None


@dataclass(frozen=True, slots=True)
class Files:
    """What lies in a hall's folders, for the scenes that ask (`manifest.Resources`)."""

    places: Places
    trouble: Callable[[], str] = lambda: ""
    """Why nothing can be recorded now; "" when all is well."""

    def film(self, film: Film) -> FilmInfo:
        seconds = mp4_seconds(self.places.content / film.file) or 0.0
        return FilmInfo(film.title, film.file, film.poster, film.captions, seconds)

    def pictures(self, folder: str) -> Mapping[str, str]:
        try:
            found = sorted((self.places.content / folder).glob("*.jpg"))
        except OSError as error:  # a folder nobody may look into; what it holds is drawn plainly
            _log.warning("the pictures in %s cannot be looked up: %s", folder, error)
            return {}
        return {path.stem: f"{folder}/{path.name}" for path in found}

    def recording(self, line: Utterance) -> Spoken | None:
        folder = self.places.content / VOICES
        seconds = recordings(folder).get(line.key)
        if seconds is None:
            return None
        return Spoken(line, f"{VOICES}/{line.key}.opus", seconds, loudness(folder).get(line.key, ""))

    def said_by_anybody(self, words: str) -> Sequence[Spoken]:
        """The recordings of these very words, whoever says them."""
        lines = (Utterance(words, role, way) for way in Way for role in Role)
        return [spoken for line in lines if (spoken := self.recording(line)) is not None]

    def approved_messages(self) -> Sequence[Message]:
        if self.places.data is None:
            return ()
        try:
            return wall_of(self.places.data).newest()
        except UnreadableLogError as error:
            _log.warning("留言墙现在读不了，墙上先不挂：%s", error)
            return ()

    def today(self) -> Today | Counting | None:
        """What staff are shown of this day, also that it cannot be read or written now; None where nothing is kept."""
        if self.places.data is None:
            return None
        found, trouble = desk_of(self.places.data).ask(), self.trouble()
        if found is None or found == "counting" or not trouble:
            return found
        return replace(found, damage=("记录现在写不进去，先留在内存里", trouble))


@cache
def wall_of(data: Path) -> Wall:
    """The wall of the hall whose log that folder holds."""
    return Wall(data)


@cache
def desk_of(data: Path) -> TodayDesk:
    """Where the figures of the day are to be had of the records in that folder."""

    def count() -> Today:
        try:
            return today_in(data, today())
        except (UnreadableLogError, OSError) as error:
            _log.warning("今天的数目现在读不了：%s", refusal(error))
            return not_counted(today(), refusal(error))

    return TodayDesk(count, lambda: stamp()[:16])


class Scenes(Mapping[str, Scene[Any]]):
    """Scenes by name, each made when it is first asked for."""

    def __init__(self, makers: Mapping[str, Callable[[], Scene[Any]]]) -> None:
        self._makers = makers

    def __getitem__(self, name: str) -> Scene[Any]:
        return self._makers[name]()

    def __contains__(self, name: object) -> bool:
        return name in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def conditions(today: str | None, data: Path | None = None, drafts: bool = False) -> Conditions:
    """What content is held against on this machine; `today` is YYYY-MM-DD. With a data folder, what was found out
    about pictures and films is kept there. `drafts` are shown to whoever is at work on them. Fonts and decoders are
    imported when a file asks for them."""
    opened: list[Openable] = []

    def can_draw(char: str) -> bool:
        from kiosk.screen.coverage import can_draw

        return can_draw(char)

    def openable(path: Path, kind: FileKind, film: FilmOf = None) -> str:
        if not opened:
            from kiosk.screen.verdicts import Verdicts

            opened.append(Verdicts(data / CACHE_FOLDER if data is not None else None))
        return opened[0](path, kind, film)

    return Conditions(today, can_draw, openable, drafts)


def read_content(places: Places, today: str | None = None) -> Loaded:
    """What of the content may be shown; with a data folder from the compiled cache when it is fresh."""
    if places.data is None:
        loaded = load(CATALOGUE, places.content, places.hall, conditions(today))
    else:
        loaded = load_cached(
            CATALOGUE, places.content, places.hall, places.data / CACHE_FOLDER, conditions(today, places.data)
        )
    for problem in loaded.problems:
        _log.warning("%s", problem)
    return loaded


def make_machine(
    loaded: Loaded,
    places: Places,
    pixels: tuple[int, int],
    chance: random.Random,
    visit_ids: Callable[[], str],
    alternation: Alternation | None = None,
    trouble: Callable[[], str] = lambda: "",
) -> Machine:
    """The hall's machine on this content. Zones that could not be read are closed, with their first problem. `trouble`
    says to staff why nothing can be recorded now."""
    if loaded.hall is None:
        raise ValueError("content without a hall: fill it first")
    hall, files = loaded.hall, Files(places, trouble)
    makers = scene_makers(loaded, hall, files)
    standing = {name: cache(make) for name, make in makers.items()}
    renewed = [zone.id for zone in ZONES if zone.renewed and zone.id in makers]

    def scenes() -> Mapping[str, Scene[Any]]:
        return Scenes(standing | {zone: cache(makers[zone]) for zone in renewed})

    phrases, problems = read_words(places.content)
    for problem in problems:
        _log.warning("%s", problem)
    broken = {zone.id: _first_problem(loaded, zone.id) for zone in ZONES if zone.id not in standing}
    voices = Voices(lru_cache(maxsize=4096)(files.said_by_anybody), find_spec(PACKAGE) is not None)
    turns = loaded.duties.turns if loaded.duties is not None else ()
    asked = (loaded.trials, turns, alternation)
    return Machine(hall, scenes, pixels, chance, visit_ids, broken, Words(phrases), _signs(files), voices, *asked)


def alternation_of(loaded: Loaded, places: Places, today: date) -> Alternation | None:
    """The live forms of that day's quarter in turn, as the log says whose turn it is; None: nothing is measured."""
    forms = live_forms(loaded, places, today)
    if forms is None:
        return None
    try:
        return forms.alternation(visits_measured(places.data) if places.data is not None else 0)
    except UnreadableLogError as error:
        _log.warning("轮到哪一套题现在读不了，从第一套起：%s", error)
        return forms.alternation(0)


def live_forms(loaded: Loaded, places: Places, today: date, keep: bool = True) -> KeptForms | None:
    """The live forms of that day's quarter: those in the data folder, brought up to date, and to `keep` there; None
    where the bank gives none, or the hall wants none. Where nothing can be kept they are drawn all the same, and alike
    every time."""
    if loaded.hall is None or not loaded.hall.hall.measuring or QUIZ not in loaded.zones:
        return None
    from kiosk.store.forms import read_forms, were_lost, write_forms
    from kiosk.zones.quiz.live import settled

    kept, lost, data = None, False, places.data
    try:
        kept = read_forms(data) if data is not None else None
        lost = data is not None and were_lost(data)
    except OSError as error:
        _log.warning("测效果的两套题现在读不了，另抽两套先用：%s", refusal(error))
        keep = False
    quarter = quarter_of(today, kept.quarter if kept is not None else "")
    forms = settled(kept, loaded.zones[QUIZ].items, quarter, loaded.hall.hall.hall_id, lost)
    if keep and data is not None and forms is not None and forms != kept:
        try:
            write_forms(data, forms)
        except OSError as error:
            _log.warning("测效果的两套题存不下来，先用着：%s", refusal(error))
    return forms


def _bank(loaded: Loaded, hall: Hall) -> Callable[[], Any] | None:
    """What the hall's own scene asks of it."""
    if not hall.hall.measuring or QUIZ not in loaded.zones:
        return None

    def bank() -> Any:
        from kiosk.zones.quiz.live_items import bank_of

        return bank_of(loaded.zones[QUIZ].items)

    return bank


def _signs(files: Files) -> Mapping[str, Sign]:
    """What each zone is known by, with its piece of glass."""
    pieces = files.pictures(STILLS)
    return {zone: replace(sign, piece=pieces.get(zone, "")) for zone, sign in SIGNS.items()}


def scene_makers(loaded: Loaded, hall: Hall, files: Files) -> dict[str, Callable[[], Scene[Any]]]:
    """What makes the hall's own scenes and those of the zones whose content could be read, by name."""
    pieces = files.pictures(STILLS)
    makers = hall_scenes(
        loaded, ICONS, files.recording, pieces, files.approved_messages, _bank(loaded, hall), files.today
    )
    plans, greetings = {plan.id: plan for plan in hall.zones}, loaded.words.greetings if loaded.words else ()
    for zone in ZONES:
        content = loaded.zones.get(zone.id)
        if content is not None:
            plan = plans[zone.id]
            given = Ingredients(content, loaded.shared, hall, files, plan.guided)
            door = Door(
                pieces.get(zone.id, ""), plan.invitation or plan.name, plan.minutes,
                tasks=_tasks(loaded, zone.id), greetings=greetings, zone=zone.id,
                tells=zone.tells if hall.hall.goes_on else (),
            )  # fmt: skip
            makers[zone.id] = partial(_behind_its_door, zone, given, door)
    return makers


def _tasks(loaded: Loaded, zone: str) -> tuple[DutyTask, ...]:
    """What everybody has to do in the zone."""
    doors = loaded.duties.zones if loaded.duties is not None else ()
    return next((door.tasks for door in doors if door.zone == zone), ())


def _behind_its_door(zone: Manifest, given: Ingredients, door: Door) -> Scene[Any]:
    return Entrance(zone.scene(given), replace(door, around=zone.around(given)))


def _first_problem(loaded: Loaded, zone: str) -> str:
    return next((str(p) for p in loaded.problems if f"/{zone}/" in f"/{p.path}"), "没有这个展区的内容")


def spoken_lines(loaded: Loaded) -> list[Utterance]:
    """Every line that is heard in the hall: the calls of the waiting screen, and what each zone says."""
    lines = list(lines_of(loaded.words.rings)) if loaded.words else []
    return lines + [line for zone in ZONES if zone.id in loaded.zones for line in zone.spoken(loaded.zones[zone.id])]


def recorded_lines(loaded: Loaded, content: Path) -> list[Utterance]:
    """Every line that has a recording: what is heard in the hall, and what the narrator reads of its screens."""
    fixed = read_fixed(content / VOICES)
    return spoken_lines(loaded) + [Utterance(words, Role.NARRATOR) for words in fixed.read]


def screen_of(loaded: Loaded) -> tuple[str, str]:
    """The ids of this hall and this screen, for its records."""
    settings = loaded.hall.hall if loaded.hall else SETTINGS
    return settings.hall_id, settings.screen_id


def today_in(data_dir: Path, day: date) -> Today:
    """What the records there say of that day. Raises UnreadableLogError."""
    found = today_of(rows_counted(data_dir, quarter_begin(day)), day, last_exported(data_dir))
    damage = said_of_damage(data_dir)
    return replace(found, damage=(damage.words, damage.note)) if damage else found


def hall_names(loaded: Loaded) -> dict[str, str]:
    """The Chinese names of all that records speak of, by id: places, zones, kinds of scam, items."""
    asked = {trial.id: trial.called for trial in loaded.trials}
    return {**{place.value: place.word for place in Place}, **asked, **item_names(loaded)}


def asked_texts(loaded: Loaded) -> Iterator[tuple[str, AskedText]]:
    """What is asked in full words, with the zone it is asked in ("" for what the hall itself asks)."""
    for zone in ZONES:
        if zone.id in loaded.zones:
            for text in zone.asked(loaded.zones[zone.id], loaded.shared):
                yield zone.id, text
    for trial in loaded.trials:
        options = tuple(
            AskedOption(reply.value, trial.replies.of(reply), trial.kind(reply) is OptionKind.SAFE) for reply in Reply
        )
        yield "", AskedText(trial.id, "", wording_of(trial.shown), (trial.title, trial.words), options)


def hall_glossary(loaded: Loaded) -> Glossary:
    """The words for all ids that records speak of, also of what was asked and answered."""
    words: dict[WordsKey, str] = {("", "", money.value): money.word for money in Money}
    if loaded.dissuasion is not None:
        words |= {("", "", fact.id): fact.text for fact in (*loaded.dissuasion.who, *loaded.dissuasion.asks)}
    for _, asked in asked_texts(loaded):
        words |= dict(asked.by_id())
    return Glossary(hall_names(loaded), words | item_words(loaded))
