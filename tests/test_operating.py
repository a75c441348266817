"""What docs/operating.md tells staff to type is there: commands are read by the real parser, files that are named exist."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from argparse import ArgumentParser, _SubParsersAction
from pathlib import Path

import pytest

from kiosk.cli import parser

ROOT = Path(__file__).parents[1]
MANUAL = (ROOT / "docs" / "operating.md").read_text("utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```", MANUAL, re.M | re.S)
LINES = [line.strip() for block in BLOCKS for line in block.splitlines() if line.strip()]
INLINE = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"^```.*?^```", "", MANUAL, flags=re.M | re.S))
COMMANDS = sorted({line.removeprefix("sudo ") for line in LINES if line.removeprefix("sudo ").startswith("kiosk ")})


def rooms() -> dict[str, ArgumentParser]:
    orders = next(action for action in parser()._actions if isinstance(action, _SubParsersAction))
    return dict(orders.choices)


def test_there_are_commands_to_look_at() -> None:
    assert len(COMMANDS) >= 3 and len(INLINE) >= 20


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_a_block_is_read_by_the_real_parser(line: str) -> None:
    parser().parse_args(shlex.split(line, comments=True)[1:])


@pytest.mark.parametrize("words", sorted({w for w in INLINE if re.match(r"(sudo )?kiosk [a-z]", w)}))
def test_every_command_in_a_sentence_exists_with_its_options(words: str) -> None:
    name, *rest = shlex.split(words.removeprefix("sudo "))[1:]
    assert name in rooms(), words
    known = {option for action in rooms()[name]._actions for option in action.option_strings}
    assert {word.partition("=")[0] for word in rest if word.startswith("-")} <= known, words


def test_the_check_that_is_named_finds_nothing_wrong(tmp_path: Path) -> None:
    assert "kiosk check" in MANUAL
    order = [sys.executable, "-m", "kiosk.cli", "check", "--data", str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(order, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_script_and_service_that_is_named_exists() -> None:
    laid = {file.name for file in (ROOT / "deploy").rglob("*") if file.is_file()}
    scripts = {Path(word).name for word in re.findall(r"[\w/.-]*deploy/[\w.-]+\.sh", MANUAL)}
    services = set(re.findall(r"\bkiosk[\w-]*\.service\b", MANUAL))
    ordered = {
        word if "." in word else f"{word}.service"
        for line in [*LINES, *INLINE]
        for found in re.findall(r"systemctl (?:--\S+ )*(?:start|stop|restart|status|reset-failed) ([a-z0-9 .-]+)", line)
        for word in found.split()
    }
    tools = {"kiosk-stick"} if "kiosk-stick" in MANUAL else set()
    assert scripts and services and ordered
    assert scripts | services | ordered | tools <= laid


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`make ([a-z]+)`", MANUAL))))
def test_every_target_that_is_named_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.M)


def test_the_tests_that_hold_what_is_promised_are_there() -> None:
    said = re.findall(r"`(tests/[\w/.-]+\.py)", (ROOT / "docs" / "security.md").read_text("utf-8"))
    assert len(said) > 20
    assert [path for path in said if not (ROOT / path).is_file()] == []


def test_the_pictures_of_the_documents_are_there() -> None:
    for document in (ROOT / "docs").glob("*.md"):
        for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", document.read_text("utf-8")):
            assert (document.parent / path).is_file(), f"{document.name}: {path}"
