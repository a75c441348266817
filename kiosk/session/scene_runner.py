"""The scene in use with its state; whatever it raises is caught here and handed on."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from kiosk.draw.items import Item
from kiosk.draw.look import Look
from kiosk.scene import Gesture, Scene, Step, Visit
from kiosk.session import sorry

T = TypeVar("T")


class SceneRunner:
    """Runs the scene called `name` of `scenes`; an unknown name is the page that cannot fail.

    A scene that raises: `failed` is told, and the call gives None (or the value named below). Meanwhile another scene
    may have been put on.
    """

    def __init__(self, scenes: Mapping[str, Scene[Any]], failed: Callable[[Exception], None]) -> None:
        self.scenes, self._failed = scenes, failed
        self.name = ""
        self.state: Any = None

    def aside(self, failed: Callable[[Exception], None]) -> SceneRunner:
        """A copy to look ahead with."""
        other = copy.copy(self)
        other._failed = failed
        return other

    def put_on(self, name: str, visit: Visit) -> None:
        """Another scene, from its beginning."""
        self.name, self.state = name, None
        state = self._run(lambda scene: scene.start(visit), None)
        if self.name == name and state is not None:
            self.state = state

    def put_on_plain(self, name: str) -> None:
        """Under that name the page that cannot fail, until the scenes are made anew."""
        self.scenes = {**self.scenes, name: sorry.PLAIN}
        self.name, self.state = name, None

    def touch(self, gesture: Gesture) -> Step[Any] | None:
        return self._run(lambda scene: scene.touch(self.state, gesture), None)

    def tick(self, seconds: float) -> Step[Any] | None:
        return self._run(lambda scene: scene.tick(self.state, seconds), None)

    def view(self, look: Look) -> list[Item] | None:
        return self._run(lambda scene: scene.view(self.state, look), None)

    def due(self) -> float | None:
        return self._run(lambda scene: scene.due(self.state), None)

    def page(self) -> str:
        """The screen in use; "" when the scene cannot say."""
        return self._run(lambda scene: scene.page(self.state), "")

    def goal(self) -> bool:
        """Whether the scene's goal was reached; False when it cannot say."""
        return self._run(lambda scene: scene.goal(self.state), False)

    def _run(self, act: Callable[[Scene[Any]], T], otherwise: T) -> T:
        try:
            return act(self.scenes.get(self.name, sorry.PLAIN))
        except Exception as error:  # whatever a scene does, the hall goes on
            self._failed(error)
            return otherwise
