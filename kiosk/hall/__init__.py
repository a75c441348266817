"""The hall's own scenes: attract, check-in, what is asked first, map, trial, farewell, sorry; and the one for who is
being defrauded now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kiosk.content.loaded import Loaded
from kiosk.core.messages import Message
from kiosk.core.speech import Recording
from kiosk.scene import Scene

if TYPE_CHECKING:  # the first picture does not wait for it
    from kiosk.parts.measured import Bank
    from kiosk.reports.tallying import Counting
    from kiosk.reports.today import Today

_ASKED_AGAIN = "quiz"
"""The zone in which the group is asked once more: its piece of glass stands beside the first time."""


def hall_scenes(
    loaded: Loaded,
    icons: Mapping[str, str],
    recording: Recording,
    pieces: Mapping[str, str],
    messages: Callable[[], Sequence[Message]] = tuple,
    bank: Callable[[], Bank] | None = None,
    today: Callable[[], Today | Counting | None] = lambda: None,
) -> dict[str, Callable[[], Scene[Any]]]:
    """What makes each scene, by name, importing it only then; `icons` gives each zone's by its id, `pieces` the
    picture of its piece of glass, `recording` that of a line, `messages` those that staff let pass, `bank` what
    the effect of a visit can be measured by (None: it is not), `today` what staff are shown of a day.

    Raises ValueError for content without zones.yaml or hall.yaml (see `content.defaults`).
    """
    if loaded.hall is None or loaded.words is None:
        raise ValueError("the hall's own words are missing")
    settings, words, dissuasion = loaded.hall.hall, loaded.words, loaded.dissuasion
    hall, zones = loaded.hall, {zone.id: zone.name for zone in loaded.hall.zones}

    def attract() -> Scene[Any]:
        from kiosk.hall.attract import Attract

        left = lambda: [message.left for message in messages()]  # noqa: E731
        rings = settings.sound.ring_every_seconds
        return Attract(words, settings.name, rings, recording, left, dissuasion is not None, today)

    def check_in() -> Scene[Any]:
        from kiosk.hall.check_in import CheckIn

        return CheckIn(hall, words, dissuasion is not None)

    def hall_map() -> Scene[Any]:
        from kiosk.hall.hall_map import HallMap

        return HallMap(icons, zones, pieces)

    def measuring() -> Scene[Any]:
        from kiosk.hall.measuring import MeasuringScene

        assert bank is not None
        return MeasuringScene(bank(), pieces.get(_ASKED_AGAIN, ""), settings.goes_on)

    def trial() -> Scene[Any]:
        from kiosk.hall.trial import TrialScene

        return TrialScene(loaded.trials)

    def farewell() -> Scene[Any]:
        from kiosk.hall.farewell import Farewell

        return Farewell(settings.take_home, loaded.shared.types, words, loaded.trials)

    def sorry() -> Scene[Any]:
        from kiosk.hall.sorry import Sorry

        return Sorry()

    def dissuading() -> Scene[Any]:
        from kiosk.hall.dissuading import Dissuading

        assert dissuasion is not None
        return Dissuading(dissuasion, loaded.shared.cases, loaded.shared.type_icons)

    own = {"attract": attract, "check_in": check_in, "map": hall_map, "farewell": farewell, "sorry": sorry}
    others = {
        "trial": (trial, loaded.trials),
        "measuring": (measuring, bank),
        "dissuasion": (dissuading, dissuasion),
    }
    return own | {name: make for name, (make, content) in others.items() if content}
