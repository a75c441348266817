"""A whole visit off-screen in simulated time: one picture a screen, a contact sheet, a line of figures.

It is how the hall is looked at without standing in it, and what `kiosk run` does where there is no display.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from kiosk.content.loaded import Loaded
from kiosk.core.events import ZoneEntered
from kiosk.core.live_forms import FIRST_DAY
from kiosk.draw.emptiness import EMPTY_MOST, empty_share
from kiosk.draw.items import targets
from kiosk.parts.entrance import ALONG, ROUND
from kiosk.parts.hands import HANDS
from kiosk.scene import Drag, Stroke, Tap
from kiosk.screen.painter import Painter
from kiosk.session import idle
from kiosk.session.aloud import sentences
from kiosk.session.frame import PREFIX
from kiosk.session.machine import Machine
from kiosk.session.preview_state import put_up, zone_screens
from kiosk.session.table import Place
from kiosk.wiring import Places, alternation_of, make_machine, spoken_lines

SCREENS_A_ZONE = 14
"""Distinct screens the visitor looks at in each zone before going on."""
SCREENS_ALONG = 30
"""The same on the guided path of each zone, in the second visit."""
SCREENS_A_SCENARIO = 12
"""Distinct screens of each scenario in the third visit, which is spent in the VR zone."""
TAPS_A_SCREEN = 7
LONG_PIECE = 40
"""Characters; longer ones are recorded sentence by sentence."""
READING_SHARE = 0.12
"""The visitor reads a little faster than the idle question allows for."""


@dataclass(slots=True)
class Tour:
    """What was seen: file name and page of each screen, zones entered, events, seconds simulated,
    screens mostly empty."""

    screens: list[tuple[str, str, str]] = field(default_factory=list)
    zones: set[str] = field(default_factory=set)
    events: int = 0
    seconds: float = 0.0
    empty: int = 0

    @property
    def line(self) -> str:
        """The figures, in one line for staff."""
        share = self.empty / max(1, len(self.screens))
        return (
            f"{len(self.screens)} 个画面，{len(self.zones)} 个展区，{self.events} 条记录，"
            f"模拟 {self.seconds / 60:.0f} 分钟，空着 {EMPTY_MOST:.0%} 以上的 {self.empty} 个（{share:.0%}）"
        )


class Visitor:
    """Walks through the hall by touching what is shown; everything new is painted and kept. `mode`: what is switched
    on for the eye or the hand at the beginning of each visit."""

    def __init__(self, machine: Machine, show: Callable[[str, str], None], tour: Tour, mode: str = "normal") -> None:
        self.machine, self.tour, self._mode = machine, tour, mode
        self._show = show
        self._seen: set[str] = set()
        self._tried: set[tuple[str, str]] = set()

    def look(self) -> bool:
        """Show the screen if it is new, when all that is said on it has come; read it for a while. True when it was
        new."""
        while words := [word for word in targets(self.machine.view()) if word.startswith("on/")]:
            self.machine.touch(Tap(words[0]))
        page = self.machine.page()
        shown = targets(self.machine.view())
        new = page not in self._seen
        if new:
            self._seen.add(page)
            self._show(page, "、".join(list(shown)[:3]))
        reading = idle.limit(self.machine.view(), 4.0) or 8.0
        self.wait(min(14.0, reading * READING_SHARE + 1.0))
        return new

    def start(self, *words: str) -> None:
        """Begin a visit: nobody's settings outlast the visit before."""
        self.tap("start", *([] if self._mode == "normal" else [PREFIX + self._mode]), *words)
        self.answer()

    def wait(self, seconds: float) -> None:
        self.machine.tick(seconds)
        self.tour.seconds += seconds
        self._collect()

    def tap(self, *words: str) -> None:
        """Tap each target in turn and look at what came."""
        for word in words:
            self.machine.touch(Tap(word))
            self._collect()
            self.wait(0.3)
            self.look()

    def explore(self, zone: str, screens: int = SCREENS_A_ZONE, wall: str = "") -> None:
        """Touch what has not been touched yet, the next step first, until enough has been seen or the page `wall` is
        reached."""
        new = 0
        for _ in range(screens * TAPS_A_SCREEN):
            if self.machine.zone != zone or new >= screens or self.machine.page() == wall:
                break
            word = self._untried()
            if word:
                self._touch(word)
            else:
                self.machine.touch(Tap(PREFIX + "back"))
            self._collect()
            self.wait(0.3)
            new += self.look()

    def answer(self) -> None:
        """What the hall itself asks: look at it, touch the first key, and go on."""
        while self.machine.place in (Place.MEASURING, Place.TRIAL):
            self.look()
            shown = [word for word in targets(self.machine.view()) if not word.startswith(PREFIX)]
            self.tap("next" if "next" in shown else shown[0])

    def _untried(self) -> str:
        items = self.machine.view()
        found = [*targets(items), *targets(items, "ink")]
        bead = [word for word in found if word.startswith(f"{HANDS}/")][6:7]
        page = self.machine.page() + "?" * len(bead)  # once its answer is there, a question is another page
        words = [*bead, *(word for word in found if not word.startswith((PREFIX, f"{HANDS}/")))]
        fresh = [w for w in words if (page, w) not in self._tried and "/to/" not in w and w != "stop"]
        first = (*bead, *["more"] * ((page + "?", "next") in self._tried), "next", "start")
        word = next((word for word in first if word in fresh), next(iter(fresh), ""))
        self._tried.add((page, word))
        return word

    def _touch(self, word: str) -> None:
        if word in targets(self.machine.view(), "ink"):
            self.machine.touch(Stroke(word, (120, 200, 260, 90, 420, 260, 610, 120, 800, 300), True))
        elif word in targets(self.machine.view()):
            self.machine.touch(Tap(word))
        else:
            self.machine.touch(Drag(word, "move", -40.0, -40.0, extent=400.0))

    def _collect(self) -> None:
        for logged in self.machine.take():
            self.tour.events += 1
            if isinstance(logged.event, ZoneEntered):
                self.tour.zones.add(logged.event.zone)


def walk(visitor: Visitor) -> None:
    """One guided visit of a school class: check-in, every zone in order, goodbye."""
    machine = visitor.machine
    visitor.look()
    visitor.start()
    visitor.tap("people/more", PREFIX + "back")
    for prefix in ("people/12", "kind/school", "mode/guided", "next"):
        if machine.place is Place.CHECK_IN and prefix in targets(machine.view()):
            visitor.tap(prefix)
    visitor.tap(PREFIX + "help", PREFIX + "close", PREFIX + "guide", PREFIX + "pause", PREFIX + "resume")
    visitor.answer()
    for zone in [plan.id for plan in visitor.machine.visit_session.zones]:
        if machine.zone != zone:  # the first opens by itself
            if machine.place is not Place.MAP:
                break
            visitor.look()
            machine.touch(Tap("next"))
            if machine.zone != zone:
                _enter(machine, zone)
        visitor.answer()
        visitor.look()
        visitor.tap(ROUND)
        visitor.explore(zone)
        machine.touch(Tap(PREFIX + "home"))
    visitor.look()
    _ask_and_part(visitor)
    if machine.place is Place.ATTRACT:
        _along_the_path(visitor)
    if machine.place is Place.ATTRACT:
        _through_the_scenarios(visitor)


def _along_the_path(visitor: Visitor) -> None:
    """A second guided visit, which follows the yellow key through every zone."""
    machine = visitor.machine
    visitor.start("people/12", "kind/school", "mode/guided", "next")
    for zone in [plan.id for plan in machine.visit_session.zones]:
        if machine.visit_session.is_open(zone) and not machine.visit_session.up:
            machine.put(Place.ZONE, zone)
            visitor.tap(ALONG)
            visitor.explore(zone, SCREENS_ALONG)
            visitor.answer()
    machine.put(Place.MAP)
    _ask_and_part(visitor)


def _through_the_scenarios(visitor: Visitor) -> None:
    """A third visit, without a guide: every scenario of the VR zone to one of its endings."""
    machine, zone = visitor.machine, "vr_experience"
    visitor.start("people/4", "kind/family", "mode/free", "next")
    visitor.look()
    _enter(machine, zone)
    visitor.tap(ROUND)
    played: set[str] = set()
    while machine.zone == zone and (card := _new_card(visitor, played)):
        played.add(card)
        visitor.tap(card, "next", "stop")
        visitor.tap(next((w for w in targets(machine.view()) if w.startswith("point/")), "next"), "next")
        visitor.explore(zone, SCREENS_A_SCENARIO, f"{zone}:pick")
        for _ in range(12):
            if machine.page() == f"{zone}:pick":
                break
            machine.touch(Tap(PREFIX + "back"))


def _new_card(visitor: Visitor, played: set[str]) -> str:
    """A scenario not played yet, further down the wall if need be; "" when there is none."""
    for _ in range(6):
        shown = list(targets(visitor.machine.view()))
        fresh = [w for w in shown if w.startswith("card/") and w not in played]
        if fresh:
            return fresh[0]
        down = [w for w in shown if "/to/" in w]
        if not down:
            return ""
        visitor.machine.touch(Tap(down[-1]))
    return ""


def _enter(machine: Machine, zone: str) -> None:
    word = next((w for w in targets(machine.view()) if w.endswith(zone)), "")
    if word:
        machine.touch(Tap(word))


def _ask_and_part(visitor: Visitor) -> None:
    """The idle question, then farewell."""
    machine = visitor.machine
    longest = idle.limit(machine.view(), machine.limits.idle_seconds)
    if machine.place is Place.MAP and longest is not None:
        visitor.wait(longest + 0.5)
        visitor.look()
        visitor.tap(PREFIX + "stay")
    for word in ("finish", "finish/yes", "farewell"):
        if machine.place is Place.MAP and word in targets(machine.view()):
            visitor.tap(word)
    if machine.place is Place.FAREWELL:
        for _ in range(4):
            if "next" in targets(machine.view()):
                visitor.tap("next")
        visitor.tap(PREFIX + "home")


def _machine(loaded: Loaded, places: Places, pixels: tuple[int, int] = (1920, 1080)) -> Machine:
    """A hall in which chance always falls the same way."""
    visits, forms = count(1), alternation_of(loaded, replace(places, data=None), FIRST_DAY)
    return make_machine(loaded, places, pixels, random.Random(20211029), lambda: f"tour-{next(visits)}", forms)


def play(
    loaded: Loaded,
    places: Places,
    out: Path,
    pixels: tuple[int, int],
    mode: str,
    progress: Callable[[int, str], None] = lambda number, page: None,
) -> Tour:
    """Play the tour into `out` (made if need be). Raises OSError when it cannot be written."""
    machine = _machine(loaded, places, pixels)
    with _Album(machine, places, out, pixels, mode, progress) as album:
        walk(Visitor(machine, album.show, album.tour, mode))
    return album.tour


def words_read(loaded: Loaded, places: Places) -> list[str]:
    """The fixed words that a reading of the tour's screens says and nobody has recorded: each once, sentence by
    sentence where they are many."""
    machine = _machine(loaded, places)
    recorded = {line.words for line in spoken_lines(loaded)}
    found: dict[str, None] = {}

    def take(page: str, words: str) -> None:
        for passage in machine.passages:
            for piece in (passage.before.rstrip("："), *passage.pieces, passage.after):
                parts = sentences(piece) if len(piece) > LONG_PIECE else [piece]
                if piece not in recorded and not recorded.issuperset(sentences(piece)):
                    found.update(dict.fromkeys(part for part in parts if _stays(part) and part not in recorded))

    walk(Visitor(machine, take, Tour()))
    return list(found)


def _stays(words: str) -> bool:
    """Whether it says the same tomorrow; letters and figures alone are left to the machine's voice."""
    return bool(re.search("[\u4e00-\u9fff]", words)) and not re.search(r"还剩|\d秒|\d 位", words)


def play_item(
    loaded: Loaded,
    places: Places,
    out: Path,
    pixels: tuple[int, int],
    mode: str,
    item: str,
    progress: Callable[[int, str], None] = lambda number, page: None,
) -> Tour:
    """Every screen of one item into `out`. Raises KeyError when nothing that is open has one of that id, OSError when
    `out` cannot be written."""
    machine = _machine(loaded, places, pixels)
    open_now = [name for name in (*loaded.zones, Place.TRIAL) if name in machine.scenes]
    found = [s for name in open_now for s in zone_screens(machine, name, {item}) if item in s.page.split(":")]
    if not found:
        raise KeyError(item)
    with _Album(machine, places, out, pixels, mode, progress) as album:
        for screen in found:
            put_up(machine, screen)
            if mode != "normal" and not getattr(machine.look, mode):
                machine.touch(Tap(PREFIX + mode))
            album.tour.zones.add(screen.zone)
            album.show(machine.page(), "")
    return album.tour


class _Album:
    """Pictures of screens in a folder, and the sheet that shows them side by side."""

    def __init__(
        self,
        machine: Machine,
        places: Places,
        out: Path,
        pixels: tuple[int, int],
        mode: str,
        progress: Callable[[int, str], None],
    ) -> None:
        out.mkdir(parents=True, exist_ok=True)
        before = out / "index.html"
        sheet = before.read_text("utf-8", "replace") if before.is_file() else ""
        for old in out.glob("[0-9][0-9][0-9]-*.png"):
            if f'"{old.name}"' in sheet:  # a picture of the tour before; others are not ours to delete
                old.unlink()
        self.tour = Tour()
        self._machine, self._out, self._pixels, self._mode, self._progress = machine, out, pixels, mode, progress
        self._painter = Painter(pixels, root=places.content)

    def __enter__(self) -> _Album:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        self._painter.close()
        if failed is None:
            names = {z.id: z.name for z in self._machine.visit_session.zones}
            sheet = _sheet(self.tour, names, self._pixels, self._mode)
            (self._out / "index.html").write_text(sheet, "utf-8")

    def show(self, page: str, words: str) -> None:
        """Paint and keep what the machine shows now."""
        self._painter.accent = self._machine.look.theme.accent
        self._painter.paint(self._machine.view())
        self._painter.settle()
        safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in page)[:60]
        name = f"{len(self.tour.screens) + 1:03d}-{safe}.png"
        self._painter.save_png(self._out / name)
        self.tour.empty += empty_share(self._machine.view(), self._machine.look.area) > EMPTY_MOST
        self.tour.screens.append((name, page, self._machine.visit_session.seen_by_scenes().mode))
        self._progress(len(self.tour.screens), page)


def _sheet(tour: Tour, names: dict[str, str], pixels: tuple[int, int], mode: str) -> str:
    """The contact sheet: a page that needs nothing but the pictures beside it."""
    words = {**{place.value: place.word for place in Place}, **names}
    parts, now = list[str](), ""
    for name, page, _ in tour.screens:
        place = page.split(":", 1)[0]
        if place != now:
            parts.append(f"<h2>{html.escape(words.get(place, place))}</h2>")
            now = place
        caption = html.escape(page)
        parts.append(f'<a href="{name}"><img src="{name}" loading="lazy" alt="{caption}"><span>{caption}</span></a>')
    return f"""<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>全馆画面</title>
<style>
body {{ margin: 2rem; background: #0b1830; color: #f4f6f2; font: 16px/1.5 "Noto Sans SC", sans-serif }}
h1, h2 {{ font-family: "Noto Serif SC", serif; font-weight: 400 }} h2 {{ margin: 2rem 0 .5rem; color: #f2b632 }}
a {{ display: inline-block; width: 360px; margin: 0 12px 16px 0; color: #c3ccda; text-decoration: none }}
img {{ width: 100%; display: block; border-radius: 8px }} span {{ font-size: 13px; overflow-wrap: anywhere }}
</style>
<h1>全馆画面</h1><p>{html.escape(tour.line)} · {pixels[0]}×{pixels[1]} · {html.escape(mode)}</p>
{"".join(parts)}
</html>
"""
