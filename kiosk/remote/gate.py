"""Who may conduct the visit, and which of their orders count: no network in here, and no clock but the one given.

One phone at a time, let in by a PIN that is on the hall's screen; wrong ones lock the gate until staff open it anew. An
order carries what only the page of this session knows (`token`), a number higher than any before (`count`), and the
screen it is meant for.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from kiosk.remote.snapshot import HallNow
from kiosk.session.conducting import Lead, is_of_hands

PIN_DIGITS = 6
WRONG_MOST = 5
"""Wrong PINs after which nobody is let in any more."""
IDLE_SECONDS = 600.0
"""Without an order for so long, the gate is shut."""
AWAY_SECONDS = 300.0
"""A phone that has not asked for so long is no longer there; another may come."""
_ON_THE_SCREEN = (Lead.NEXT, Lead.BACK, Lead.STOP)


class Refusal(Enum):
    """Why not: the status of the answer, and what the phone says of it."""

    LOCKED = 423, "密码错了五次，已经锁上。请在大屏幕上重新打开。"
    TAKEN = 409, "已经有一部手机在遥控。请在那部手机上退出，或者在大屏幕上重新打开。"
    WRONG = 403, "密码不对，看看大屏幕，再输一次。"
    NOBODY = 401, "请先输入密码。"
    FORGED = 403, "这个页面旧了，请重新打开。"
    STALE = 409, "画面刚换了，看一眼再按。"
    IMPOSSIBLE = 409, "现在做不了这一步。"
    BUSY = 429, "太快了，等一等。"

    @property
    def status(self) -> int:
        return self.value[0]

    @property
    def words(self) -> str:
        return self.value[1]


@dataclass(slots=True)
class _Session:
    cookie: str
    token: str
    seen: float
    count: int = 0


def on_the_screen(order: str) -> bool:
    """Whether an order means the very screen the officer saw."""
    return order in _ON_THE_SCREEN or is_of_hands(order)


def new_pin() -> str:
    """Six digits that nobody can guess."""
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"


def _bytes(sent: str) -> bytes:
    """What can be compared in constant time, whatever was sent: JSON holds characters that are none."""
    return sent.encode("utf-8", "surrogatepass")


class Gate:
    """The gate with that PIN. `now` is the caller's clock in seconds."""

    def __init__(self, pin: str, now: Callable[[], float]) -> None:
        self._pin, self._now = pin, now
        self._wrong = 0
        self._session: _Session | None = None
        self._ordered = now()

    @property
    def locked(self) -> bool:
        return self._wrong >= WRONG_MOST

    @property
    def idle(self) -> bool:
        """Whether nobody has come in or ordered anything for so long that it is to be shut."""
        return self._now() - self._ordered >= IDLE_SECONDS

    @property
    def taken(self) -> bool:
        """Whether a phone conducts, and is still there."""
        session = self._session
        if session is not None and self._now() - session.seen >= AWAY_SECONDS:
            self._session = session = None
        return session is not None

    def sign_in(self, pin: str) -> Refusal | str:
        """The cookie of a new session. While a phone conducts no PIN is looked at, so nobody can lock it out."""
        if self.locked:
            return Refusal.LOCKED
        if self.taken:
            return Refusal.TAKEN
        if not hmac.compare_digest(_bytes(pin), _bytes(self._pin)):
            self._wrong += 1
            return Refusal.LOCKED if self.locked else Refusal.WRONG
        self._wrong, self._ordered = 0, self._now()
        self._session = _Session(secrets.token_urlsafe(32), secrets.token_urlsafe(32), self._now())
        return self._session.cookie

    def known(self, cookie: str) -> bool:
        """Whether that is the phone which conducts; it is there then."""
        session = self._session if self.taken else None
        if session is None or not hmac.compare_digest(_bytes(cookie), _bytes(session.cookie)):
            return False
        session.seen = self._now()
        return True

    @property
    def token(self) -> tuple[str, int]:
        """What orders are to carry: the token, and the number of the last one. Only for the phone that is known."""
        return (self._session.token, self._session.count) if self._session is not None else ("", 0)

    def sign_out(self) -> None:
        """The phone leaves; another may come with the same PIN."""
        self._session = None

    def judge(self, token: str, count: int, order: str, screen: int, hall: HallNow) -> Refusal | None:
        """None when the order of the phone that is known counts, as the hall stands now."""
        session = self._session
        if session is None or not hmac.compare_digest(_bytes(token), _bytes(session.token)):
            return Refusal.FORGED
        if count <= session.count:
            return Refusal.STALE
        session.count = count
        if on_the_screen(order) and screen != hall.screen:
            return Refusal.STALE
        if order not in hall.orders:
            return Refusal.IMPOSSIBLE
        self._ordered = self._now()
        return None
