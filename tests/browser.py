"""A real Chromium without a window, spoken to over its own pipe: nothing but the browser has to be installed. For the
pages that visitors and officers open on their telephones."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--remote-debugging-pipe",
)
PATIENCE_SECONDS = 120
_COMMANDS, _ANSWERS = 3, 4
"""The file descriptors Chromium reads and writes on."""


def found() -> str:
    """Where the browser is; "" where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), "")


class Page:
    """One page of the browser, and everything it told meanwhile."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands, self._answers, self._last, self._rest = commands, answers, 0, b""
        self.events: list[dict[str, Any]] = []
        self._session = ""
        target = self.order("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.order("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for room in ("Page", "Runtime", "Network", "Log"):
            self.order(f"{room}.enable")

    def order(self, method: str, **given: Any) -> dict[str, Any]:
        """Does one thing and waits for its answer."""
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": given}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._last:
                assert "error" not in told, told
                result: dict[str, Any] = told["result"]
                return result
            self.events.append(told)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._answers], [], [], PATIENCE_SECONDS)
            read = os.read(self._answers, 1 << 16) if ready else b""
            assert read, "the browser has gone, or says nothing any more"
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(line)
        return told

    def told(self, method: str) -> list[dict[str, Any]]:
        """What was told of that kind."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def sized(self, width: int, height: int, scale: float = 1.0) -> None:
        """The page of a telephone of that size."""
        self.order(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=True
        )

    @property
    def complaints(self) -> list[str]:
        """What the browser itself had to say: refused scripts, failed loads, exceptions."""
        said = [entry["entry"]["text"] for entry in self.told("Log.entryAdded")]
        return said + [json.dumps(thrown, ensure_ascii=False) for thrown in self.told("Runtime.exceptionThrown")]

    def open(self, url: str) -> None:
        """Opens an address and waits until it has loaded."""
        before = len(self.told("Page.loadEventFired"))
        self.order("Page.navigate", url=url)
        while len(self.told("Page.loadEventFired")) == before:
            self.events.append(self._next())

    def ask(self, script: str) -> Any:
        """The value of a script."""
        told = self.order("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def until(self, script: str) -> Any:
        """The value of a script as soon as there is one."""
        for _ in range(200):
            if value := self.ask(script):
                return value
            time.sleep(0.05)
        raise AssertionError(f"never so: {script}; {self.ask('document.body.innerText')}; {self.complaints}")

    def press(self, selector: str) -> None:
        """A finger on what the selector finds, as soon as it can be pressed."""
        element = f"document.querySelector({json.dumps(selector)})"
        self.until(f"!!{element} && !{element}.disabled && {element}.offsetParent !== null")
        self.click(element)

    def write(self, selector: str, words: str) -> None:
        """Words into the field that the selector finds."""
        self.ask(f"document.querySelector({json.dumps(selector)}).focus()")
        self.order("Input.insertText", text=words)

    def click(self, script: str) -> None:
        """Presses the middle of the element that the script finds, as a finger would."""
        where = self.ask(
            f"(function () {{ var e = {script}; e.scrollIntoView({{block: 'center'}});"
            "var r = e.getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.order("Input.dispatchMouseEvent", type=kind, x=where[0], y=where[1], button="left", clickCount=1)

    def picture(self, file: Path) -> None:
        """The whole page as a PNG."""
        told = self.order("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(told["data"]))


@contextmanager
def browsing(folder: Path, *flags: str) -> Iterator[Page]:
    """A browser with a profile of its own in that folder, and more `flags` of its own."""
    read_commands, write_commands = os.pipe()
    read_answers, write_answers = os.pipe()
    wired = f'exec "$@" {_COMMANDS}</proc/self/fd/{read_commands} {_ANSWERS}>/proc/self/fd/{write_answers}'
    order = ["sh", "-c", wired, "sh", found(), *FLAGS, *flags, f"--user-data-dir={folder}", "about:blank"]
    browser = subprocess.Popen(
        order, pass_fds=(read_commands, write_answers), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(read_commands)
    os.close(write_answers)
    try:
        yield Page(write_commands, read_answers)
    finally:
        browser.terminate()
        try:
            browser.wait(20)
        except subprocess.TimeoutExpired:
            browser.kill()
            browser.wait()
        os.close(write_commands)
        os.close(read_answers)
