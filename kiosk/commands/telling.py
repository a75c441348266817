"""How a command speaks to whoever typed it: what was wrong, and what to do about it."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path

from kiosk.core.refusals import because

CARRIED = "kiosk_content"
"""What the wheel brings along beside the program: content and zones.yaml (see setup.py)."""


def say(words: str) -> int:
    """Tells the words on standard error; the status of a command that found something to mend."""
    print(words, file=sys.stderr)
    return 1


def why(trouble: Exception, place: Path) -> str:
    """What staff can do about trouble with what was asked for at `place`; the system's own words are English."""
    message = because(trouble)
    return f"{place}：{message}" if message else str(trouble)


def size(words: str) -> tuple[int, int]:
    """A size as argparse reads it: 1920x1080."""
    found = re.fullmatch(r"(\d{3,5})[xX×](\d{3,5})", words)
    sides = [int(side) for side in found.groups()] if found else [0]
    if not found or min(sides) < 480 or max(sides) > 8192:
        raise argparse.ArgumentTypeError(f"大小要写成 1920x1080 这样（480 到 8192），而不是 {words}")
    return sides[0], sides[1]


def day(words: str) -> date:
    """A date as argparse reads it: 2026-11-01."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期要写成 2026-11-01 这样，而不是 {words}") from None


def root() -> Path:
    """Where zones.yaml lies: the folder one stands in, else the project the program came from, else what its wheel
    brought along."""
    project = Path(__file__).resolve().parent.parent.parent
    places = (Path.cwd(), project, project / CARRIED)
    return next((place for place in places if (place / "zones.yaml").is_file()), project)


def desk() -> Path:
    """Where what the program makes is put by itself: beside zones.yaml, but never among what its wheel brought."""
    return Path.cwd() if root().name == CARRIED else root()


def reading() -> argparse.ArgumentParser:
    """The options of every command that reads content."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--content", type=Path, default=root() / "content", metavar="DIR", help="内容文件夹")
    options.add_argument("--hall", type=Path, default=root() / "zones.yaml", metavar="FILE", help="本馆设置 zones.yaml")
    return options


def keeping() -> argparse.ArgumentParser:
    """The options of every command that reads or writes records."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--data", type=Path, default=desk() / "data", metavar="DIR", help="记录保存的文件夹")
    return options
