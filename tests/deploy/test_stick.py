"""Staff open a stick by saying so: the only one that is plugged in, and nothing on it can be run."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "deploy/files/usr/local/sbin/kiosk-stick"


def ran(place: Path, *words: str, said: Mapping[str, str]) -> tuple[int, str, list[str]]:
    """Runs the script with every program of Debian played: what each says is given, what each was told is noted."""
    notes = place / "notes"
    for name in ("id", "lsblk", "blkid", "mkdir", "mount", "umount", "sync"):
        program = place / name
        played = "\n".join(f"  {pattern}) {answer} ;;" for pattern, answer in _cases(name, said))
        program.write_text(f'#!/bin/sh\necho "{name} $*" >>{notes}\ncase "$*" in\n{played}\nesac\n', "utf-8")
        program.chmod(0o755)
    done = subprocess.run(
        ["sh", SCRIPT, *words], env={"PATH": f"{place}:/usr/bin:/bin"}, capture_output=True, text=True, check=False
    )
    told = notes.read_text("utf-8").splitlines() if notes.exists() else []
    return done.returncode, done.stdout + done.stderr, told


def _cases(name: str, said: Mapping[str, str]) -> list[tuple[str, str]]:
    if name == "lsblk":
        return [("*--nodeps*", f"printf '{said['disks']}'"), ("*sdb*", f"printf '{said['parts']}'")]
    answers = {"id": f"echo {said.get('user', '0')}", "blkid": f"echo {said.get('type', 'vfat')}"}
    return [("*", answers.get(name, ":"))]


ONE = {"disks": "/dev/sda sata\\n/dev/sdb usb\\n", "parts": "/dev/sdb\\n/dev/sdb1 vfat\\n"}


def test_the_only_stick_is_opened_for_the_hall_and_runs_nothing(tmp_path: Path) -> None:
    status, words, told = ran(tmp_path, "open", said=ONE)
    mounted = next(line for line in told if line.startswith("mount "))
    assert status == 0 and "/media/kiosk" in words
    assert mounted.split()[-2:] == ["/dev/sdb1", "/media/kiosk"]
    assert {"nosuid", "nodev", "noexec", "umask=077"} <= set(mounted.split()[2].split(","))


def test_a_stick_of_linux_runs_nothing_either(tmp_path: Path) -> None:
    _, _, told = ran(tmp_path, "open", said={**ONE, "type": "ext4"})
    assert "mount -o nosuid,nodev,noexec /dev/sdb1 /media/kiosk" in told


@pytest.mark.parametrize(
    "said",
    [
        {"disks": "/dev/sda sata\\n", "parts": ""},
        {"disks": "/dev/sdb usb\\n", "parts": "/dev/sdb1 vfat\\n/dev/sdb2 ntfs\\n"},
        {"disks": "/dev/sdb usb\\n", "parts": "/dev/sdb\\n"},
    ],
    ids=["none", "two parts", "nothing on it"],
)
def test_none_or_several_are_not_guessed_at(tmp_path: Path, said: Mapping[str, str]) -> None:
    status, words, told = ran(tmp_path, "open", said=said)
    assert status == 1 and "只插一个" in words
    assert not [line for line in told if line.startswith("mount ")]


def test_the_one_that_is_named_is_opened(tmp_path: Path) -> None:
    _, _, told = ran(tmp_path, "open", "/dev/sdc1", said=ONE)
    assert [line.split()[-2] for line in told if line.startswith("mount ")] == ["/dev/sdc1"]


def test_closing_writes_everything_first(tmp_path: Path) -> None:
    status, words, told = ran(tmp_path, "close", said=ONE)
    assert (status, told[-2:]) == (0, ["sync ", "umount /media/kiosk"])
    assert "可以拔了" in words


def test_only_an_administrator_opens_sticks(tmp_path: Path) -> None:
    status, words, told = ran(tmp_path, "open", said={**ONE, "user": "1000"})
    assert status == 1 and "sudo" in words
    assert not [line for line in told if line.startswith("mount ")]


@pytest.mark.parametrize("words", [(), ("mount",)])
def test_anything_else_is_answered_with_how_it_is_used(tmp_path: Path, words: tuple[str, ...]) -> None:
    status, said, _ = ran(tmp_path, *words, said=ONE)
    assert status == 2 and "用法" in said
