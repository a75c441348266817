"""A bundle is looked through before anything of it is unpacked: what is not as its maker wrote it is not installed."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from kiosk.ops.bundling import BundleError, looked_through, unpack, write_bundle
from tests.ops.bundles import bundle_of

CONTENT = {"content/a.yaml": "a: 1\n", "content/zone/b.yaml": "b: 2\n"}


def files_in(bundle: Path) -> dict[str, bytes]:
    with tarfile.open(bundle) as tar:
        return {m.name: tar.extractfile(m).read() for m in tar}  # type: ignore[union-attr]


def rewritten(bundle: Path, out: Path, *entries: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(out, "w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in files_in(bundle).items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
        for entry, content in entries:
            tar.addfile(entry, io.BytesIO(content))
    return out


def entry(
    name: str, content: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = ""
) -> tuple[tarfile.TarInfo, bytes]:
    made = tarfile.TarInfo(name)
    made.size, made.type, made.linkname = len(content), kind, link
    return made, content


def test_a_bundle_is_what_went_into_it(tmp_path: Path) -> None:
    bundle = bundle_of(tmp_path, "1.0", CONTENT)
    unpack(bundle, tmp_path / "out")
    assert {p.relative_to(tmp_path / "out").as_posix() for p in (tmp_path / "out").rglob("*") if p.is_file()} == set(
        files_in(bundle.file)
    ) - {"manifest.json"}
    assert bundle.release.startswith("1.0-")


def test_the_same_folder_makes_the_same_bytes_and_another_one_another_release(tmp_path: Path) -> None:
    one = bundle_of(tmp_path, "1.0", CONTENT)
    bytes_of_one = one.file.read_bytes()
    assert bundle_of(tmp_path, "1.0", CONTENT).file.read_bytes() == bytes_of_one
    assert bundle_of(tmp_path, "1.0", {**CONTENT, "content/a.yaml": "a: 2\n"}).release != one.release


def test_a_byte_changed_anywhere_is_noticed_or_changes_nothing(tmp_path: Path) -> None:
    bundle = bundle_of(tmp_path, "1.0", CONTENT)
    whole, meant, refused = bundle.file.read_bytes(), bundle.files, 0
    for at in range(0, len(whole), 61):
        (tmp_path / "bad.tar").write_bytes(whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :])
        try:
            found = looked_through(tmp_path / "bad.tar")
        except BundleError as refusal:
            assert "没有安装" in str(refusal)
            refused += 1
        else:  # in what fills the blocks up, or in what only a manifest that was changed itself says
            assert {n: d for n, (_, _, d) in found.files.items()} == {n: d for n, (_, _, d) in meant.items()}
    assert refused > 50


@pytest.mark.parametrize("part", [0, 100, 511, 512, 1000, 2500])
def test_a_bundle_cut_short_is_refused(tmp_path: Path, part: int) -> None:
    whole = bundle_of(tmp_path, "1.0", CONTENT).file.read_bytes()
    (tmp_path / "cut.tar").write_bytes(whole[:part])
    with pytest.raises(BundleError, match="没有安装"):
        looked_through(tmp_path / "cut.tar")


@pytest.mark.parametrize(
    "strange",
    [
        entry("../outside", b"x"),
        entry("/etc/passwd", b"x"),
        entry("deploy/../../x", b"x"),
        entry("deploy/./x", b"x"),
        entry("deploy//x", b"x"),
        entry("deploy\\x", b"x"),
        entry("deploy/x\n", b"x"),
        entry("deploy/‮x", b"x"),
        entry("deploy/link", kind=tarfile.SYMTYPE, link="/etc/passwd"),
        entry("deploy/hard", kind=tarfile.LNKTYPE, link="manifest.json"),
        entry("deploy/pipe", kind=tarfile.FIFOTYPE),
        entry("deploy/device", kind=tarfile.CHRTYPE),
        entry("deploy/folder", kind=tarfile.DIRTYPE),
        entry("deploy/more.sh", b"not in the manifest"),
        entry("requirements.txt", b"a second one"),
        entry("manifest.json", b"{}"),
    ],
    ids=lambda made: ascii(made[0].name) + made[0].type.decode("latin-1"),
)
def test_what_no_bundle_of_ours_holds_is_refused(tmp_path: Path, strange: tuple[tarfile.TarInfo, bytes]) -> None:
    bundle = bundle_of(tmp_path, "1.0", CONTENT)
    with pytest.raises(BundleError, match="没有安装"):
        looked_through(rewritten(bundle.file, tmp_path / "bad.tar", strange))


def test_a_file_that_is_absent_is_named(tmp_path: Path) -> None:
    bundle = bundle_of(tmp_path, "1.0", CONTENT)
    files = files_in(bundle.file)
    with tarfile.open(tmp_path / "less.tar", "w") as tar:
        for name, content in files.items():
            if name != "deploy/install.sh":
                tar.addfile(*entry_with(name, content))
    with pytest.raises(BundleError, match=r"少了 deploy/install\.sh"):
        looked_through(tmp_path / "less.tar")


def entry_with(name: str, content: bytes) -> tuple[tarfile.TarInfo, io.BytesIO]:
    made, held = entry(name, content)
    return made, io.BytesIO(held)


@pytest.mark.parametrize(
    "manifest",
    [b"", b"[]", b"{}", b"not json", b'{"format": 1, "files": {"a": 1}}', b'{"format": 99}', b"[" * 100_000],
    ids=range(7),
)
def test_a_manifest_that_says_nothing_is_refused(tmp_path: Path, manifest: bytes) -> None:
    with tarfile.open(tmp_path / "bad.tar", "w") as tar:
        tar.addfile(*entry_with("manifest.json", manifest))
    with pytest.raises(BundleError, match="没有安装"):
        looked_through(tmp_path / "bad.tar")


@pytest.mark.parametrize("version", ["../../etc", "", "1" * 60, "1/2"])
def test_a_version_cannot_lead_elsewhere(tmp_path: Path, version: str) -> None:
    folder = tmp_path / "f"
    (folder / "wheels").mkdir(parents=True)
    (folder / "wheels" / "antifraud_hall_kiosk-1-py3-none-any.whl").write_bytes(b"")
    (folder / "requirements.txt").write_bytes(b"")
    write_bundle(folder, tmp_path / "a.tar", version)
    with pytest.raises(BundleError, match="版本号"):
        looked_through(tmp_path / "a.tar")


def test_an_entry_that_says_it_is_longer_than_the_file_is_not_read(tmp_path: Path) -> None:
    made = tarfile.TarInfo("manifest.json")
    made.size = 8 * 1024**3 - 1
    (tmp_path / "bad.tar").write_bytes(made.tobuf(tarfile.USTAR_FORMAT) + b"\0" * 2048)
    with pytest.raises(BundleError, match="没有安装"):
        looked_through(tmp_path / "bad.tar")


def test_a_bundle_that_changes_between_looking_and_unpacking_is_not_installed(tmp_path: Path) -> None:
    bundle = bundle_of(tmp_path, "1.0", CONTENT)
    at, _, _ = bundle.files[bundle.program]
    with bundle.file.open("r+b") as stream:
        stream.seek(at)
        stream.write(b"!")
    with pytest.raises(BundleError, match="变了"):
        unpack(bundle, tmp_path / "out")


def test_anything_else_is_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(json.dumps({"a": 1}).encode() * 500)
    with pytest.raises(BundleError, match="没有安装"):
        looked_through(tmp_path / "a.tar")
