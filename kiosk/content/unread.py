"""Files in the content folder that nothing reads, each with the reason that is most likely.

Staff write a case, see no error, and it is not on the wall: the file ends in `.yaml.txt`, lies a folder too high, or is
a Word document. So whatever lies there and is read by nobody is named.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from kiosk.content.catalogue import Catalogue, leads_out
from kiosk.content.content_file import ContentFile
from kiosk.content.inspection import Inspection
from kiosk.content.likeness import likeness
from kiosk.content.pictures import SUFFIXES
from kiosk.content.problems import Problem
from kiosk.content.words import WORDS_FILE
from kiosk.content.yaml_bytes import LIMIT_BYTES
from kiosk.core.outside import open_file, visible

_SYSTEM = re.compile(r"[.~].*|Thumbs\.db|desktop\.ini|ehthumbs\.db", re.IGNORECASE)
"""What Windows, Macs and Word put beside files by themselves."""
_OWN = ("schemas/*", "stills/*", "README.md", WORDS_FILE)
_MEDIA = tuple(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
_MOST = 200
"""Of them named one by one."""
_SPARE = (".bak", ".old", ".orig", ".tmp", ".swp")
_ENDINGS = {
    (
        ".docx",
        ".doc",
        ".wps",
        ".odt",
        ".rtf",
    ): "这是文字处理软件的文件，程序读不了：用记事本新建一个 .yaml 文件，把文字贴过去",
    (".xlsx", ".xls", ".et", ".ods", ".csv"): "这是表格文件，程序读不了：用记事本新建一个 .yaml 文件，照着同类文件写",
    (".pdf", ".ppt", ".pptx"): "程序读不了这种文件：用记事本新建一个 .yaml 文件，把文字写进去",
    (".json", ".toml", ".xml"): "程序只读 .yaml 文件：照着同类文件改写成 .yaml",
    _SPARE: "像是备份，程序不读：不要了就删掉，要留就移到 content 文件夹外面",
    (".zip", ".rar", ".7z"): "这是压缩包，程序不读：解压以后把里面的文件放到对的文件夹里",
}


def unread_files(catalogue: Catalogue, content_dir: Path, hall_file: Path, inspection: Inspection) -> Iterator[Problem]:
    """A problem for every file nobody reads: wrong when it was meant as content, else advice to tidy up. Pictures and
    films are named only when nothing else is wrong: what seems unused may be the one whose name was mistyped."""
    read = {*(document.path for document in inspection.documents), hall_file, *inspection.media}
    settled = all(problem.warning for problem in inspection.problems)
    patterns = (*_OWN, *(pattern for zone in catalogue.zones for pattern in zone.also_reads))
    count = 0
    for folder, names in _folders(content_dir):
        strays = [path for path in map(folder.joinpath, names) if path not in read and not _SYSTEM.fullmatch(path.name)]
        strays = [path for path in strays if not _listed(path.relative_to(content_dir).as_posix(), patterns)]
        if not settled:
            strays = [path for path in strays if path.suffix.lower() not in _MEDIA]
        yamls = [path for path in strays if path.suffix.lower() in (".yaml", ".yml")]
        shown = visible(f"{content_dir.name}/{folder.relative_to(content_dir).as_posix()}")
        if len(yamls) > 1 and _is_spare(folder, content_dir, catalogue):
            message = f"这个文件夹里的 {len(strays)} 个文件都没有被读到：备份要放到 {content_dir.name} 文件夹外面"
            yield Problem(shown, 1, 1, message)
            continue
        for path in strays[: _MOST - count]:
            yield _stray(catalogue, content_dir, path)
        count += len(strays)
        if count > _MOST:
            yield Problem(shown, 1, 1, f"没有被读到的文件超过 {_MOST} 个，后面的没有列出：先收拾前面的，再检查一遍")
            return
    for path in _beside(hall_file, content_dir):
        kind = _likeness(catalogue, path)
        if kind is not None:
            place = f"{content_dir.name}/{kind.folder}/"
            yield Problem(
                visible(path.name), 1, 1, f"这个文件在 {content_dir.name} 文件夹外面，没有被读到：移到 {place}"
            )


def _folders(content_dir: Path) -> Iterator[tuple[Path, list[str]]]:
    for folder, inner, names in os.walk(content_dir):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        dangling = [name for name in inner if name.endswith(".yaml")]  # a folder with the name of a file
        yield Path(folder), sorted([*names, *dangling])


def _listed(inside: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(inside, pattern) for pattern in patterns)


def _is_spare(folder: Path, content_dir: Path, catalogue: Catalogue) -> bool:
    """Whether nothing of the catalogue lies in that folder."""
    return folder != content_dir and folder.relative_to(content_dir).as_posix() not in {
        k.folder for k in catalogue.files
    }


def _stray(catalogue: Catalogue, content_dir: Path, path: Path) -> Problem:
    inside = path.relative_to(content_dir).as_posix()
    shown = visible(f"{content_dir.name}/{inside}")
    if not os.path.isfile(path):
        message = "名字像文件，却是文件夹、坏了的链接或别的东西：是文件夹就把里面的文件拿出来，再删掉它"
        return Problem(shown, 1, 1, message)
    if path.suffix.lower() in _MEDIA:
        message = "没有一个内容文件用到它：写进要用它的文件里，不用了就移到 content 文件夹外面"
        return Problem(shown, 1, 1, message, warning=True)
    message = f"这个文件没有被读到：{_reason(catalogue, content_dir, path)}"
    return Problem(shown, 1, 1, message, warning=not _was_meant(catalogue, content_dir, path))


def _was_meant(catalogue: Catalogue, content_dir: Path, path: Path) -> bool:
    """Whether somebody is likely to miss it on the screen: not a copy put by, not a note beside the content."""
    if path.suffix.lower() in _SPARE:
        return False
    folder = path.parent.relative_to(content_dir).as_posix()
    return path.suffix == ".yaml" or _right_name(path.name) is not None or folder in {k.folder for k in catalogue.files}


def _reason(catalogue: Catalogue, content_dir: Path, path: Path) -> str:
    name = path.name
    if leads_out(path, content_dir):
        return f"它是指向 {content_dir.name} 文件夹外面的链接，把文件本身复制进来"
    right = _right_name(name)
    if right is not None:
        return f"文件名要以小写 .yaml 结尾，改名为 {right}（在文件夹的“查看”里先勾上“文件扩展名”）"
    if path.suffix != ".yaml":
        for endings, reason in _ENDINGS.items():
            if path.suffix.lower() in endings:
                return reason
        return "程序只读 .yaml 文件：改成以 .yaml 结尾，或移到 content 文件夹外面"
    kind = _likeness(catalogue, path)
    if kind is not None and kind.folder != path.parent.relative_to(content_dir).as_posix():
        return f"它像是{kind.item or '那里的内容'}，移到 {content_dir.name}/{kind.folder}/"
    return "放到对的文件夹里（照着同类文件），或移到 content 文件夹外面"


_DOTS = re.compile(r"\s*[.。．·]\s*", re.IGNORECASE)


def _right_name(name: str) -> str | None:
    """The name with the ending that was meant; None when the ending is right or something else was meant."""
    parts = [part.strip() for part in _DOTS.split(name)]
    if len(parts) > 1 and parts[-1].lower() in ("txt", "text") and parts[-2].lower() in ("yaml", "yml"):
        parts.pop()
    if len(parts) > 1 and parts[-1].lower() in ("yaml", "yml", "ymal", "yalm"):
        right = f"{'.'.join(parts[:-1])}.yaml"
        return right if right != name else None
    if len(parts) == 1 and _KEYS_LIKE.fullmatch(name):
        return f"{name}.yaml"
    return None


_KEYS_LIKE = re.compile(r"[a-z0-9][a-z0-9_-]*")


def _likeness(catalogue: Catalogue, path: Path) -> ContentFile | None:
    """The kind of file whose keys these are; None when they are no kind's."""
    try:
        with open_file(path) as stream:
            text = stream.read(LIMIT_BYTES).decode("utf-8", "replace")
    except OSError:
        return None
    written = set(re.findall(r"^([A-Za-z_]\w*)\s*[:：]", text, re.MULTILINE))
    return likeness(catalogue, written)


def _beside(hall_file: Path, content_dir: Path) -> list[Path]:
    """YAML files beside the content folder, where only zones.yaml belongs."""
    try:
        found = sorted(path for path in content_dir.parent.iterdir() if path.name.lower().endswith((".yaml", ".yml")))
    except OSError:
        return []
    return [path for path in found if path != hall_file and path.is_file()]
