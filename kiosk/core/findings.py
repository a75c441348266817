"""Where in a file something is wrong, and what: the smallest word between a check and a message."""

from __future__ import annotations

Loc = tuple[str | int, ...]
"""A way into a file: keys and list positions, `("steps", 2, "yuan")`."""

Finding = tuple[Loc, str]
"""A place in a file, and what is to be mended there, in Chinese."""
