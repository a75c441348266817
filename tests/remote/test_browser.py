"""The page in a real Chromium, the hall in a real loop: what is pressed on the phone happens on the hall's screen."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app import Kiosk
from kiosk.draw.items import targets
from kiosk.opening import open_hall
from kiosk.remote.server import PAGE
from kiosk.scene import Tap
from kiosk.session.conducting import Lead
from kiosk.session.table import OverlayKind
from kiosk.splash import open_window
from kiosk.store.recording import FOLDER
from tests.browser import Page, browsing, found
from tests.real_hall import PLACES
from tests.remote.conducted import CHECK_IN, OPEN, free_port


def test_the_keys_of_the_page_are_the_orders_there_are_by_the_same_words() -> None:
    page = PAGE.read_text("utf-8")
    keys = dict(re.findall(r'data-order="([a-z]+)"(?: hidden)?>([^<]+)<', page))
    assert keys == {order.value: order.word for order in Lead}
    written = "".join(re.findall(r">([^<>{}]+)<", page.split("<script")[0].split("</style>")[1]))
    assert not re.search(r"[A-Za-z]{3}", written.replace("zone-minutes", "")), "Chinese, and nothing else"


ADMITTED = (*CHECK_IN[:-1], "skip", CHECK_IN[-1])
"""In an open hall the group is asked something first, and may leave it out."""


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Kiosk]:
    """A guided visit in the real loop, on a window that is nowhere; it may be conducted from a phone."""
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    zones = tmp_path / "zones.yaml"
    written = PLACES.hall.read_text("utf-8")
    remote = f"  remote:\n    on: true\n    port: {free_port()}\n    address: 127.0.0.1\n"
    written = re.sub(r"  remote:\n(?:    .*\n)+", remote, written)
    zones.write_text(written, "utf-8")
    opened = open_hall(open_window((640, 360)), replace(PLACES, hall=zones, data=tmp_path / "data"))
    for word in ADMITTED:
        assert word in targets(opened.machine.view())
        opened._do(Tap(word))
    yield opened
    opened.close()


def beside(hall: Kiosk, do: Callable[[], None]) -> None:
    """The hall's loop in this thread, what is done to it from outside in another."""
    failed: list[BaseException] = []

    def act() -> None:
        try:
            do()
        except BaseException as error:
            failed.append(error)
        finally:
            hall.stop()

    thread = threading.Thread(target=act)
    thread.start()
    hall.run()
    thread.join()
    if failed:
        raise failed[0]


def shows(hall: Kiosk, true: Callable[[], bool]) -> None:
    for _ in range(200):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError(f"the hall shows {hall.machine.page()} {hall.machine.handset}")


@pytest.mark.skipif(not found(), reason="not installed: chromium")
def test_a_phone_comes_in_and_leads_on(hall: Kiosk, tmp_path: Path) -> None:
    machine = hall.machine
    for word in OPEN:
        hall._do(Tap(word))

    def enabled(page: Page) -> set[str]:
        keys = "[...document.querySelectorAll('[data-order]:enabled')].map(k => k.dataset.order)"
        return set(json.loads(page.ask(f"JSON.stringify({keys})")))

    def do() -> None:
        shows(hall, lambda: machine.handset.access is not None)
        access = machine.handset.access
        assert access is not None and access.state == "open", access
        with browsing(tmp_path / "profile", "--ignore-certificate-errors") as page:  # as who has compared it
            page.sized(360, 740)
            page.open(access.address)
            page.until("document.getElementById('pin') && !document.getElementById('sign-in').hidden")
            page.write("#pin", "000000")
            page.press("#sign-in button")
            page.until("document.getElementById('said').textContent.includes('密码不对')")
            page.write("#pin", access.pin)
            page.press("#sign-in button")
            page.until("document.getElementById('place').textContent === '展区图'")
            page.until("document.getElementById('onward').textContent === '去这里'")
            assert enabled(page) == set(machine.orders()), "what can be pressed is what is possible"
            page.press('[data-order="next"]')
            shows(hall, lambda: machine.zone == "case_warnings")
            page.until("document.getElementById('place').textContent === '案例警示区'")
            assert page.ask("document.getElementById('onward').textContent") == "开始"
            assert page.ask("document.querySelectorAll('#say li').length") == 3
            assert page.ask("document.getElementById('turn').textContent") == "可以这样说"
            assert enabled(page) == set(machine.orders())
            page.press('[data-order="next"]')
            shows(hall, lambda: ":step1" in machine.page())
            page.until("document.getElementById('turn').textContent === '观察员、民警：听破绽'")
            page.press('[data-order="blank"]')
            shows(hall, lambda: machine.overlay is OverlayKind.BLANK)
            page.press('[data-order="unblank"]')
            shows(hall, lambda: machine.overlay is None)
            page.ask("document.querySelector('details').open = true")
            page.press('[data-order="zone/quiz"]')
            shows(hall, lambda: machine.zone == "quiz")
            page.until("document.getElementById('place').textContent === '知识考核区'")
            assert page.ask("document.getElementById('counting').hidden"), "at the door nobody counts"
            page.press('[data-order="next"]')
            shows(hall, lambda: "quiz:live" in machine.page())
            figures = "[...document.querySelectorAll('#hands b')].map(b => b.textContent).join()"
            page.until(f"{figures} === '0,0'")
            assert page.ask("document.querySelector('#hands').textContent") == "是骗局－0＋是真的－0＋"
            assert page.ask("document.querySelector('[data-order=\"hands/0/-\"]').disabled")
            for word, now in (("hands/0/+", "1,0"), ("hands/1/+", "1,1"), ("hands/0/+", "2,1"), ("hands/1/-", "2,0")):
                page.press(f'[data-order="{word}"]')
                page.until(f"{figures} === '{now}'")
            shows(hall, lambda: [hands.count for hands in machine.hands()] == [2, 0])
            page.until("document.querySelector('[data-order=\"hands/1/-\"]').disabled")
            assert enabled(page) == set(machine.orders())
            for w, h in ((320, 568), (360, 740), (1024, 768)):
                page.sized(w, h)
                assert page.ask("document.documentElement.scrollWidth") <= w, "nothing sticks out at the side"
                small = "[...document.querySelectorAll('button')].filter(b => b.offsetParent && b.offsetHeight < 56)"
                assert page.ask(f"{small}.length") == 0
            hall._wake()
            assert not [c for c in page.complaints if "favicon" not in c and "403" not in c and "401" not in c]

    beside(hall, do)
    assert hall.recorder.close()
    kept = "".join(file.read_text("ascii") for file in (tmp_path / "data" / FOLDER).glob("*.jsonl"))
    assert (
        kept.count('"remote/next"') == 3
        and kept.count('"remote/hands/0/+"') == 2
        and '"remote/arrived"' in kept
        and '"remote/zone/quiz"' in kept
    )


def test_off_means_that_nothing_is_there(tmp_path: Path) -> None:
    """Not imported, no thread, nobody listening: switched off, and switched on as long as staff have not asked."""
    import subprocess
    import sys

    from tests.real_hall import ROOT

    script = """
import os, sys, threading
from dataclasses import replace
from pathlib import Path
from kiosk.splash import open_window
from kiosk.opening import open_hall
from kiosk.scene import Tap
from kiosk.wiring import Places
hall = open_hall(open_window((640, 360)), Places(*map(Path, sys.argv[1:4])))
for word in sys.argv[4:]:
    hall._do(Tap(word))
threading.Timer(3.0, hall.stop).start()
hall.run()
mine = {os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{n}")}
rows = [r.split() for n in ("tcp", "tcp6") for r in open(f"/proc/net/{n}").read().splitlines()[1:]]
print(sorted(r[1] for r in rows if r[3] == "0A" and f"socket:[{r[9]}]" in mine))
print(sorted(m for m in sys.modules if m.startswith(("kiosk.remote", "tornado", "cryptography"))))
print(sorted(t.name for t in threading.enumerate() if "remote" in t.name))
print(os.path.exists(Path(sys.argv[3]) / "remote.pem"))
hall.close()
"""

    def told(on: str, name: str, *words: str) -> list[str]:
        zones = tmp_path / f"{name}.yaml"
        remote = f"  remote:\n    on: {on}\n    port: {free_port()}\n    address: 127.0.0.1\n"
        zones.write_text(re.sub(r"  remote:\n(?:    .*\n)+", remote, PLACES.hall.read_text("utf-8")), "utf-8")
        import os

        return subprocess.run(
            [sys.executable, "-c", script, str(PLACES.content), str(zones), str(tmp_path / name), *words],
            cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "SDL_VIDEODRIVER": "dummy"},
        ).stdout.splitlines()[-4:]  # fmt: skip

    nothing = ["[]", "[]", "[]", "False"]
    assert told("false", "off", *ADMITTED, *OPEN) == nothing
    assert told("true", "on", *ADMITTED, *OPEN[:1]) == nothing
    opened = told("true", "opened", *ADMITTED, *OPEN)
    assert opened[0] != "[]" and "kiosk.remote.server" in opened[1] and "remote" in opened[2] and opened[3] == "True"
