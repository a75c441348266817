"""The bundle: one file that holds everything a hall is installed from without a network, and how it is looked through
before anything of it is unpacked."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import sysconfig
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

FORMAT = 1
MANIFEST, REQUIREMENTS, WHEELS, DEPLOY = "manifest.json", "requirements.txt", "wheels", "deploy"
PROGRAM = "antifraud_hall_kiosk-"
"""How the name of the program's own wheel begins."""
MOST_BYTES, MOST_FILES, MOST_MANIFEST = 2 * 1024**3, 1_000, 1024**2
_BLOCK, _PIECE = 512, 1024**2
_NAME = re.compile(r"(?!.*(^|/)\.\.?(/|$))[A-Za-z0-9_.+!@-]+(/[A-Za-z0-9_.+!@-]+){0,12}")
_RELEASE = re.compile(r"[0-9A-Za-z.+!]{1,40}-[0-9a-f]{8}")


class BundleError(Exception):
    """A bundle that is not to be installed; its words say to staff why, and what to do."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was looked through: every file where it lies, how long it is, and what it hashes to."""

    file: Path
    release: str
    """The version, and the beginning of what its manifest hashes to: two that differ never have one name."""
    python: str
    platform: str
    files: Mapping[str, tuple[int, int, str]]
    """Name to place in the file, bytes, and SHA-256."""

    @property
    def program(self) -> str:
        """The name of the program's own wheel."""
        return next(name for name in self.files if name.startswith(f"{WHEELS}/{PROGRAM}"))


def here() -> tuple[str, str]:
    """Python and platform of this machine, as a bundle names those it was made for."""
    return f"{sys.version_info.major}.{sys.version_info.minor}", sysconfig.get_platform()


def write_bundle(folder: Path, out: Path, version: str) -> str:
    """Puts everything in the folder into one file, the manifest first; returns what the whole file hashes to.

    The same folder gives the same bytes. Raises OSError, and ValueError for a name that no bundle may hold.
    """
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    if strange := [name for name in names if not _NAME.fullmatch(name)]:
        raise ValueError(f"a bundle cannot hold {strange[0]}")
    files = {name: [(folder / name).stat().st_size, _hash_of(folder / name)] for name in names}
    python, platform = here()
    described = {"format": FORMAT, "version": version, "python": python, "platform": platform, "files": files}
    manifest = json.dumps(described, indent=1, sort_keys=True).encode()
    part = out.with_name(f"{out.name}.part")
    with tarfile.open(part, "w", format=tarfile.USTAR_FORMAT) as tar:
        head = tarfile.TarInfo(MANIFEST)
        head.size = len(manifest)
        tar.addfile(head, BytesIO(manifest))
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = int(str(files[name][0]))
            entry.mode = 0o755 if (folder / name).stat().st_mode & 0o100 else 0o644
            with (folder / name).open("rb") as content:
                tar.addfile(entry, content)
    part.replace(out)
    return _hash_of(out)


def looked_through(file: Path) -> Bundle:
    """The bundle, every byte of it compared with its manifest. Raises BundleError, OSError."""
    whole = file.stat().st_size
    if whole > MOST_BYTES:
        raise BundleError(f"安装包 {file.name} 太大（{whole / 1024**3:.1f} GB），不像是展馆的安装包，没有安装")
    with file.open("rb") as stream:
        entries = _entries(stream, whole)
        first = next(entries, None)
        if first is None or first[0] != MANIFEST or first[2] > MOST_MANIFEST:
            raise BundleError(f"{file.name} 不是展馆的安装包（开头没有清单），没有安装。换一个用 kiosk bundle 做的文件")
        manifest = stream.read(first[2])
        described = _described(manifest)
        found: dict[str, tuple[int, int, str]] = {}
        for name, at, length in entries:
            if name in found or name == MANIFEST:
                raise BundleError(f"安装包里有两个 {name}，没有安装。重新拷贝一份")
            if name not in described["files"]:
                raise BundleError(f"安装包里多出了清单上没有的文件 {name}，没有安装。重新拷贝一份")
            expected, digest = described["files"][name]
            if length != expected or _hash(stream, length) != digest:
                raise BundleError(f"安装包里的 {name} 和清单对不上，可能没有拷贝完整，没有安装。重新拷贝一份")
            found[name] = (at, length, digest)
    if absent := sorted(described["files"].keys() - found.keys()):
        raise BundleError(f"安装包里少了 {absent[0]}（一共少 {len(absent)} 个文件），没有安装。重新拷贝一份")
    if REQUIREMENTS not in found or sum(name.startswith(f"{WHEELS}/{PROGRAM}") for name in found) != 1:
        raise BundleError("安装包里没有展馆的程序，没有安装。换一个用 kiosk bundle 做的文件")
    release = f"{described['version']}-{hashlib.sha256(manifest).hexdigest()[:8]}"
    if not _RELEASE.fullmatch(release):
        raise BundleError("安装包的版本号写得不对，没有安装。换一个用 kiosk bundle 做的文件")
    return Bundle(file, release, described["python"], described["platform"], found)


def unpack(bundle: Bundle, folder: Path) -> None:
    """Writes every file of the bundle below the folder, comparing it once more: a stick may be changed meanwhile.

    Raises BundleError, OSError.
    """
    with bundle.file.open("rb") as stream:
        for name, (at, length, digest) in bundle.files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            stream.seek(at)
            with target.open("xb") as out:
                if _hash(stream, length, out) != digest:
                    raise BundleError(f"安装包里的 {name} 在安装的时候变了，没有安装。重新拷贝一份")
            target.chmod(0o755 if target.suffix == ".sh" else 0o644)


def _entries(stream: BinaryIO, whole: int) -> Iterator[tuple[str, int, int]]:
    """Name, place and length of each file, the stream standing at its first byte.

    Only plain files with plain names are let through: no link, device or folder, no way up, no name of several headers.
    """
    at = seen = 0
    while True:
        stream.seek(at)
        block = stream.read(_BLOCK)
        if len(block) < _BLOCK:
            raise BundleError("安装包不完整（没有结尾），没有安装。重新拷贝一份")
        if not any(block):
            return
        try:
            entry = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except tarfile.HeaderError:
            raise BundleError("安装包坏了，或不是展馆的安装包，没有安装。重新拷贝一份") from None
        seen += 1
        if entry.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or not _NAME.fullmatch(entry.name):
            raise BundleError(f"安装包里有不该有的东西（{ascii(entry.name)[:80]}），没有安装。不要用这个文件")
        if seen > MOST_FILES or entry.size < 0 or at + _BLOCK + entry.size > whole:
            raise BundleError("安装包不完整，或里面的文件太多太大，没有安装。重新拷贝一份")
        stream.seek(at + _BLOCK)
        yield entry.name, at + _BLOCK, entry.size
        at += _BLOCK + -(-entry.size // _BLOCK) * _BLOCK


def _described(manifest: bytes) -> dict[str, Any]:
    """What the manifest says, its types looked at. Raises BundleError."""
    try:
        said = json.loads(manifest)
        files = {str(name): (int(length), str(digest)) for name, (length, digest) in said["files"].items()}
        number, words = said["format"], {key: str(said[key]) for key in ("version", "python", "platform")}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        raise BundleError("安装包的清单读不懂，没有安装。重新拷贝一份") from None
    if number != FORMAT:
        raise BundleError("安装包是另一种格式，这一版程序不会装，没有安装。用安装包里的 deploy/install.sh 来装")
    return {**words, "files": files}


def _hash(stream: BinaryIO, length: int, out: BinaryIO | None = None) -> str:
    digest = hashlib.sha256()
    while length > 0 and (piece := stream.read(min(length, _PIECE))):
        digest.update(piece)
        length -= len(piece)
        if out is not None:
            out.write(piece)
    return digest.hexdigest()


def _hash_of(file: Path) -> str:
    with file.open("rb") as stream:
        return _hash(stream, file.stat().st_size)
