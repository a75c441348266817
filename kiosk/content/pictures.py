"""Whether every picture, film and caption file named in the content is there, inside the content folder, and sound."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kiosk.content.conditions import Openable
from kiosk.content.library import Library
from kiosk.content.models.base import FILE
from kiosk.content.problems import Problem, nearest
from kiosk.content.spots import marked

PICTURE = (".png", ".jpg", ".jpeg")
FILM = (".mp4", ".m4v", ".mov", ".webm", ".m4a", ".mp3", ".ogg")
CAPTIONS = (".srt",)
_MEGABYTE = 1024 * 1024
SUFFIXES = {"picture": PICTURE, "film": FILM, "captions": CAPTIONS}
"""The endings a file may have, by the mark of the field that names it."""
LIMITS = {PICTURE: 8 * _MEGABYTE, FILM: 2048 * _MEGABYTE, CAPTIONS: _MEGABYTE}
"""Bytes: a 4K JPEG has 2-4 MB; a film of ten minutes 100-500 MB."""
_MAGIC = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
_DRIVE = re.compile(r"[A-Za-z]:|[\\/]")


def check_files(library: Library, content_dir: Path, openable: Openable) -> Iterator[Problem]:
    """Problems with the files that the content names; `openable` opens them as the screen does."""
    for document in library.documents:
        for loc, kind, written in marked(document.value, FILE):
            message = file_fault(content_dir, written, SUFFIXES[kind], document.zone)
            message = message or openable(content_dir / written, kind)
            if message:
                yield document.problem(loc, message)


def file_fault(content_dir: Path, written: str, suffixes: tuple[str, ...], zone: str) -> str:
    """What is wrong with a file as it is written; "" when nothing is. Paths begin in the content folder."""
    example = f"{zone}/pictures/图.jpg"
    if "://" in written:
        return f"不能用网址：把文件复制到 content 文件夹里，写成 {example} 这样"
    if _DRIVE.match(written):
        return f"不能写盘符或从根目录开始的路径：把文件放进 content 文件夹，写成 {example} 这样"
    if "\\" in written:
        return f"文件夹之间用 /，不用 \\：写成 {written.replace(chr(92), '/')}"
    if ".." in PurePosixPath(written).parts:
        return f"不能用 .. 走到 content 文件夹外面：把文件放进 content 文件夹，写成 {example} 这样"
    if "\0" in written or not written.lower().endswith(suffixes):
        return f"“{written}”的类型不对：这里要 {'、'.join(suffixes)} 文件，先转换格式再改文件名"
    path = content_dir / written
    try:
        if not path.resolve().is_relative_to(content_dir.resolve()):
            return "这个文件是指向 content 文件夹外面的链接：把文件本身复制进来"
        if not path.is_file():
            return _absent(content_dir, written, zone)
        return _content_fault(path, suffixes)
    except (OSError, ValueError, RuntimeError):
        return f"打不开“{written[:60]}”：检查文件名，或看看它是不是正被别的程序占用"


def _absent(content_dir: Path, written: str, zone: str) -> str:
    if (content_dir / zone / written).is_file():
        return f"没有找到“{written}”：路径从 content 文件夹写起，写成 {zone}/{written}"
    folder = (content_dir / written).parent
    if os.path.lexists(content_dir / written):
        return f"“{written}”不是文件，是同名的文件夹或坏了的链接：删掉它，把文件本身复制进来"
    names = [entry.name for entry in folder.iterdir()] if folder.is_dir() else []
    near = nearest(PurePosixPath(written).name, names)
    if near:
        return f"没有找到“{written}”：是不是想写 {(PurePosixPath(written).parent / near).as_posix()}？"
    return f"没有找到“{written}”：把文件放到 {content_dir.name}/{written}，或改正文件名（大小写也要一样）"


def _content_fault(path: Path, suffixes: tuple[str, ...]) -> str:
    size = path.stat().st_size
    if size == 0:
        return f"“{path.name}”是空文件：重新复制一份"
    if size > LIMITS[suffixes]:
        most = LIMITS[suffixes] // _MEGABYTE
        return f"“{path.name}”有 {size / _MEGABYTE:.0f} MB，最多 {most} MB：压缩一下再放进来"
    magic = _MAGIC.get(path.suffix.lower())
    if magic is not None:
        with path.open("rb") as stream:
            if not stream.read(len(magic)).startswith(magic):
                kind = path.suffix[1:].upper()
                return f"“{path.name}”不是真正的 {kind} 图片（可能只改了后缀）：用画图打开，另存为 PNG 或 JPEG"
    return ""
