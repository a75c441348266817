"""Whether staff want the visit conducted from a phone, and what its sheet says of that: plain data.

Who serves the phone (`kiosk.remote`) is not known here. A visit played again opens nothing, and goes on all the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

AccessState = Literal["open", "locked", "taken", "idle", "failed"]


@dataclass(frozen=True, slots=True)
class Access:
    """How a phone gets in: the page's address, the PIN, the fingerprint of the certificate. `locked`: too many wrong
    PINs; `taken`: a phone conducts already; `idle`: nobody has for so long that it is shut; `failed`: it could not be
    opened, `why` says what to do."""

    state: AccessState = "open"
    address: str = ""
    pin: str = ""
    fingerprint: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Handset:
    """`wanted`: staff have opened it and nobody has closed it. `times`: how often it was asked for; another number is
    another gesture, for which whatever was locked is opened anew. `access` is shown on its sheet, None until known."""

    wanted: bool = False
    times: int = 0
    access: Access | None = None

    def asked_for(self) -> Handset:
        return replace(self, wanted=True, times=self.times + 1)

    def shut_out(self) -> Handset:
        return replace(self, wanted=False, access=None)


NO_HANDSET = Handset()
