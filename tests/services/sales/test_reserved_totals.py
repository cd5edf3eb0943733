"""The reserve statement adds up in SQL what the domain adds up in Python, to the cent."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from core.domain.money import Money
from core.domain.sales.states import DeliveryMethod, HowSold
from core.domain.sales.totals import FeeRules, booking_total
from core.domain.staff import Role
from core.services.sales.reserving import reserve_seats
from core.services.work import Work, new_key
from db.models import Event, EventSeat
from tests.conftest import WorkAs
from tests.factories import Stock, make_customer, stocked_event

_cents = st.integers(0, 50_000).map(lambda cents: Decimal(cents) / 100)
_rates = st.integers(0, 10_000).map(lambda part: Decimal(part) / 10_000)


class Priced:
    """An event whose prices and fees are set anew for every example."""

    def __init__(self, work: Work, stock: Stock) -> None:
        self.work, self.stock = work, stock
        self.customer = make_customer(work.session)

    def set(self, prices: list[Decimal], rules: FeeRules) -> None:
        session = self.work.session
        session.execute(
            update(Event)
            .where(Event.id == self.stock.event.id)
            .values(
                service_fee_rate=rules.service_percent / 100,
                service_fee_per_ticket=rules.service_per_ticket,
                delivery_fee=rules.delivery,
                tax_rate=rules.tax_percent / 100,
            )
        )
        for seat, price in zip(self.stock.seats, prices, strict=False):
            session.execute(
                update(EventSeat).where(EventSeat.id == seat.id).values(retail_price=price)
            )


@pytest.fixture(params=["EUR", "JPY"])
def priced(work_as: WorkAs, request: pytest.FixtureRequest) -> Iterator[Priced]:
    with work_as(Role.MANAGER) as managers:
        yield Priced(managers, stocked_event(managers.session, currency=request.param))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    prices=st.lists(_cents, min_size=1, max_size=6),
    service=_rates,
    amounts=st.tuples(_cents, _cents),
    tax=_rates,
    delivery=st.sampled_from(DeliveryMethod),
)
def test_totals_equal_the_domains(
    priced: Priced,
    prices: list[Decimal],
    service: Decimal,
    amounts: tuple[Decimal, Decimal],
    tax: Decimal,
    delivery: DeliveryMethod,
) -> None:
    currency = priced.stock.event.currency
    per_ticket, postage = amounts
    if currency == "JPY":
        prices = [price.to_integral() for price in prices]
        per_ticket, postage = per_ticket.to_integral(), postage.to_integral()
    rules = FeeRules(
        service_percent=service * 100,
        service_per_ticket=per_ticket,
        delivery=postage,
        tax_percent=tax * 100,
    )
    posted = delivery is DeliveryMethod.POST
    expected = booking_total([Money(price, currency) for price in prices], rules, delivered=posted)
    with priced.work.session.begin_nested() as example:
        priced.set(prices, rules)
        seats = priced.stock.seat_ids[: len(prices)]

        booking = reserve_seats(
            priced.work,
            priced.stock.event.id,
            seats,
            customer_id=priced.customer.id,
            how=HowSold(delivery=delivery),
            key=new_key(),
        )

        example.rollback()
    assert (booking.service_fee, booking.delivery_fee, booking.tax, booking.total) == (
        expected.service_fee,
        expected.delivery_fee,
        expected.tax,
        expected.total,
    )
