"""A booking's total is the sum of its parts, and of its tickets."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.money import MixedCurrencies, Money
from core.domain.sales.totals import (
    BookingTotal,
    DiscountTooLarge,
    EmptyBooking,
    FeeRules,
    NegativeFee,
    NegativePrice,
    TaxBase,
    booking_total,
)

PARTS = ("price", "discount", "service_fee", "delivery_fee", "tax")


def eur(amount: str | Decimal) -> Money:
    return Money(Decimal(amount), "EUR")


def cents(upper: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, upper).map(lambda coins: Decimal(coins).scaleb(-2))


rules = st.builds(
    FeeRules,
    service_percent=st.decimals(0, 100, places=3),
    service_per_ticket=cents(1000),
    delivery=cents(2000),
    tax_percent=st.decimals(0, 30, places=2),
    taxed=st.sampled_from(TaxBase),
)
prices = st.lists(cents(50000).map(eur), min_size=1, max_size=12)


def test_the_total_has_all_its_parts() -> None:
    rules = FeeRules(
        service_percent=Decimal(10),
        service_per_ticket=Decimal("0.50"),
        delivery=Decimal("4.90"),
        tax_percent=Decimal(19),
    )

    booking = booking_total([eur("80"), eur("40")], rules, discount=eur("12"), delivered=True)

    assert booking.subtotal == eur("120")
    assert booking.discount == eur("12")
    assert booking.service_fee == eur("11.80")
    assert booking.delivery_fee == eur("4.90")
    assert booking.tax == eur("23.69")
    assert booking.total == eur("148.39")
    assert [ticket.net_price for ticket in booking.tickets] == [eur("72"), eur("36")]


@pytest.mark.parametrize(
    ("taxed", "tax"),
    [(TaxBase.TICKETS, "20"), (TaxBase.FEES, "1.50"), (TaxBase.TICKETS_AND_FEES, "21.50")],
)
def test_tax_is_taken_on_what_the_agency_says(taxed: TaxBase, tax: str) -> None:
    rules = FeeRules(
        service_percent=Decimal(5), delivery=Decimal(5), tax_percent=Decimal(10), taxed=taxed
    )

    assert booking_total([eur("200")], rules, delivered=True).tax == eur(tax)


def test_no_delivery_no_fee() -> None:
    assert booking_total([eur("10")], FeeRules(delivery=Decimal(5))).total == eur("10")


def shares(booking: BookingTotal, part: str) -> Money:
    return Money.total((getattr(ticket, part) for ticket in booking.tickets), "EUR")


@given(prices=prices, rules=rules, off=st.integers(0, 100), delivered=st.booleans())
def test_shares_add_up_to_the_booking(
    *, prices: list[Money], rules: FeeRules, off: int, delivered: bool
) -> None:
    discount = Money.total(prices, "EUR").percent(Decimal(off))

    booking = booking_total(prices, rules, discount=discount, delivered=delivered)

    whole = (booking.subtotal, booking.discount, booking.service_fee, booking.delivery_fee)
    assert [shares(booking, part) for part in PARTS] == [*whole, booking.tax]
    assert shares(booking, "total") == booking.total


@given(prices, rules, st.integers(0, 100))
def test_no_ticket_is_discounted_below_nothing(
    prices: list[Money], rules: FeeRules, off: int
) -> None:
    discount = Money.total(prices, "EUR").percent(Decimal(off))

    booking = booking_total(prices, rules, discount=discount)

    assert all(ticket.net_price.amount >= 0 for ticket in booking.tickets)


def test_free_tickets_cost_their_fees_only() -> None:
    rules = FeeRules(service_percent=Decimal(10), delivery=Decimal(5), tax_percent=Decimal(10))

    booking = booking_total([eur("0"), eur("0")], rules, delivered=True)

    assert booking.total == eur("5.50")


def test_an_empty_booking_is_refused() -> None:
    with pytest.raises(EmptyBooking):
        booking_total([], FeeRules())


def test_a_negative_price_is_refused() -> None:
    with pytest.raises(NegativePrice) as refused:
        booking_total([eur("10"), eur("-1")], FeeRules())

    assert refused.value.price == eur("-1")


@pytest.mark.parametrize("discount", ["10.01", "-0.01"])
def test_a_discount_that_does_not_fit_is_refused(discount: str) -> None:
    with pytest.raises(DiscountTooLarge) as refused:
        booking_total([eur("10")], FeeRules(), discount=eur(discount))

    assert (refused.value.discount, refused.value.prices) == (eur(discount), eur("10"))


def test_two_currencies_are_refused() -> None:
    with pytest.raises(MixedCurrencies):
        booking_total([eur("10"), Money(Decimal(10), "USD")], FeeRules())


@pytest.mark.parametrize(
    ("build", "name"),
    [
        (lambda value: FeeRules(service_percent=value), "service fee rate"),
        (lambda value: FeeRules(service_per_ticket=value), "service fee per ticket"),
        (lambda value: FeeRules(delivery=value), "delivery fee"),
        (lambda value: FeeRules(tax_percent=value), "tax rate"),
    ],
    ids=["service rate", "service per ticket", "delivery", "tax"],
)
def test_negative_fees_are_refused(build: Callable[[Decimal], FeeRules], name: str) -> None:
    with pytest.raises(NegativeFee) as refused:
        build(Decimal(-1))

    assert (refused.value.name, refused.value.value) == (name, Decimal(-1))
