"""Where the live forms are kept, beside the log: written in one step and read back, set aside where damaged."""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kiosk.core.live_forms import KeptForm, KeptForms, KeptItem
from kiosk.core.outside import TooLargeError, parse_json, read_file
from kiosk.core.text_hash import text_hash

FILE = "forms.json"
"""In the data folder."""
_DAMAGED = ".damaged-"
_MOST_BYTES = 4 * 1024 * 1024

_log = logging.getLogger(__name__)


def read_forms(data_dir: Path) -> KeptForms | None:
    """The forms that are kept; None where there are none, or the file was damaged: then it is set aside, with one line
    for staff. Raises OSError where it cannot be read, or set aside, now."""
    path = data_dir / FILE
    try:
        written = read_file(path, _MOST_BYTES)
    except FileNotFoundError:
        return None
    except TooLargeError:
        written = b""
    try:
        return _parsed(written)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        aside = _free(path)
        os.replace(path, aside)
        _log.error("测效果的两套题 %s 已损坏（%s），移到 %s，另抽两套", path, type(error).__name__, aside.name)
        return None


def were_lost(data_dir: Path) -> bool:
    """Whether there were forms once of which nobody knows any more what stood in them."""
    return (data_dir / f"{FILE}{_DAMAGED}1").exists()


def write_forms(data_dir: Path, forms: KeptForms) -> None:
    """Keep the forms: after a power cut the file is the old or the new one. Raises OSError where what was written is
    not what is read back, or nothing can be written."""
    path = data_dir / FILE
    part = path.with_suffix(f".{os.getpid()}.part")
    body = asdict(forms)
    written = json.dumps({"forms": body, "sum": _sum(body)}, ensure_ascii=False, indent=1).encode()
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as stream:
            stream.write(written)
            stream.flush()
            os.fsync(stream.fileno())
        if part.read_bytes() != written:
            raise OSError(f"{part}: what was written is not what is read")
        os.replace(part, path)
    finally:
        with suppress(OSError):
            part.unlink()


def _parsed(written: bytes) -> KeptForms:
    """Raises ValueError, TypeError or KeyError for what is no file of forms, or has changed since it was written."""
    held = parse_json(written)
    body = held["forms"]
    if held["sum"] != _sum(body):
        raise ValueError("the sum does not fit")
    return KeptForms(body["quarter"], _form(body["one"]), _form(body["other"]))


def _form(body: Any) -> KeptForm:
    return KeptForm(body["id"], tuple(KeptItem(**item) for item in body["items"]))


def _sum(body: Any) -> str:
    return text_hash(json.dumps(body, ensure_ascii=False, sort_keys=True))


def _free(path: Path) -> Path:
    """A name beside it that nothing has yet."""
    number = 1
    while (aside := path.with_name(f"{path.name}{_DAMAGED}{number}")).exists():
        number += 1
    return aside
