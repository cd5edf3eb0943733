"""The seats of a lot cost together what was agreed, over however many deliveries."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.money import Money
from core.domain.purchasing.totals import (
    MoreThanOrdered,
    NegativeCost,
    NothingOrdered,
    delivery_costs,
    line_total,
    seat_costs,
    unit_price_of,
)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_a_line_costs_its_tickets() -> None:
    assert line_total(3, eur("33.33")) == eur("99.99")


def test_a_lot_shows_its_price_per_ticket() -> None:
    assert unit_price_of(eur("100"), 3) == eur("33.33")
    assert unit_price_of(eur("0.05"), 2) == eur("0.03")


def test_odd_cents_go_to_the_first_seats() -> None:
    assert seat_costs(eur("100.01"), 3) == (eur("33.34"), eur("33.34"), eur("33.33"))


@given(st.integers(0, 10**8), st.lists(st.integers(0, 40), min_size=1, max_size=6).filter(any))
def test_deliveries_add_up_to_the_lot(cents: int, deliveries: list[int]) -> None:
    total = Money(Decimal(cents).scaleb(-2), "EUR")
    costs = [
        cost
        for number, arriving in enumerate(deliveries)
        for cost in delivery_costs(
            total, sum(deliveries), received=sum(deliveries[:number]), arriving=arriving
        )
    ]

    assert len(costs) == sum(deliveries)
    assert Money.total(costs, "EUR") == total


@pytest.mark.parametrize(("received", "arriving"), [(8, 3), (11, 0), (0, -1), (-1, 1)])
def test_more_than_ordered_is_refused(received: int, arriving: int) -> None:
    with pytest.raises(MoreThanOrdered) as refused:
        delivery_costs(eur("100"), 10, received=received, arriving=arriving)

    facts = refused.value
    assert (facts.ordered, facts.received, facts.arriving) == (10, received, arriving)


@pytest.mark.parametrize("quantity", [0, -2])
def test_ordering_nothing_is_refused(quantity: int) -> None:
    with pytest.raises(NothingOrdered) as refused:
        line_total(quantity, eur("10"))

    assert refused.value.quantity == quantity


def test_a_negative_cost_is_refused() -> None:
    with pytest.raises(NegativeCost) as refused:
        seat_costs(eur("-10"), 2)

    assert refused.value.price == eur("-10")
