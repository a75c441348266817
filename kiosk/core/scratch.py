"""What the program puts into the system's temporary folder for a while is called so that a later start can clear it."""

from __future__ import annotations

import os
import re

_OWNER = re.compile(r"kiosk-[a-z]+-(\d+)-.*|.*\.(\d+)\.part")


def scratch_prefix(what: str) -> str:
    """How the names of this process's files begin."""
    return f"kiosk-{what}-{os.getpid()}-"


def owner_of(name: str) -> int | None:
    """The process that made a file of that name; None where the name does not say it."""
    found = _OWNER.fullmatch(name)
    return int(found[1] or found[2]) if found else None
