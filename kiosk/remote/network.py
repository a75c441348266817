"""Where a phone in the hall's own network finds this machine."""

from __future__ import annotations

import socket

_NOWHERE = ("192.0.2.1", 9)
"""An address that is nobody's (RFC 5737). Nothing is sent there: only the way to it is asked for."""


def own_address(given: str = "") -> str:
    """The address in the hall's network: as zones.yaml has it, or of the card the way out leads through. Raises OSError
    when there is no network."""
    if given:
        return given
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(_NOWHERE)
            found = str(asked.getsockname()[0])
        except OSError:  # a network without a way out, as a hall's own often is
            found = _named()
    if found.startswith("0."):
        raise OSError("no network")
    return found


def _named() -> str:
    """The first address of this machine's own name that is not the machine talking to itself."""
    listed = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET, socket.SOCK_STREAM)
    return next((str(at[0]) for *_, at in listed if not str(at[0]).startswith("127.")), "0.0.0.0")
