"""Print all figures as one table."""

from __future__ import annotations

from bench import looking, painting, process
from bench.figures import HEAD


def main() -> None:
    print(HEAD)
    for source in (process.rows, painting.rows, looking.rows):
        for row in source():
            print(row, flush=True)


if __name__ == "__main__":
    main()
