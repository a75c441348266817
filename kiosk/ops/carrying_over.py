"""What staff wrote stays from one version to the next: files nobody touched are replaced, edited ones are kept, and
the new one is laid beside."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SHIPPED = ".shipped.json"
"""What the program brought of this hall, by hash: what differs from it, staff have written."""
ASIDE = "新版内容"
"""The folder for what the program brings anew where staff have a file of their own."""
RECORDS = "data"
"""The link to the records, which every version shares."""


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What staff are to know: their files that were kept while the program has newer ones, and those it has no more."""

    aside: tuple[str, ...]
    no_more: tuple[str, ...]


def carry_over(brought: Path, before: Path | None, made: Path) -> CarriedOver:
    """Makes the hall's folder `made` from what the program brings and from the hall of before. Raises OSError.

    For each file three are compared: what the program brought then, what lies there now, what it brings today.
    """
    new, mine = hashes(brought), hashes(before) if before else {}
    then = _shipped(before) if before else {}
    laid_before = hashes(before / ASIDE) if before else {}
    aside, no_more = [], []
    for name in sorted(new.keys() | mine.keys()):
        edited = mine.get(name) != then.get(name)
        if before is None or not edited:
            if name in new:
                _copy(brought, name, made)
            continue
        if name in mine:
            _copy(before, name, made)
        if name in new and new[name] != mine.get(name) and (new[name] != then.get(name) or name in laid_before):
            _copy(brought, name, made / ASIDE)
            aside.append(name)
        if name in then and name not in new:
            no_more.append(name)
    made.mkdir(parents=True, exist_ok=True)
    (made / SHIPPED).write_text(json.dumps(new, ensure_ascii=False, indent=0), "utf-8")
    return CarriedOver(tuple(aside), tuple(no_more))


def hashes(folder: Path) -> dict[str, str]:
    """What each file of a hall hashes to, by its place in it; of a link, where it leads. Records are no part of it."""
    found = {}
    for path in _inside(folder):
        name = path.relative_to(folder).as_posix()
        if name in (SHIPPED, RECORDS) or name.split("/")[0] == ASIDE:
            continue
        if path.is_symlink():
            found[name] = f"-> {os.readlink(path)}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _inside(folder: Path) -> Iterator[Path]:
    """All that lies in it. Raises OSError for a folder that cannot be listed: `rglob` would pass over it, as if it were
    empty."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from _inside(path)


def _shipped(before: Path) -> Mapping[str, str]:
    """What the program had brought to that hall; nothing where that says nothing: then all is kept as staff's. Raises
    OSError where it cannot be read now."""
    try:
        said = json.loads((before / SHIPPED).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in said.items()} if isinstance(said, dict) else {}


def _copy(source: Path, name: str, target: Path) -> None:
    (target / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / name, target / name, follow_symlinks=False)
