"""The hall as it is, saying when its first pictures are shown: python -m bench.ours DATA.

"remembered": the screen of last time; "shown": the hall's own first picture."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    gc.disable()  # as `kiosk run` does
    from kiosk import splash

    data = Path(sys.argv[1])
    window = splash.open_window(None)
    splash.show(window, data)
    print("remembered", flush=True)
    from kiosk.opening import open_hall
    from kiosk.wiring import Places

    hall = open_hall(window, Places(ROOT / "content", ROOT / "zones.yaml", data))
    print("shown", flush=True)
    hall.run()


if __name__ == "__main__":
    main()
