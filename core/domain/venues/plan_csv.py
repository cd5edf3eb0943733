"""Flat seat lists (section, row, seat, x, y, type) as venue plans, and plans as flat seat lists."""

import csv
import io
from collections.abc import Iterator

from core.domain.venues.plan import Plan, PlanRefused
from core.domain.venues.plan_json import plan_text
from core.domain.venues.plan_table import NumberedRow, plan_of_table, table_of_plan


def read_plan_csv(source: bytes | str, name: str) -> Plan:
    """Read a seat list with a header line; comma, semicolon or tab; raises PlanRefused only.

    Without x and y (for all seats or for none) the rows are laid out on a grid.
    """
    text = plan_text(source)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    return plan_of_table(_rows(text, delimiter), name, decimal_comma=delimiter != ",")


def write_plan_csv(plan: Plan) -> str:
    """One line a seat in plan order, absolute coordinates; `read_plan_csv` gives the same seats."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table_of_plan(plan))
    return out.getvalue()


def _rows(text: str, delimiter: str) -> Iterator[NumberedRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise PlanRefused(f"line {reader.line_num}", f"this is no table: {error}") from error
