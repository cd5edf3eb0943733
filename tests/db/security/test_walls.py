"""Walls in the tables themselves: amounts below nothing, sums that aren't, records made twice."""

import pytest
from sqlalchemy import Connection, Numeric, text

from db.security.apply import business_tables
from tests.db.security.asking import said

BROKEN, TWICE = "23514", "23505"
#: A difference, and what is counted from others.
SIGNED = {"till_shifts.difference", "till_shifts.expected_cash"}


@pytest.fixture
def walls_alone(above: Connection) -> Connection:
    """The full house without triggers and foreign keys, which are asked elsewhere."""
    above.execute(text("SET session_replication_role = replica"))
    return above


def test_no_amount_is_below_nothing(walls_alone: Connection) -> None:
    counted = {
        f"{name}.{column.name}": f"UPDATE parterre.{name} SET {column.name} = -1"
        for name, table in business_tables().items()
        for column in table.columns
        if isinstance(column.type, Numeric) and column.computed is None
    }

    assert {one for one, change in counted.items() if not said(walls_alone, change)} == SIGNED


@pytest.mark.parametrize("who", ["customers", "organizers", "suppliers"])
def test_a_party_is_in_a_book_once(walls_alone: Connection, who: str) -> None:
    again = (
        f"INSERT INTO parterre.{who} SELECT (jsonb_populate_record(one,"
        " jsonb_build_object('id', gen_random_uuid()))).*"
        f" FROM parterre.{who} AS one LIMIT 1"
    )

    assert said(walls_alone, again) == TWICE


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("booking_items", "total_price = total_price + 1"),
        ("payments", "change_given = change_given + 1"),
    ],
)
def test_a_sum_is_that_of_its_parts(walls_alone: Connection, table: str, change: str) -> None:
    assert said(walls_alone, f"UPDATE parterre.{table} SET {change}") == BROKEN
