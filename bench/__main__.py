"""Print all figures as one table; with the word `identifiers`, what the search for them misses and imagines; with
`mutations` and a number, what becomes of content changed at will; with `hostile`, what becomes of files made to do
harm; with `calibration` (and how many halls a world), how often the report of the effect is right; with `guard`, what
became dearer by more than a fifth since the ratios of `bench/ratios.json` (status 1 when anything did), with `keep`
these are written anew; with `steps`, a number of gestures and a seed, the longest turn of the loop; with `kill9`, what
a hall that is killed loses; with `torn`, what is kept of damaged logs; with `faults`, what becomes of whatever is done
on a disk that refuses; with `month` and a seed, a month of the hall with all that befalls it."""

from __future__ import annotations

import sys

from bench import (
    calibration,
    flooding,
    guard,
    identifiers,
    looking,
    moving,
    mutations,
    painting,
    process,
    sounding,
    steps,
)
from bench.figures import HEAD

SOURCES = (process.rows, painting.rows, looking.rows, moving.rows, sounding.rows, flooding.rows)


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
    if sys.argv[1:2] in (["kill9"], ["torn"], ["faults"]):
        from bench import faults, kill9, torn  # process groups: not on Windows

        {"kill9": kill9, "torn": torn, "faults": faults}[sys.argv[1]].main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["month"]:
        from bench import month  # it sets which drivers SDL has

        month.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["calibration"]:
        print(calibration.HEAD)
        for finding in calibration.rows(int(sys.argv[2]) if len(sys.argv) > 2 else calibration.HALLS):
            print(finding, flush=True)
        return
    if sys.argv[1:2] == ["steps"]:
        given = [int(word) for word in sys.argv[2:4]]
        for line in steps.rows(*given):
            print(line, flush=True)
        return
    if sys.argv[1:] == ["guard"]:
        lines = guard.dearer(SOURCES, guard.kept())
        print(*lines or ["nothing is dearer"], sep="\n")
        sys.exit(1 if lines else 0)
    print(HEAD)
    rows = []
    for source in SOURCES:
        for row in source():
            print(row, flush=True)
            rows.append(row)
    if sys.argv[1:] == ["keep"]:
        guard.keep(rows)


if __name__ == "__main__":
    main()
