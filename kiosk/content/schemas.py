"""JSON schemas for editors, made from the models, so that a rule is written down once.

Run as a module to write them: `python -m kiosk.content.schemas content/schemas`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from kiosk.content.zone_files import ZONE_FILES, ZONE_IDS

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def render() -> dict[str, str]:
    """The text of each schema by file name, one a zone: any of the zone's kinds of file."""
    return {f"{zone}.json": _schema(zone) for zone in ZONE_IDS}


def write(folder: Path) -> None:
    """Writes every schema into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in render().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _schema(zone: str) -> str:
    kinds = [kind for kind in ZONE_FILES if kind.zone == zone]
    shared: dict[str, Any] = {}
    anyof = []
    for kind in kinds:
        schema = TypeAdapter(kind.model).json_schema(ref_template="#/$defs/{model}")
        shared |= schema.pop("$defs", {})
        anyof.append({**_plain(schema), "title": kind.pattern})
    whole = {"$schema": _DRAFT, "title": zone, "anyOf": anyof, "$defs": _plain(shared)}
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _plain(schema: Any) -> Any:
    """Without the titles pydantic makes of names, and without the models' English docstrings."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    is_model = schema.get("type") == "object" and "properties" in schema
    made_up = {"title", "description"} if is_model else {"title"} if isinstance(schema.get("title"), str) else set()
    return {key: _plain(value) for key, value in schema.items() if key not in made_up}


if __name__ == "__main__":
    write(Path(sys.argv[1]))
