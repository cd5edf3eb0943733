"""`python -m benchmarks [NAME …] [--json FILE]`: measure, print, and fail if a goal is missed.

`--seats N` measures seat maps of that size alone.
"""

import argparse
import importlib
import sys
from pathlib import Path

from benchmarks.sizes import SIZES
from benchmarks.table import Row, show, write_json

# Each is a module of this package with `run() -> Iterable[Row]`; the fastest ones first.
BENCHMARKS = (
    "seat_map",
    "seat_editor",
    "first_frame",
    "import_plan",
    "publish_plan",
    "create_event",
    "receive",
    "apply_allocation",
    "availability",
    "reserve",
    "settle",
    "scan",
    "tickets_pdf",
    "on_sale",
    "expire",
    "start",
    "growth",
)
SIZED = ("seat_map", "seat_editor")  # their `run` takes the sizes of house


def main() -> int:
    """Run the named benchmarks, or all of them; 1 if a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON too")
    parser.add_argument("--seats", type=int, choices=SIZES, help="seat maps of this size alone")
    asked = parser.parse_args()
    unknown = sorted(set(asked.names) - set(BENCHMARKS))
    if unknown:
        parser.error(f"no benchmark called {', '.join(unknown)}")
    results: dict[str, list[Row]] = {}
    for name in asked.names or BENCHMARKS:
        run = importlib.import_module(f"benchmarks.{name}").run
        sizes = (asked.seats,) if asked.seats else SIZES
        results[name] = list(run(sizes) if name in SIZED else run())
        show(name, results[name])
    if asked.json:
        write_json(asked.json, results)
    return 0 if all(row.ok for rows in results.values() for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
