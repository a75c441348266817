"""The hall as it is, saying when its first picture is shown: python -m bench.ours DATA."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    gc.disable()  # as `kiosk run` does
    from kiosk.screen.window import Window

    window = Window.open((1920, 1080), now=time.monotonic)
    from kiosk.opening import open_hall
    from kiosk.wiring import Places

    hall = open_hall(window, Places(ROOT / "content", ROOT / "zones.yaml", Path(sys.argv[1])))
    hall.window.present(hall.painter.paint(hall.machine.view()))
    print("shown", flush=True)
    hall.run()


if __name__ == "__main__":
    main()
