"""What of zones.yaml concerns the machine rather than the program: how the picture is turned, how the touch panel is
turned with it, and the port of the officer's phone. Written where the units below `deploy/` read it, at each start."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from kiosk.content.catalogue import Catalogue
from kiosk.content.defaults import SETTINGS
from kiosk.content.models.hall import Hall, HallSettings
from kiosk.content.reading import read_documents

Matrix = tuple[float, float, float, float, float, float]
"""Where a touch lies: x' = a·x + b·y + c, y' = d·x + e·y + f, in parts of the panel's sides (libinput's order)."""

AS_IT_IS: Matrix = (1, 0, 0, 0, 1, 0)
TURNED: Mapping[int, tuple[str, Matrix]] = {
    0: ("normal", AS_IT_IS),
    90: ("right", (0, 1, 0, -1, 0, 1)),
    180: ("inverted", (-1, 0, 1, 0, -1, 1)),
    270: ("left", (0, -1, 1, 1, 0, 0)),
}
"""By how many degrees the picture is turned clockwise: the word of xrandr, and where a touch of the panel then lies."""


def main(arguments: Sequence[str]) -> None:
    """Reads that zones.yaml and writes the files into that folder. Raises OSError."""
    settings, folder = settings_in(Path(arguments[0])), Path(arguments[1])
    for name, text in machine_files(settings).items():
        (folder / name).write_text(text, "utf-8")


def settings_in(hall_file: Path) -> HallSettings:
    """The hall's settings; what is wrong in the file gives way to the program's own, as when the hall opens."""
    for document in read_documents(Catalogue(()), hall_file.parent / "content", hall_file):
        if isinstance(document.value, Hall):
            return document.value.hall
    return SETTINGS


def machine_files(settings: HallSettings) -> dict[str, str]:
    """The files' contents by name."""
    word, turned = TURNED[settings.screen.rotation]
    touch = settings.screen.touch
    matrix = after(turned, (touch[0], touch[1], touch[2], touch[3], touch[4], touch[5])) if len(touch) == 6 else turned
    numbers = " ".join(f"{number:g}" for number in matrix)
    remote = settings.remote
    return {
        "rotation": f"{word}\n",
        "touch.rules": f'ENV{{ID_INPUT_TOUCHSCREEN}}=="1", ENV{{LIBINPUT_CALIBRATION_MATRIX}}="{numbers}"\n',
        "remote.nft": f"add element inet kiosk remote_ports {{ {remote.port} }}\n" if remote.on else "",
    }


def after(second: Matrix, first: Matrix) -> Matrix:
    """What both do, one after the other."""
    a, b, c, d, e, f = second
    g, h, i, j, k, m = first
    return (a * g + b * j, a * h + b * k, a * i + b * m + c, d * g + e * j, d * h + e * k, d * i + e * m + f)


if __name__ == "__main__":
    main(sys.argv[1:])
