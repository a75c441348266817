"""A film or recording of the hall's own, wherever content names one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kiosk.content.models.base import Line, Model, Text, code


@dataclass(frozen=True, slots=True)
class Film(Model):
    """A film or recording; a missing file is a line in the log, never an error on screen."""

    title: Line = field(metadata={"description": "片名"})
    file: Text = field(metadata=code("影片文件，从 content 文件夹写起，例如 case_warnings/films/a.mp4", file="film"))
    poster: str = field(default="", metadata=code("放不了时显示的图片，可不写", file="picture"))
    captions: str = field(default="", metadata=code("字幕文件（.srt），可不写", file="captions"))


@dataclass(frozen=True, slots=True)
class FilmInfo:
    """A film with what is known of its file: its length in seconds, 0 when the file does not say."""

    title: str
    file: str
    poster: str = ""
    captions: str = ""
    seconds: float = 0.0


def film_item(file: str) -> str:
    """What the film in that file is called in the log: the file's name without its ending, as films have no ids."""
    return f"film:{PurePosixPath(file).stem}"
