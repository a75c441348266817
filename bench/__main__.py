"""Print all figures as one table; with the word `identifiers`, what the search for them misses and imagines; with
`mutations` and a number, what becomes of content changed at will; with `hostile`, what becomes of files made to do
harm; with `calibration` (and how many halls a world), how often the report of the effect is right."""

from __future__ import annotations

import sys

from bench import calibration, flooding, identifiers, looking, moving, mutations, painting, process, sounding
from bench.figures import HEAD


def main() -> None:
    if sys.argv[1:] == ["identifiers"]:
        print(identifiers.HEAD, *identifiers.rows(), sep="\n")
        return
    if sys.argv[1:2] == ["mutations"]:
        for line in mutations.rows(int(sys.argv[2]) if len(sys.argv) > 2 else 10_000):
            print(line, flush=True)
        return
    if sys.argv[1:2] == ["hostile"]:
        from bench import hostile  # rlimits and fork: not on Windows

        hostile.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["calibration"]:
        print(calibration.HEAD)
        for finding in calibration.rows(int(sys.argv[2]) if len(sys.argv) > 2 else calibration.HALLS):
            print(finding, flush=True)
        return
    print(HEAD)
    for source in (process.rows, painting.rows, looking.rows, moving.rows, sounding.rows, flooding.rows):
        for row in source():
            print(row, flush=True)


if __name__ == "__main__":
    main()
