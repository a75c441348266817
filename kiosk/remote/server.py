"""The door for the phone: HTTPS in one thread. It hears orders, shows a snapshot, and knows nothing else of the hall.

What is too fast is not read: connections beyond an address's allowance are closed before anything costs anything, so
that a flood leaves the hall's frames alone.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import socket
import ssl
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tornado.http1connection import HTTP1Connection
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.iostream import IOStream, SSLIOStream, StreamClosedError
from tornado.web import Application, RequestHandler

from kiosk.core.outside import parse_json
from kiosk.remote.gate import Gate, Refusal
from kiosk.remote.limits import Allowance, Allowances
from kiosk.remote.snapshot import HallNow
from kiosk.session.handset import AccessState

COOKIE = "__Host-remote"
PAGE = Path(__file__).with_name("page.html")
BODY_BYTES = 1024
HEADER_BYTES = 8192
STREAMS_MOST, STREAMS_EACH = 24, 8
"""Connections at once, of all and of one address: a phone opens two or three."""
HOLD_SECONDS, LOOK_SECONDS = 20.0, 0.1
"""How long a phone waits for news at most, and how often is looked for them."""
_TOO_FAST = b"HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
BREATH_SECONDS = 0.25
"""So long nobody is listened to when everybody asks at once."""


class PhoneDoor:
    """A socket that listens on `address`, served by a thread of its own from `open` to `close`.

    `order` takes an order's word with the screen it is meant for, False when no more are taken; `changed` hears that
    the gate is another (`taken`, `open`, `locked`, `idle`). Both are called in the thread, and only hand something
    on. Raises OSError when it cannot listen, or when the certificate cannot be read.
    """

    def __init__(
        self,
        address: str,
        port: int,
        certificate: Path,
        gate: Gate,
        now: Callable[[], float],
        order: Callable[[str, int], bool],
        changed: Callable[[AccessState], None],
    ) -> None:
        self.gate, self.order, self.changed = gate, order, changed
        self.snapshot = HallNow()
        """What the phone is told: the loop puts another in its place."""
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.minimum_version = ssl.TLSVersion.TLSv1_2
        self._tls.load_cert_chain(certificate)
        self._socket = socket.create_server((address, port), backlog=32)
        self._socket.setblocking(False)
        self.port = int(self._socket.getsockname()[1])
        self.host = f"{address}:{self.port}"
        self.requests = Allowances(60.0, 15.0, now)
        self._calls = Allowances(20.0, 4.0, now)
        self._all_calls = Allowance(60.0, 60.0, now)
        self._streams: dict[IOStream, str] = {}
        self._ended = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="remote", daemon=True)

    def open(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Nobody is listened to any more; what is being said to a phone may be cut off."""
        self._ended = True
        with suppress(RuntimeError):  # it has ended by itself
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._end.set)
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(1.0)

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        logging.getLogger("tornado.general").setLevel(logging.ERROR)  # whoever calls in another tongue fills no log
        self._end = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._server = HTTPServer(
            Application(_ROUTES, door=self, default_handler_class=_Nothing, log_function=_quiet),
            no_keep_alive=False,
            max_body_size=BODY_BYTES,
            max_header_size=HEADER_BYTES,
            chunk_size=BODY_BYTES * 4,
            idle_connection_timeout=HOLD_SECONDS,
            body_timeout=5.0,
        )
        self._listen()
        was: AccessState = "open"
        while not self._ended:
            state = self._state()
            if state != was:
                self.changed(state)
            was = state
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._end.wait(), LOOK_SECONDS)
        IOLoop.current().remove_handler(self._socket)
        self._socket.close()
        for stream in list(self._streams):
            stream.close()

    def _state(self) -> AccessState:
        gate = self.gate
        return "idle" if gate.idle else "locked" if gate.locked else "taken" if gate.taken else "open"

    # ------------------------------------------------------------ who is listened to
    def _listen(self) -> None:
        if not self._ended:
            IOLoop.current().add_handler(self._socket, self._come, IOLoop.READ)

    def _come(self, *_: Any) -> None:
        if not self._all_calls.take():
            IOLoop.current().remove_handler(self._socket)
            IOLoop.current().call_later(BREATH_SECONDS, self._listen)
            return
        try:
            connection, (address, *_rest) = self._socket.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self._streams = {stream: whose for stream, whose in self._streams.items() if not stream.closed()}
        its_own = sum(whose == address for whose in self._streams.values())
        if len(self._streams) >= STREAMS_MOST or its_own >= STREAMS_EACH or not self._calls.take(address):
            connection.close()
            return
        connection.setblocking(False)
        held = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        stream = SSLIOStream(held, max_buffer_size=64 * 1024)
        self._streams[stream] = address
        self._server.handle_stream(stream, (address, *_rest))


def _quiet(handler: RequestHandler) -> None:
    """What phones ask is nobody's business, and a flood would fill the log."""


async def _cut_off(stream: IOStream) -> None:
    """The shortest answer there is, and the line is cut: whoever goes on has to call again, and calls are counted."""
    with suppress(StreamClosedError):
        await stream.write(_TOO_FAST)
    stream.close()


class _Asked(RequestHandler):
    """A request: refused unless it comes from the page this door serves, by the name it has."""

    @property
    def door(self) -> PhoneDoor:
        """The door the request came through."""
        door: PhoneDoor = self.application.settings["door"]
        return door

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")

    def prepare(self) -> Awaitable[None] | None:
        if not self.door.requests.take(str(self.request.remote_ip)):
            return _cut_off(self.detach())
        if self.request.host != self.door.host:
            self._say(421, {"words": "网址不对，请照大屏幕上的打开。"})
        elif self.request.method == "POST" and self.request.headers.get("Origin") != f"https://{self.door.host}":
            self._refuse(Refusal.FORGED)
        return None

    def write_error(self, status_code: int, **_: Any) -> None:
        self._say(status_code, {"words": "没有这个页面。" if status_code == 404 else "现在做不了这一步。"})

    def _say(self, status: int, answer: dict[str, Any]) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(answer, ensure_ascii=False))

    def _refuse(self, refusal: Refusal) -> None:
        self._say(refusal.status, {"words": refusal.words})

    def _known(self) -> bool:
        """Whether the phone that conducts is asking; anybody else is told so."""
        known = self.door.gate.known(self.get_cookie(COOKIE, "") or "")
        if not known:
            self._refuse(Refusal.LOCKED if self.door.gate.locked else Refusal.NOBODY)
        return known

    def _body(self) -> dict[str, Any]:
        """What was sent; nothing where it is no JSON object."""
        try:
            sent = parse_json(self.request.body)
        except ValueError:
            return {}
        return sent if isinstance(sent, dict) else {}


class _Nothing(_Asked):
    """Every other address."""

    def prepare(self) -> Awaitable[None] | None:
        refused = super().prepare()
        if not self._finished:
            self.write_error(404)
        return refused


class _Page(_Asked):
    def get(self) -> None:
        """The one page there is; its style and script carry a number used once, and nothing is loaded from anywhere."""
        once = secrets.token_urlsafe(16)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header(
            "Content-Security-Policy",
            f"default-src 'none'; script-src 'nonce-{once}'; style-src 'nonce-{once}'; connect-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        )
        self.finish(PAGE.read_text("utf-8").replace("{once}", once))


class _SignIn(_Asked):
    def post(self) -> None:
        pin = self._body().get("pin")
        cookie = self.door.gate.sign_in(pin if isinstance(pin, str) else "")
        if isinstance(cookie, Refusal):
            return self._refuse(cookie)
        self.set_cookie(COOKIE, cookie, path="/", secure=True, httponly=True, samesite="Strict")
        return self._say(200, {})


class _SignOut(_Asked):
    def post(self) -> None:
        if self._known():
            self.door.gate.sign_out()
            self.clear_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Strict")
            self._say(200, {})


class _State(_Asked):
    async def get(self) -> None:
        """The hall as it stands; with `after`, as soon as it is another, or after a while anyway."""
        if not self._known():
            return
        after, door = self.get_query_argument("after", ""), self.door
        until = IOLoop.current().time() + HOLD_SECONDS
        while str(door.snapshot.number) == after and IOLoop.current().time() < until and not self._gone():
            await asyncio.sleep(LOOK_SECONDS)
        if self._known():
            token, count = door.gate.token
            self._say(200, {**door.snapshot.as_json(), "token": token, "count": count})

    def _gone(self) -> bool:
        connection = self.request.connection
        return isinstance(connection, HTTP1Connection) and connection.stream.closed()


class _Order(_Asked):
    def post(self) -> None:
        if not self._known():
            return None
        sent, door = self._body(), self.door
        token, count, order, screen = (sent.get(key) for key in ("token", "count", "order", "screen"))
        if not (isinstance(token, str) and isinstance(order, str) and type(count) is int and type(screen) is int):
            return self._refuse(Refusal.FORGED)
        refusal = door.gate.judge(token, count, order, screen, door.snapshot)
        if refusal is None and not door.order(order, screen):
            refusal = Refusal.BUSY
        return self._refuse(refusal) if refusal is not None else self._say(202, {})


_ROUTES = [(r"/", _Page), (r"/sign-in", _SignIn), (r"/sign-out", _SignOut), (r"/state", _State), (r"/order", _Order)]
