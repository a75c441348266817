"""The hash of a text is the one everybody knows, whatever Python it is made with, and opens no library of the system's."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256

from kiosk.core.text_hash import text_hash


def test_it_is_sha_256() -> None:
    for text in ("", "反诈", "a" * 1000):
        assert text_hash(text) == sha256(text.encode()).hexdigest()


def test_half_of_a_pair_is_hashed_too() -> None:
    assert len(text_hash("\ud83d")) == 64


def test_openssl_is_not_opened() -> None:
    asks = "import sys; import kiosk.core.text_hash as t; t.text_hash('x'); sys.exit('_hashlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asks]).returncode == 0
