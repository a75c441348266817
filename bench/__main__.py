"""Print all figures as one table; with the word `identifiers`, what the search for them misses and imagines; with
`mutations` and a number, what becomes of content changed at will."""

from __future__ import annotations

import sys

from bench import flooding, identifiers, looking, moving, mutations, painting, process, sounding
from bench.figures import HEAD


def main() -> None:
    if sys.argv[1:] == ["identifiers"]:
        print(identifiers.HEAD, *identifiers.rows(), sep="\n")
        return
    if sys.argv[1:2] == ["mutations"]:
        for line in mutations.rows(int(sys.argv[2]) if len(sys.argv) > 2 else 10_000):
            print(line, flush=True)
        return
    print(HEAD)
    for source in (process.rows, painting.rows, looking.rows, moving.rows, sounding.rows, flooding.rows):
        for row in source():
            print(row, flush=True)


if __name__ == "__main__":
    main()
