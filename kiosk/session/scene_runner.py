"""The scene in use with its state; whatever it raises is caught here and handed on."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from kiosk.core.stack import called_for, let_go
from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.scene import Gesture, Scene, Step, Visit
from kiosk.session.sorry import PLAIN

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SceneShows:
    """All a scene says of a state: what to draw, the screen's name, and the seconds until time next matters to it."""

    items: list[Item]
    page: str
    due: float | None


class SceneRunner:
    """Runs `scene`, the one called `name` of `scenes`; an unknown name is the page that cannot fail.

    A scene that raises, or that cannot be made: `failed` is called, and the call gives None (or the value named below).
    Meanwhile another scene may have been put on.
    """

    def __init__(self, scenes: Mapping[str, Scene[Any]], failed: Callable[[BaseException], None]) -> None:
        self.renew(scenes)
        self._failed = failed
        self.name, self._call = "", called_for("")
        self.scene: Scene[Any] = PLAIN
        self.state: Any = None

    def aside(self, failed: Callable[[BaseException], None]) -> SceneRunner:
        """A copy to look ahead with."""
        other = copy.copy(self)
        other._failed = failed
        return other

    def renew(self, scenes: Mapping[str, Scene[Any]]) -> None:
        """The scenes to come, in place of those so far."""
        self.scenes, self._plain = scenes, frozenset[str]()

    def put_on(self, name: str, visit: Visit, state: Any = None) -> None:
        """Another scene, from its beginning or in `state`."""
        self.name, self.scene, self.state = name, PLAIN, state
        self._call = called_for(name)
        try:
            self.scene = (
                PLAIN if name in self._plain else self._call(lambda scenes: scenes.get(name, PLAIN), self.scenes)
            )
        except BaseException as error:  # it cannot even be made
            self._failed(error)
            return
        if state is None:
            begun = self._run(lambda scene: scene.start(visit), None)
            if self.name == name and begun is not None:
                self.state = begun

    def make_plain(self, name: str) -> None:
        """Under that name the page that cannot fail, until the scenes are renewed."""
        self._plain |= {name}

    def touch(self, gesture: Gesture) -> Step[Any] | None:
        return self._run(lambda scene: scene.touch(self.state, gesture), None)

    def tick(self, seconds: float) -> Step[Any] | None:
        return self._run(lambda scene: scene.tick(self.state, seconds), None)

    def shows(self, look: Look) -> SceneShows | None:
        state = self.state
        return self._run(lambda s: SceneShows(s.view(state, look), s.page(state), s.due(state)), None)

    def page(self) -> str:
        """The name of the scene's page; "" when it cannot say."""
        return self._run(lambda scene: scene.page(self.state), "")

    def goal(self) -> bool:
        """Whether the scene's goal was reached; False when it cannot say."""
        return self._run(lambda scene: scene.goal(self.state), False)

    def _run(self, act: Callable[[Scene[Any]], T], otherwise: T) -> T:
        # Signals raise nothing in a hall (commands/signals.py): whatever would end a program here is the scene's doing.
        try:
            said: T = self._call(act, self.scene)
        except BaseException as error:  # whatever a scene does, the hall goes on
            let_go(error)
            self._failed(error)
            return otherwise
        return said
