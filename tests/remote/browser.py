"""A real Chromium on a phone's screen, told what to do through its own debugging protocol: no driver is needed."""

from __future__ import annotations

import asyncio
import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from tornado.websocket import WebSocketClientConnection, websocket_connect

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """Where it is installed, "" where it is not."""
    return next((found for name in NAMES if (found := shutil.which(name))), "")


async def _connected(ws: str) -> WebSocketClientConnection:
    return await websocket_connect(ws, max_message_size=1 << 26)


class Tab:
    """One page. Everything waits for what it asks for, some seconds at most."""

    def __init__(self, ws: str, loop: asyncio.AbstractEventLoop) -> None:
        self._loop, self._number = loop, count(1)
        self._socket: WebSocketClientConnection = loop.run_until_complete(_connected(ws))
        self.complaints: list[str] = []
        """What the browser itself had to say: refused scripts, failed loads, exceptions."""
        target = self._tell("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.tell(f"{domain}.enable")

    _session = ""

    def _tell(self, method: str, **what: Any) -> dict[str, Any]:
        return self._loop.run_until_complete(asyncio.wait_for(self._ask(method, what), 20.0))

    tell = _tell

    async def _ask(self, method: str, what: dict[str, Any]) -> dict[str, Any]:
        number = next(self._number)
        session = {"sessionId": self._session} if self._session else {}
        await self._socket.write_message(json.dumps({"id": number, "method": method, "params": what, **session}))
        while True:
            told = json.loads(await self._socket.read_message() or "{}")
            if told.get("method") == "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(told["params"], ensure_ascii=False))
            if told.get("method") == "Log.entryAdded":
                self.complaints.append(told["params"]["entry"]["text"])
            if told.get("id") == number:
                assert "error" not in told, told
                result: dict[str, Any] = told["result"]
                return result

    def screen(self, w: int, h: int) -> None:
        self.tell("Emulation.setDeviceMetricsOverride", width=w, height=h, deviceScaleFactor=1, mobile=True)

    def open(self, url: str) -> None:
        self.tell("Page.navigate", url=url)

    def run(self, script: str) -> Any:
        """The value of an expression."""
        told = self.tell("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def until(self, script: str) -> Any:
        """The value of an expression as soon as there is one."""
        for _ in range(200):
            if found := self.run(script):
                return found
            self._loop.run_until_complete(asyncio.sleep(0.05))
        raise AssertionError(f"never so: {script}; {self.run('document.body.innerText')}; {self.complaints}")

    def press(self, selector: str) -> None:
        """A finger on the middle of it, as soon as it can be pressed."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.until(f"{found} && !{found}.disabled && {found}.offsetParent !== null")
        x, y = self.run(
            f"(e => {{ e.scrollIntoView({{block: 'center'}}); const r = e.getBoundingClientRect();"
            f" return [r.x + r.width / 2, r.y + r.height / 2]; }})({found})"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.tell("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def write(self, selector: str, words: str) -> None:
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self.tell("Input.insertText", text=words)

    def picture(self, file: Path) -> None:
        file.write_bytes(base64.b64decode(self.tell("Page.captureScreenshot", format="png")["data"]))

    def close(self) -> None:
        async def closed() -> None:
            self._socket.close()
            await asyncio.sleep(0.05)

        self._loop.run_until_complete(closed())


@contextmanager
def tab(folder: Path) -> Iterator[Tab]:
    """A page in a Chromium of its own, which takes the hall's certificate as staff do who have compared it."""
    flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--ignore-certificate-errors")
    command = [chromium(), *flags, "--remote-debugging-port=0", f"--user-data-dir={folder / 'profile'}", "about:blank"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    loop = asyncio.new_event_loop()
    try:
        assert process.stderr is not None
        ws = next(
            found[1] for line in process.stderr if (found := re.search(r"DevTools listening on (ws://\S+)", line))
        )
        made = Tab(ws, loop)
        yield made
        made.close()
    finally:
        process.terminate()
        process.wait(20)
        if process.stderr is not None:
            process.stderr.close()
        loop.close()
