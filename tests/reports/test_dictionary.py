"""The data dictionary says what the log really holds."""

from __future__ import annotations

from pathlib import Path

import kiosk
from kiosk.core.events import KINDS
from kiosk.reports.dictionary import events_markdown

PAGE = Path(kiosk.__file__).parents[1] / "docs" / "events.md"


def test_the_page_is_current() -> None:
    current = PAGE.read_text(encoding="utf-8") == events_markdown()
    assert current, "write it anew: python -m kiosk.reports.dictionary > docs/events.md"


def test_every_event_is_explained() -> None:
    for name, kind in KINDS.items():
        assert f"## {name}\n" in events_markdown()
        assert (kind.__doc__ or "").strip(), name
        assert not (kind.__doc__ or "").startswith(f"{name}("), f"{name} has no words of its own"
