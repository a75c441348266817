"""The hall for who cannot see it: every word of every screen is read, and two keys are enough for a whole visit."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

import kiosk.wiring
from kiosk.core.events import Event, SettingChanged, TrialAnswered, VisitEnded, VisitStarted, ZoneLeft
from kiosk.core.speech import Spoken
from kiosk.core.vocabulary import Setting, VisitExit, VisitMode
from kiosk.draw.items import Item, Text, targets, touchable
from kiosk.draw.reading_order import Passage, joined, reading
from kiosk.scene import Tap
from kiosk.session import frame
from kiosk.session.table import Place
from kiosk.wiring import Files, make_machine
from tests.geometry import visible
from tests.real_hall import PLACES, content
from tests.test_every_screen import SCENES, looks, machine, pages

__all__ = ["machine"]
FIGURES = {"ring", "grid"}
"""Charts that are touched where a part of them lies: each part has a line of its own beside them, which is read."""
TOOLS = ("返回", "主页", "声音大小", "停读", "帮助", "讲解")
LEAVE_ALONE = (
    "再看一点",
    "再听",
    "往上看",
    "喊停",
    "上一",
    "自己动手写",
    "已选",
    "再答",
    "换一套",
    "前一个",
    "看过",
    "听过",
    "翻过",
)
"""Words of buttons that lead back, or to what a hand is needed for."""


def seen_words(items: Sequence[Item]) -> list[str]:
    """What an eye reads: every text that has a letter or a figure and of which more than a hair is not cut away."""
    found = []
    for item in items:
        if isinstance(item, Text) and item.lines and min(visible(item).w, visible(item).h) > 2:
            words = joined(item.lines)
            if any(char.isalnum() for char in words):
                found.append(words)
    return found


def bare(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


@pytest.mark.parametrize(("panel", "mode"), [("full-hd", "normal"), ("portrait", "large")])
@pytest.mark.parametrize("name", SCENES)
def test_every_visible_word_is_read_and_every_key_has_a_name(machine: object, name: str, panel: str, mode: str) -> None:
    look, shown = looks(machine, name, panel, mode)
    around = frame.view(look, shown)
    for state in machine.scene(name).samples():  # type: ignore[attr-defined]
        for page, inside in pages(machine.scene(name), state, look):  # type: ignore[attr-defined]
            items = [*around, *inside]
            passages = reading(look, around, inside, [])
            heard = bare("".join(passage.words for passage in passages))
            unread = [words for words in seen_words(items) if bare(words) not in heard]
            assert not unread, f"{page}: {unread}"
            whole = {w: item for w, item in targets(items).items() if touchable(item) == item.rect}
            silent = set(whole) - {passage.target for passage in passages} - FIGURES
            assert not silent, f"{page}: nothing is said of {silent}"
            keys = [passage.target for passage in passages if passage.target]
            assert len(keys) == len(set(keys)), page
            assert all(0 <= p.rect.x <= look.canvas.w and 0 <= p.rect.y <= look.canvas.h for p in passages), page
            assert all((passage.target == "") == (not passage.words.startswith("按钮：")) for passage in passages), page


class Ear:
    """Somebody who hears the hall and has two keys. What is done next is decided from what was heard, and nothing else:
    the machine is asked only for its sounds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, seed: int = 1) -> None:
        monkeypatch.setattr(kiosk.wiring, "find_spec", lambda package: object())
        self._said_in: dict[str, str] = {}
        recorded = Files.said_by_anybody

        def noted(files: Files, words: str) -> Sequence[Spoken]:
            found = recorded(files, words)
            self._said_in.update({spoken.file: spoken.line.words for spoken in found})
            return found

        monkeypatch.setattr(Files, "said_by_anybody", noted)
        hall = content().hall
        assert hall is not None
        slowly = replace(
            hall, hall=replace(hall.hall, visit_minutes=600)
        )  # whoever listens needs longer than who reads
        loaded = replace(content(), hall=slowly)
        self.machine = make_machine(loaded, PLACES, (1920, 1080), random.Random(seed), lambda: "v")
        self.events: list[Event] = []
        self._seconds = 0.0

    def _hears(self) -> tuple[str, str]:
        """The occasion and the words of what is read just now; nothing in a pause."""
        for sound in self.machine.sounds():
            if sound.key.startswith("aloud"):
                return sound.key.split("/")[0], sound.words or self._said_in[sound.name]
        return "", ""

    def _pass_by(self) -> None:
        due = self.machine.due()
        self.machine.tick(min(max(0.02, due if due is not None else 1.0), 1.0))
        self.events += [logged.event for logged in self.machine.take()]  # type: ignore[misc]

    def press(self, key: str) -> None:
        self.machine.touch(Tap(key))

    def listen(self) -> str:
        """The whole of what is being read, or will be next; "" when nothing comes for half a minute."""
        for _ in range(600):
            if self._hears()[0]:
                break
            self._pass_by()
        occasion, parts = self._hears()[0], []
        while occasion and self._hears()[0] == occasion:
            words = self._hears()[1]
            if words not in parts:
                parts.append(words)
            self._pass_by()
        return "，".join(parts)

    def next(self) -> str:
        self.press(frame.NEXT)
        return self.listen()

    def choose(self, part: str) -> None:
        """Go on from key to key until one is read that has these words, and choose it."""
        heard = []
        for _ in range(60):
            heard.append(self.next())
            if heard[-1].startswith("按钮") and part in heard[-1]:
                self.press(frame.CHOOSE)
                return
        raise AssertionError(f"no key says {part}: {heard}")

    def every_key(self) -> list[str]:
        """Every key of the page, each once, the frame's left out."""
        found: list[str] = []
        for _ in range(80):
            words = self.next()
            if words in found or any(tool in words for tool in TOOLS):
                break
            found += [words] if words.startswith("按钮") else []
        return found

    def answer(self) -> None:
        """What the hall itself asks, with the first key that is read, and on."""
        while self.machine.place is Place.TRIAL:
            for words in self.every_key()[:1]:
                self.choose(words.removeprefix("按钮，"))


def test_a_whole_visit_with_two_keys_and_nothing_but_what_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    ear = Ear(monkeypatch)
    ear.press(frame.CHOOSE)
    assert "就选它" in ear.listen(), "the first key turns the reading on, and it says how to go on"
    for part in ("开始", "，4", "社区", "自由模式", "开始参观"):
        ear.choose(part)
    zones = [name for _, name in ear.machine.visit_session.visit.names]  # type: ignore[union-attr]
    for zone in zones:
        ear.choose(zone)
        ear.answer()
        tried: Counter[tuple[str, ...]] = Counter()
        entered = ear.machine.zone
        for _ in range(200 if any(word in zone for word in ("VR", "学习", "考核")) else 36):
            if ear.machine.zone != entered:
                break
            listed = tuple(ear.every_key())
            keys = [words for words in listed if not any(word in words for word in LEAVE_ALONE)]
            keys = keys or [words for words in listed if "再听" not in words]
            if not keys:
                continue
            tried[listed] += 1
            wanted = keys[-tried[listed] % len(keys)]
            ear.choose(wanted.removeprefix("按钮，"))
        ear.answer()
        if ear.machine.place is Place.ZONE:
            ear.choose("主页")
    assert all("看过了" in words for words in ear.every_key() if "区" in words and "结束" not in words)
    ear.choose("结束参观")
    assert "馆里出的" in "".join(ear.listen() for _ in range(4)), "what the hall asked is said"
    ear.choose("接着看")
    ear.listen()
    ear.choose("结束")
    asked = [event for event in ear.events if isinstance(event, TrialAnswered)]
    assert sorted(event.genuine is True for event in asked) == [False, True]
    left = {event.zone: event.done for event in ear.events if isinstance(event, ZoneLeft)}
    assert len(left) == 9 and all(left.values()), left
    started = [event for event in ear.events if isinstance(event, VisitStarted)]
    assert [(event.people, event.mode) for event in started] == [(4, VisitMode.FREE)]
    assert [event.how for event in ear.events if isinstance(event, VisitEnded)] == [VisitExit.FINISHED]
    assert ear.machine.place is Place.ATTRACT and not ear.machine.read_aloud
    assert [e for e in ear.events if isinstance(e, SettingChanged)] == [SettingChanged(Setting.ALOUD, True)]


def passages_of(ear: Ear) -> list[Passage]:
    return [passage for passage in ear.machine.reading.passages if not passage.around]


def test_a_page_is_read_from_its_title_to_its_last_key(monkeypatch: pytest.MonkeyPatch) -> None:
    ear = Ear(monkeypatch)
    for word in ("start", "people/4", "kind/family", "frame/aloud"):
        ear.machine.touch(Tap(word))
    heard = [ear.listen() for _ in range(8)]
    assert "就选它" in heard[0] and heard[1:4] == ["入馆登记", "4 人 · 家庭", "大致是什么年纪？可以选几个"]
    assert heard[4] == "按钮，18岁以下，已选" and heard[7] == "按钮，60岁以上，没选"
