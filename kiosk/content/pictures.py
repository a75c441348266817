"""Whether every picture, film and caption file named in the content is there, inside the content folder, and sound."""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from kiosk.content.conditions import Openable
from kiosk.content.library import Library
from kiosk.content.media import LIES, PICTURE_BYTES
from kiosk.content.models.base import FILE
from kiosk.content.problems import Problem, nearest
from kiosk.content.spots import marked
from kiosk.core.findings import Loc
from kiosk.core.outside import open_file

PICTURE = (".png", ".jpg", ".jpeg")
FILM = (".mp4", ".m4v", ".mov", ".webm", ".m4a", ".mp3", ".ogg")
CAPTIONS = (".srt",)
_MEGABYTE = 1024 * 1024
OVERLAY = (".jpg",)
"""A piece of a room's picture, as `kiosk bake` makes it of what changes there."""
SUFFIXES = {"picture": PICTURE, "film": FILM, "captions": CAPTIONS, "overlay": OVERLAY}
"""The endings a file may have, by the mark of the field that names it."""
LIMITS = {PICTURE: PICTURE_BYTES, FILM: 2048 * _MEGABYTE, CAPTIONS: _MEGABYTE, OVERLAY: _MEGABYTE}
"""Bytes: a film of ten minutes has 100-500 MB."""
LEAST_SIDE = 200
"""Pixels of a picture's shorter side: on the wall it is shown at twice that and more."""

_HEAD_BYTES = 512 * 1024
"""Before its size a JPEG may hold a small picture of itself, notes of the camera and a profile."""

_KINDS = (
    ("PNG", rb"\x89PNG\r\n\x1a\n"),
    ("JPEG", rb"\xff\xd8\xff"),
    (" WebP 图片", rb"RIFF....WEBP"),
    ("苹果手机的 HEIC 照片", rb"....ftyp(?:hei|hev|mif1|msf1)"),
    (" AVIF 图片", rb"....ftypavi"),
    (" GIF 图片", rb"GIF8"),
    (" BMP 图片", rb"BM....\0\0\0\0"),
    (" TIFF 图片", rb"II\*\0|MM\0\*"),
    ("视频", rb"....ftyp|\x1aE\xdf\xa3"),
    (" PDF 文件", rb"%PDF"),
    (" Word、Excel 或压缩文件", rb"PK\x03\x04|\xd0\xcf\x11\xe0|Rar!|7z\xbc\xaf"),
    ("网页或 SVG", rb"\s*<(?:!DOCTYPE|html|svg|\?xml)"),
)
"""How files begin that people take for pictures; the first that fits names it."""

_NO_PIECE = "“{name}”没有写明在房间的哪里：房间里的变化要用 kiosk bake 做，不能换成照片"

_COMPARED = 2000
"""Files of a folder among which the one that was meant is looked for."""
_ENDINGS = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg")}
_DRIVE = re.compile(r"[A-Za-z]:|[\\/]")
_NOT_ON_WINDOWS = re.compile(
    r"(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)|[<>:\"|?*]|[^/.][ .]+(?:/|$)", re.IGNORECASE
)
"""Names of devices, and signs that no name there may have."""


def check_files(library: Library, content_dir: Path, openable: Openable) -> Iterator[Problem]:
    """Problems with the files that the content names; `openable` opens them as the screen does."""
    for document in library.documents:
        named = list(marked(document.value, FILE))
        films = {loc[:-1]: written for loc, kind, written in named if kind == "film"}
        faults: dict[Loc, str] = {}
        for loc, kind, written in named:
            message = file_fault(content_dir, written, SUFFIXES[kind], document.zone)
            if not message:
                film = films.get(loc[:-1]) if kind == "captions" and not faults.get((*loc[:-1], "file")) else None
                message = openable(content_dir / written, kind, content_dir / film if film else None)
            if message:
                faults[loc] = message
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
    if written.lower().endswith((".ass", ".ssa")) and suffixes == CAPTIONS:
        return f"“{written}”是 ASS/SSA 字幕，这里读不了：用字幕软件打开，另存为 SRT，写成 {written[:-4]}.srt"
    if "\0" in written or not written.lower().endswith(suffixes):
        return f"“{written}”的类型不对：这里要 {'、'.join(suffixes)} 文件，先转换格式再改文件名"
    if _NOT_ON_WINDOWS.search(written):
        return f"“{written}”这个名字在 Windows 上不能用：换一个名字，例如 {example}"
    path = content_dir / written
    try:
        if not path.resolve().is_relative_to(content_dir.resolve()):
            return "这个文件是指向 content 文件夹外面的链接：把文件本身复制进来"
        if not path.is_file():
            return _absent(content_dir, written, zone)
        return _content_fault(path, written, suffixes)
    except (OSError, ValueError, RuntimeError):
        return f"打不开“{written[:60]}”：检查文件名，或看看它是不是正被别的程序占用"


def _absent(content_dir: Path, written: str, zone: str) -> str:
    """What to write instead of a path at which there is no file."""
    where = f"没有找到“{written}”"
    path = content_dir / written
    if os.path.lexists(path):
        return f"“{written}”不是文件，是同名的文件夹、坏了的链接或别的东西：删掉它，把文件本身复制进来"
    inside = written.removeprefix("./").removeprefix(f"{content_dir.name}/")
    if inside != written:
        there = "" if (content_dir / inside).is_file() else f"，并把文件放到 {content_dir.name}/{inside}"
        return f"{where}：路径从 {content_dir.name} 文件夹里面写起，写成 {inside}{there}"
    alike = _alike(content_dir, written)
    if alike:
        return f"{where}：文件名是 {alike}，大小写或写法不一样，写成 {alike}"
    for folder in (zone, *(f"{zone}/{entry.name}" for entry in _entries(content_dir / zone) if entry.is_dir())):
        if (content_dir / folder / written).is_file():
            return f"{where}：路径从 content 文件夹写起，写成 {folder}/{written}"
    near = nearest(path.name, [entry.name for entry in _entries(path.parent)[:_COMPARED]])
    if near:
        return f"{where}：是不是想写 {(PurePosixPath(written).parent / near).as_posix()}？"
    if "/" not in written:
        kind = "pictures" if written.lower().endswith(PICTURE) else "films"
        return f"{where}：把文件放到 {content_dir.name}/{zone}/{kind}/{written}，这里写成 {zone}/{kind}/{written}"
    return f"{where}：把文件放到 {content_dir.name}/{written}，或改正文件名（大小写也要一样）"


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _alike(content_dir: Path, written: str) -> str:
    """The path of a file that differs only in case, or in how an accent is put together; "" when there is none."""
    found = content_dir
    for part in PurePosixPath(written).parts:
        near = [entry for entry in _entries(found) if _folded(entry.name) == _folded(part)]
        if not near:
            return ""
        found = next((entry for entry in near if entry.name == part), near[0])
    return found.relative_to(content_dir).as_posix() if found.is_file() else ""


def _folded(name: str) -> str:
    return normalize("NFKC", name).casefold()


def _content_fault(path: Path, written: str, suffixes: tuple[str, ...]) -> str:
    size = path.stat().st_size
    if size == 0:
        return f"“{path.name}”是空文件：重新复制一份"
    if size > LIMITS[suffixes]:
        most = LIMITS[suffixes] // _MEGABYTE
        cure = "字幕没有这么大，看看是不是放错了文件" if suffixes == CAPTIONS else "压缩一下再放进来"
        return f"“{path.name}”有 {size / _MEGABYTE:.0f} MB，最多 {most} MB：{cure}"
    if suffixes not in (PICTURE, OVERLAY):
        return ""
    with open_file(path) as stream:
        head = stream.read(_HEAD_BYTES)
    if suffixes == OVERLAY:
        made = _kind_fault(path, written, head) or ("" if LIES.search(head) else _NO_PIECE)
        return made.format(name=path.name)
    return _kind_fault(path, written, head) or _tiny(path, head)


def _kind_fault(path: Path, written: str, head: bytes) -> str:
    """What is wrong when the file holds another kind of picture than its name says."""
    suffix = path.suffix.lower()
    kind = next((name for name, magic in _KINDS if re.match(magic, head, re.DOTALL)), "")
    if suffix in _ENDINGS.get(kind, ()):
        return ""
    false = f"“{path.name}”不是真正的 {suffix[1:].upper()} 图片"
    if kind in _ENDINGS:
        right = _ENDINGS[kind][0]
        better = PurePosixPath(written).with_suffix(right).as_posix()
        return f"{false}，其实是 {kind}：把文件改名为 {path.stem}{right}，这里写成 {better}"
    if kind:
        return f"{false}，其实是{kind}（只改了后缀）：用画图或看图软件打开，另存为 PNG 或 JPEG"
    return f"{false}（可能只改了后缀）：用画图打开，另存为 PNG 或 JPEG"


def _tiny(path: Path, head: bytes) -> str:
    size = picture_size(head)
    if size is None or min(size) >= LEAST_SIDE:
        return ""
    return f"“{path.name}”太小（{size[0]}×{size[1]} 点，短边至少 {LEAST_SIDE}），放大了会糊：换一张大的，最好是原图"


def picture_size(head: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, from the first bytes of a PNG or JPEG; None when they do not say."""
    w, h = 0, 0
    if head.startswith(b"\x89PNG") and head[12:16] == b"IHDR" and len(head) >= 24:
        w, h = struct.unpack(">II", head[16:24])
    at = 2
    while head.startswith(b"\xff\xd8") and at + 9 <= len(head) and head[at] == 0xFF:
        kind, length = head[at + 1], int.from_bytes(head[at + 2 : at + 4], "big")
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            h, w = struct.unpack(">HH", head[at + 5 : at + 9])
            break
        at += 1 if kind == 0xFF else 2 + length
    return (w, h) if w and h else None
