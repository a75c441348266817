"""JSON schemas for editors, made from the models, so that a rule is written down once. `kiosk schemas` writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from kiosk.content.catalogue import Catalogue
from kiosk.content.content_file import HALL, ContentFile
from kiosk.content.reading import DRAFT
from kiosk.core.vocabulary import Term

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def render(catalogue: Catalogue) -> dict[str, str]:
    """The text of each schema by file name, one for the hall and one a zone: any of its kinds of file."""
    return {f"{owner}.json": _schema(catalogue, owner) for owner in (HALL, *catalogue.zone_ids)}


def write(catalogue: Catalogue, folder: Path) -> None:
    """Writes every schema into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in render(catalogue).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _schema(catalogue: Catalogue, zone: str) -> str:
    kinds = [kind for kind in catalogue.files if kind.zone == zone]
    shared: dict[str, Any] = {}
    anyof = []
    for kind in kinds:
        schema = TypeAdapter(kind.model).json_schema(ref_template="#/$defs/{model}")
        shared |= schema.pop("$defs", {})
        _allow_drafts(kind, schema, shared)
        anyof.append({**_plain(schema), "title": kind.pattern})
    whole = {"$schema": _DRAFT, "title": zone, "anyOf": anyof, "$defs": _plain(shared)}
    return json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _allow_drafts(kind: ContentFile, schema: dict[str, Any], shared: dict[str, Any]) -> None:
    """`draft` is no key of a model, and may be written on whatever can be kept off the screen by itself."""
    holders = [schema] if kind.many and not kind.each else []
    for pattern in kind.each:
        inside = schema
        for key in pattern.replace("/*", "").split("/"):
            entry = inside["properties"][key].get("items", {})
            inside = shared.get(str(entry.get("$ref", "")).rpartition("/")[2], {})
        holders += [inside] if "properties" in inside else []
    for holder in holders:
        words = "true=草稿，不上屏；写好了就删掉这一行"
        holder["properties"][DRAFT] = {"default": False, "description": words, "type": "boolean"}


def _plain(schema: Any) -> Any:
    """Without the titles pydantic makes of names, and without the models' English docstrings."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    terms = {term.__name__: term for term in Term.__subclasses__()} if "enum" in schema else {}
    term = terms.get(str(schema.get("title")))
    if term is not None:
        return {"enum": schema["enum"], "description": "，".join(f"{t.value}={t.word}" for t in term)}
    is_model = schema.get("type") == "object" and "properties" in schema
    made_up = {"title", "description"} if is_model else {"title"} if isinstance(schema.get("title"), str) else set()
    return {key: _plain(value) for key, value in schema.items() if key not in made_up}
