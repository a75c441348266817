"""The SHA-256 of a text without OpenSSL: opening that takes 2 ms and a megabyte, and the hall needs no more of it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

BUILT_IN = ("_sha2", "_sha256")
"""What Python is built with, from 3.12 and before; the standard library's own `random` takes it from there too."""


def _sha256() -> Any:
    for name in BUILT_IN:
        try:
            return import_module(name).sha256
        except ImportError:
            continue
    return import_module("hashlib").sha256  # a Python built without it: the system's


sha256 = _sha256()


def text_hash(text: str) -> str:
    """64 hexadecimal digits."""
    digits: str = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return digits
