from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, Integer, Numeric, Text, Uuid, select

from db.arrays import table_of_arrays

KEY = UUID("01980000-0000-7000-8000-000000000001")
TABLE = table_of_arrays("given", seat=Uuid(), label=Text(), place=Integer(), price=Numeric(12, 2))
READ = select(TABLE).order_by(TABLE.c.n)


def rows(connection: Connection, **lists: list[Any]) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(READ, lists)]


def test_lists_come_back_as_numbered_rows(connection: Connection) -> None:
    found = rows(
        connection,
        seat=[KEY, KEY],
        label=['Ü, "12A" \\ {x}', ""],
        place=[7, -1],
        price=[Decimal("10.50"), None],
    )

    assert found == [
        (KEY, 'Ü, "12A" \\ {x}', 7, Decimal("10.50"), 1),
        (KEY, "", -1, None, 2),
    ]


@pytest.mark.parametrize("label", ["", "NULL", "null", "\n", "a\tb"])
def test_a_single_value_keeps_what_it_is(connection: Connection, label: str) -> None:
    found = rows(connection, seat=[KEY], label=[label], place=[1], price=[None])

    assert found == [(KEY, label, 1, None, 1)]


def test_empty_lists_are_no_rows(connection: Connection) -> None:
    assert rows(connection, seat=[], label=[], place=[], price=[]) == []


def test_a_value_that_holds_the_separator_is_an_error(connection: Connection) -> None:
    with pytest.raises(Exception, match="separates values"):
        rows(connection, seat=[KEY], label=["a\x1fb"], place=[1], price=[None])
