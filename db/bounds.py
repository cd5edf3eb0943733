"""Values that PostgreSQL would take and no rule expects: NaN, the infinities, days past all days.

To PostgreSQL NaN is above every number, so that a payment of NaN would cover any booking; and
Python can't read a day beyond the year 9999, so that one such row would fail every list it is in.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CheckConstraint, Date, DateTime, Double, Enum, MetaData, Numeric, Table
from sqlalchemy.types import TypeEngine

_WORDS = {
    "numbers": "an amount is no number",
    "places": "a place is no number",
    "days": "a day is before 1900 or after 8999",
    "times": "a time is before 1900 or after 8999",
}
_DAYS = "least({0}) > '1900-01-01' AND greatest({0}) < '9000-01-01'"
_TIMES = "least({0}) > '1900-01-01 00:00+00' AND greatest({0}) < '9000-01-01 00:00+00'"
#: Of columns that are NULL nothing is asked: greatest and least pass over them.
_BOUNDS: Sequence[tuple[str, type[TypeEngine[Any]], str]] = (
    ("numbers", Numeric, "greatest({0}) < 'NaN'"),
    ("places", Double, "least({0}) > '-Infinity' AND greatest({0}) < 'Infinity'"),
    ("days", Date, _DAYS),
    ("times", DateTime, _TIMES),
)


def add_bounds(metadata: MetaData) -> None:
    """Give every table a check for each of these types that it has; once, when all are there.

    And one for each column that holds a word of an enum.
    """
    for table in metadata.tables.values():
        _add_enums(table)
        for name, kind, bound in _BOUNDS:
            if columns := _columns(table, kind):
                check = CheckConstraint(bound.format(", ".join(columns)), name=name)
                table.append_constraint(check)


def _add_enums(table: Table) -> None:
    """As an array, not as a list of words, which is three times as long.

    The server reads a table's checks anew for each statement.
    """
    for column in table.columns:
        if isinstance(column.type, Enum):
            known = f"{column.name} = ANY ('{{{','.join(column.type.enums)}}}')"
            table.append_constraint(CheckConstraint(known, name=column.type.name))


def bounded_by(error: BaseException | None) -> str | None:
    """What is wrong with a value, in words, if one of these checks refused it."""
    constraint = str(getattr(getattr(error, "diag", None), "constraint_name", ""))
    return _WORDS.get(constraint.rpartition("_")[2])


def _columns(table: Table, kind: type[TypeEngine[Any]]) -> list[str]:
    # A Double is a Numeric to SQLAlchemy.
    return [column.name for column in table.columns if type(column.type) is kind]
