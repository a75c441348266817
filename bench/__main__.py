"""Print all figures as one table; with the word `identifiers`, what the search for them misses and imagines."""

from __future__ import annotations

import sys

from bench import identifiers, looking, painting, process
from bench.figures import HEAD


def main() -> None:
    if sys.argv[1:] == ["identifiers"]:
        print(identifiers.HEAD, *identifiers.rows(), sep="\n")
        return
    print(HEAD)
    for source in (process.rows, painting.rows, looking.rows):
        for row in source():
            print(row, flush=True)


if __name__ == "__main__":
    main()
