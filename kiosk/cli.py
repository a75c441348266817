"""The command line. Only this file ends the process, and only it decides which exit status a trouble has."""

from __future__ import annotations

import argparse
import logging
import sys
from io import TextIOWrapper

from kiosk.commands import (
    beginning,
    content,
    exporting,
    hall,
    recording,
    records,
    reporting,
    simulating,
    taking,
    voicing,
)


def main(argv: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 something to mend, 2 wrong use, 130 broken off with Ctrl+C."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a GBK console has no “👵”, and a file's name may be no text at all
    try:
        status = command(sys.argv[1:] if argv is None else argv)
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stdout = None
        status = 0
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


def command(argv: list[str]) -> int:
    """The command line's exit status."""
    arguments = parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    done: int = arguments.do(arguments)
    return done


def parser() -> argparse.ArgumentParser:
    """Every command there is."""
    made = argparse.ArgumentParser(prog="kiosk", description="反诈科普体验馆：各展区的触摸屏程序")
    orders = made.add_subparsers(required=True, metavar="命令")
    for room in (hall, content, beginning, recording, exporting, records, reporting, simulating, taking, voicing):
        room.add(orders)
    return made


if __name__ == "__main__":
    main()
