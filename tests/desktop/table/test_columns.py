"""Columns are data: value, text, order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from core.domain.money import Money
from desktop.table import Column, money_column, number_column, state_column, time_column
from desktop.table.columns import plain_text, sort_key


@dataclass(frozen=True, slots=True)
class Booking:
    customer: str
    seats: int
    total: Money
    state: str


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADA = Booking("Ada", 1200, Money(Decimal("-1234.5"), "EUR"), "PAID")


class Step(StrEnum):
    FIRST = "z"
    SECOND = "a"


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        (Column("Customer", lambda row: row.customer), "Ada"),
        (Column("Customer", lambda row: row.customer, str.upper), "ADA"),
        (number_column("Seats", lambda row: row.seats), "1,200"),
        (money_column("Total", lambda row: row.total), "\N{MINUS SIGN}1,234.50 EUR"),
        (state_column("State", lambda row: row.state), "Paid"),
    ],
)
def test_column_shows_its_value_as_words(column: Column[Booking], shown: str) -> None:
    assert column.shown(ADA) == shown


def test_moments_are_told_by_the_clock_of_the_moment() -> None:
    clock = iter([NOON, NOON + timedelta(days=1)])
    column = time_column("Made", lambda at: at, lambda: next(clock))

    assert column.shown(NOON).startswith("Today ")
    assert column.shown(NOON).startswith("Yesterday ")
    never: Column[Booking] = time_column("Until", lambda _row: None, lambda: NOON)
    assert never.shown(ADA) == ""


def test_typed_column_can_be_made_directly() -> None:
    assert Column[Booking]("Customer", lambda row: row.customer).shown(ADA) == "Ada"


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "True"), (date(2027, 3, 2), "2 Mar 2027"), (Decimal("1.50"), "1.50")],
)
def test_plain_values_have_one_way_to_be_written(value: object, text: str) -> None:
    assert plain_text(value) == text


@pytest.mark.parametrize(
    "ordered",
    [
        [None, "ada", "Bo", "cy"],
        [None, Money(Decimal(-1), "EUR"), Money(Decimal(9), "EUR"), Money(Decimal(10), "EUR")],
        [Step.FIRST, Step.SECOND],
        [None, 1, 2],
    ],
    ids=["text", "money", "states", "numbers"],
)
def test_values_sort_as_people_expect(ordered: list[Any]) -> None:
    backwards = ordered[::-1]

    assert sorted(backwards, key=sort_key) == ordered


@pytest.mark.parametrize(
    ("make", "squeezable"),
    [
        (lambda: Column[Booking]("Customer", lambda row: row.customer), True),
        (lambda: Column[Booking]("Booking", lambda row: row.customer, strong=True), False),
        (
            lambda: Column[Booking]("Name", lambda row: row.customer, strong=True, stretch=True),
            True,
        ),
        (lambda: money_column("Total", lambda row: row.total), False),
        (lambda: state_column("State", lambda row: row.state), False),
    ],
    ids=["text", "number", "name", "money", "state"],
)
def test_only_text_may_be_squeezed(
    make: Callable[[], Column[Booking]],
    squeezable: bool,  # noqa: FBT001
) -> None:
    assert make().squeezable is squeezable
