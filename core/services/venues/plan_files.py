"""Seating plans as files, by suffix: JSON, CSV, XLSX and SVG."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time, timedelta
from pathlib import Path

from core.domain.errors import Refusal, said_by_system
from core.domain.venues.plan import Plan, PlanRefused
from core.domain.venues.plan_csv import read_plan_csv, write_plan_csv
from core.domain.venues.plan_json import read_plan
from core.domain.venues.plan_svg import read_plan_svg
from core.domain.venues.plan_table import NumberedRow, plan_of_table, table_of_plan
from core.domain.venues.plan_writing import write_plan
from core.domain.venues.svg_writing import write_plan_svg
from core.services.files import read_file, write_whole
from core.services.workbooks import NotAWorkbook, read_sheet, write_sheet

LARGEST_FILE = 256 * 1024 * 1024
SUFFIXES = (".json", ".csv", ".xlsx", ".svg")
# What a spreadsheet shows for a formula that it can't work out.
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})


class FileUnusable(Refusal):
    """The file can't be read or written; `file` and `reason` say which and why."""

    def __init__(self, file: Path, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(f"{file} can't be used: {reason}.")


def read_plan_file(file: Path, *, name: str | None = None, pattern: str | None = None) -> Plan:
    """Read a plan; lists and drawings are called `name`, or after their file.

    `pattern` says how a drawing labels its seats. Refuses `FileUnusable`, `PlanRefused` and
    `PatternUnreadable`.
    """
    content, suffix = _content(file), _suffix(file)
    title = name or file.stem.replace("_", " ").strip() or suffix
    if suffix == ".csv":
        return read_plan_csv(content, title)
    if suffix == ".xlsx":
        return plan_of_table(_sheet(file, content), title)
    if suffix == ".svg":
        return read_plan_svg(content, title, pattern=pattern)
    return read_plan(content)


def write_plan_file(plan: Plan, file: Path) -> None:
    """Write a plan; refuses `FileUnusable`, and then the file is as it was."""
    written = _WRITERS[_suffix(file)](plan)
    try:
        write_whole(file, written)
    except OSError as error:
        raise FileUnusable(file, said_by_system(error)) from error


def _suffix(file: Path) -> str:
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise FileUnusable(file, f"a plan's file ends in {', '.join(SUFFIXES)}")
    return suffix


def _content(file: Path) -> bytes:
    try:
        return read_file(file, most=LARGEST_FILE)
    except OSError as error:
        raise FileUnusable(file, said_by_system(error)) from error


def _sheet(file: Path, content: bytes) -> Iterator[NumberedRow]:
    """The first sheet's rows as texts; a whole number is written without its decimals."""
    try:
        for number, row in enumerate(read_sheet(content), start=1):
            yield number, [_cell(value, f"line {number}") for value in row]
    except NotAWorkbook as error:
        raise FileUnusable(file, str(error)) from error


def _cell(value: object, place: str) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | time | timedelta):
        raise PlanRefused(place, "the workbook took a name for a date; format its cells as text")
    if value in _ERRORS:
        raise PlanRefused(place, f"a formula of the workbook gives {value} here")
    return "" if value is None else str(value)


_WRITERS: Mapping[str, Callable[[Plan], bytes]] = {
    ".json": lambda plan: (write_plan(plan) + "\n").encode(),
    ".csv": lambda plan: write_plan_csv(plan).encode(),
    ".svg": lambda plan: write_plan_svg(plan).encode(),
    ".xlsx": lambda plan: write_sheet("Seats", table_of_plan(plan)),
}
