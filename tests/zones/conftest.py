"""Tests of a zone's checks may ask for a small hall."""

from __future__ import annotations

from tests.content.conftest import hall

__all__ = ["hall"]
