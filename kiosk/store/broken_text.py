"""Text of a log that is no UTF-8 any more: read on with “�” in its place, never a reason to stop."""

from __future__ import annotations

import sqlite3


class BrokenText:
    """Reads all text of a connection (`text_factory`), and counts the texts that were not whole."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.count = 0
        connection.text_factory = self

    def __call__(self, raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self.count += 1
            return raw.decode("utf-8", "replace")
