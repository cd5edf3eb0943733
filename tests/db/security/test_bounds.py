"""Numbers that are none and days that no calendar has: refused in every column of every table."""

import pytest
from sqlalchemy import Connection, Date, DateTime, Numeric, text

from db.security.apply import business_tables
from tests.db.security.asking import said

TABLES = business_tables()
WRONG = {
    "float": ("NaN", "Infinity", "-Infinity"),
    "Decimal": ("NaN",),
    "datetime": ("infinity", "-infinity", "12026-11-22"),
    "date": ("infinity", "-infinity", "12026-11-22"),
}
OUT_OF_BOUNDS = "23514"


@pytest.mark.parametrize("name", TABLES)
def test_a_table_takes_ordinary_values_only(above: Connection, name: str) -> None:
    # The checks alone: triggers and foreign keys are asked elsewhere.
    above.execute(text("SET session_replication_role = replica"))
    bounded = [
        column
        for column in TABLES[name].columns
        if isinstance(column.type, Numeric | Date | DateTime) and column.computed is None
    ]

    taken = {
        f"{column.name} = {value}"
        for column in bounded
        for value in WRONG[column.type.python_type.__name__]
        if said(above, f"UPDATE parterre.{name} SET {column.name} = '{value}'") != OUT_OF_BOUNDS
    }

    assert taken == set()
