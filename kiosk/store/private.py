"""Files that nobody else on the machine may read, and files that are there whole or not at all after a power cut."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

FILE_MODE, FOLDER_MODE = 0o600, 0o700

_log = logging.getLogger(__name__)


def make_folder(path: Path) -> None:
    """The folder, for the kiosk alone where it has to be made. Raises OSError."""
    path.mkdir(FOLDER_MODE, parents=True, exist_ok=True)


def make_file(path: Path) -> None:
    """An empty file for the kiosk alone, where there is none yet. Raises OSError."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))


def write_whole(path: Path, content: bytes) -> None:
    """The file with that content, or what was there before. Raises OSError."""
    part = part_of(path)
    try:
        part.unlink(missing_ok=True)
        make_file(part)
        with part.open("r+b") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
        sync_folder(path.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def part_of(path: Path) -> Path:
    """What is not whole yet is called so, until it is; the number says whose it is."""
    return path.with_name(f"{path.name}.{os.getpid()}.part")


def sync_folder(folder: Path) -> None:
    """The names in the folder are on disk; where a system keeps no such promise, nothing happens."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def sync_file(path: Path) -> None:
    """The file's bytes are on disk. Not for a database this process has open: closing a file drops its locks. Raises
    OSError."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def tighten(data_dir: Path) -> None:
    """Takes from everybody else the right to read what lies in the data folder, left there by an older program or a
    copy. What cannot be changed stays as it is, with one line for staff; links are not followed."""
    refused = 0
    for path in inside(data_dir):
        try:
            found = path.lstat()
            mode = FOLDER_MODE if stat.S_ISDIR(found.st_mode) else FILE_MODE
            ours = stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)
            shared = bool(found.st_mode & stat.S_ISVTX)  # a folder of everybody's, such as /tmp
            if ours and not shared and found.st_mode & 0o077:
                path.chmod(found.st_mode & mode)
        except OSError:
            refused += 1
    if refused:
        _log.warning("数据目录 %s 里有 %d 个文件的权限改不了，别的用户可能读得到：请管理员看看", data_dir, refused)


def inside(data_dir: Path) -> Iterator[Path]:
    """The folder and all in it."""
    yield data_dir
    for folder, folders, files in os.walk(data_dir):
        yield from (Path(folder, name) for name in (*folders, *files))
