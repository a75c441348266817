"""The command line. Only this file ends the process, and only it decides which exit status a trouble has."""

from __future__ import annotations

import argparse
import logging
import sys
from io import TextIOWrapper
from typing import Any

from kiosk.commands import hall
from kiosk.commands.telling import say
from kiosk.core.refusals import refusal


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 something to mend, 2 wrong use, 130 broken off with Ctrl+C."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a GBK console has no “👵”, and a file's name may be no text at all
    try:
        status = command(sys.argv[1:] if argv is None else argv)
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stdout = None
        status = 0
    except OSError as trouble:  # a command says better what it was about; this is for what nobody thought of
        status = say(f"没有做成：{refusal(trouble)}")
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


def command(argv: list[str]) -> int:
    """The command line's exit status."""
    arguments = parser(opening=argv[:1] == ["run"]).parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    done: int = arguments.do(arguments)
    return done


def parser(opening: bool = False) -> argparse.ArgumentParser:
    """Every command there is; when a hall is `opening`, only what opens it: visitors do not wait for the others."""
    made = argparse.ArgumentParser(prog="kiosk", description="反诈科普体验馆：各展区的触摸屏程序")
    orders = made.add_subparsers(required=True, metavar="命令")
    hall.add(orders)
    if not opening:
        _add_others(orders)
    return made


def _add_others(orders: Any) -> None:
    from kiosk.commands import (
        beginning,
        content,
        doctoring,
        exporting,
        installing,
        recording,
        records,
        reporting,
        safekeeping,
        simulating,
        supervising,
        taking,
        voicing,
    )

    for room in (
        content,
        doctoring,
        beginning,
        recording,
        exporting,
        installing,
        records,
        reporting,
        safekeeping,
        simulating,
        supervising,
        taking,
        voicing,
    ):
        room.add(orders)


if __name__ == "__main__":
    main()
