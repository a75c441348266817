"""The window says that a film has ended: the scene hears it, the silence begins to count, a replay knows it too."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from kiosk.core.geometry import Rect
from kiosk.draw.items import Item, Panel, Video
from kiosk.draw.look import Look
from kiosk.scene import FilmOver, Gesture, Step, Tap, Visit
from kiosk.session import replay
from kiosk.session.machine import Machine
from kiosk.session.table import OverlayKind, Place
from kiosk.store.gestures import from_line, to_line
from tests.session.fakes import Fake, hall


class FilmScene:
    """A film without end, until somebody says so; `heard` is all that was said."""

    def start(self, visit: Visit) -> tuple[Gesture, ...]:
        return ()

    def touch(self, state: tuple[Gesture, ...], gesture: Gesture) -> Step[tuple[Gesture, ...]]:
        return Step((*state, gesture))

    def tick(self, state: tuple[Gesture, ...], seconds: float) -> Step[tuple[Gesture, ...]]:
        return Step(state)

    def due(self, state: tuple[Gesture, ...]) -> float | None:
        return None

    def view(self, state: tuple[Gesture, ...], look: Look) -> list[Item]:
        over = any(isinstance(one, FilmOver) for one in state)
        film = Video(rect=Rect(100, 200, 800, 450), file="quiz/a.webm", position=0.0, playing=not over)
        return [film, Panel(rect=Rect(100, 700, 200, 100), fill=(1, 2, 3), target="next")]

    def page(self, state: tuple[Gesture, ...]) -> str:
        return "film"

    def goal(self, state: tuple[Gesture, ...]) -> bool:
        return False

    def samples(self) -> Iterator[tuple[Gesture, ...]]:
        yield ()


def machine(chance: random.Random | None = None) -> Machine:
    scenes: dict[str, Any] = {n: Fake(n) for n in ("attract", "check_in", "map", "farewell", "sorry")}
    made = Machine(
        hall(), lambda: scenes | {"quiz": FilmScene()}, (1920, 1080), chance or random.Random(1), lambda: "v"
    )
    for word in ("leave/start", "free/15", "leave/enter:quiz"):
        made.touch(Tap(word))
    assert made.zone == "quiz"
    return made


OVER = FilmOver("quiz/a.webm", 3.0)


def test_while_a_film_runs_nobody_is_asked_and_afterwards_they_are() -> None:
    m = machine()
    m.tick(250.0)
    assert m.overlay is None and m.place is Place.ZONE
    m.touch(OVER)
    assert m.state == (OVER,)
    m.tick(30.0)
    assert m.overlay is None, "the silence begins with the film's end"
    for _ in range(60):
        m.tick(5.0)
        if m.overlay is OverlayKind.ASKING:
            return
    raise AssertionError("nobody was asked")


def test_a_film_that_is_not_on_the_screen_cannot_end() -> None:
    m = machine()
    m.touch(FilmOver("quiz/b.webm", 3.0))
    m.touch(FilmOver("", 3.0, True))
    assert m.state == ()


def silence(repeated: bool) -> int:
    """Seconds from the film's end to the question."""
    m = machine()
    m.touch(OVER)
    for seconds in range(1, 400):
        m.tick(1.0)
        if m.overlay is OverlayKind.ASKING:
            return seconds
        if repeated:
            m.touch(OVER)
    raise AssertionError("nobody was asked")


def test_a_films_end_is_no_sign_of_life() -> None:
    assert silence(repeated=True) == silence(repeated=False)


def test_a_film_ends_under_whatever_lies_over_it() -> None:
    m = machine()
    m.touch(Tap("frame/help"))
    assert m.overlay is OverlayKind.HELP
    m.touch(OVER)
    assert m.overlay is OverlayKind.HELP and m.state == (OVER,)


def test_a_replay_hears_of_the_end_where_the_visit_did() -> None:
    lines = [to_line(entry) for entry in (replay.tick_record(3.0), OVER, replay.tick_record(1.0), Tap("next"))]
    entries = [from_line(line) for line in lines]
    m = machine()
    m.take()
    replay.play(m, entries)
    assert m.state == (OVER, Tap("next"))


def test_a_broken_line_of_a_recording_is_no_end() -> None:
    for line in ('{"kind":"film_over","target":"a","seconds":"3","broken":false}', '{"kind":"film_over","target":"a"}'):
        try:
            from_line(line)
        except ValueError:
            continue
        raise AssertionError(line)
